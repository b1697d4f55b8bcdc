//! What a reader sees of markup: text without tags, entities decoded, blocks apart.

use std::ops::Range;

use super::glyph::Glyph;
use crate::source::Span;

/// Elements that stand apart from what is around them.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements of which nothing is seen.
const HIDDEN: [&str; 5] = ["script", "style", "head", "title", "template"];

/// Entities with a name; numbers are read as such.
const ENTITIES: [(&str, char); 29] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("bull", '•'),
    ("middot", '·'),
    ("rarr", '→'),
    ("larr", '←'),
    ("times", '×'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("lbrack", '['),
];

/// What is seen, and which ranges of it are links.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) links: Vec<Range<usize>>,
}

/// A tag: its name in lower case, whether it closes, and where it ends.
struct Tag {
    name: String,
    closes: bool,
    refers: bool,
    end: usize,
}

/// Reads markup.
pub(super) fn see(markup: &[Glyph]) -> Seen {
    let mut seen = Seen::default();
    let mut hidden: Option<String> = None;
    let mut link: Option<usize> = None;
    let mut at = 0;
    while let Some(glyph) = markup.get(at) {
        if glyph.c == '<' {
            if let Some(end) = comment(markup, at) {
                at = end;
                continue;
            }
            if let Some(tag) = tag(markup, at) {
                at = tag.end;
                match &hidden {
                    Some(name) if tag.closes && *name == tag.name => hidden = None,
                    Some(_) => {}
                    None => seen.pass(&tag, glyph.span, &mut link),
                }
                if hidden.is_none() && !tag.closes && HIDDEN.contains(&tag.name.as_str()) {
                    hidden = Some(tag.name);
                }
                continue;
            }
        }
        if hidden.is_some() {
            at += 1;
            continue;
        }
        let (c, end) = entity(markup, at).unwrap_or((glyph.c, at + 1));
        let last = markup.get(end - 1).unwrap_or(glyph);
        // Line breaks of the markup are white space like any other.
        let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
        if !matches!(c, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}') {
            seen.glyphs.push(Glyph { c, span: glyph.span.to(last.span) });
        }
        at = end;
    }
    seen
}

impl Seen {
    fn pass(&mut self, tag: &Tag, place: Span, link: &mut Option<usize>) {
        let breaks = match tag.name.as_str() {
            "br" => 1,
            name if BLOCKS.contains(&name) => 2,
            _ => 0,
        };
        self.glyphs.extend(std::iter::repeat_n(Glyph { c: '\n', span: Span::at(place.start) }, breaks));
        if tag.name == "a" {
            if let Some(from) = link.take() {
                self.links.push(from..self.glyphs.len());
            }
            if !tag.closes && tag.refers {
                *link = Some(self.glyphs.len());
            }
        }
    }
}

/// Where a comment or a declaration that begins here ends.
fn comment(markup: &[Glyph], at: usize) -> Option<usize> {
    let starts = |text: &str, at: usize| {
        text.chars().enumerate().all(|(offset, c)| markup.get(at + offset).is_some_and(|glyph| glyph.c == c))
    };
    let (opening, closing) = if starts("<!--", at) {
        (4, "-->")
    } else if starts("<!", at) || starts("<?", at) {
        (2, ">")
    } else {
        return None;
    };
    let end = (at + opening..markup.len()).find(|&at| starts(closing, at));
    Some(end.map_or(markup.len(), |end| end + closing.len()))
}

/// The tag that begins here. One that is not closed is text.
fn tag(markup: &[Glyph], at: usize) -> Option<Tag> {
    let closes = markup.get(at + 1)?.c == '/';
    let start = at + 1 + usize::from(closes);
    markup.get(start).filter(|glyph| glyph.c.is_ascii_alphabetic())?;
    let name: String = markup
        .iter()
        .skip(start)
        .map(|glyph| glyph.c.to_ascii_lowercase())
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let mut quote = None;
    let mut rest = String::new();
    for (offset, glyph) in markup.iter().enumerate().skip(start + name.len()) {
        match (quote, glyph.c) {
            (None, '>') => {
                let refers = rest.to_ascii_lowercase().contains("href");
                return Some(Tag { name, closes, refers, end: offset + 1 });
            }
            (None, '"' | '\'') => quote = Some(glyph.c),
            (Some(open), c) if open == c => quote = None,
            (None, c) => rest.push(c),
            (Some(_), _) => {}
        }
    }
    None
}

/// The character that an entity stands for, and where it ends.
fn entity(markup: &[Glyph], at: usize) -> Option<(char, usize)> {
    if markup.get(at)?.c != '&' {
        return None;
    }
    let name: String = markup
        .iter()
        .skip(at + 1)
        .map(|glyph| glyph.c)
        .take_while(|&c| c == '#' || c.is_ascii_alphanumeric())
        .collect();
    let end = at + 1 + name.len();
    markup.get(end).filter(|glyph| glyph.c == ';')?;
    let c = match name.strip_prefix('#') {
        Some(number) => char::from_u32(match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        })?,
        None => ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, c)| *c)?,
    };
    Some((c, end + 1))
}
