//! Regulars on both sides of three visits, thirty days, a quarter and a ticket. Visits are CSV, tickets JSONL.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let mut contacts = String::from("id,first_name,signed_up_at\n");
    for who in ["Asta", "Bo", "Cleo", "Finn", "Gry", "Hild", "Ivar", "Jens"] {
        contacts.push_str(&format!("{},{who},2025-06-01\n", who.to_lowercase()));
    }
    contacts.push_str("dag,,2026-02-02T09:00:15Z\nebba,Ebba,2026-02-02T09:00:16Z\nkaj,Kaj,\n");

    let mut visits = Visits(String::from("type,contact_id,received_at,url\n"));
    let mut tickets = Records::default();

    // The fourth visit; the day after; on the 1st of June, and 90 days later to the second.
    for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00", "03-05T09:00:00"] {
        visits.page("asta", at, "/");
    }
    for at in ["05-30T09:00:00", "05-31T09:00:00", "05-31T12:00:00", "06-01T09:00:00", "06-02T09:00:00"] {
        visits.page("asta", at, "/projects/7");
    }

    // The fourth visit is on Saturday, the fifth on Monday.
    for at in ["03-03T09:00:00", "03-04T09:00:00", "03-05T09:00:00", "03-07T09:00:00", "03-09T09:00:00"] {
        visits.page("bo", at, "/");
    }

    // Goes on within fifteen seconds, to a page that does not ask.
    for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00"] {
        visits.page("cleo", at, "/");
    }
    visits.page("cleo", "03-04T09:00:10", "/settings");

    // There for thirty days at the try; a second less; nobody knows since when.
    for who in ["dag", "ebba", "kaj"] {
        for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00"] {
            visits.page(who, at, "/");
        }
    }

    // Asked after a ticket: the quarter's survey must wait for thirty days since then.
    ticket(&mut tickets, "finn", "2026-03-02T10:00:00Z");
    for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00"] {
        visits.page("finn", at, "/");
    }
    for at in ["03-30T09:00:00", "03-31T09:00:00", "04-01T09:59:44", "04-01T09:59:45"] {
        visits.page("finn", at, "/");
    }

    // Asked by the quarter's survey: the ones after tickets must wait, to the second.
    for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00"] {
        visits.page("gry", at, "/");
    }
    ticket(&mut tickets, "gry", "2026-03-10T10:00:00Z");
    ticket(&mut tickets, "gry", "2026-04-03T09:00:14Z");
    ticket(&mut tickets, "gry", "2026-04-03T09:00:15Z");
    ticket(&mut tickets, "gry", "2026-04-04T09:00:00Z");

    // Visits count on every page, but only some pages ask.
    for at in ["03-02T09:00:00", "03-02T12:00:00", "03-03T09:00:00", "03-04T09:00:00"] {
        visits.page("hild", at, "/settings");
    }
    visits.page("hild", "03-04T12:00:00", "/");

    // The first of three visits was thirty days before the try, and a second less.
    visits.page("ivar", "02-02T09:00:15", "/");
    visits.page("jens", "02-02T09:00:16", "/");
    for who in ["ivar", "jens"] {
        for at in ["03-01T09:00:00", "03-01T12:00:00", "03-04T09:00:00"] {
            visits.page(who, at, "/");
        }
    }

    // In no contact file, before first live, and with tickets that are closed at once.
    ticket(&mut tickets, "lo", "2026-03-02T07:59:59Z");
    ticket(&mut tickets, "lo", "2026-03-02T08:00:00Z");
    ticket(&mut tickets, "lo", "2026-03-02T08:00:00Z");

    // Six people who were there 1, 2, … 6 times in February.
    for n in 1..=6 {
        let id = format!("user{n:02}");
        contacts.push_str(&format!("{id},User,2025-06-01\n"));
        for day in 1..=n {
            visits.page(&id, &format!("02-1{day}T09:00:00"), "/");
        }
        visits.page(&id, "03-05T09:00:00", "/");
    }

    // The last record lets the last of the delayed tries happen.
    ticket(&mut tickets, "kaj", "2026-06-02T12:00:00Z");

    vec![
        Written { path: "quarterly_survey/contacts.csv.zst", text: contacts },
        Written { path: "quarterly_survey/visits.csv.gz", text: visits.0 },
        Written { path: "quarterly_survey/tickets.jsonl", text: tickets.lines() },
    ]
}

/// Rows of the file of visits.
struct Visits(String);

impl Visits {
    fn page(&mut self, contact: &str, at: &str, path: &str) {
        self.0.push_str(&format!("page,{contact},2026-{at}Z,https://app.example.com{path}\n"));
    }
}

fn ticket(tickets: &mut Records, who: &str, at: &str) {
    tickets.record("track", who, at, r#""event":"ticket_closed","source":"rest","metadata":{"ticket_id":"T-1"}"#);
}
