//! Two places that cannot stand together.

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Type;
use crate::source::{Loc, Sources, Span};

/// A place and what to say there.
pub(super) type Spot<'m> = (Span, &'m str);

impl Checker<'_> {
    /// A conflict of two places of one file: the later one is wrong (§13).
    pub(super) fn conflict(
        &self,
        code: Code,
        message: impl Into<String>,
        one: Spot<'_>,
        other: Spot<'_>,
    ) -> Diagnostic {
        let (first, second) = if one.0.start <= other.0.start { (one, other) } else { (other, one) };
        self.at(code, second.0, message).because(second.1).label(self.loc(first.0), first.1)
    }
}

/// Where a value of one type is compared with a literal of another, says so at the literal, and adds or drops the
/// quotes that it has too few or too many.
pub(super) fn misquoted(sources: &Sources, mut diagnostic: Diagnostic, old: Type, new: Type) -> Diagnostic {
    let Loc { file, span } = diagnostic.primary.loc;
    let Some(source) = sources.get(file) else { return diagnostic };
    let literal = source.slice(span);
    let inside = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if inside.is_none() && !number(literal) && !matches!(literal, "true" | "false") {
        return diagnostic;
    }
    diagnostic.primary.message = format!("this is {}", new.phrase());
    let before = source.slice(Span::new(0, span.start)).trim_end();
    if !before.ends_with(" is") && !before.ends_with(" is not") {
        return diagnostic;
    }
    let loc = diagnostic.primary.loc;
    let date = |text: &str| text.len() >= 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    match (old, inside) {
        (Type::Number, Some(text)) if text.parse::<f64>().is_ok_and(f64::is_finite) && number(text) => {
            let help = format!("write `{text}`: numbers have no quotes");
            diagnostic.help(help).fix("remove the quotes", loc, text)
        }
        (Type::Flag, Some(text @ ("true" | "false"))) => {
            let help = format!("write `{text}`: flags have no quotes");
            diagnostic.help(help).fix("remove the quotes", loc, text)
        }
        (Type::Time, Some(text)) if date(text) => {
            let help = format!("write `{text}`: dates have no quotes");
            diagnostic.help(help).fix("remove the quotes", loc, text)
        }
        (Type::Text, None) => {
            let help = format!("write `\"{literal}\"`: texts have quotes");
            diagnostic.help(help).fix("add quotes", loc, format!("\"{literal}\""))
        }
        _ => diagnostic,
    }
}
