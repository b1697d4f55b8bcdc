//! A safe fix changes nothing: what compiles compiles to the same after it (INTERFACE §2.5).

use std::path::{Path, PathBuf};

use nuncio::diagnostic::{Diagnostic, Fix, apply};
use nuncio::lint::{Context, Levels, lint};
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::time::{Zone, parse_time};
use nuncio::{Compilation, compile};
use rayon::prelude::*;

use crate::generate::world;

/// New words and the old names of them that are taken too (§13).
const OLD: [(&str, &str); 12] = [
    ("audience dynamic {", "audience ongoing {"),
    ("audience dynamic {", "audience dynamic filters {"),
    ("audience fixed {", "audience one_off {"),
    ("audience fixed {", "audience one-off\t filters {"),
    ("audience {", "audience filters {"),
    ("once ever", "show_once"),
    ("until dismissed", "show_until_dismissed"),
    ("send tour {", "send product_tour {"),
    ("send carousel {", "send mobile_carousel {"),
    ("send chat {", "send in_app {"),
    ("send workflow {", "send custom_bot {"),
    ("send banner {", "send banner\n{"),
];

fn compiled(text: &str) -> Compilation {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("c.campaign", text));
    compile(sources)
}

fn errors(compilation: &Compilation) -> usize {
    compilation.diagnostics.iter().filter(|found| found.is_error()).count()
}

/// A text with every safe fix that there is in it, and how many they were.
fn fixed(text: &str) -> (String, usize) {
    let now = parse_time("2026-03-02T12:00:00Z", &Zone::utc()).expect("a time");
    let (levels, mut text, mut all) = (Levels::default(), text.to_owned(), 0);
    for _ in 0..20 {
        let compilation = compiled(&text);
        let found: Vec<Diagnostic> = lint(&compilation, &Context { now, levels: &levels, evidence: None });
        let safe = |found: &Diagnostic| found.fixes.iter().find(|fix| fix.safe).cloned();
        let fixes: Vec<Fix> = found.iter().filter_map(safe).collect();
        let mut applied = apply(&compilation.sources, &fixes);
        let Some(new) = applied.texts.remove(&FileId(0)) else { return (text, all) };
        all += applied.count;
        text = new;
    }
    panic!("fixes never end in\n{text}");
}

/// A text with its safe fixes, which means what it meant before, if it meant something; and how many they were.
fn keeps_its_meaning(text: &str) -> (Compilation, usize) {
    let (after, count) = fixed(text);
    let (old, new) = (compiled(text), compiled(&after));
    assert!(errors(&new) <= errors(&old), "the fixes break\n{text}\ninto\n{after}");
    if !old.has_errors() {
        assert_eq!(old.ir.to_string(), new.ir.to_string(), "the fixes change\n{text}\ninto\n{after}");
    }
    (new, count)
}

fn campaign_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        match path.extension() {
            _ if path.is_dir() => files.extend(campaign_files(&path)),
            Some(extension) if extension == "campaign" => files.push(path),
            _ => {}
        }
    }
    files
}

#[test]
fn safe_fixes_of_the_cases_and_examples_change_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [campaign_files(&root.join("tests/cases")), campaign_files(&root.join("examples"))].concat();
    let counts = files.par_iter().map(|path| {
        let text = std::fs::read_to_string(path).expect("a text");
        keeps_its_meaning(&text).1 + keeps_its_meaning(&text.replace('\n', "\r\n")).1
    });
    let fixes: usize = counts.sum();
    assert!(fixes > 10, "only {fixes} fixes");
}

#[test]
fn old_names_in_random_campaigns_are_fixed_without_a_change() {
    let fixes: usize = (0..120_u64)
        .into_par_iter()
        .map(|seed| {
            let new = world(seed).source;
            let mut old = new.clone();
            for (nth, (now, before)) in OLD.iter().enumerate() {
                if seed >> (nth % 8) & 1 == 0 {
                    old = old.replacen(now, before, 1 + nth % 3);
                }
            }
            let (after, count) = keeps_its_meaning(&old);
            assert!(count > 0 || old == new, "nothing is fixed in\n{old}");
            assert_eq!(after.ir.to_string(), compiled(&new).ir.to_string(), "{old}");
            count
        })
        .sum();
    assert!(fixes > 120, "only {fixes} fixes");
}
