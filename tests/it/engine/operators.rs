//! Every condition on a value, at its boundaries, on one contact at one instant (§3.2, §3.3).

use serde_json::Value;

use super::real;
use crate::naive::Input;

/// What does not hold of any attribute.
const UNKNOWN: &str = "null";

/// A condition on `@`, the value of `@` in JSON, and whether it holds at 2026-03-04T12:00 in Dublin, a Wednesday.
const ROWS: &[(&str, &str, bool)] = &[
    // Flags, and known or not.
    ("@", "true", true),
    ("@", "false", false),
    ("@", UNKNOWN, false),
    ("@ is known", "0", true),
    ("@ is known", "\"\"", true),
    ("@ is known", "[]", true),
    ("@ is known", "{\"a\":1}", false),
    ("@ is known", "[1]", false),
    ("@ is unknown", UNKNOWN, true),
    ("@ is unknown", "false", false),
    // Equality.
    ("@ is \"pro\"", "\"pro\"", true),
    ("@ is \"pro\"", "\"Pro\"", false),
    ("@ is \"pro\"", UNKNOWN, false),
    ("@ is not \"pro\"", UNKNOWN, true),
    ("@ is not \"pro\"", "\"pro\"", false),
    ("@ is \"PRO\" ignoring case", "\"pro\"", true),
    ("@ is \"ΣΑΣ\" ignoring case", "\"σας\"", true),
    ("@ is \"strasse\" ignoring case", "\"straße\"", false),
    ("@ is 1", "1.0", true),
    ("@ is 1", "\"1\"", false),
    ("@ is not 1", "\"1\"", true),
    ("@ is 2026-03-04", "\"2026-03-04T00:00:00Z\"", true),
    ("@ is 2026-03-04", "\"2026-03-04T23:59:59.999999Z\"", true),
    ("@ is 2026-03-04", "\"2026-03-05T00:00:00Z\"", false),
    ("@ is 2026-03-04T09:00", "\"2026-03-04T10:00:00+01:00\"", true),
    ("@ in [\"a\", \"b\"]", "\"b\"", true),
    ("@ in [\"a\", \"b\"]", "\"c\"", false),
    ("@ in [\"a\", \"b\"] ignoring case", "\"B\"", true),
    ("@ not in [\"a\", \"b\"]", UNKNOWN, true),
    ("@ not in [1, 2]", "2", false),
    // Order.
    ("@ < 5", "4.999", true),
    ("@ < 5", "5", false),
    ("@ <= 5", "5.0", true),
    ("@ > 5", "5", false),
    ("@ > 5", UNKNOWN, false),
    ("@ >= 5", "5", true),
    ("@ > 2 minutes", "120", false),
    ("@ > 2 minutes", "120.5", true),
    ("@ between 1 and 3", "1", true),
    ("@ between 1 and 3", "3", true),
    ("@ between 1 and 3", "3.01", false),
    ("@ between 1 minute and 2 minutes", "60", true),
    ("@ between 2026-03-01 and 2026-03-03", "\"2026-03-03T23:59:59Z\"", true),
    ("@ between 2026-03-01 and 2026-03-03", "\"2026-03-04T00:00:00Z\"", false),
    ("@ between 2026-03-01T09:00 and 2026-03-03T09:00", "\"2026-03-03T09:00:00Z\"", true),
    // Texts.
    ("@ contains \"ro\"", "\"pro\"", true),
    ("@ contains \"RO\"", "\"pro\"", false),
    ("@ contains \"RO\" ignoring case", "\"pro\"", true),
    ("@ contains \"en\"", "[\"en\",\"fr\"]", true),
    ("@ contains \"e\"", "[\"en\",\"fr\"]", false),
    ("@ does not contain \"en\"", "[]", true),
    ("@ starts with \"p\"", "\"pro\"", true),
    ("@ starts with \"r\"", "\"pro\"", false),
    ("@ does not start with \"p\"", UNKNOWN, true),
    ("@ ends with \"ro\"", "\"pro\"", true),
    ("@ ends with \"pr\"", "\"pro\"", false),
    ("@ does not end with \"ro\"", "\"pro\"", false),
    ("@ matches \"r\"", "\"pro\"", true),
    ("@ matches \"^r\"", "\"pro\"", false),
    ("@ matches \"^\\w+$\"", "\"été\"", true),
    ("@ matches \"^PRO$\" ignoring case", "\"pro\"", true),
    ("@ does not match \"o$\"", "\"pro\"", false),
    ("@ does not match \"o$\"", "5", true),
    // Relative to now.
    ("@ less than 2 hours ago", "\"2026-03-04T12:00:00Z\"", true),
    ("@ less than 2 hours ago", "\"2026-03-04T10:00:00.000001Z\"", true),
    ("@ less than 2 hours ago", "\"2026-03-04T10:00:00Z\"", false),
    ("@ less than 2 hours ago", "\"2026-03-04T12:00:00.000001Z\"", false),
    ("@ more than 2 hours ago", "\"2026-03-04T10:00:00Z\"", true),
    ("@ more than 2 hours ago", "\"2026-03-04T10:00:00.000001Z\"", false),
    ("@ in less than 2 hours", "\"2026-03-04T12:00:00Z\"", false),
    ("@ in less than 2 hours", "\"2026-03-04T13:59:59.999999Z\"", true),
    ("@ in less than 2 hours", "\"2026-03-04T14:00:00Z\"", false),
    ("@ in more than 2 hours", "\"2026-03-04T14:00:00Z\"", true),
    ("@ in more than 2 hours", "\"2026-03-04T13:59:59.999999Z\"", false),
    ("@ in more than 2 hours", UNKNOWN, false),
    ("@ exactly 0 days ago", "\"2026-03-04T23:00:00Z\"", true),
    ("@ exactly 2 days ago", "\"2026-03-02T00:00:00Z\"", true),
    ("@ exactly 2 days ago", "\"2026-03-01T23:59:59Z\"", false),
    ("@ in exactly 0 days", "\"2026-03-04T01:00:00Z\"", true),
    ("@ in exactly 1 day", "\"2026-03-05T23:59:59Z\"", true),
    ("@ in exactly 1 day", "\"2026-03-06T00:00:00Z\"", false),
    // Days and instants.
    ("@ before 2026-03-04", "\"2026-03-03T23:59:59.999999Z\"", true),
    ("@ before 2026-03-04", "\"2026-03-04T00:00:00Z\"", false),
    ("@ after 2026-03-04", "\"2026-03-04T23:59:59.999999Z\"", false),
    ("@ after 2026-03-04", "\"2026-03-05T00:00:00Z\"", true),
    ("@ on 2026-03-04", "\"2026-03-04T12:34:56Z\"", true),
    ("@ on 2026-07-04", "\"2026-07-03T23:00:00Z\"", true),
    ("@ before 2026-03-04T09:00", "\"2026-03-04T09:00:00Z\"", false),
    ("@ after 2026-03-04T09:00", "\"2026-03-04T09:00:00Z\"", false),
    ("@ after 2026-03-04T09:00", "\"2026-03-04T09:00:00.000001Z\"", true),
    ("@ on 2026-03-04T09:00", "\"2026-03-04T09:00:00Z\"", true),
    // Paths with their scope, and engine-kept ones.
    ("@ is contact.one", "1.0", true),
    ("@ > contact.one", "1", false),
    ("@ >= contact.one", "1", true),
    ("@ is contact.nothing", UNKNOWN, false),
    ("@ is not contact.nothing", "1", true),
    // Tags and groups.
    ("tagged \"a\"", UNKNOWN, true),
    ("tagged \"A\"", UNKNOWN, false),
    ("tagged \"A\" ignoring case", UNKNOWN, true),
    ("not tagged \"b\"", UNKNOWN, true),
    ("not @", UNKNOWN, true),
    ("not @", "true", false),
    ("@ or one is 1", "false", true),
    ("@ and one is 1", "false", false),
    ("(@ or one is 2) and one is 1", "true", true),
    ("in segment ones", UNKNOWN, true),
    ("not in segment ones", UNKNOWN, false),
];

/// Which of these rules send to the contact, by number.
fn holding(rules: &[String]) -> Vec<usize> {
    let mut source = "workspace { timezone \"Europe/Dublin\" }\nsegment ones { one is 1 }\n".to_owned();
    let mut contact = "{\"id\":\"u\",\"one\":1,\"tags\":[\"a\"]".to_owned();
    for (at, rule) in rules.iter().enumerate() {
        source +=
            &format!("campaign c{at} {{\n    audience {{\n        {}\n    }}\n", rule.replace('@', &format!("a{at}")));
        source += "    when event ping\n    live from 2026-03-01\n    send sms { body \"B\" }\n}\n";
        let (_, value, _) = ROWS[at];
        contact += &format!(",\"a{at}\":{value}");
    }
    let input = Input {
        sources: vec![("c.campaign".to_owned(), source)],
        contacts: vec![contact + "}"],
        activity: vec![r#"{"contact_id":"u","event":"ping","received_at":"2026-03-04T12:00:00Z"}"#.to_owned()],
        ..Input::default()
    };
    let sends = real::run(&input, Vec::new()).0.sends;
    let campaign = |line: &String| {
        let send: Value = serde_json::from_str(line).unwrap();
        send["campaign"].as_str().unwrap().trim_start_matches('c').parse().unwrap()
    };
    let mut holding: Vec<usize> = sends.iter().map(campaign).collect();
    holding.sort_unstable();
    holding
}

fn check(what: &str, rule: impl Fn(&str) -> String, negated: bool) {
    let rules: Vec<String> = ROWS.iter().map(|(rule_, _, _)| rule(rule_)).collect();
    let holding = holding(&rules);
    let wrong: Vec<String> = (0..ROWS.len())
        .filter(|at| holding.contains(at) != (ROWS[*at].2 != negated))
        .map(|at| {
            format!("{} on {} does {}hold", rules[at], ROWS[at].1, if holding.contains(&at) { "" } else { "not " })
        })
        .collect();
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn conditions_hold_up_to_their_boundaries() {
    check("§3.2", str::to_owned, false);
}

#[test]
fn a_negation_is_the_exact_complement() {
    check("§3.3", |rule| format!("not ({rule})"), true);
    check("§3.1, §3.3", |rule| format!("none {{\n{rule}\n}}"), true);
}
