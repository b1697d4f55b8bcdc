//! What is proven of rule blocks, against trying everything: small blocks over values that can all be gone through.
//!
//! Nothing that is said may have a witness; and what §3.6 says is decided must be said where there is none.

mod source;
mod tree;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use nuncio::proof::Proof;
use nuncio::time::Zone;

use self::tree::{Case, Theme};
use crate::generate::Dice;

const BLOCKS: u64 = 3_000;

#[derive(Debug, Default)]
struct Tally {
    impossible: usize,
    possible: usize,
    always: usize,
    implied: usize,
}

/// Goes through random blocks of a theme; `decided` says that whatever has no witness must be found.
fn hold(theme: Theme, decided: bool) -> Tally {
    let mut tally = Tally::default();
    let zone = Zone::get(theme.zone()).unwrap();
    let everything = world::worlds(theme);
    for seed in 0..BLOCKS {
        let case = Case::new(&mut Dice::new(seed), theme, decided);
        let worlds: Vec<_> = everything.iter().filter(|world| case.allows(world)).collect();
        let proof = Proof::new(&case.bundle, &zone);
        let conflicts = proof.conflicts();
        let said = conflicts.iter().any(|conflict| case.nodes.contains_key(&conflict.primary.at.span.start));
        let witness = worlds.iter().find(|world| case.holds(world));
        let segment_is_empty =
            case.segments.iter().any(|segment| !worlds.iter().any(|world| tree::all(segment, world)));
        match witness {
            Some(world) => assert!(!said, "{theme:?} {seed}: {world:?} satisfies\n{case}"),
            None if decided && !segment_is_empty => assert!(said, "{theme:?} {seed}: nothing satisfies\n{case}"),
            None => {}
        }
        for conflict in &conflicts {
            // What is named is all that is needed.
            let places: BTreeSet<u32> = std::iter::once(&conflict.primary)
                .chain(&conflict.others)
                .map(|premise| premise.at.span.start)
                .collect();
            let nodes: Option<Vec<_>> = places.iter().map(|place| case.nodes.get(place)).collect();
            let Some(nodes) = nodes else { continue };
            let world = worlds.iter().find(|world| nodes.iter().all(|node| node.holds(world)));
            assert!(world.is_none(), "{theme:?} {seed}: {world:?} satisfies what is named of\n{case}");
        }
        for redundant in proof.always_true() {
            let Some(node) = case.nodes.get(&redundant.loc.span.start) else { continue };
            let world = worlds.iter().find(|world| !node.holds(world));
            assert!(world.is_none(), "{theme:?} {seed}: {world:?} fails {node} of\n{case}");
            tally.always += 1;
        }
        let implied = proof.implied();
        let mut out = BTreeMap::new();
        for redundant in &implied {
            let Some(node) = case.nodes.get(&redundant.loc.span.start) else { continue };
            let by: Vec<_> = redundant.by.iter().map(|loc| &case.nodes[&loc.span.start]).collect();
            let world = worlds.iter().find(|world| by.iter().all(|node| node.holds(world)) && !node.holds(world));
            assert!(world.is_none(), "{theme:?} {seed}: {world:?} fails {node} of\n{case}");
            assert!(out.insert(redundant.loc.span.start, ()).is_none(), "{theme:?} {seed}: said twice of\n{case}");
            // Those that are left out do not imply each other in a circle.
            assert!(redundant.by.iter().all(|loc| !out.contains_key(&loc.span.start)), "{theme:?} {seed}\n{case}");
            tally.implied += 1;
        }
        if witness.is_none() { tally.impossible += 1 } else { tally.possible += 1 }
    }
    assert!(tally.impossible > 50 && tally.possible > 50, "{theme:?}: {tally:?}");
    tally
}

/// §3.6: in a conjunction, value by value, whatever nobody satisfies is found, and nothing else is.
#[test]
fn what_nobody_satisfies_is_found_and_nothing_else() {
    // By how much a clock was ever changed says more of days than the changes of one year do.
    for theme in Theme::ALL.into_iter().filter(|theme| *theme != Theme::Changes) {
        hold(theme, true);
    }
}

/// §3.6: neither errors nor warnings are ever wrong, through choices, windows and beginnings of texts too.
#[test]
fn nothing_that_is_said_is_wrong() {
    let (mut always, mut implied) = (0, 0);
    for theme in Theme::ALL {
        let tally = hold(theme, false);
        always += tally.always;
        implied += tally.implied;
    }
    assert!(always > 100 && implied > 500, "{always} always true, {implied} implied");
}

/// What each block requires, what comes of it, and what is said.
#[test]
fn proofs_have_a_text_form() {
    insta::glob!("../../cases/proof", "*.campaign", |path| {
        let mut sources = nuncio::source::Sources::new();
        sources.add(nuncio::source::SourceFile::new("case.campaign", std::fs::read_to_string(path).unwrap()));
        let compilation = nuncio::compile(sources);
        insta::assert_snapshot!(Proof::new(&compilation.ir, &Zone::utc()).to_string());
    });
}
