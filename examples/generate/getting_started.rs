//! Owners in and after their first two weeks, and everybody who is left out. One file for each kind of activity.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut pages, mut events) = (Records::default(), Records::default(), Records::default());
    for (id, role, signed_up, more) in [
        ("abe", "owner", "2026-03-01T09:00:00Z", ""),
        ("bob", "owner", "2026-02-16T10:00:10Z", ""),
        ("cat", "owner", "2026-02-16T10:00:11Z", ""),
        ("dan", "member", "2026-03-01T09:00:00Z", ""),
        ("eve", "member", "2026-03-01T09:00:00Z", ""),
        ("gus", "owner", "2026-03-01T09:00:00Z", r#","tags":["vip","migrated"]"#),
        ("hal", "owner", "2026-03-01T09:00:00Z", ""),
        ("ida", "owner", "2026-03-01T09:00:00Z", ""),
        ("jim", "owner", "2026-03-01T09:00:00Z", r#","companies":[{"id":"bank","plan":"enterprise"}]"#),
        (
            "kim",
            "owner",
            "2026-03-01T09:00:00Z",
            r#","companies":[{"id":"shop","plan":"team"},{"id":"bank","plan":"enterprise"}]"#,
        ),
        ("lee", "owner", "2026-03-01T09:00:00Z", r#","companies":[]"#),
        ("mel", "owner", "2026-03-01T09:00:00Z", r#","companies":[{"id":"club"}]"#),
        ("ned", "owner", "2026-03-01T09:00:00Z", ""),
        ("olu", "owner", "2026-03-01T09:00:00Z", ""),
        ("pam", "owner", "2026-03-09T09:00:00Z", ""),
        ("quy", "Owner", "2026-03-01T09:00:00Z", ""),
        ("sue", "owner", "2026-03-01T09:00:00Z", r#","tags":["staff"]"#),
    ] {
        let email = format!(r#""email":"{id}@shop.test""#);
        contacts.contact(id, &format!(r#"{email},"role":"{role}","signed_up_at":"{signed_up}"{more}"#));
    }
    contacts.contact("fay", r#""email":"Fay@Example.COM","role":"owner","signed_up_at":"2026-03-01T09:00:00Z""#);
    contacts.contact("ray", r#""role":"owner","signed_up_at":"2026-03-01T09:00:00Z""#);

    // Everybody comes by at ten.
    for who in [
        "abe", "bob", "cat", "dan", "eve", "fay", "gus", "hal", "ida", "jim", "kim", "lee", "mel", "pam", "quy", "ray",
        "sue",
    ] {
        visit(&mut pages, who, "2026-03-02T10:00:00Z", "/");
    }
    visit(&mut pages, "abe", "2026-03-02T15:00:00Z", "/");

    // Finished in February, and within the ten seconds.
    events.event("hal", "2026-02-20T10:00:00Z", "setup_finished", "{}");
    events.event("ida", "2026-03-02T10:00:05Z", "setup_finished", "{}");

    // Becomes an owner within the ten seconds.
    events.identify("eve", "2026-03-02T10:00:04Z", r#"{"role":"owner"}"#);

    // In the checkout, then on; and on to another page after nine seconds.
    visit(&mut pages, "ned", "2026-03-02T10:00:00Z", "/checkout/address");
    visit(&mut pages, "ned", "2026-03-02T10:05:00Z", "/?from=/checkout");
    visit(&mut pages, "olu", "2026-03-02T10:00:00Z", "/");
    visit(&mut pages, "olu", "2026-03-02T10:00:09Z", "/people");

    events.event("abe", "2026-03-02T10:01:00Z", "workspace_named", "{}");
    events.event("abe", "2026-03-02T10:04:00Z", "colleague_invited", r#"{"count":2}"#);
    events.event("abe", "2026-03-05T09:00:00Z", "contacts_imported", r#"{"rows":120}"#);
    events.event("abe", "2026-03-06T09:00:00Z", "setup_finished", "{}");

    // Eight owners who signed up 11, 12, … 18 days before the try.
    for n in 11..=18 {
        let id = format!("owner{n}");
        contacts.contact(&id, &format!(r#""role":"owner","signed_up_at":"2026-03-{:02}T12:00:10Z""#, 20 - n));
        visit(&mut pages, &id, "2026-03-20T12:00:00Z", "/");
    }
    visit(&mut pages, "abe", "2026-03-20T13:00:00Z", "/");
    visit(&mut pages, "abe", "2026-03-20T13:01:00Z", "/");

    vec![
        Written { path: "getting_started/contacts.json", text: contacts.array() },
        Written { path: "getting_started/events/pages.jsonl", text: pages.lines() },
        Written { path: "getting_started/events/product.jsonl", text: events.lines() },
    ]
}

fn visit(pages: &mut Records, who: &str, at: &str, path: &str) {
    pages.page(who, at, &format!("https://app.example.com{path}"));
}
