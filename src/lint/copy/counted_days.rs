//! Copy that names a number of days or hours where the audience bounds a time by a range: "Your trial ends in 3 days"
//! is right for one reader of `trial_ends_at in less than 4 days` and wrong for the others. `days_until` and
//! `days_since` count for each.
//!
//! What counts is the range of an attribute, in the audience and its segments: relative to now, or between two times
//! more than a day apart. Where a day is fixed by `exactly N
//! days`, by a date trigger, or by two bounds a day apart, its number may be named. So may lengths that are no distance
//! to now: "within 24 hours", "a 14-day trial", "takes 2 days", "every 7 days", "the last 30 days".

use std::ops::Range;

use super::super::reading::{Found, Visible};
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Expr, ExprId, Offset, Place, Relative, Table, Test, Trigger};
use crate::source::Loc;
use crate::syntax::spell;
use crate::time::DAY;

pub(super) const LINT: Lint = Lint { code: Code::CountedDays, look: Look::Campaign(look) };

const NUMBERS: [&str; 24] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "sixty",
    "ninety",
];

/// Words before a number of days that make a length or a bound of it.
const LENGTHS: [&str; 37] = [
    "within",
    "every",
    "per",
    "to",
    "least",
    "most",
    "than",
    "under",
    "over",
    "next",
    "last",
    "past",
    "first",
    "takes",
    "take",
    "took",
    "after",
    "save",
    "saves",
    "saved",
    "spend",
    "spent",
    "lasts",
    "about",
    "around",
    "or",
    "and",
    "extra",
    "free",
    "these",
    "those",
    "all",
    "any",
    "additional",
    "full",
    "some",
    "another",
];

/// Words after it that do.
const OF_LENGTH: [&str; 10] = ["a", "of", "each", "every", "per", "or", "free", "later", "between", "after"];

/// Words of a sentence that promises how long something takes.
const PROMISES: [&str; 18] = [
    "reply", "replies", "respond", "responds", "response", "answer", "answers", "get back", "refund", "refunds",
    "deliver", "delivers", "ship", "ships", "finish", "finishes", "finished", "done",
];

/// Words of a sentence that tells when something that runs for its reader is over or comes.
const ENDS: [&str; 20] = [
    "end",
    "ends",
    "ending",
    "expire",
    "expires",
    "renew",
    "renews",
    "left",
    "remain",
    "remains",
    "remaining",
    "due",
    "over",
    "run out",
    "runs out",
    "close",
    "closes",
    "start",
    "starts",
    "to go",
];

/// Words after one day or hour that make a distance of it.
const LEFT: [&str; 8] = ["left", "remaining", "ago", "more", "to", "only", "away", "from"];

/// How the audience bounds a time attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Relative to now.
    Relative(Relative),
    /// Between two times.
    Between,
}

/// What the audience says of a time attribute.
struct Bound {
    place: Place,
    reach: Reach,
    /// Whether every reader satisfies it.
    sure: bool,
    loc: Loc,
}

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let mut bounds = Vec::new();
    for clause in &member.typed.audience.clauses {
        collect(subject, clause.expr, true, true, clause.loc, &mut bounds);
    }
    let fixed: Vec<i64> = bounds.iter().filter_map(|bound| exact(bound.reach)).chain(dated(member)).collect();
    let narrow: Vec<Place> =
        bounds.iter().map(|bound| bound.place).filter(|place| is_narrow(&bounds, *place)).collect();
    bounds.retain(|bound| exact(bound.reach).is_none() && !narrow.contains(&bound.place));
    if bounds.is_empty() {
        return;
    }
    for said in &member.reading.texts {
        let mut distances: Vec<Distance> = said.readings.iter().flat_map(distances).collect();
        distances.sort_by_key(|distance| distance.place.span);
        distances.dedup();
        for distance in distances {
            // Days ahead have little to do with a time behind, unless they run from it.
            let related = distance.ends || bounds.iter().any(|bound| leads(bound, distance.past));
            if related && distance.number.is_none_or(|number| !fixed.contains(&number)) {
                found.push(say(subject, member, &bounds, &distance));
            }
        }
    }
}

fn say(subject: &Subject<'_>, member: &Member<'_>, bounds: &[Bound], distance: &Distance) -> Diagnostic {
    let Distance { past, place, .. } = distance;
    let loc = member.loc(place.span);
    let right = bounds.iter().find(|bound| leads(bound, *past));
    let bound = right.or_else(|| bounds.first());
    let mut diagnostic =
        Diagnostic::new(LINT.code, loc, format!("`{}` is not right for everyone who reads it", place.text))
            .because("the same for every reader");
    let Some((bound, name)) =
        bound.and_then(|bound| Some((bound, spell::name(subject.bundle.layout.name(bound.place)?)?)))
    else {
        return diagnostic;
    };
    diagnostic = diagnostic.label(bound.loc, "a range, so the days differ");
    let scope = if bound.place.table == Table::Company { "company." } else { "" };
    let path = format!("{scope}{name}");
    let behind = if right.is_some() { *past } else { is_past(bound) };
    let filter = if behind { "days_since" } else { "days_until" };
    let fallback = if bound.sure { "" } else { " | fallback: \"a few\"" };
    let text = format!("{{{{ {path} | {filter}{fallback} }}}} days");
    if right.is_none() {
        return diagnostic.help(format!("count them for each reader, as `{text}` does, from the time that is meant"));
    }
    diagnostic.help(format!("write `{text}`")).fix("count the days for each reader", loc, text)
}

const fn is_past(bound: &Bound) -> bool {
    matches!(bound.reach, Reach::Relative(Relative::LessAgo(_) | Relative::MoreAgo(_)))
}

/// Whether days in this direction may be counted to the time that is bounded.
fn leads(bound: &Bound, past: bool) -> bool {
    bound.reach == Reach::Between || is_past(bound) == past
}

/// Every time of a contact or company that a condition bounds in days or by a range.
fn collect(subject: &Subject<'_>, expr: ExprId, holds: bool, sure: bool, loc: Loc, bounds: &mut Vec<Bound>) {
    match subject.bundle.exprs.get(expr) {
        Some(Expr::Relative { place, relative, at_record: false }) if holds => {
            bounds.push(Bound { place: *place, reach: Reach::Relative(*relative), sure, loc });
        }
        Some(Expr::Test(place, Test::Times(ranges))) if holds && ranges.iter().any(is_wide) => {
            bounds.push(Bound { place: *place, reach: Reach::Between, sure, loc });
        }
        Some(Expr::All(parts)) => {
            parts.iter().for_each(|part| collect(subject, *part, holds, sure && holds, loc, bounds));
        }
        Some(Expr::Any(parts)) => {
            parts.iter().for_each(|part| collect(subject, *part, holds, sure && !holds, loc, bounds));
        }
        Some(Expr::Not(part)) => collect(subject, *part, !holds, sure, loc, bounds),
        _ => {}
    }
}

/// Whether a range of times has two ends, more than a day apart.
const fn is_wide((from, to): &(i64, i64)) -> bool {
    *from > i64::MIN && *to < i64::MAX && to.saturating_sub(*from) > DAY
}

/// How many days or hours away a day is that a condition fixes.
const fn exact(reach: Reach) -> Option<i64> {
    match reach {
        Reach::Relative(Relative::DaysAgo(days) | Relative::InDays(days)) => Some(days),
        _ => None,
    }
}

/// How many days, and how many hours, the date of the trigger is away.
fn dated(member: &Member<'_>) -> Vec<i64> {
    match &member.settings().trigger {
        Trigger::Date(date) => match date.offset {
            Offset::Micros(micros) => vec![(micros / DAY).abs(), (micros / (DAY / 24)).abs()],
            Offset::Days(days, _) => vec![days.abs(), days.saturating_mul(24).abs()],
        },
        _ => Vec::new(),
    }
}

/// Whether two bounds leave a day or less of a time.
fn is_narrow(bounds: &[Bound], place: Place) -> bool {
    let own = || bounds.iter().filter(|bound| bound.place == place && bound.sure);
    let of = |pick: fn(Relative) -> Option<i64>| {
        own().find_map(|bound| if let Reach::Relative(relative) = bound.reach { pick(relative) } else { None })
    };
    let ahead = (
        of(|relative| if let Relative::InMore(micros) = relative { Some(micros) } else { None }),
        of(|relative| if let Relative::InLess(micros) = relative { Some(micros) } else { None }),
    );
    let behind = (
        of(|relative| if let Relative::MoreAgo(micros) = relative { Some(micros) } else { None }),
        of(|relative| if let Relative::LessAgo(micros) = relative { Some(micros) } else { None }),
    );
    [ahead, behind].into_iter().any(|ends| matches!(ends, (Some(near), Some(far)) if far - near <= DAY))
}

/// A number of days or hours that a text names as a distance to now.
#[derive(PartialEq)]
struct Distance {
    /// How many, if it is one plain number.
    number: Option<i64>,
    /// Whether it lies behind.
    past: bool,
    /// Whether something of the reader's ends or comes then.
    ends: bool,
    place: Found,
}

fn distances(seen: &Visible) -> Vec<Distance> {
    (1..seen.tokens.len()).filter_map(|unit| distance(seen, unit)).collect()
}

/// The distance of which a token is the unit.
fn distance(seen: &Visible, unit: usize) -> Option<Distance> {
    let single = match seen.word(unit) {
        "days" | "hours" => false,
        "day" | "hour" => true,
        _ => return None,
    };
    let at = unit.checked_sub(1)?;
    let digits = seen.word(at).parse::<i64>().ok();
    let spelled = NUMBERS.iter().position(|word| *word == seen.word(at)).map(|at| at as i64 + 1);
    if (digits.is_none() && spelled.is_none()) || !seen.gap(unit).trim().is_empty() {
        return None;
    }
    // `1.5 days` and `twenty-four hours` are one number, `3-5 days` is a length.
    let gap = seen.gap(at);
    let joined = at > 0 && !gap.contains(char::is_whitespace);
    if joined && digits.is_some() && gap.contains(['-', '–', '—']) {
        return None;
    }
    let start = at - usize::from(joined);
    let (before, after) = (seen.word_before(start), seen.word(unit + 1));
    let length =
        (LENGTHS.contains(&before) && !seen.begins(start)) || (OF_LENGTH.contains(&after) && !seen.begins(unit + 1));
    let alone = single && !LEFT.contains(&after) && !matches!(before, "in" | "only" | "just");
    let sentence = sentence(seen, start);
    let says = |words: &[&str]| seen.find(words).any(|found| sentence.contains(&found.start));
    let promise = seen.find(&PROMISES).any(|found| sentence.contains(&found.start) && found.start < start);
    // "free for 14 days" is a length; "you have been here for 14 days" is a distance.
    let stay = says(&["been", "havent", "have not", "hasnt", "has not", "without"]);
    if length || alone || promise || (before == "for" && !stay) {
        return None;
    }
    let number = if joined { None } else { digits.or(spelled.filter(|number| *number <= 20)) };
    let past = after == "ago" || stay;
    Some(Distance { number, past, ends: says(&ENDS), place: seen.found_tokens(start..unit + 1)? })
}

/// The tokens of the sentence that a token stands in.
fn sentence(seen: &Visible, at: usize) -> Range<usize> {
    let parts = |at: usize| seen.gap(at).contains(['.', '!', '?', '…', '\n']);
    let start = (0..=at).rev().find(|&token| token == 0 || parts(token)).unwrap_or(0);
    let end = (at + 1..seen.tokens.len()).find(|&token| parts(token)).unwrap_or(seen.tokens.len());
    start..end
}
