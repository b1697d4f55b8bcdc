//! The faces of a diagnostic: a report for people, JSON for programs, SARIF for scanners of code.
//!
//! In: the sources and what was said about them. Out: text. It must not know who reads it: width, colour and character
//! set are given. miette draws the excerpts; `report` is the only place that knows it.

mod clean;
mod json;
mod report;
mod sarif;

use std::collections::BTreeSet;

pub use json::json;
pub use sarif::sarif;

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// How a report for people looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Columns to fill.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub colour: bool,
    /// Whether lines are drawn with box characters; ASCII otherwise.
    pub unicode: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, colour: false, unicode: false }
    }
}

/// The diagnostics as people read them, one excerpt after the other, each followed by an empty line.
pub fn human(sources: &Sources, diagnostics: &[Diagnostic], options: Options) -> String {
    let excerpts = report::Excerpts::new(sources);
    let mut text = String::new();
    for diagnostic in sorted(diagnostics) {
        report::write(&mut text, &excerpts, diagnostic, options);
        text.push('\n');
    }
    text
}

/// How many there are of each severity, and in how many files: `2 errors and 1 warning in 3 files`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counted = [Severity::Error, Severity::Warning, Severity::Hint]
        .map(|severity| (severity, diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()));
    let parts: Vec<String> =
        counted.iter().filter(|(_, count)| *count > 0).map(|(severity, count)| plural(*count, severity)).collect();
    let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.primary.loc.file).collect();
    match parts.split_last() {
        None => "no errors".to_owned(),
        Some((only, [])) => format!("{only} in {}", plural(files.len(), "file")),
        Some((last, before)) => format!("{} and {last} in {}", before.join(", "), plural(files.len(), "file")),
    }
}

/// The order in which diagnostics are shown: by file, place and code.
fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<&Diagnostic> = diagnostics.iter().collect();
    order.sort_by_key(|diagnostic| (diagnostic.primary.loc.file, diagnostic.primary.loc.span, diagnostic.code.word()));
    order
}

fn plural(count: usize, noun: impl std::fmt::Display) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{s}")
}
