//! Copy as a row of characters, each with its place in the source.

use crate::source::Span;
use crate::syntax::ast::{Copy, If, Part};

/// What stands for a placeholder: one character that is neither white space nor a letter.
pub(in crate::lint) const PLACEHOLDER: char = '\u{FFFC}';

/// A character that is read, and where it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::lint) struct Glyph {
    /// The character, decoded.
    pub(in crate::lint) c: char,
    /// All of what it is written as: an escape, a placeholder with its braces.
    pub(in crate::lint) span: Span,
}

/// How many readings it takes to see every branch of every `{% if %}` at least once.
pub(super) fn readings(copy: &Copy) -> usize {
    width(&copy.parts)
}

fn width(parts: &[Part]) -> usize {
    let widths = parts.iter().map(|part| if let Part::If(branches) = part { branched(branches) } else { 1 });
    widths.max().unwrap_or(1)
}

fn branched(branches: &If) -> usize {
    alternatives(branches).map(width).sum()
}

/// What may stand in the place of an `{% if %}`: its branches, and nothing if there is no `else`.
fn alternatives(branches: &If) -> impl Iterator<Item = &[Part]> {
    let otherwise = branches.otherwise.as_deref().unwrap_or_default();
    branches.branches.iter().map(|(_, parts)| parts.as_slice()).chain([otherwise])
}

/// One of the readings of a copy, without regard to markup. `source` is the file that it stands in.
pub(super) fn reading(copy: &Copy, which: usize, source: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let pick = |branches: &If| {
        let mut left = which % branched(branches).max(1);
        alternatives(branches).position(|parts| {
            let here = left < width(parts);
            left = left.saturating_sub(width(parts));
            here
        })
    };
    spell_parts(&copy.parts, source, &pick, &mut glyphs);
    glyphs
}

/// The reading of a copy that takes the branch with the most words of each `{% if %}`.
pub(super) fn longest(copy: &Copy, source: &str, words: &dyn Fn(&[Glyph]) -> usize) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    spell_longest(&copy.parts, source, words, &mut glyphs);
    glyphs
}

fn spell_longest(parts: &[Part], source: &str, words: &dyn Fn(&[Glyph]) -> usize, glyphs: &mut Vec<Glyph>) {
    for part in parts {
        let Part::If(branches) = part else {
            spell_part(part, source, glyphs);
            continue;
        };
        let spelled = alternatives(branches).map(|parts| {
            let mut inner = Vec::new();
            spell_longest(parts, source, words, &mut inner);
            inner
        });
        glyphs.extend(spelled.max_by_key(|inner| (words(inner), inner.len())).unwrap_or_default());
    }
}

fn spell_parts(parts: &[Part], source: &str, pick: &dyn Fn(&If) -> Option<usize>, glyphs: &mut Vec<Glyph>) {
    for part in parts {
        if let Part::If(branches) = part {
            let chosen = pick(branches).and_then(|at| alternatives(branches).nth(at)).unwrap_or_default();
            spell_parts(chosen, source, pick, glyphs);
        } else {
            spell_part(part, source, glyphs);
        }
    }
}

fn spell_part(part: &Part, source: &str, glyphs: &mut Vec<Glyph>) {
    match part {
        Part::Text(text, span) => spell(text, *span, source, glyphs),
        Part::Placeholder(placeholder) => glyphs.push(Glyph { c: PLACEHOLDER, span: placeholder.span }),
        Part::If(_) => {}
    }
}

/// Finds each character of a decoded text in what is written. Only blanks and line breaks are lost on the way from
/// one to the other, so what does not agree is passed over.
fn spell(text: &str, span: Span, source: &str, glyphs: &mut Vec<Glyph>) {
    let mut rest = source.get(span.range()).unwrap_or_default();
    let mut at = span.start;
    for c in text.chars() {
        let mut place = span;
        while let Some((written, length)) = first(rest) {
            let next = at + length as u32;
            rest = rest.get(length..).unwrap_or_default();
            let here = Span::new(at, next);
            at = next;
            if written == c {
                place = here;
                break;
            }
        }
        glyphs.push(Glyph { c, span: place });
    }
}

/// The first character of what is written, decoded, and how many bytes it takes.
fn first(raw: &str) -> Option<(char, usize)> {
    let mut chars = raw.chars();
    let c = chars.next()?;
    if c != '\\' {
        return Some((c, c.len_utf8()));
    }
    Some(match chars.next() {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('u') => {
            let code = chars.as_str().strip_prefix('{').and_then(|code| code.split_once('}'));
            let scalar = code.and_then(|(code, _)| char::from_u32(u32::from_str_radix(code, 16).ok()?));
            (scalar.unwrap_or(c), code.map_or(1, |(code, _)| code.len() + 4))
        }
        Some(other) => (other, 1 + other.len_utf8()),
        None => (c, 1),
    })
}
