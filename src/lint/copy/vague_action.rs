//! Words to click that do not say where they lead: "Click here", "Learn more", "Submit". People read labels and links
//! before all else, often nothing else, and click what names something that they want.
//!
//! The label of an action or a task, and a link in `html`, is looked at as a whole: "Learn more about exports" says it. "Click here" does not
//! get better by more words.
//! Of a body, only sentences that tell to click are: "here is your report" is ordinary prose.

use std::ops::Range;

use super::super::reading::{Found, Role, Visible};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::VagueAction, look: Look::Campaign(look) };

/// Labels that say nothing by themselves.
const LABELS: [&str; 36] = [
    "click",
    "click here",
    "click this",
    "click this link",
    "click me",
    "click now",
    "tap",
    "tap here",
    "press here",
    "here",
    "go",
    "go here",
    "go there",
    "this link",
    "link",
    "the link",
    "learn more",
    "learn more here",
    "read more",
    "read more here",
    "read on",
    "see more",
    "show more",
    "view more",
    "find out more",
    "find out",
    "discover more",
    "know more",
    "tell me more",
    "more",
    "more info",
    "more information",
    "more details",
    "info",
    "submit",
    "check it out",
];

/// What a body says to click with, wherever it says it.
const CLICKS: [&str; 8] = [
    "click here",
    "tap here",
    "press here",
    "click this link",
    "tap this link",
    "click on this link",
    "click below",
    "tap below",
];

/// What a body says to click with, if it is a sentence of its own.
const INVITES: [&str; 6] = ["learn more", "read more", "find out more", "see more", "discover more", "view more"];

/// Words after an invitation that say what to.
const SUBJECTS: [&str; 12] = ["about", "on", "in", "of", "from", "at", "how", "why", "what", "with", "for", "than"];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    for said in &member.reading.texts {
        let places = match said.role {
            Role::Label | Role::Task => said.search(|seen| label(seen, 0..seen.glyphs.len()).into_iter().collect()),
            Role::Body => said.search(in_body),
            Role::Headline | Role::Question | Role::Alt | Role::Link => continue,
        };
        for place in places {
            let (why, help) = if matches!(said.role, Role::Label | Role::Task) {
                ("read by itself, it could open anything", "name what the reader gets, such as `See the plans`")
            } else {
                ("tells to click, not what for", "let the words that name the goal lead there: `see the plans`")
            };
            found.push(
                Diagnostic::new(
                    LINT.code,
                    member.loc(place.span),
                    format!("`{}` does not say where it leads", place.text),
                )
                .because(why)
                .help(help),
            );
        }
    }
}

/// A range of glyphs, if all that it says is one of the labels.
fn label(seen: &Visible, range: Range<usize>) -> Option<Found> {
    let words: Vec<&str> = seen
        .tokens
        .iter()
        .filter(|token| range.contains(&token.range.start))
        .map(|token| token.word.as_str())
        .collect();
    let within = |found: &Range<usize>| {
        let tokens = seen.tokens.get(found.clone()).unwrap_or_default();
        tokens.iter().all(|token| range.contains(&token.range.start))
    };
    if !LABELS.contains(&words.join(" ").as_str()) {
        return seen.find(&CLICKS).find(within).and_then(|found| seen.found_tokens(found));
    }
    let ends = seen
        .words_in(range.clone())
        .fold(None, |ends: Option<(usize, usize)>, word| Some((ends.map_or(word.start, |(start, _)| start), word.end)));
    let (start, end) = ends.unwrap_or((range.start, range.end));
    seen.found(start..end)
}

fn in_body(seen: &Visible) -> Vec<Found> {
    let mut found: Vec<Found> = seen.links.iter().filter_map(|link| label(seen, link.clone())).collect();
    let linked = |at: usize| {
        seen.tokens.get(at).is_some_and(|token| seen.links.iter().any(|link| link.contains(&token.range.start)))
    };
    let clicks = seen.find(&CLICKS);
    let invites = seen.find(&INVITES).filter(|range| {
        let next = seen.word(range.end);
        let says = !SUBJECTS.contains(&next) || seen.begins(range.end);
        // "Prices changed, learn more." is a sentence too; "you can learn more" is none.
        let begins = seen.begins(range.start) || (seen.gap(range.start).contains(',') && seen.begins(range.end));
        begins && says
    });
    let told = clicks.chain(invites).filter(|range| !linked(range.start));
    found.extend(told.filter_map(|range| seen.found_tokens(range)));
    found
}
