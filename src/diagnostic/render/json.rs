//! Diagnostics as INTERFACE §4 has them.

use serde::Serialize;

use super::sorted;
use crate::diagnostic::{Diagnostic, Label};
use crate::source::{LineColumn, Loc, SourceFile, Sources};

#[derive(Serialize)]
struct Item<'a> {
    code: &'static str,
    severity: String,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    span: Range,
    labels: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    message: &'a str,
    file: &'a str,
    span: Range,
}

#[derive(Serialize)]
struct Range {
    start: LineColumn,
    end: LineColumn,
}

/// The diagnostics as a JSON array, in the order of files, places and codes, with a line break at the end.
pub fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let items: Vec<Item<'_>> = sorted(diagnostics).into_iter().map(|diagnostic| item(sources, diagnostic)).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Item<'a> {
    Item {
        code: diagnostic.code.word(),
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        file: name(sources, diagnostic.primary.loc),
        span: range(sources, diagnostic.primary.loc),
        labels: diagnostic.labels.iter().map(|label| place(sources, label)).collect(),
    }
}

fn place<'a>(sources: &'a Sources, label: &'a Label) -> Place<'a> {
    Place { message: &label.message, file: name(sources, label.loc), span: range(sources, label.loc) }
}

fn name(sources: &Sources, loc: Loc) -> &str {
    sources.get(loc.file).map(SourceFile::name).unwrap_or_default()
}

fn range(sources: &Sources, loc: Loc) -> Range {
    let end = Loc { span: crate::source::Span::at(loc.span.end.max(loc.span.start)), ..loc };
    Range { start: sources.line_column(loc), end: sources.line_column(end) }
}
