//! Worked cases: what a campaign does, by hand.
//!
//! A folder of cases may be named by `NUNCIO_CASES`: each case is a folder with `c.campaign`, `contacts*`, `activity*`,
//! `args`, and `sends.jsonl` or `decisions.jsonl`, of which only the keys written are compared.

use std::fs;
use std::path::Path;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Input, Output, clock, run};

/// Whether `got` has all that `want` asks for: objects are subsets, lists are exact.
fn has(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            want.iter().all(|(key, value)| got.get(key).is_some_and(|got| has(value, got)))
        }
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len() && want.iter().zip(got).all(|(want, got)| has(want, got))
        }
        _ => want == got,
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The data of a case as JSON lines, or `None` where it is in another format.
fn data(folder: &Path, stem: &str) -> Option<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with(stem));
    paths.sort();
    let read = |path: &std::path::PathBuf| match path.extension()?.to_str()? {
        "jsonl" => Some(fs::read_to_string(path).unwrap()),
        "json" => {
            let text = fs::read_to_string(path).unwrap();
            let records: Vec<&serde_json::value::RawValue> = serde_json::from_str(&text).unwrap();
            Some(records.iter().map(|raw| raw.get().replace('\n', " ") + "\n").collect())
        }
        _ => None,
    };
    paths.iter().map(read).collect()
}

/// `None` where the case is not for this engine.
fn case(folder: &Path) -> Option<Result<(), String>> {
    let text = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let (sends, decisions) = (text("sends.jsonl"), text("decisions.jsonl"));
    if sends.is_none() && decisions.is_none() || text("before.campaign").is_some() || text("exit").is_some() {
        return None;
    }
    let args = text("args").unwrap_or_default();
    let args: Vec<&str> = args.lines().filter(|line| !line.is_empty()).collect();
    let argument = |name: &str| args.iter().position(|arg| *arg == name).map(|at| args[at + 1]);
    if argument("--format").is_some() || argument("--ledger").is_some() {
        return None;
    }
    let time = |name: &str| argument(name).map(|text| clock::read_text(text, &TimeZone::UTC).unwrap());
    let name = folder.join("c.campaign").to_str().unwrap().to_owned();
    let input = Input {
        sources: vec![(name, text("c.campaign")?)],
        contacts: data(folder, "contacts")?,
        activity: data(folder, "activity")?,
        from: time("--from"),
        to: time("--to"),
        contacts_at: time("--contacts-at"),
        earlier: Vec::new(),
        now: clock::read_text("2026-03-02T12:00:00Z", &TimeZone::UTC).unwrap(),
    };
    Some(compare(&run(&input), sends.as_deref(), decisions.as_deref()))
}

fn compare(output: &Output, sends: Option<&str>, decisions: Option<&str>) -> Result<(), String> {
    if let Some(want) = decisions {
        let got = lines(&output.decisions.join("\n"));
        return match lines(want).iter().find(|want| !got.iter().any(|got| has(want, got))) {
            Some(missing) => Err(format!("no decision {missing}, but\n{}", output.decisions.join("\n"))),
            None => Ok(()),
        };
    }
    let (want, got) = (lines(sends.unwrap()), lines(&output.sends.join("\n")));
    if want.len() == got.len() && want.iter().zip(&got).all(|(want, got)| has(want, got)) {
        return Ok(());
    }
    let at = want.iter().zip(&got).position(|(want, got)| !has(want, got)).unwrap_or(want.len().min(got.len()));
    Err(format!("send {}: wanted\n{:?}\ngot\n{:?}", at + 1, want.get(at), output.sends.get(at)))
}

#[test]
fn the_worked_cases_hold() {
    let Ok(folder) = std::env::var("NUNCIO_CASES") else { return };
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let mut failures = Vec::new();
    let mut run = 0;
    for folder in folders {
        let result = std::panic::catch_unwind(|| case(&folder)).unwrap_or(Some(Err("panicked".to_owned())));
        run += usize::from(result.is_some());
        if let Some(Err(why)) = result {
            failures.push(format!("{}: {why}", folder.file_name().unwrap().to_str().unwrap()));
        }
    }
    assert!(run > 0, "no case is for this engine");
    assert!(failures.is_empty(), "{} of {run} cases fail:\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn a_cap_counts_from_the_last_send() {
    let campaign = r#"
        campaign alert {
            audience { plan in ["pro", "team"] }
            when event upload { size > 2 minutes }
            frequency once per hour
            live from 2026-03-01
            send push {
                title "{{ event.name | fallback: "A file" }}"
                body "Done"
                opens "/files/{{ event.name }}"
            }
        }
    "#;
    let event = |at: &str, metadata: &str| {
        format!(r#"{{"contact_id":"a","event":"upload","received_at":"2026-03-02T{at}Z","metadata":{metadata}}}"#)
    };
    let activity = [
        event("10:00:00", r#"{"size":120.5,"name":"b c"}"#),
        event("10:30:00", r#"{"size":200}"#),
        event("11:00:00", r#"{"size":120}"#),
        event("11:00:00", r#"{"size":121}"#),
    ];
    let output = run(&Input {
        sources: vec![("c.campaign".to_owned(), campaign.to_owned())],
        contacts: vec![r#"{"id":"a","plan":"pro"}"#.to_owned()],
        activity: vec![activity.join("\n")],
        ..Input::default()
    });
    let outcomes: Vec<Value> = lines(&output.decisions.join("\n")).iter().map(|line| line["outcome"].clone()).collect();
    assert_eq!(outcomes, ["sent", "frequency", "metadata", "sent"], "§6.2, §14.1");
    assert_eq!(output.sends.len(), 2);
    assert!(output.sends[0].ends_with(r#""content":{"title":"b c","body":"Done","opens":"/files/b%20c"}}"#), "§12.3");
}
