//! Wrong spellings that can mean one thing only (§13): a quick fix that writes that one thing changes no meaning.

use super::pieces::{Kind, Piece, filled, matched, pieces, straight};
use super::{Mistake, Place};
use crate::diagnostic::Fix;

/// What is written and what it means, as in the phrase book.
const EXACT: &[(&str, &str)] = &[
    ("=", "is"),
    ("==", "is"),
    ("IS", "is"),
    ("!=", "is not"),
    ("<>", "is not"),
    ("&&", "and"),
    ("AND", "and"),
    ("||", "or"),
    ("OR", "or"),
    ("!", "not"),
    ("NOT", "not"),
    ("null", "unknown"),
    ("is null", "is unknown"),
    ("= null", "is unknown"),
    ("== null", "is unknown"),
    ("not null", "known"),
    ("is not null", "is known"),
    ("!= null", "is known"),
    ("<> null", "is known"),
    ("within the last %d", "in the last $1"),
    ("within", "in"),
    ("< %m", "before $1"),
    ("%w in segment", "in segment"),
    ("%w not in segment", "not in segment"),
    ("default", "fallback"),
    ("default :", "fallback:"),
    ("default : %s", "fallback: $1"),
    (";", ""),
];

/// Whether a fix of a mistake writes the only thing that can be meant.
pub(super) fn is_exact(mistake: &Mistake<'_>, fix: &Fix) -> bool {
    let written = |from: u32, to: u32| {
        let (from, to) = (from.checked_sub(mistake.start)?, to.checked_sub(mistake.start)?);
        mistake.text.get(from as usize..to as usize)
    };
    let edits: Option<Vec<(&str, &str)>> = fix
        .edits
        .iter()
        .map(|edit| Some((written(edit.loc.span.start, edit.loc.span.end)?.trim(), edit.text.trim())))
        .collect();
    match edits.as_deref() {
        Some([(written, instead)]) => {
            !fix.edits.iter().any(|edit| edit.text.contains('\n')) && means(mistake, written, instead)
        }
        Some([("", "not"), ("not", "")]) => mistake.word().is_some_and(|(word, _)| word == "between"),
        _ => false,
    }
}

fn means(mistake: &Mistake<'_>, written: &str, instead: &str) -> bool {
    match (written, instead) {
        // What follows becomes a comment, which must not be a part of the statement.
        ("#", "//") => mistake.before().trim().is_empty() || mistake.read(mistake.before()).is_ok(),
        (":", "") => matches!(mistake.place, Place::Field | Place::Section | Place::Setting | Place::Declaration),
        (",", "|") => mistake.place == Place::Placeholder,
        (",", "") => true,
        ("", ",") => mistake.text.starts_with("frequency"),
        _ => reads(written, instead) || is_date(written, instead) || is_text(written, instead),
    }
}

fn reads(written: &str, instead: &str) -> bool {
    let found = pieces(written);
    let same = |pattern: &str, right: &str| {
        let pattern: Vec<&str> = pattern.split(' ').collect();
        matched(&pattern, &found, written)
            .filter(|(count, _)| *count == found.len())
            .and_then(|(_, values)| filled(right, &values))
            .is_some_and(|right| right == instead)
    };
    let half = ["am", "pm"].iter().any(|half| written.to_lowercase().ends_with(half));
    EXACT.iter().any(|(pattern, right)| same(pattern, right)) || half && same("%c", "$1")
}

/// `2026-3-1`
fn is_date(written: &str, instead: &str) -> bool {
    let parts: Vec<&str> = written.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) => {
            year.len() == 4 && format!("{year}-{month:0>2}-{day:0>2}") == instead
        }
        _ => false,
    }
}

/// `'x'`, and texts in curly quotes, with what stands around them.
fn is_text(written: &str, instead: &str) -> bool {
    let (old, new) = (pieces(written), pieces(instead));
    let same = |(old, new): (&Piece<'_>, &Piece<'_>)| {
        old.text == new.text || old.kind == Kind::Text && straight(old.text) == new.text
    };
    !old.is_empty() && old.len() == new.len() && old.iter().zip(&new).all(same)
}
