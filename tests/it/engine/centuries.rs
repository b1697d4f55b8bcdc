//! Checks over four hundred years, three and a half million full hours: only a run that passes over the hours at which
//! nothing can happen comes to an end in a test.

use serde_json::Value;

use super::real;
use crate::naive::Input;

/// Instants and triggers of what is sent to one contact from 2000 to 2400.
fn sends(sections: &str, contact: &str) -> Vec<String> {
    let source = format!("campaign c {{\n{sections}\nlive from 2000-01-01\nsend sms {{ body \"B\" }}\n}}\n");
    let time = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_microsecond();
    let input = Input {
        sources: vec![("c.campaign".to_owned(), source)],
        contacts: vec![contact.to_owned()],
        to: Some(time("2400-01-01T00:00:00Z")),
        ..Input::default()
    };
    let line = |line: &String| {
        let send: Value = serde_json::from_str(line).unwrap();
        format!("{} {}", send["at"].as_str().unwrap(), send["trigger"]["kind"].as_str().unwrap())
    };
    real::run(&input, Vec::new()).0.sends.iter().map(line).collect()
}

/// §6.2, §7.5: a window of 365 days lets one through every 365 days, which slips through the calendar.
#[test]
fn a_window_lets_one_through_each_time_it_has_passed() {
    let sends = sends("frequency once per 365 days", r#"{"id":"u"}"#);
    // 400 years have 146,097 days: 400 windows and 97 days more.
    assert_eq!(sends.len(), 401);
    assert_eq!(sends[..3], ["2000-01-01T00:00:00Z live", "2000-12-31T00:00:00Z check", "2001-12-31T00:00:00Z check"]);
    assert_eq!(sends[400], "2399-09-26T00:00:00Z check");
}

/// §6.1: once a total is used up, nothing follows, though the contact matches at every hour.
#[test]
fn a_total_that_is_used_up_ends_it() {
    let sends = sends("audience { plan is \"pro\" }\nfrequency 3 times in total", r#"{"id":"u","plan":"pro"}"#);
    assert_eq!(sends, ["2000-01-01T00:00:00Z live", "2000-01-01T01:00:00Z check", "2000-01-01T02:00:00Z check"]);
}

/// §3.2, §7.5: a condition on the time becomes true between two hours, centuries after the campaign went live.
#[test]
fn a_contact_that_matches_late_is_reached_at_the_next_hour() {
    let sends = sends(
        "audience { due_at more than 10 days ago }\nfrequency once ever",
        r#"{"id":"u","due_at":"2399-06-01T10:30:00Z"}"#,
    );
    assert_eq!(sends, ["2399-06-11T11:00:00Z check"]);
}

/// §8.2, §7.5: delivery opens once a week; the contact matches from a Saturday on.
#[test]
fn a_contact_that_matches_late_waits_for_delivery() {
    // 2399-06-12 is a Saturday, as 1999-06-12 was.
    let sends = sends(
        "audience { due_at more than 10 days ago }\nfrequency once ever\ndeliver mon between 09:15 and 17:00",
        r#"{"id":"u","due_at":"2399-06-02T10:30:00Z"}"#,
    );
    assert_eq!(sends, ["2399-06-14T09:15:00Z check"]);
}
