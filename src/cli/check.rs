//! `nuncio check`: what is wrong with campaigns.

use clap::ValueEnum;

use super::clock::Clock;
use super::console::Out;
use super::exit::{Exit, Stop};
use super::load::{Paths, load, show};
use crate::diagnostic::{Severity, render};

/// Say what is wrong with campaigns
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// How to write what was found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    format: Format,
    /// Exit with 1 for warnings too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    #[command(flatten)]
    clock: Clock,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Excerpts of the source, on standard error
    Human,
    /// One array, on standard output
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let compilation = load(&args.paths)?.compilation;
    let found = &compilation.diagnostics;
    match args.format {
        Format::Json => Out::say(render::json(&compilation.sources, found))?,
        Format::Human => show(&compilation.sources, found),
    }
    let errors = compilation.has_errors();
    let warnings = found.iter().any(|diagnostic| diagnostic.severity == Severity::Warning);
    Ok(if errors || (warnings && args.deny.is_some()) { Exit::Campaigns } else { Exit::Success })
}
