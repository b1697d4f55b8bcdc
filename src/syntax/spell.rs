//! Names and texts as source.

use std::fmt::Write;

/// A name as source, in backticks where it needs them; none if no name is written so: only a text in double quotes
/// may hold a backtick or a line break (§1.3).
pub fn name(name: &str) -> Option<String> {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    if name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit()) {
        return Some(name.to_owned());
    }
    let fits = !name.is_empty() && !name.contains(['`', '\n', '\r']);
    fits.then(|| format!("`{name}`"))
}

/// A name as source where a text may stand for it: of events, segments, campaigns and procedures.
pub fn name_or_text(written: &str) -> String {
    name(written).unwrap_or_else(|| text(written))
}

/// A text as source, on one line and outside of copy, where braces are plain.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                // A `String` takes whatever is written to it.
                let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
