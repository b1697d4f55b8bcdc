use std::io::Read;
use std::process::Stdio;

use super::{BAD, command, done, folder, nuncio};

#[test]
fn interface_1_1_wrong_usage_exits_with_2_and_help_with_0() {
    let folder = folder(&[]);
    assert_eq!(nuncio(folder.path(), &["chek"]).code, 2);
    assert_eq!(nuncio(folder.path(), &["check", "--format", "xml"]).code, 2);
    let help = nuncio(folder.path(), &["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("check"));
}

#[test]
fn version_names_the_edition_of_the_time_zones() {
    let folder = folder(&[]);
    let done = nuncio(folder.path(), &["--version"]);
    assert_eq!(done.code, 0);
    let expected = format!("nuncio {} (time zones {})\n", env!("CARGO_PKG_VERSION"), nuncio::time::edition());
    assert_eq!(done.out, expected);
}

#[test]
fn interface_1_4_a_time_is_one_of_the_language() {
    let folder = folder(&[("bad.campaign", BAD)]);
    for time in ["2026-03-01", "2026-03-01T09:00", "2026-03-01T09:00:30Z", "2026-03-01T09:00+01:00"] {
        assert_eq!(nuncio(folder.path(), &["check", "bad.campaign", "--now", time]).code, 1, "{time}");
    }
    for time in ["2026-02-30", "yesterday", "2026-3-1", "2026-03-01T24:00", "2026-03-01 ", ""] {
        let done = nuncio(folder.path(), &["check", "bad.campaign", "--now", time]);
        assert_eq!(done.code, 2, "{time}");
        assert!(done.err.contains("a time is a date"), "{}", done.err);
    }
}

#[test]
fn interface_1_2_colour_is_for_terminals_only() {
    let folder = folder(&[("bad.campaign", BAD)]);
    let plain = nuncio(folder.path(), &["check", "bad.campaign"]);
    let forbidden = done(command(folder.path(), &["check", "bad.campaign"]).env("NO_COLOR", "1").output().unwrap());
    assert!(!plain.err.contains('\u{1b}'));
    assert_eq!(plain.err, forbidden.err);
}

#[test]
fn interface_1_2_a_closed_pipe_ends_the_program_quietly() {
    let many = BAD.repeat(3000);
    let folder = folder(&[("bad.campaign", &many)]);
    let mut child = command(folder.path(), &["check", "bad.campaign", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let done = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(done.status.code(), Some(1), "what the command found stays its answer");
}
