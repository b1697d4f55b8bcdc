use super::{folder, nuncio};

#[test]
fn each_shell_gets_a_script_that_knows_the_commands_and_their_options() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let done = nuncio(folder.path(), &["completions", shell]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{shell}");
        for word in ["nuncio", "check", "run", "build", "disasm", "list", "completions", "explain", "decisions"] {
            assert!(done.out.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn interface_1_1_another_shell_is_wrong_usage() {
    let folder = folder(&[]);
    let done = nuncio(folder.path(), &["completions", "tcsh"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("fish"), "the shells are named: {}", done.err);
}
