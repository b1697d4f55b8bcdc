//! Twenty campaigns over generated contacts and events, beside reading the same files with serde_json.
//!
//! `cargo bench --bench million` takes a million of each; `-- 100000` so many. Both sides run in one process on the
//! same files, several times by turns; what counts is the ratio of their medians.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

mod million_data;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nuncio::bytecode::Bundle;
use nuncio::data::{self, Dataset, Input, MaxBad, Plan, Report};
use nuncio::engine::{Options, write_send};
use nuncio::source::{SourceFile, Sources};
use nuncio::time::Zone;
use nuncio::{Engine, compile};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How often each side runs.
const ROUNDS: usize = 3;

fn main() -> Result<()> {
    let count = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let contacts = folder.path().join("contacts.jsonl");
    let activity = folder.path().join("activity.jsonl");
    million_data::write_contacts(&contacts, count)?;
    million_data::write_activity(&activity, count, count)?;
    let bytes = contacts.metadata()?.len() + activity.metadata()?.len();
    println!("{count} contacts, {count} events, {} MB, {} threads", bytes >> 20, rayon::current_num_threads());

    let bundle = bundle()?;
    let (mut typed, mut read, mut run) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let rows = million_data::read_typed(lines(&contacts)?, lines(&activity)?)?;
        typed.push(start.elapsed());
        drop(rows);

        let start = Instant::now();
        let (dataset, report) = load(&bundle, &contacts, &activity)?;
        read.push(start.elapsed());
        let sends = send(&bundle, &dataset, &report);
        run.push(start.elapsed());
        println!("{} sends, {} MB of records", sends.0, sends.1 >> 20);
    }
    let typed = median(&mut typed);
    let say = |what: &str, time: Duration| {
        println!("{what:<44} {:>7.2} s  {:>5.2} x", time.as_secs_f64(), time.as_secs_f64() / typed.as_secs_f64());
    };
    say("serde_json into typed structs, one thread", typed);
    say("nuncio, reading", median(&mut read));
    say("nuncio, reading, running, writing", median(&mut run));
    Ok(())
}

fn lines(path: &Path) -> Result<impl BufRead> {
    Ok(BufReader::with_capacity(1 << 20, File::open(path)?))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn bundle() -> Result<Arc<Bundle>> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("million.campaign", include_str!("million.campaign")));
    let compilation = compile(sources);
    let found: Vec<&str> = compilation.diagnostics.iter().map(|found| found.message.as_str()).collect();
    compilation.bundle().ok_or_else(|| found.join("; ").into())
}

fn load(bundle: &Bundle, contacts: &Path, activity: &Path) -> Result<(Dataset, Report)> {
    let zone = Zone::get(&bundle.workspace.timezone).ok_or("no such zone")?;
    let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone };
    Ok(data::read(&plan, &[Input::from(contacts)], &[Input::from(activity)], MaxBad::default(), &())?)
}

/// Runs the campaigns and writes their records; how many there are, and their bytes.
fn send(bundle: &Arc<Bundle>, dataset: &Dataset, report: &Report) -> (usize, usize) {
    let engine = Engine::new(Arc::clone(bundle));
    let options = Options { to: report.latest.map_or(0, |at| at.0), ..Options::default() };
    let results = engine.run(dataset, &options, &|_| {});
    let mut line = String::new();
    let mut bytes = 0;
    for send in &results.sends {
        line.clear();
        write_send(&mut line, engine.bundle(), send);
        bytes += line.len() + 1;
    }
    (results.sends.len(), bytes)
}
