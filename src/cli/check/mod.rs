//! `nuncio check`: what is wrong with campaigns.
//!
//! In: paths, or a code to explain. Out: diagnostics in the form that was asked for, after the fixes if they were asked
//! for. It must not know what any diagnostic is about.

mod explain;
mod fix;

use clap::ValueEnum;

use self::explain::CodeName;
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
    /// First apply the fixes that cannot change what campaigns mean, to the files
    #[arg(long)]
    fix: bool,
    /// Say what a code means, with an example, instead of checking
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<CodeName>,
    #[command(flatten)]
    clock: Clock,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Excerpts of the source, on standard error
    Human,
    /// One array, on standard output
    Json,
    /// A SARIF 2.1.0 log for code scanners, on standard output
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    if let Some(name) = &args.explain {
        explain::explain(name)?;
        return Ok(Exit::Success);
    }
    let mut loaded = load(&args.paths)?;
    if args.fix {
        fix::fix(&mut loaded)?;
    }
    let compilation = loaded.compilation;
    let found = &compilation.diagnostics;
    match args.format {
        Format::Json => Out::say(render::json(&compilation.sources, found))?,
        Format::Sarif => Out::say(render::sarif(&compilation.sources, found))?,
        Format::Human => show(&compilation.sources, found),
    }
    let errors = compilation.has_errors();
    let warnings = found.iter().any(|diagnostic| diagnostic.severity == Severity::Warning);
    Ok(if errors || (warnings && args.deny.is_some()) { Exit::Campaigns } else { Exit::Success })
}
