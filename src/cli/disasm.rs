//! `nuncio disasm`: the bytecode in words.

use super::console::Out;
use super::exit::{Exit, Stop};
use super::load::{Paths, compiled};

/// Show the bytecode, with the places of its sources
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    Out::say(compiled(&args.paths)?.bundle)?;
    Ok(Exit::Success)
}
