//! Canonical source: the same tree, the same comments, printed as itself.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use insta::assert_snapshot;
use nuncio::compile;
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::syntax::{ast, format};
use proptest::prelude::*;

use super::{LEGAL, layout, read_legal, sample, shape};
use crate::generate::world;

fn formatted(text: &str) -> String {
    format(FileId(0), &SourceFile::new("c.campaign", text)).expect("no mistakes")
}

/// The comments of a text in their order; what tells a doc comment from another is a part of each.
fn comments(text: &str) -> Vec<(bool, String)> {
    read_legal(text).comments.into_iter().map(|comment| (comment.doc, comment.text)).collect()
}

/// Sections in any order are the same campaign: only their order may change.
fn sorted_shape(text: &str) -> String {
    let mut file = read_legal(text);
    for item in &mut file.items {
        if let ast::ItemKind::Campaign(campaign) = &mut item.kind {
            campaign.sections.sort_by_key(|section| format!("{:?}", std::mem::discriminant(&section.kind)));
        }
    }
    shape(&file.items)
}

/// The tree without what comments say of it.
fn bare_shape(text: &str) -> String {
    shape(&read_legal(&text.replace("////", "//").replace("///", "//")).items)
}

/// What a text compiles to, and the codes of what is wrong with it.
fn meaning(text: &str) -> (String, Vec<String>) {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("c.campaign", text));
    let compilation = compile(sources);
    let mut codes: Vec<String> = compilation.diagnostics.iter().map(|found| found.code.to_string()).collect();
    // Formatting mends these.
    codes.retain(|code| code != "old_name");
    codes.sort();
    (compilation.ir.to_string(), codes)
}

/// Formats a text and holds that only its layout changed.
fn round_trip(text: &str) -> String {
    let once = formatted(text);
    assert!(sorted_shape(text) == sorted_shape(&once), "the tree changed:\n{text}\nbecame\n{once}");
    assert_eq!(meaning(text), meaning(&once), "the meaning changed:\n{text}\nbecame\n{once}");
    let sorted = |text: &str| {
        let mut comments = comments(text);
        comments.sort();
        comments
    };
    assert_eq!(sorted(text), sorted(&once), "comments changed:\n{text}\nbecame\n{once}");
    assert_eq!(formatted(&once), once, "not printed as itself:\n{text}");
    for line in once.lines() {
        assert!(!line.ends_with([' ', '\t']) || once.contains("\"\"\""), "blanks at the end of {line:?}");
    }
    once
}

/// Every campaign file of the project that can be read.
static CORPUS: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(corpus);

fn corpus() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/cases"), root.join("examples")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "campaign") {
                let text = std::fs::read_to_string(&path).unwrap();
                if format(FileId(0), &SourceFile::new("c.campaign", text.as_str())).is_ok() {
                    found.push((path, text));
                }
            }
        }
    }
    found.sort();
    assert!(found.len() > 80, "only {} files can be read", found.len());
    found
}

#[test]
fn formatting_changes_the_layout_alone() {
    for (_, text) in CORPUS.iter() {
        round_trip(text);
    }
}

#[test]
fn indentation_and_line_ends_do_not_matter() {
    for name in LEGAL {
        let text = sample(name);
        let once = round_trip(&text);
        assert_eq!(round_trip(&text.replace('\n', "\r\n")), once.replace('\n', "\r\n"));
        assert_eq!(round_trip(&format!("\u{FEFF}{text}")), once);
        assert_eq!(round_trip(&text.replace("    ", "\t")), once);
        assert_eq!(round_trip(&text.replace("    ", "")), once);
    }
}

#[test]
fn layouts_read_well() {
    insta::glob!("../../cases/fmt", "*.campaign", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        assert_snapshot!(format!("{text}\n================ becomes\n\n{}", round_trip(&text)));
    });
}

/// What stands in canonical layout everywhere else stands so here.
#[test]
fn every_construct_has_a_layout() {
    for name in LEGAL {
        assert_snapshot!(name, round_trip(&sample(name)));
    }
}

#[test]
fn an_empty_file_stays_empty() {
    assert_eq!(formatted(""), "");
    assert_eq!(formatted("\n\n"), "");
    assert_eq!(formatted("\n// only this\n\n"), "// only this\n");
}

#[test]
fn what_cannot_be_read_is_told() {
    let told = |text: &str| format(FileId(0), &SourceFile::new("c.campaign", text)).expect_err("a mistake");
    assert_eq!(told("campaign c {\n").first().map(|found| found.code.to_string()), Some("syntax".to_owned()));
    let field = told("campaign c { send banner { colour red } }");
    assert_eq!(field.first().map(|found| found.code.to_string()), Some("unknown_field".to_owned()));
}

/// §1.7: what nests as deep as it may is printed in reasonable time, though nothing fits on a line.
#[test]
fn deep_nesting_ends() {
    let long = "a_quite_long_name_of_an_attribute is \"a quite long text\"";
    for (open, close) in [("(", ")"), ("not ", ""), ("any {\n", "\n}"), ("any { ", " }"), ("not (", ")")] {
        let levels = 62 / open.matches(['(', '{', 'n']).count().max(1);
        let mut rule = long.to_owned();
        for _ in 0..levels {
            rule = format!("{open}{rule} or {long}{close}");
        }
        round_trip(&format!("segment s {{ {rule} }}\n"));
    }
}

/// §1.4: a `\r` that is a part of a text stays one.
#[test]
fn lone_returns_stay() {
    for text in
        ["\"\"\"\na\r\r\n  b\n\"\"\"", "\"\"\"\n  a\n\r\n  b\rc\n\"\"\"", "\"\"\"a\n\r\r\n  b\n\"\"\"", "\"a\rb\""]
    {
        round_trip(&format!("segment s {{\n  x is {text}\n}}\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn generated_campaigns_keep_their_meaning(seed in any::<u64>()) {
        round_trip(&world(seed).source);
    }

    /// Wherever the grammar lets blanks, line breaks and comments stand, they change neither tree nor meaning, and every
    /// comment stays, in its order.
    #[test]
    fn any_layout_keeps_tree_meaning_and_comments(seed in any::<u64>(), which in any::<prop::sample::Index>()) {
        // One in four is generated.
        let base = if seed % 4 == 0 { world(seed).source } else { which.get(&CORPUS).1.clone() };
        // Sections are in their order, so comments are too.
        let base = formatted(&base);
        let shaken = layout::shake(seed, &base);
        prop_assert!(bare_shape(&base) == bare_shape(&shaken), "{}", shaken);
        let once = round_trip(&shaken);
        prop_assert!(comments(&shaken) == comments(&once), "{}\nbecame\n{}", shaken, once);
        prop_assert!(bare_shape(&base) == bare_shape(&once), "{}", shaken);
    }
}
