//! What an editor waits for: `check` of a hundred campaigns, 2,000 lines, beside parsing them alone.
//!
//! `cargo bench --bench check`. Both sides run in one process by turns; the medians are printed in milliseconds, and as
//! a ratio to parsing.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::time::{Duration, Instant};

use nuncio::diagnostic::Severity;
use nuncio::lint::{Context, Levels, lint};
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::time::{Zone, parse_time};
use nuncio::{compile, syntax};

/// How often each side runs.
const ROUNDS: usize = 51;

const CAMPAIGNS: usize = 100;

/// Five campaigns of twenty lines each; `@` is replaced by the number of the copy.
const KINDS: &str = include_str!("check.campaign");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = text();
    let file = SourceFile::new("hundred.campaign", text.as_str());
    let mut sources = Sources::new();
    sources.add(file.clone());
    let levels = Levels::default();
    let now = parse_time("2026-03-02T12:00:00Z", &Zone::utc()).ok_or("a time")?;
    let context = Context { now, levels: &levels, evidence: None };

    let (mut parsing, mut compiling, mut checking) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (tree, _) = syntax::parse(FileId(0), &file);
        parsing.push(start.elapsed());
        if tree.items.len() < CAMPAIGNS {
            return Err("the campaigns are incomplete".into());
        }

        let start = Instant::now();
        let compilation = compile(sources.clone());
        compiling.push(start.elapsed());
        found = lint(&compilation, &context);
        checking.push(start.elapsed());
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    if errors > 0 {
        return Err(format!("{errors} errors").into());
    }
    println!("{CAMPAIGNS} campaigns, {} lines, {} KB", text.lines().count(), text.len() >> 10);
    println!("{} warnings and hints", found.len());
    let parsing = median(&mut parsing);
    let say = |what: &str, time: Duration| {
        println!(
            "{what:<28} {:>7.2} ms  {:>5.2} x",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / parsing.as_secs_f64()
        );
    };
    say("parsing", parsing);
    say("compiling", median(&mut compiling));
    say("compiling and every lint", median(&mut checking));
    Ok(())
}

fn text() -> String {
    let copies = CAMPAIGNS / KINDS.matches("\ncampaign ").count().max(1);
    (0..copies).map(|copy| KINDS.replace('@', &copy.to_string())).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
