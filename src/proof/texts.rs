//! Texts: what they are equal to, and how they begin, end and what they contain.

use std::collections::HashSet;

use super::Power;
use super::lists::spelled_out;
use crate::ir::Test;
use crate::text::fold::fold;

/// Whether no known text passes all of these tests and fails the others. `closed` is the set of the texts that there
/// are, if there is one. How texts begin and end and what they contain matters for warnings only (§3.6).
pub(super) fn clash(power: Power, tests: &[(&Test, bool)], closed: &[&str]) -> bool {
    let positive = tests.iter().filter(|(_, truth)| *truth).map(|(test, _)| *test);
    let mut exact: Option<Vec<&str>> = None;
    let mut folded: Option<Vec<&str>> = None;
    for test in positive {
        let Test::OneOf { texts, fold } = test else { continue };
        let set = if *fold { &mut folded } else { &mut exact };
        let texts: HashSet<&str> = texts.iter().map(String::as_str).collect();
        match set {
            Some(set) => set.retain(|text| texts.contains(text)),
            None => *set = Some(texts.into_iter().collect()),
        }
    }
    let candidates = exact.or_else(|| (!closed.is_empty()).then(|| closed.to_vec()));
    if let Some(candidates) = candidates {
        let patterns = Patterns::of(power, tests);
        let closed: HashSet<&str> = closed.iter().copied().collect();
        return !candidates.into_iter().any(|text| {
            (closed.is_empty() || closed.contains(text))
                && tests.iter().all(|(test, truth)| passes(power, test, text, &patterns).is_none_or(|p| p == *truth))
        });
    }
    if let Some(classes) = folded {
        let absent: HashSet<&str> = negative_texts(tests, false).collect();
        let absent_folded: HashSet<&str> = negative_texts(tests, true).collect();
        return !classes.into_iter().any(|class| {
            !absent_folded.contains(class)
                && !spelled_out(class, &absent, &[])
                && tests.iter().all(|(test, truth)| passes_folded(power, test, class).is_none_or(|p| p == *truth))
        });
    }
    power == Power::Warning && shapes_clash(tests)
}

fn negative_texts<'b>(tests: &[(&'b Test, bool)], folded: bool) -> impl Iterator<Item = &'b str> {
    tests
        .iter()
        .filter(|(_, truth)| !truth)
        .flat_map(move |(test, _)| match test {
            Test::OneOf { texts, fold } if *fold == folded => texts.as_slice(),
            _ => &[],
        })
        .map(String::as_str)
}

/// Regular expressions that were compiled, with what they were made of.
struct Patterns<'b>(Vec<(&'b Test, regex::Regex)>);

impl<'b> Patterns<'b> {
    fn of(power: Power, tests: &[(&'b Test, bool)]) -> Self {
        let compiled = tests.iter().filter(|_| power == Power::Warning).filter_map(|(test, _)| {
            let Test::Matches { pattern, fold } = test else { return None };
            Some((*test, regex::RegexBuilder::new(pattern).case_insensitive(*fold).build().ok()?))
        });
        Self(compiled.collect())
    }
}

/// Whether a text passes a test; none if that is not decided.
fn passes(power: Power, test: &Test, text: &str, patterns: &Patterns<'_>) -> Option<bool> {
    let shaped = |fold_case: bool| {
        let text = if fold_case { fold(text) } else { text.to_owned() };
        (power == Power::Warning).then_some(text)
    };
    match test {
        Test::OneOf { texts, fold: true } => Some(texts.contains(&fold(text))),
        Test::OneOf { texts, fold: false } => Some(texts.iter().any(|other| other == text)),
        Test::StartsWith { text: start, fold } => Some(shaped(*fold)?.starts_with(start)),
        Test::EndsWith { text: end, fold } => Some(shaped(*fold)?.ends_with(end)),
        Test::Contains { text: part, fold } => Some(shaped(*fold)?.contains(part)),
        Test::Matches { .. } => {
            let (_, regex) = patterns.0.iter().find(|(other, _)| *other == test)?;
            Some(regex.is_match(text))
        }
        Test::Known | Test::Flag(_) | Test::Numbers(_) | Test::Times(_) => None,
    }
}

/// Whether all texts of one folding pass a test, or all fail it; none if that is not decided.
fn passes_folded(power: Power, test: &Test, class: &str) -> Option<bool> {
    match test {
        Test::StartsWith { text, fold: true } if power == Power::Warning => Some(class.starts_with(text)),
        Test::EndsWith { text, fold: true } if power == Power::Warning => Some(class.ends_with(text)),
        Test::Contains { text, fold: true } if power == Power::Warning => Some(class.contains(text)),
        _ => None,
    }
}

/// Whether what is asked of the beginning, the end and the middle of a text cannot be.
fn shapes_clash(tests: &[(&Test, bool)]) -> bool {
    let (asked, refused): (Vec<_>, Vec<_>) = tests.iter().partition(|(_, truth)| *truth);
    refused.iter().any(|(no, _)| holds_of_all(no) || asked.iter().any(|(yes, _)| implies(yes, no)))
        || asked.iter().enumerate().any(|(at, (one, _))| asked.iter().skip(at + 1).any(|(two, _)| apart(one, two)))
}

fn holds_of_all(test: &Test) -> bool {
    matches!(test, Test::StartsWith { text, .. } | Test::EndsWith { text, .. } | Test::Contains { text, .. }
        if text.is_empty())
}

/// Whether every text that passes one test passes another.
fn implies(one: &Test, two: &Test) -> bool {
    use Test::{Contains, EndsWith, StartsWith};
    let seen = |text: &str, folds: bool, over: bool| match (folds, over) {
        (false, true) => Some(fold(text)),
        (true, false) => None,
        _ => Some(text.to_owned()),
    };
    match (one, two) {
        (StartsWith { text, fold }, StartsWith { text: start, fold: over }) => {
            seen(text, *fold, *over).is_some_and(|text| text.starts_with(start))
        }
        (EndsWith { text, fold }, EndsWith { text: end, fold: over }) => {
            seen(text, *fold, *over).is_some_and(|text| text.ends_with(end))
        }
        (
            StartsWith { text, fold } | EndsWith { text, fold } | Contains { text, fold },
            Contains { text: part, fold: over },
        ) => seen(text, *fold, *over).is_some_and(|text| text.contains(part)),
        _ => false,
    }
}

/// Whether no text passes both tests.
fn apart(one: &Test, two: &Test) -> bool {
    use Test::{EndsWith, StartsWith};
    let (text, other, ends) = match (one, two) {
        (StartsWith { text, fold: a }, StartsWith { text: other, fold: b }) => {
            (cased(text, *a || *b), cased(other, *a || *b), false)
        }
        (EndsWith { text, fold: a }, EndsWith { text: other, fold: b }) => {
            (cased(text, *a || *b), cased(other, *a || *b), true)
        }
        _ => return false,
    };
    let fits = |long: &str, short: &str| if ends { long.ends_with(short) } else { long.starts_with(short) };
    !fits(&text, &other) && !fits(&other, &text)
}

fn cased(text: &str, folds: bool) -> String {
    if folds { fold(text) } else { text.to_owned() }
}
