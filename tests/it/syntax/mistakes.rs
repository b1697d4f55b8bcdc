//! What people will try gets an error that says what to write (§13).

use insta::assert_snapshot;

use super::{audience, describe, read};

/// Each line alone in a file: one mistake, one error.
fn each(place: impl Fn(&str) -> String, lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let text = place(line);
        let (_, diagnostics) = read(&text);
        assert_eq!(diagnostics.len(), 1, "{line}: {}", describe(&text, &diagnostics));
        out += &format!("{line}\n  {}", describe(&text, &diagnostics).replace("\n    ", "\n      "));
    }
    out
}

fn section(line: &str) -> String {
    format!("campaign c {{\n    {line}\n    live from 2026-03-01\n}}\n")
}

#[test]
fn operators_of_other_languages() {
    assert_snapshot!(each(
        audience,
        &[
            "plan = \"pro\"",
            "plan == \"pro\"",
            "plan=\"pro\"",
            "plan != \"pro\"",
            "seats <> 3",
            "seats => 3",
            "a && b",
            "a || b",
            "!a",
            "a AND b",
            "NOT a",
            "plan IS \"pro\"",
            "plan is TRUE",
        ]
    ));
}

#[test]
fn known_and_unknown_by_other_names() {
    assert_snapshot!(each(
        audience,
        &["plan is null", "plan is not null", "plan is empty", "plan is set", "plan is not set", "plan is not unknown",]
    ));
}

#[test]
fn values_written_otherwise() {
    assert_snapshot!(each(
        audience,
        &[
            "plan is pro",
            "plan is contact_plan.x",
            "plan in [pro, team]",
            "plan is 'pro'",
            "plan is “pro”",
            "share > 10%",
            "share > $10",
            "seats > 1,000",
            "seats > many",
            "x less than 3 months ago",
            "x less than 5 mins ago",
            "x less than 1 hour 30 minutes ago",
            "x before 2026-3-1",
            "x before 01.03.2026",
            "x before 2026/03/01",
            "x on 2026-03-01 09:00",
            "x < 2026-03-01",
            "x >= 2026-03-01",
            "plan is \"say \"hi\"\"",
            "plan is \"pro",
        ]
    ));
}

#[test]
fn conditions_in_other_words() {
    assert_snapshot!(each(
        audience,
        &[
            "contact in segment vips",
            "plan not in segment vips",
            "x 3 days ago",
            "x > 3 days ago",
            "x in 3 days",
            "seats not between 1 and 3",
            "plan not contains \"x\"",
            "langs contains [\"a\"]",
            "did purchase 3 times",
            "did purchase twice",
            "did purchase within the last 7 days",
            "did purchase in last 7 days",
            "a is known, b is known",
            "a is known;",
            "# a",
            "plan iss \"pro\"",
            "plan in [\"a\" \"b\"]",
            "plan in [\"a\",\n            \"b\"\n        z is \"x\"",
            "(a or b",
            "a)",
            "tagged vip",
        ]
    ));
}

#[test]
fn sections_in_other_words() {
    assert_snapshot!(each(
        section,
        &[
            "frequency every hour",
            "frequency every 2 hours",
            "frequency once per hour 3 times in total",
            "frequency once a day",
            "frequency once per hour,",
            "deliver between 9am and 5pm",
            "deliver between 9 and 17",
            "delay 3 months",
            "delay 5min",
            "trigger event x",
            "filters { a }",
            "channel email",
            "schedule daily",
            "sned banner { body \"x\" }",
            "purpose: tip",
            "priority 1;",
            "audience dynamc { a }",
            "goal event x withn 7 days",
            "goal event x { a = 1 } within 7 days",
            "goal event x { a is \"b\" }",
            "send banner { style: info }",
            "send banner { action \"a\" opens \"b\", }",
            "send banner { body 'x' }",
            "plan is \"pro\"",
            "body \"x\"",
            "allow a b",
            "exempt from cap",
            "deliver monday-friday",
            "reviewed yesterday",
        ]
    ));
}

#[test]
fn items_settings_declarations_and_tests() {
    assert_snapshot!(each(
        str::to_owned,
        &[
            "campain c { live from 2026-03-01 }",
            "campaign { live from 2026-03-01 }",
            "campaign my-camp { live from 2026-03-01 }",
            "live from 2026-03-01",
            "workspace { timezone Europe/Dublin }",
            "workspace { quiet hours 22:00 to 08:00 }",
            "workspace { at most 3 messages a day }",
            "workspace { colour red }",
            "contacts { plan string }",
            "contacts { plan: text }",
            "contacts { plan text needed }",
            "contacts { plan }",
            "procedure p { \"Ask\" }",
            "test \"x\" of c { contact { plan = \"a\" } }",
            "test \"x\" of c { contact { plan: pro } }",
            "test \"x\" of c { expect sent 3 }",
            "test \"x\" of c { expects sent once }",
            "test \"x\" of c { at 2026-03-01 10:00 wait }",
            "test \"x\" of c { expect sent 0 times }",
            "}",
            "segment s { a } }",
        ]
    ));
}
