//! The engine and the naive one, on generated bundles: sends and decisions are equal to the byte.

use super::real;
use crate::generate::{World, world};
use crate::naive::{self, Input, Output};
use crate::worlds::input;

/// How many bundles; `NUNCIO_WORLDS=FROM..TO` chooses others.
fn seeds() -> std::ops::Range<u64> {
    let chosen = std::env::var("NUNCIO_WORLDS").ok();
    let chosen = chosen.and_then(|text| {
        let (from, to) = text.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    });
    chosen.unwrap_or(0..1_500)
}

/// The first line in which two lists differ.
fn difference(what: &str, naive: &[String], real: &[String]) -> Option<String> {
    let at = (0..naive.len().max(real.len())).find(|at| naive.get(*at) != real.get(*at))?;
    let line = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "nothing more".to_owned());
    Some(format!("{what} {}:\nnaive {}\nreal  {}", at + 1, line(naive), line(real)))
}

pub(super) fn differs(naive: &Output, real: &Output) -> Option<String> {
    difference("decision", &naive.decisions, &real.decisions).or_else(|| difference("send", &naive.sends, &real.sends))
}

fn check(seeds: std::ops::Range<u64>, run: impl Fn(&World) -> Option<String> + Sync) {
    use rayon::prelude::*;
    let failures: Vec<(u64, String)> = seeds
        .into_par_iter()
        .filter_map(|seed| {
            let world = world(seed);
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&world)));
            let why = result.unwrap_or_else(|panic| {
                let text = panic.downcast_ref::<String>().cloned();
                Some(text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
            })?;
            Some((seed, why))
        })
        .collect();
    if let Some((seed, why)) = failures.first() {
        let world = world(*seed);
        let all: Vec<u64> = failures.iter().map(|(seed, _)| *seed).collect();
        panic!(
            "world {seed}: {why}\nfrom {:?} to {:?} contacts at {:?} cut {}\n{}\n{}\n{}\n{} worlds differ: {all:?}",
            world.from,
            world.to,
            world.contacts_at,
            world.cut,
            world.source,
            world.contacts,
            world.activity,
            failures.len(),
        );
    }
}

#[test]
fn sends_and_decisions_are_those_of_the_naive_engine() {
    check(seeds(), |world| {
        let input = input(world);
        differs(&naive::run(&input), &real::run(&input, Vec::new()).0)
    });
}

/// A run cut in two, the sends of the first part handed to the second, sends what the whole run sends.
#[test]
fn a_run_cut_in_two_sends_what_the_whole_run_sends() {
    check(seeds(), |world| {
        if world.from.is_some_and(|from| world.cut < from) || world.to.is_none_or(|to| to < world.cut) {
            return None;
        }
        let whole = real::run(&input(world), Vec::new()).0;
        let (mut first, earlier) = real::run(&Input { to: Some(world.cut), ..input(world) }, Vec::new());
        let (second, _) = real::run(&Input { from: Some(world.cut), ..input(world) }, earlier);
        first.sends.extend(second.sends);
        difference("send", &whole.sends, &first.sends)
    });
}
