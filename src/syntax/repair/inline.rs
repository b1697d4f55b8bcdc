//! What is missing from a block that stands on one line: its `{`, or a quote.

use super::{Change, Lines, MAX_TRIES, Wrong, indent};
use crate::source::Span;
use crate::syntax::lex;

/// In how many places of a line a brace or quote may be missing.
const MOST_BLANKS: usize = 6;

impl Lines<'_> {
    /// A head on the line of its block, whose `}` closes what is around it.
    pub(super) fn no_open_here(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(start, line) in &self.lines {
            let here = |span: &Span| (start..start + line.len()).contains(&(span.start as usize));
            let opens = self.braces(lex::TokenKind::OpenBrace).filter(here).count();
            if self.braces(lex::TokenKind::CloseBrace).filter(here).count() <= opens {
                continue;
            }
            let head = start + indent(line);
            let blanks = self.item.bytes().enumerate().skip(head).take_while(|(_, byte)| *byte != b'\n');
            for (at, _) in blanks.filter(|(_, byte)| *byte == b' ').take(MOST_BLANKS) {
                let wrong = Wrong::NoOpenHere;
                changes.push(Change { wrong, at: Span::at(at as u32), bytes: vec![(at, b'{')], apart: Vec::new() });
            }
        }
        changes.truncate(MAX_TRIES / 8);
        changes
    }

    /// A text that lacks its last quote, where a blank could be that.
    pub(super) fn no_quote(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(start, line) in &self.lines {
            let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| start + at).collect();
            let Some(&last) = quotes.last().filter(|_| !quotes.len().is_multiple_of(2)) else { continue };
            let rest = self.item.bytes().enumerate().take(start + line.len()).skip(last);
            for (at, _) in rest.filter(|(_, byte)| *byte == b' ').take(MOST_BLANKS) {
                let open = Span::new(last as u32, last as u32 + 1);
                changes.push(Change { wrong: Wrong::NoQuote, at: open, bytes: vec![(at, b'"')], apart: Vec::new() });
            }
        }
        changes.truncate(MAX_TRIES / 8);
        changes
    }
}
