//! Quick fixes that leave nothing to mend: where a statement has more than one mistake, it is one error, whose fix
//! takes in what the changed statement would be told next.

use super::exact::is_exact;
use super::{Mistake, Place};
use crate::diagnostic::{Diagnostic, Edit, Fix};

/// How many mistakes of one statement are mended at once.
const MOST: usize = 12;
/// Longer replacements are not shown whole.
const SHOWN: usize = 60;

/// The diagnostic with fixes that mend the whole statement, as far as they can.
pub(super) fn whole(mistake: &Mistake<'_>, mut diagnostic: Diagnostic) -> Diagnostic {
    for (nth, fix) in diagnostic.fixes.iter_mut().enumerate() {
        if is_gone(mistake, fix) {
            fix.safe = is_exact(mistake, fix);
            continue;
        }
        let Some((text, rounds, exact)) = mended(mistake, fix) else { continue };
        fix.safe = exact;
        if rounds == 0 {
            continue;
        }
        let Some((edit, written)) = difference(mistake, &text) else { continue };
        let short = written.chars().count() <= SHOWN && !written.contains('\n');
        if short {
            let plain = |text: &str| text.starts_with("write `") && text.matches('`').count() == 2;
            if nth == 0 && diagnostic.help.as_deref().is_some_and(plain) {
                diagnostic.help = Some(format!("write `{written}`"));
            }
            fix.title = format!("write `{written}`");
        }
        fix.edits = vec![edit];
    }
    diagnostic
}

/// Whether a fix leaves nothing of a statement, or a comment.
fn is_gone(mistake: &Mistake<'_>, fix: &Fix) -> bool {
    let copy = matches!(mistake.place, Place::Tag | Place::Placeholder);
    let left = applied(mistake, mistake.text, fix).filter(|_| !copy);
    left.is_some_and(|left| left.trim().is_empty() || left.starts_with("//"))
}

/// The statement after a fix, and all that it asks for, how many more those are, and whether nothing else can be meant.
fn mended(mistake: &Mistake<'_>, fix: &Fix) -> Option<(String, usize, bool)> {
    // A fix that breaks the line makes two statements.
    if fix.edits.iter().any(|edit| edit.text.contains('\n')) {
        return None;
    }
    let mut exact = is_exact(mistake, fix);
    let mut text = applied(mistake, mistake.text, fix)?;
    for round in 0..MOST {
        let Err(failure) = mistake.read(&text) else { return Some((text, round, exact)) };
        let next = Mistake {
            file: mistake.file,
            text: &text,
            start: mistake.start,
            at: failure.at.min(text.len()),
            expected: failure.expected,
            place: mistake.place,
            rule: mistake.rule,
            after: mistake.after,
        };
        let told = next.told();
        let fix = told.fixes.first()?;
        exact &= is_exact(&next, fix);
        text = applied(mistake, &text, fix)?;
    }
    None
}

/// A statement with a fix applied, if the fix is about it alone.
fn applied(mistake: &Mistake<'_>, text: &str, fix: &Fix) -> Option<String> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.loc.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        let from = edit.loc.span.start.checked_sub(mistake.start)? as usize;
        let to = edit.loc.span.end.checked_sub(mistake.start)? as usize;
        text = format!("{}{}{}", text.get(..from)?, edit.text, text.get(to..)?);
    }
    Some(text)
}

/// The one edit that makes another statement of it, and the whole words that it writes.
fn difference(mistake: &Mistake<'_>, text: &str) -> Option<(Edit, String)> {
    let old = mistake.text;
    let same = old.char_indices().zip(text.chars()).take_while(|((_, one), other)| one == other);
    let mut start = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let tail = old.get(start..)?.chars().rev().zip(text.get(start..)?.chars().rev());
    let mut tail: usize = tail.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    // Whole words read better than the letters that differ.
    let part = |c: char| !c.is_whitespace();
    start -= old.get(..start)?.chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let after = old.get(old.len() - tail..)?;
    tail -= after.chars().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let written = text.get(start..text.len() - tail)?.to_owned();
    Some((mistake.edit(start..old.len() - tail, written.clone()), written.trim().to_owned()))
}
