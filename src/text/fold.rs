//! Unicode simple case folding (§3.2 `ignoring case`): one scalar for one scalar, so `ß` is not `ss`.

/// The text with every scalar folded. Two texts are equal ignoring case exactly if their foldings are equal, and
/// folding keeps substrings: what a text contains, its folding contains folded.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold_char).collect() }
}

/// The scalar that stands for all that are equal to it ignoring case.
pub fn fold_char(c: char) -> char {
    match c {
        // Its capital is `I`, but it is no `i`: Unicode folds it only for Turkic languages.
        'ı' => c,
        // Equal only since their full foldings are; the standard library's mappings of one scalar do not show it.
        '\u{1FD3}' => '\u{0390}',
        '\u{1FE3}' => '\u{03B0}',
        '\u{FB05}' => '\u{FB06}',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        // Down, up and down again leads the variants of a letter (`ς`, `ſ`, `ẛ`) to one.
        _ => {
            let lower = single(c.to_lowercase()).unwrap_or(c);
            let upper = single(lower.to_uppercase()).unwrap_or(lower);
            single(upper.to_lowercase()).unwrap_or(lower)
        }
    }
}

/// How many texts are equal to a folded one ignoring case, itself included.
pub fn spellings(folded: &str) -> u64 {
    folded.chars().map(variants).fold(1, u64::saturating_mul)
}

/// How many scalars fold to one.
fn variants(folded: char) -> u64 {
    match folded {
        // With the Kelvin sign, and the long s.
        'k' | 's' => 3,
        'a'..='z' => 2,
        '\0'..='\x7f' => 1,
        // Letters have cases in the first two planes only.
        _ => ('\u{80}'..='\u{1FFFF}').filter(|c| fold_char(*c) == folded).count().max(1) as u64,
    }
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}
