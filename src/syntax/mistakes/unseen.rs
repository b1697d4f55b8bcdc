//! Characters that are not seen: those of no width, and blanks that are none.

use super::Mistake;
use crate::diagnostic::Diagnostic;

/// What a character that is not seen is called, and what to write for it.
pub(super) fn unseen(c: char) -> Option<(String, &'static str)> {
    let blank = match c {
        ' ' | '\t' | '\n' | '\r' => return None,
        '\u{a0}' | '\u{202f}' => Some("a blank that does not break"),
        '\u{3000}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => Some("a blank of another width"),
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some("another kind of line break"),
        _ => None,
    };
    if let Some(name) = blank {
        return Some((format!("{name}, U+{:04X}", c as u32), " "));
    }
    let hidden = c.is_control()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    hidden.then(|| (format!("a character that is not seen, U+{:04X}", c as u32), ""))
}

/// A character that is not seen where the mistake is.
pub(super) fn character(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let c = mistake.rest().chars().next()?;
    let (name, write) = unseen(c)?;
    let range = mistake.at..mistake.at + c.len_utf8();
    let help = if write.is_empty() { "remove it" } else { "write a plain blank" };
    let diagnostic = mistake.syntax(range.clone(), format!("{name}, outside of a text")).because("it stands here");
    Some(diagnostic.help(help).fix(help, mistake.loc(range), write))
}
