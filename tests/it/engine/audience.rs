//! Who campaigns are for at an instant.

use nuncio::data::{Input, MaxBad, Plan, read};
use nuncio::source::{SourceFile, Sources};
use nuncio::time::Zone;
use nuncio::{Engine, compile};

const CAMPAIGNS: &str = r#"
workspace { reach email { email is known } }
campaign plain {
    audience { plan is "pro" }
    when event signed_up
    send banner { body "Hi" }
}
campaign reached {
    audience { plan is "pro" }
    frequency once ever
    send email { subject "Hi" body "Hi" }
}
campaign all { send banner { body "Hi" } }
campaign active {
    audience { did upload }
    send banner { body "Hi" }
}
campaign one_company {
    audience {
        company.seats > 5
        company.plan is "pro"
    }
    send banner { body "Hi" }
}
campaign each_company {
    audience { company.seats > 5 }
    send banner { body "Hi, {{ company.id }}" }
}
"#;

const CONTACTS: &str = r#"
{"id":"a","plan":"pro","email":"a@x.example"}
{"id":"b","plan":"pro"}
{"id":"c","plan":"free","email":"c@x.example","companies":[{"id":"1","seats":9,"plan":"free"},{"id":"2","seats":8,"plan":"pro"}]}
{"id":"d","companies":[{"id":"1","seats":9,"plan":"free"},{"id":"2","seats":1,"plan":"pro"}]}
"#;

const ACTIVITY: &str = r#"
{"event":"upload","contact_id":"new","received_at":"2026-03-01T10:00:00Z"}
{"type":"identify","contact_id":"c","received_at":"2026-03-01T10:00:00Z","attributes":{"plan":"pro"}}
{"event":"upload","contact_id":"later","received_at":"2026-03-01T10:00:00.000001Z"}
"#;

/// Each campaign's contacts and copies at a time of 1 March 2026, after all contacts.
fn at(time: &str) -> String {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("c.campaign", CAMPAIGNS.replace(" body \"Hi\" }", "\n body \"Hi\"\n }")));
    let compilation = compile(sources);
    let bundle = compilation.bundle().unwrap_or_else(|| panic!("{:#?}", compilation.diagnostics));
    let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone: Zone::utc() };
    let inputs = [CONTACTS, ACTIVITY].map(|text| [Input::memory("data.jsonl", text)]);
    let (data, _) = read(&plan, &inputs[0], &inputs[1], MaxBad::Count(0), &()).expect("readable data");
    let at = format!("2026-03-01T{time}Z").parse::<jiff::Timestamp>().unwrap().as_microsecond();
    let engine = Engine::new(bundle);
    let audiences = engine.audiences(&data, at);
    let ids = |rows: &nuncio::vm::Bits| -> String {
        rows.rows().map(|row| format!(" {}", data.arenas.text(data.contacts[row].id))).collect()
    };
    let mut text = format!("of{}\n", ids(&audiences.known));
    for (campaign, audience) in engine.bundle().campaigns.iter().zip(&audiences.campaigns) {
        text += &format!("{}:{} ({})\n", campaign.settings.name, ids(&audience.matched), audience.copies);
    }
    text
}

#[test]
fn records_up_to_the_instant_are_taken_in() {
    insta::assert_snapshot!(at("10:00:00"), @r"
    of a b c d new
    plain: a b c (3)
    reached: a c (2)
    all: a b c d new (5)
    active: new (1)
    one_company: c (1)
    each_company: c d (3)
    ");
    insta::assert_snapshot!(at("09:59:59.999999"), @r"
    of a b c d
    plain: a b (2)
    reached: a (1)
    all: a b c d (4)
    active: (0)
    one_company: c (1)
    each_company: c d (3)
    ");
    assert!(at("10:00:01").starts_with("of a b c d new later\n"));
}
