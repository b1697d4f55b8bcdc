//! Literals and filters in other words (§1.4, §12.1).

use super::Phrases;

pub(super) const DATES: Phrases = &[("%m at %c", "$1T$2"), ("%m , %c", "$1T$2"), ("%m %c", "$1T$2")];

pub(super) const DURATIONS: Phrases = &[
    ("half an hour", "30 minutes"),
    ("half a day", "12 hours"),
    ("a fortnight", "14 days"),
    ("a month", "30 days"),
    ("a year", "365 days"),
    ("a few %u", "3 $1"),
    ("a couple of %u", "2 $1"),
    ("a %u", "1 $1"),
    ("an %u", "1 $1"),
    ("one %u", "1 $1"),
    ("%D", "$1"),
];

pub(super) const NUMBERS: Phrases = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("sixty", "60"),
    ("ninety", "90"),
    ("%K", "$1"),
    (". %n", "0.$1"),
    ("+ %n", "$1"),
];

pub(super) const CLOCKS: Phrases = &[("%c", "$1")];

pub(super) const FILTERS: Phrases = &[
    ("fallback =", "fallback:"),
    ("fallback ( %s )", "fallback: $1"),
    ("fallback : %w", "fallback: \"$1\""),
    ("default : %w", "fallback: \"$1\""),
    ("|| %s", "| fallback: $1"),
    ("?? %s", "| fallback: $1"),
    ("or %s", "| fallback: $1"),
    ("? %s", "| fallback: $1"),
    ("fallback : }}", "?write the text that stands in, as in `fallback: \"there\"`"),
    ("| }}", "}}"),
    ("- }}", "}}"),
];
