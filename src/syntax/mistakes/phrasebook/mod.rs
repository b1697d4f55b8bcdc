//! The phrase book: what people write, and how the language says it. Order matters: the first that reads on is told,
//! so longer phrases stand before shorter ones. What starts with `?` is help without a quick fix; ` // ` parts several that
//! may be meant, and what follows `#` says when one is. `^` is the start of the statement.

mod items;
mod rules;
mod sections;
mod terms;
mod values;

use self::items::{
    EXPECTATIONS, FIELDS, FLAGS, ITEMS, MESSAGE_CAPS, SCHEMA, SESSION_GAPS, SETTINGS, STEPS, TEXTS, ZONES,
};
use self::rules::{COMPARISONS, COUNTS, DAYS, DISTANCES, HISTORY, KNOWN, ORDERS, SEGMENTS, SPANS};
use self::sections::{
    ABOUT, ALLOWED, AUDIENCE_WORDS, AUDIENCES, CAPS, CHANNEL_WORDS, DELAYS, DELIVERY, EXEMPTIONS, GOALS, LIVE,
    MESSAGES, MODES, PAGE_RULES, PRIORITIES, REVIEWS, SCHEDULES, SHARED, TRIGGER_WORDS, TRIGGERS, WINDOWS,
};
use self::terms::{CALLS, CASES, DAY_FIRST, GROUPS, IFS, NOW, QUOTED, REPEATED, TAGGED, TURNED};
use self::values::{CLOCKS, DATES, DURATIONS, FILTERS, NUMBERS};
use super::Place::{self, Condition, Declaration, Field, Item, Placeholder, Section, Setting, Tag, TestLine};

/// What is written, as a pattern of `pieces`, and what it becomes.
type Phrases = &'static [(&'static str, &'static str)];

/// Phrases of one kind.
pub(super) struct Group {
    /// Where they stand.
    pub(super) places: &'static [Place],
    /// The first words of such statements, if not any; `did` is history.
    pub(super) heads: &'static [&'static str],
    /// What the phrase is not.
    pub(super) kind: &'static str,
    /// How it is said.
    pub(super) why: &'static str,
    /// The phrases, those first that are told first.
    pub(super) phrases: Phrases,
}

const fn group(
    places: &'static [Place],
    heads: &'static [&'static str],
    kind: &'static str,
    why: &'static str,
    phrases: Phrases,
) -> Group {
    Group { places, heads, kind, why, phrases }
}

const RULES: &[Place] = &[Condition, Tag];
const ALL: &[Place] = &[Item, Setting, Section, Field, Condition, Declaration, TestLine, Tag];

/// Every group, in the order in which they are looked at.
pub(super) const BOOK: &[Group] = &[
    group(RULES, &[], "condition", "a value `is known` or `is unknown`", CALLS),
    group(RULES, &[], "condition", "a value `is known` or `is unknown`", KNOWN),
    group(RULES, &[], "condition", "no function is called: `ignoring case` follows a text", CASES),
    group(RULES, &[], "group", "groups are `any { … }`, `all { … }` and `none { … }`", GROUPS),
    group(RULES, &[], "condition", "a condition stands without a word before it", IFS),
    group(RULES, &[], "condition", "a tag is asked for by `tagged` alone", TAGGED),
    group(RULES, &[], "condition", "the attribute comes first", TURNED),
    group(RULES, &[], "condition", "each text is asked for by a condition of its own", REPEATED),
    group(RULES, &[], "date", "a date has the form `2026-03-01`", DAY_FIRST),
    group(RULES, &["did"], "condition on history", "history is asked as in `did purchase at least twice`", HISTORY),
    group(
        RULES,
        &["did"],
        "number of times",
        "a count is `at least`, `at most` or `exactly` a number of times",
        COUNTS,
    ),
    group(RULES, &["did"], "span of time", "a span of time is written `in the last 7 days`", SPANS),
    group(RULES, &[], "condition", "a segment is asked for by `in segment` alone", SEGMENTS),
    group(
        RULES,
        &[],
        "distance from now",
        "a distance is `less than`, `more than` or `exactly` so far away",
        DISTANCES,
    ),
    group(RULES, &[], "comparison of times", "how far from now a time lies is told by its distance", NOW),
    group(RULES, &[], "date", "a date and a time of day are joined by `T`", DATES),
    group(RULES, &[], "time", "days are told by their date or their distance from today", DAYS),
    group(RULES, &[], "comparison", "values are compared by words such as `is`", COMPARISONS),
    group(RULES, &[], "comparison of numbers", "numbers have no quotes", QUOTED),
    group(RULES, &[], "comparison of numbers", "numbers are compared by `<`, `<=`, `>`, `>=` and `between`", ORDERS),
    group(&[Section], &["frequency"], "cap", "a cap is `once per day`, `3 times in total` or the like", CAPS),
    group(&[Section], &["deliver"], "time of delivery", "days come first, then `between 09:00 and 17:00`", DELIVERY),
    group(
        &[Section, Setting],
        &["deliver", "quiet"],
        "window",
        "a window is written `between 09:00 and 17:00`",
        WINDOWS,
    ),
    group(&[Section], &["live"], "time to be live in", "it is written `from 2026-03-01 until 2026-04-01`", LIVE),
    group(&[Section], &["when"], "number", "numbers are written in digits", NUMBERS),
    group(&[Section], &["when"], "duration", "a duration is one number and one unit", DURATIONS),
    group(&[Section], &["when"], "trigger", "a trigger is an event, a date or `launched`", TRIGGERS),
    group(&[Section], &["goal"], "goal", "a goal is an event within a time", GOALS),
    group(&[Section], &["exempt"], "exemption", "there are `caps` and `quiet hours`", EXEMPTIONS),
    group(&[Section], &["delay"], "duration", "a duration is one number and one unit", DELAYS),
    group(&[Section], &["audience"], "audience", "an audience is `dynamic` or `fixed`", MODES),
    group(&[Section], &["audience"], "audience", "its rules stand in a block", AUDIENCES),
    group(&[Section], &[], "section", "what sets a campaign off stands after `when`", TRIGGER_WORDS),
    group(&[Section], &[], "section", "rules on contacts stand in `audience`", AUDIENCE_WORDS),
    group(&[Section], &[], "section", "when it is live is `live from …`, days and hours are `deliver …`", SCHEDULES),
    group(&[Section], &[], "section", "a message is written `send CHANNEL { … }`", CHANNEL_WORDS),
    group(&[Section], &[], "section", "what a campaign is for is said in a comment", ABOUT),
    group(&[Section], &["allow"], "code", "codes are joined by `_`", ALLOWED),
    group(&[Section], &["send", "channel"], "message", "a message is written `send CHANNEL { … }`", MESSAGES),
    group(&[Section], &["where"], "page rule", "page rules stand in a block", PAGE_RULES),
    group(&[Section], &["priority"], "priority", "a priority is a whole number", PRIORITIES),
    group(&[Section], &["shareable"], "section", "`shareable` stands alone", SHARED),
    group(&[Section], &["reviewed"], "date", "a review has a date", REVIEWS),
    group(&[Setting], &["at", "max"], "cap", "a cap is written `at most 3 messages per day`", MESSAGE_CAPS),
    group(
        &[Setting],
        &["session"],
        "session gap",
        "the gap is a duration, as in `session gap 30 minutes`",
        SESSION_GAPS,
    ),
    group(&[Setting], &["timezone", "time"], "zone", "a zone is a text", ZONES),
    group(&[Setting], &["fin"], "flag", "a flag is `true` or `false`", FLAGS),
    group(&[Setting], &[], "setting", "no setting reads so", SETTINGS),
    group(&[Field], &["body", "headline", "subject", "title", "html"], "text", "a field has one text", TEXTS),
    group(&[Field], &[], "field", "the parts of a field are told apart by words", FIELDS),
    group(
        &[Declaration],
        &[],
        "declaration",
        "a declaration is a name, a type and what is `required` or `one of`",
        SCHEMA,
    ),
    group(
        &[TestLine],
        &["contact", "company", "at", "after"],
        "step",
        "a step has its time and then what happens",
        STEPS,
    ),
    group(&[TestLine], &["expect"], "expectation", "it is `sent`, `not sent` or `goal reached`", EXPECTATIONS),
    group(&[Placeholder], &[], "filter", "a filter is written `| fallback: \"…\"`", FILTERS),
    group(&[Item], &[], "item", "no item reads so", ITEMS),
    group(ALL, &[], "date", "a date and a time of day are joined by `T`", DATES),
    group(
        &[Section, Setting],
        &["deliver", "quiet", "when"],
        "time of day",
        "a time of day has the form `09:00`",
        CLOCKS,
    ),
    group(ALL, &[], "duration", "a duration is one number and one unit", DURATIONS),
    group(ALL, &[], "number", "numbers are written in digits", NUMBERS),
];
