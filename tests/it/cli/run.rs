use std::fs;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use super::{Done, GOOD, command, done, folder, nuncio, write};

const LIVE: &str = "\
campaign hello {
    live from 2026-03-01
    when event greeted { loud is true }
    frequency every time
    send banner { body \"{{ contact.greeting | fallback: \"Hello\" }}\" }
}
";

const CONTACTS: &str = r#"{"id":"u1","greeting":"=Hi, \"you\""}
{"id":"u2"}
"#;

const ACTIVITY: &str = r#"{"type":"track","event":"greeted","contact_id":"u1","received_at":"2026-03-02T10:00:00Z","metadata":{"loud":true}}
{"type":"track","event":"greeted","contact_id":"u2","received_at":"2026-03-02T11:00:00Z","metadata":{"loud":false}}
{"type":"track","event":"greeted","contact_id":"u2","received_at":"2026-03-02T12:00:00.5Z","metadata":{"loud":true}}
"#;

fn world() -> TempDir {
    folder(&[("c.campaign", LIVE), ("people.jsonl", CONTACTS), ("events.jsonl", ACTIVITY)])
}

fn run(folder: &Path, arguments: &[&str]) -> Done {
    let all = ["run", "c.campaign", "--contacts", "people.jsonl", "--activity", "events.jsonl"];
    nuncio(folder, &[&all, arguments].concat())
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn interface_3_sends_go_to_standard_output_and_the_table_to_standard_error() {
    let done = run(world().path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    let sends = lines(&done.out);
    let seen: Vec<(&str, &str)> =
        sends.iter().map(|send| (send["contact_id"].as_str().unwrap(), send["at"].as_str().unwrap())).collect();
    assert_eq!(seen, [("u1", "2026-03-02T10:00:00Z"), ("u2", "2026-03-02T12:00:00.5Z")]);
    let table: Vec<Vec<&str>> = done.err.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(table[0], ["campaign", "sent", "metadata"]);
    assert_eq!(table[1], ["hello", "2", "1"]);
    assert!(done.err.contains("read 2 contacts and 3 records in "), "{}", done.err);
}

#[test]
fn interface_2_2_the_summary_as_json_replaces_the_table() {
    let done = run(world().path(), &["--summary", "json"]);
    let summary = &lines(&done.err)[0];
    assert_eq!(summary["campaigns"][0]["campaign"], "hello");
    assert_eq!(summary["campaigns"][0]["decisions"], serde_json::json!({"sent": 2, "metadata": 1}));
    assert_eq!(summary["records_read"], 3);
    assert!(summary["seconds"].is_number() && summary["records_per_second"].is_number());
}

#[test]
fn interface_2_1_from_is_exclusive_and_to_inclusive() {
    let world = world();
    let sent = |arguments: &[&str]| lines(&run(world.path(), arguments).out).len();
    assert_eq!(sent(&["--to", "2026-03-02T10:00:00Z"]), 1);
    assert_eq!(sent(&["--to", "2026-03-02T09:59:59Z"]), 0);
    assert_eq!(sent(&["--from", "2026-03-02T10:00:00Z"]), 1);
    assert_eq!(sent(&["--from", "2026-03-02T09:59:59Z"]), 2);
    let wrong = run(world.path(), &["--from", "2026-03-02", "--to", "2026-03-01"]);
    assert!(wrong.code == 2 && wrong.err.contains("lies before"), "{}", wrong.err);
}

#[test]
fn interface_3_3_every_decision_is_written_if_asked_for() {
    let world = world();
    let done = run(world.path(), &["--out", "sends.jsonl", "--decisions", "decisions.jsonl"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    let text = fs::read_to_string(world.path().join("decisions.jsonl")).unwrap();
    let outcomes: Vec<String> = lines(&text).iter().map(|line| line["outcome"].as_str().unwrap().to_owned()).collect();
    assert_eq!(outcomes, ["sent", "metadata", "sent"]);
    assert_eq!(lines(&text)[1]["rule"], serde_json::json!({"file": "c.campaign", "line": 3, "column": 26}));
}

#[test]
fn interface_3_2_by_its_extension_the_output_is_a_sheet_without_formulas() {
    let world = world();
    assert_eq!(run(world.path(), &["--out", "sends.csv"]).code, 0);
    let sheet = fs::read_to_string(world.path().join("sends.csv")).unwrap();
    let rows: Vec<&str> = sheet.lines().collect();
    assert_eq!(rows[0], "id,campaign,contact_id,company_id,at,expires_at,channel,trigger,content");
    assert_eq!(rows.len(), 3);
    assert!(rows[1].contains(r#",hello,u1,,2026-03-02T10:00:00Z,,banner,"{""kind"":""event"""#), "{}", rows[1]);
    write(world.path(), "people.jsonl", "{\"id\":\"=u1\"}\n");
    write(world.path(), "events.jsonl", ACTIVITY.replace("u1", "=u1"));
    assert_eq!(run(world.path(), &["--out", "sends.csv"]).code, 0);
    let sheet = fs::read_to_string(world.path().join("sends.csv")).unwrap();
    assert!(sheet.contains(",hello,'=u1,,"), "{sheet}");
    let parquet = run(world.path(), &["--out", "sends.parquet"]);
    assert!(parquet.code == 2 && parquet.err.contains("`.jsonl` or `.csv`"), "{}", parquet.err);
}

#[test]
fn interface_1_5_the_output_does_not_depend_on_the_number_of_threads() {
    let world = world();
    let many: String =
        (0..2000).map(|at| ACTIVITY.replace("u1", &format!("a{at}")).replace("u2", &format!("b{at}"))).collect();
    write(world.path(), "events.jsonl", many);
    let one = run(world.path(), &["--threads", "1", "--decisions", "one.jsonl"]);
    let four = run(world.path(), &["--threads", "4", "--decisions", "four.jsonl"]);
    assert_eq!(lines(&one.out).len(), 4000, "{}", one.err);
    assert_eq!(one.out, four.out);
    let read = |name: &str| fs::read_to_string(world.path().join(name)).unwrap();
    assert_eq!(read("one.jsonl"), read("four.jsonl"));
    assert_eq!(run(world.path(), &["--threads", "0"]).code, 2);
}

#[test]
fn language_11_5_too_many_bad_records_exit_with_2_before_anything_is_written() {
    let world = world();
    write(world.path(), "events.jsonl", format!("{ACTIVITY}{{\n"));
    write(world.path(), "sends.jsonl", "the old ones");
    let borne = run(world.path(), &["--max-bad", "1"]);
    assert!(borne.code == 0 && borne.err.contains("events.jsonl:4: "), "{}", borne.err);
    let done = run(world.path(), &["--max-bad", "0", "--out", "sends.jsonl"]);
    assert!(done.code == 2 && done.err.contains("events.jsonl:4: "), "{}", done.err);
    assert_eq!(fs::read_to_string(world.path().join("sends.jsonl")).unwrap(), "the old ones");
    assert_eq!(run(world.path(), &["--max-bad", "20%"]).code, 0);
    assert_eq!(run(world.path(), &["--max-bad", "10%"]).code, 2);
    assert_eq!(run(world.path(), &["--max-bad", "many"]).code, 2);
}

#[test]
fn contacts_must_come_from_somewhere() {
    let world = world();
    let done = nuncio(world.path(), &["run", "c.campaign"]);
    assert!(done.code == 2 && done.err.contains("--contacts"), "{}", done.err);
    let missing = nuncio(world.path(), &["run", "c.campaign", "--contacts", "nobody.jsonl"]);
    assert!(missing.code == 2 && missing.err.contains("nobody.jsonl"), "{}", missing.err);
}

#[test]
fn interface_1_3_the_project_names_the_data() {
    let world = world();
    write(world.path(), "more/b.jsonl", ACTIVITY.replace("u2", "u9"));
    write(world.path(), "more/a.jsonl", "");
    let project = "[workspace]\ncontacts = [\"people.jsonl\"]\nactivity = [\"more/*.jsonl\", \"events.jsonl\"]\n";
    write(world.path(), "nuncio.toml", project);
    let done = nuncio(&world.path().join("more"), &["run"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(lines(&done.out).len(), 4);
    write(world.path(), "nuncio.toml", project.replace("more/*", "less/*"));
    let done = nuncio(world.path(), &["run"]);
    assert!(done.code == 2 && done.err.contains("no file matches `less/*.jsonl`"), "{}", done.err);
}

#[test]
fn campaigns_with_errors_do_not_run() {
    let world = world();
    write(world.path(), "c.campaign", LIVE.replace("send banner", "send baner"));
    let done = run(world.path(), &["--out", "sends.jsonl"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("c.campaign:5:") && done.err.contains("1 error in 1 file"), "{}", done.err);
    assert!(!world.path().join("sends.jsonl").exists());
}

#[test]
fn a_compiled_bundle_runs_as_its_sources_do() {
    let world = world();
    assert_eq!(nuncio(world.path(), &["build", "c.campaign", "-o", "c.nbc"]).code, 0);
    let all = ["--contacts", "people.jsonl", "--activity", "events.jsonl"];
    let compiled = nuncio(world.path(), &[&["run", "c.nbc"], all.as_slice()].concat());
    assert_eq!(compiled.out, run(world.path(), &[]).out);
    assert_eq!(lines(&compiled.out).len(), 2, "{}", compiled.err);
}

#[test]
fn without_activity_a_run_ends_now() {
    let world = world();
    let checked = "\
campaign hello {
    live from 2026-03-01
    audience { greeting is known }
    send email {
        subject \"Hello\"
        body \"Hello\"
        from \"Us\"
    }
}
";
    write(world.path(), "c.campaign", checked);
    let sent = |now: &str| {
        let done = nuncio(world.path(), &["run", "c.campaign", "--contacts", "people.jsonl", "--now", now]);
        assert_eq!(done.code, 0, "{}", done.err);
        lines(&done.out).len()
    };
    assert_eq!((sent("2026-02-28"), sent("2026-03-01")), (0, 1));
}

#[test]
fn activity_comes_through_standard_input_too() {
    let world = world();
    let file = fs::File::open(world.path().join("events.jsonl")).unwrap();
    let all = ["run", "c.campaign", "--contacts", "people.jsonl", "--activity", "-"];
    let piped = done(command(world.path(), &all).stdin(Stdio::from(file)).output().unwrap());
    assert_eq!(piped.out, run(world.path(), &[]).out);
    let twice = nuncio(world.path(), &["run", "c.campaign", "--contacts", "-", "--activity", "-"]);
    assert!(twice.code == 2 && twice.err.contains("only once"), "{}", twice.err);
}

#[test]
fn a_draft_sends_nothing() {
    let world = world();
    write(world.path(), "c.campaign", GOOD);
    let done = run(world.path(), &[]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
}

#[test]
fn campaigns_behind_a_data_flag_are_not_taken_for_data() {
    let arguments = ["run", "--contacts", "people.jsonl", "--activity", "events.jsonl", "c.campaign"];
    let done = nuncio(world().path(), &arguments);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("`c.campaign` was taken for data: it stands after `--activity`"), "{}", done.err);
}

/// §9.1: a draft sends nothing, and the run says why.
#[test]
fn a_draft_is_named_after_the_table() {
    let folder = world();
    write(folder.path(), "c.campaign", LIVE.replace("    live from 2026-03-01\n", ""));
    let done = run(folder.path(), &[]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert!(done.err.contains("`hello` is a draft: it has no `live from …`"), "{}", done.err);
}

#[test]
fn interface_3_2_sends_are_not_written_in_a_format_that_the_extension_does_not_name() {
    let done = run(world().path(), &["--out", "sends.foo"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("write `.jsonl` or `.csv`"), "{}", done.err);
}
