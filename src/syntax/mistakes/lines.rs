//! Lines: their first word, and signs that other languages put in them.

use super::pieces::{Kind, pieces};
use super::{Mistake, Place, fix};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggest::{did_you_mean, nearest};
use crate::source::Span;
use crate::syntax::ast::Word;
use crate::syntax::grammar::{Pair, Rule, parse};
use crate::syntax::lower::Lower;
use crate::syntax::words::{FIELDS, ITEMS, SECTIONS, SETTINGS, TYPES};

impl Lower<'_> {
    /// The first words of sections that stand on the line of another one, which is said of that.
    pub(in crate::syntax) fn sections_within(&self, pair: &Pair<'_>) -> Vec<Word> {
        let span = self.span(pair);
        let mut depth = 0_i32;
        let mut words = Vec::new();
        for piece in pieces(self.text(span)).into_iter().skip(1) {
            match piece.text {
                "{" => depth += 1,
                "}" => depth -= 1,
                word if depth == 0 && piece.kind == Kind::Word && SECTIONS.contains(&word) => {
                    let at = span.start + piece.range.start as u32;
                    words.push(Word { text: word.to_owned(), span: Span::new(at, at + word.len() as u32) });
                }
                _ => {}
            }
        }
        words
    }
}

/// A section on the line of another one.
pub(super) fn sections(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word()?;
    let before = mistake.before().trim_end();
    let before = before.trim_end_matches([',', ';']).trim_end();
    let starts = mistake.place == Place::Section && SECTIONS.contains(&word) && before.contains([' ', '}']);
    let is_one = mistake.read(mistake.rest()).is_ok()
        || word == "send" && matches!(pieces(mistake.rest()).get(2), Some(piece) if piece.text == "{");
    (starts && is_one).then(|| {
        let diagnostic = mistake.syntax(range, format!("`{word}` starts a section")).because("on the line of another");
        let help = "put it on a line of its own";
        diagnostic.help(help).fix(help, mistake.loc(before.len()..mistake.at), "\n")
    })
}

/// A word that is written twice.
pub(super) fn doubled(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let found = pieces(mistake.text);
    let here = found.iter().position(|piece| piece.range.end > mistake.at)?;
    let pair = |at: usize| Some((found.get(at.checked_sub(1)?)?, found.get(at)?));
    let same = |at: &usize| {
        pair(*at).is_some_and(|(one, two)| one.text == two.text && one.kind == Kind::Word && two.kind == Kind::Word)
    };
    let (first, second) = [here, here.checked_sub(1)?].into_iter().find(same).and_then(pair)?;
    let range = first.range.end..second.range.end;
    let changed = format!("{}{}", mistake.text.get(..range.start)?, mistake.text.get(range.end..)?);
    if mistake.parses(&changed).is_err_and(|at| at + range.len() <= mistake.at) {
        return None;
    }
    let word = first.text;
    let diagnostic =
        mistake.syntax(second.range.clone(), format!("`{word}` is written twice")).because("once too often");
    Some(diagnostic.help(format!("remove one `{word}`")).fix("remove it", mistake.loc(range), ""))
}

/// A `{` that starts a line.
pub(super) fn lonely_brace(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let starts = mistake.text.starts_with('{') && mistake.place != Place::Placeholder && mistake.place != Place::Tag;
    starts.then(|| {
        let diagnostic = mistake.syntax(0..1, "a `{` stands on the line of what it opens");
        diagnostic
            .because("nothing on this line opens a block")
            .help("write the `{` at the end of the line that it belongs to")
    })
}

/// Where each of several fields on one line starts, and where the one before it ends; none if it is one field.
pub(in crate::syntax) fn field_starts(text: &str) -> Vec<(usize, usize)> {
    let mut starts = vec![(0, 0)];
    while let Some(&(_, from)) = starts.last() {
        let rest = text.get(from..).unwrap_or_default();
        let Err(failure) = parse(Rule::one_field, rest) else { break };
        let at = failure.at.min(rest.len());
        let end = rest.get(..at).unwrap_or_default().trim_end().trim_end_matches([',', ';']).trim_end().len();
        let next = rest.get(end..).unwrap_or_default().trim_start_matches([',', ';', ' ', '\t']);
        let word = next.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let whole = end > 0 && parse(Rule::one_field, rest.get(..end).unwrap_or_default()).is_ok();
        if !whole || !FIELDS.contains(&word) {
            return Vec::new();
        }
        starts.push((from + end, text.len() - next.len()));
    }
    if starts.len() > 1 { starts } else { Vec::new() }
}

/// Several fields on one line.
pub(super) fn several_fields(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let starts = if mistake.place == Place::Field { field_starts(mistake.text) } else { Vec::new() };
    let &(end, start) = starts.get(1)?;
    let comma = mistake.text.get(end..start)?.trim();
    let range = if comma.is_empty() {
        start..start + mistake.text.get(start..)?.split(' ').next()?.len()
    } else {
        end..end + 1
    };
    let diagnostic = if comma.is_empty() {
        mistake.syntax(range, "a field ends with its line").because("this starts another field")
    } else {
        mistake.syntax(range, format!("no `{comma}` separates fields")).because("a line break ends a field")
    };
    let edits = starts.iter().skip(1).map(|&(end, start)| mistake.edit(end..start, "\n")).collect();
    let mut diagnostic = diagnostic.help("put each field on its own line");
    diagnostic.fixes.push(fix("break the line", edits));
    Some(diagnostic)
}

/// `and` or `or` with nothing after it.
pub(super) fn dangling(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if !matches!(mistake.place, Place::Condition | Place::Section | Place::Item | Place::Setting) {
        return None;
    }
    let text = mistake.text.trim_end();
    let text = text.strip_suffix('}').map_or(text, str::trim_end);
    let word = ["and", "or"].into_iter().find(|word| {
        text.strip_suffix(word).is_some_and(|before| before.ends_with(char::is_whitespace) && !before.trim().is_empty())
    })?;
    let start = text.len() - word.len();
    if !(start..=mistake.text.len()).contains(&mistake.at) {
        return None;
    }
    let before = text.get(..start)?.trim_end().len();
    let diagnostic = mistake.syntax(start..start + word.len(), format!("a condition is missing after `{word}`"));
    let diagnostic = diagnostic.because("nothing to join").help(format!("write the condition, or remove `{word}`"));
    Some(diagnostic.fix(format!("remove `{word}`"), mistake.loc(before..text.len()), ""))
}

/// A first word that starts no line here.
pub(super) fn first_word(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (words, kind) = mistake.place.words();
    if words.is_empty() {
        return None;
    }
    let end = mistake.text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(mistake.text.len());
    let first = mistake.text.get(..end).filter(|word| !word.is_empty())?;
    if words.contains(&first) {
        return None;
    }
    let article = if kind.starts_with('i') { "an" } else { "a" };
    let diagnostic = mistake.syntax(0..end, format!("`{first}` is no {kind}"));
    let diagnostic = diagnostic.because(format!("no {kind} starts with this word"));
    let instead = match (mistake.place, first) {
        (Place::Section, "trigger") => {
            Some(("when", "a trigger is written `when event …`, `when launched` or `when 3 days before …`"))
        }
        (Place::Section, "filters" | "filter" | "segment") => {
            Some(("audience", "rules on contacts are written `audience { … }`"))
        }
        (Place::Section, "channel") => Some(("send", "the channel stands in `send CHANNEL { … }`")),
        (Place::Section, "schedule") => Some((
            "deliver",
            "days and hours are written `deliver weekdays between 09:00 and 17:00`, the time it runs `live from 2026-03-01`",
        )),
        _ => None,
    };
    if let Some((word, help)) = instead {
        return Some(diagnostic.help(help).fix(format!("write `{word}`"), mistake.loc(0..end), word));
    }
    let near = nearest(first, words.iter().copied());
    if let (Some(help), Some(word)) = (did_you_mean(&near), near.first()) {
        return Some(diagnostic.help(help).fix(format!("write `{word}`"), mistake.loc(0..end), *word));
    }
    let is_rule =
        matches!(mistake.place, Place::Section | Place::Item) && parse(Rule::one_condition, mistake.text).is_ok();
    if is_rule && mistake.place == Place::Section {
        let write = format!("audience {{ {} }}", mistake.text.trim_end());
        let diagnostic = diagnostic.help("rules stand in a block, such as `audience { … }`");
        return Some(diagnostic.fix("write `audience { … }`", mistake.loc(0..mistake.text.trim_end().len()), write));
    }
    let help = match mistake.place {
        _ if is_rule => "rules stand in a block, such as `audience { … }`".to_owned(),
        Place::Section if FIELDS.contains(&first) => "fields stand in the block of `send CHANNEL { … }`".to_owned(),
        Place::Section | Place::Setting if ITEMS.contains(&first) => "items stand outside of each other".to_owned(),
        Place::Item if SECTIONS.contains(&first) => "sections stand in the block of `campaign NAME { … }`".to_owned(),
        Place::Item if SETTINGS.contains(&first) => "settings stand in the block of `workspace { … }`".to_owned(),
        Place::Setting if SECTIONS.contains(&first) => {
            "sections stand in the block of `campaign NAME { … }`".to_owned()
        }
        Place::Step => "a step is written `step \"What to do\"`".to_owned(),
        _ => {
            let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("{article} {kind} starts with one of {}", list.join(", "))
        }
    };
    Some(diagnostic.help(help))
}

/// Signs that end or part nothing in this language.
pub(super) fn signs(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let rest = mistake.rest();
    let at = mistake.at;
    let copy = matches!(mistake.place, Place::Placeholder | Place::Tag);
    if rest.starts_with(';') {
        let end = at + rest.len() - rest.trim_start_matches(';').len();
        let last = rest.trim_matches(|c: char| c == ';' || c.is_whitespace()).is_empty();
        let diagnostic = mistake.syntax(at..end, "no line ends with `;`").because("a line break ends a statement");
        let last = last || mistake.place == Place::Tag;
        let (title, text) = if last { ("remove it", "") } else { ("break the line", "\n") };
        return Some(diagnostic.help(title).fix(title, mistake.loc(at..end), text));
    }
    if let Some(sign) = ["#", "--"].into_iter().find(|sign| rest.starts_with(sign)) {
        let sign_at = at..at + sign.len();
        let diagnostic = mistake.syntax(sign_at.clone(), format!("`{sign}` starts no comment")).because("unexpected");
        if mistake.after.split('\n').next().is_some_and(|line| line.contains('}')) {
            return Some(diagnostic.help("comments start with `//` and take the rest of their line"));
        }
        return Some(diagnostic.help("comments start with `//`").fix("write `//`", mistake.loc(sign_at), "//"));
    }
    if rest.starts_with("/*") {
        let diagnostic = mistake.syntax(at..at + 2, "`/*` starts no comment").because("unexpected");
        return Some(diagnostic.help("comments start with `//` and end with their line"));
    }
    let head = mistake.before().trim_end();
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '='))?;
    let keyed = mistake.place == Place::TestLine && mistake.expected.contains(&Rule::colon);
    let takes = keyed
        || matches!(mistake.place, Place::Setting | Place::Section | Place::Field | Place::Declaration | Place::Item);
    if copy || !takes || head.is_empty() {
        return None;
    }
    let end = at + rest.len() - rest.trim_start_matches(sign).len();
    if mistake.place == Place::TestLine {
        let diagnostic = mistake.syntax(at..end, format!("unexpected `{sign}`")).because("expected `:`");
        let start = mistake.before().trim_end().len();
        return Some(diagnostic.help("write `:`").fix("write `:`", mistake.loc(start..end), ":"));
    }
    let diagnostic = mistake.syntax(at..end, format!("no `{sign}` stands after `{head}`")).because("unexpected");
    let joined = !mistake.before().ends_with(' ') && !mistake.text.get(end..).is_some_and(|rest| rest.starts_with(' '));
    Some(diagnostic.help("remove it").fix("remove it", mistake.loc(at..end), if joined { " " } else { "" }))
}

/// Caps: `every hour`, `once a day`, a missing comma (§6.1).
pub(super) fn caps(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if mistake.place != Place::Section && mistake.place != Place::Setting {
        return None;
    }
    let (rest, at) = (mistake.rest(), mistake.at);
    let frequency = mistake.text.starts_with("frequency");
    if let Some(start) = mistake.after_word("every").filter(|_| frequency) {
        let end = rest.find([',', '\n', '}']).unwrap_or(rest.len());
        let window = rest.get(..end)?.trim_end();
        let digits = window.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').trim_start();
        let unit = digits.split_whitespace().next()?;
        let window = match unit {
            "day" | "hour" | "minute" | "week" | "second" | "session" | "days" | "hours" | "minutes" | "weeks"
            | "seconds" => window,
            _ => return None,
        };
        let range = start..at + window.len();
        let diagnostic =
            mistake.syntax(range.clone(), "a cap says how many times it allows").because("how many times is missing");
        let write = format!("once per {window}");
        return Some(diagnostic.help(format!("write `{write}`")).fix(
            format!("write `{write}`"),
            mistake.loc(range),
            write,
        ));
    }
    if let Some(dash) = rest.chars().next().filter(|c| matches!(c, '-' | '–') && mistake.text.starts_with("deliver"))
    {
        let range = at..at + dash.len_utf8();
        let diagnostic = mistake.syntax(range.clone(), format!("unexpected `{dash}`")).because("expected `to`");
        return Some(diagnostic.help("write `to` between the first day and the last").fix(
            "write `to`",
            mistake.loc(range),
            " to ",
        ));
    }
    let (word, range) = mistake.word().unwrap_or(("", at..at));
    if frequency
        && matches!(word, "a" | "an" | "each" | "every")
        && (mistake.after_word("once").is_some()
            || mistake.after_word("twice").is_some()
            || mistake.after_word("times").is_some())
    {
        let diagnostic =
            mistake.syntax(range.clone(), format!("unexpected `{word}`")).because("expected `per` or `in total`");
        return Some(diagnostic.help("write `per`").fix("write `per`", mistake.loc(range), "per"));
    }
    let cap = matches!(word, "once" | "twice" | "until" | "every") || rest.starts_with(|c: char| c.is_ascii_digit());
    let name = !word.is_empty() && ["allow ", "exempt ", "channels "].iter().any(|list| mistake.text.starts_with(list));
    let complete = mistake.expected.contains(&Rule::EOI) || mistake.before().trim_end().contains(' ');
    if (frequency && cap && complete && mistake.before().trim() != "frequency")
        || (name && mistake.expected.contains(&Rule::EOI))
    {
        let end = mistake.before().trim_end().len();
        let what = if frequency { "caps" } else { "names" };
        let diagnostic = mistake.syntax(range.start..range.end.max(at + 1), format!("{what} are separated by commas"));
        let diagnostic = diagnostic.because("a comma is missing before this").help("write `,`");
        return Some(diagnostic.fix("write `,`", mistake.loc(end..end), ","));
    }
    None
}

/// Types that are named otherwise elsewhere (§2.2).
pub(super) fn types(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if mistake.place != Place::Declaration || !mistake.expected.contains(&Rule::schema_type) {
        return None;
    }
    let (word, range) = mistake.word()?;
    let new = match word.to_lowercase().as_str() {
        "string" | "str" | "varchar" | "char" | "enum" | "email" | "url" => Some("text"),
        "int" | "integer" | "float" | "decimal" | "double" | "numeric" | "money" => Some("number"),
        "bool" | "boolean" => Some("flag"),
        "date" | "datetime" | "timestamp" | "date_time" => Some("time"),
        "list" | "array" | "strings" | "tags" => Some("texts"),
        lower if TYPES.contains(&lower) => TYPES.iter().copied().find(|known| *known == lower),
        lower => nearest(lower, TYPES.iter().copied()).first().copied(),
    };
    let diagnostic = mistake.syntax(range.clone(), format!("there is no type `{word}`")).because("expected a type");
    Some(match new {
        Some(new) => diagnostic.help(format!("write `{new}`")).fix(format!("write `{new}`"), mistake.loc(range), new),
        None => diagnostic.help("types are `text`, `number`, `flag`, `time` and `texts`"),
    })
}

/// Commas where none stands.
pub(super) fn commas(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    let trailing = mistake.before().trim_end().strip_suffix(',').map(str::len);
    if let Some(comma) = trailing.filter(|_| rest.trim().is_empty() || rest.starts_with(['}', ')'])) {
        let diagnostic = mistake
            .syntax(comma..comma + 1, "a comma with nothing after it")
            .because("something is missing after this, or it is too much");
        return Some(diagnostic.help("remove the comma").fix("remove the comma", mistake.loc(comma..comma + 1), ""));
    }
    if !rest.starts_with(',') {
        return None;
    }
    let after = rest.get(1..).unwrap_or_default();
    if after.trim().is_empty() || after.trim_start().starts_with(['}', ')', '%']) {
        let diagnostic =
            mistake.syntax(at..at + 1, "a comma at the end of a line").because("a line break ends a statement");
        return Some(diagnostic.help("remove the comma").fix("remove the comma", mistake.loc(at..at + 1), ""));
    }
    if after.starts_with(|c: char| c.is_ascii_digit()) && mistake.before().ends_with(|c: char| c.is_ascii_digit()) {
        let diagnostic = mistake.syntax(at..at + 1, "no comma stands in a number").because("unexpected");
        return Some(diagnostic.help("group digits by `_`").fix("write `_`", mistake.loc(at..at + 1), "_"));
    }
    let diagnostic = mistake.syntax(at..at + 1, "a comma does not separate statements").because("unexpected");
    Some(match mistake.place {
        Place::Condition | Place::Tag => {
            let end = mistake.before().trim_end().len();
            let mut diagnostic = diagnostic.help("write each condition on a line of its own, or `and` between them");
            diagnostic.fixes.push(fix("write `and`", vec![mistake.edit(end..at + 1, " and")]));
            diagnostic
        }
        _ => diagnostic.help("write each on a line of its own").fix("break the line", mistake.loc(at..at + 1), "\n"),
    })
}
