use std::fs;
use std::path::Path;

use super::{BAD, GOOD, folder, nuncio};

/// A campaign with an old name, and one that is left to be mended by hand.
const OLD: &str = "\
campaign hello {
    audience ongoing { plan is \"pro\" }
    when event greeted
    frequency once per day
    send banner { body \"Hello, {{ first_name }}\" }
}
";

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

#[test]
fn fixes_that_cannot_change_anything_go_into_the_files_and_the_rest_is_shown() {
    let folder = folder(&[("old.campaign", OLD)]);
    let done = nuncio(folder.path(), &["check", "--fix", "old.campaign"]);
    assert_eq!(text(folder.path(), "old.campaign"), OLD.replace("ongoing", "dynamic"));
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert!(done.err.starts_with("fixed 1 problem in 1 file\n"), "{}", done.err);
    assert!(!done.err.contains("old_name"), "{}", done.err);
    assert!(done.err.contains("warning[missing_fallback]"), "{}", done.err);
    assert!(done.err.ends_with("1 warning in 1 file\n"), "{}", done.err);
}

#[test]
fn a_second_time_there_is_nothing_to_fix() {
    let folder = folder(&[("old.campaign", OLD)]);
    nuncio(folder.path(), &["check", "--fix", "old.campaign"]);
    let after = text(folder.path(), "old.campaign");
    let done = nuncio(folder.path(), &["check", "--fix", "old.campaign"]);
    assert!(done.err.starts_with("fixed nothing\n"), "{}", done.err);
    assert_eq!(text(folder.path(), "old.campaign"), after);
}

#[test]
fn line_breaks_and_the_byte_order_mark_stay() {
    let before = format!("\u{feff}{}", OLD.replace("ongoing", "ongoing filters").replace('\n', "\r\n"));
    let late = before.replace("banner {", "banner\r\n    {");
    let folder = folder(&[("old.campaign", &before), ("late.campaign", &late.replace("hello", "late"))]);
    let done = nuncio(folder.path(), &["check", "--fix", "."]);
    assert!(done.err.starts_with("fixed 5 problems in 2 files\n"), "{}", done.err);
    let after = before.replace("ongoing filters", "dynamic");
    assert_eq!(text(folder.path(), "old.campaign"), after);
    assert_eq!(text(folder.path(), "late.campaign"), after.replace("hello", "late"));
}

#[test]
fn interface_1_3_without_a_path_the_project_is_fixed() {
    let folder = folder(&[
        ("nuncio.toml", "[workspace]\ncampaigns = \"mine\"\n"),
        ("mine/a.campaign", OLD),
        ("other/b.campaign", OLD),
    ]);
    nuncio(&folder.path().join("other"), &["check", "--fix"]);
    assert!(!text(folder.path(), "mine/a.campaign").contains("ongoing"));
    assert_eq!(text(folder.path(), "other/b.campaign"), OLD);
}

#[test]
fn what_the_project_allows_stays_as_it_is() {
    let folder = folder(&[("nuncio.toml", "[lints]\nold_name = \"allow\"\n"), ("a.campaign", OLD)]);
    let done = nuncio(folder.path(), &["check", "--fix"]);
    assert!(done.err.starts_with("fixed nothing\n"), "{}", done.err);
    assert_eq!(text(folder.path(), "a.campaign"), OLD);
}

#[test]
fn a_compiled_bundle_is_never_written() {
    let folder = folder(&[("c/a.campaign", OLD)]);
    assert_eq!(nuncio(folder.path(), &["build", "c", "-o", "all.nbc"]).code, 0);
    let before = fs::read(folder.path().join("all.nbc")).unwrap();
    let done = nuncio(folder.path(), &["check", "--fix", "all.nbc"]);
    assert!(done.err.starts_with("fixed nothing\n"), "{}", done.err);
    assert!(done.err.contains("warning[old_name]"), "{}", done.err);
    assert_eq!(fs::read(folder.path().join("all.nbc")).unwrap(), before);
    assert_eq!(text(folder.path(), "c/a.campaign"), OLD, "nor are the sources that it was built from");
}

#[test]
fn programs_get_what_remains() {
    let folder = folder(&[("old.campaign", OLD)]);
    let done = nuncio(folder.path(), &["check", "--fix", "--format", "json", "old.campaign"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&done.out).expect("JSON");
    let codes: Vec<_> = found.iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["missing_fallback"]);
    assert_eq!(done.err, "fixed 1 problem in 1 file\n");
}

#[test]
fn an_error_without_a_safe_fix_leaves_the_file_alone() {
    let folder = folder(&[("bad.campaign", BAD), ("good.campaign", &GOOD.replace("hello", "other"))]);
    let done = nuncio(folder.path(), &["check", "--fix", "."]);
    assert_eq!(done.code, 1);
    assert!(done.err.starts_with("fixed nothing\n"), "{}", done.err);
    assert_eq!(text(folder.path(), "bad.campaign"), BAD);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_who_may_read_it_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real/a.campaign", OLD)]);
    let real = folder.path().join("real/a.campaign");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/a.campaign", folder.path().join("link.campaign")).unwrap();
    nuncio(folder.path(), &["check", "--fix", "link.campaign"]);
    assert!(!text(folder.path(), "real/a.campaign").contains("ongoing"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("link.campaign").is_symlink());
    assert_eq!(fs::read_dir(folder.path().join("real")).unwrap().count(), 1, "no temporary file is left");
}
