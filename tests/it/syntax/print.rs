//! Canonical source: the same tree, the same comments, printed as itself.

use insta::assert_snapshot;
use nuncio::source::{FileId, SourceFile};
use nuncio::syntax::format;

use super::{LEGAL, read_legal, sample, shape};

fn printed(text: &str) -> String {
    format(FileId(0), &SourceFile::new("c.campaign", text)).expect("no mistakes")
}

fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = read_legal(text).comments.into_iter().map(|comment| comment.text).collect();
    comments.sort();
    comments
}

/// Sections in any order are the same campaign: only their order may change.
fn sorted_shape(text: &str) -> String {
    let mut file = read_legal(text);
    for item in &mut file.items {
        if let nuncio::syntax::ast::ItemKind::Campaign(campaign) = &mut item.kind {
            campaign.sections.sort_by_key(|section| format!("{:?}", std::mem::discriminant(&section.kind)));
        }
    }
    shape(&file.items)
}

fn round_trip(text: &str) -> String {
    let once = printed(text);
    assert_eq!(sorted_shape(text), sorted_shape(&once), "the tree changed:\n{once}");
    assert_eq!(comments(text), comments(&once), "comments changed:\n{once}");
    assert_eq!(printed(&once), once, "not printed as itself");
    once
}

#[test]
fn what_is_printed_parses_to_the_same_tree() {
    for name in LEGAL {
        let text = sample(name);
        round_trip(&text);
        round_trip(&text.replace('\n', "\r\n"));
        round_trip(&format!("\u{FEFF}{text}"));
        round_trip(&text.replace("    ", "\t"));
        round_trip(&text.replace("    ", ""));
    }
}

#[test]
fn other_spellings_are_rewritten() {
    assert_snapshot!(round_trip(&sample("other_spellings")));
}

#[test]
fn sections_are_put_in_the_order_of_the_language_with_their_comments() {
    assert_snapshot!(round_trip(&sample("print_disorder")));
}

#[test]
fn comments_stay_where_they_stood_or_move_above() {
    assert_snapshot!(round_trip(&sample("print_comments")));
}

#[test]
fn block_texts_move_with_their_line() {
    assert_snapshot!(round_trip(&sample("print_block_texts")));
}

#[test]
fn long_lines_are_broken_where_the_language_allows() {
    assert_snapshot!(round_trip(&sample("print_long_lines")));
}

#[test]
fn an_empty_file_stays_empty() {
    assert_eq!(printed(""), "");
    assert_eq!(printed("\n\n"), "");
    assert_eq!(printed("\n// only this\n\n"), "// only this\n");
}
