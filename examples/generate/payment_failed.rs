//! Payments that fail, and are paid on both sides of three days, by the right invoice and by another.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, name, more) in [
        ("alma", "Alma", ""),
        ("boris", "Boris", ""),
        ("chloe", "Chloe", ""),
        ("dario", "Dario", ""),
        ("emil", "Emil", ""),
        ("farah", "Farah", ""),
        ("gita", "Gita", r#","timezone":"America/New_York""#),
        ("hugo", "Hugo", ""),
        ("iris", "Iris", ""),
        ("kiri", "Kiri", ""),
        ("lars", "Lars", ""),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","email":"{id}@example.com"{more}"#));
    }
    contacts.contact("jonas", r#""first_name":"Jonas""#);

    // Paid last month after it had failed, and that invoice fails again: what was paid before does not count.
    failed(&mut activity, "lars", "2026-02-01T10:00:00Z", "l1");
    paid(&mut activity, "lars", "2026-02-02T10:00:00Z", "l1");
    failed(&mut activity, "lars", "2026-03-02T08:59:59Z", "l0");
    failed(&mut activity, "lars", "2026-03-02T10:00:00Z", "l1");

    // Does nothing; pays two days later; pays another invoice; pays after three days sharp.
    for who in ["alma", "boris", "chloe", "dario"] {
        failed(&mut activity, who, "2026-03-02T10:00:00Z", &format!("{who}-1"));
    }
    paid(&mut activity, "boris", "2026-03-04T10:00:00Z", "boris-1");
    paid(&mut activity, "chloe", "2026-03-04T10:00:00Z", "chloe-0");
    paid(&mut activity, "dario", "2026-03-05T10:00:00Z", "dario-1");
    paid(&mut activity, "alma", "2026-03-06T10:00:00Z", "alma-1");

    // Three days later is Saturday evening; one pays on Sunday.
    failed(&mut activity, "emil", "2026-03-04T20:00:00Z", "e1");
    failed(&mut activity, "farah", "2026-03-04T20:00:00Z", "f1");
    paid(&mut activity, "farah", "2026-03-08T12:00:00Z", "f1");

    // Nine in New York is two in the afternoon in Dublin.
    failed(&mut activity, "gita", "2026-03-02T10:00:00Z", "g1");

    // No invoice; no address.
    activity.event("hugo", "2026-03-02T10:00:00Z", "payment_failed", r#"{"amount":"$48.00"}"#);
    failed(&mut activity, "jonas", "2026-03-02T10:00:00Z", "j1");

    // The bank is asked three times within a day, and once more a day after the first.
    for at in ["2026-03-02T10:00:00Z", "2026-03-02T16:00:00Z", "2026-03-03T09:59:59Z", "2026-03-03T10:00:00Z"] {
        failed(&mut activity, "iris", at, "i1");
    }

    // Two invoices, of which one is paid; only the number of the other is in the email. And nothing else is known.
    failed(&mut activity, "kiri", "2026-03-02T10:00:00Z", "k1");
    activity.event("kiri", "2026-03-02T10:30:00Z", "payment_failed", r#"{"invoice_id":"k2/2026"}"#);
    paid(&mut activity, "kiri", "2026-03-03T10:00:00Z", "k1");

    // In no contact file, and no card.
    activity.event("zoe", "2026-03-02T10:00:00Z", "payment_failed", r#"{"invoice_id":"z1","amount":"€ 7"}"#);

    // Six people who pay after 1, 2, … 6 days; the failure is on a Monday morning.
    for n in 1..=6 {
        let id = format!("payer{n:02}");
        contacts.contact(&id, &format!(r#""first_name":"Payer","email":"{id}@example.com""#));
        failed(&mut activity, &id, "2026-03-09T11:00:00Z", &id);
        paid(&mut activity, &id, &format!("2026-03-{:02}T11:00:00Z", 9 + n), &id);
    }

    vec![
        Written { path: "payment_failed/contacts.jsonl.gz", text: contacts.lines() },
        Written { path: "payment_failed/activity.json", text: activity.array() },
    ]
}

fn failed(activity: &mut Records, who: &str, at: &str, invoice: &str) {
    let metadata = format!(r#"{{"invoice_id":"{invoice}","amount":"$48.00","card_ends_in":"0042"}}"#);
    activity.record("track", who, at, &format!(r#""event":"payment_failed","source":"rest","metadata":{metadata}"#));
}

fn paid(activity: &mut Records, who: &str, at: &str, invoice: &str) {
    let metadata = format!(r#"{{"invoice_id":"{invoice}"}}"#);
    activity.record("track", who, at, &format!(r#""event":"payment_succeeded","source":"rest","metadata":{metadata}"#));
}
