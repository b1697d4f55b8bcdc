//! A survey as schema items.

use std::fmt::Write;

use super::infer::{Declarations, Declared, declarations, times};
use super::{EventCensus, Survey};
use crate::check::is_always_declared;
use crate::source::{FileId, SourceFile};
use crate::syntax::ast::SchemaOf;
use crate::syntax::{self, spell};

/// How many names that are not declared are listed.
const MOST_LEFT: usize = 10;

/// Schema items that suit what was found, as source in canonical layout.
///
/// A type is the one that reads most of the values. `required` is what is always there; `one of` closes a set of at
/// most 8 texts over at least 50 values, each there at least 3 times. What is always declared (§2.2) is left out.
pub fn source(survey: &Survey) -> String {
    let mut text = String::new();
    let mut item = |above: Option<String>, head: &str, lines: Declarations| {
        let above = above.map(|comment| format!("// {comment}\n")).unwrap_or_default();
        // A `String` takes whatever is written to it.
        let _ = write!(text, "{above}{head} {{\n{}}}\n\n", written(&lines));
    };
    let contacts = &survey.contacts;
    if contacts.rows > 0 || contacts.names.values().any(super::Values::is_met) {
        let declared = |name: &str| is_always_declared(&SchemaOf::Contacts, name);
        item(None, "contacts", declarations(contacts, declared, contacts.rows > 0 && survey.unrecorded == 0));
    }
    if survey.companies.rows > 0 {
        let declared = |name: &str| is_always_declared(&SchemaOf::Companies, name);
        item(None, "companies", declarations(&survey.companies, declared, true));
    }
    if survey.pages.rows > 0 {
        let declared = |name: &str| is_always_declared(&SchemaOf::Page, name);
        item(None, "page", declarations(&survey.pages, declared, true));
    }
    for (name, event) in &survey.events {
        let head = format!("event {}", spell::name_or_text(name));
        item(Some(met(event)), &head, declarations(&event.metadata, |_| false, true));
    }
    // The one printer of the language has the last word on layout.
    let source = SourceFile::new("schema.campaign", text);
    syntax::format(FileId::default(), &source).unwrap_or_else(|_| source.text().to_owned())
}

/// How often an event was met, and where it came from.
fn met(event: &EventCensus) -> String {
    let from = match (event.from_js, event.from_rest()) {
        (_, 0) => "js",
        (0, _) => "rest",
        _ => "js and rest",
    };
    format!("{}, from {from}", times(event.metadata.rows))
}

fn written(declarations: &Declarations) -> String {
    let mut lines: String = declarations.declared.iter().map(line).collect();
    for (why, names) in &declarations.left {
        let shown: Vec<String> = names.iter().take(MOST_LEFT).map(|name| format!("`{name}`")).collect();
        let more = names.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(lines, "// {why}: {}{more}", shown.join(", "));
    }
    lines
}

fn line(declared: &Declared) -> String {
    let Declared { name, ty, required, one_of, notes } = declared;
    let name = spell::name(name).unwrap_or_default();
    let required = if *required { " required" } else { "" };
    let texts: Vec<String> = one_of.iter().map(|text| spell::text(text)).collect();
    let one_of = if texts.is_empty() { String::new() } else { format!(" one of [{}]", texts.join(", ")) };
    let notes = if notes.is_empty() { String::new() } else { format!(" // {}", notes.join("; ")) };
    format!("{name} {}{required}{one_of}{notes}\n", ty.word())
}
