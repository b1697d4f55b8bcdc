//! Prefixes and changes of every example go through parser, printer and checker (§1.6): none of them panics,
//! and what parses without an error is printed as source that says the same.

use std::path::PathBuf;

use nuncio::compile;
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::syntax::{format, parse};
use rayon::prelude::*;

/// One place in so many is changed: the work grows with the square of a text, and every word of the language stands in
/// several examples.
const APART: usize = 6;

/// The campaign files of the examples.
fn examples() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.filter(|path| path.is_dir()).flat_map(|path| std::fs::read_dir(path).unwrap());
    let files =
        files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "campaign"));
    let mut texts: Vec<String> = files.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert!(texts.len() >= 5, "there are only {} examples", texts.len());
    texts.sort();
    texts
}

/// Takes a text through the stages; whether it parses.
fn goes_through(text: &str) -> bool {
    let source = SourceFile::new("changed.campaign", text);
    let mut sources = Sources::new();
    sources.add(source.clone());
    let compilation = compile(sources);
    for found in &compilation.diagnostics {
        let within = |end: u32| end as usize <= text.len();
        assert!(within(found.primary.loc.span.end), "{found:?} points outside of\n{text}");
    }
    let Ok(printed) = format(FileId(0), &source) else { return false };
    let again = SourceFile::new("changed.campaign", printed.as_str());
    let (_, diagnostics) = parse(FileId(0), &again);
    assert!(diagnostics.is_empty(), "{diagnostics:?} in the print\n{printed}\nof\n{text}");
    assert_eq!(format(FileId(0), &again), Ok(printed), "printing again gives another text");
    true
}

#[test]
fn prefixes_of_an_example_go_through() {
    for text in examples() {
        assert!(goes_through(&text));
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        ends.par_iter().for_each(|end| {
            goes_through(text.split_at(*end).0);
        });
    }
}

#[test]
fn many_changes_of_an_example_go_through() {
    const PIECES: [&str; 16] =
        ["", "{", "}", "\"", "(", ")", "[", ",", "\n", "{{", "%}", "not ", " and ", "and or", "0", "\u{1F44B}"];
    let read: usize = examples()
        .iter()
        .map(|text| {
            let places: Vec<(usize, char)> = text.char_indices().collect();
            let some = places.par_iter().enumerate().filter(|(nth, _)| nth % APART == 0);
            let changed = some.map(|(nth, (at, removed))| {
                let (before, rest) = text.split_at(*at);
                let piece = PIECES[nth / APART % PIECES.len()];
                let after = rest.split_at(if nth % (2 * APART) == 0 { removed.len_utf8() } else { 0 }).1;
                usize::from(goes_through(&format!("{before}{piece}{after}")))
            });
            changed.sum::<usize>()
        })
        .sum();
    assert!(read > 100, "only {read} changed texts could be read: the printer was hardly tried");
}
