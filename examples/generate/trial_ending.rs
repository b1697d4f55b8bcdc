//! Log-ins on both sides of four days before a trial ends. CSV, with times in every form that it takes.

use super::Written;

pub(super) fn files() -> Vec<Written> {
    let mut contacts = String::from("id,first_name,plan,trial_ends_at\n");
    contacts.push_str(
        r#"anna,Anna,trial,2026-03-06T12:00:00Z
bert,Bert,trial,2026-03-06 12:00:00Z
cora,Cora,trial,2026-03-01
dirk,Dirk,pro,2026-03-05
elif,Elif,trial,2026-03-05T18:00:00Z
fred,Fred,trial,1772712000
gina,Gina,trial,2026-03-05T12:00:00-05:00
hugo,,trial,2026-03-05T20:00:00Z
ines,Ines,trial,
jens,Jens,trial,soon
kaya,Kaya,trial,2026-03-10
nora,"Nora ""N""",trial,2026-03-04T12:00:00Z
otto,Otto,trial,2026-03-03T09:00:00Z
"#,
    );
    let mut activity = Activity(String::from("type,contact_id,received_at,event,url,attributes.plan,metadata.plan\n"));

    // The try comes 10 seconds after the visit: at four days sharp, and a second later.
    activity.visit("anna", "2026-03-02T11:59:50Z", "/");
    activity.visit("anna", "2026-03-02T12:20:00Z", "/");
    activity.0.push_str("track,anna,2026-03-04T09:00:00Z,plan_chosen,,,pro\n");
    activity.visit("bert", "2026-03-02T11:59:51Z", "/");

    // Over, paid for, without a date, without one that can be read.
    for who in ["cora", "dirk", "ines", "jens"] {
        activity.visit(who, "2026-03-02T15:00:00Z", "/");
    }

    // Takes a plan within the 10 seconds.
    activity.visit("elif", "2026-03-03T15:00:00Z", "/");
    activity.0.push_str("identify,elif,2026-03-03T15:00:05Z,,,pro,\n");

    // Goes on to another page within the 10 seconds, and stays there.
    activity.visit("fred", "2026-03-03T16:00:00Z", "/");
    activity.visit("fred", "2026-03-03T16:00:05Z", "/projects");

    // Is about to pay, then is not.
    activity.visit("gina", "2026-03-03T16:00:00Z", "/checkout/pay");
    activity.visit("gina", "2026-03-03T16:10:00Z", "/");

    // Three sessions: 30 minutes of silence do not end the first, 40 do.
    for at in ["2026-03-03T10:00:00Z", "2026-03-03T10:20:00Z", "2026-03-03T10:50:00Z"] {
        activity.visit("hugo", at, "/");
    }
    activity.visit("hugo", "2026-03-03T11:30:00Z", "/");
    activity.visit("hugo", "2026-03-04T10:00:00Z", "/");

    // A date alone is midnight in New York, where the clocks go forward on the 8th; four days of a duration do not care.
    activity.visit("kaya", "2026-03-06T03:50:00Z", "/");
    activity.visit("kaya", "2026-03-06T03:59:50Z", "/");
    activity.visit("kaya", "2026-03-06T04:00:05Z", "/");

    // Five seconds before first live, the try after it; then at first live.
    activity.visit("nora", "2026-03-02T04:59:55Z", "/");
    activity.visit("nora", "2026-03-02T05:00:00Z", "/");

    // Ends within a day.
    activity.visit("otto", "2026-03-02T09:00:00Z", "/");

    // Twelve trials that end 12 h, 24 h, … 144 h after a log-in at one time: the first eight are told.
    for n in 1..=12 {
        let (day, hour) = (3 + (9 + 12 * n) / 24, (9 + 12 * n) % 24);
        contacts.push_str(&format!("trial{n:02},Trial,trial,2026-03-{day:02}T{hour:02}:00:00Z\n"));
        activity.visit(&format!("trial{n:02}"), "2026-03-03T09:00:00Z", "/");
    }

    // A run ends with the last record, so a later one lets the last of the delayed tries happen.
    activity.visit("cora", "2026-03-08T12:00:00Z", "/");

    vec![
        Written { path: "trial_ending/contacts.csv", text: contacts },
        Written { path: "trial_ending/activity.csv", text: activity.0 },
    ]
}

/// Rows of the activity file.
struct Activity(String);

impl Activity {
    fn visit(&mut self, contact: &str, at: &str, path: &str) {
        self.0.push_str(&format!("page,{contact},{at},,https://app.example.com{path},,\n"));
    }
}
