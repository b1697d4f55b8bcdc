//! Rule blocks that no contact can satisfy (§3.6), in words.

use crate::diagnostic::{Code, Diagnostic, Label, suggest};
use crate::ir::{Bundle, Expr};
use crate::proof::{Conflict, Premise, Proof, Why};
use crate::source::{Loc, Sources};
use crate::time::Zone;

/// Says of every rule block that nobody can satisfy which of its conditions exclude each other.
pub(super) fn contradictions(bundle: &Bundle, zone: &Zone, sources: &Sources, found: &mut Vec<Diagnostic>) {
    for conflict in Proof::new(bundle, zone).conflicts() {
        found.push(diagnostic(bundle, sources, &conflict));
    }
}

fn diagnostic(bundle: &Bundle, sources: &Sources, conflict: &Conflict) -> Diagnostic {
    let primary = &conflict.primary;
    let mut places: Vec<Loc> = vec![primary.at];
    for other in &conflict.others {
        if !places.contains(&other.at) {
            places.push(other.at);
        }
    }
    let quote = |loc: Loc| suggest::quote(sources, loc);
    let constant = matches!(bundle.exprs.get(primary.stated().0), Some(Expr::Const(_)));
    let (message, why, help) = match places.as_slice() {
        [only] => (
            quote(*only)
                .map_or_else(|| "this condition never holds".to_owned(), |text| format!("`{text}` never holds")),
            if constant { "no value does this" } else { alone(conflict.why) },
            "change it, or leave it out",
        ),
        [last, others @ ..] => {
            let message = match (quote(*last), others) {
                (Some(last), [other]) => quote(*other).map(|other| format!("`{other}` and `{last}` cannot both hold")),
                _ => None,
            };
            let help = "leave one of them out; if either is enough, join them with `or`";
            (
                message.unwrap_or_else(|| "these conditions cannot all hold".to_owned()),
                nothing(conflict.why, others.len() > 1),
                help,
            )
        }
        [] => (String::new(), "", ""),
    };
    let mut diagnostic = Diagnostic::new(Code::NeverMatches, primary.at, message).because(why).help(help);
    let mut said = vec![primary.at];
    for premise in conflict.others.iter().chain([primary]) {
        label(bundle, premise, &mut said, &mut diagnostic);
    }
    diagnostic
}

/// Labels a condition, and those of the segments that it comes through.
fn label(bundle: &Bundle, premise: &Premise, said: &mut Vec<Loc>, diagnostic: &mut Diagnostic) {
    let mut say = |loc: Loc, message: String| {
        if !said.contains(&loc) {
            said.push(loc);
            diagnostic.labels.push(Label { loc, message });
        }
    };
    say(premise.at, "asked for together with it".to_owned());
    for (segment, loc) in &premise.through {
        let name = bundle.segments.get(*segment).map_or("", |segment| segment.name.as_str());
        say(*loc, format!("asked for by segment `{name}`"));
    }
}

/// What there would have to be for one condition, and is not.
const fn alone(why: Why) -> &'static str {
    match why {
        Why::Number => "no number does this",
        Why::Time => "no time does this",
        Why::Text => "no text does this",
        Why::Count => "no count does this",
        Why::Known | Why::Flag | Why::List | Why::Complement => "no value does this",
    }
}

/// What there would have to be, and is not.
const fn nothing(why: Why, many: bool) -> &'static str {
    match (why, many) {
        (Why::Known, _) => "nothing is known and unknown at once",
        (Why::Number, false) => "no number is both",
        (Why::Number, true) => "no number is all of this",
        (Why::Text, false) => "no text is both",
        (Why::Text, true) => "no text is all of this",
        (Why::Flag, _) => "a flag is `true` or `false`, not both",
        (Why::Time, false) => "no time is both",
        (Why::Time, true) => "no time is all of this",
        (Why::List, _) => "no list has it and has it not",
        (Why::Count, false) => "no count is both",
        (Why::Count, true) => "no count is all of this",
        (Why::Complement, _) => "holds exactly if the other one does not",
    }
}
