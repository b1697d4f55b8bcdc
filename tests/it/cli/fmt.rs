use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use super::{BAD, Done, command, done, folder, nuncio};

/// Sections in the wrong order, blanks missing and too many.
const MESSY: &str = "campaign   hello {\nsend banner {body \"Hello\"} // the message\n\n\n when event   greeted }\n";
const NEAT: &str = "\
campaign hello {
    when event greeted
    send banner { body \"Hello\" } // the message
}
";

fn with_input(arguments: &[&str], input: &[u8]) -> Done {
    let folder = folder(&[]);
    let mut child = command(folder.path(), arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    child.stdin.take().expect("a pipe").write_all(input).expect("to write");
    done(child.wait_with_output().expect("an end"))
}

#[test]
fn files_are_put_into_canonical_layout() {
    let folder = folder(&[("c/messy.campaign", MESSY), ("c/neat.campaign", NEAT)]);
    let done = nuncio(folder.path(), &["fmt", "c"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert_eq!(done.err, "1 file formatted, 1 file unchanged\n");
    assert_eq!(std::fs::read_to_string(folder.path().join("c/messy.campaign")).expect("a file"), NEAT);
    let again = nuncio(folder.path(), &["fmt", "c"]);
    assert_eq!((again.code, again.err.as_str()), (0, "2 files unchanged\n"));
}

#[test]
fn a_file_in_canonical_layout_is_not_written() {
    let folder = folder(&[("neat.campaign", NEAT)]);
    let path = folder.path().join("neat.campaign");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    std::fs::File::options().write(true).open(&path).expect("a file").set_modified(long_ago).expect("to set");
    assert_eq!(nuncio(folder.path(), &["fmt", "neat.campaign"]).code, 0);
    assert_eq!(path.metadata().expect("a file").modified().expect("a time"), long_ago);
}

#[test]
fn interface_1_3_without_a_path_the_project_is_formatted() {
    let folder = folder(&[
        ("nuncio.toml", "[workspace]\ncampaigns = \"mine\"\n"),
        ("mine/a.campaign", MESSY),
        ("other/b.campaign", MESSY),
    ]);
    assert_eq!(nuncio(folder.path(), &["fmt"]).code, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("mine/a.campaign")).expect("a file"), NEAT);
    assert_eq!(std::fs::read_to_string(folder.path().join("other/b.campaign")).expect("a file"), MESSY);
}

#[test]
fn a_file_with_errors_of_syntax_is_left_and_the_others_are_formatted() {
    let broken = "campaign broken {\n  audience { plan = \"pro\" }\n}\n";
    let folder = folder(&[("a.campaign", broken), ("b.campaign", MESSY)]);
    let done = nuncio(folder.path(), &["fmt", "."]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("error[syntax]") && done.err.contains("a.campaign:2:"), "{}", done.err);
    assert!(done.err.ends_with("1 file formatted, 1 file with errors left as it is\n"), "{}", done.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.campaign")).expect("a file"), broken);
    assert_eq!(std::fs::read_to_string(folder.path().join("b.campaign")).expect("a file"), NEAT);
}

#[test]
fn a_line_that_is_no_field_is_an_error_that_leaves_the_file() {
    let text = "campaign c {\n  send banner { body \"B\"\n colour  red }\n}\n";
    let folder = folder(&[("a.campaign", text)]);
    let done = nuncio(folder.path(), &["fmt", "a.campaign"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("error[unknown_field]: there is no field `colour`"), "{}", done.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.campaign")).expect("a file"), text);
}

#[test]
fn what_only_the_checker_refuses_is_formatted() {
    let folder = folder(&[("bad.campaign", BAD)]);
    assert_eq!(nuncio(folder.path(), &["fmt", "--check", "bad.campaign"]).code, 0);
}

#[test]
fn interface_1_1_check_names_what_would_change_and_writes_nothing() {
    let folder = folder(&[("c/messy.campaign", MESSY), ("c/neat.campaign", NEAT)]);
    let done = nuncio(folder.path(), &["fmt", "--check", "c"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert_eq!(done.err, "would format `c/messy.campaign`\n1 file would change, 1 file unchanged\n");
    assert_eq!(std::fs::read_to_string(folder.path().join("c/messy.campaign")).expect("a file"), MESSY);
    assert_eq!(nuncio(folder.path(), &["fmt", "--check", "c/neat.campaign"]).code, 0);
}

#[test]
fn diff_shows_what_would_change_and_writes_nothing() {
    let folder = folder(&[("c/messy.campaign", MESSY), ("c/neat.campaign", NEAT)]);
    let done = nuncio(folder.path(), &["fmt", "--diff", "c"]);
    assert_eq!(done.code, 1);
    insta::assert_snapshot!(done.out);
    assert_eq!(done.err, "1 file would change, 1 file unchanged\n");
    assert_eq!(std::fs::read_to_string(folder.path().join("c/messy.campaign")).expect("a file"), MESSY);
    let neat = nuncio(folder.path(), &["fmt", "--diff", "c/neat.campaign"]);
    assert_eq!((neat.code, neat.out.as_str()), (0, ""));
}

#[test]
fn the_examples_are_in_canonical_layout() {
    let done = nuncio(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), &["fmt", "--check", "examples"]);
    assert_eq!(done.code, 0, "`nuncio fmt examples` mends this:\n{}", done.err);
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let done = with_input(&["fmt", "-"], MESSY.as_bytes());
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, NEAT, ""));
    let done = with_input(&["fmt", "-"], NEAT.as_bytes());
    assert_eq!((done.code, done.out.as_str()), (0, NEAT));
    let done = with_input(&["fmt", "-", "--check"], MESSY.as_bytes());
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    let done = with_input(&["fmt", "-", "--diff"], MESSY.as_bytes());
    assert!(done.code == 1 && done.out.contains("-campaign   hello {\n"), "{}", done.out);
}

#[test]
fn standard_input_with_errors_gives_nothing() {
    let done = with_input(&["fmt", "-"], b"campaign {\n");
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.contains("error[syntax]"), "{}", done.err);
    let done = with_input(&["fmt", "-"], b"campaign \xff {\n");
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("`-` is not UTF-8"), "{}", done.err);
}

#[test]
fn standard_input_and_files_do_not_go_together() {
    let done = nuncio(folder(&[("a.campaign", MESSY)]).path(), &["fmt", "-", "a.campaign"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("`-` stands alone"), "{}", done.err);
}

#[test]
fn a_compiled_bundle_is_refused() {
    let folder = folder(&[("a.campaign", MESSY), ("b.nbc", "")]);
    let done = nuncio(folder.path(), &["fmt", "a.campaign", "b.nbc"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("`b.nbc` is compiled, and no text to format"), "{}", done.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.campaign")).expect("a file"), MESSY);
}

/// The ends of lines are those of the file, its byte-order mark goes.
#[test]
fn line_ends_are_kept_and_a_byte_order_mark_is_not() {
    let text = format!("\u{feff}{}", MESSY.replace('\n', "\r\n"));
    let folder = folder(&[("a.campaign", &text)]);
    assert_eq!(nuncio(folder.path(), &["fmt", "a.campaign"]).code, 0);
    let new = std::fs::read_to_string(folder.path().join("a.campaign")).expect("a file");
    assert_eq!(new, NEAT.replace('\n', "\r\n"));
    assert_eq!(nuncio(folder.path(), &["fmt", "--check", "a.campaign"]).code, 0);
}

#[cfg(unix)]
#[test]
fn interface_1_5_links_are_followed_and_permissions_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("real/a.campaign", MESSY)]);
    let real = folder.path().join("real/a.campaign");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("to set");
    let link = folder.path().join("link.campaign");
    std::os::unix::fs::symlink("real/a.campaign", &link).expect("a link");
    assert_eq!(nuncio(folder.path(), &["fmt", "link.campaign"]).code, 0);
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(std::fs::read_to_string(&real).expect("a file"), NEAT);
    assert_eq!(real.metadata().expect("a file").permissions().mode() & 0o777, 0o640);
}
