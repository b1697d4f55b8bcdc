//! The interpreter judges blocks of contacts as the naive evaluator judges the syntax tree, one contact at a time.

use rayon::prelude::*;

use super::{compare, real};
use crate::generate::crowd;
use crate::naive;

/// Seed, campaigns, contacts: sizes at and beside the edges of words of bits, and of a block of contacts.
fn sizes() -> Vec<(u64, usize, usize)> {
    let small = (0..20).flat_map(|seed| [1, 2, 63, 64, 65, 127, 128, 129].map(|contacts| (seed, 20, contacts)));
    let large = [(100, 4, 4_095), (101, 4, 4_096), (102, 4, 4_097)];
    // A seed makes another crowd for every size.
    large
        .into_iter()
        .chain(small)
        .map(|(seed, campaigns, contacts)| (seed * 10_000 + contacts as u64, campaigns, contacts))
        .collect()
}

#[test]
fn generated_rules_hold_for_blocks_of_every_size() {
    let results: Vec<(usize, Option<String>)> = sizes()
        .into_par_iter()
        .map(|(seed, campaigns, contacts)| {
            let world = crowd(seed, campaigns, contacts);
            let input = crate::worlds::input(&world);
            let (naive, real) = (naive::run(&input), real::run(&input, Vec::new()).0);
            let why = compare::differs(&naive, &real);
            (naive.sends.len(), why.map(|why| format!("crowd {seed} of {contacts}: {why}\n{}", world.source)))
        })
        .collect();
    let sends: usize = results.iter().map(|(sends, _)| sends).sum();
    let failures: Vec<&String> = results.iter().filter_map(|(_, why)| why.as_ref()).collect();
    assert!(failures.is_empty(), "{} differ, such as\n{}", failures.len(), failures[0]);
    assert!(sends > 30_000, "only {sends} sends");
}
