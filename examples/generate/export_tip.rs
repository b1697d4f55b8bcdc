//! Readers of reports on both sides of five seconds, of an export and of two tips. CSV, the activity compressed.

use super::Written;

pub(super) fn files() -> Vec<Written> {
    let mut contacts = String::from("id,role\n");
    for who in ["ada", "ben", "cyn", "dev", "eli", "gus", "jon", "kim", "lee", "nia"] {
        contacts.push_str(&format!("{who},analyst\n"));
    }
    contacts.push_str("fay,admin\nhal,viewer\nivy,admin\nmia,\nola,owner\n");

    let mut activity = Activity(String::from("type,contact_id,received_at,event,url,campaign,action\n"));

    // Exported last year.
    activity.export("dev", "2025-11-20T10:00:00Z");

    // Stays, and dismisses what is shown.
    activity.page("ada", "02T10:00:00", "/reports");
    activity.0.push_str("receipt,ada,2026-03-02T10:00:20Z,,,export_tip,dismissed\n");
    activity.page("ada", "03T14:00:00", "/reports");

    // Leaves after four seconds, and after five sharp.
    activity.page("ben", "02T10:00:00", "/reports");
    activity.page("ben", "02T10:00:04", "/");
    activity.page("cyn", "02T10:00:00", "/reports");
    activity.page("cyn", "02T10:00:05", "/boards");

    activity.page("dev", "02T10:00:00", "/reports");

    // Exports two seconds before the tip would come.
    activity.page("eli", "02T10:00:00", "/reports");
    activity.export("eli", "2026-03-02T10:00:03Z");

    // Two tips in two sessions are all there are.
    activity.page("fay", "02T10:00:00", "/reports?tab=week");
    activity.page("fay", "03T10:00:00", "/reports/42#totals");
    activity.page("fay", "04T10:00:00", "/reports/42");

    // Begins in the same way, but is another page; and capitals make one too.
    activity.page("gus", "02T10:00:00", "/reporting");
    activity.page("kim", "02T10:00:00", "/Reports");

    // Has no such button; nobody knows; a role that there is not.
    for who in ["hal", "mia", "ola"] {
        activity.page(who, "02T10:00:00", "/reports");
    }

    // Twice in a session.
    activity.page("ivy", "02T10:00:00", "/reports/7");
    activity.page("ivy", "02T10:10:00", "/reports/8");

    // Loads the page again after three seconds.
    activity.page("jon", "02T10:00:00", "/reports");
    activity.page("jon", "02T10:00:03", "/reports");

    // A url without scheme and host.
    activity.0.push_str("page,lee,2026-03-02T10:00:00Z,,/reports/9,,\n");

    // Opens the page before first live, and at it.
    activity.page("nia", "02T08:59:58", "/reports");
    activity.page("nia", "02T09:30:00", "/reports");

    // Eight readers who go on after 2, 3, … 9 seconds.
    for n in 2..=9 {
        let id = format!("reader{n:02}");
        contacts.push_str(&format!("{id},analyst\n"));
        activity.page(&id, "03T09:00:00", "/reports");
        activity.page(&id, &format!("03T09:00:{n:02}"), "/");
    }

    vec![
        Written { path: "export_tip/contacts.csv", text: contacts },
        Written { path: "export_tip/activity.csv.gz", text: activity.0 },
    ]
}

/// Rows of the activity file.
struct Activity(String);

impl Activity {
    fn page(&mut self, contact: &str, at: &str, path: &str) {
        self.0.push_str(&format!("page,{contact},2026-03-{at}Z,,https://app.example.com{path},,\n"));
    }

    fn export(&mut self, contact: &str, at: &str) {
        self.0.push_str(&format!("track,{contact},{at},report_exported,,,\n"));
    }
}
