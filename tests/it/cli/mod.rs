//! The program as its users meet it: arguments, streams, exit codes, files.

mod build;
mod check;
mod completions;
mod explain;
mod find;
mod fix;
mod fmt;
mod list;
mod run;
mod schema;
mod streams;

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder of its own for one test, with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nuncio"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR");
    command
}

/// What the program did.
struct Done {
    code: i32,
    out: String,
    err: String,
}

fn nuncio(folder: &Path, arguments: &[&str]) -> Done {
    done(command(folder, arguments).output().expect("the program"))
}

fn done(output: Output) -> Done {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Done { code: output.status.code().expect("an exit code"), out: text(output.stdout), err: text(output.stderr) }
}

/// A campaign without a mistake.
const GOOD: &str = "\
campaign hello {
    when event greeted
    send banner { body \"Hello\" }
}
";

/// A campaign with one error, in its third line.
const BAD: &str = "\
campaign hello {
    when event greeted
    send baner { body \"Hello\" }
}
";
