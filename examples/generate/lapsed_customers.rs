//! Customers whose 90 days end at every kind of hour. One JSON array of contacts, compressed activity.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());

    // (who, what is known beside name and address, last purchase)
    for (id, name, more, bought) in [
        ("anna", "Anna", "", "2025-12-10T10:30:00Z"),
        ("bob", "Bob", "", "2025-12-10T11:00:00Z"),
        ("carl", "Carl", "", "2025-12-10T11:00:00.000001Z"),
        ("dina", "Dina", "", "2025-12-10T18:00:00Z"),
        ("eli", "Eli", r#","timezone":"Asia/Kolkata""#, "2025-12-09T20:00:00Z"),
        ("fay", "Fay", "", "2025-12-13T17:30:00Z"),
        ("gil", "Gil", "", "2025-12-28T12:00:00Z"),
        ("hal", "Hal", "", "2025-12-10T10:30:00Z"),
        ("kat", "Kat", r#","unsubscribed":true"#, "2025-09-01T10:00:00Z"),
        ("lou", "Lou", r#","timezone":"Mars/Base""#, "2025-12-10T10:30:00Z"),
        ("mia", "Mia", r#","favourite":"poetry","tags":["vip"]"#, "2025-09-01T10:00:00Z"),
        ("ned", "Ned", r#","timezone":"America/New_York""#, "2025-09-01T10:00:00Z"),
        ("oli", "Oli", "", "2025-12-10T10:10:00Z"),
        ("pia", "Pia", "", "2025-12-10T10:10:00Z"),
        ("quin", "Quin", "", "2025-12-10T10:10:00Z"),
        ("rosa", "Rosa", "", "2025-08-01T10:00:00Z"),
        ("stan", "Stan", "", "2025-08-01T10:00:00Z"),
        ("tess", "Tess", "", "2025-08-01T10:00:00Z"),
        ("vera", "Vera", "", "2025-08-01T10:00:00Z"),
        ("xena", "Xena <X>", r#","favourite":"sci-fi & fantasy""#, "2025-09-02T10:00:00Z"),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","email":"{id}@example.com"{more}"#));
        activity.event(id, bought, "purchase", r#"{"amount":25.00}"#);
    }

    // Never bought; bought too little; an amount that is no number; an address that comes later; nobody's address.
    contacts.contact("ida", r#""first_name":"Ida","email":"ida@example.com""#);
    contacts.contact("ugo", r#""first_name":"Ugo","email":"ugo@example.com""#);
    activity.event("ugo", "2025-09-01T10:00:00Z", "purchase", r#"{"amount":9.99}"#);
    contacts.contact("yuri", r#""first_name":"Yuri","email":"yuri@example.com""#);
    activity.event("yuri", "2025-09-01T10:00:00Z", "purchase", r#"{"amount":"25.00"}"#);
    contacts.contact("jon", r#""first_name":"Jon""#);
    activity.event("jon", "2025-09-01T10:00:00Z", "purchase", r#"{"amount":25.00}"#);
    activity.identify("jon", "2026-03-11T13:20:00Z", r#"{"email":"jon@example.com"}"#);
    activity.event("zed", "2025-10-01T10:00:00Z", "purchase", r#"{"amount":25.00}"#);

    // Came back in time.
    activity.event("hal", "2026-02-20T10:00:00Z", "purchase", r#"{"amount":30.00}"#);

    // Asked for a check: before the 90 days are over; again too soon; after they are over; again just late enough.
    for (who, at) in [
        ("oli", "2026-03-10T10:05:00Z"),
        ("oli", "2026-03-10T10:15:00Z"),
        ("pia", "2026-03-10T10:20:00Z"),
        ("quin", "2026-03-10T10:05:00Z"),
        ("quin", "2026-03-10T10:20:00Z"),
    ] {
        activity.record("check", who, at, "");
    }

    // Read the first email; clicked as well; bought again; read it weeks later.
    for who in ["rosa", "stan", "tess"] {
        activity.receipt(who, "2026-03-02T18:00:00Z", "come_back", "viewed");
    }
    activity.receipt("stan", "2026-03-02T18:01:00Z", "come_back", "clicked");
    activity.event("tess", "2026-03-09T10:00:00Z", "purchase", r#"{"amount":42.00}"#);
    activity.receipt("vera", "2026-03-20T10:30:00Z", "come_back", "viewed");

    // Ten who lapse at half past seven, half past eight, … half past four on one Monday.
    for n in 1..=10 {
        let id = format!("buyer{n:02}");
        contacts.contact(&id, &format!(r#""email":"{id}@example.com""#));
        activity.event(&id, &format!("2025-12-16T{:02}:30:00Z", 6 + n), "purchase", r#"{"amount":12.00}"#);
    }

    // A run ends with the last record: this one gives the checks of March and April their time.
    activity.page("ida", "2026-04-30T12:00:00Z", "https://books.example.com/");

    vec![
        Written { path: "lapsed_customers/contacts.json", text: contacts.array() },
        Written { path: "lapsed_customers/activity.jsonl.gz", text: activity.lines() },
    ]
}
