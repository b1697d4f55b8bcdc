//! Tests made ready to run.

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};

use crate::data::{Arenas, Cell};
use crate::ir::{Range, Test};
use crate::text::fold::fold;

/// A test of one value, with its searcher or regular expression built.
#[derive(Debug)]
pub(super) enum Matcher {
    Known,
    Flag(bool),
    Numbers(Vec<Range>),
    Times(Vec<(i64, i64)>),
    Text(TextMatcher),
}

/// A test of a text.
#[derive(Debug)]
pub(super) struct TextMatcher {
    how: How,
    fold: bool,
}

#[derive(Debug)]
enum How {
    OneOf(Vec<String>),
    Contains { whole: String, finder: Box<Finder<'static>> },
    StartsWith(String),
    EndsWith(String),
    Matches(Option<Regex>),
}

impl Matcher {
    pub(super) fn new(test: &Test) -> Self {
        let text = |how, fold: &bool| Self::Text(TextMatcher { how, fold: *fold });
        match test {
            Test::Known => Self::Known,
            Test::Flag(value) => Self::Flag(*value),
            Test::Numbers(ranges) => Self::Numbers(ranges.clone()),
            Test::Times(ranges) => Self::Times(ranges.clone()),
            Test::OneOf { texts, fold } => text(How::OneOf(texts.clone()), fold),
            Test::Contains { text: part, fold } => {
                let finder = Box::new(Finder::new(part).into_owned());
                text(How::Contains { whole: part.clone(), finder }, fold)
            }
            Test::StartsWith { text: part, fold } => text(How::StartsWith(part.clone()), fold),
            Test::EndsWith { text: part, fold } => text(How::EndsWith(part.clone()), fold),
            Test::Matches { pattern, fold } => {
                let regex = RegexBuilder::new(pattern).case_insensitive(*fold).build().ok();
                // The `i` flag folds: the text is searched as it is.
                Self::Text(TextMatcher { how: How::Matches(regex), fold: false })
            }
        }
    }

    /// Whether one value passes.
    pub(super) fn holds(&self, cell: Cell, arenas: &Arenas) -> bool {
        match (self, cell) {
            (_, Cell::Unknown) => false,
            (Self::Known, _) => true,
            (Self::Flag(wanted), Cell::Flag(value)) => *wanted == value,
            (Self::Numbers(ranges), Cell::Number(value)) => ranges.iter().any(|range| range.contains(value)),
            (Self::Times(ranges), Cell::Time(value)) => ranges.iter().any(|(from, to)| *from <= value && value < *to),
            (Self::Text(matcher), Cell::Text(text)) => matcher.text(arenas.text(text)),
            (Self::Text(matcher), Cell::Texts(list)) => {
                arenas.list(list).iter().any(|text| matcher.member(arenas.text(*text)))
            }
            _ => false,
        }
    }
}

impl TextMatcher {
    /// Whether a text passes.
    pub(super) fn text(&self, text: &str) -> bool {
        if self.fold { self.plain(&fold(text)) } else { self.plain(text) }
    }

    /// Whether an element of a list is the text that is looked for.
    fn member(&self, text: &str) -> bool {
        let How::Contains { whole, .. } = &self.how else { return false };
        if self.fold { fold(text) == *whole } else { text == whole }
    }

    fn plain(&self, text: &str) -> bool {
        match &self.how {
            How::OneOf(texts) => texts.iter().any(|wanted| wanted == text),
            How::Contains { finder, .. } => finder.find(text.as_bytes()).is_some(),
            How::StartsWith(part) => text.starts_with(part.as_str()),
            How::EndsWith(part) => text.ends_with(part.as_str()),
            How::Matches(regex) => regex.as_ref().is_some_and(|regex| regex.is_match(text)),
        }
    }
}
