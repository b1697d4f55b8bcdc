//! Whole conditions in other words: turned around, called as functions, or said twice (§3).

use super::Phrases;

pub(super) const CALLS: Phrases = &[
    ("not exists ( %w )", "$1 is unknown"),
    ("exists ( %w )", "$1 is known"),
    ("^ exists %w $", "$1 is known"),
    ("defined ( %w )", "$1 is known"),
    ("is_null ( %w )", "$1 is unknown"),
    ("isnull ( %w )", "$1 is unknown"),
    ("is_empty ( %w )", "$1 is unknown"),
    ("isempty ( %w )", "$1 is unknown"),
    ("empty ( %w )", "$1 is unknown"),
];

pub(super) const CASES: Phrases = &[
    ("lower ( %w ) is %s", "$1 is $2 ignoring case"),
    ("lower ( %w ) = %s", "$1 is $2 ignoring case"),
    ("lower ( %w ) == %s", "$1 is $2 ignoring case"),
    ("lower ( %w ) contains %s", "$1 contains $2 ignoring case"),
    ("lower ( %w )", "?write `ignoring case` after the text, as in `plan is \"pro\" ignoring case`"),
    ("upper ( %w ) is %s", "$1 is $2 ignoring case"),
    ("upper ( %w ) = %s", "$1 is $2 ignoring case"),
    ("upper ( %w ) == %s", "$1 is $2 ignoring case"),
    ("upper ( %w ) contains %s", "$1 contains $2 ignoring case"),
    ("upper ( %w )", "?write `ignoring case` after the text, as in `plan is \"pro\" ignoring case`"),
];

pub(super) const GROUPS: Phrases = &[
    ("any of {", "any {"),
    ("any of : {", "any {"),
    ("any : {", "any {"),
    ("one of {", "any {"),
    ("either {", "any {"),
    ("^ or {", "any {"),
    ("all of {", "all {"),
    ("all : {", "all {"),
    ("both {", "all {"),
    ("^ and {", "all {"),
    ("none of {", "none {"),
    ("none : {", "none {"),
    ("neither {", "none {"),
    ("^ any %w %*", "any { $1 $2 }"),
    ("^ all %w %*", "all { $1 $2 }"),
    ("^ none %w %*", "none { $1 $2 }"),
];

pub(super) const IFS: Phrases = &[("^ if %*", "$1"), ("^ only if %*", "$1"), ("^ where %*", "$1")];

pub(super) const TAGGED: Phrases = &[
    ("not has tagged %s", "not tagged $1"),
    ("not has tag %s", "not tagged $1"),
    ("has tagged %s", "tagged $1"),
    ("has the tag %s", "tagged $1"),
    ("has tag %s", "tagged $1"),
    ("^ tag is %s", "tagged $1"),
    ("^ tag %s", "tagged $1"),
    ("^ is tagged %s", "tagged $1"),
    ("^ not tag %s", "not tagged $1"),
];

pub(super) const TURNED: Phrases = &[
    ("%n < %w $", "$2 > $1"),
    ("%n <= %w $", "$2 >= $1"),
    ("%n > %w $", "$2 < $1"),
    ("%n >= %w $", "$2 <= $1"),
    ("%s is %w $", "$2 is $1"),
    ("%s = %w $", "$2 is $1"),
    ("%s == %w $", "$2 is $1"),
    ("%s in %w $", "$2 contains $1"),
];

pub(super) const REPEATED: Phrases = &[
    ("%w contains %s or %s or %s", "($1 contains $2 or $1 contains $3 or $1 contains $4)"),
    ("%w contains %s or %s", "($1 contains $2 or $1 contains $3)"),
    ("%w contains %s and %s", "($1 contains $2 and $1 contains $3)"),
    ("%w does not contain %s or %s", "($1 does not contain $2 and $1 does not contain $3)"),
    ("%w does not contain %s and %s", "($1 does not contain $2 and $1 does not contain $3)"),
    ("%w starts with %s or %s", "($1 starts with $2 or $1 starts with $3)"),
    ("%w ends with %s or %s", "($1 ends with $2 or $1 ends with $3)"),
    ("%w matches %s or %s", "($1 matches $2 or $1 matches $3)"),
    ("tagged %s or %s", "(tagged $1 or tagged $2)"),
    ("tagged %s and %s", "(tagged $1 and tagged $2)"),
];

pub(super) const NOW: Phrases = &[
    ("< now ( ) - interval %S", "more than $1 ago"),
    ("<= now ( ) - interval %S", "more than $1 ago"),
    ("> now ( ) - interval %S", "less than $1 ago"),
    (">= now ( ) - interval %S", "less than $1 ago"),
    ("< now ( ) + interval %S", "in less than $1"),
    ("> now ( ) + interval %S", "in more than $1"),
    ("< now ( ) - %d", "more than $1 ago"),
    ("<= now ( ) - %d", "more than $1 ago"),
    ("> now ( ) - %d", "less than $1 ago"),
    (">= now ( ) - %d", "less than $1 ago"),
    ("< now ( ) + %d", "in less than $1"),
    ("> now ( ) + %d", "in more than $1"),
    ("< now - %d", "more than $1 ago"),
    ("<= now - %d", "more than $1 ago"),
    ("> now - %d", "less than $1 ago"),
    (">= now - %d", "less than $1 ago"),
    ("< now + %d", "in less than $1"),
    ("> now + %d", "in more than $1"),
    ("< today - %d", "more than $1 ago"),
    ("> today - %d", "less than $1 ago"),
];

pub(super) const QUOTED: Phrases = &[("< %S", "< $1"), ("<= %S", "<= $1"), ("> %S", "> $1"), (">= %S", ">= $1")];

pub(super) const DAY_FIRST: Phrases = &[("%n / %n / %n", "?dates are written year-month-day, as in `2026-02-01`")];
