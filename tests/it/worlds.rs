//! The naive engine on random worlds.

use std::collections::BTreeMap;

use crate::generate::{World, world};
use crate::naive::{Input, run};

/// A world as a run takes it.
pub(crate) fn input(world: &World) -> Input {
    Input {
        sources: vec![("c.campaign".to_owned(), world.source.clone())],
        contacts: vec![world.contacts.clone()],
        activity: vec![world.activity.clone()],
        from: world.from,
        to: world.to,
        contacts_at: world.contacts_at,
        earlier: Vec::new(),
        now: world.now,
    }
}

#[test]
fn random_worlds_meet_every_reason_and_trigger() {
    let mut seen = BTreeMap::<String, usize>::new();
    for seed in 0..300 {
        for line in run(&input(&world(seed))).decisions {
            let decision: serde_json::Value = serde_json::from_str(&line).unwrap();
            let (outcome, trigger) =
                (decision["outcome"].as_str().unwrap(), decision["trigger"]["kind"].as_str().unwrap());
            *seen.entry(outcome.to_owned()).or_default() += 1;
            if outcome == "sent" {
                *seen.entry(trigger.to_owned()).or_default() += 1;
            }
        }
    }
    let words = [
        "sent",
        "not_live",
        "source_not_supported",
        "metadata",
        "audience",
        "not_in_fixed_audience",
        "unreachable",
        "left_page",
        "page",
        "outside_delivery",
        "quiet_hours",
        "frequency",
        "workspace_cap",
        "blocked_by_banner",
        "unsafe_link",
        "event",
        "visit",
        "launch",
        "date",
        "check",
        "live",
    ];
    for word in words {
        assert!(seen.get(word).is_some_and(|&count| count >= 5), "{word} (§14.1) is too rare: {seen:?}");
    }
}

#[test]
fn a_run_cut_in_two_sends_what_one_run_sends() {
    for seed in 0..150 {
        let world = world(seed);
        let whole = Input { from: None, ..input(&world) };
        let to = world.to.unwrap_or(world.cut).max(world.cut);
        let whole = Input { to: Some(to), ..whole };
        let first = run(&Input { to: Some(world.cut), ..whole.clone() });
        let second = run(&Input { from: Some(world.cut), earlier: first.sends.clone(), ..whole.clone() });
        let whole = run(&whole);
        let slices: Vec<_> = first.sends.iter().chain(&second.sends).collect();
        assert_eq!(slices, whole.sends.iter().collect::<Vec<_>>(), "seed {seed}, INTERFACE §2.1\n{}", world.source);
        let decisions = first.decisions.len() + second.decisions.len();
        assert_eq!(decisions, whole.decisions.len(), "seed {seed}, §14.2\n{}", world.source);
    }
}
