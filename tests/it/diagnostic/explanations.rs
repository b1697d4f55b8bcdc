//! The explanation of every code: `grammar/codes/CODE.md`, as `check --explain` shows it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nuncio::diagnostic::{Code, Severity};
use nuncio::lint::{Context, Level, Levels, lint};
use nuncio::source::{SourceFile, Sources};
use nuncio::time::{Zone, parse_time};

/// Codes that take a ledger or data: their samples compile, and the text says what else it takes.
const ELSEWHERE: [Code; 8] = [
    Code::ModeChanged,
    Code::LiveChanged,
    Code::WideAudience,
    Code::FutureAgo,
    Code::UnseenEvent,
    Code::UnseenAttribute,
    Code::NewMetadata,
    Code::TourRestEvent,
];

/// Codes that nothing reports yet. One that is reported is to be taken off the list.
const PENDING: &[Code] = &[];

/// What is said about a sample, where the code is wanted.
fn said(code: Code, sample: &str) -> BTreeSet<Code> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("sample.campaign", sample));
    let mut levels = Levels::default();
    if code.is_off() {
        levels.set(code, Level::Warn);
    }
    let now = parse_time("2026-03-02T12:00:00Z", &Zone::utc()).expect("a time");
    let found = lint(&nuncio::compile(sources), &Context { now, levels: &levels, evidence: None });
    found.into_iter().map(|diagnostic| diagnostic.code).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/codes")
}

fn samples(explanation: &str) -> Vec<&str> {
    let fences = explanation.split("```campaign\n").skip(1);
    fences.map(|rest| rest.split_once("```").expect("an end").0).collect()
}

#[test]
fn an_explanation_has_a_heading_a_paragraph_and_two_samples() {
    for code in Code::ALL {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# `{code}`\n\n")), "{code}: {text}");
        assert!(text.ends_with("```\n"), "{code}: {text}");
        assert!(text.contains("\n\nRight:\n\n"), "{code}: {text}");
        assert_eq!(samples(text).len(), 2, "{code}: {text}");
        let meaning = code.meaning();
        assert!(meaning.contains('§') && meaning.ends_with('.'), "{code}: {meaning}");
        assert!(!meaning.contains("\n\n"), "{code}: one paragraph");
        let wide = text.lines().find(|line| line.chars().count() > 110);
        assert_eq!(wide, None, "{code}");
    }
}

#[test]
fn every_file_is_that_of_a_code() {
    for entry in std::fs::read_dir(folder()).expect("the folder") {
        let name = entry.expect("a file").file_name().into_string().expect("UTF-8");
        if name == "README.md" {
            continue;
        }
        let code = name.strip_suffix(".md").and_then(Code::from_word);
        assert!(code.is_some(), "grammar/codes/{name} explains nothing");
    }
}

#[test]
fn the_first_sample_shows_the_code_and_nothing_else() {
    let mut wrong = String::new();
    for code in Code::ALL.iter().copied() {
        let first = samples(code.explanation())[0];
        let said = said(code, first);
        let silent = ELSEWHERE.contains(&code) || PENDING.contains(&code);
        let expected = if silent { BTreeSet::new() } else { BTreeSet::from([code]) };
        if said != expected {
            wrong.push_str(&format!("{code}: {said:?}\n{first}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_second_sample_leaves_nothing_to_be_said() {
    let mut wrong = String::new();
    for code in Code::ALL.iter().copied() {
        let second = samples(code.explanation())[1];
        let said = said(code, second);
        if !said.is_empty() {
            wrong.push_str(&format!("{code}: {said:?}\n{second}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// An error that no sample shows would be one that nobody can see.
#[test]
fn only_errors_that_take_a_ledger_are_not_shown() {
    let silent: Vec<_> = ELSEWHERE.into_iter().filter(|code| code.severity() == Severity::Error).collect();
    assert_eq!(silent, [Code::ModeChanged, Code::LiveChanged]);
}

/// `grammar/codes/README.md` is made from the registry: `INSTA_UPDATE=always cargo test --test it explanations` writes
/// it anew.
#[test]
fn the_list_of_codes_is_the_registry() {
    let path = folder().join("README.md");
    let list = list();
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(&path, &list).expect("the list is written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let how = "run `INSTA_UPDATE=always cargo test --test it explanations`";
    assert!(found == list, "grammar/codes/README.md is not what the registry says: {how}");
}

/// Every code with its severity, its level where nobody sets one, and what it is about.
fn list() -> String {
    let mut text = String::from(
        "# Codes\n\nEverything that Nuncio says about campaigns, as `nuncio check --explain CODE` shows it. A code stays \
         what it is.\nThe level is what holds where neither `nuncio.toml` nor an `allow` says otherwise.\n",
    );
    for (heading, severities) in
        [("Errors", &[Severity::Error][..]), ("Warnings and hints", &[Severity::Warning, Severity::Hint])]
    {
        text.push_str(&format!("\n## {heading}\n\n| code | severity | level | is about |\n|---|---|---|---|\n"));
        for code in Code::ALL.iter().filter(|code| severities.contains(&code.severity())) {
            let level = match (code.severity(), code.is_off()) {
                (Severity::Error, _) => "deny",
                (_, false) => "warn",
                (_, true) => "allow",
            };
            text.push_str(&format!("| [`{code}`]({code}.md) | {} | {level} | {} |\n", code.severity(), code.about()));
        }
    }
    text
}
