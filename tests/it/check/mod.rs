//! What is said about campaigns, and what they are lowered to. Each case file is one behaviour; the word before a `-`
//! in its name is the code that it shows.

mod realistic;
mod with_data;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nuncio::diagnostic::render::{Options, human};
use nuncio::diagnostic::{Code, Diagnostic, Severity};
use nuncio::ir::Bundle;
use nuncio::lint::{Context, Level, Levels, lint};
use nuncio::source::{SourceFile, Sources};
use nuncio::time::Zone;
use nuncio::{Compilation, compile};

/// Codes that only a ledger can tell.
const ELSEWHERE: [Code; 2] = [Code::ModeChanged, Code::LiveChanged];

/// Warnings that have no case yet.
const WITHOUT_CASE: &[Code] = &[];

/// The time at which the cases are looked at.
const NOW: &str = "2026-03-02T12:00:00Z";

fn sources(texts: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (name, text) in texts {
        sources.add(SourceFile::new(*name, *text));
    }
    sources
}

/// What the compiler says by itself, without lints.
fn checked(texts: &[(&str, &str)]) -> (Sources, Bundle, Vec<Diagnostic>) {
    let Compilation { sources, ir, diagnostics, .. } = compile(sources(texts));
    (sources, ir, diagnostics)
}

/// All that is said where a code is wanted, be it off by default.
fn linted(name: &str, text: &str, code: Code) -> (Sources, Vec<Diagnostic>) {
    let compilation = compile(sources(&[(name, text)]));
    let mut levels = Levels::default();
    if code.is_off() {
        levels.set(code, Level::Warn);
    }
    let now = nuncio::time::parse_time(NOW, &Zone::utc()).unwrap();
    let found = lint(&compilation, &Context { now, levels: &levels, evidence: None });
    (compilation.sources, found)
}

fn read(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    (name, std::fs::read_to_string(path).unwrap())
}

fn cases(area: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(area);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases in {area}");
    paths
}

/// The code that a case shows.
fn code_of(name: &str) -> Code {
    let word = name.split(['-', '.']).next().unwrap();
    Code::from_word(word).unwrap_or_else(|| panic!("{name} names no code"))
}

#[test]
fn errors_read_well() {
    insta::glob!("../../cases/errors", "*.campaign", |path| {
        let (name, text) = read(path);
        let (sources, _, found) = checked(&[(&name, &text)]);
        insta::assert_snapshot!(human(&sources, &found, Options::default()));
    });
}

#[test]
fn warnings_read_well() {
    insta::glob!("../../cases/warnings", "*.campaign", |path| {
        let (name, text) = read(path);
        let (sources, found) = linted(&name, &text, code_of(&name));
        insta::assert_snapshot!(human(&sources, &found, Options::default()));
    });
}

#[test]
fn what_is_right_is_lowered() {
    insta::glob!("../../cases/ok", "*.campaign", |path| {
        let (name, text) = read(path);
        let (sources, bundle, found) = checked(&[(&name, &text)]);
        let errors: Vec<_> = found.into_iter().filter(Diagnostic::is_error).collect();
        assert!(errors.is_empty(), "{}", human(&sources, &errors, Options::default()));
        insta::assert_snapshot!(bundle);
    });
}

/// §13: each mistake is said once, under the code that it has, and what stands around it is not suspected too.
#[test]
fn a_case_of_an_error_shows_nothing_but_it() {
    let mut others = String::new();
    for path in cases("errors") {
        let (name, text) = read(&path);
        let (sources, _, found) = checked(&[(&name, &text)]);
        let code = code_of(&name);
        let other: Vec<_> = found.iter().filter(|d| d.is_error() && d.code != code).cloned().collect();
        others.push_str(&human(&sources, &other, Options::default()));
        assert!(found.iter().any(|diagnostic| diagnostic.code == code), "{name} does not show its code");
    }
    assert!(others.is_empty(), "{others}");
}

/// §13: a case of a warning is about that warning alone.
#[test]
fn a_case_of_a_warning_shows_nothing_but_it() {
    let mut others = String::new();
    for path in cases("warnings") {
        let (name, text) = read(&path);
        let code = code_of(&name);
        let (sources, found) = linted(&name, &text, code);
        let (shown, other): (Vec<_>, Vec<_>) = found.into_iter().partition(|diagnostic| diagnostic.code == code);
        others.push_str(&human(&sources, &other, Options::default()));
        assert!(!shown.is_empty(), "{name} does not show its code");
    }
    assert!(others.is_empty(), "{others}");
}

/// §13: the nearest neighbour of what has a code does not have it, nor an error. One that shows another error on
/// purpose says so in a comment, `// shows CODE`.
#[test]
fn a_neighbour_is_silent() {
    let mut loud = String::new();
    for path in cases("silent") {
        let (name, text) = read(&path);
        let code = code_of(&name);
        let (sources, found) = linted(&name, &text, code);
        let meant = |found: &Diagnostic| text.contains(&format!("// shows {}", found.code));
        let wrong: Vec<_> = found.into_iter().filter(|d| d.code == code || d.is_error() && !meant(d)).collect();
        loud.push_str(&human(&sources, &wrong, Options::default()));
    }
    assert!(loud.is_empty(), "{loud}");
}

/// §5.2, §13: every error that campaigns alone can have, and a neighbour of each that does not have it.
#[test]
fn every_error_has_a_case_and_a_neighbour() {
    for area in ["errors", "silent"] {
        let shown: BTreeSet<Code> = cases(area).iter().map(|path| code_of(&read(path).0)).collect();
        let errors = Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Error);
        let missing: Vec<_> = errors.filter(|code| !shown.contains(code) && !ELSEWHERE.contains(code)).collect();
        assert!(missing.is_empty(), "{area}: {missing:?}");
    }
}

/// §13: every warning, and a neighbour of each that does not have it.
#[test]
fn every_warning_has_a_case_and_a_neighbour() {
    for area in ["warnings", "silent"] {
        let paths = [cases(area), cases(&format!("{area}_with_data"))].concat();
        let shown: BTreeSet<Code> = paths.iter().map(|path| code_of(&read(path).0)).collect();
        let warnings = Code::ALL.iter().copied().filter(|code| code.severity() < Severity::Error);
        let missing: Vec<_> = warnings.filter(|code| !shown.contains(code) && !WITHOUT_CASE.contains(code)).collect();
        assert!(missing.is_empty(), "{area}: {missing:?}");
    }
}

/// A quick fix mends what it is for: with it there is one diagnostic of that code less.
#[test]
fn the_best_quick_fix_mends() {
    let mut mended = 0;
    for path in [cases("errors"), cases("warnings")].concat() {
        let (name, text) = read(&path);
        let (_, found) = linted(&name, &text, code_of(&name));
        for diagnostic in &found {
            let Some(fix) = diagnostic.fixes.first() else { continue };
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.loc.span.start));
            let mut fixed = text.clone();
            for edit in edits {
                fixed.replace_range(edit.loc.span.range(), &edit.text);
            }
            let (_, left) = linted(&name, &fixed, code_of(&name));
            let count = |found: &[Diagnostic]| found.iter().filter(|other| other.code == diagnostic.code).count();
            assert!(count(&left) < count(&found), "{name}: `{}` does not mend {}", fix.title, diagnostic.message);
            mended += 1;
        }
    }
    assert!(mended > 10, "only {mended} quick fixes");
}

/// §3.4: types and names are those of the bundle, whatever file they stand in.
#[test]
fn a_bundle_is_checked_as_one() {
    let schema = "contacts { plan text }\nsegment pro { plan is \"pro\" }\n";
    let campaign = "campaign c {\n    audience {\n        in segment pro\n        plan > 3\n    }\n    send sms { body \"B\" }\n}\n";
    let (sources, _, found) = checked(&[("schema.campaign", schema), ("c.campaign", campaign)]);
    insta::assert_snapshot!(human(&sources, &found, Options::default()));
}

/// §2.3: a chain of segments may be long, and one that is too long is an error, not a crash.
#[test]
fn long_chains_of_segments_end() {
    for (length, deep) in [(500, false), (50_000, true)] {
        let mut text = String::from("segment s0 { a }\n");
        for at in 1..length {
            text.push_str(&format!("segment s{at} {{ not in segment s{} and b{} }}\n", at - 1, at % 7));
        }
        let (_, _, found) = checked(&[("c.campaign", &text)]);
        assert_eq!(found.iter().any(|diagnostic| diagnostic.code == Code::TooDeep), deep, "{length}");
        assert!(found.len() < 10, "{}", found.len());
    }
}
