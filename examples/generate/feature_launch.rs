//! Planners as of the launch, a moment before and after it, and what becomes of them in the thirty days after it.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let mut contacts = Records::default();
    for (id, name, plan, more) in [
        ("ada", "Ada", "team", ""),
        ("ben", "Ben", "team", ""),
        ("cara", "Cara", "team", ""),
        ("dan", "Dan", "team", ""),
        ("eve", "Eve", "business", ""),
        ("fin", "Fin", "team", r#","tags":["beta"]"#),
        ("gil", "Gil", "free", ""),
        ("hal", "Hal", "team", ""),
        ("ivy", "Ivy", "team", ""),
        ("jon", "Jon", "team", ""),
        ("kai", "Kai", "team", ""),
        ("lia", "Lia", "team", ""),
        ("mia", "Mia", "team", ""),
    ] {
        contacts.contact(id, &format!(r#""first_name":"{name}","plan":"{plan}"{more}"#));
    }

    let mut activity = Activity(String::from("type,contact_id,received_at,event,url,attributes.plan\n"));
    for who in ["ada", "eve", "fin", "gil", "hal", "ivy", "jon", "kai"] {
        activity.project(who, "2026-02-10T10:00:00Z");
        activity.project(who, "2026-02-20T10:00:00Z");
    }
    for who in ["ben", "cara", "dan", "lia", "mia"] {
        activity.project(who, "2026-02-10T10:00:00Z");
    }

    // The other project: sixty days before the launch, a microsecond less, just before it, at it, a minute after it.
    activity.project("lia", "2026-01-02T10:00:00Z");
    activity.project("mia", "2026-01-02T10:00:00.000001Z");
    activity.project("dan", "2026-03-03T09:59:59.999999Z");
    activity.project("cara", "2026-03-03T10:00:00Z");
    activity.project("ben", "2026-03-03T10:01:00Z");

    // Pays from the morning of the launch on; no longer pays after it.
    activity.0.push_str("identify,gil,2026-03-03T09:00:00Z,,,team\n");
    activity.0.push_str("identify,eve,2026-03-04T09:00:00Z,,,free\n");

    // At the very launch, and again.
    activity.page("ada", "2026-03-03T10:00:00Z", "/projects");
    activity.page("ada", "2026-03-03T11:00:00Z", "/projects/7");
    activity.0.push_str("track,ada,2026-03-05T11:00:00Z,timeline_opened,,\n");
    for who in ["ben", "cara", "dan", "eve", "fin", "gil", "lia", "mia"] {
        activity.page(who, "2026-03-10T10:00:00Z", "/projects");
    }

    // The last try before the thirty days are over, one at their end, and a visit at their end.
    activity.page("hal", "2026-04-02T09:59:54.999999Z", "/projects");
    activity.page("ivy", "2026-04-02T09:59:55Z", "/projects");
    activity.page("jon", "2026-04-02T10:00:00Z", "/projects");

    // Never where the projects are; and nobody knew of them at the launch.
    activity.page("kai", "2026-03-10T10:00:00Z", "/");
    activity.project("ned", "2026-03-03T10:30:00Z");
    activity.page("ned", "2026-03-10T10:00:00Z", "/projects");

    // Six planners with 0, 1, … 5 projects.
    for n in 0..=5 {
        let id = format!("maker{n:02}");
        contacts.contact(&id, r#""plan":"business""#);
        for day in 1..=n {
            activity.project(&id, &format!("2026-02-1{day}T10:00:00Z"));
        }
        activity.page(&id, "2026-03-12T10:00:00Z", "/projects/7");
    }

    vec![
        Written { path: "feature_launch/contacts.jsonl", text: contacts.lines() },
        Written { path: "feature_launch/activity.csv.zst", text: activity.0 },
    ]
}

/// Rows of the activity file.
struct Activity(String);

impl Activity {
    fn project(&mut self, contact: &str, at: &str) {
        self.0.push_str(&format!("track,{contact},{at},project_created,,\n"));
    }

    fn page(&mut self, contact: &str, at: &str, path: &str) {
        self.0.push_str(&format!("page,{contact},{at},,https://app.example.com{path},\n"));
    }
}
