//! What can be broken over lines: blocks, lists, parts with commas or joiners between them.

use super::Printer;
use super::comments::Chunks;
use crate::source::Span;

/// How the statements of a block are put together.
#[derive(Clone, Copy)]
pub(super) enum Style {
    /// One a line, or the only one on the line of the braces.
    Lines,
    /// One a line.
    Steps,
    /// One a line, in the order of a rank of their first words.
    Order(fn(&str) -> usize),
    /// One a line, or commas on the line of the braces.
    Declarations,
    /// Commas on the line of the braces, and after each on lines of their own.
    Entries,
}

impl Printer<'_> {
    /// A block of statements; `span` includes its braces.
    pub(super) fn block<T>(
        &mut self,
        span: Span,
        list: &[T],
        style: Style,
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> String {
        let inside = Span::new(span.start + 1, span.end.saturating_sub(1).max(span.start + 1));
        if list.is_empty() && !self.has_comment(inside) {
            return "{}".to_owned();
        }
        if self.flat {
            self.spoiled |= self.slice(span).contains('\n') || matches!(style, Style::Steps | Style::Order(_));
            let separator = if matches!(style, Style::Declarations | Style::Entries) { ", " } else { "\n" };
            let texts: Vec<String> = list.iter().map(|statement| print(self, statement)).collect();
            return format!("{{ {} }}", texts.join(separator));
        }
        self.depth += 1;
        let mut chunks = self.chunks(inside, list, span_of, print);
        match style {
            Style::Order(rank) => {
                chunks.list.sort_by_key(|chunk| rank(chunk.text.split_whitespace().next().unwrap_or_default()));
            }
            Style::Entries => chunks.list.iter_mut().for_each(|chunk| chunk.text.push(',')),
            Style::Lines | Style::Steps | Style::Declarations => {}
        }
        self.depth -= 1;
        self.enclosed('{', &chunks, '}')
    }

    /// Statements on lines of their own between two signs.
    pub(super) fn enclosed(&mut self, open: char, chunks: &Chunks, close: char) -> String {
        let behind = chunks.open.as_ref().map(|comment| format!(" {comment}")).unwrap_or_default();
        self.depth += 1;
        let lines = self.lines(chunks);
        self.depth -= 1;
        let mut text = format!("{open}{behind}\n");
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        format!("{text}{}{close}", self.indent())
    }

    /// The span from the first `{` after `from` to `end`.
    pub(super) fn braces(&self, from: u32, end: u32) -> Span {
        let text = self.slice(Span::new(from, end));
        Span::new(from + text.find('{').unwrap_or(0) as u32, end)
    }

    /// Parts of a statement with commas between them, behind `lead`, which starts it. Where they do not fit on its line,
    /// each has its own, the first that of the statement.
    pub(super) fn commas<T>(
        &mut self,
        lead: &str,
        parts: &[T],
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> String {
        let span = match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => span_of(first).to(span_of(last)),
            _ => Span::default(),
        };
        let commented = self.has_comment_around(span, parts.iter().map(&span_of));
        let line = parts.iter().map(|part| print(self, part)).collect::<Vec<_>>().join(", ");
        if self.flat {
            self.spoiled |= commented;
            return format!("{lead}{line}");
        }
        let text = format!("{lead}{line}");
        if !commented && self.column(&text) <= super::WIDTH {
            return text;
        }
        self.depth += 1;
        let mut chunks = self.chunks(span, parts, span_of, print);
        let last = chunks.list.len().saturating_sub(1);
        for chunk in chunks.list.iter_mut().take(last) {
            chunk.text.push(',');
        }
        let lines = self.lines(&chunks).join("\n");
        self.depth -= 1;
        format!("{lead}{}", lines.trim_start())
    }

    /// Parts with words between them, behind `lead`, which starts a line. On several lines the words start them.
    pub(super) fn joined<T>(
        &mut self,
        lead: &str,
        first: &T,
        rest: &[(&str, &T)],
        span_of: impl Fn(&T) -> Span,
        print: impl Fn(&mut Self, &T) -> String,
    ) -> String {
        let spans = || std::iter::once(first).chain(rest.iter().map(|(_, part)| *part)).map(&span_of);
        if self.flat {
            let whole = spans().reduce(Span::to).unwrap_or_default();
            self.spoiled |= self.has_comment_around(whole, spans());
            let mut line = format!("{lead}{}", print(self, first));
            for (word, part) in rest {
                line.push_str(&format!(" {word} {}", print(self, part)));
            }
            return line;
        }
        let mut text = lead.to_owned();
        text.push_str(&self.fitted(lead, |printer| print(printer, first)));
        let mut last = span_of(first).end;
        self.depth += 1;
        let indent = self.indent();
        for (word, part) in rest {
            let span = span_of(part);
            if let Some((comment, end)) = self.take_behind(last, span.start, word) {
                text.push_str(&format!(" {comment}"));
                last = end;
            }
            while let Some((comment, at)) = self.take_comment(Span::new(last, span.start.max(last))) {
                text.push_str(&format!("\n{indent}{comment}"));
                last = at.end;
            }
            let part = self.fitted(&format!("{word} "), |printer| print(printer, part));
            // Comments that found no place inside.
            while let Some((comment, _)) = self.take_comment(span) {
                text.push_str(&format!("\n{indent}{comment}"));
            }
            text.push_str(&format!("\n{indent}{word} {part}"));
            last = span.end;
        }
        self.depth -= 1;
        text
    }
}
