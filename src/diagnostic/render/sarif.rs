//! `check --format sarif`: a log in SARIF 2.1.0, as scanners of code and their editors read it (INTERFACE §4.1).

use std::collections::BTreeSet;

use serde::Serialize;

use super::sorted;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Label, Severity};
use crate::source::{FileId, LineColumn, Loc, SourceFile, Sources, Span};
use crate::text::escape;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text<'static>,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// What SARIF calls a fix.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    description: Text<'a>,
    artifact_changes: Vec<Edited<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edited<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Text<'a>>,
}

/// The diagnostics as a SARIF log, in the order of files, places and codes, with a line break at the end. Its rules are
/// the codes that occur.
pub fn sarif(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results = sorted(diagnostics).into_iter().map(|diagnostic| finding(sources, &codes, diagnostic)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        rules: codes.iter().map(|code| rule(*code)).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let mut text =
        serde_json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: Code) -> Rule {
    Rule {
        id: code.word(),
        short_description: Text { text: code.about() },
        full_description: Message { text: code.meaning().replace('\n', " ") },
        help: Help { text: code.explanation(), markdown: code.explanation() },
        default_configuration: Configuration { enabled: !code.is_off(), level: level(code.severity()) },
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn finding<'a>(sources: &'a Sources, codes: &[Code], diagnostic: &'a Diagnostic) -> Finding<'a> {
    let related = diagnostic.labels.iter().enumerate().map(|(at, label)| location(sources, label, Some(at + 1)));
    Finding {
        rule_id: diagnostic.code.word(),
        rule_index: codes.iter().position(|code| *code == diagnostic.code).unwrap_or_default(),
        level: level(diagnostic.severity),
        message: Message { text: message(diagnostic) },
        locations: [location(sources, &diagnostic.primary, None)],
        related_locations: related.collect(),
        fixes: diagnostic.fixes.iter().map(|fix| change(sources, fix)).collect(),
    }
}

/// What is wrong, why, and what to write instead, a line each. Braces stand as they are: with nothing to fill in,
/// readers leave them alone, and doubled ones would be copied from the help into campaigns.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    if !diagnostic.primary.message.is_empty() {
        text.push_str(": ");
        text.push_str(&diagnostic.primary.message);
    }
    if let Some(help) = &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text
}

fn location<'a>(sources: &Sources, label: &'a Label, id: Option<usize>) -> Location<'a> {
    Location {
        id,
        physical_location: Physical {
            artifact_location: artifact(sources, label.loc.file),
            region: region(sources, label.loc),
        },
        message: (!label.message.is_empty()).then_some(Text { text: &label.message }),
    }
}

fn change<'a>(sources: &Sources, fix: &'a Fix) -> Change<'a> {
    let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.loc.file).collect();
    files.sort_unstable();
    files.dedup();
    let edited = |file: FileId| {
        let mut edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.loc.file == file).collect();
        edits.sort_by_key(|edit| edit.loc.span);
        Edited {
            artifact_location: artifact(sources, file),
            replacements: edits.into_iter().map(|edit| replacement(sources, edit)).collect(),
        }
    };
    Change { description: Text { text: &fix.title }, artifact_changes: files.into_iter().map(edited).collect() }
}

fn replacement<'a>(sources: &Sources, edit: &'a Edit) -> Replacement<'a> {
    Replacement {
        deleted_region: region(sources, edit.loc),
        inserted_content: (!edit.text.is_empty()).then_some(Text { text: &edit.text }),
    }
}

fn region(sources: &Sources, loc: Loc) -> Region {
    let end = Loc { span: Span::at(loc.span.end.max(loc.span.start)), ..loc };
    let (start, end): (LineColumn, LineColumn) = (sources.line_column(loc), sources.line_column(end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The name of a file as a URI: relative where the name is, a `file:` one where it is not.
fn artifact(sources: &Sources, file: FileId) -> Artifact {
    let name = sources.get(file).map(SourceFile::name).unwrap_or_default();
    let drive = name.as_bytes().get(1..3) == Some(b":/");
    let mut uri = match (name.starts_with('/'), drive) {
        (true, _) => "file://".to_owned(),
        (_, true) => "file:///".to_owned(),
        _ => String::new(),
    };
    for (at, part) in name.split('/').enumerate() {
        if at > 0 {
            uri.push('/');
        }
        if at == 0 && drive { uri.push_str(part) } else { escape::percent(part, &mut uri) }
    }
    Artifact { uri }
}
