//! Lints that need data (§13). A case has sections as those of `tests/cases/engine`: a campaign, contacts, activity. In
//! `warnings_with_data` it shows the code in its name and no other, in `silent_with_data` it does not show it.

use std::path::Path;

use nuncio::compile;
use nuncio::data::{Input, MaxBad, Plan, with_survey};
use nuncio::diagnostic::render::{Options, human};
use nuncio::diagnostic::{Diagnostic, apply};
use nuncio::lint::{Context, Evidence, Levels, lint};
use nuncio::source::{FileId, Sources};
use nuncio::time::Zone;

use super::{NOW, cases, code_of, read, sources};
use crate::engine::cases::case;
use crate::naive;

/// What is said about a case.
fn found(path: &Path) -> (String, Sources, Vec<Diagnostic>) {
    let (name, text) = read(path);
    let case = case(&text);
    let (sources, found) = said(&case.source, &case.input);
    (name, sources, found)
}

/// What is said about a campaign and its data.
fn said(source: &str, data: &naive::Input) -> (Sources, Vec<Diagnostic>) {
    let compilation = compile(sources(&[("c.campaign", source)]));
    let bundle = compilation.bundle();
    let plan = bundle.clone().unwrap_or_default();
    let zone = Zone::get(&plan.workspace.timezone).expect("a checked zone");
    let plan = Plan { layout: &plan.layout, campaigns: plan.campaign_names(), zone };
    let inputs = |name: &str, texts: &[String]| -> Vec<Input> {
        texts.iter().map(|text| Input::memory(name, text.as_bytes())).collect()
    };
    let (contacts, activity) = (inputs("contacts.jsonl", &data.contacts), inputs("activity.jsonl", &data.activity));
    let now = nuncio::time::parse_time(NOW, &Zone::utc()).unwrap();
    let (data, _, survey) =
        with_survey(&plan, &contacts, &activity, MaxBad::Count(0), &(), now).expect("readable data");
    let evidence = Evidence::new(bundle.as_ref(), &data, survey);
    let levels = Levels::default();
    let found = lint(&compilation, &Context { now, levels: &levels, evidence: Some(&evidence) });
    (compilation.sources, found)
}

#[test]
fn warnings_that_need_data_read_well() {
    insta::glob!("../../cases/warnings_with_data", "*.case", |path| {
        let (_, sources, found) = found(path);
        insta::assert_snapshot!(human(&sources, &found, Options::default()));
    });
}

#[test]
fn a_case_of_a_warning_that_needs_data_shows_nothing_but_it() {
    let mut others = String::new();
    for path in cases("warnings_with_data") {
        let (name, sources, found) = found(&path);
        let code = code_of(&name);
        let (shown, other): (Vec<_>, Vec<_>) = found.into_iter().partition(|diagnostic| diagnostic.code == code);
        others.push_str(&human(&sources, &other, Options::default()));
        assert!(!shown.is_empty(), "{name} does not show its code");
    }
    assert!(others.is_empty(), "{others}");
}

#[test]
fn a_neighbour_of_a_warning_that_needs_data_is_silent() {
    let mut loud = String::new();
    for path in cases("silent_with_data") {
        let (name, sources, found) = found(&path);
        let code = code_of(&name);
        let wrong: Vec<_> = found.into_iter().filter(|found| found.code == code || found.is_error()).collect();
        loud.push_str(&human(&sources, &wrong, Options::default()));
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn the_best_quick_fix_of_a_warning_that_needs_data_mends_it() {
    let mut fixes = 0;
    for path in cases("warnings_with_data") {
        let (name, text) = read(&path);
        let case = case(&text);
        let (sources, before) = said(&case.source, &case.input);
        for fix in before.iter().filter_map(|found| found.fixes.first()) {
            fixes += 1;
            let mended = apply(&sources, [fix]).texts.remove(&FileId(0)).expect("a change");
            let (sources, after) = said(&mended, &case.input);
            let errors: Vec<_> = after.iter().filter(|found| found.is_error()).cloned().collect();
            assert!(errors.is_empty(), "{name}: {}", human(&sources, &errors, Options::default()));
            assert!(after.len() < before.len(), "{name}: {} does not mend\n{mended}", fix.title);
        }
    }
    assert!(fixes >= 10, "only {fixes} fixes");
}
