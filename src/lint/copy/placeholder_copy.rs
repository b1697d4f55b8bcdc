//! Copy left to fill in: `[Product]` and any other words in square brackets, `TODO`, `lorem ipsum`, and the placeholders
//! of other tools, such as `{first_name}` and `*|FNAME|*`. It was copied from a template or written in haste, and nothing
//! but a look at it keeps it from going out.
//!
//! Looked at is all that a reader may see or follow: texts, what `fallback` puts in, descriptions of images, and links,
//! where brackets count only as a whole part of the path (`/[id]`, not `?filter[status]=open`).

use std::ops::Range;

use super::super::reading::{Found, PLACEHOLDER, Visible};
use super::super::{Lint, Look, Member, Subject, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Argument, ArgumentKind};

pub(super) const LINT: Lint = Lint { code: Code::PlaceholderCopy, look: Look::Campaign(look) };

/// Words left to do, in capitals.
const MARKS: [&str; 7] = ["TODO", "TBD", "TBC", "FIXME", "XXX", "XXXX", "TKTK"];

/// The longest text in brackets that is something to fill in.
const LONGEST: usize = 80;

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let reading = &member.reading;
    let mut places = reading.search(left);
    places.extend(reading.alts.iter().flat_map(|said| said.search(left)));
    places.extend(reading.links.iter().flat_map(|said| said.search(left_in_link)));
    for said in &reading.texts {
        walk::tags(&said.copy.parts, &mut |tag| {
            let walk::Tag::Placeholder(placeholder) = tag else { return };
            for filter in placeholder.filters.iter().filter(|filter| filter.name.text == "fallback") {
                let Some(Argument { kind: ArgumentKind::Text(text), span }) = &filter.argument else { continue };
                places.extend(left(&Visible::of(text, *span)));
            }
        });
    }
    places.sort_unstable();
    places.dedup();
    for place in places {
        if let Some(name) = MERGE_TAGS.iter().find_map(|(open, close)| merged(&place.text, open, close)) {
            let right = format!("{{{{ {name} }}}}");
            found.push(
                Diagnostic::new(LINT.code, member.loc(place.span), format!("`{}` is no placeholder here", place.text))
                    .because("the reader would see this")
                    .help(format!("write `{right}`"))
                    .fix(format!("write `{right}`"), member.loc(place.span), right),
            );
            continue;
        }
        found.push(
            Diagnostic::new(LINT.code, member.loc(place.span), format!("`{}` is left to fill in", place.text))
                .because("the reader would see this")
                .help("write what belongs here; what differs from reader to reader is a placeholder, `{{ … }}`"),
        );
    }
}

/// What is left to fill in of a text that is read.
fn left(seen: &Visible) -> Vec<Found> {
    let mut found: Vec<Found> = brackets(seen).filter_map(|range| seen.found(range)).collect();
    found.extend(marks(seen));
    found.extend(merge_tags(seen).filter_map(|range| seen.found(range)));
    found.extend(seen.find(&["lorem ipsum"]).filter_map(|range| seen.found_tokens(range)));
    found
}

/// What stands around a name in the placeholders of other tools.
const MERGE_TAGS: [(&str, &str); 5] = [("${", "}"), ("{", "}"), ("*|", "|*"), ("%", "%"), ("<<", ">>")];

/// The name between two marks, if there is nothing but a name. One or two letters are hardly one.
fn merged<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let name = text.strip_prefix(open)?.strip_suffix(close)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let is_name = name.len() > 2 && name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(plain);
    is_name.then_some(name)
}

/// Placeholders of other tools. What stands between two per cent signs is one only if it is written as a name is.
fn merge_tags(seen: &Visible) -> impl Iterator<Item = Range<usize>> {
    seen.tokens.iter().filter_map(|first| {
        let word = |from: usize, to: usize| seen.text(from..to);
        MERGE_TAGS.iter().find_map(|(open, close)| {
            let from = first.range.start.checked_sub(open.len())?;
            let named = seen.glyphs.iter().skip(first.range.start).take(LONGEST);
            let length =
                named.take_while(|glyph| glyph.c.is_ascii_alphanumeric() || matches!(glyph.c, '_' | '.')).count();
            let to = first.range.start + length + close.len();
            let text = word(from, to);
            let name = merged(&text, open, close)?;
            let before = from.checked_sub(1).and_then(|at| seen.glyphs.get(at));
            let apart = *open != "%" || (name.contains('_') && before.is_none_or(|glyph| !glyph.c.is_alphanumeric()));
            apart.then_some(from..to)
        })
    })
}

/// What is left to fill in of a link.
fn left_in_link(seen: &Visible) -> Vec<Found> {
    let part = |range: &Range<usize>| {
        let before = range.start.checked_sub(1).and_then(|at| seen.glyphs.get(at));
        before.is_none_or(|glyph| matches!(glyph.c, '/' | '=')) && !seen.text(range.clone()).contains(':')
    };
    brackets(seen).filter(part).filter_map(|range| seen.found(range)).chain(marks(seen)).collect()
}

/// Square brackets around words that nothing fills in.
fn brackets(seen: &Visible) -> impl Iterator<Item = Range<usize>> {
    let opening = seen.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.c == '[');
    opening.filter_map(|(from, _)| {
        let inner = seen.glyphs.iter().skip(from + 1).take(LONGEST);
        let length = inner.clone().position(|glyph| matches!(glyph.c, ']' | '['))?;
        let closed = seen.glyphs.get(from + 1 + length).is_some_and(|glyph| glyph.c == ']');
        let inner: Vec<char> = inner.take(length).map(|glyph| glyph.c).collect();
        let words = inner.iter().any(|c| c.is_alphabetic()) && !inner.contains(&PLACEHOLDER);
        let apart = inner.windows(2).any(|two| two == ['\n', '\n']);
        (closed && words && !apart).then_some(from..from + length + 2)
    })
}

/// Words that mark what is left to do, which are written in capitals.
fn marks(seen: &Visible) -> impl Iterator<Item = Found> {
    let is_mark = |range: &Range<usize>| MARKS.contains(&seen.text(range.clone()).as_str());
    seen.tokens.iter().map(|token| token.range.clone()).filter(is_mark).filter_map(|range| seen.found(range))
}
