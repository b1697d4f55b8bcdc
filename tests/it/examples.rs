//! The examples: their data are what the generator writes, and their runs send what was worked out beforehand.

#[path = "../../examples/generate/main.rs"]
#[expect(dead_code, reason = "only the program itself writes files")]
mod generate;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::naive;

const EXAMPLES: [&str; 7] =
    ["upload_alert", "trial_ending", "lapsed_customers", "renewal_notice", "known_issue", "second_login", "export_tip"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// The program in an example's folder, where its project file is found.
fn nuncio(example: &str, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nuncio"));
    program.current_dir(folder().join(example)).env("NO_COLOR", "1").args(arguments).output().unwrap()
}

#[test]
fn the_data_are_those_that_the_generator_writes() {
    for file in generate::files() {
        let bytes = fs::read(folder().join(file.path)).unwrap();
        // Another version of a compressor may write other bytes for the same text.
        let text = match Path::new(file.path).extension().and_then(|extension| extension.to_str()) {
            Some("gz") => {
                let mut text = Vec::new();
                flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
                text
            }
            Some("zst") => zstd::decode_all(bytes.as_slice()).unwrap(),
            _ => bytes,
        };
        assert_eq!(
            String::from_utf8(text).unwrap(),
            file.text,
            "{}: `cargo run --example generate` writes it",
            file.path
        );
    }
}

#[test]
fn the_campaigns_have_nothing_to_complain_about() {
    for example in EXAMPLES {
        // Without data, whenever somebody tries it, and with the data that the project names.
        let (then, later) = ("2026-03-02T12:00:00Z", "2028-03-02");
        for (now, data) in [(then, &[][..]), (later, &[]), (then, &["--contacts", "--activity"])] {
            let output = nuncio(example, &[&["check", "--deny", "warnings", "--now", now], data].concat());
            assert!(output.status.success(), "{example}, {now}\n{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn the_campaigns_are_laid_out_as_the_formatter_does() {
    let output = nuncio("", &["fmt", "--check", "."]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn runs_send_what_was_expected() {
    for example in EXAMPLES {
        let output = nuncio(example, &["run"]);
        assert!(output.status.success(), "{example}\n{}", String::from_utf8_lossy(&output.stderr));
        let expected = fs::read_to_string(folder().join(example).join("expected.jsonl")).unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{example}");
    }
}

#[test]
fn runs_decide_for_the_reasons_that_were_expected() {
    for example in EXAMPLES {
        let expected = fs::read_to_string(folder().join(example).join("expected_reasons.txt")).unwrap();
        let decisions = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        let path = decisions.path().to_str().unwrap();
        let output = nuncio(example, &["run", "--out", "-", "--decisions", path]);
        assert!(output.status.success(), "{example}\n{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(reasons(&fs::read_to_string(path).unwrap()), expected, "{example}");
    }
}

/// A line a decision: who, when, of which campaign, for .
fn reasons(decisions: &str) -> String {
    let line = |decision: &str| {
        let decision: serde_json::Value = serde_json::from_str(decision).unwrap();
        let text = |key: &str| decision[key].as_str().map(str::to_owned);
        let company = text("company_id").map(|id| format!("/{id}")).unwrap_or_default();
        // The line of a full cap moves with every edit of the file; the banner in the way does not.
        let by = text("by").map(|banner| format!(" by {banner}")).unwrap_or_default();
        let (contact, at) = (text("contact_id").unwrap(), text("at").unwrap());
        format!("{contact}{company} {at} {} {}{by}\n", text("campaign").unwrap(), text("outcome").unwrap())
    };
    decisions.lines().map(line).collect()
}

/// The second engine shares nothing with the first but the parser, so what both say of an example is what the language
/// says.
#[test]
fn the_naive_engine_sends_and_decides_the_same() {
    for example in EXAMPLES {
        let read = |name: &str| fs::read_to_string(folder().join(example).join(name)).unwrap();
        let source = format!("{example}.campaign");
        let mut input = naive::Input { sources: vec![(source.clone(), read(&source))], ..naive::Input::default() };
        for file in generate::files() {
            match file.path.strip_prefix(example).and_then(|path| path.strip_prefix('/')) {
                Some(path) if path.starts_with("contacts") => input.contacts.push(json_lines(&file)),
                Some(_) => input.activity.push(json_lines(&file)),
                None => {}
            }
        }
        let output = naive::run(&input);
        let sends: String = output.sends.iter().map(|send| format!("{}\n", send.trim_end())).collect();
        assert_eq!(sends, read("expected.jsonl"), "{example}");
        assert_eq!(reasons(&output.decisions.join("\n")), read("expected_reasons.txt"), "{example}");
    }
}

/// The records of a file, one JSON object a line.
fn json_lines(file: &generate::Written) -> String {
    let path = file.path.trim_end_matches(".gz").trim_end_matches(".zst");
    if !path.ends_with(".csv") {
        // An array has one record a line.
        let records = file.text.lines().filter(|line| line.starts_with('{')).map(|line| line.trim_end_matches(','));
        return records.collect::<Vec<_>>().join("\n");
    }
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = header.iter().zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
        let (nested, plain): (Vec<_>, Vec<_>) = cells.partition(|(name, _)| name.contains('.'));
        let mut fields: Vec<String> =
            plain.into_iter().map(|(name, cell)| format!("\"{name}\":{}", json(cell))).collect();
        let mut objects: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, cell) in nested {
            let (object, key) = name.split_once('.').unwrap();
            objects.entry(object).or_default().push(format!("\"{key}\":{}", json(cell)));
        }
        fields.extend(objects.into_iter().map(|(object, keys)| format!("\"{object}\":{{{}}}", keys.join(","))));
        format!("{{{}}}", fields.join(","))
    };
    reader.records().map(|record| row(record.unwrap())).collect::<Vec<_>>().join("\n")
}

/// A cell as JSON: objects, flags and numbers as they stand, the rest as text. No example has digits for a text.
fn json(cell: &str) -> String {
    match cell.starts_with(['{', '[']) || matches!(cell, "true" | "false") || cell.bytes().all(|b| b.is_ascii_digit()) {
        true => cell.to_owned(),
        false => serde_json::to_string(cell).unwrap(),
    }
}
