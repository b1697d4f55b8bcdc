//! A survey as schema items.

use std::fmt::Write;

use super::infer::{Declared, Line, lines, times};
use super::{EventCensus, Survey};
use crate::check::is_always_declared;
use crate::source::{FileId, SourceFile};
use crate::syntax::ast::SchemaOf;
use crate::syntax::{self, spell};

/// Schema items that suit what was found, as source in canonical layout.
///
/// A type is the one that reads most of the values. `required` is what is always there; `one of` closes a set of at
/// most 8 texts over at least 50 values, each there at least 3 times. What is always declared (§2.2) is left out.
pub fn source(survey: &Survey) -> String {
    let mut text = String::new();
    let mut item = |above: Option<String>, head: &str, lines: Vec<Line>| {
        let above = above.map(|comment| format!("// {comment}\n")).unwrap_or_default();
        // A `String` takes whatever is written to it.
        let _ = write!(text, "{above}{head} {{\n{}}}\n\n", lines.iter().map(written).collect::<String>());
    };
    let contacts = &survey.contacts;
    if contacts.rows > 0 || contacts.names.values().any(super::Values::is_met) {
        let declared = |name: &str| is_always_declared(&SchemaOf::Contacts, name);
        item(None, "contacts", lines(contacts, declared, contacts.rows > 0 && survey.unrecorded == 0));
    }
    if survey.companies.rows > 0 {
        let declared = |name: &str| is_always_declared(&SchemaOf::Companies, name);
        item(None, "companies", lines(&survey.companies, declared, true));
    }
    if survey.pages.rows > 0 {
        let declared = |name: &str| is_always_declared(&SchemaOf::Page, name);
        item(None, "page", lines(&survey.pages, declared, true));
    }
    for (name, event) in &survey.events {
        let head = format!("event {}", spell::name_or_text(name));
        item(Some(met(event)), &head, lines(&event.metadata, |_| false, true));
    }
    // The one printer of the language has the last word on layout.
    let source = SourceFile::new("schema.campaign", text);
    let (file, _) = syntax::parse(FileId::default(), &source);
    syntax::print(&file, &source)
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

fn written(line: &Line) -> String {
    match line {
        Line::Left(why) => format!("// {why}\n"),
        Line::Declared(Declared { name, ty, required, one_of, notes }) => {
            let name = spell::name(name).unwrap_or_default();
            let required = if *required { " required" } else { "" };
            let texts: Vec<String> = one_of.iter().map(|text| spell::text(text)).collect();
            let one_of = if texts.is_empty() { String::new() } else { format!(" one of [{}]", texts.join(", ")) };
            let notes = if notes.is_empty() { String::new() } else { format!(" // {}", notes.join("; ")) };
            format!("{name} {}{required}{one_of}{notes}\n", ty.word())
        }
    }
}
