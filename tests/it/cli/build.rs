use std::fs;

use super::{BAD, GOOD, folder, nuncio};

#[test]
fn build_writes_a_bundle_that_every_command_takes() {
    let ruled = GOOD.replace("campaign hello {", "campaign hello {\n    audience dynamic { plan is \"pro\" }");
    let folder = folder(&[("c/a.campaign", &ruled)]);
    let built = nuncio(folder.path(), &["build", "c", "-o", "all.nbc"]);
    assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
    fs::remove_dir_all(folder.path().join("c")).unwrap();
    assert_eq!(nuncio(folder.path(), &["check", "all.nbc"]).code, 0);
    let listed = nuncio(folder.path(), &["list", "all.nbc", "--format", "json"]);
    assert!(listed.out.contains("\"file\": \"c/a.campaign\""), "{}", listed.out);
    let shown = nuncio(folder.path(), &["disasm", "all.nbc"]);
    assert!(shown.code == 0 && shown.out.contains("c/a.campaign:2:"), "{}", shown.out);
}

#[test]
fn interface_1_5_errors_leave_the_file_of_before() {
    let folder = folder(&[("a.campaign", BAD), ("old.nbc", "the old one")]);
    let done = nuncio(folder.path(), &["build", "a.campaign", "-o", "old.nbc"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert_eq!(fs::read_to_string(folder.path().join("old.nbc")).unwrap(), "the old one");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn interface_1_5_the_new_file_takes_the_place_of_the_old_one_and_no_other_is_left() {
    let folder = folder(&[("a.campaign", GOOD), ("old.nbc", "the old one")]);
    assert_eq!(nuncio(folder.path(), &["build", "a.campaign", "-o", "old.nbc"]).code, 0);
    assert!(fs::read(folder.path().join("old.nbc")).unwrap().starts_with(b"NUNCIO"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_new_file_may_be_read_as_any_other_and_a_replaced_one_keeps_who_may() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.campaign", GOOD), ("plain", ""), ("old.nbc", "")]);
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(path("old.nbc"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(nuncio(folder.path(), &["build", "a.campaign", "-o", "old.nbc"]).code, 0);
    assert_eq!(nuncio(folder.path(), &["build", "a.campaign", "-o", "new.nbc"]).code, 0);
    assert_eq!(mode("old.nbc"), 0o640);
    assert_eq!(mode("new.nbc"), mode("plain"));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder(&[("a.campaign", GOOD)]);
    let done = nuncio(folder.path(), &["build", "a.campaign", "-o", "/dev/null"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn interface_1_1_a_place_that_cannot_be_written_exits_with_2() {
    let folder = folder(&[("a.campaign", GOOD), ("d/x", "")]);
    for (out, said) in [("missing/a.nbc", "there is no such file"), ("d", "it is a folder")] {
        let done = nuncio(folder.path(), &["build", "a.campaign", "-o", out]);
        assert!(done.code == 2 && done.err.contains(said), "{out}: {}", done.err);
    }
}

#[test]
fn interface_1_1_a_damaged_bundle_exits_with_2() {
    let folder = folder(&[("a.campaign", GOOD), ("text.nbc", "campaign")]);
    assert_eq!(nuncio(folder.path(), &["build", "a.campaign", "-o", "a.nbc"]).code, 0);
    let mut bytes = fs::read(folder.path().join("a.nbc")).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(folder.path().join("damaged.nbc"), &bytes).unwrap();
    for file in ["damaged.nbc", "text.nbc"] {
        for command in ["check", "disasm", "list"] {
            let done = nuncio(folder.path(), &[command, file]);
            assert!(done.code == 2 && done.err.contains(&format!("`{file}`")), "{command} {file}: {}", done.err);
        }
    }
}
