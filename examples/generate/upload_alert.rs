//! Uploads on both sides of two minutes, one hour, eight in the morning and first live.

use super::Written;
use super::records::Records;

const EVENT: &str = "upload_finished";

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name, plan, more) in [
        ("ada", "Ada", "pro", ""),
        ("ben", "Ben", "free", ""),
        ("cleo", "Cleo", "pro", r#","tags":["staff"]"#),
        ("dan", "Dan", "team", r#","timezone":"America/New_York""#),
        ("eve", "Eve", "pro", ""),
        ("finn", "Finn", "pro", ""),
        ("gus", "Gus", "pro", ""),
        ("ivo", "Ivo", "pro", ""),
        ("jo", "Jo", "pro", ""),
        ("kim", "Kim", "pro", ""),
        ("moira", "Moira", "free", ""),
        ("nils", "Nils", "pro", ""),
        ("olga", "Olga", "team", ""),
        ("paul", "Paul", "team", ""),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","plan":"{plan}"{more}"#));
    }
    contacts.contact("hana", r#""plan":"team""#);

    // Four uploads within the hour: the second and third come too soon after the first alert.
    for (at, file, name) in [
        ("2026-03-02T10:00:00Z", "ada-1", "intro.mov"),
        ("2026-03-02T10:20:00Z", "ada-2", "take one.mov"),
        ("2026-03-02T10:40:00Z", "ada-3", "take two.mov"),
        ("2026-03-02T11:00:00Z", "ada-4", "final cut.mov"),
    ] {
        activity.event("ada", at, EVENT, &upload("300", file, name));
    }
    activity.event("ada", "2026-03-02T11:05:00Z", "file_shared", r#"{"file_id":"ada-4"}"#);

    // Not in the audience: free, staff, and somebody nobody knows anything about.
    activity.event("ben", "2026-03-02T10:00:00Z", EVENT, &upload("300", "ben-1", "cat.mov"));
    activity.event("cleo", "2026-03-02T10:05:00Z", EVENT, &upload("300", "cleo-1", "demo.mov"));
    activity.event("lea", "2026-03-02T10:30:00Z", EVENT, &upload("300", "lea-1", "who.mov"));

    // Eight in the morning in New York is one in the afternoon in Dublin.
    activity.event("dan", "2026-03-02T12:59:59Z", EVENT, &upload("300", "dan-1", "early.mov"));
    activity.event("dan", "2026-03-02T13:00:00Z", EVENT, &upload("300", "dan-2", "morning.mov"));

    // Two minutes sharp, and half a second more.
    activity.event("eve", "2026-03-02T10:00:00Z", EVENT, &upload("120", "eve-1", "short.mov"));
    activity.event("eve", "2026-03-02T10:10:00Z", EVENT, &upload("120.5", "eve-2", "long.mov"));

    // Stayed on the page; nobody knows; not a flag at all.
    activity.event("finn", "2026-03-02T10:00:00Z", EVENT, r#"{"file_id":"finn-1","took":300,"walked_away":false}"#);
    activity.event("finn", "2026-03-02T10:10:00Z", EVENT, r#"{"file_id":"finn-2","took":300}"#);
    activity.event("finn", "2026-03-02T10:20:00Z", EVENT, r#"{"file_id":"finn-3","took":300,"walked_away":"yes"}"#);

    // Nothing to share.
    activity.event("gus", "2026-03-02T10:00:00Z", EVENT, r#"{"file_name":"lost.mov","took":300,"walked_away":true}"#);

    // Neither a first name nor a file name, and an id that must be encoded.
    activity.event("hana", "2026-03-02T14:00:00Z", EVENT, r#"{"file_id":"q3 report/7","took":300,"walked_away":true}"#);

    // A week before first live, the last microsecond before it, and first live.
    activity.event("ivo", "2026-02-23T10:00:00Z", EVENT, &upload("300", "ivo-0", "test.mov"));
    activity.event("ivo", "2026-03-02T08:59:59.999999Z", EVENT, &upload("300", "ivo-1", "draft.mov"));
    activity.event("ivo", "2026-03-02T09:00:00Z", EVENT, &upload("300", "ivo-2", "first.mov"));

    // Created long before it was received.
    activity.record(
        "track",
        "jo",
        "2026-03-02T15:00:00Z",
        &format!(
            r#""event":"{EVENT}","created_at":"2026-02-01T10:00:00Z","metadata":{}"#,
            upload("300", "jo-1", "late.mov")
        ),
    );

    // Friday evening and Saturday.
    activity.event("kim", "2026-03-06T19:59:59Z", EVENT, &upload("300", "kim-1", "friday.mov"));
    activity.event("kim", "2026-03-06T20:00:00Z", EVENT, &upload("300", "kim-2", "evening.mov"));
    activity.event("kim", "2026-03-07T12:00:00Z", EVENT, &upload("300", "kim-3", "weekend.mov"));

    // Buys a plan at noon; what comes later in the file at the same time sees it.
    activity.event("moira", "2026-03-02T11:59:59Z", EVENT, &upload("300", "moira-1", "before.mov"));
    activity.identify("moira", "2026-03-02T12:00:00Z", r#"{"plan":"pro"}"#);
    activity.event("moira", "2026-03-02T12:00:00Z", EVENT, &upload("300", "moira-2", "after.mov"));

    // A microsecond less than an hour, and an hour.
    activity.event("nils", "2026-03-02T10:00:00.5Z", EVENT, &upload("300", "nils-1", "one.mov"));
    activity.event("nils", "2026-03-02T11:00:00.499999Z", EVENT, &upload("300", "nils-2", "two.mov"));
    activity.event("nils", "2026-03-02T11:00:00.5Z", EVENT, &upload("300", "nils-3", "three.mov"));

    // Reported by the server: a banner does not mind.
    activity.record(
        "track",
        "olga",
        "2026-03-02T10:45:00Z",
        &format!(r#""event":"{EVENT}","source":"rest","metadata":{}"#, upload("300", "olga-1", "server.mov")),
    );

    // From the end of March on eight o'clock in Dublin is seven in UTC.
    activity.event("paul", "2026-03-30T06:59:59Z", EVENT, &upload("300", "paul-1", "winter.mov"));
    activity.event("paul", "2026-03-30T07:00:00Z", EVENT, &upload("300", "paul-2", "summer.mov"));

    // Eight people whose uploads took 30 s, 60 s, … 240 s: from 150 s on they are told.
    for n in 1..=8 {
        let id = format!("step{n:02}");
        contacts.contact(&id, r#""first_name":"Step","plan":"team""#);
        let took = (n * 30).to_string();
        let file = format!("{id}-1");
        activity.event(&id, &format!("2026-03-03T14:{n:02}:00Z"), EVENT, &upload(&took, &file, "step.mov"));
    }

    vec![
        Written { path: "upload_alert/contacts.jsonl", text: contacts.lines() },
        Written { path: "upload_alert/activity.jsonl", text: activity.lines() },
    ]
}

/// Metadata of an upload that its owner walked away from.
fn upload(took: &str, file: &str, name: &str) -> String {
    format!(r#"{{"file_id":"{file}","file_name":"{name}","took":{took},"walked_away":true}}"#)
}
