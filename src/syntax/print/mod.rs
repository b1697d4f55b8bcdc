//! The tree as canonical source: what `fmt` writes.
//!
//! In: the tree of a text that parses, and that text, for comments, blank lines and the spelling of texts and numbers.
//! Out: a text that parses to the same tree, with the same comments, and that is printed as itself. It must not know
//! what anything means.
//!
//! Statements are printed one a line, four blanks deeper in each block, sections in the order of §5, one blank line
//! where there were any. A block that was written on one line stays there if it fits. A comment stays above or behind
//! the statement that it stood above or behind; one inside a statement that has no place for it moves above.

mod campaign;
mod content;
mod copy;
mod item;
mod literal;
mod rule;
mod test;

use super::ast::{Comment, File, Item};
use crate::source::{SourceFile, Span};

/// How wide a line is filled.
const WIDTH: usize = 110;

/// Writes a file in canonical form. What could not be read is not in the tree, so only files without errors of syntax
/// may be replaced by what is printed.
pub(super) fn print(file: &File, source: &SourceFile) -> String {
    let mut printer = Printer {
        source: source.text(),
        comments: &file.comments,
        used: vec![false; file.comments.len()],
        depth: 0,
        flat: false,
    };
    let whole = Span::new(0, source.text().len() as u32);
    let mut chunks = printer.chunks(whole, &file.items, |item| item.span, Printer::item);
    let single: Vec<bool> =
        chunks.list.iter().map(|chunk| !chunk.text.contains('\n') && chunk.above.is_empty()).collect();
    for (at, chunk) in chunks.list.iter_mut().enumerate().skip(1) {
        // Only items of one line may stand without a blank line between them.
        let both = single.get(at) == Some(&true) && single.get(at - 1) == Some(&true);
        chunk.blank |= !both;
    }
    let text = printer.lines(&chunks).join("\n");
    let text = if text.is_empty() { text } else { text + "\n" };
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
    /// Whether all must stay on one line, as in a tag.
    flat: bool,
}

/// A statement with the comments that belong to it.
struct Chunk {
    /// Whether a blank line stands before it and its comments.
    blank: bool,
    /// The comments above it, each with whether a blank line follows.
    above: Vec<(String, bool)>,
    text: String,
    /// The comment behind it.
    behind: Option<String>,
}

/// The statements of a block.
struct Chunks {
    /// A comment behind the `{`.
    open: Option<String>,
    list: Vec<Chunk>,
    /// Comments after the last statement, each with whether a blank line stands before it.
    below: Vec<(String, bool)>,
}

impl<'a> Printer<'a> {
    fn slice(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    fn indent(&self) -> String {
        "    ".repeat(self.depth)
    }

    /// Whether something of this width stays on a line of the current depth.
    fn fits(&self, text: &str) -> bool {
        text.chars().count() + 4 * self.depth <= WIDTH
    }

    /// Whether a blank line stands between two places, which are not inside texts or comments.
    fn blank_between(&self, from: u32, to: u32) -> bool {
        self.slice(Span::new(from, to.max(from))).matches('\n').count() > 1
    }

    /// The next comment in a span that is not printed yet.
    fn next_comment(&self, span: Span) -> Option<(usize, &'a Comment)> {
        let first = self.comments.partition_point(|comment| comment.span.start < span.start);
        let rest = self.comments.iter().enumerate().skip(first).take_while(|(_, comment)| comment.span.end <= span.end);
        rest.into_iter().find(|(at, _)| self.used.get(*at) == Some(&false))
    }

    fn take_comment(&mut self, span: Span) -> Option<(String, Span)> {
        let (at, comment) = self.next_comment(span)?;
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
        Some((self.slice(comment.span).trim_end().to_owned(), comment.span))
    }

    /// The comment behind a place on its line, if only commas and blanks stand between; and where it ends.
    fn take_behind(&mut self, end: u32, limit: u32) -> Option<(String, u32)> {
        let (_, comment) = self.next_comment(Span::new(end, limit))?;
        let between = self.slice(Span::new(end, comment.span.start));
        if !between.trim_matches([' ', '\t', ',']).is_empty() {
            return None;
        }
        self.take_comment(Span::new(end, limit)).map(|(text, span)| (text, span.end))
    }

    /// Prints the statements between two braces, or of the whole file, in the order of the source.
    fn chunks<T>(
        &mut self,
        inside: Span,
        list: &[T],
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> Chunks {
        let mut chunks = Chunks { open: None, list: Vec::new(), below: Vec::new() };
        let mut last = inside.start;
        if inside.start > 0
            && let Some((text, end)) = self.take_behind(inside.start, inside.end)
        {
            // A comment behind the `{` of a block that goes on below it.
            chunks.open = Some(text);
            last = end;
        }
        for statement in list {
            let span = span_of(statement);
            let mut chunk = Chunk { blank: false, above: Vec::new(), text: String::new(), behind: None };
            let mut first = true;
            while let Some((text, at)) = self.take_comment(Span::new(last, span.start.max(last))) {
                let blank = self.blank_between(last, at.start);
                match chunk.above.last_mut() {
                    Some((_, below)) => *below = blank,
                    None => chunk.blank = blank,
                }
                first = false;
                chunk.above.push((text, false));
                last = at.end;
            }
            let blank = self.blank_between(last, span.start);
            match chunk.above.last_mut() {
                Some((_, below)) if !first => *below = blank,
                _ => chunk.blank = blank,
            }
            chunk.text = print(self, statement);
            // Comments that found no place inside.
            while let Some((text, _)) = self.take_comment(span) {
                chunk.above.push((text, false));
            }
            last = span.end;
            if let Some((text, end)) = self.take_behind(span.end, inside.end) {
                chunk.behind = Some(text);
                last = end;
            }
            chunks.list.push(chunk);
        }
        while let Some((text, at)) = self.take_comment(Span::new(last, inside.end)) {
            chunks.below.push((text, self.blank_between(last, at.start)));
            last = at.end;
        }
        chunks
    }

    /// The statements as lines, the first with no blank line before it.
    fn lines(&self, chunks: &Chunks) -> Vec<String> {
        let indent = self.indent();
        let mut lines = Vec::new();
        for chunk in &chunks.list {
            if chunk.blank && !lines.is_empty() {
                lines.push(String::new());
            }
            for (comment, blank) in &chunk.above {
                lines.push(format!("{indent}{comment}"));
                if *blank {
                    lines.push(String::new());
                }
            }
            let behind = chunk.behind.as_ref().map(|comment| format!(" {comment}")).unwrap_or_default();
            lines.push(format!("{indent}{}{behind}", chunk.text));
        }
        for (comment, blank) in &chunks.below {
            if *blank && !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(format!("{indent}{comment}"));
        }
        lines
    }

    /// A block of statements; `span` includes its braces. `separator` stands between statements on one line, and where
    /// `ends` is set, after each on lines of their own.
    fn block<T>(
        &mut self,
        span: Span,
        list: &[T],
        style: Style,
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> String {
        let inside = Span::new(span.start + 1, span.end.saturating_sub(1).max(span.start + 1));
        let one_line = self.flat || !self.slice(span).contains('\n');
        if !self.flat {
            self.depth += 1;
        }
        let mut chunks = self.chunks(inside, list, span_of, print);
        let plain = chunks.open.is_none() && chunks.below.is_empty();
        let plain = plain && chunks.list.iter().all(|chunk| chunk.above.is_empty() && chunk.behind.is_none());
        let text = if plain && chunks.list.is_empty() {
            "{}".to_owned()
        } else {
            let joined = chunks.list.iter().map(|chunk| chunk.text.as_str()).collect::<Vec<_>>().join(style.between());
            if self.flat || one_line && plain && !joined.contains('\n') && self.fits(&joined) {
                format!("{{ {joined} }}")
            } else {
                if let Style::Order(rank) = style {
                    chunks.list.sort_by_key(|chunk| rank(chunk.text.split_whitespace().next().unwrap_or_default()));
                }
                if style == Style::Entries {
                    chunks.list.iter_mut().for_each(|chunk| chunk.text.push(','));
                }
                let open = chunks.open.as_ref().map(|comment| format!(" {comment}")).unwrap_or_default();
                let lines = self.lines(&chunks).join("\n");
                let outer = "    ".repeat(self.depth.saturating_sub(1));
                format!("{{{open}\n{lines}\n{outer}}}")
            }
        };
        if !self.flat {
            self.depth -= 1;
        }
        text
    }

    /// The span from the first `{` after `from` to `end`.
    fn braces(&self, from: u32, end: u32) -> Span {
        let text = self.slice(Span::new(from, end));
        Span::new(from + text.find('{').unwrap_or(0) as u32, end)
    }

    fn item(&mut self, item: &Item) -> String {
        self.item_kind(&item.kind, item.span)
    }
}

/// How the statements of a block are put together.
#[derive(Clone, Copy)]
enum Style {
    /// One a line.
    Lines,
    /// One a line, in the order of a rank of their first words.
    Order(fn(&str) -> usize),
    /// Commas on one line.
    Declarations,
    /// Commas on one line and after each line.
    Entries,
}

impl PartialEq for Style {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Style {
    const fn between(self) -> &'static str {
        match self {
            Self::Lines | Self::Order(_) => "\n",
            Self::Declarations | Self::Entries => ", ",
        }
    }
}
