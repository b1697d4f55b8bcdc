//! Orders that are delivered once and again, by day and night, with and without what the email says.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name) in [
        ("amy", "Amy"),
        ("bo", "Bo"),
        ("cal", "Cal"),
        ("eve", "Eve"),
        ("fin", "Fin"),
        ("gia", "Gia"),
        ("hal", "Hal"),
        ("jo", "Jo"),
        ("mel", "Mel"),
        ("ned", "Ned"),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","email":"{id}@example.com""#));
    }
    contacts.contact("dee", r#""first_name":"Dee""#);
    contacts.contact("ida", r#""first_name":"Ida <3","email":"ida@example.com""#);
    contacts.contact("lou", r#""email":"lou@example.com""#);

    // Orders of February: before first live nothing is sent, and yet they are known.
    order(&mut activity, "mel", "2026-02-27T10:00:00Z", &tea("M-1"));
    order(&mut activity, "mel", "2026-03-02T08:59:59Z", &tea("M-2"));
    order(&mut activity, "mel", "2026-03-02T09:00:00Z", &tea("M-3"));
    order(&mut activity, "mel", "2026-03-02T09:10:00Z", &tea("M-1"));

    // Two orders within a minute.
    order(&mut activity, "amy", "2026-03-02T10:00:00Z", &tea("A-1"));
    order(&mut activity, "amy", "2026-03-02T10:00:30Z", &tea("A-2"));

    // One order, delivered three times, twice in the same instant; and another.
    order(&mut activity, "bo", "2026-03-02T10:00:00Z", &tea("B-1"));
    order(&mut activity, "bo", "2026-03-02T10:00:00Z", &tea("B-1"));
    order(&mut activity, "bo", "2026-03-02T10:00:04Z", &tea("B-1"));
    order(&mut activity, "bo", "2026-03-02T10:05:00Z", &tea("B-2"));

    // At night.
    order(&mut activity, "cal", "2026-03-02T23:30:00Z", &tea("C-1"));

    // No address; then there is one.
    order(&mut activity, "dee", "2026-03-02T10:00:00Z", &tea("D-1"));
    activity.identify("dee", "2026-03-02T11:00:00Z", r#"{"email":"dee@example.com"}"#);
    order(&mut activity, "dee", "2026-03-02T12:00:00Z", &tea("D-2"));

    // An amount as a number is none; neither total nor items; several items.
    order(&mut activity, "eve", "2026-03-02T10:00:00Z", r#""order_id":"E-1","total":9.9,"items":1,"first_item":"Tea""#);
    order(&mut activity, "eve", "2026-03-02T10:10:00Z", r#""order_id":"E-2""#);
    order(
        &mut activity,
        "eve",
        "2026-03-02T10:20:00Z",
        r#""order_id":"E-3","total":"$1,204.00","items":12,"first_item":"Cups""#,
    );

    // No number of the order, and one that is a number.
    order(&mut activity, "fin", "2026-03-02T10:00:00Z", r#""total":"$9.99","items":1"#);
    order(&mut activity, "fin", "2026-03-02T10:10:00Z", r#""order_id":1042,"total":"$9.99""#);

    // Thirteen orders, two hours apart: the last comes exactly a day after the first, the two before it are too many.
    for n in 1..=13 {
        let (day, hour) = (3 + (2 * n - 2) / 24, (2 * n - 2) % 24);
        order(&mut activity, "gia", &format!("2026-03-{day:02}T{hour:02}:00:00Z"), &tea(&format!("G-{n}")));
    }

    // The shop's own checks.
    order(&mut activity, "hal", "2026-03-02T10:00:00Z", &format!(r#"{},"is_test":true"#, tea("H-1")));
    order(&mut activity, "hal", "2026-03-02T10:10:00Z", &format!(r#"{},"is_test":false"#, tea("H-2")));

    // Characters that mean something in html and in a link.
    order(
        &mut activity,
        "ida",
        "2026-03-02T10:00:00Z",
        r#""order_id":"I/1 & 2","total":"$9.99","items":2,"first_item":"<Salt> & \"Pepper\"""#,
    );

    // The same number for another customer; no name.
    order(&mut activity, "jo", "2026-03-02T10:00:00Z", &tea("X-1"));
    order(&mut activity, "lou", "2026-03-02T10:00:00Z", &tea("X-1"));

    // Delivered again three weeks later.
    order(&mut activity, "ned", "2026-03-02T10:00:00Z", &tea("N-1"));
    order(&mut activity, "ned", "2026-03-23T10:00:00Z", &tea("N-1"));

    // In no contact file.
    order(&mut activity, "zoe", "2026-03-02T10:00:00Z", &tea("Z-1"));

    vec![
        Written { path: "order_confirmation/contacts.jsonl", text: contacts.lines() },
        Written { path: "order_confirmation/activity.jsonl.gz", text: activity.lines() },
    ]
}

/// An order as the shop's server reports it.
fn order(activity: &mut Records, who: &str, at: &str, metadata: &str) {
    activity.record("track", who, at, &format!(r#""event":"order_placed","source":"rest","metadata":{{{metadata}}}"#));
}

/// Metadata of an order of one thing.
fn tea(order: &str) -> String {
    format!(r#""order_id":"{order}","total":"$9.99","items":1,"first_item":"Tea""#)
}
