//! Counts: how many records of a history lie in a window.

use std::collections::BTreeMap;

use super::Power;
use super::integers::Integers;
use crate::ir::{Bundle, Count, Did, Expr, ExprId, History, HistoryId, Window};

/// More windows than these are not compared with each other.
const MOST_WINDOWS: usize = 32;

const MOST: i128 = u64::MAX as i128;

/// Whether no history has all of these counts.
pub(super) fn clash(bundle: &Bundle, power: Power, asked: &[(&Did, bool)]) -> bool {
    let mut counts: BTreeMap<(HistoryId, Order), (Window, Integers)> = BTreeMap::new();
    for (did, truth) in asked {
        let wanted = numbers(did.count);
        let wanted = if *truth { wanted } else { wanted.complement(0, MOST) };
        let entry = counts.entry((did.history, order(did.window)));
        let (_, count) = entry.or_insert_with(|| (did.window, Integers::range(0, MOST)));
        *count = count.and(&wanted);
        if count.is_empty() {
            return true;
        }
    }
    if power == Power::Error || counts.len() > MOST_WINDOWS {
        return false;
    }
    let counts: Vec<_> = counts.into_iter().map(|((history, _), (window, count))| (history, window, count)).collect();
    counts.iter().any(|(history, window, count)| {
        let least = count.bounds().map_or(0, |(least, _)| least);
        // What is counted here is counted there too, so there are as many there, or more.
        let wider = |other: &HistoryId, over: &Window| {
            within(*window, *over) && (other == history || narrower(bundle, *history, *other))
        };
        counts
            .iter()
            .any(|(other, over, most)| wider(other, over) && most.and(&Integers::range(least, MOST)).is_empty())
    })
}

fn numbers(count: Count) -> Integers {
    Integers::range(i128::from(count.min), count.max.map_or(MOST, i128::from))
}

type Order = (u8, i64);

const fn order(window: Window) -> Order {
    match window {
        Window::All => (0, 0),
        Window::Last(length) => (1, length),
        Window::Since(at) => (2, at),
        Window::Before(at) => (3, at),
        Window::SinceTrigger => (4, 0),
    }
}

/// Whether every record of a window lies in another, whenever now is.
const fn within(window: Window, over: Window) -> bool {
    match (window, over) {
        (_, Window::All) | (Window::SinceTrigger, Window::SinceTrigger) => true,
        (Window::Last(one), Window::Last(two)) | (Window::Before(one), Window::Before(two)) => one <= two,
        (Window::Since(one), Window::Since(two)) => one >= two,
        _ => false,
    }
}

/// Whether one history counts nothing that another does not count: the same records, with more rules.
fn narrower(bundle: &Bundle, history: HistoryId, over: HistoryId) -> bool {
    let of = |id: HistoryId| bundle.histories.get(id.0 as usize);
    match (of(history), of(over)) {
        (Some(History::Event(event, rules)), Some(History::Event(other, fewer))) => {
            event == other && has_all(bundle, *rules, *fewer)
        }
        (Some(History::Visit(rules)), Some(History::Visit(fewer))) => has_all(bundle, *rules, *fewer),
        _ => false,
    }
}

fn has_all(bundle: &Bundle, rules: Option<ExprId>, fewer: Option<ExprId>) -> bool {
    let parts = |rules: Option<ExprId>| match rules.and_then(|rules| bundle.exprs.get(rules)) {
        Some(Expr::All(parts)) => parts.clone(),
        _ => rules.into_iter().collect(),
    };
    let rules = parts(rules);
    parts(fewer).iter().all(|part| rules.contains(part))
}
