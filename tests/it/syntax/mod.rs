//! Text to tree and back (LANGUAGE §1, §2, §13).

mod copy;
mod layout;
mod literals;
mod mistakes;
mod print;
mod recovery;
mod spellings;

use nuncio::diagnostic::Diagnostic;
use nuncio::source::{FileId, SourceFile};
use nuncio::syntax::{ast, parse};

/// The files under `tests/cases/syntax` that hold no mistake.
pub(super) const LEGAL: [&str; 3] = ["every_item", "every_condition", "other_spellings"];

/// A file of `tests/cases/syntax`.
pub(super) fn sample(name: &str) -> String {
    let path = format!("{}/tests/cases/syntax/{name}.campaign", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(super) fn read(text: &str) -> (ast::File, Vec<Diagnostic>) {
    parse(FileId(0), &SourceFile::new("c.campaign", text))
}

/// A text without mistakes.
pub(super) fn read_legal(text: &str) -> ast::File {
    let (file, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{}\n{text}", describe(text, &diagnostics));
    file
}

/// Diagnostics as `code line:column message / label / help`, labels and fixes below.
pub(super) fn describe(text: &str, diagnostics: &[Diagnostic]) -> String {
    let source = SourceFile::new("c.campaign", text);
    let place = |loc: nuncio::source::Loc| {
        let at = source.line_column(loc.span.start);
        format!("{}:{} {:?}", at.line, at.column, source.slice(loc.span))
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let primary = &diagnostic.primary;
        out += &format!("{} {} {} / {}", diagnostic.code, place(primary.loc), diagnostic.message, primary.message);
        out += &diagnostic.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
        out += "\n";
        for label in &diagnostic.labels {
            out += &format!("    label {} {}\n", place(label.loc), label.message);
        }
        for fix in &diagnostic.fixes {
            let edits: Vec<String> =
                fix.edits.iter().map(|edit| format!("{} -> {:?}", place(edit.loc), edit.text)).collect();
            out += &format!("    fix {}: {}\n", fix.title, edits.join(", "));
        }
    }
    out
}

/// `campaign c` with these lines in its audience.
pub(super) fn audience(rules: &str) -> String {
    format!("campaign c {{\n    audience {{\n        {rules}\n    }}\n}}\n")
}

/// The tree without its places.
pub(super) fn shape(value: &impl std::fmt::Debug) -> String {
    let spans = regex::Regex::new(r"@\d+\.\.\d+").unwrap();
    spans.replace_all(&format!("{value:#?}"), "@").into_owned()
}
