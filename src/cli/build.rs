//! `nuncio build`: a bundle compiled into one file.

use std::io::Write;
use std::path::PathBuf;

use super::console::tell;
use super::exit::{Exit, Stop};
use super::load::{Paths, load};
use super::target::Target;
use crate::bytecode;

/// Compile campaigns into one `.nbc` file
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// The file to write; `-` is standard output
    #[arg(short, long, value_name = "FILE.nbc")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let loaded = load(&args.paths)?.without_errors()?;
    if !loaded.compilation.diagnostics.is_empty() {
        loaded.show(&loaded.compilation.diagnostics);
    }
    let bundle = loaded.compiled()?.bundle;
    let bytes = bytecode::to_bytes(&bundle).map_err(|error| Stop::because(error.to_string()))?;
    let mut target = Target::open(&args.out)?;
    target.write_all(&bytes).map_err(|error| target.failed(&error))?;
    target.finish()?;
    let count = bundle.campaigns.len();
    let campaigns = if count == 1 { "campaign" } else { "campaigns" };
    tell(format_args!("wrote `{}`: {count} {campaigns}\n", args.out.display()));
    Ok(Exit::Success)
}
