//! Copy: the text between tags, placeholders, `{% if %}` (§1.5, §12.1).
//!
//! The inside of a copy is parsed by itself, on the source with line breaks in tags masked, so that every offset stays
//! what it is in the file.

use std::borrow::Cow;

use super::Lower;
use super::text::{Escapes, inside, margins};
use crate::source::Span;
use crate::syntax::ast::{Argument, ArgumentKind, Copy, Filter, If, Part, Placeholder, ValueKind, Word};
use crate::syntax::grammar::{Children, Pair, Pairs, Rule, parse};
use crate::syntax::mistakes::StrayTags;

impl Lower<'_> {
    /// A text in a template position.
    pub(super) fn copy(&mut self, pair: Pair<'_>) -> Copy {
        let span = self.span(&pair);
        let inside = inside(self.text(span), span);
        let block = inside.start - span.start == 3;
        let regions: Vec<Span> = Children::of(pair).map(|region| self.span(&region)).collect();
        if self.is_too_deep(span) {
            return Copy { parts: Vec::new(), span, block };
        }
        let cuts = if block { self.cuts(inside, &regions) } else { Vec::new() };
        let masked = mask(self.text(inside), inside.start, &regions);
        let outer = std::mem::replace(&mut self.base, inside.start);
        let parts = match parse(Rule::template, &masked) {
            Ok(pairs) => self.parts(pairs, &cuts),
            Err(failure) => {
                let before = self.diagnostics.len();
                let parts =
                    parse(Rule::any_template, &masked).map_or_else(|_| Vec::new(), |pairs| self.parts(pairs, &cuts));
                if self.diagnostics.len() == before {
                    let at = inside.start + failure.at as u32;
                    self.error(Span::at(at), "this template does not parse", "reading ended here");
                }
                parts
            }
        };
        self.base = outer;
        Copy { parts, span, block }
    }

    /// What a block copy loses: its margins, and the lines that hold only tags.
    fn cuts(&self, inside: Span, regions: &[Span]) -> Vec<Span> {
        let mut cuts = margins(self.text(inside), inside.start);
        let mut from = inside.start;
        let mut lines = Vec::new();
        for at in memchr::memchr_iter(b'\n', self.text(inside).as_bytes()) {
            let end = inside.start + at as u32 + 1;
            if !regions.iter().any(|region| region.start < end && end <= region.end) {
                lines.push(Span::new(from, end));
                from = end;
            }
        }
        lines.push(Span::new(from, inside.end));
        for line in lines {
            let within = regions.iter().filter(|region| region.start >= line.start && region.end <= line.end);
            let mut from = line.start;
            let mut only_tags = false;
            for region in within {
                only_tags = self.text(*region).starts_with("{%");
                if !only_tags || !self.text(Span::new(from, region.start)).trim_matches([' ', '\t']).is_empty() {
                    only_tags = false;
                    break;
                }
                from = region.end;
            }
            let rest = self.text(Span::new(from, line.end)).trim_matches([' ', '\t', '\r', '\n']);
            if only_tags && rest.is_empty() {
                cuts.push(line);
            }
        }
        cuts.sort_unstable();
        // Cuts of whole lines hold those of their margins.
        let mut merged: Vec<Span> = Vec::new();
        for cut in cuts {
            match merged.last_mut().filter(|last| cut.start <= last.end) {
                Some(last) => last.end = last.end.max(cut.end),
                None => merged.push(cut),
            }
        }
        merged
    }

    fn parts(&mut self, pairs: Pairs<'_>, cuts: &[Span]) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut strays = StrayTags::default();
        for pair in pairs {
            self.part(pair, cuts, &mut parts, &mut strays);
        }
        parts
    }

    fn part(&mut self, pair: Pair<'_>, cuts: &[Span], parts: &mut Vec<Part>, strays: &mut StrayTags) {
        match pair.as_rule() {
            Rule::template | Rule::any_template => {
                for child in Children::of(pair) {
                    self.part(child, cuts, parts, strays);
                }
            }
            Rule::plain => {
                // Not `span()`: blanks at the end of copy are shown.
                let at = pair.as_span();
                let span = Span::new(self.base + at.start() as u32, self.base + at.end() as u32);
                let text = self.unescape(span, cuts, Escapes::Text);
                if !text.is_empty() {
                    parts.push(Part::Text(text, span));
                }
            }
            Rule::placeholder => {
                let known =
                    |found: &Placeholder| !found.path.segments.first().is_some_and(|name| strays.names(&name.text));
                parts.extend(self.placeholder(pair).filter(known).map(Part::Placeholder));
            }
            Rule::if_block | Rule::t_if_block => self.if_block(pair, cuts, parts, strays),
            Rule::e_tag => self.bad_tag(&pair, strays),
            Rule::e_endif_tag => self.mistaken_tag(&pair, strays),
            Rule::e_placeholder | Rule::e_brace => self.mistake(&pair),
            _ => {}
        }
    }

    fn placeholder(&mut self, pair: Pair<'_>) -> Option<Placeholder> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let path = self.path(children.next()?);
        let filters: Vec<Option<Filter>> = children.map(|filter| self.filter(filter)).collect();
        Some(Placeholder { path, filters: filters.into_iter().collect::<Option<_>>()?, span })
    }

    fn filter(&mut self, pair: Pair<'_>) -> Option<Filter> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let name: Word = children.next().map(|name| self.word(name))?;
        let argument = children.next().map(|pair| {
            let span = self.span(&pair);
            let kind = match pair.as_rule() {
                Rule::number => match self.number(&pair) {
                    ValueKind::Number(number, digits) => ArgumentKind::Number(number, digits),
                    _ => ArgumentKind::Number(0.0, String::new()),
                },
                Rule::text => ArgumentKind::Text(self.text_value(span).0),
                _ => ArgumentKind::Text(self.single_quoted(span)),
            };
            if let Some(at) = unescaped_braces(self.text(span)) {
                let at = Span::new(span.start + at, span.start + at + 2);
                let diagnostic = self.syntax(at, "a placeholder in the argument of a filter");
                let diagnostic = diagnostic.because("a filter takes a number or a plain text");
                let loc = self.loc(at);
                self.report(diagnostic.help("write `\\{\\{` to show the braces").fix("show the braces", loc, "\\{\\{"));
            }
            Argument { kind, span }
        });
        Some(Filter { name, argument, span })
    }

    fn if_block(&mut self, pair: Pair<'_>, cuts: &[Span], parts: &mut Vec<Part>, strays: &mut StrayTags) {
        let span = self.span(&pair);
        let mut found = If { branches: Vec::new(), otherwise: None, span };
        let mut whole = true;
        let mut opening = None;
        let mut condition = None;
        let mut inner: Vec<Part> = Vec::new();
        let mut otherwise = None;
        for child in Children::of(pair) {
            let rule = child.as_rule();
            match rule {
                Rule::if_tag | Rule::e_if_tag | Rule::elsif_tag | Rule::e_elsif_tag => {
                    if opening.is_some() {
                        found.branches.extend(condition.take().map(|c| (c, std::mem::take(&mut inner))));
                    }
                    opening.get_or_insert(self.span(&child));
                    condition = if matches!(rule, Rule::if_tag | Rule::elsif_tag) {
                        Children::of(child).find(|c| c.as_rule() == Rule::condition).and_then(|c| self.condition(c))
                    } else {
                        self.mistaken_tag(&child, strays);
                        None
                    };
                    whole &= condition.is_some();
                }
                Rule::else_tag => {
                    found.branches.extend(condition.take().map(|c| (c, std::mem::take(&mut inner))));
                    otherwise = Some(self.span(&child));
                }
                Rule::endif_tag => {}
                Rule::e_late_tag => {
                    self.late_tag(&child, otherwise, strays);
                    whole = false;
                }
                Rule::e_open_if if strays.took_end() => whole = false,
                Rule::e_open_if => {
                    let at = opening.unwrap_or(span);
                    let diagnostic = self
                        .syntax(at, "this `{% if %}` is not closed")
                        .because("no `{% endif %}` follows in this text");
                    let diagnostic =
                        diagnostic.help("write `{% endif %}` where the part shown under this condition ends");
                    let end = self.loc(Span::at(span.end));
                    self.report(diagnostic.fix("write `{% endif %}` at the end", end, "{% endif %}"));
                    whole = false;
                }
                _ => self.part(child, cuts, &mut inner, strays),
            }
        }
        if otherwise.is_some() {
            found.otherwise = Some(inner);
        } else if let Some(condition) = condition {
            found.branches.push((condition, inner));
        } else {
            parts.append(&mut inner);
        }
        if whole {
            parts.push(Part::If(found));
        } else {
            // What stood in it is still copy, so that nothing that it has is missed.
            parts.extend(found.branches.into_iter().flat_map(|(_, parts)| parts));
            parts.extend(found.otherwise.into_iter().flatten());
        }
    }
}

/// The inside of a copy with what tags read as blanks made blanks, byte for byte, and `//` in tags made unreadable:
/// there are no comments in tags.
fn mask<'t>(text: &'t str, start: u32, regions: &[Span]) -> Cow<'t, str> {
    let dirty = |region: &&Span| {
        let raw = text.get((region.start - start) as usize..(region.end - start) as usize).unwrap_or_default();
        raw.contains('\n') || raw.contains("//")
    };
    let mut masked = Cow::Borrowed(text);
    for region in regions.iter().filter(dirty) {
        let range = (region.start - start) as usize..(region.end - start) as usize;
        let clean = mask_region(text.get(range.clone()).unwrap_or_default());
        masked.to_mut().replace_range(range, &clean);
    }
    masked
}

pub(in crate::syntax) fn mask_region(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut quote = None;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some('"' | '\''), '\\') => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '`') => quote = Some(c),
            // An apostrophe that does not close on its line opens nothing.
            (None, '\'') => {
                let rest = chars.clone().take_while(|&c| c != '\n');
                if rest.into_iter().any(|c| c == '\'') {
                    quote = Some(c);
                }
            }
            (None, '/') if chars.peek() == Some(&'/') => {
                chars.next();
                out.push_str("\u{1}\u{1}");
                continue;
            }
            _ => {}
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    out
}

/// Where `{{` stands in a text in quotes without a backslash before it.
fn unescaped_braces(raw: &str) -> Option<u32> {
    let mut escaped = false;
    let mut before = None;
    for (at, c) in raw.char_indices() {
        if c == '{' && !escaped && before == Some('{') {
            return Some(at as u32 - 1);
        }
        before = (!escaped).then_some(c);
        escaped = c == '\\' && !escaped;
    }
    None
}
