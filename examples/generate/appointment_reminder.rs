//! Appointments whose reminder is due, was due, or moves. CSV, and the changes as activity.

use super::Written;
use super::records::Records;

pub(super) fn files() -> Vec<Written> {
    let mut contacts =
        String::from("id,first_name,phone,sms_consent,timezone,practitioner,appointment_at,appointment_status\n");
    contacts.push_str(
        r#"alice,Alice,+33600000001,true,,Dr Petit,2026-03-05T14:30:00,booked
bruno,Bruno,+33600000002,true,,Dr Petit,2026-03-05T23:30:00Z,booked
chloe,Chloé,+15140000003,true,America/Montreal,"Dr Roy, online",2026-03-05T18:00:00+01:00,booked
denis,Denis,+6420000004,true,Pacific/Auckland,Dr Roy,2026-03-05 09:00:00,booked
emma,Emma,+33600000005,true,,Dr Petit,2026-03-05T10:00:00,cancelled
felix,Félix,+33600000006,true,,Dr Petit,2026-03-05T10:00:00,booked
gabin,Gabin,+33600000007,true,,Dr Petit,2026-03-05T10:00:00,booked
hana,Hana,+33600000008,true,,Dr Petit,2026-03-05T10:00:00,booked
ines,Inès,+33600000009,true,,Dr Petit,,kept
jules,Jules,+33600000010,true,,Dr Petit,,kept
karim,Karim,+33600000011,true,,Dr Petit,2026-03-05T10:00:00,booked
lena,Léna,+33600000012,true,,Dr Petit,2026-03-05T10:00:00,booked
marc,Marc,+33600000013,true,,Dr Petit,2026-03-05T10:00:00,booked
noa,Noa,,true,,Dr Petit,2026-03-05T10:00:00,booked
oscar,Oscar,+33600000015,,,Dr Petit,2026-03-05T10:00:00,booked
pia,Pia,+33600000016,true,,,2026-03-02T10:00:00,booked
paul,,+33600000017,true,,,2026-03-03,booked
quentin,Quentin,+33600000018,true,,Dr Petit,1774857600,booked
rose,Rose,+33600000019,true,,Dr Petit,next week,booked
sami,Sami,+33600000020,true,Mars/Base,Dr Petit,2026-03-05T10:00:00,booked
"#,
    );

    let mut activity = Records::default();
    let mut set = |who: &str, at: &str, attributes: &str| activity.identify(who, at, attributes);

    // Moved to the week after, before its reminder; and moved away and back.
    set("karim", "2026-03-03T12:00:00Z", r#"{"appointment_at":"2026-03-12T10:00:00"}"#);
    set("marc", "2026-03-02T12:00:00Z", r#"{"appointment_at":"2026-03-12T10:00:00"}"#);
    set("marc", "2026-03-03T12:00:00Z", r#"{"appointment_at":"2026-03-05T10:00:00"}"#);

    // Cancelled a second before nine, at nine sharp, and a second later. Nine in Paris is eight in UTC.
    set("felix", "2026-03-04T07:59:59Z", r#"{"appointment_status":"cancelled"}"#);
    set("gabin", "2026-03-04T08:00:00Z", r#"{"appointment_status":"cancelled"}"#);
    set("hana", "2026-03-04T08:00:01Z", r#"{"appointment_status":"cancelled"}"#);

    // Booked for the next day, after nine and at nine sharp.
    set("jules", "2026-03-04T08:00:00Z", r#"{"appointment_at":"2026-03-05T11:00:00","appointment_status":"booked"}"#);
    set("ines", "2026-03-04T09:00:00Z", r#"{"appointment_at":"2026-03-05T11:00:00","appointment_status":"booked"}"#);

    // Moved after its reminder: there is one for the new day as well.
    set("lena", "2026-03-04T12:00:00Z", r#"{"appointment_at":"2026-03-12T10:00:00"}"#);

    activity.event("alice", "2026-03-04T08:20:00Z", "appointment_confirmed", r#"{"channel":"phone"}"#);

    // Six appointments that follow each other by six hours, over the end of a day.
    for (n, at) in ["05T12", "05T18", "06T00", "06T06", "06T12", "06T18"].into_iter().enumerate() {
        contacts
            .push_str(&format!("slot{n:02},Slot,+3360000010{n},true,,Dr Petit,2026-03-{at}:00:00,booked\n", n = n + 1));
    }

    // The last record gives the reminders of March their time.
    activity.event("quentin", "2026-03-30T08:30:00Z", "appointment_confirmed", r#"{"channel":"desk"}"#);

    vec![
        Written { path: "appointment_reminder/contacts.csv.gz", text: contacts },
        Written { path: "appointment_reminder/activity.jsonl", text: activity.lines() },
    ]
}
