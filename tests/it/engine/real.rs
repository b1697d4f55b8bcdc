//! The engine under test, behind the same interface as the naive one.

use nuncio::data::{Input as Data, MaxBad, Plan, read};
use nuncio::diagnostic::render;
use nuncio::engine::{Options, write_decision, write_send};
use nuncio::source::{SourceFile, Sources};
use nuncio::time::Zone;
use nuncio::{Engine, compile};

use crate::naive::{Input, Output};

/// Runs campaigns; `earlier` are the sends of the slices before, as the engine gave them.
pub(crate) fn run(
    input: &Input,
    earlier: Vec<nuncio::engine::EarlierSend>,
) -> (Output, Vec<nuncio::engine::EarlierSend>) {
    let mut sources = Sources::new();
    for (name, text) in &input.sources {
        sources.add(SourceFile::new(name.as_str(), text.as_str()));
    }
    let compilation = compile(sources);
    let Some(bundle) = compilation.bundle() else {
        panic!("{}", render::json(&compilation.sources, &compilation.diagnostics));
    };
    let zone = Zone::get(&bundle.workspace.timezone).expect("a checked zone");
    let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone };
    let memory = |texts: &[String]| -> Vec<Data> {
        texts.iter().map(|text| Data::memory("data.jsonl", text.as_bytes())).collect()
    };
    let (data, report) = read(&plan, &memory(&input.contacts), &memory(&input.activity), MaxBad::Count(1 << 40), &())
        .expect("readable data");
    let latest = report.latest.map_or(input.now, |at| at.0);
    let to = input.to.unwrap_or(latest).max(input.from.unwrap_or(i64::MIN));
    let options = Options { from: input.from, to, contacts_at: input.contacts_at, earlier, decisions: true };
    let engine = Engine::new(bundle);
    let results = engine.run(&data, &options, &|_| {});
    let bundle = engine.bundle();
    let sends = results.sends.iter().map(|send| {
        let mut line = String::new();
        write_send(&mut line, bundle, send);
        line
    });
    let decisions = results.decisions.iter().map(|decision| {
        let mut line = String::new();
        write_decision(&mut line, bundle, &compilation.sources, decision);
        line
    });
    let output = Output { sends: sends.collect(), decisions: decisions.collect() };
    (output, results.sends.iter().map(|send| send.earlier(bundle)).collect())
}
