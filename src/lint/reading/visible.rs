//! A text as its reader sees it: its characters, its words, its sentences and paragraphs.

use std::ops::Range;

use super::glyph::{Glyph, PLACEHOLDER};
use crate::source::Span;

/// One reading of a text.
pub(in crate::lint) struct Visible {
    /// What is seen, in order.
    pub(in crate::lint) glyphs: Vec<Glyph>,
    /// The words that phrases are made of.
    pub(in crate::lint) tokens: Vec<Token>,
    /// Which glyphs are links, in `html`.
    pub(in crate::lint) links: Vec<Range<usize>>,
}

/// A run of letters and digits, or a placeholder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::lint) struct Token {
    /// In lower case and without apostrophes: `don't` and `don’t` are `dont`.
    pub(in crate::lint) word: String,
    /// Which glyphs.
    pub(in crate::lint) range: Range<usize>,
}

impl Token {
    /// Whether it is a placeholder.
    pub(in crate::lint) fn is_placeholder(&self) -> bool {
        self.word.starts_with(PLACEHOLDER)
    }
}

/// Something that was found in a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::lint) struct Found {
    /// Where it is written.
    pub(in crate::lint) span: Span,
    /// What is seen there, on one line.
    pub(in crate::lint) text: String,
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

impl Visible {
    pub(super) fn new(glyphs: Vec<Glyph>, links: Vec<Range<usize>>) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let mut open = false;
        for (at, glyph) in glyphs.iter().enumerate() {
            let next = glyphs.get(at + 1).is_some_and(|next| next.c.is_alphanumeric());
            if glyph.c == PLACEHOLDER {
                tokens.push(Token { word: PLACEHOLDER.to_string(), range: at..at + 1 });
                open = false;
            } else if glyph.c.is_alphanumeric() {
                let word = glyph.c.to_lowercase();
                match tokens.last_mut().filter(|_| open) {
                    Some(token) => {
                        token.word.extend(word);
                        token.range.end = at + 1;
                    }
                    None => tokens.push(Token { word: word.collect(), range: at..at + 1 }),
                }
                open = true;
            } else {
                open &= is_apostrophe(glyph.c) && next;
            }
        }
        Self { glyphs, tokens, links }
    }

    /// A text that is written at a place, as a whole.
    pub(in crate::lint) fn of(text: &str, span: Span) -> Self {
        Self::new(text.chars().map(|c| Glyph { c, span }).collect(), Vec::new())
    }

    /// All of it.
    pub(in crate::lint) fn whole(&self) -> String {
        self.text(0..self.glyphs.len())
    }

    /// How many words there are: what white space separates.
    pub(in crate::lint) fn words(&self) -> usize {
        self.words_in(0..self.glyphs.len()).count()
    }

    /// The words of a range of glyphs, each as its range.
    pub(in crate::lint) fn words_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let end = range.end.min(self.glyphs.len());
        let blank = |at: usize| self.glyphs.get(at).is_none_or(|glyph| glyph.c.is_whitespace());
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < end && blank(at) {
                at += 1;
            }
            let start = at;
            while at < end && !blank(at) {
                at += 1;
            }
            (start < at).then_some(start..at)
        })
    }

    /// The characters of a range of glyphs.
    pub(in crate::lint) fn text(&self, range: Range<usize>) -> String {
        self.glyphs.get(range).unwrap_or_default().iter().map(|glyph| glyph.c).collect()
    }

    /// A range of glyphs as something found.
    pub(in crate::lint) fn found(&self, range: Range<usize>) -> Option<Found> {
        let glyphs = self.glyphs.get(range.clone())?;
        let text = self.text(range).split_whitespace().collect::<Vec<_>>().join(" ").replace(PLACEHOLDER, "…");
        Some(Found { span: glyphs.first()?.span.to(glyphs.last()?.span), text })
    }

    /// A range of tokens as something found.
    pub(in crate::lint) fn found_tokens(&self, range: Range<usize>) -> Option<Found> {
        let tokens = self.tokens.get(range)?;
        self.found(tokens.first()?.range.start..tokens.last()?.range.end)
    }

    /// The word of a token; empty where there is none.
    pub(in crate::lint) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The word of the token before one; empty where there is none.
    pub(in crate::lint) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// What stands between a token and the one before it, or the beginning.
    pub(in crate::lint) fn gap(&self, at: usize) -> String {
        let from = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |token| token.range.end);
        let to = self.tokens.get(at).map_or(self.glyphs.len(), |token| token.range.start);
        self.text(from..to)
    }

    /// Whether a token begins a sentence or a line.
    pub(in crate::lint) fn begins(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains(['.', '!', '?', '…', ':', ';', '\n', '-', '–', '—', '(', '•'])
    }

    /// Whether a phrase stands at a token: its words after each other, with white space or a hyphen between them. Gives
    /// the token after it.
    pub(in crate::lint) fn at(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            let joined = next == at || joins(&self.gap(next));
            if !joined || self.word(next) != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The longest of some phrases that stands at a token.
    pub(in crate::lint) fn any_at(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.at(at, phrase)).max()
    }

    /// Every place of some phrases, as ranges of tokens.
    pub(in crate::lint) fn find(&self, phrases: &[&str]) -> impl Iterator<Item = Range<usize>> {
        (0..self.tokens.len()).filter_map(|at| Some(at..self.any_at(at, phrases)?))
    }

    /// The paragraphs: what blank lines separate. In lists each point is one.
    pub(in crate::lint) fn paragraphs(&self) -> Vec<Range<usize>> {
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        let mut at = 0;
        for line in self.glyphs.split_inclusive(|glyph| glyph.c == '\n') {
            let range = at..at + line.len();
            at = range.end;
            let text: String = line.iter().map(|glyph| glyph.c).collect();
            let blank = text.trim().is_empty();
            match paragraphs.last_mut().filter(|_| open && !blank && !is_point(text.trim_start())) {
                Some(paragraph) => paragraph.end = range.end,
                None if blank => {}
                None => paragraphs.push(range),
            }
            open = !blank;
        }
        paragraphs
    }

    /// How many sentences a range of glyphs has.
    pub(in crate::lint) fn sentences(&self, range: Range<usize>) -> usize {
        let words: Vec<String> = self.words_in(range).map(|word| self.text(word)).collect();
        let ends = |(at, word): &(usize, &String)| {
            let next = words.get(at + 1);
            let bare = word.trim_end_matches(is_closing);
            let lower = next.is_some_and(|next| next.trim_start_matches(is_opening).starts_with(char::is_lowercase));
            next.is_some() && bare.ends_with(['.', '!', '?', '…']) && !lower && !is_short(bare)
        };
        let said =
            |words: &[String]| words.iter().any(|word| word.chars().any(|c| c.is_alphanumeric() || c == PLACEHOLDER));
        let mut count = 0;
        let mut from = 0;
        for (at, _) in words.iter().enumerate().filter(ends) {
            count += usize::from(said(words.get(from..=at).unwrap_or_default()));
            from = at + 1;
        }
        count + usize::from(said(words.get(from..).unwrap_or_default()))
    }
}

/// Whether words on both sides of this are read on: white space without a blank line, or a hyphen.
fn joins(gap: &str) -> bool {
    let blank = gap.chars().all(char::is_whitespace) && gap.matches('\n').count() < 2;
    !gap.is_empty() && (blank || matches!(gap, "-" | "\u{2010}" | "\u{2011}"))
}

/// Whether a line is a point of a list.
fn is_point(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    let rest = if numbered {
        number.get(1..)
    } else {
        line.strip_prefix(['-', '*', '•', '–', '—', '+', '✓', '✔', '→'])
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

const fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

const fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[')
}

/// Whether a word ends in a full stop that ends no sentence.
fn is_short(word: &str) -> bool {
    let Some(word) = word.strip_suffix('.') else { return false };
    let word = word.trim_start_matches(is_opening).to_lowercase();
    let known = ["mr", "mrs", "ms", "dr", "st", "vs", "approx", "e.g", "i.e", "u.s", "u.k"];
    known.contains(&word.as_str())
        || (word.chars().count() == 1 && word.starts_with(char::is_alphabetic) && word != "i")
}
