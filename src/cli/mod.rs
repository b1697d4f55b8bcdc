//! The commands: arguments in, results on standard output, everything for people on standard error.
//!
//! In: the arguments of the process. Out: an [`Exit`]. One file a command, each with its `Args` and a `run`; beside
//! them what they share: finding sources, the project file, streams, output files. It must not decide anything about
//! campaigns: what a command shows comes from the layers below. Only here is anything printed.

mod build;
mod check;
mod clock;
mod completions;
mod console;
mod disasm;
mod exit;
mod find;
mod fmt;
mod input;
mod list;
mod load;
mod progress;
mod project;
mod run;
mod schema;
mod sheet;
mod summary;
mod table;
mod target;

use std::ffi::OsString;
use std::sync::LazyLock;

use clap::{CommandFactory, Parser, Subcommand};

pub use exit::Exit;
use exit::Stop;

/// Campaigns as code: checks, compiles and runs files of campaigns.
#[derive(Parser)]
#[command(name = "nuncio", version = version(), max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Fmt(fmt::Args),
    Build(build::Args),
    Disasm(disasm::Args),
    Run(Box<run::Args>),
    List(list::Args),
    Completions(completions::Args),
    Schema(schema::Args),
}

fn version() -> &'static str {
    static VERSION: LazyLock<String> =
        LazyLock::new(|| format!("{} (time zones {})", env!("CARGO_PKG_VERSION"), crate::time::edition()));
    &VERSION
}

/// Runs the command that the arguments of the process name, the first of them being the program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads any more is no error.
            let _ = error.print();
            return if error.use_stderr() { Exit::Unusable } else { Exit::Success };
        }
    };
    let done = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Disasm(args) => disasm::run(&args),
        Command::Run(args) => run::run(&args),
        Command::List(args) => list::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Schema(args) => schema::run(&args),
    };
    match done {
        Ok(exit) => exit,
        Err(stop) => {
            console::complain(&stop);
            match stop {
                Stop::Campaigns => Exit::Campaigns,
                Stop::Unusable(..) => Exit::Unusable,
            }
        }
    }
}
