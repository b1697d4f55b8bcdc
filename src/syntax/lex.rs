//! The brackets of a source, without a grammar: what nests, and where texts and comments hide what only looks so.

use crate::source::Span;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    /// The opening of a copy with tags in it.
    OpenCopy,
    /// Its end.
    CloseCopy,
    /// `{% if`
    If,
    /// `{% endif`
    EndIf,
    /// `not` where a condition may start.
    Not,
    /// What ends a term: a line, `and`, `or`, a comma, the end of a tag.
    Ends,
}

/// A token with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// The brackets of a source.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { source, at: 0, term_start: true, out: Vec::new() };
    while lexer.step() {}
    lexer.out
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    /// Whether a condition may start here, so that `not` is no part of a predicate.
    term_start: bool,
    out: Vec<Token>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn emit(&mut self, kind: TokenKind, length: usize) {
        self.out.push(Token { kind, span: Span::new(self.at as u32, (self.at + length) as u32) });
        self.at += length;
    }

    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        let (kind, starts) = match first {
            ' ' | '\t' | '\r' => {
                self.at += 1;
                return true;
            }
            '{' => (TokenKind::OpenBrace, true),
            '}' => (TokenKind::CloseBrace, false),
            '(' => (TokenKind::OpenParen, true),
            ')' => (TokenKind::CloseParen, false),
            '\n' | ',' => (TokenKind::Ends, true),
            '/' if rest.starts_with("//") => {
                self.at += rest.find('\n').unwrap_or(rest.len());
                return true;
            }
            '"' => {
                self.text();
                self.term_start = false;
                return true;
            }
            '`' => {
                self.at += quoted_name(rest).unwrap_or(1);
                self.term_start = false;
                return true;
            }
            c if c.is_alphanumeric() || c == '_' => {
                self.word();
                return true;
            }
            c => {
                self.at += c.len_utf8();
                self.term_start = false;
                return true;
            }
        };
        self.emit(kind, 1);
        self.term_start = starts;
        true
    }

    /// A word with the dots and words that go on it.
    fn word(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len());
        match rest.get(..length) {
            Some("not") if self.term_start => self.emit(TokenKind::Not, length),
            Some("and" | "or") => {
                self.emit(TokenKind::Ends, length);
                self.term_start = true;
            }
            _ => {
                self.at += length;
                self.term_start = false;
            }
        }
    }

    fn text(&mut self) {
        let rest = self.rest();
        if let Some((length, regions)) = copy(rest) {
            if regions.is_empty() {
                self.at += length;
                return;
            }
            let (start, end) = (self.at, self.at + length);
            self.emit(TokenKind::OpenCopy, 1);
            for (from, to) in regions {
                self.tag(start + from, start + to);
            }
            self.at = end;
            self.out.push(Token { kind: TokenKind::CloseCopy, span: Span::at(end as u32) });
            return;
        }
        self.at += plain(rest).unwrap_or_else(|| open(rest));
    }

    /// The inside of a tag; placeholders nest nothing.
    fn tag(&mut self, from: usize, to: usize) {
        let Some(tag) = self.source.get(from..to).filter(|tag| tag.starts_with("{%")) else { return };
        let inside = tag.get(2..).unwrap_or_default();
        let word = inside.trim_start();
        let skipped = 2 + inside.len() - word.len();
        let kind = match () {
            () if starts_word(word, "if") => TokenKind::If,
            () if starts_word(word, "endif") => TokenKind::EndIf,
            () => TokenKind::Ends,
        };
        self.at = from;
        self.emit(kind, 2);
        let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        // The conditions of a tag are lexed as those of a file, up to its end.
        let mut inner = Lexer {
            source: self.source.get(..to - 2).unwrap_or_default(),
            at: from + skipped + length,
            term_start: true,
            out: Vec::new(),
        };
        while inner.step() {}
        self.out.append(&mut inner.out);
        self.at = to;
        self.out.push(Token { kind: TokenKind::Ends, span: Span::at(to as u32) });
    }
}

fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

/// The length of a name in backticks.
pub(super) fn quoted_name(text: &str) -> Option<usize> {
    let inside = text.get(1..)?;
    let end = inside.find(['`', '\n'])?;
    (end > 0 && inside.get(end..)?.starts_with('`')).then_some(end + 2)
}

/// The length of a text without tags.
pub(super) fn plain(text: &str) -> Option<usize> {
    let (quote, mut at) = if text.starts_with("\"\"\"") { ("\"\"\"", 3) } else { ("\"", 1) };
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(quote) {
            return Some(at + quote.len());
        }
        at += match rest.chars().next()? {
            '\n' if quote.len() == 1 => return None,
            '\\' => 1 + rest.chars().nth(1).filter(|&c| c != '\n').map_or(0, char::len_utf8),
            c => c.len_utf8(),
        };
    }
}

/// The length of a text that is not closed: its line, but for the braces of the blocks around it.
fn open(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let end = line.trim_end_matches(['{', '}', ' ', '\t', '\r']).len();
    let mut at = 1;
    while at < end {
        let rest = line.get(at..).unwrap_or_default();
        let close = match rest.get(..2) {
            Some("{{") => rest.find("}}"),
            Some("{%") => rest.find("%}"),
            _ => None,
        };
        at += close.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |close| close + 2);
    }
    at
}

/// The length of a copy, and its tags and placeholders.
pub(super) fn copy(text: &str) -> Option<(usize, Vec<(usize, usize)>)> {
    let block = text.starts_with("\"\"\"");
    let (quote, mut at) = if block { ("\"\"\"", 3) } else { ("\"", 1) };
    let mut regions = Vec::new();
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(quote) {
            return Some((at + quote.len(), regions));
        }
        if rest.starts_with("{{") || rest.starts_with("{%") {
            let length = region(rest, block)?;
            regions.push((at, at + length));
            at += length;
            continue;
        }
        at += match rest.chars().next()? {
            '\n' if !block => return None,
            '\\' => 1 + rest.chars().nth(1).filter(|&c| c != '\n').map_or(0, char::len_utf8),
            c => c.len_utf8(),
        };
    }
}

/// The length of a tag or placeholder.
pub(super) fn region(text: &str, block: bool) -> Option<usize> {
    let close = if text.starts_with("{{") { "}}" } else { "%}" };
    let mut at = 2;
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(close) {
            return Some(at + 2);
        }
        if block && rest.starts_with("\"\"\"") {
            return None;
        }
        at += match rest.chars().next()? {
            '\n' if !block => return None,
            '"' => inner(rest, '"', block)?,
            '\'' => inner(rest, '\'', block).unwrap_or(1),
            '`' => quoted_name(rest).unwrap_or(1),
            c => c.len_utf8(),
        };
    }
}

/// The length of a text inside a tag.
fn inner(text: &str, quote: char, block: bool) -> Option<usize> {
    let mut at = 1;
    loop {
        let rest = text.get(at..)?;
        at += match rest.chars().next()? {
            c if c == quote => return Some(at + 1),
            '\n' => return None,
            _ if block && quote == '\'' && rest.starts_with("\"\"\"") => return None,
            '\\' => 1 + rest.chars().nth(1).filter(|&c| c != '\n').map_or(0, char::len_utf8),
            c => c.len_utf8(),
        };
    }
}
