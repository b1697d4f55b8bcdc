//! `nuncio check`: what is wrong with campaigns.
//!
//! In: paths, or a code to explain. Out: diagnostics in the form that was asked for, after the fixes if they were asked
//! for. It must not know what any diagnostic is about.

mod explain;
mod fix;

use clap::ValueEnum;

use super::clock::Clock;
use super::console::Out;
use super::exit::{Exit, Stop};
use super::input::Data;
use super::load::{Loaded, Paths, load};
use crate::Compilation;
use crate::diagnostic::{Severity, render};
use crate::lint::{Context, Evidence, lint};
use crate::time::Instant;

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
    explain: Option<String>,
    #[command(flatten)]
    data: Data,
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
    args.data.takes_no_campaigns()?;
    let mut loaded = load(&args.paths)?;
    let levels = loaded.project.as_ref().map(|project| project.levels.clone()).unwrap_or_default();
    let zone = loaded.compilation.ir.workspace.zone();
    let now = args.clock.now(&zone);
    if args.fix {
        // No fix of what only data tells is safe.
        let say = |compilation: &Compilation| lint(compilation, &Context { now, levels: &levels, evidence: None });
        fix::fix(&mut loaded, &say)?;
    }
    let evidence = args.data.is_named().then(|| evidence(args, &loaded, now)).transpose()?;
    let found = lint(&loaded.compilation, &Context { now, levels: &levels, evidence: evidence.as_ref() });
    let sources = &loaded.compilation.sources;
    match args.format {
        Format::Json => Out::say(render::json(sources, &found))?,
        Format::Sarif => Out::say(render::sarif(sources, &found))?,
        Format::Human => loaded.show(&found),
    }
    let worst = found.iter().map(|diagnostic| diagnostic.severity).max();
    let bad = if args.deny.is_some() { Severity::Warning } else { Severity::Error };
    Ok(if worst >= Some(bad) { Exit::Campaigns } else { Exit::Success })
}

/// What the data says about the campaigns; of those with errors, only what it is like as a whole.
fn evidence(args: &Args, loaded: &Loaded, now: Instant) -> Result<Evidence, Stop> {
    let bundle = loaded.compilation.bundle();
    let plan = bundle.clone().unwrap_or_default();
    let (dataset, _, survey) = args.data.survey(&plan, loaded.project.as_ref(), now)?;
    Ok(Evidence::new(bundle.as_ref(), &dataset, survey))
}
