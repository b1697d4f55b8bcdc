//! Words for help: the known ones that are nearest to an unknown one, and names in a row.

use crate::source::{Loc, Sources};

/// Longer pieces of source are not repeated in a message.
const LONGEST_QUOTE: usize = 60;

/// A piece of source on one line, if it is short enough for a message.
pub fn quote(sources: &Sources, loc: Loc) -> Option<String> {
    let text = sources.on_one_line(loc);
    (text.chars().count() <= LONGEST_QUOTE).then_some(text)
}

/// How many suggestions are worth reading.
const MOST: usize = 3;

/// The candidates that `word` may have been meant to be, nearest first, at most three; ties keep their order.
///
/// Near is a Damerau–Levenshtein distance (insert, delete, replace, swap neighbours) of at most a third of the longer
/// word, case aside. Words of one or two letters are near only to what differs in case.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let longer = folded.len().max(other.len());
        let bound = if longer <= 2 { 0 } else { (longer / 3).max(1) };
        if candidate != word
            && let Some(distance) = distance(&folded, &other, bound)
        {
            found.push((distance, candidate));
        }
    }
    found.sort_by_key(|(distance, _)| *distance);
    found.dedup_by_key(|(_, candidate)| *candidate);
    found.into_iter().map(|(_, candidate)| candidate).take(MOST).collect()
}

/// The sentence for a help: "did you mean `a`?", or `a`, `b` or `c`; `None` without candidates.
pub fn did_you_mean(names: &[&str]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}

/// A word with its article.
pub fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o']) || word == "sms" { "an" } else { "a" };
    format!("{article} {word}")
}

/// Names in backticks, with commas and a last joining word.
pub fn list(names: &[&str], joiner: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, [first])) => format!("{first} {joiner} {last}"),
        Some((last, rest)) => format!("{} {joiner} {last}", rest.join(", ")),
    }
}

/// The distance, if it is at most `bound`.
fn distance(a: &[char], b: &[char], bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    // Three rows of the usual table: the one before the last is for swaps.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, &x) in a.iter().enumerate() {
        let mut next = vec![row + 1];
        let mut left = row + 1;
        let mut least = left;
        let columns = last.iter().zip(last.iter().skip(1)).zip(b.iter().enumerate());
        for ((&diagonal, &above), (column, &y)) in columns {
            let mut cost = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            let swapped = column.checked_sub(1).and_then(|at| Some((*b.get(at)?, *before.get(at)?)));
            if let Some((_, swap)) = swapped.filter(|&(z, _)| z == x && previous == Some(y)) {
                cost = cost.min(swap + 1);
            }
            next.push(cost);
            left = cost;
            least = least.min(cost);
        }
        if least > bound {
            return None;
        }
        previous = Some(x);
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|&distance| distance <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_near() {
        for typed in ["audince", "audeince", "Audience", "audiences", "auddience"] {
            assert_eq!(nearest(typed, ["delay", "audience"]), ["audience"], "{typed}");
        }
    }

    #[test]
    fn a_swap_counts_once() {
        assert_eq!(distance(&['a', 'b'], &['b', 'a'], 2), Some(1));
        assert_eq!(distance(&['a', 'b', 'c'], &['c', 'a', 'b'], 3), Some(2));
    }

    #[test]
    fn another_word_is_not_near() {
        assert_eq!(nearest("plan", ["seats", "country"]), Vec::<&str>::new());
        assert_eq!(nearest("at", ["as"]), Vec::<&str>::new());
    }

    #[test]
    fn the_nearest_comes_first_and_there_are_three() {
        assert_eq!(nearest("plane", ["planets", "plan", "planes", "plant", "plain"]), ["plan", "planes", "plant"]);
    }
}
