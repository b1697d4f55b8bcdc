//! What data is like as a whole, and the schema that says so (INTERFACE §2 `schema`).

use std::fmt::Write;

use nuncio::compile;
use nuncio::data::survey::{Survey, source};
use nuncio::data::{Input, MaxBad, Plan, read, survey_in_pieces};
use nuncio::ir::Layout;
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::syntax;
use nuncio::syntax::ast::{ItemKind, SchemaOf};
use nuncio::time::{Instant, Zone};
use proptest::prelude::*;

use crate::generate::world;

fn cut(contacts: &[Input], activity: &[Input], size: usize) -> Survey {
    let layout = Layout::default();
    let plan = Plan { layout: &layout, campaigns: Vec::new(), zone: Zone::utc() };
    let now = Instant(1_772_000_000_000_000);
    survey_in_pieces(&plan, contacts, activity, MaxBad::Percent(100.0), &(), now, size).expect("it can be read").2
}

fn survey(contacts: &str, activity: &str) -> Survey {
    cut(&[Input::memory("contacts.jsonl", contacts)], &[Input::memory("activity.jsonl", activity)], 1 << 20)
}

fn of_contacts(contacts: &[&str]) -> String {
    source(&survey(&contacts.join("\n"), ""))
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("schema.campaign", text));
    sources
}

/// That a schema is good source in canonical layout.
fn assert_canonical(text: &str) {
    let compilation = compile(sources(text));
    assert!(compilation.diagnostics.is_empty(), "{:?}\n{text}", compilation.diagnostics);
    let file = SourceFile::new("schema.campaign", text);
    assert_eq!(syntax::format(FileId::default(), &file).as_deref(), Ok(text));
}

#[test]
fn a_type_is_the_one_that_reads_most_values_and_what_is_always_there_is_required() {
    let text = of_contacts(&[
        r#"{"id":"a","n":1,"t":"x","f":true,"at":"2026-03-01T10:00:00Z","l":["a"],"mixed":1,"half":null,"o":{}}"#,
        r#"{"id":"b","n":2,"t":"y","f":false,"at":"2026-03-01","l":[],"mixed":"2","half":2,"o":[1]}"#,
        r#"{"id":"c","n":3.5,"t":"2026-03-01","f":true,"at":"2026-03-01T10:00:00+01:00","l":["b"],"mixed":"3","never":null}"#,
    ]);
    insta::assert_snapshot!(text, @r"
    contacts {
        at time required
        f flag required
        half number // known for 33 %
        l texts required
        mixed text // 1 value is no text
        n number required
        t text required
        // never known: `never`
        // objects and lists that nothing reads: `o`
    }
    ");
    assert_canonical(&text);
}

#[test]
fn numbers_are_times_only_where_the_name_says_so() {
    let text = of_contacts(&[r#"{"id":"a","signed_up_at":1772000000,"renewsAt":1772000000000,"amount":1772000000}"#]);
    assert_eq!(
        text,
        "contacts {\n    amount number required\n    renewsAt time required\n    signed_up_at time required\n}\n"
    );
}

#[test]
fn what_is_always_declared_is_left_out() {
    let kept = r#"{"id":"a","tags":["x"],"timezone":"UTC","session_count":2,"current_url":"/","last_seen_at":1,"#;
    let text = of_contacts(&[&format!(r#"{kept}"companies":[{{"id":"c","seats":5}}]}}"#)]);
    assert_eq!(text, "contacts {}\n\ncompanies {\n    seats number required\n}\n");
    let text = source(&survey(
        "",
        r#"{"type":"page","contact_id":"a","received_at":1,"url":"/a","properties":{"url":"/b","ref":"x"}}"#,
    ));
    assert_eq!(text, "page {\n    ref text required\n}\n");
}

#[test]
fn a_set_is_closed_where_few_texts_come_often() {
    let contacts = |count: usize, texts: usize| {
        let line = |at: usize| format!(r#"{{"id":"{at}","plan":"p{}","plan_id":"p{}"}}"#, at % texts, at % texts);
        (0..count).map(line).collect::<Vec<_>>().join("\n")
    };
    let declared = |count, texts| source(&survey(&contacts(count, texts), ""));
    assert_eq!(
        declared(50, 2),
        "contacts {\n    plan text required one of [\"p0\", \"p1\"]\n    plan_id text required\n}\n"
    );
    for (count, texts) in [(49, 2), (50, 1), (50, 9), (50, 40)] {
        assert!(!declared(count, texts).contains("one of"), "{count} values, {texts} texts");
    }
    let rare = format!("{}\n{{\"id\":\"z\",\"plan\":\"other\"}}", contacts(60, 2));
    assert!(!source(&survey(&rare, "")).contains("one of"), "a text that came once may not be the last new one");
}

#[test]
fn names_are_written_so_that_they_are_read_again() {
    let text = of_contacts(&[r#"{"id":"a","Plan Name":"x","not":true,"a.b":1,"tick`":1,"":2,"new\nline":3,"é":4}"#]);
    insta::assert_snapshot!(text, @r#"
    contacts {
        `Plan Name` text required
        `a.b` number required
        not flag required
        `é` number required
        // no name can be written so: ``, `new\nline`, `tick``
    }
    "#);
    assert_canonical(&text);
}

#[test]
fn activity_gives_events_pages_and_what_identify_sets() {
    let beyond: String = (0..20).map(|at| format!(r#""k{at}":null,"#)).collect();
    let activity = [
        r#"{"event":"Order \"Completed\"","contact_id":"a","received_at":1,"metadata":{"amount":9.90}}"#.to_owned(),
        r#"{"event":"sync","contact_id":"a","received_at":2,"source":"rest","properties":{"rows":5,"list":["a"]}}"#
            .to_owned(),
        format!(r#"{{"event":"wide","contact_id":"a","received_at":3,"metadata":{{{beyond}"far":1}}}}"#),
        r#"{"event":"wide","contact_id":"a","received_at":4,"source":"gtm","metadata":{"far":2}}"#.to_owned(),
        r#"{"event":"wide","contact_id":"a","received_at":4,"source":"elsewhere"}"#.to_owned(),
        r#"{"type":"identify","contact_id":"a","received_at":5,"traits":{"plan":"pro","companies":[{"id":"c"}]}}"#
            .to_owned(),
        r#"{"type":"dance","contact_id":"a","received_at":6,"metadata":{"skipped":1}}"#.to_owned(),
    ];
    let text = source(&survey("", &activity.join("\n")));
    assert_canonical(&text);
    insta::assert_snapshot!(text, @r#"
    contacts {
        plan text // set by `identify` alone
    }

    companies {}

    // once, from js
    event `Order "Completed"` {
        amount number required
    }

    // once, from rest
    event sync {
        rows number required
        // objects and lists that nothing reads: `list`
    }

    // 3 times, from js and rest
    event wide {
        far number // known for 33 %; past the 20th entry once
        // never known: `k0`, `k1`, `k10`, `k11`, `k12`, `k13`, `k14`, `k15`, `k16`, `k17` and 10 more
    }
    "#);
}

#[test]
fn attributes_of_contacts_known_from_activity_alone_are_not_required() {
    let contacts = r#"{"id":"a","plan":"pro"}"#;
    let event = |id: &str| format!(r#"{{"event":"e","contact_id":"{id}","received_at":1}}"#);
    assert!(source(&survey(contacts, &event("a"))).contains("plan text required"));
    assert!(source(&survey(contacts, &event("b"))).contains("plan text\n"));
    let unset = r#"{"type":"identify","contact_id":"a","received_at":1,"attributes":{"plan":null}}"#;
    assert!(source(&survey(contacts, unset)).contains("plan text\n"));
}

#[test]
fn section_11_4_a_field_of_csv_is_what_all_of_its_column_can_be() {
    let contacts = "id,n,f,at,l,t,zip,order_id,half,empty\n\
                    1,5,true,2026-03-01,\"[\"\"a\"\"]\",x,01234,77,1,\n\
                    2,7.5,false,2026-03-01T10:00:00Z,[],5,56789,78,,\n";
    let survey = cut(&[Input::memory("contacts.csv", contacts)], &[], 1 << 20);
    insta::assert_snapshot!(source(&survey), @r"
    contacts {
        at time required
        f flag required
        half number // known for 50 %
        l texts required
        n number required
        order_id text required
        t text required
        zip text required
    }
    ");
}

#[test]
fn a_few_values_that_are_no_time_do_not_make_a_text() {
    let column = |count: usize, value: &str, other: &str| {
        let cells: String = (0..count).map(|_| format!("a,{value}\n")).collect();
        let file = Input::memory("contacts.csv", format!("id,x\n{cells}a,{other}\n"));
        source(&cut(&[file], &[], 1 << 20))
    };
    assert_eq!(column(9, "2026-03-01", "soon"), "contacts {\n    x time // 1 value is no time\n}\n");
    assert_eq!(column(8, "2026-03-01", "soon"), "contacts {\n    x text required\n}\n");
    assert_eq!(column(9, "5", "n/a"), "contacts {\n    x number // 1 value is no number\n}\n");
}

#[test]
fn section_11_1_records_that_are_bad_are_no_part_of_it() {
    let survey = survey("{\"id\":\"a\",\"plan\":\"x\"}\n{\"plan\":\"no id\",\"other\":1}\n{\"id\":\"b\",", "");
    assert_eq!(survey.contacts.rows, 1);
    assert_eq!(survey.contacts.names.keys().collect::<Vec<_>>(), ["id", "plan"]);
}

#[test]
fn times_are_counted_on_both_sides_of_now_and_keys_from_their_first_record() {
    let survey = survey(
        "{\"id\":\"a\",\"ends_at\":\"2030-01-01\"}\n{\"id\":\"b\",\"ends_at\":\"2020-01-01\"}\n{\"id\":\"c\",\"ends_at\":1972000000}",
        "{\"event\":\"e\",\"contact_id\":\"a\",\"received_at\":9,\"metadata\":{\"k\":1}}\n{\"event\":\"e\",\"contact_id\":\"a\",\"received_at\":7,\"metadata\":{\"k\":1,\"k\":2}}",
    );
    let ends = survey.contacts.met("ends_at").unwrap();
    assert_eq!((ends.times(), ends.future), (3, 2));
    let key = survey.events["e"].metadata.met("k").unwrap();
    assert_eq!((key.rows, key.first), (2, Some(7_000_000)));
}

/// A campaign that reads all that a schema declares.
fn reading_all(schema: &str) -> String {
    let file = SourceFile::new("schema.campaign", schema);
    let (tree, _) = syntax::parse(FileId::default(), &file);
    let mut rules = String::new();
    for item in &tree.items {
        let ItemKind::Schema(schema) = &item.kind else { panic!("only schema items") };
        for line in &schema.lines {
            let name = file.slice(line.name.span);
            match &schema.of {
                SchemaOf::Contacts => writeln!(rules, "contact.{name} is known"),
                SchemaOf::Companies => writeln!(rules, "company.{name} is known"),
                SchemaOf::Page => writeln!(rules, "did visit {{ page.{name} is known }}"),
                SchemaOf::Event(event) => {
                    writeln!(rules, "did {} {{ event.{name} is known }}", file.slice(event.span))
                }
            }
            .unwrap();
        }
    }
    format!(
        "{schema}\ncampaign all {{\n audience {{\n{rules}}}\n live from 2026-01-01\n send banner {{ body \"Hi\" }}\n}}\n"
    )
}

#[test]
fn the_schema_of_generated_data_compiles_and_reads_the_data_that_it_was_inferred_from() {
    let mut required = 0;
    for seed in 0..60 {
        let world = world(seed);
        let (contacts, activity) = (
            [Input::memory("contacts.jsonl", world.contacts.as_str())],
            [Input::memory("activity.jsonl", world.activity.as_str())],
        );
        let text = source(&cut(&contacts, &activity, 1 << 20));
        assert_canonical(&text);
        assert_eq!(source(&cut(&contacts, &activity, 300)), text, "seed {seed}: in pieces");
        let compilation = compile(sources(&reading_all(&text)));
        let bundle = compilation.bundle().unwrap_or_else(|| panic!("{:?}", compilation.diagnostics));
        let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone: Zone::utc() };
        let (_, report) = read(&plan, &contacts, &activity, MaxBad::Percent(100.0), &()).unwrap();
        assert!(report.missing.is_empty(), "seed {seed}: {:?}\n{text}", report.missing);
        for wrong in &report.wrong {
            let name = wrong.field.rsplit_once('.').map_or("", |(_, name)| name);
            let said = ["is no ", "are no "].iter().any(|no| {
                text.lines().any(|line| line.trim_start().starts_with(&format!("{name} ")) && line.contains(no))
            });
            let apart = ["contact.companies", "company.id", "contact.tags"].contains(&wrong.field.as_str());
            assert!(said || apart, "seed {seed}: {wrong:?}\n{text}");
        }
        required += text.matches("required").count();
    }
    assert!(required > 60, "{required}");
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        "\\PC{0,6}|[\"\\\\{}%\n`]{1,4}".prop_map(serde_json::Value::from),
        prop::collection::vec("[a-c]", 0..3).prop_map(serde_json::Value::from),
    ];
    leaf
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_the_names_and_values_the_schema_is_canonical_source(
        names in prop::collection::vec("[a-z_]{1,3}|\\PC{0,5}|[\"\\\\{}% \n\r\t`./]{1,4}", 1..6),
        rows in prop::collection::vec(prop::collection::vec(json(), 6), 1..5),
        copies in prop::sample::select(vec![1, 20]),
    ) {
        let mut contacts = String::new();
        let mut activity = String::new();
        for row in (0..copies).flat_map(|_| &rows) {
            let object: serde_json::Map<_, _> = names.iter().cloned().zip(row.iter().cloned()).collect();
            let event = serde_json::json!({
                "contact_id": "a", "event": names.first(), "received_at": 1, "metadata": object,
            });
            writeln!(activity, "{event}").unwrap();
            let mut contact = object.clone();
            contact.insert("id".to_owned(), "a".into());
            contact.insert("companies".to_owned(), serde_json::json!([{"id": 1, "x": object}, object]));
            writeln!(contacts, "{}", serde_json::Value::from(contact)).unwrap();
        }
        let text = source(&survey(&contacts, &activity));
        let both = text.contains("contacts {") && text.contains("event ");
        prop_assert!(both);
        assert_canonical(&text);
    }
}

#[test]
fn the_examples_can_do_with_the_schema_of_their_data() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut wrong = String::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(project) = std::fs::read_to_string(folder.join("nuncio.toml")) else { continue };
        let project: toml::Table = project.parse().unwrap();
        let inputs = |name: &str| -> Vec<Input> {
            let patterns = project["workspace"].get(name).and_then(|names| names.as_array()).into_iter().flatten();
            let files =
                patterns.flat_map(|name| glob::glob(folder.join(name.as_str().unwrap()).to_str().unwrap()).unwrap());
            files.map(|file| Input::from(file.unwrap().as_path())).collect()
        };
        let text = source(&cut(&inputs("contacts"), &inputs("activity"), 1 << 20));
        assert_canonical(&text);
        // Its campaigns with this schema instead of their own; tests may have data of their own.
        let mut sources = sources(&text);
        for file in glob::glob(folder.join("*.campaign").to_str().unwrap()).unwrap() {
            let file = SourceFile::new("c.campaign", std::fs::read_to_string(file.unwrap()).unwrap());
            let (tree, _) = syntax::parse(FileId::default(), &file);
            let others = tree.items.iter().filter(|item| !matches!(item.kind, ItemKind::Schema(_) | ItemKind::Test(_)));
            sources.add(SourceFile::new(
                "c.campaign",
                others.map(|item| file.slice(item.span).to_owned() + "\n").collect::<String>(),
            ));
        }
        let compilation = compile(sources);
        let errors: Vec<_> = compilation.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
        wrong.push_str(&nuncio::diagnostic::render::human(
            &compilation.sources,
            &errors,
            nuncio::diagnostic::render::Options::default(),
        ));
    }
    assert!(wrong.is_empty(), "{wrong}");
}
