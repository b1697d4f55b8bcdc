//! `nuncio completions`: what a shell needs to complete commands and options.

use clap_complete::{Shell, generate};

use super::console::Out;
use super::exit::{Exit, Stop};

/// Write a completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "\
For bash: nuncio completions bash > ~/.local/share/bash-completion/completions/nuncio
For zsh:  nuncio completions zsh > DIR/_nuncio, with DIR in $fpath
For fish: nuncio completions fish > ~/.config/fish/completions/nuncio.fish")]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, mut program: clap::Command) -> Result<Exit, Stop> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    generate(args.shell, &mut program, name, &mut script);
    Out::say(String::from_utf8_lossy(&script))?;
    Ok(Exit::Success)
}
