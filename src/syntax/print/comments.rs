//! Statements with their comments and the blank lines around them.

use super::Printer;
use crate::source::Span;
use crate::syntax::ast::Comment;

/// A statement with the comments that belong to it.
pub(super) struct Chunk {
    /// Whether a blank line stands before it and its comments.
    blank: bool,
    /// The comments above it, each with whether a blank line follows.
    above: Vec<(String, bool)>,
    pub(super) text: String,
    /// The comment behind it.
    behind: Option<String>,
}

/// The statements of a block.
pub(super) struct Chunks {
    /// A comment behind the `{`.
    pub(super) open: Option<String>,
    pub(super) list: Vec<Chunk>,
    /// Comments after the last statement, each with whether a blank line stands before it.
    below: Vec<(String, bool)>,
}

impl Chunks {
    /// Puts a blank line between items; only items of one line may stand without.
    pub(super) fn part_items(&mut self) {
        let single = |chunk: &Chunk| !chunk.text.contains('\n') && chunk.above.is_empty();
        let mut before = true;
        for chunk in &mut self.list {
            let this = single(chunk);
            chunk.blank |= !(before && this);
            before = this;
        }
    }
}

impl<'a> Printer<'a> {
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

    /// Whether a comment in a span is not printed yet.
    pub(super) fn has_comment(&self, span: Span) -> bool {
        self.next_comment(span).is_some()
    }

    /// Whether a comment stands in a span, or before, between or after the parts of it, but not in one of them.
    pub(super) fn has_comment_around(&self, span: Span, parts: impl IntoIterator<Item = Span>) -> bool {
        let mut from = span.start;
        for part in parts {
            if self.has_comment(Span::new(from, part.start.max(from))) {
                return true;
            }
            from = part.end;
        }
        self.has_comment(Span::new(from, span.end.max(from)))
    }

    pub(super) fn take_comment(&mut self, span: Span) -> Option<(String, Span)> {
        let (at, comment) = self.next_comment(span)?;
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
        Some((self.slice(comment.span).trim_end().to_owned(), comment.span))
    }

    /// The comment behind a place on its line, if only blanks and one `sign` stand between; and where it ends.
    pub(super) fn take_behind(&mut self, end: u32, limit: u32, sign: &str) -> Option<(String, u32)> {
        let (_, comment) = self.next_comment(Span::new(end, limit.max(end)))?;
        let between = self.slice(Span::new(end, comment.span.start)).trim_matches([' ', '\t']);
        if !between.is_empty() && between != sign {
            return None;
        }
        self.take_comment(Span::new(end, limit)).map(|(text, span)| (text, span.end))
    }

    /// Prints the statements between two braces, or of the whole file, in the order of the source.
    pub(super) fn chunks<T>(
        &mut self,
        inside: Span,
        list: &[T],
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> Chunks {
        let mut chunks = Chunks { open: None, list: Vec::new(), below: Vec::new() };
        let mut last = inside.start;
        if inside.start > 0
            && let Some((text, end)) = self.take_behind(inside.start, inside.end, "")
        {
            // A comment behind the `{` of a block that goes on below it.
            chunks.open = Some(text);
            last = end;
        }
        for statement in list {
            let span = span_of(statement);
            let mut chunk = Chunk { blank: false, above: Vec::new(), text: String::new(), behind: None };
            while let Some((text, at)) = self.take_comment(Span::new(last, span.start.max(last))) {
                let blank = self.blank_between(last, at.start);
                match chunk.above.last_mut() {
                    Some((_, below)) => *below = blank,
                    None => chunk.blank = blank,
                }
                chunk.above.push((text, false));
                last = at.end;
            }
            let blank = self.blank_between(last, span.start);
            match chunk.above.last_mut() {
                Some((_, below)) => *below = blank,
                None => chunk.blank = blank,
            }
            chunk.text = self.fitted("", |printer| print(printer, statement));
            // Comments that found no place inside.
            while let Some((text, _)) = self.take_comment(span) {
                chunk.above.push((text, false));
            }
            last = span.end;
            if let Some((text, end)) = self.take_behind(span.end, inside.end, ",") {
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
    pub(super) fn lines(&self, chunks: &Chunks) -> Vec<String> {
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
}
