//! Stays on the set-up page on both sides of three minutes, of office hours and of the end of the set-up.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name) in [
        ("anton", "Anton"),
        ("bea", "Bea"),
        ("cem", "Cem"),
        ("dora", "Dora"),
        ("ed", "Ed"),
        ("eva", "Eva"),
        ("fritz", "Fritz"),
        ("ida", "Ida"),
        ("jan", "Jan"),
        ("liz", "Liz"),
        ("mo", "Mo"),
        ("ole", "Ole"),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}""#));
    }
    contacts.contact("gerd", r#""first_name":"Gerd","setup_completed_at":"2026-02-20T10:00:00Z""#);
    contacts.contact("hanna", r#""first_name":"Hanna","setup_completed_at":"almost""#);
    contacts.contact("karl", r#""first_name":"Karl","tags":["managed","vip"]"#);
    contacts.contact("nele", r#""first_name":"""#);

    // Done before the campaign was live.
    completed(&mut activity, "ole", "2026-02-10T12:00:00Z");

    // Stays; is done a second before three minutes, and at three minutes sharp.
    visit(&mut activity, "anton", "2026-03-02T09:00:00Z", "/setup");
    completed(&mut activity, "anton", "2026-03-02T09:30:00Z");
    visit(&mut activity, "anton", "2026-03-10T09:00:00Z", "/setup");
    visit(&mut activity, "bea", "2026-03-02T09:00:00Z", "/setup");
    completed(&mut activity, "bea", "2026-03-02T09:02:59Z");
    visit(&mut activity, "cem", "2026-03-02T09:00:00Z", "/setup");
    completed(&mut activity, "cem", "2026-03-02T09:03:00Z");

    // Goes on to the next page of the set-up, and is stuck there.
    visit(&mut activity, "dora", "2026-03-02T09:00:00Z", "/setup");
    visit(&mut activity, "dora", "2026-03-02T09:02:00Z", "/setup/team?from=start");

    // Five in the afternoon in Berlin is four in UTC.
    visit(&mut activity, "ed", "2026-03-02T15:57:00Z", "/setup");
    visit(&mut activity, "eva", "2026-03-02T15:56:59Z", "/setup");

    // Saturday.
    visit(&mut activity, "fritz", "2026-03-07T10:00:00Z", "/setup");

    // Done; at a time that cannot be read; has a consultant; done long ago.
    for who in ["gerd", "hanna", "karl", "ole"] {
        visit(&mut activity, who, "2026-03-03T10:00:00Z", "/setup");
    }

    // Two days later, seven days to the second, and once more.
    visit(&mut activity, "ida", "2026-03-02T09:00:00Z", "/setup");
    visit(&mut activity, "ida", "2026-03-04T09:00:00Z", "/setup");
    visit(&mut activity, "ida", "2026-03-09T09:00:00Z", "/setup/billing");
    visit(&mut activity, "ida", "2026-03-20T09:00:00Z", "/setup");

    // No page of the set-up.
    visit(&mut activity, "jan", "2026-03-02T09:00:00Z", "/settings/setup");
    visit(&mut activity, "jan", "2026-03-02T10:00:00Z", "/setup-guide");

    // Has an empty name, for which the fallback stands in.
    visit(&mut activity, "nele", "2026-03-02T11:00:00Z", "/setup/");

    // Nine in Berlin is seven in UTC from the 30th of March on.
    visit(&mut activity, "liz", "2026-03-30T06:56:59Z", "/setup");
    visit(&mut activity, "mo", "2026-03-30T06:57:00Z", "/setup");

    // Eight people who leave the app after 1, 2, … 8 half minutes more than one.
    for n in 1..=8 {
        let id = format!("stay{n:02}");
        contacts.contact(&id, r#""first_name":"Stay""#);
        visit(&mut activity, &id, "2026-03-03T13:00:00Z", "/setup");
        let (minute, second) = (1 + n / 2, n % 2 * 30);
        visit(&mut activity, &id, &format!("2026-03-03T13:{minute:02}:{second:02}Z"), "/");
    }

    vec![
        Written { path: "setup_help/contacts.json", text: contacts.array() },
        Written { path: "setup_help/activity.jsonl.zst", text: activity.lines() },
    ]
}

fn visit(activity: &mut Records, who: &str, at: &str, path: &str) {
    activity.page(who, at, &format!("https://app.example.com{path}"));
}

fn completed(activity: &mut Records, who: &str, at: &str) {
    activity.event(who, at, "setup_completed", r#"{"steps_skipped":0}"#);
}
