//! Worked examples: each file of `tests/cases/engine` shows one behaviour, expected by hand. Sections are
//! `--- campaign`, `--- contacts` (JSON lines), `--- activity`, `--- run KEY=TIME …` and what comes of it:
//!
//! - `--- sends`: `TIME CAMPAIGN CONTACT[/COMPANY] TRIGGER`, and a text that is its body, or an object with some keys
//!   of its content;
//! - `--- decisions`: the same with the outcome, then `line=N` of the rule or `by=…` where the example cares;
//! - `--- errors`: `LINE CODE`; without lines, that there are none.

use std::fmt::Write;

use nuncio::compile;
use nuncio::source::{SourceFile, Sources};
use nuncio::time::Instant;
use serde_json::{Value, json};

use super::{real, same};
use crate::naive::{self, Input, Output};

/// What an example says.
#[derive(Default)]
pub(crate) struct Case {
    pub(crate) input: Input,
    pub(crate) source: String,
    sends: Option<Vec<String>>,
    decisions: Option<Vec<String>>,
    errors: Option<Vec<String>>,
}

fn time(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap_or_else(|why| panic!("{text}: {why}")).as_microsecond()
}

pub(crate) fn case(text: &str) -> Case {
    let mut case = Case::default();
    for section in text.split("\n--- ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        let mut words = head.split_whitespace();
        let lines = || body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        match words.next().unwrap() {
            "campaign" => case.source = body.to_owned(),
            "contacts" => case.input.contacts = vec![lines().collect::<Vec<_>>().join("\n")],
            "activity" => {
                case.input.activity = vec![lines().map(|line| record(&line)).collect::<Vec<_>>().join("\n")];
            }
            "run" => {
                for option in words {
                    let (key, at) = option.split_once('=').unwrap();
                    match key {
                        "from" => case.input.from = Some(time(at)),
                        "to" => case.input.to = Some(time(at)),
                        "contacts_at" => case.input.contacts_at = Some(time(at)),
                        _ => panic!("run has no {key}"),
                    }
                }
            }
            "sends" => case.sends = Some(lines().collect()),
            "decisions" => case.decisions = Some(lines().collect()),
            "errors" => case.errors = Some(lines().collect()),
            other => panic!("no section is called {other}"),
        }
    }
    case.input.sources = vec![("c.campaign".to_owned(), case.source.clone())];
    case
}

/// A record from `TIME CONTACT KIND ARGUMENT [from SOURCE] [OBJECT]`, or as JSON.
fn record(line: &str) -> String {
    if line.starts_with('{') {
        return line.to_owned();
    }
    let (head, object) = line.split_once(" {").map_or((line, None), |(head, rest)| (head, Some(format!("{{{rest}"))));
    let words: Vec<&str> = head.split_whitespace().collect();
    let mut fields = vec![format!("\"received_at\":\"{}\",\"contact_id\":\"{}\"", words[0], words[1])];
    let mut add = |key: &str, value: &str| fields.push(format!("\"{key}\":{value}"));
    let text = |word: &str| json!(word).to_string();
    let bag = match words[2] {
        "event" => {
            add("event", &text(words[3]));
            if let Some(from) = words.iter().position(|word| *word == "from") {
                add("source", &text(words[from + 1]));
            }
            "metadata"
        }
        "page" => {
            add("type", "\"page\"");
            add("url", &text(words[3]));
            "metadata"
        }
        "identify" => {
            add("type", "\"identify\"");
            "attributes"
        }
        "launch" => {
            add("type", "\"launch\"");
            add("campaign", &text(words[3]));
            "metadata"
        }
        "check" => {
            add("type", "\"check\"");
            "metadata"
        }
        action => {
            add("type", "\"receipt\"");
            add("action", &text(action));
            add("campaign", &text(words[3]));
            "metadata"
        }
    };
    if let Some(object) = object {
        add(bag, &object);
    }
    format!("{{{}}}", fields.join(","))
}

/// Time, campaign, contact and trigger of a send or a decision.
fn head(line: &Value) -> String {
    let text = |key: &str| line[key].as_str().unwrap().to_owned();
    let company = line["company_id"].as_str().map_or(String::new(), |company| format!("/{company}"));
    let kind = line["trigger"]["kind"].as_str().unwrap();
    format!("{} {} {}{company} {kind}", text("at"), text("campaign"), text("contact_id"))
}

/// A send, written with as much of its content as `want` has.
fn send(line: &str, want: Option<&String>) -> String {
    let send: Value = serde_json::from_str(line).unwrap();
    let content = &send["content"];
    let mut text = head(&send);
    let wanted = want.and_then(|want| want.splitn(5, ' ').nth(4));
    match wanted.map(|wanted| serde_json::from_str(wanted).unwrap_or_else(|why| panic!("{wanted}: {why}"))) {
        Some(Value::Object(keys)) => {
            let got: serde_json::Map<_, _> = keys.keys().map(|key| (key.clone(), content[key].clone())).collect();
            let same = got == keys;
            let shown = if same { wanted.unwrap().to_owned() } else { Value::Object(got).to_string() };
            write!(text, " {shown}").unwrap();
        }
        Some(_) => {
            let body = content.get("body").or_else(|| content.get("html")).unwrap_or(&Value::Null);
            write!(text, " {body}").unwrap();
        }
        None => {}
    }
    text
}

/// A decision, written as far as `want` goes.
fn decision(line: &str, want: Option<&String>) -> String {
    let decision: Value = serde_json::from_str(line).unwrap();
    let mut text = format!("{} {}", head(&decision), decision["outcome"].as_str().unwrap());
    let more = want.map_or(0, |want| want.split_whitespace().count().saturating_sub(5));
    let line = decision["rule"].get("line").map(|line| format!("line={line}"));
    let by = decision.get("by").map(|by| format!("by={}", by.as_str().map_or(by.to_string(), str::to_owned)));
    for word in line.into_iter().chain(by).take(more) {
        write!(text, " {word}").unwrap();
    }
    text
}

fn shown(lines: &[String], want: &[String], write: fn(&str, Option<&String>) -> String) -> Vec<String> {
    lines.iter().enumerate().map(|(at, line)| write(line, want.get(at))).collect()
}

fn compare(who: &str, case: &Case, output: &Output) -> Option<String> {
    let sends = case.sends.as_ref().map(|want| same("sends", want, &shown(&output.sends, want, send)));
    let decisions =
        case.decisions.as_ref().map(|want| same("decisions", want, &shown(&output.decisions, want, decision)));
    let why = [sends.flatten(), decisions.flatten()].into_iter().flatten().next()?;
    Some(format!("{who}: {why}"))
}

fn errors(source: &str) -> Vec<String> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("c.campaign", source));
    let compilation = compile(sources);
    let errors = compilation.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let line = |loc| compilation.sources.line_column(loc).line;
    let mut lines: Vec<(u32, String)> =
        errors.map(|error| (line(error.primary.loc), format!("{} {}", line(error.primary.loc), error.code))).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Why an example does not hold.
fn fails(case: &Case) -> Option<String> {
    if let Some(want) = &case.errors {
        return same("errors", want, &errors(&case.source));
    }
    assert!(case.sends.is_some() || case.decisions.is_some(), "it expects nothing");
    compare("engine", case, &real::run(&case.input, Vec::new()).0)
        .or_else(|| compare("naive", case, &naive::run(&case.input)))
}

#[test]
fn worked_examples_hold() {
    let folder = format!("{}/tests/cases/engine", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 30, "only {} examples", paths.len());
    let mut failures = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(text.starts_with("// §"), "{name} opens with the rule that it shows");
        let why = std::panic::catch_unwind(|| fails(&case(&text))).unwrap_or(Some("it panics".to_owned()));
        if let Some(why) = why {
            writeln!(failures, "{name}: {why}").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Instants are written as `time` reads them, so that examples can be compared by text.
#[test]
fn times_of_examples_are_those_of_records() {
    assert_eq!(Instant(time("2026-03-02T10:00:00.5Z")).to_string(), "2026-03-02T10:00:00.5Z");
}
