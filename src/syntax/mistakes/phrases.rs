//! Words that say in another way what the language says, found by the phrase book and proved by the grammar: a phrase
//! is told only if the rule reads on with what it becomes.

use std::ops::Range;

use super::phrasebook::{BOOK, Group};
use super::pieces::{filled, matched, pieces, says};
use super::{Mistake, Place};
use crate::diagnostic::Diagnostic;

/// Statements that are longer are not looked up, so that a mistake costs little.
pub(super) const MAX_STATEMENT: usize = 600;

impl Group {
    fn is_for(&self, place: Place, words: &[&str]) -> bool {
        let head = words.first().copied().unwrap_or_default();
        self.places.contains(&place)
            && match self.heads {
                [] => true,
                ["did"] => words.iter().any(|word| matches!(*word, "did" | "never" | "didn't" | "done" | "didn’t")),
                heads => heads.contains(&head),
            }
    }
}

/// A phrase of the book around the mistake.
pub(super) fn phrase(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if mistake.text.len() > MAX_STATEMENT {
        return None;
    }
    let pieces = pieces(mistake.text);
    let words: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    let (last, next) = (mistake.before().trim_end().len(), mistake.text.len() - mistake.rest().trim_start().len());
    // The statement of a tag starts after `{% if`.
    let first = match words.get(1) {
        Some(&("if" | "elsif")) if mistake.place == Place::Tag => 2,
        _ if mistake.place == Place::Tag => pieces.len(),
        _ => 0,
    };
    for group in BOOK.iter().filter(|group| group.is_for(mistake.place, &words)) {
        for (wrong, right) in group.phrases {
            let (wrong, places) = match wrong.strip_prefix("^ ") {
                Some(wrong) => (wrong, first..first + 1),
                None => (*wrong, 0..pieces.len()),
            };
            let starts = wrong.split(' ').next().unwrap_or_default();
            if !starts.starts_with('%') && !words.iter().any(|word| says(word, starts)) {
                continue;
            }
            let pattern: Vec<&str> = wrong.split(' ').collect();
            for (nth, first) in pieces
                .iter()
                .enumerate()
                .take(places.end)
                .skip(places.start)
                .take_while(|(_, piece)| piece.range.start <= next)
            {
                let Some((count, values)) = pieces.get(nth..).and_then(|rest| matched(&pattern, rest, mistake.text))
                else {
                    continue;
                };
                let Some(end) = pieces.get(nth + count.max(1) - 1).map(|piece| piece.range.end) else { continue };
                if end < last {
                    continue;
                }
                // What a place took as it stands may hold the next mistake.
                let open = pattern.iter().any(|part| matches!(*part, "%i" | "%*"));
                let range = first.range.start..end;
                let told = filled(right, &values).and_then(|right| told(mistake, group, range, &right, open));
                if told.is_some() {
                    return told;
                }
            }
        }
    }
    None
}

fn told(mistake: &Mistake<'_>, group: &Group, range: Range<usize>, right: &str, open: bool) -> Option<Diagnostic> {
    if mistake.text.get(range.clone()) == Some(right) {
        return None;
    }
    let written = mistake.text.get(range.clone())?.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = match written.chars().count() {
        0..=40 => format!("`{written}` is no {}", group.kind),
        _ => format!("this is no {}", group.kind),
    };
    let diagnostic = mistake.syntax(range.clone(), message).because(group.why);
    if let Some(help) = right.strip_prefix('?') {
        return Some(diagnostic.help(help));
    }
    if pieces(right).windows(2).any(|pair| pair.iter().all(|piece| piece.text == "{")) {
        return None;
    }
    let mut fixes = Vec::new();
    let mut helps = Vec::new();
    for right in right.split(" // ") {
        let (right, note) = right.split_once('#').map_or((right, None), |(right, note)| (right.trim_end(), Some(note)));
        // A comma follows the word before it, and what is left out leaves no blank.
        let before = mistake.text.get(..range.start)?;
        let start = if right.starts_with(',') || right.is_empty() { before.trim_end().len() } else { range.start };
        let range = start..range.end;
        let changed = format!("{}{right}{}", mistake.text.get(..start)?, mistake.text.get(range.end..)?);
        let reached = if open { mistake.at } else { start + right.len() + usize::from(right.is_empty()) };
        if mistake.parses(&changed).err().is_some_and(|at| at < reached) && !changed.trim().is_empty() {
            return None;
        }
        let title = match right {
            "" if changed.trim().is_empty() => "remove the line".to_owned(),
            "" => "leave it out".to_owned(),
            _ => format!("write `{}`", right.trim()),
        };
        helps.push(match note.map(str::trim) {
            Some(note) if right.is_empty() => note.to_owned(),
            Some(note) => format!("{title} {note}"),
            None => title.clone(),
        });
        fixes.push((title, mistake.loc(range), right.to_owned()));
    }
    let help = helps.join(", or ").replace(", or write ", ", or ");
    Some(
        fixes
            .into_iter()
            .fold(diagnostic.help(help), |diagnostic, (title, loc, text)| diagnostic.fix(title, loc, text)),
    )
}
