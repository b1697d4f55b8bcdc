//! What is found before parsing: where blocks, parentheses and `not` nest too deep (§1.7), and which braces pair.
//!
//! The parser is recursive, so what is nested too deep must not reach it: [`Scan::masked`] is the source with the
//! brackets that are too deep made blanks.

use std::borrow::Cow;

use super::lex::{Token, TokenKind, tokens};
use super::words::ITEMS;
use crate::source::Span;

/// How deep blocks, parentheses and `not` nest together.
pub(super) const MAX_DEPTH: usize = 64;

/// What is found before parsing.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The openings that are the first too deep, one for each outermost excess.
    pub(super) too_deep: Vec<Span>,
    /// The `{ }` pairs that close, by place of their `{`.
    pub(super) braces: Vec<(u32, u32)>,
    excess: Vec<Span>,
    /// Where the source ends for the parser: at a block that is too deep and not closed, with no item after it.
    end: Option<u32>,
}

struct Opening {
    at: u32,
    kind: TokenKind,
    nots: usize,
}

impl Scan {
    /// Scans a source.
    pub(super) fn of(source: &str) -> Self {
        let mut scan = Self::default();
        let mut open: Vec<Opening> = Vec::new();
        let mut depth = 0;
        let mut nots = 0;
        let mut was_deep = false;
        for Token { kind, span } in tokens(source) {
            match kind {
                TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::If | TokenKind::Not => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        if !was_deep {
                            scan.too_deep.push(span);
                            was_deep = true;
                        }
                        if kind != TokenKind::If {
                            scan.excess.push(span);
                        }
                    }
                    if kind == TokenKind::Not {
                        nots += 1;
                    } else {
                        open.push(Opening { at: span.start, kind, nots: std::mem::take(&mut nots) });
                    }
                }
                TokenKind::OpenCopy => open.push(Opening { at: span.start, kind, nots: std::mem::take(&mut nots) }),
                TokenKind::CloseCopy => {
                    depth -= std::mem::take(&mut nots);
                    while let Some(last) = open.pop() {
                        depth -= last.nots;
                        if last.kind == TokenKind::OpenCopy {
                            break;
                        }
                        depth -= 1;
                    }
                }
                TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::EndIf => {
                    depth -= std::mem::take(&mut nots);
                    // A parenthesis that is not closed ends with the block that it stands in.
                    while kind == TokenKind::CloseBrace
                        && let Some(last) = open.pop_if(|last| last.kind == TokenKind::OpenParen)
                    {
                        depth -= 1 + last.nots;
                    }
                    let Some(last) = open.last().filter(|last| closes(last.kind, kind)) else { continue };
                    if depth > MAX_DEPTH && kind != TokenKind::EndIf {
                        scan.excess.push(span);
                    }
                    if kind == TokenKind::CloseBrace {
                        scan.braces.push((last.at, span.start));
                    }
                    // A bracket ends the term that the `not`s before it bind.
                    depth -= 1 + last.nots;
                    open.pop();
                }
                TokenKind::Ends => depth -= std::mem::take(&mut nots),
            }
            was_deep &= depth > MAX_DEPTH;
        }
        scan.braces.sort_unstable();
        scan.end = scan.too_deep.last().filter(|deep| scan.is_last(deep, source)).map(|deep| deep.start);
        scan
    }

    /// Whether a brace is not closed and no line after it starts an item.
    fn is_last(&self, brace: &Span, source: &str) -> bool {
        let rest = source.get(brace.range().start..).unwrap_or_default();
        let item = |line: &str| line.split([' ', '{']).next().is_some_and(|word| ITEMS.contains(&word));
        let closed = self.braces.binary_search_by_key(&brace.start, |pair| pair.0).is_ok();
        rest.starts_with('{') && !closed && !rest.lines().skip(1).any(|line| item(line.trim_start()))
    }

    /// Whether the parser sees nothing from this place on.
    pub(super) fn ends_at(&self, at: u32) -> bool {
        self.end == Some(at)
    }

    /// The source as the parser may see it; offsets stay what they are.
    pub(super) fn masked<'s>(&self, source: &'s str) -> Cow<'s, str> {
        if self.excess.is_empty() {
            return Cow::Borrowed(source);
        }
        let mut excess = self.excess.iter().peekable();
        let source = self.end.and_then(|end| source.get(..end as usize)).unwrap_or(source);
        let masked = source.char_indices().map(|(at, c)| {
            while excess.next_if(|span| span.end as usize <= at).is_some() {}
            if excess.peek().is_some_and(|span| span.contains(at as u32)) { ' ' } else { c }
        });
        Cow::Owned(masked.collect())
    }
}

fn closes(open: TokenKind, close: TokenKind) -> bool {
    matches!(
        (open, close),
        (TokenKind::OpenBrace, TokenKind::CloseBrace)
            | (TokenKind::OpenParen, TokenKind::CloseParen)
            | (TokenKind::If, TokenKind::EndIf)
    )
}
