use nuncio::diagnostic::{Applied, Edit, Fix, apply};
use nuncio::source::{FileId, Loc, Sources, Span};

use super::sources;

fn edit(file: u32, start: u32, end: u32, text: &str) -> Edit {
    Edit { loc: Loc { file: FileId(file), span: Span::new(start, end) }, text: text.to_owned() }
}

fn fix(edits: &[Edit]) -> Fix {
    Fix { title: "mend".to_owned(), edits: edits.to_vec(), safe: true }
}

/// The new texts by the number of their file, and how many fixes are in them.
fn applied(sources: &Sources, fixes: &[Fix]) -> (Vec<(u32, String)>, usize) {
    let Applied { texts, count } = apply(sources, fixes);
    (texts.into_iter().map(|(id, text)| (id.0, text)).collect(), count)
}

#[test]
fn edits_replace_insert_and_delete_wherever_they_come_in_the_list() {
    let sources = sources(&[("a", "one two three")]);
    let fixes = [fix(&[edit(0, 8, 13, "drei")]), fix(&[edit(0, 3, 7, "")]), fix(&[edit(0, 0, 0, "> ")])];
    assert_eq!(applied(&sources, &fixes), (vec![(0, "> one drei".to_owned())], 3));
}

#[test]
fn of_two_fixes_that_touch_the_same_text_the_first_wins_as_a_whole() {
    let sources = sources(&[("a", "one two three")]);
    let first = fix(&[edit(0, 0, 7, "1 2")]);
    let second = fix(&[edit(0, 8, 13, "3"), edit(0, 4, 7, "zwei")]);
    assert_eq!(applied(&sources, &[first.clone(), second.clone()]), (vec![(0, "1 2 three".to_owned())], 1));
    assert_eq!(applied(&sources, &[second, first]), (vec![(0, "one zwei 3".to_owned())], 1));
}

#[test]
fn of_two_insertions_at_one_place_the_first_wins() {
    let sources = sources(&[("a", "ab")]);
    let fixes = [fix(&[edit(0, 1, 1, "x")]), fix(&[edit(0, 1, 1, "y")]), fix(&[edit(0, 1, 2, "z")])];
    assert_eq!(applied(&sources, &fixes), (vec![(0, "axb".to_owned())], 1));
}

#[test]
fn texts_that_lie_side_by_side_do_not_touch() {
    let sources = sources(&[("a", "abcd")]);
    let fixes = [fix(&[edit(0, 1, 2, "B")]), fix(&[edit(0, 2, 4, "CD")]), fix(&[edit(0, 0, 1, "")])];
    assert_eq!(applied(&sources, &fixes), (vec![(0, "BCD".to_owned())], 3));
}

#[test]
fn a_fix_may_be_in_several_files_and_only_they_have_new_texts() {
    let sources = sources(&[("a", "one"), ("b", "two"), ("c", "three")]);
    let fixes = [fix(&[edit(2, 0, 5, "3"), edit(0, 0, 3, "1")])];
    assert_eq!(applied(&sources, &fixes), (vec![(0, "1".to_owned()), (2, "3".to_owned())], 1));
}

#[test]
fn line_breaks_become_those_of_the_file() {
    let sources = sources(&[("a", "one\r\ntwo\r\n"), ("b", "one\ntwo\n")]);
    let fixes = [fix(&[edit(0, 5, 8, "2\n3\r\n4"), edit(1, 4, 7, "2\n3")])];
    let expected = vec![(0, "one\r\n2\r\n3\r\n4\r\n".to_owned()), (1, "one\n2\n3\n".to_owned())];
    assert_eq!(applied(&sources, &fixes), (expected, 1));
}

#[test]
fn a_fix_that_points_outside_of_the_sources_is_passed_over() {
    let sources = sources(&[("a", "é")]);
    for outside in [edit(0, 0, 9, "x"), edit(0, 1, 2, "x"), edit(7, 0, 0, "x")] {
        assert_eq!(applied(&sources, &[fix(&[edit(0, 0, 0, "y"), outside])]), (vec![], 0));
    }
    assert_eq!(applied(&sources, &[fix(&[])]), (vec![], 0));
}
