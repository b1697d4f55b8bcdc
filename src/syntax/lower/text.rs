//! Texts: quotes taken off, indentation taken out of block texts, escapes read (§1.4).

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::Text;
use crate::syntax::grammar::Pair;

/// Which backslashes mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Those of §1.4.
    Text,
    /// Those and `\'`.
    Single,
    /// `\"` alone; the others belong to the expression after `matches`.
    Expression,
}

impl Lower<'_> {
    /// A plain text.
    pub(super) fn plain_text(&mut self, pair: &Pair<'_>) -> Text {
        let span = self.span(pair);
        let (value, block) = self.text_value(span);
        Text { value, span, block }
    }

    /// The text after `matches`.
    pub(super) fn expression(&mut self, pair: &Pair<'_>) -> Text {
        let span = self.span(pair);
        let (value, block) = self.decode(span, Escapes::Expression);
        Text { value, span, block }
    }

    /// What a text in quotes says, and whether it is a block text.
    pub(super) fn text_value(&mut self, span: Span) -> (String, bool) {
        self.decode(span, Escapes::Text)
    }

    /// What a text in single quotes says.
    pub(super) fn single_quoted(&mut self, span: Span) -> String {
        self.decode(span, Escapes::Single).0
    }

    fn decode(&mut self, span: Span, escapes: Escapes) -> (String, bool) {
        let inside = inside(self.text(span), span);
        let block = inside.start - span.start == 3;
        let cuts = if block { margins(self.text(inside), inside.start) } else { Vec::new() };
        (self.unescape(inside, &cuts, escapes), block)
    }

    /// The text under a span without `cuts`, which are in order, and with its escapes read.
    pub(super) fn unescape(&mut self, span: Span, cuts: &[Span], escapes: Escapes) -> String {
        let mut out = String::with_capacity(span.len() as usize);
        let mut from = span.start;
        for cut in cuts.iter().filter(|cut| cut.start < span.end && cut.end > span.start) {
            self.unescape_run(Span::new(from, cut.start.max(from)), escapes, &mut out);
            from = cut.end;
        }
        self.unescape_run(Span::new(from, span.end.max(from)), escapes, &mut out);
        out
    }

    fn unescape_run(&mut self, span: Span, escapes: Escapes, out: &mut String) {
        let mut rest = self.text(span);
        while let Some(at) = memchr::memchr2(b'\\', b'\r', rest.as_bytes()) {
            let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(before);
            let mut after = tail.chars();
            if after.next() == Some('\r') {
                if after.clone().next() != Some('\n') {
                    out.push('\r');
                }
                rest = after.as_str();
                continue;
            }
            let next = after.next();
            let plain = match (escapes, next) {
                (_, Some('"')) => Some('"'),
                (Escapes::Expression, _) => {
                    out.push('\\');
                    rest = tail.get(1..).unwrap_or_default();
                    if let Some(c) = next.filter(|&c| c != '\r') {
                        out.push(c);
                        rest = after.as_str();
                    }
                    continue;
                }
                (_, Some('n')) => Some('\n'),
                (_, Some('t')) => Some('\t'),
                (_, Some(c @ ('\\' | '{' | '}'))) => Some(c),
                (Escapes::Single, Some('\'')) => Some('\''),
                (_, Some('u')) => {
                    let scalar = after.as_str().strip_prefix('{').and_then(|hex| hex.split_once('}'));
                    let scalar = scalar.and_then(|(hex, tail)| Some((u32::from_str_radix(hex, 16).ok()?, tail)));
                    scalar.and_then(|(code, tail)| {
                        after = tail.chars();
                        char::from_u32(code)
                    })
                }
                _ => None,
            };
            match plain {
                Some(c) => out.push(c),
                None => {
                    let start = span.end - tail.len() as u32;
                    let end = span.end - after.as_str().len() as u32;
                    self.bad_escape(Span::new(start, end));
                }
            }
            rest = after.as_str();
        }
        out.push_str(rest);
    }

    fn bad_escape(&mut self, span: Span) {
        let written = self.text(span);
        let (loc, code) = (self.loc(Span::new(span.start, span.start + 1)), written.starts_with("\\u"));
        let why = if code { "no character has this code" } else { "no escape" };
        let mut diagnostic = self.syntax(span, format!("there is no escape `{}`", written.trim_end())).because(why);
        diagnostic = diagnostic.help("there are `\\n`, `\\t`, `\\\"`, `\\\\`, `\\{`, `\\}` and `\\u{1F44B}`");
        if !code {
            diagnostic = diagnostic.fix("write the backslash twice", loc, "\\\\");
        }
        self.report(diagnostic);
    }
}

/// The span of what stands between the quotes of a text.
pub(super) fn inside(raw: &str, span: Span) -> Span {
    let quotes = if raw.len() >= 6 && raw.starts_with("\"\"\"") { 3 } else { 1 };
    Span::new(span.start + quotes, (span.end - quotes.min(span.len())).max(span.start + quotes))
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// What a block text loses: the line break after its opening, the one before its closing, and the indentation that all
/// its lines share. `start` is the place of `text` in the source.
pub(super) fn margins(text: &str, start: u32) -> Vec<Span> {
    let mut cuts = Vec::new();
    let mut lines: Vec<(u32, &str)> = Vec::new();
    let mut at = start;
    for line in text.split_inclusive('\n') {
        lines.push((at, line));
        at += line.len() as u32;
    }
    let end = at;
    let last_break = text.rfind('\n').filter(|&at| is_blank(text.get(at..).unwrap_or_default()));
    if let Some((from, _)) = lines.first().filter(|(_, line)| line.ends_with('\n') && is_blank(line)) {
        cuts.push(Span::new(*from, from + lines.first().map_or(0, |(_, line)| line.len() as u32)));
        lines.remove(0);
    }
    let indents = lines.iter().filter(|(_, line)| !is_blank(line)).map(|(_, line)| indent(line));
    let shared = indents.reduce(common).unwrap_or_default();
    for (from, line) in &lines {
        let lost = common(indent(line), shared).len() as u32;
        if lost > 0 {
            cuts.push(Span::new(*from, from + lost));
        }
    }
    if let Some(at) = last_break {
        let mut from = start + at as u32;
        if text.get(..at).is_some_and(|before| before.ends_with('\r')) {
            from -= 1;
        }
        cuts.retain_mut(|cut| {
            cut.end = cut.end.min(from.max(cut.start));
            cut.start < from
        });
        cuts.push(Span::new(from, end));
    }
    cuts
}

fn indent(line: &str) -> &str {
    let text = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}

fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..length).unwrap_or_default()
}
