//! Areas that open while their player looks at the map, has left it, or never was there.

use super::Written;
use super::records::Records;

const MAP: &str = "https://game.example.com/map";

pub(super) fn files() -> Vec<Written> {
    let (mut contacts, mut activity) = (Records::default(), Records::default());
    for (id, platform) in [
        ("aki", "ios"),
        ("bix", "android"),
        ("cy", "web"),
        ("dex", "ios"),
        ("eno", "android"),
        ("fox", "ios"),
        ("gem", "ios"),
        ("hex", "android"),
        ("ivo", "ios"),
        ("jet", "ios"),
        ("koi", "ios"),
        ("lux", "ios"),
    ] {
        contacts.contact(id, &format!(r#""platform":"{platform}""#));
    }

    // Four areas in a day, and a fifth exactly a day after the first carousel.
    activity.page("aki", "2026-03-02T17:59:00Z", MAP);
    for (n, at) in ["18:00:00", "18:05:00", "18:10:00", "18:15:00"].into_iter().enumerate() {
        opens(&mut activity, "aki", &format!("2026-03-02T{at}Z"), &area(&format!("area-{n}"), "Sand Harbour"));
    }
    activity.event("aki", "2026-03-02T18:20:00Z", "area_entered", r#"{"area_id":"area-0"}"#);
    activity.page("aki", "2026-03-03T17:59:00Z", MAP);
    opens(&mut activity, "aki", "2026-03-03T18:00:00Z", &area("area-4", "Long Marsh"));

    activity.page("aki", "2026-03-03T18:10:00Z", "https://game.example.com/areas/area-4");

    // With a treasure, and a name that the button has no room for.
    activity.page("bix", "2026-03-02T18:00:00Z", "https://game.example.com/map/north");
    opens(
        &mut activity,
        "bix",
        "2026-03-02T18:00:10Z",
        &format!(r#"{},"treasure":"salt""#, area("old town", "The Old Town by the Sea")),
    );

    // In a browser, on no known platform, in no contact file.
    for who in ["cy", "mia"] {
        activity.page(who, "2026-03-02T18:00:00Z", MAP);
        opens(&mut activity, who, "2026-03-02T18:00:10Z", &area("dunes", "Sand Harbour"));
    }

    // Leaves the map within ten seconds, comes back to it within them, and leaves after ten seconds sharp.
    for (who, second, back) in [("dex", "15", false), ("eno", "15", true), ("fox", "20", false)] {
        activity.page(who, "2026-03-02T18:00:00Z", MAP);
        opens(&mut activity, who, "2026-03-02T18:00:10Z", &area("dunes", "Sand Harbour"));
        activity.page(who, &format!("2026-03-02T18:00:{second}Z"), "https://game.example.com/shop");
        if back {
            activity.page(who, "2026-03-02T18:00:18Z", MAP);
        }
    }

    // Opens an area from the shop; without any page; after the session of its page.
    activity.page("gem", "2026-03-02T18:00:00Z", "https://game.example.com/shop");
    opens(&mut activity, "gem", "2026-03-02T18:00:10Z", &area("dunes", "Sand Harbour"));
    opens(&mut activity, "hex", "2026-03-02T18:00:10Z", &area("dunes", "Sand Harbour"));
    activity.page("ivo", "2026-03-02T18:00:00Z", MAP);
    opens(&mut activity, "ivo", "2026-03-02T18:15:01Z", &area("dunes", "Sand Harbour"));

    // No picture; one that is no link; one of another site's scheme.
    activity.page("jet", "2026-03-02T18:00:00Z", MAP);
    opens(&mut activity, "jet", "2026-03-02T18:00:10Z", r#""area_id":"dunes","area_name":"Sand Harbour""#);
    for (at, picture) in
        [("18:01:00", "dunes.png"), ("18:02:00", "//cdn.example.com/dunes.png"), ("18:03:00", "/dunes.png")]
    {
        let metadata = format!(r#""area_id":"dunes","area_name":"Sand Harbour","picture":"{picture}""#);
        opens(&mut activity, "jet", &format!("2026-03-02T{at}Z"), &metadata);
    }

    // Opens areas in February, within ten seconds before first live, and at it.
    opens(&mut activity, "koi", "2026-02-20T20:00:00Z", &format!(r#"{},"treasure":"salt""#, area("gate", "Gate")));
    activity.page("koi", "2026-03-02T08:59:00Z", MAP);
    opens(&mut activity, "koi", "2026-03-02T08:59:55Z", &area("dunes", "Sand Harbour"));
    opens(&mut activity, "koi", "2026-03-02T09:00:00Z", &area("marsh", "Long Marsh"));

    // Becomes a player on a phone within the ten seconds.
    activity.identify("lux", "2026-03-02T17:00:00Z", r#"{"platform":"web"}"#);
    activity.page("lux", "2026-03-02T18:00:00Z", MAP);
    opens(&mut activity, "lux", "2026-03-02T18:00:10Z", &area("dunes", "Sand Harbour"));
    activity.identify("lux", "2026-03-02T18:00:20Z", r#"{"platform":"ios"}"#);

    vec![
        Written { path: "area_unlocked/contacts.json.gz", text: contacts.array() },
        Written { path: "area_unlocked/activity.json.zst", text: activity.array() },
    ]
}

fn opens(activity: &mut Records, who: &str, at: &str, metadata: &str) {
    activity.event(who, at, "area_unlocked", &format!("{{{metadata}}}"));
}

fn area(id: &str, name: &str) -> String {
    format!(r#""area_id":"{id}","area_name":"{name}","picture":"https://cdn.example.com/areas/map.png""#)
}
