//! The language reference: its samples compile, its numbers are those that the sources cite, its tables of codes are
//! the registry.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nuncio::diagnostic::{Code, Diagnostic, Severity};
use nuncio::ir::{Channel, Outcome};
use nuncio::source::{SourceFile, Sources};
use nuncio::syntax::FILTERS;

const REFERENCE: &str = include_str!("../../grammar/REFERENCE.md");
const KEYWORDS: &str = include_str!("../../grammar/keywords.pest");
const INTERFACE: &str = include_str!("../../grammar/INTERFACE.md");
const README: &str = include_str!("../../README.md");

/// A fenced sample.
struct Sample {
    /// The line of its fence, from 1.
    line: usize,
    /// The file that it stands for, what it is a part of put around it.
    source: String,
    /// The error that it is there to show.
    error: Option<Code>,
}

impl Sample {
    fn new(line: usize, info: &str, text: &str) -> Self {
        let mut source = text.to_owned();
        let mut error = None;
        for word in info.split_whitespace() {
            match word.split_once('=') {
                Some(("error", code)) => {
                    error = Some(Code::from_word(code).unwrap_or_else(|| panic!("line {line}: {code}")))
                }
                Some(("content", channel)) => source = format!("campaign sample {{\nsend {channel} {{\n{text}}}\n}}\n"),
                None if word == "rules" => source = format!("segment sample {{\n{text}}}\n"),
                None if word == "sections" => source = campaign(text),
                _ => panic!("line {line}: a sample cannot be `{word}`"),
            }
        }
        Self { line, source, error }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut sources = Sources::new();
        sources.add(SourceFile::new("sample.campaign", self.source.as_str()));
        nuncio::compile(sources).diagnostics
    }
}

/// A campaign of these sections, with a message if they have none.
fn campaign(sections: &str) -> String {
    let send = match sections.lines().any(|line| line.starts_with("send ")) {
        true => "",
        false => "send post {\nheadline \"Sample\"\nbody \"Sample\"\n}\n",
    };
    format!("campaign sample {{\n{sections}{send}}}\n")
}

fn samples(text: &str) -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```campaign") {
            let text: String = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            samples.push(Sample::new(at + 1, info, &text));
        }
    }
    samples
}

#[test]
fn samples_compile_or_fail_as_they_say() {
    let mut wrong = Vec::new();
    for sample in samples(REFERENCE).into_iter().chain(samples(README)) {
        let found = sample.diagnostics();
        let errors: Vec<_> = found.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        let codes: BTreeSet<_> = errors.iter().map(|diagnostic| diagnostic.code).collect();
        if codes != BTreeSet::from_iter(sample.error) {
            let messages: Vec<_> = errors.iter().map(|error| format!("  {}: {}", error.code, error.message)).collect();
            let wanted = sample.error.map_or("no error", Code::word);
            wrong.push(format!("line {}: {wanted} wanted\n{}\n{}", sample.line, messages.join("\n"), sample.source));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every word, channel and filter of the language stands in a sample that compiles.
#[test]
fn samples_show_the_whole_language() {
    let sound = samples(REFERENCE).into_iter().filter(|sample| sample.error.is_none());
    let text: String = sound.flat_map(|sample| [sample.source, "\n".to_owned()]).collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: BTreeSet<&str> = text.split(|c| !is_word(c)).collect();
    let keywords = KEYWORDS.lines().filter_map(|line| line.split('"').nth(1));
    let missing: Vec<_> = keywords
        .filter(|keyword| !keyword.split(|c| !is_word(c)).all(|word| words.contains(word)))
        .map(str::to_owned)
        .chain(
            FILTERS.iter().filter(|filter| !text.contains(&format!("| {filter}"))).map(|filter| (*filter).to_owned()),
        )
        .chain(
            Channel::ALL
                .map(Channel::word)
                .into_iter()
                .map(|channel| format!("send {channel}"))
                .filter(|send| !text.contains(&format!("{send} "))),
        )
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// §14.1: every reason is told.
#[test]
fn the_table_of_reasons_is_whole() {
    let (_, chapter) = REFERENCE.split_once("\n### 14.1 ").unwrap();
    let (chapter, _) = chapter.split_once("\n### 14.2 ").unwrap();
    let told: Vec<_> = first_cells(chapter).collect();
    let reasons: Vec<_> =
        Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Sent).map(Outcome::word).collect();
    assert_eq!(told, reasons);
}

#[test]
fn every_rule_has_its_heading() {
    let counts = [(1, 1..=7), (2, 1..=6), (3, 1..=6), (4, 1..=4), (5, 1..=2), (6, 1..=3), (7, 0..=7), (8, 1..=6)];
    let more = [(9, 1..=3), (10, 1..=2), (11, 1..=5), (12, 1..=3), (14, 1..=2)];
    let headings = headings(REFERENCE);
    for (section, rules) in counts.into_iter().chain(more) {
        assert!(headings.contains(&section.to_string()), "§{section}");
        for rule in rules {
            assert!(headings.contains(&format!("{section}.{rule}")), "§{section}.{rule}");
        }
    }
    assert!(headings.contains("13"), "§13");
}

#[test]
fn a_number_is_that_of_one_heading() {
    for text in [REFERENCE, INTERFACE] {
        let mut numbers: Vec<_> = text.lines().filter(|line| line.starts_with("##")).flat_map(headings).collect();
        numbers.retain(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        let distinct: BTreeSet<_> = numbers.iter().collect();
        assert_eq!(distinct.len(), numbers.len(), "{numbers:?}");
    }
}

#[test]
fn every_citation_leads_to_a_heading() {
    let (reference, interface) = (headings(REFERENCE), headings(INTERFACE));
    let mut lost = Vec::new();
    for folder in ["src", "tests", "grammar", "examples"] {
        for path in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            for (at, sign) in text.match_indices('§') {
                let (before, after) = text.split_at(at);
                let cited = after.strip_prefix(sign).unwrap_or_default();
                let digits = cited.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(cited.len());
                let (number, rest) = cited.split_at(digits);
                let number = match rest.starts_with('a') {
                    true => format!("{number}a"),
                    false => number.trim_end_matches('.').to_owned(),
                };
                let headings = if before.ends_with("INTERFACE ") { &interface } else { &reference };
                if !number.is_empty() && !headings.contains(&number) {
                    lost.push(format!("{}: §{number}", path.display()));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn the_tables_of_codes_are_the_registry() {
    let (_, chapter) = REFERENCE.split_once("\n## 13 ").unwrap();
    let (chapter, _) = chapter.split_once("\n### Other spellings").unwrap();
    let (errors, warnings) = chapter.split_once("\n### Warnings").unwrap();
    let (_, apart) = REFERENCE.split_once("\n### 5.2 ").unwrap();
    let (apart, _) = apart.split_once("\n## 6 ").unwrap();
    let (warnings, _) = warnings.split_once("\n| purpose | ").unwrap();
    let registry = |error: bool| {
        let of_kind = move |code: &&Code| (code.severity() == Severity::Error) == error;
        Code::ALL.iter().filter(of_kind).map(|code| code.word().to_owned()).collect::<BTreeSet<_>>()
    };
    let listed: BTreeSet<_> = first_cells(errors).chain(first_cells(apart)).collect();
    assert_eq!(listed, registry(true));
    assert_eq!(first_cells(warnings).collect::<BTreeSet<_>>(), registry(false));
    let off = warnings.lines().filter(|line| line.ends_with("| off |")).collect::<Vec<_>>().join("\n");
    let silent = Code::ALL.iter().filter(|code| code.is_off()).map(|code| code.word().to_owned());
    assert_eq!(first_cells(&off).collect::<BTreeSet<_>>(), silent.collect());
}

/// The words in backticks of the first cell of every row.
fn first_cells(tables: &str) -> impl Iterator<Item = String> {
    tables
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(str::to_owned)
}

/// The numbers that headings begin with.
fn headings(text: &str) -> BTreeSet<String> {
    let heading = |line: &str| Some(line.trim_start_matches('#').strip_prefix(' ')?.split(' ').next()?.to_owned());
    text.lines().filter(|line| line.starts_with("##")).filter_map(heading).collect()
}

/// The text files below a folder.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => paths.extend(texts(&path)),
            Some("rs" | "md" | "pest" | "campaign" | "snap") => paths.push(path),
            _ => {}
        }
    }
    paths
}
