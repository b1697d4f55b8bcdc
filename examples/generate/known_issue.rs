//! Buyers and others who come by while two banners run.

use super::Written;
use super::records::Records;

const HOME: &str = "https://shop.example.com/";
const SOFAS: &str = "https://shop.example.com/sofas?sort=price";
const ORDER: &str = "https://shop.example.com/orders/7";

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name) in [
        ("ann", "Ann"),
        ("ben", "Ben"),
        ("cat", "Cat"),
        ("dot", "Dot"),
        ("eli", "Eli"),
        ("fia", "Fia"),
        ("gus", "Gus"),
        ("hana", "Hana"),
        ("ida", "Ida"),
        ("jan", "Jan"),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}""#));
    }
    contacts.contact("kai", r#""first_name":"Kai","newsletter":false"#);

    // Sees the delay until it is resolved, and the sale from then on.
    buys(&mut activity, "ann", "2026-02-20T10:00:00Z");
    for at in ["2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z", "2026-03-04T16:59:59Z", "2026-03-04T17:00:00Z"] {
        activity.page("ann", at, HOME);
    }

    // Waits for nothing: sees the sale, and dismisses it.
    activity.page("ben", "2026-03-02T10:00:00Z", HOME);
    activity.receipt("ben", "2026-03-02T10:05:00Z", "spring_sale", "dismissed");
    activity.page("ben", "2026-03-03T10:00:00Z", HOME);

    // Bought 30 days ago to the second; a second less, until it is not.
    buys(&mut activity, "cat", "2026-01-31T10:00:00Z");
    activity.page("cat", "2026-03-02T10:00:00Z", HOME);
    buys(&mut activity, "dot", "2026-01-31T10:00:01Z");
    activity.page("dot", "2026-03-02T10:00:00Z", HOME);
    activity.page("dot", "2026-03-02T10:00:01Z", HOME);

    // Had the sale before the delay was announced: it stays in the way until it is dismissed, or the session ends.
    buys(&mut activity, "eli", "2026-02-25T10:00:00Z");
    activity.page("eli", "2026-03-02T07:50:00Z", HOME);
    activity.page("eli", "2026-03-02T08:05:00Z", HOME);
    activity.receipt("eli", "2026-03-02T08:10:00Z", "spring_sale", "dismissed");
    activity.page("eli", "2026-03-02T08:12:00Z", HOME);
    buys(&mut activity, "fia", "2026-02-25T10:00:00Z");
    activity.page("fia", "2026-03-02T07:20:00Z", HOME);
    activity.page("fia", "2026-03-02T09:00:00Z", HOME);

    // On pages where the delay is not announced.
    buys(&mut activity, "gus", "2026-02-25T10:00:00Z");
    activity.page("gus", "2026-03-02T10:00:00Z", SOFAS);
    activity.page("gus", "2026-03-02T10:10:00Z", ORDER);
    activity.receipt("gus", "2026-03-02T10:11:00Z", "spring_sale", "dismissed");
    activity.page("gus", "2026-03-02T10:12:00Z", ORDER);
    activity.page("gus", "2026-03-03T10:00:00Z", SOFAS);
    buys(&mut activity, "hana", "2026-02-25T10:00:00Z");
    activity.page("hana", "2026-03-02T10:00:00Z", HOME);
    activity.page("hana", "2026-03-02T10:05:00Z", SOFAS);
    activity.page("hana", "2026-03-02T10:10:00Z", HOME);

    // Buys just before; buys with the sale in view, in a session that lasts.
    buys(&mut activity, "ida", "2026-03-02T11:00:00Z");
    activity.page("ida", "2026-03-02T11:05:00Z", HOME);
    activity.page("jan", "2026-03-02T10:00:00Z", HOME);
    activity.event("jan", "2026-03-02T10:10:00Z", "purchase", r#"{"order_id":"jan-1"}"#);
    for at in ["2026-03-02T10:20:00Z", "2026-03-02T10:50:00Z", "2026-03-02T11:20:01Z"] {
        activity.page("jan", at, HOME);
    }

    // Wants neither; is not in the contact file.
    activity.page("kai", "2026-03-02T10:00:00Z", HOME);
    buys(&mut activity, "lou", "2026-02-25T10:00:00Z");
    activity.page("lou", "2026-03-02T10:00:00Z", HOME);

    // Eight who bought 5, 10, … 40 days before they come by at one time: the first five see the delay.
    for (n, bought) in (1..).zip(["02-26", "02-21", "02-16", "02-11", "02-06", "02-01", "01-27", "01-22"]) {
        let id = format!("shopper{n:02}");
        contacts.contact(&id, r#""newsletter":true"#);
        buys(&mut activity, &id, &format!("2026-{bought}T12:00:00Z"));
        activity.page(&id, "2026-03-03T12:00:00Z", HOME);
    }

    vec![
        Written { path: "known_issue/contacts.jsonl", text: contacts.lines() },
        Written { path: "known_issue/activity.jsonl.zst", text: activity.lines() },
    ]
}

/// A purchase that the server reports.
fn buys(activity: &mut Records, contact: &str, at: &str) {
    let rest = format!(r#""event":"purchase","source":"rest","metadata":{{"order_id":"{contact}-1"}}"#);
    activity.record("track", contact, at, &rest);
}
