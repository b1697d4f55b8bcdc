//! Log-ins on both sides of the second session and of the first day.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name, signed_up, more) in [
        ("ana", "Ana", "2026-03-02T10:00:00Z", ""),
        ("bruno", "Bruno", "2026-03-02T10:00:00Z", ""),
        ("carla", "Carla", "2026-03-02T10:00:00Z", ""),
        ("dino", "Dino", "2026-03-02T08:30:00Z", r#","session_count":4"#),
        ("elsa", "Elsa", "2026-03-01T21:15:00Z", r#","session_count":1"#),
        ("filipa", "Filipa", "2026-03-02T10:55:00Z", ""),
        ("gil", "Gil", "2026-03-02T10:55:00Z", ""),
        ("hugo", "Hugo", "2026-03-02T10:55:00Z", ""),
        ("ines", "Inês", "2026-03-02T10:55:00Z", r#","tags":["staff"]"#),
        ("kiko", "Kiko", "2026-03-02T07:50:00Z", ""),
        ("mara", "Mara", "2026-03-05", ""),
        ("nuno", "Nuno", "yesterday", ""),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","signed_up_at":"{signed_up}"{more}"#));
    }
    contacts.contact("joao", r#""first_name":"João""#);

    // Two visits in one session, the second log-in with another page, and the third.
    for at in ["02T10:00:00", "02T10:20:00", "02T15:00:00", "02T15:05:00", "03T09:00:00"] {
        visit(&mut activity, "ana", at);
    }
    activity.event("ana", "2026-03-02T15:10:00Z", "board_created", r#"{"template":"week"}"#);

    // A day after signing up, and a microsecond less.
    visit(&mut activity, "bruno", "02T10:00:00");
    visit(&mut activity, "bruno", "03T10:00:00");
    visit(&mut activity, "carla", "02T10:00:00");
    visit(&mut activity, "carla", "03T09:59:59.999999");

    // The contact file knows of earlier sessions.
    visit(&mut activity, "dino", "02T11:00:00");
    visit(&mut activity, "elsa", "02T11:00:00");

    // Half an hour of silence is still the same session, a second more is not.
    for at in ["02T11:00:00", "02T11:30:00", "02T12:00:01"] {
        visit(&mut activity, "filipa", at);
    }

    // An event from the browser is a sign of life, one from a server is none.
    activity.event("gil", "2026-03-02T11:00:00Z", "board_created", r#"{"template":"blank"}"#);
    visit(&mut activity, "gil", "02T12:00:00");
    activity.record(
        "track",
        "hugo",
        "2026-03-02T11:00:00Z",
        r#""event":"board_created","source":"rest","metadata":{}"#,
    );
    visit(&mut activity, "hugo", "02T12:00:00");
    visit(&mut activity, "hugo", "02T13:00:00");

    // Staff, nobody knows since when, signs up in the future, and at no time that can be read.
    for who in ["ines", "joao", "mara", "nuno"] {
        visit(&mut activity, who, "02T11:00:00");
        visit(&mut activity, who, "02T16:00:00");
    }

    // The second session begins before first live and lasts until then.
    for at in ["02T08:00:00", "02T08:59:59.999999", "02T09:00:00"] {
        visit(&mut activity, "kiko", at);
    }

    // In no contact file: known from the first visit on, and since when from the moment the app tells.
    visit(&mut activity, "lia", "02T10:00:00");
    activity.identify("lia", "2026-03-02T10:00:02Z", r#"{"signed_up_at":"2026-03-02T10:00:00Z"}"#);
    visit(&mut activity, "lia", "02T14:00:00");

    // Eight people who come back 6, 12, … 48 hours after signing up.
    let signed_up = ["06T06", "06T00", "05T18", "05T12", "05T06", "05T00", "04T18", "04T12"];
    for (n, hour) in signed_up.into_iter().enumerate() {
        let (id, at) = (format!("guest{:02}", n + 1), format!("{hour}:00:00"));
        contacts.contact(&id, &format!(r#""first_name":"Guest","signed_up_at":"2026-03-{at}Z""#));
        visit(&mut activity, &id, &at);
        visit(&mut activity, &id, "06T12:00:00");
    }

    vec![
        Written { path: "second_login/contacts.jsonl", text: contacts.lines() },
        Written { path: "second_login/activity.jsonl", text: activity.lines() },
    ]
}

fn visit(activity: &mut Records, who: &str, at: &str) {
    activity.page(who, &format!("2026-03-{at}Z"), "https://app.example.com/");
}
