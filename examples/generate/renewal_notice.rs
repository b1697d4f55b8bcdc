//! Companies that renew around the middle of April, and those who look after their contracts.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());

    // (who, role and what else is known, the company, its name, when it renews)
    for (id, attributes, firm, name, renews) in [
        (
            "aoife",
            r#""first_name":"Aoife","role":"owner","timezone":"Europe/Dublin""#,
            "acme",
            "Acme",
            r#""2026-04-15""#,
        ),
        (
            "bill",
            r#""first_name":"Bill","role":"owner","timezone":"America/New_York""#,
            "bolt",
            "Bolt",
            r#""2026-04-15""#,
        ),
        ("cara", r#""first_name":"Cara","role":"billing""#, "cedar", "Cedar", r#""2026-04-14T23:30:00Z""#),
        ("dara", r#""first_name":"Dara","role":"owner""#, "delta", "Delta", r#""2026-04-20""#),
        ("ed", r#""first_name":"Ed","role":"owner""#, "elm", "Elm", r#""2026-04-29""#),
        ("gus", r#""first_name":"Gus","role":"member""#, "grove", "Grove", r#""2026-04-15""#),
        ("iris", r#""first_name":"Iris","role":"owner""#, "iron", "Iron", r#""2026-04-15""#),
        ("jack", r#""first_name":"Jack","role":"owner""#, "jade", "Jade", "null"),
        ("kate", r#""first_name":"Kate","role":"owner""#, "kite", "Kite", "null"),
        ("liam", r#""first_name":"Liam","role":"owner""#, "lark", "Lark", r#""2026-04-20""#),
        ("mona", r#""first_name":"Mona","role":"owner""#, "moss", "Moss", r#""2026-04-01""#),
        ("niall", r#""first_name":"Niall","role":"owner""#, "nest", "Nest", r#""2026-03-31""#),
        ("omar", r#""first_name":"Omar","role":"owner""#, "oak", "Oak", r#""2026-03-18""#),
        ("pat", r#""first_name":"Pat","role":"owner""#, "pine", "Pine", r#""next spring""#),
        ("quin", r#""role":"owner""#, "quay", "Quay & Sons", "1776211200"),
        ("rory", r#""first_name":"Rory","role":"owner""#, "rook", "Rook", r#""2026-04-15""#),
        ("ruth", r#""first_name":"Ruth","role":"billing""#, "rook", "Rook", r#""2026-04-15""#),
    ] {
        let company = company(firm, name, "business", "40", renews);
        contacts.contact(id, &format!(r#"{attributes},"companies":[{company}]"#));
    }

    // Three companies, one of which pays nothing; no company at all.
    contacts.contact(
        "fia",
        &format!(
            r#""first_name":"Fia","role":"owner","companies":[{},{},{}]"#,
            company("fig", "Fig", "enterprise", "500", r#""2026-04-15""#),
            company("fern", "Fern", "business", "null", r#""2026-04-15""#),
            company("fir", "Fir", "free", "3", r#""2026-04-15""#),
        ),
    );
    contacts.contact("hugh", r#""first_name":"Hugh","role":"owner""#);

    // The renewal moves a week on; is set too late; is set at the very instant; the company goes over the weekend.
    set(&mut activity, "iris", "2026-03-10T12:00:00Z", &company("iron", "Iron", "business", "40", r#""2026-04-22""#));
    set(&mut activity, "jack", "2026-03-20T12:00:00Z", &company("jade", "Jade", "business", "40", r#""2026-04-10""#));
    set(&mut activity, "kate", "2026-03-16T09:00:00Z", &company("kite", "Kite", "business", "40", r#""2026-04-15""#));
    set(&mut activity, "liam", "2026-03-22T12:00:00Z", "");

    // Comes by a second before the renewal, twice within its day, and a day after it.
    for at in ["2026-03-17T23:59:59Z", "2026-03-18T10:00:00Z", "2026-03-18T11:00:00Z", "2026-03-19T00:00:00Z"] {
        activity.page("omar", at, "https://app.example.com/");
    }

    // Ten companies that renew on the 11th, 12th, … 20th of April: the notices of two weekends wait.
    for n in 1..=10 {
        let renews = format!(r#""2026-04-{}""#, 10 + n);
        let company =
            company(&format!("co{n:02}"), &format!("Company {n}"), "business", &(n * 10).to_string(), &renews);
        contacts.contact(&format!("owner{n:02}"), &format!(r#""role":"owner","companies":[{company}]"#));
    }

    // A run ends with the last record.
    activity.page("hugh", "2026-04-01T12:00:00Z", "https://app.example.com/");

    vec![
        Written { path: "renewal_notice/contacts.jsonl", text: contacts.lines() },
        Written { path: "renewal_notice/activity.json", text: activity.array() },
    ]
}

/// A company as JSON.
fn company(id: &str, name: &str, plan: &str, seats: &str, renews: &str) -> String {
    format!(r#"{{"id":"{id}","name":"{name}","plan":"{plan}","seats":{seats},"renews_at":{renews}}}"#)
}

/// The contact's companies from then on.
fn set(activity: &mut Records, contact: &str, at: &str, companies: &str) {
    activity.identify(contact, at, &format!(r#"{{"companies":[{companies}]}}"#));
}
