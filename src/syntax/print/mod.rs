//! The tree as canonical source: what `fmt` writes.
//!
//! In: the tree of a text that parses, and that text, for comments, blank lines and the spelling of texts and numbers.
//! Out: a text that parses to the same tree, with the same comments, and that is printed as itself. It must not know
//! what anything means.
//!
//! What fits on a line stands on one, unless it holds a block that was written on several lines, or a comment. What does
//! not is broken at its outermost blocks, joiners and commas, and each part is again put on a line if it fits. Whether
//! something is broken depends on what it says and on comments and blocks alone, so that printing again changes nothing.

mod blocks;
mod campaign;
mod comments;
mod content;
mod copy;
mod item;
mod literal;
mod rule;
mod test;

use super::ast::{Comment, File};
use crate::source::{SourceFile, Span};

/// How many columns a line has, where it can be broken.
const WIDTH: usize = 100;
/// How many blanks a block is deeper than what it stands in.
const INDENT: usize = 4;

/// Writes a file in canonical form. What could not be read is not in the tree, so only files without errors of syntax
/// may be replaced by what is printed.
pub(super) fn print(file: &File, source: &SourceFile) -> String {
    let mut printer = Printer {
        source: source.text(),
        comments: &file.comments,
        used: vec![false; file.comments.len()],
        depth: 0,
        lead: 0,
        flat: false,
        spoiled: false,
    };
    let whole = Span::new(0, source.text().len() as u32);
    let mut chunks =
        printer.chunks(whole, &file.items, |item| item.span, |printer, item| printer.item(&item.kind, item.span));
    chunks.part_items();
    let mut text = printer.lines(&chunks).join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    if ends_with_returns(source.text()) { text.replace('\n', "\r\n") } else { text }
}

/// Whether the lines of a text end in `\r\n`, as its first line does; or must, for a `\r` before the end of a line in a
/// block text not to be taken for a part of it.
fn ends_with_returns(text: &str) -> bool {
    let first = text.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r'));
    first || text.contains("\r\r\n")
}

/// What is carried through printing.
struct Printer<'a> {
    source: &'a str,
    comments: &'a [Comment],
    /// Which comments are printed already.
    used: Vec<bool>,
    /// How many blocks deep the current line is.
    depth: usize,
    /// How wide what stands before the current part of a statement on its line is.
    lead: usize,
    /// Whether all is put on one line, as in a tag, or to see whether it fits. No comment is printed then.
    flat: bool,
    /// Whether something that was put on one line must not stand there.
    spoiled: bool,
}

impl<'a> Printer<'a> {
    fn slice(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    fn indent(&self) -> String {
        " ".repeat(INDENT * self.depth)
    }

    /// The column after a text that starts the current part of a statement.
    fn column(&self, text: &str) -> usize {
        match text.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => INDENT * self.depth + self.lead + text.chars().count(),
        }
    }

    /// Prints something behind `lead`, which starts a line: on that line if it fits, and else as it breaks.
    fn fitted(&mut self, lead: &str, print: impl Fn(&mut Self) -> String) -> String {
        if self.flat {
            return print(self);
        }
        let outer = std::mem::replace(&mut self.lead, lead.chars().count());
        let spoiled = std::mem::replace(&mut self.spoiled, false);
        self.flat = true;
        let line = print(self);
        self.flat = false;
        let spoiled = std::mem::replace(&mut self.spoiled, spoiled);
        let fits = !line.contains('\n') && self.column(&line) <= WIDTH;
        let text = if fits && !spoiled { line } else { print(self) };
        self.lead = outer;
        text
    }
}
