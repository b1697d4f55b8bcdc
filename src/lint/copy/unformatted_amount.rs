//! A number named like price, amount, total, cost or fee, shown as it was sent: 9.9 reads `9.9`, without a currency and
//! a second decimal. There is no filter that knows either, so who sends the value has to write it out: "$9.99".
//!
//! A value of type text is taken as written out. A value of no type is a number as likely as not. Counts and other
//! company of such names (`total_uploads`, `price_id`, `fee_percent`) are none.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{self, Place, Type};
use crate::source::Span;
use crate::syntax::ast::{Part, Placeholder};

pub(super) const LINT: Lint = Lint { code: Code::UnformattedAmount, look: Look::Campaign(look) };

/// Words for money, wherever in a name.
const MONEY: [&str; 9] = ["price", "prices", "amount", "amounts", "cost", "costs", "fee", "fees", "subtotal"];

/// Last words of a name that is no money after all.
const OTHER: [&str; 22] = [
    "id",
    "ids",
    "count",
    "number",
    "at",
    "on",
    "date",
    "currency",
    "code",
    "name",
    "type",
    "label",
    "text",
    "formatted",
    "display",
    "string",
    "percent",
    "percentage",
    "pct",
    "rate",
    "index",
    "version",
];

/// Words after `total` that make money of it.
const TOTALLED: [&str; 14] = [
    "due", "paid", "owed", "spent", "charged", "charge", "refunded", "price", "amount", "cost", "usd", "eur", "gbp",
    "value",
];

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    for said in &member.reading.texts {
        let Some(template) = subject.template(member.loc(said.copy.span)) else { continue };
        let seen = |span: Span| said.readings.iter().any(|seen| seen.glyphs.iter().any(|glyph| glyph.span == span));
        values(&said.copy.parts, &template.parts, &mut |placeholder, place| {
            let Some(name) = placeholder.path.segments.last() else { return };
            let ty = subject.bundle.layout.ty(place);
            if is_amount(&name.text) && matches!(ty, Some(Type::Number | Type::Any)) && seen(placeholder.span) {
                found.push(amount(member, placeholder, ty == Some(Type::Number)));
            }
        });
    }
}

fn amount(member: &Member<'_>, placeholder: &Placeholder, number: bool) -> Diagnostic {
    let path = &placeholder.path;
    let what = if number { "a number, without currency and decimals" } else { "maybe a bare number" };
    Diagnostic::new(LINT.code, member.loc(placeholder.span), format!("`{path}` is shown as it was sent"))
        .because(what)
        .help("send the amount written out, as a text such as \"$9.99\", and declare it as `text`")
}

/// Every placeholder of a copy with what it stands for: without errors the tree and what it was lowered to have the
/// same tags.
fn values(parts: &[Part], lowered: &[ir::Part], visit: &mut dyn FnMut(&Placeholder, Place)) {
    let tags = parts.iter().filter(|part| !matches!(part, Part::Text(..)));
    let lowered = lowered.iter().filter(|part| !matches!(part, ir::Part::Text(_)));
    for (part, lowered) in tags.zip(lowered) {
        match (part, lowered) {
            (Part::Placeholder(placeholder), ir::Part::Value(place, _)) => visit(placeholder, *place),
            (Part::If(tree), ir::Part::If(branches, otherwise)) => {
                for ((_, parts), (_, lowered)) in tree.branches.iter().zip(branches) {
                    values(parts, lowered, visit);
                }
                values(tree.otherwise.as_deref().unwrap_or_default(), otherwise, visit);
            }
            _ => {}
        }
    }
}

/// Whether a name is one of an amount of money.
fn is_amount(name: &str) -> bool {
    let words = split(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some(last) = words.last() else { return false };
    if OTHER.contains(last) || words.windows(2).any(|two| matches!(two, ["amount", "of"])) {
        return false;
    }
    let total = words.iter().position(|word| *word == "total").is_some_and(|at| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        match words.get(at + 1) {
            Some(next) => TOTALLED.contains(next),
            // A total of many things is a count of them.
            None => before.is_none_or(|before| !before.ends_with('s')),
        }
    });
    total || words.iter().any(|word| MONEY.contains(word))
}

/// The words of a name in snake or camel case, in lower case.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && lower) {
            words.push(String::new());
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::is_amount;

    #[test]
    fn names_of_money_are_known() {
        for name in ["price", "orderTotal", "amount_due", "Total Price", "cost_per_seat", "total", "total_paid", "fee"]
        {
            assert!(is_amount(name), "{name}");
        }
        for name in
            ["plan", "total_uploads", "uploads_total", "price_id", "feedback", "coffee", "fee_percent", "costume"]
        {
            assert!(!is_amount(name), "{name}");
        }
    }
}
