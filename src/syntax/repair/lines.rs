//! Lines of a message that belong elsewhere, and texts that do not end on theirs.

use super::{Change, Lines, MAX_TRIES, Wrong, first_word, indent};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{Loc, Span};
use crate::syntax::lex;
use crate::syntax::words::{FIELDS, SECTIONS};

/// Over how many lines a text may be broken.
const MOST_LINES: usize = 12;

impl Change {
    /// Adds how sections are moved out of a `send`.
    pub(super) fn moved_out(&self, diagnostic: Diagnostic, item: &str, loc: &impl Fn(Span) -> Loc) -> Diagnostic {
        let Wrong::Section(close) = self.wrong else { return diagnostic };
        let count = self.apart.len().saturating_sub(1);
        let sections = self.apart.get(1..count).unwrap_or_default();
        let mut diagnostic = diagnostic.help("write it outside of the block of `send`");
        let after = loc(Span::at(close as u32 + 1));
        let line = item.get(..close).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        let outer = line.get(..indent(line)).unwrap_or_default();
        let mut edits = Vec::new();
        let mut text = String::new();
        for (nth, &span) in sections.iter().enumerate() {
            if nth > 0 {
                diagnostic = diagnostic.label(loc(Span::new(span.start, span.start + 1)), "nor does this");
            }
            let before = item.get(..span.start as usize).unwrap_or_default();
            let start = before.rfind('\n').map_or(span.start, |at| at as u32);
            edits.push(Edit { loc: loc(Span::new(start, span.end)), text: String::new() });
            text += &format!("\n{outer}{}", item.get(span.range()).unwrap_or_default());
        }
        edits.push(Edit { loc: after, text });
        diagnostic.fixes.push(Fix { title: "move it out of `send`".to_owned(), edits, safe: false });
        diagnostic
    }
}

/// Adds how a text that goes on on other lines is written; its opening quote stands at `open`.
pub(super) fn broken_text(diagnostic: Diagnostic, item: &str, open: (Span, Loc), close: Loc) -> Diagnostic {
    let (span, open) = open;
    let next = item.get(span.end as usize..).and_then(|rest| rest.split('\n').nth(1)).unwrap_or_default();
    let indent = next.get(..indent(next)).unwrap_or_default();
    let edits = vec![
        Edit { loc: open, text: format!("\"\"\"\n{indent}") },
        Edit { loc: close, text: format!("\n{indent}\"\"\"") },
    ];
    let mut diagnostic = diagnostic;
    diagnostic.fixes.push(Fix { title: "write a block text".to_owned(), edits, safe: false });
    diagnostic
}

impl Lines<'_> {
    /// Sections inside a `send`, each on lines of its own.
    pub(super) fn sections(&self) -> Vec<Change> {
        let campaign = self.lines.iter().find(|(_, line)| first_word(line) == "campaign");
        let head = campaign.and_then(|&(start, _)| {
            let open = self.braces(lex::TokenKind::OpenBrace).find(|brace| brace.start as usize > start)?;
            Some((Span::new(start as u32, open.end), self.pair(open.start)?))
        });
        let Some((head, end)) = head else { return Vec::new() };
        let sends = self.lines.iter().filter(|(_, line)| first_word(line.trim_start()) == "send");
        let changes = sends.filter_map(|&(start, line)| {
            let open = self.braces(lex::TokenKind::OpenBrace).find(|brace| brace.start as usize > start)?;
            let close = self.pair(open.start).filter(|_| (open.start as usize) < start + line.len())? as usize;
            let mut sections: Vec<Span> = Vec::new();
            for &(from, line) in self.lines.iter().filter(|(at, _)| *at > start && *at < close) {
                let at = from + indent(line);
                let within = sections.last().is_some_and(|section| section.end as usize > at);
                if within || !SECTIONS.contains(&first_word(line.trim_start())) {
                    continue;
                }
                let opens = self.braces(lex::TokenKind::OpenBrace);
                let mut opens = opens.filter(|brace| (at..from + line.len()).contains(&(brace.start as usize)));
                let block = opens.next().and_then(|brace| self.pair(brace.start)).map_or(at, |to| to as usize + 1);
                let rest = self.item.get(block..)?.split('\n').next()?;
                let to = (block + rest.trim_end().len()).min(close);
                sections.push(Span::new(at as u32, to as u32));
            }
            let first = *sections.first()?;
            let word = first_word(self.item.get(first.range())?).len() as u32;
            let bytes = sections.iter().flat_map(|span| self.blanked(span.start as usize, span.end as usize, &[]));
            Some(Change {
                wrong: Wrong::Section(close),
                at: Span::new(first.start, first.start + word),
                bytes: bytes.collect(),
                apart: [vec![head], sections.clone(), vec![Span::new(end, end + 1)]].concat(),
            })
        });
        changes.take(MAX_TRIES / 8).collect()
    }

    /// A placeholder or tag that lacks its end, in a text that does not end on its line.
    pub(super) fn no_tag_end(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(start, line) in &self.lines {
            let text = line.trim_end();
            if !FIELDS.contains(&first_word(text.trim_start())) {
                continue;
            }
            let tag = text.rfind("{{").into_iter().chain(text.rfind("{%")).max();
            let Some(tag) = tag.filter(|&tag| text.get(..tag).is_some_and(|before| before.contains('"'))) else {
                continue;
            };
            let close = if text.get(tag..).is_some_and(|rest| rest.starts_with("{{")) { "}}" } else { "%}" };
            let last = text.len() - 1;
            if text.get(tag..).is_some_and(|rest| rest.contains(close)) || !text.is_char_boundary(last) {
                continue;
            }
            // The text ends where the line does, without what follows the tag.
            let mut bytes: Vec<(usize, u8)> = (tag..last).map(|at| (start + at, b' ')).collect();
            bytes.push((start + last, b'"'));
            let at = Span::new((start + tag) as u32, (start + tag) as u32 + 2);
            changes.push(Change { wrong: Wrong::NoTagEnd, at, bytes, apart: Vec::new() });
        }
        changes.truncate(MAX_TRIES / 8);
        changes
    }

    /// A text that ends on a later line.
    pub(super) fn broken_text(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (nth, &(start, line)) in self.lines.iter().enumerate() {
            if !FIELDS.contains(&first_word(line.trim_start())) {
                continue;
            }
            let Some(open) = open_quote(line) else { continue };
            let mut bytes = vec![(start + line.len() - 1, b' ')];
            for &(from, next) in self.lines.iter().skip(nth + 1).take(MOST_LINES) {
                if FIELDS.contains(&first_word(next.trim_start())) && next.matches('"').count() != 1 {
                    break;
                }
                if let Some(quote) = next.find('"') {
                    if next.matches('"').count() == 1 {
                        let at = Span::new((start + open) as u32, (start + open) as u32 + 1);
                        let wrong = Wrong::Lines(from + quote);
                        bytes.extend(self.blanked(start + open, from + quote, b"\r"));
                        changes.push(Change { wrong, at, bytes, apart: Vec::new() });
                    }
                    break;
                }
                bytes.push((from + next.len() - 1, b' '));
            }
        }
        changes.truncate(MAX_TRIES / 8);
        changes
    }
}

/// Where a text of a line starts that does not end on it; none if it is a block text.
fn open_quote(line: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += line.get(at..)?.find('"')?;
        let rest = line.get(at..)?;
        if rest.starts_with("\"\"\"") {
            return None;
        }
        match lex::copy(rest) {
            Some((length, _)) => at += length,
            None => return Some(at),
        }
    }
}
