//! Assignments on both sides of three an hour, of waking hours and of one's own. CSV with metadata in a JSON column.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let mut contacts = Records::default();
    for (id, more) in [
        ("ana", ""),
        ("bea", ""),
        ("cas", ""),
        ("dio", r#","timezone":"America/Mexico_City""#),
        ("edu", ""),
        ("fer", ""),
        ("gal", ""),
        ("hug", r#","muted":true"#),
        ("ion", r#","muted":"no""#),
        ("kai", ""),
        ("luz", ""),
    ] {
        contacts.contact(id, &format!(r#""push_token":"p-{id}"{more}"#));
    }
    contacts.contact("jan", "");

    let mut activity = Activity(String::from("type,contact_id,received_at,event,metadata,attributes\n"));

    // Five in an hour: the fourth is too many, the fifth comes exactly an hour after the first.
    for (n, at) in ["10:00:00", "10:10:00", "10:20:00", "10:30:00", "11:00:00"].into_iter().enumerate() {
        activity.assigned("ana", &format!("03-03T{at}"), &format!("a{n}"));
    }

    // By others, by herself, and by nobody knows who.
    activity.event(
        "bea",
        "03-03T10:00:00",
        r#"{"task_id":"b1","title":"Plan","assigned_by":"Cas","assigned_by_id":"cas"}"#,
    );
    activity.event(
        "bea",
        "03-03T10:10:00",
        r#"{"task_id":"b2","title":"Plan","assigned_by":"Bea","assigned_by_id":"bea"}"#,
    );
    activity.event("bea", "03-03T10:20:00", r#"{"task_id":"b3"}"#);

    // On Saturday: done on Sunday, and not done. Tasks that wait are told in their order, three of them.
    for n in 1..=5 {
        activity.assigned("cas", &format!("03-07T11:{n:02}:00"), &format!("c{n}"));
    }
    activity.completed("cas", "03-08T12:00:00", "c2");

    // Eight in Mexico is two in the afternoon in UTC; the evening before waits for it.
    activity.assigned("dio", "03-03T02:30:00", "d1");
    activity.assigned("dio", "03-03T13:59:59", "d2");
    activity.assigned("dio", "03-03T14:00:00", "d3");

    // Seven in the evening in Madrid is six in UTC: the window is closed at its end.
    activity.assigned("edu", "03-03T17:59:59", "e1");
    activity.assigned("edu", "03-03T18:00:00", "e2");

    // No task; a title that is too long, one that is as long as may be, and an id that must be encoded.
    activity.event("fer", "03-03T10:00:00", r#"{"title":"Lost"}"#);
    activity.event(
        "gal",
        "03-03T10:00:00",
        r#"{"task_id":"g 1","title":"Translate the handbook for new colleagues, all chapters","assigned_by":"Ana"}"#,
    );
    activity.event(
        "gal",
        "03-03T10:05:00",
        r#"{"task_id":"g2","title":"Forty letters and blanks are what it may","assigned_by":""}"#,
    );

    // Wants to hear nothing; says so in a way that nobody understands; has no phone, then one.
    activity.assigned("hug", "03-03T10:00:00", "h1");
    activity.assigned("ion", "03-03T10:00:00", "i1");
    activity.assigned("jan", "03-03T10:00:00", "j1");
    activity.0.push_str("identify,jan,2026-03-03T10:30:00Z,,,\"{\"\"push_token\"\":\"\"p-jan\"\"}\"\n");
    activity.assigned("jan", "03-03T11:00:00", "j2");

    // Waits over the weekend, and is muted by then.
    activity.assigned("kai", "03-07T11:00:00", "k1");
    activity.0.push_str("identify,kai,2026-03-08T11:00:00Z,,,\"{\"\"muted\"\":true}\"\n");

    // In February, before first live, which is eight in UTC; and completed before it was assigned once more.
    activity.assigned("luz", "02-20T10:00:00", "l0");
    activity.assigned("luz", "03-02T07:59:59", "l1");
    activity.completed("luz", "03-02T09:30:00", "l1");
    activity.assigned("luz", "03-02T10:00:00", "l1");

    // The last record gives Monday morning its time.
    activity.completed("ana", "03-09T12:00:00", "a0");

    vec![
        Written { path: "task_assigned/contacts.jsonl.zst", text: contacts.lines() },
        Written { path: "task_assigned/activity.csv", text: activity.0 },
    ]
}

/// Rows of the activity file.
struct Activity(String);

impl Activity {
    fn event(&mut self, contact: &str, at: &str, metadata: &str) {
        self.row(contact, at, "task_assigned", metadata);
    }

    fn assigned(&mut self, contact: &str, at: &str, task: &str) {
        let metadata =
            format!(r#"{{"task_id":"{task}","title":"Task {task}","assigned_by":"Bea","assigned_by_id":"bea-2"}}"#);
        self.row(contact, at, "task_assigned", &metadata);
    }

    fn completed(&mut self, contact: &str, at: &str, task: &str) {
        self.row(contact, at, "task_completed", &format!(r#"{{"task_id":"{task}"}}"#));
    }

    fn row(&mut self, contact: &str, at: &str, event: &str, metadata: &str) {
        let quoted = metadata.replace('"', "\"\"");
        self.0.push_str(&format!("track,{contact},2026-{at}Z,{event},\"{quoted}\",\n"));
    }
}
