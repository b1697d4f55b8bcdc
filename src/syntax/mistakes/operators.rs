//! Conditions in the words and signs of other languages.

use std::ops::Range;

use super::pieces::{Kind, pieces, straight, unquoted};
use super::{Mistake, Place, fix};
use crate::diagnostic::Diagnostic;

fn in_condition(mistake: &Mistake<'_>) -> bool {
    matches!(mistake.place, Place::Condition | Place::Tag)
        // A section that holds its rules on one line does not reach the recovery of conditions.
        || matches!(mistake.place, Place::Section | Place::Item | Place::Setting) && mistake.before().contains('{')
}

/// `=`, `==`, `!=`, `<>`, `&&`, `||`, `!` and their like.
pub(super) fn signs(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if !in_condition(mistake) {
        return None;
    }
    let (rest, at) = (mistake.rest(), mistake.at);
    let before = mistake.before();
    let table = [
        ("≥", ">="),
        ("≤", "<="),
        ("≠", "is not"),
        ("===", "is"),
        ("==", "is"),
        ("=~", "matches"),
        ("=>", ">="),
        ("=<", "<="),
        ("=", "is"),
        ("!==", "is not"),
        ("!=", "is not"),
        ("!~", "does not match"),
        ("&&", "and"),
        ("&", "and"),
        ("||", "or"),
        ("|", "or"),
        ("!", "not"),
        ("~", "matches"),
    ];
    let (range, word) = if rest.starts_with('>') && before.ends_with('<') {
        (at - 1..at + 1, "is not")
    } else {
        let (sign, word) = table.iter().find(|(sign, _)| rest.starts_with(sign))?;
        (at..at + sign.len(), *word)
    };
    let sign = mistake.text.get(range.clone())?;
    // `<=` and `>=` with a blank in them.
    if sign == "=" && (before.trim_end().ends_with('<') || before.trim_end().ends_with('>')) {
        let start = before.trim_end().len();
        let diagnostic = mistake.syntax(range, "a comparison has no blank in it").because("unexpected");
        return Some(diagnostic.help("write the signs together").fix("join them", mistake.loc(start..at), ""));
    }
    let diagnostic = mistake.syntax(range.clone(), format!("`{sign}` is no word of this language"));
    let pad = |side: Option<char>| side.is_some_and(|c| !c.is_whitespace() && c != '(');
    let left = if pad(mistake.text.get(..range.start)?.chars().next_back()) { " " } else { "" };
    let right = if pad(mistake.text.get(range.end..)?.chars().next()) { " " } else { "" };
    let text = format!("{left}{word}{}", if sign == "!" { " " } else { right });
    let why = match word {
        "is" | "is not" => "values are compared by words",
        "and" | "or" | "not" => "conditions are joined by words",
        _ => "unexpected",
    };
    let diagnostic = diagnostic.because(why).help(format!("write `{word}`"));
    Some(diagnostic.fix(format!("write `{word}`"), mistake.loc(range), text))
}

/// `AND`, `Is`, `TRUE`: words are lower case.
pub(super) fn capitals(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let before = mistake.before().trim_end();
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let starts = before
        .get(start..)
        .filter(|word| matches!(*word, "NOT" | "Not" | "ANY" | "ALL" | "NONE" | "DID" | "NEVER" | "TAGGED"));
    let (word, range) = match starts.filter(|_| in_condition(mistake)) {
        Some(word) => {
            let lower = word.to_lowercase();
            let diagnostic = mistake.syntax(start..before.len(), format!("`{word}` is written in lower case"));
            let diagnostic =
                diagnostic.because("words of the language are lower case").help(format!("write `{lower}`"));
            return Some(diagnostic.fix(format!("write `{lower}`"), mistake.loc(start..before.len()), lower));
        }
        None => mistake.word()?,
    };
    let lower = word.to_lowercase();
    let known = super::expected::words(&mistake.expected).contains(&lower.as_str())
        || matches!(lower.as_str(), "and" | "or" | "not" | "true" | "false" | "known" | "unknown");
    if lower == word || !known {
        return None;
    }
    let diagnostic = mistake
        .syntax(range.clone(), format!("`{word}` is written in lower case"))
        .because("words of the language are lower case");
    Some(diagnostic.help(format!("write `{lower}`")).fix(format!("write `{lower}`"), mistake.loc(range), lower))
}

/// `is null`, `is empty`, `is set`.
pub(super) fn known(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word()?;
    let negated = mistake.after_word("not").filter(|_| {
        let before = mistake.before().trim_end();
        before.trim_end_matches("not").trim_end().ends_with("is")
    });
    if negated.is_none() {
        mistake.after_word("is")?;
    }
    let there = match word.to_lowercase().as_str() {
        "null" | "nil" | "none" | "empty" | "blank" | "missing" | "undefined" | "unset" | "absent" | "unknown"
        | "na" => false,
        "set" | "present" | "defined" | "there" | "something" => true,
        _ => return None,
    };
    let new = if there == negated.is_some() { "unknown" } else { "known" };
    let written = if negated.is_some() { format!("is not {word}") } else { format!("is {word}") };
    let diagnostic = mistake.syntax(range.clone(), format!("`{written}` asks nothing here"));
    let diagnostic = diagnostic.because("a value `is known` or `is unknown`");
    let mut help = format!("write `is {new}`");
    if matches!(word, "empty" | "blank") {
        help.push_str("; a text that is known and empty is `is \"\"`");
    }
    let start = negated.unwrap_or(range.start);
    Some(diagnostic.help(help).fix(format!("write `is {new}`"), mistake.loc(start..range.end), new))
}

/// `contact in segment S`: a segment is not asked of a value.
pub(super) fn segment(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word()?;
    let start = mistake.after_word("in").filter(|_| word == "segment")?;
    let before = mistake.text.get(..start)?.trim_end();
    let (before, not) = match before.strip_suffix("not") {
        Some(before) => (before.trim_end(), "not "),
        None => (before.strip_suffix("is").unwrap_or(before).trim_end(), ""),
    };
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '`')).len();
    let diagnostic = mistake.syntax(name..range.end, "a segment is asked of the contact, not of a value");
    let diagnostic =
        diagnostic.because("`in segment` starts a condition").help(format!("write `{not}in segment` alone"));
    Some(diagnostic.fix("ask it of the contact", mistake.loc(name..range.end), format!("{not}in segment")))
}

/// `not between`, `not contains`, `is not before`.
pub(super) fn misplaced_not(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word()?;
    let not = mistake.after_word("not")?;
    let verb = match word {
        "contains" => "contain",
        "starts" => "start",
        "ends" => "end",
        "matches" => "match",
        _ => "",
    };
    if !verb.is_empty() {
        let diagnostic = mistake.syntax(not..range.end, format!("`not {word}` is no comparison")).because("unexpected");
        let write = format!("does not {verb}");
        return Some(diagnostic.help(format!("write `{write}`")).fix(
            format!("write `{write}`"),
            mistake.loc(not..range.end),
            write,
        ));
    }
    if !matches!(word, "between" | "before" | "after" | "on" | "less" | "more" | "exactly" | "tagged" | "known") {
        return None;
    }
    let before = mistake.text.get(..not)?.trim_end();
    let before = before.strip_suffix("is").map_or(before, str::trim_end);
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '`')).len();
    let diagnostic =
        mistake.syntax(not..range.end, format!("`not` does not stand before `{word}`")).because("unexpected");
    let mut diagnostic = diagnostic.help("write `not` before the whole condition");
    let edits = vec![mistake.edit(name..name, "not "), mistake.edit(before.len()..range.start, " ")];
    diagnostic.fixes.push(fix("move the `not`", edits));
    Some(diagnostic)
}

/// `a contains ["x", "y"]` with a condition for each text, and the range of it.
fn each(mistake: &Mistake<'_>) -> Option<(Range<usize>, String)> {
    let before = mistake.before();
    let verb = before.trim_end().rfind("contain")?;
    let negated = before.get(..verb)?.trim_end().ends_with("not");
    let verb = if negated { before.rfind("does")? } else { verb };
    let start = before.get(..verb)?.trim_end().rfind([' ', '\t', '\n', '(', '{']).map_or(0, |at| at + 1);
    let head = before.get(start..)?.trim_end();
    let list = mistake.rest().split_inclusive(']').next().filter(|list| list.ends_with(']'))?;
    let pieces = pieces(list);
    let texts = pieces.iter().filter(|piece| matches!(piece.kind, Kind::Text | Kind::Word));
    let parts: Vec<String> = texts
        .map(|piece| match piece.kind {
            Kind::Text => format!("{head} {}", straight(piece.text)),
            _ => format!("{head} \"{}\"", piece.text),
        })
        .collect();
    let joined = parts.join(if negated { " and " } else { " or " });
    let text = if parts.len() > 1 { format!("({joined})") } else { joined };
    let range = start..mistake.at + list.len();
    let changed = format!("{}{text}{}", mistake.text.get(..range.start)?, mistake.text.get(range.end..)?);
    mistake.parses(&changed).is_ok().then_some((range, text))
}

/// `LIKE "%x%"`: a part, a beginning or an end.
pub(super) fn like(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word().filter(|(word, _)| matches!(word.to_lowercase().as_str(), "like" | "ilike"))?;
    let before = mistake.text.get(..range.start)?.trim_end();
    let is = before.strip_suffix(" is").or_else(|| before.strip_suffix(" IS")).map(|before| before.len() + 1);
    let not = before.strip_suffix("not").or_else(|| before.strip_suffix("NOT")).map(str::len);
    let pieces = pieces(mistake.text.get(range.end..)?);
    let text = pieces.first().filter(|piece| piece.kind == Kind::Text)?;
    let plain = straight(text.text);
    let inside = unquoted(&plain);
    let (verb, negated) = match (inside.starts_with('%'), inside.ends_with('%')) {
        (false, true) => ("starts with", "does not start with"),
        (true, false) => ("ends with", "does not end with"),
        _ => ("contains", "does not contain"),
    };
    let fold = if word.eq_ignore_ascii_case("ilike") { " ignoring case" } else { "" };
    let verb = if not.is_some() { negated } else { verb };
    let write = format!("{verb} \"{}\"{fold}", inside.trim_matches('%'));
    let whole = not.or(is).unwrap_or(range.start)..range.end + text.range.end;
    let diagnostic = mistake.syntax(range, format!("`{word}` is no comparison"));
    let diagnostic = diagnostic.because("texts are asked for by `contains`, `starts with`, `ends with` or `matches`");
    Some(diagnostic.help(format!("write `{write}`")).fix(format!("write `{write}`"), mistake.loc(whole), write))
}

/// `did E 3 times`, `within the last`, `contains [..]`.
pub(super) fn history(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    if rest.starts_with('[') && (mistake.after_word("contains").is_some() || mistake.after_word("contain").is_some()) {
        let diagnostic = mistake.syntax(at..at + 1, "`contains` takes one text").because("expected a text in quotes");
        let diagnostic = diagnostic.help("write a `contains` for each, with `or` between them");
        return Some(match each(mistake) {
            Some((range, text)) => diagnostic.fix("write a `contains` for each", mistake.loc(range), text),
            None => diagnostic,
        });
    }
    let did = mistake.text.split_whitespace().any(|word| word == "did");
    if !did {
        return None;
    }
    let (word, range) = mistake.word().unwrap_or(("", at..at));
    if word == "within" {
        let the = if rest.get(word.len()..)?.trim_start().starts_with("the last") { "in" } else { "in the last" };
        let diagnostic = mistake.syntax(range.clone(), "unexpected `within`").because("expected `in the last`");
        return Some(diagnostic.help("write `in the last`").fix(format!("write `{the}`"), mistake.loc(range), the));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let times = digits > 0 && rest.get(digits..)?.trim_start().starts_with("time");
    let end = if times { at + digits } else { range.end };
    (times || matches!(word, "once" | "twice")).then(|| {
        let diagnostic = mistake
            .syntax(at..end, "a number of times says in which way it counts")
            .because("expected `at least`, `at most` or `exactly`");
        let diagnostic = diagnostic.help("write `at least`, `at most` or `exactly` before it");
        diagnostic.fix("write `at least`", mistake.loc(at..at), "at least ").fix(
            "write `exactly`",
            mistake.loc(at..at),
            "exactly ",
        )
    })
}
