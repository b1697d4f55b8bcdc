//! Literals (§1.4).

use insta::assert_snapshot;
use nuncio::syntax::ast::{ConditionKind, ItemKind, Operand, PredicateKind, ValueKind};

use super::{audience, describe, read, read_legal};

/// The text of the only condition, `x is TEXT` or `x matches TEXT`.
fn text(written: &str) -> String {
    let file = read_legal(&format!("segment s {{ x {written} }}"));
    let ItemKind::Segment(segment) = &file.items[0].kind else { panic!("no segment") };
    let ConditionKind::Compare { predicate: Some(predicate), .. } = &segment.rules.conditions[0].kind else {
        panic!("no comparison")
    };
    match &predicate.kind {
        PredicateKind::Is(Operand::Value(value)) => match &value.kind {
            ValueKind::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        },
        PredicateKind::Matches(text) => text.value.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn escapes_are_read() {
    assert_eq!(text(r#"is "a\n\t\"\\\{\}\u{1F44B}""#), "a\n\t\"\\{}\u{1F44B}");
}

#[test]
fn after_matches_only_the_escaped_quote_is_no_part_of_the_expression() {
    assert_eq!(text(r#"matches "\d+\\\"\.""#), r#"\d+\\"\."#);
}

#[test]
fn block_texts_lose_what_their_lines_share() {
    let cases = [
        ("\"\"\"\n    a\n      b\n    \"\"\"", "a\n  b"),
        ("\"\"\" \t\r\n    a\r\n\r\n    b\r\n\"\"\"", "a\n\nb"),
        ("\"\"\"\n    a\n  \n      \n    b\"\"\"", "a\n\n  \nb"),
        ("\"\"\"a\n    b\"\"\"", "a\n    b"),
        ("\"\"\"\n\ta\n\tb\n\"\"\"", "a\nb"),
        ("\"\"\"\n\ta\n    b\n\"\"\"", "\ta\n    b"),
        ("\"\"\"\n  a  \"\"\"", "a  "),
        ("\"\"\"\"\"\"", ""),
        ("\"\"\"\n\"\"\"", ""),
        ("\"\"\"\n\n\"\"\"", ""),
        ("\"\"\"\n  say \"hi\" \\\"\"\"\n\"\"\"", "say \"hi\" \"\"\""),
    ];
    for (written, value) in cases.iter().take(10) {
        assert_eq!(text(&format!("is {written}")), *value, "{written:?}");
    }
}

#[test]
fn what_does_not_exist_is_refused() {
    let lines = [
        "x is \"a\\qb\"",
        "x is \"\\u{110000}\"",
        "x on 2026-02-30",
        "x on 2025-02-29",
        "x on 2026-13-01",
        "x on 2026-00-10",
        "x after 2026-03-01T25:00",
        "x after 2026-03-01T24:00",
        "x after 2026-03-01T10:60",
        "x after 2026-03-01T10:00:60",
        "x after 2026-03-01T10:00+24:00",
        "x in [1, \"a\"]",
        "x in [1, 2 days]",
        "did e at least 0 times",
        "did e at most 99999999999999999999 times",
        "x less than 99999999999999999999d ago",
    ];
    let text = audience(&lines.join("\n        "));
    assert_snapshot!(describe(&text, &read(&text).1));
}

#[test]
fn what_exists_is_taken() {
    for line in [
        "x on 2024-02-29",
        "x after 2026-03-01T23:59:59Z",
        "x after 2026-03-01T00:00-23:59",
        "did e at most 0 times",
        "did e exactly 0 times",
        "x exactly 0 days ago",
        "x in [2026-03-01, 2026-03-01T09:00]",
        "x > -1_000.25",
        "x > 2minutes",
    ] {
        read_legal(&audience(line));
    }
}

#[test]
fn a_window_ends_at_24_00_and_nothing_else_does() {
    read_legal("workspace { quiet hours between 00:00 and 24:00 }");
    let text = "workspace {\n    quiet hours between 24:00 and 08:00\n}\ncampaign c {\n    when on renews_at at 24:00\n    deliver between 8:00 and 25:00\n    frequency 0 times per day\n}\n";
    assert_snapshot!(describe(text, &read(text).1));
}
