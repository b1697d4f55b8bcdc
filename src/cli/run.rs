//! `nuncio run`: the batch run.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use clap::ValueEnum;

use super::clock::{Clock, Time};
use super::console::{Face, tell};
use super::exit::{Exit, Stop};
use super::input::Data;
use super::load::{Compiled, Paths, compiled};
use super::progress::Progress;
use super::sheet;
use super::summary::Summary;
use super::target::Target;
use crate::bytecode::Bundle;
use crate::engine::{Engine, Options, Outcome, Results, write_decision, write_send};

/// Run campaigns over contacts and their activity
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    data: Data,
    /// The contact files tell the state at T, instead of the state before the first record
    #[arg(long, value_name = "T")]
    contacts_at: Option<Time>,
    /// Where the run begins, itself not in it [default: the beginning]
    #[arg(long, value_name = "T")]
    from: Option<Time>,
    /// Where the run ends, itself in it [default: the latest received time of the activity; without activity, now]
    #[arg(long, value_name = "T")]
    to: Option<Time>,
    /// Where to write the sends: .jsonl or .csv; `-` is JSONL on standard output
    #[arg(long, value_name = "F", default_value = "-")]
    out: PathBuf,
    /// Where to write every decision, as JSONL
    #[arg(long, value_name = "F")]
    decisions: Option<PathBuf>,
    /// How to write the sends
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Jsonl)]
    format: Format,
    /// How to write the summary, on standard error
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Shape::Table)]
    summary: Shape,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    clock: Clock,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Send records
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    Table,
    Json,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let Format::Jsonl = args.format;
    let sheet = is_sheet(&args.out)?;
    if args.decisions.as_ref() == Some(&args.out) {
        return Err(Stop::because(format!("`{}` cannot take both the sends and the decisions", args.out.display())));
    }
    args.data.takes_no_campaigns()?;
    let compiled = compiled(&args.paths)?;
    // Outputs are opened first, so that a long run does not end with a folder that is not there.
    let mut out = Target::open(&args.out)?;
    let mut decisions = args.decisions.as_deref().map(Target::open).transpose()?;
    let results = match args.threads {
        None => run_bundle(args, &compiled),
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(threads.get())
            .build()
            .map_err(|error| Stop::because(format!("cannot start {threads} threads: {error}")))?
            .install(|| run_bundle(args, &compiled)),
    };
    let (results, mut summary) = results?;
    let bundle = &compiled.bundle;
    let written =
        if sheet { sheet::write(&mut out, bundle, &results.sends) } else { sends(&mut out, bundle, &results) };
    written.map_err(|error| out.failed(&error))?;
    if let Some(target) = &mut decisions {
        write_decisions(target, bundle, &results).map_err(|error| target.failed(&error))?;
    }
    out.finish()?;
    decisions.map(Target::finish).transpose()?;
    summary.finish();
    match args.summary {
        Shape::Table => {
            tell(summary.table(Face::stderr()));
            tell(drafts(bundle));
        }
        Shape::Json => tell(summary.json()),
    }
    Ok(Exit::Success)
}

/// What a person who wonders about a campaign without a single decision wants to know.
fn drafts(bundle: &Bundle) -> String {
    let drafts = bundle.campaigns.iter().map(|campaign| &campaign.settings).filter(|settings| settings.live.is_empty());
    drafts.map(|settings| format!("`{}` is a draft: it has no `live from …`\n", settings.name)).collect()
}

/// Whether the sends go into a table of comma-separated values.
fn is_sheet(path: &Path) -> Result<bool, Stop> {
    let Some(extension) = path.extension() else { return Ok(false) };
    if !["jsonl", "ndjson", "csv"].iter().any(|known| extension == *known) {
        let message = format!("cannot write `{}`: sends are not written in this format", path.display());
        return Err(Stop::because(message).help("write `.jsonl` or `.csv`"));
    }
    Ok(extension == "csv")
}

/// Reads the data and runs the campaigns over it.
fn run_bundle(args: &Args, compiled: &Compiled) -> Result<(Results, Summary), Stop> {
    let started = Stopwatch::now();
    let bundle = &compiled.bundle;
    let zone = bundle.workspace.zone();
    let place = |time: Option<Time>| time.map(|time| time.instant(&zone));
    let (from, to) = (place(args.from), place(args.to));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Stop::because(format!("`--to` {to} lies before `--from` {from}")));
    }
    let (dataset, report) = args.data.read(bundle, compiled.project.as_ref())?;
    let last = to.or(report.latest).unwrap_or_else(|| args.clock.now(&zone));
    let options = Options {
        from: from.map(|from| from.0),
        to: from.map_or(last, |from| last.max(from)).0,
        contacts_at: place(args.contacts_at).map(|at| at.0),
        earlier: Vec::new(),
        decisions: args.decisions.is_some(),
    };
    let progress = Progress::running(dataset.contacts.len() as u64);
    let results = Engine::new(Arc::clone(bundle)).run(&dataset, &options, &|more| progress.advance(more as u64));
    progress.finish();
    let mut summary = Summary::new(started, report);
    for (at, campaign) in bundle.campaigns.iter().enumerate() {
        let counts = Outcome::ALL.map(|outcome| (outcome, results.counts.get(at, outcome)));
        summary.add(&campaign.settings.name, counts);
    }
    Ok((results, summary))
}

fn sends(out: &mut Target, bundle: &Bundle, results: &Results) -> io::Result<()> {
    let mut line = String::new();
    for send in &results.sends {
        line.clear();
        write_send(&mut line, bundle, send);
        line.push('\n');
        out.write_all(line.as_bytes())?;
        if out.is_closed() {
            break;
        }
    }
    Ok(())
}

fn write_decisions(out: &mut Target, bundle: &Bundle, results: &Results) -> io::Result<()> {
    let sources = bundle.source_files();
    let mut line = String::new();
    for decision in &results.decisions {
        line.clear();
        write_decision(&mut line, bundle, &sources, decision);
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}
