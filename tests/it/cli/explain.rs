use nuncio::diagnostic::Code;

use super::{folder, nuncio};

#[test]
fn a_code_is_explained_on_standard_output() {
    let folder = folder(&[]);
    let done = nuncio(folder.path(), &["check", "--explain", "no_help"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    insta::assert_snapshot!(done.out);
}

#[test]
fn every_code_can_be_explained() {
    let folder = folder(&[]);
    for code in Code::ALL {
        let done = nuncio(folder.path(), &["check", "--explain", code.word()]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{code}");
        assert!(done.out.contains(code.meaning()), "{code}: {}", done.out);
        assert!(done.out.contains(&format!(": {}.\n\n", code.about())), "{code}: {}", done.out);
        assert!(!done.out.contains('\u{1b}'), "{code}: colour is for terminals");
    }
}

#[test]
fn interface_1_1_a_code_that_there_is_not_is_wrong_usage() {
    let folder = folder(&[]);
    let near = nuncio(folder.path(), &["check", "--explain", "no_ends"]);
    assert_eq!((near.code, near.out.as_str()), (2, ""));
    assert_eq!(near.err, "error: there is no code `no_ends`\n  help: did you mean `no_end`?\n");
    let far = nuncio(folder.path(), &["check", "--explain", "E0308"]);
    assert_eq!(far.code, 2);
    assert!(far.err.contains("the word in brackets"), "{}", far.err);
}

#[test]
fn explaining_takes_nothing_else() {
    let folder = folder(&[]);
    let done = nuncio(folder.path(), &["check", "--explain", "no_end", "a.campaign"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
}
