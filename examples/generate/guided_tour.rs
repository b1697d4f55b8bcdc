//! Launches around a pause, and visits that are offered a tour until they have seen it.

use super::Written;
use super::records::Records;

const TOUR: &str = "planner_tour";
const OFFER: &str = "planner_offer";

pub(super) fn files() -> Vec<Written> {
    let mut contacts = String::from("id,plan\n");
    for who in ["amir", "cho", "dov", "eli", "fay", "hal", "ida", "jan", "kim", "liz", "max", "nan"] {
        contacts.push_str(&format!("{who},team\n"));
    }
    contacts.push_str("bea,free\n");

    let mut activity = Records::default();

    // As often as they like; without the planner; in no contact file.
    launch(&mut activity, "amir", "2026-03-02T10:00:00Z", TOUR);
    launch(&mut activity, "amir", "2026-03-02T10:00:05Z", TOUR);
    launch(&mut activity, "bea", "2026-03-02T10:00:00Z", TOUR);
    launch(&mut activity, "gus", "2026-03-02T10:00:00Z", TOUR);

    // Six in the evening in Copenhagen is five in UTC; nine in the morning is eight.
    launch(&mut activity, "cho", "2026-03-20T16:59:59.999999Z", TOUR);
    launch(&mut activity, "dov", "2026-03-20T17:00:00Z", TOUR);
    launch(&mut activity, "dov", "2026-03-21T12:00:00Z", TOUR);
    launch(&mut activity, "eli", "2026-03-23T08:00:00Z", TOUR);
    launch(&mut activity, "fay", "2026-03-02T07:59:59Z", TOUR);
    launch(&mut activity, "fay", "2026-03-02T08:00:00Z", TOUR);

    // Twice in one instant.
    launch(&mut activity, "hal", "2026-03-02T10:00:00Z", TOUR);
    launch(&mut activity, "hal", "2026-03-02T10:00:00Z", TOUR);

    // Of a campaign that is no tour, and of one that there is not.
    launch(&mut activity, "ida", "2026-03-02T10:00:00Z", OFFER);
    launch(&mut activity, "ida", "2026-03-02T10:01:00Z", "old_tour");

    // Offered, and dismissed; a link that starts the tour on another page.
    visit(&mut activity, "jan", "2026-03-02T10:00:00Z", "/planner");
    activity.receipt("jan", "2026-03-02T10:01:00Z", OFFER, "dismissed");
    visit(&mut activity, "jan", "2026-03-03T10:00:00Z", "/planner");
    visit(&mut activity, "jan", "2026-03-03T10:05:00Z", "/help/planner");
    launch(&mut activity, "jan", "2026-03-03T10:05:30Z", TOUR);

    // Offered, taken, seen to the end, and a plan made of it.
    visit(&mut activity, "kim", "2026-03-02T10:00:00Z", "/planner");
    activity.receipt("kim", "2026-03-02T10:00:20Z", OFFER, "clicked");
    launch(&mut activity, "kim", "2026-03-02T10:00:21Z", TOUR);
    activity.receipt("kim", "2026-03-02T10:03:00Z", TOUR, "completed");
    visit(&mut activity, "kim", "2026-03-02T15:00:00Z", "/planner");
    activity.event("kim", "2026-03-02T15:10:00Z", "plan_made", r#"{"weeks":6}"#);

    // Has made a plan without it.
    activity.event("liz", "2026-02-20T10:00:00Z", "plan_made", r#"{"weeks":2}"#);
    visit(&mut activity, "liz", "2026-03-02T10:00:00Z", "/planner");

    // Three sessions are enough; twice in the first.
    for at in ["02T10:00:00", "02T10:10:00", "03T10:00:00", "04T10:00:00", "05T10:00:00"] {
        visit(&mut activity, "max", &format!("2026-03-{at}Z"), "/planner");
    }

    // Breaks the tour off, and is offered it again; no other page offers it.
    visit(&mut activity, "nan", "2026-03-02T10:00:00Z", "/planner/archive");
    visit(&mut activity, "nan", "2026-03-02T10:01:00Z", "/planner?week=10");
    launch(&mut activity, "nan", "2026-03-02T10:02:00Z", TOUR);
    activity.receipt("nan", "2026-03-02T10:02:30Z", TOUR, "dismissed");
    visit(&mut activity, "nan", "2026-03-03T10:00:00Z", "/planner");

    vec![
        Written { path: "guided_tour/contacts.csv", text: contacts },
        Written { path: "guided_tour/activity.jsonl", text: activity.lines() },
    ]
}

fn visit(activity: &mut Records, who: &str, at: &str, path: &str) {
    activity.page(who, at, &format!("https://app.example.com{path}"));
}

fn launch(activity: &mut Records, who: &str, at: &str, campaign: &str) {
    activity.record("launch", who, at, &format!(r#""campaign":"{campaign}""#));
}
