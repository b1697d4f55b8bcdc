//! In-app copy that opens with the feature: "We added …", "Introducing …", "New: …". Readers ask what is in it for
//! them; "Export your data in one step" says it, "We added CSV export" leaves it to them.
//!
//! What opens a message is its headline. One of a word or two is a title, so then the body is looked at too. Of a tour
//! or a carousel only the first part opens.

use super::super::reading::{Found, PLACEHOLDER, Role, Visible};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::FeatureFirst, look: Look::Campaign(look) };

/// Words that greet, before what is said.
const GREETINGS: [&str; 19] = [
    "hi",
    "hey",
    "hello",
    "hiya",
    "howdy",
    "dear",
    "welcome back",
    "welcome",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "good news",
    "great news",
    "big news",
    "exciting news",
    "heads up",
    "psst",
    "guess what",
];

/// Who is greeted.
const GREETED: [&str; 9] = ["there", "everyone", "all", "team", "folks", "friend", "friends", "again", "you"];

/// Openings that are about the feature whatever follows.
const OPENINGS: [&str; 18] = [
    "introducing",
    "announcing",
    "unveiling",
    "presenting",
    "meet the new",
    "meet our new",
    "meet our newest",
    "meet our latest",
    "new feature",
    "new features",
    "just launched",
    "just released",
    "just added",
    "just shipped",
    "now introducing",
    "check out our new",
    "check out the new",
    "say hello to our new",
];

/// Openings that are about the feature if a colon, a dash or an exclamation mark follows.
const HEADINGS: [&str; 5] = ["new", "brand new", "now available", "now live", "just in"];

const WE: [&str; 5] = ["we", "weve", "we have", "were", "we are"];

const ADVERBS: [&str; 16] = [
    "just",
    "now",
    "also",
    "recently",
    "finally",
    "so",
    "very",
    "really",
    "super",
    "truly",
    "absolutely",
    "incredibly",
    "today",
    "newly",
    "always",
    "beyond",
];

/// What is done to features.
const DONE: [&str; 15] = [
    "added",
    "launched",
    "released",
    "shipped",
    "built",
    "introduced",
    "unveiled",
    "announced",
    "rolled out",
    "adding",
    "launching",
    "releasing",
    "introducing",
    "announcing",
    "rolling out",
];

/// How makers of features feel.
const GLAD: [&str; 8] = ["excited", "thrilled", "happy", "pleased", "proud", "delighted", "glad", "stoked"];

/// What they feel so about.
const TELL: [&str; 10] = [
    "to announce",
    "to introduce",
    "to launch",
    "to release",
    "to unveil",
    "to present",
    "to reveal",
    "to share",
    "to bring you",
    "to roll out",
];

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if member.settings().channel.is_direct() {
        return;
    }
    let Some(first) = member.reading.units().next() else { return };
    for said in first.iter().filter(|said| matches!(said.role, Role::Headline | Role::Body)) {
        for place in said.search(|seen| opening(seen, member.is_event()).into_iter().collect()) {
            found.push(
                Diagnostic::new(LINT.code, member.loc(place.span), "this opens with the feature, not with its benefit")
                    .because("about the maker, not about the reader")
                    .help("lead with what the reader can do now, such as `Export your data in one step`"),
            );
        }
        if said.role == Role::Headline && said.readings.iter().all(|seen| seen.tokens.len() - greeting(seen) > 2) {
            return;
        }
    }
}

/// The words with which a text opens, if they are about the feature.
fn opening(seen: &Visible, event: bool) -> Option<Found> {
    let start = greeting(seen);
    let end =
        [seen.any_at(start, &OPENINGS), heading(seen, start), maker(seen, start, event)].into_iter().flatten().max()?;
    seen.found_tokens(start..end)
}

/// How many tokens greet.
fn greeting(seen: &Visible) -> usize {
    let mut at = 0;
    loop {
        let from = at;
        if let Some(next) = seen.any_at(at, &GREETINGS) {
            at = next;
            // A name ends at a comma or its like; without one, only what is surely a name belongs to the greeting.
            let end = (at..seen.tokens.len()).take(4).find(|&token| ends(&seen.gap(token)));
            match end {
                Some(end) => at = end,
                None => at += (at..seen.tokens.len()).take_while(|&token| is_greeted(seen.word(token))).count(),
            }
        } else if is_greeted(seen.word(at)) && seen.word(at).starts_with(PLACEHOLDER) && ends(&seen.gap(at + 1)) {
            at += 1;
        }
        if at == from {
            return at.min(seen.tokens.len());
        }
    }
}

fn is_greeted(word: &str) -> bool {
    word.starts_with(PLACEHOLDER) || GREETED.contains(&word)
}

/// Whether what stands between two words parts them.
fn ends(gap: &str) -> bool {
    gap.chars().any(|c| !c.is_whitespace()) || gap.contains('\n')
}

/// "New: …"
fn heading(seen: &Visible, at: usize) -> Option<usize> {
    let after = HEADINGS.iter().filter_map(|phrase| seen.at(at, phrase)).max()?;
    let gap = seen.gap(after);
    let gap = gap.trim();
    gap.starts_with([':', '!', '–', '—', '|', '•', '·'])
        .then_some(after)
        .or((gap == "-" || gap == "--").then_some(after))
}

/// "We added …", "We're excited to announce …"
fn maker(seen: &Visible, start: usize, event: bool) -> Option<usize> {
    let adverbs = |mut at: usize| {
        while ADVERBS.contains(&seen.word(at)) {
            at += 1;
        }
        at
    };
    let we = seen.any_at(start, &WE);
    let at = adverbs(we.unwrap_or(start));
    if let Some(next) = seen.any_at(at, &GLAD) {
        return seen.any_at(next, &TELL);
    }
    let done = we.and_then(|_| seen.any_at(at, &DONE))?;
    (!is_personal(seen, done, event)).then_some(done)
}

/// Whether what was added or built is the reader's own: "We added you to …", "We shipped your order". After an event,
/// "We added a card to your account" tells of it.
fn is_personal(seen: &Visible, at: usize, event: bool) -> bool {
    let own = |word: &str| matches!(word, "you" | "your" | "yours") || word.starts_with(PLACEHOLDER);
    let number = seen.word(at).starts_with(|c: char| c.is_ascii_digit()) && seen.word(at + 1) != "new";
    let end = (at + 1..seen.tokens.len()).find(|&token| seen.begins(token)).unwrap_or(seen.tokens.len());
    number || own(seen.word(at)) || (event && (at..end).any(|token| own(seen.word(token))))
}
