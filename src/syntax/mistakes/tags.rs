//! Tags and placeholders of other template languages (§12.1).

use super::{Mistake, Place, fix};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::ast::Word;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::lower::Lower;
use crate::syntax::words::FILTERS;

/// The tags of a copy that no `if` of it took.
#[derive(Default)]
pub(in crate::syntax) struct StrayTags {
    /// The words that opened something, none of them `if`; what ends them belongs to the same mistake.
    open: Vec<String>,
    /// How many tags were meant as an `endif` and said to be none.
    ends: usize,
    /// Whether it was said that tags trim nothing.
    trims: bool,
    /// What loops would name, which nothing else knows.
    looped: Vec<String>,
}

impl StrayTags {
    /// Whether a tag that was meant as an `endif` ends an `if` that lacks one; each ends one.
    pub(in crate::syntax) fn took_end(&mut self) -> bool {
        let took = self.ends > 0;
        self.ends = self.ends.saturating_sub(1);
        took
    }

    /// Whether a name is that of a loop, which was said to be none.
    pub(in crate::syntax) fn names(&self, name: &str) -> bool {
        self.looped
            .iter()
            .any(|looped| looped == name || looped == "forloop" || name == "forloop" && !self.looped.is_empty())
    }

    /// Whether a tag goes with one that opened something unknown.
    fn takes(&mut self, word: &str) -> bool {
        let lower = word.to_lowercase();
        if lower == "when" {
            return self.open.iter().any(|open| open == "case");
        }
        if matches!(lower.as_str(), "elsif" | "else" | "elif" | "elseif") {
            return !self.open.is_empty();
        }
        let Some(ended) = lower.strip_prefix("end").map(|ended| ended.trim_start_matches('_')) else { return false };
        let same = self.open.iter().rposition(|open| *open == ended);
        let place = same.or((ended == "if" || ended.is_empty()).then(|| self.open.len().checked_sub(1)).flatten());
        self.open.truncate(place.unwrap_or(self.open.len()));
        place.is_some()
    }
}

/// The words of tags.
const TAGS: [&str; 4] = ["if", "elsif", "else", "endif"];

impl Lower<'_> {
    /// The word of a tag.
    fn tag_word(&self, pair: &Pair<'_>) -> Word {
        let span = self.span(pair);
        let inside = self.text(span).trim_start_matches("{%").trim_start_matches(['-', '~']).trim_start();
        let start = span.start + (self.text(span).len() - inside.len()) as u32;
        let length = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len());
        let text = inside.get(..length).unwrap_or_default().to_owned();
        Word { text, span: Span::new(start, start + length as u32) }
    }

    /// Says what is wrong with a tag of an `if`.
    pub(in crate::syntax) fn mistaken_tag(&mut self, pair: &Pair<'_>, strays: &mut StrayTags) {
        if trims(self.text(self.span(pair))) && std::mem::replace(&mut strays.trims, true) {
            return;
        }
        self.mistake(pair);
    }

    /// Says that a tag follows the `else` of its `if`.
    pub(in crate::syntax) fn late_tag(&mut self, pair: &Pair<'_>, otherwise: Option<Span>, strays: &mut StrayTags) {
        let Word { text: word, span } = self.tag_word(pair);
        if strays.takes(&word) {
            return;
        }
        let (message, help) = match word.as_str() {
            "else" => ("this `if` has two `else`", "remove one of them, or write `elsif` and a condition in the first"),
            _ => ("nothing follows the `else` of an `if`", "move this branch before the `else`"),
        };
        let mut diagnostic = self.syntax(span, message).because("the `else` is the last branch").help(help);
        if let Some(otherwise) = otherwise {
            diagnostic = diagnostic.label(self.loc(otherwise), "the `else`");
        }
        self.report(diagnostic);
    }

    /// Says what is wrong with a tag that stands where none belongs, once for an unknown tag and its end.
    pub(in crate::syntax) fn bad_tag(&mut self, pair: &Pair<'_>, strays: &mut StrayTags) {
        let span = self.span(pair);
        let Word { text: word, span: at } = self.tag_word(pair);
        if strays.takes(&word) {
            return;
        }
        let loc = self.loc(at);
        let diagnostic = match word.as_str() {
            "unless" => self.unless(span, at),
            "for" => self
                .syntax(at, "there is no tag `for`")
                .because("templates have no loops")
                .help("a list is shown with `, ` between its texts: write `{{ tags }}`"),
            "elsif" | "else" | "endif" => self
                .syntax(at, format!("this `{word}` belongs to no `if`"))
                .because("no `{% if %}` is open here")
                .help("remove the tag, or write `{% if … %}` before it"),
            "if" => return self.mistake(pair),
            "" => self
                .syntax(Span::new(span.start, span.start + 2), "a tag starts with a word")
                .because("no word follows this")
                .help("write `{% if … %}`, `{% elsif … %}`, `{% else %}` or `{% endif %}`; to show the braces, write `\\{%`"),
            _ => {
                let diagnostic = self.syntax(at, format!("there is no tag `{word}`")).because("no such tag");
                match nearest(&word, TAGS).first() {
                    Some(near) => {
                        diagnostic.help(format!("write `{near}`")).fix(format!("write `{near}`"), loc, *near)
                    }
                    None => {
                        diagnostic.help("tags are `if`, `elsif`, `else` and `endif`; values are shown by `{{ name }}`")
                    }
                }
            }
        };
        if word == "for" {
            let inside = self.text(Span::new(at.end, span.end)).trim_start();
            strays.looped.extend(inside.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned));
        }
        let near = nearest(&word, TAGS).first().copied();
        if word.to_lowercase().starts_with("end") || near == Some("endif") {
            strays.ends += usize::from(word != "endif");
        } else if !matches!(near, Some("elsif" | "else")) {
            strays.open.push(word.to_lowercase());
        }
        self.report(diagnostic);
    }

    /// `{% unless %}`, whose `unless` stands at `at`.
    fn unless(&self, span: Span, at: Span) -> Diagnostic {
        let inside = self.text(Span::new(at.start, span.end)).trim_end_matches("%}").trim_end();
        let condition = inside.strip_prefix("unless").unwrap_or_default().trim();
        let write = format!("if not ({condition})");
        let whole = Span::new(at.start, at.start + inside.len() as u32);
        let mut edits = vec![Edit { loc: self.loc(whole), text: write.clone() }];
        let after = self.source.get(span.end as usize..).unwrap_or_default();
        if let Some(end) = after.find("endunless") {
            let end = span.end + end as u32;
            edits.push(Edit { loc: self.loc(Span::new(end, end + 9)), text: "endif".to_owned() });
        }
        let mut diagnostic = self.syntax(at, "there is no tag `unless`").because("no such tag");
        diagnostic.fixes.push(fix("write `if not`", edits));
        diagnostic.help(format!("write `{{% {write} %}} … {{% endif %}}`"))
    }
}

/// What is left of a copy, up to a quote outside of its tags.
fn rest_of_copy(after: &str) -> &str {
    let mut at = 0;
    while let Some(found) = after.get(at..).and_then(|rest| rest.find(['"', '{'])).map(|found| at + found) {
        let rest = after.get(found..).unwrap_or_default();
        at = match rest.strip_prefix("{%").and_then(|rest| rest.find("%}")) {
            Some(length) => found + length + 4,
            None if rest.starts_with('"') => return after.get(..found).unwrap_or_default(),
            None => found + 1,
        };
    }
    after
}

/// Where a tag has signs that trim in other languages.
fn trim_signs(tag: &str, open: &str, close: &str) -> Vec<usize> {
    let signs = ['-', '~'];
    let starts = tag.strip_prefix(open).is_some_and(|inside| inside.starts_with(signs));
    let end = tag.strip_suffix(close).filter(|inside| inside.len() > 3 && inside.ends_with(signs));
    [starts.then_some(2), end.map(|inside| inside.len() - 1)].into_iter().flatten().collect()
}

/// Whether a tag starts with a sign that trims in other languages.
fn trims(tag: &str) -> bool {
    let signs = ['-', '~'];
    let starts = tag.strip_prefix("{%").is_some_and(|inside| inside.starts_with(signs));
    starts || tag.strip_suffix("%}").is_some_and(|inside| inside.len() > 2 && inside.ends_with(signs))
}

/// A tag whose `%}` is missing, or with a sign that trims.
pub(super) fn ends(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    if !matches!(mistake.place, Place::Tag | Place::Placeholder) {
        return None;
    }
    let tag = mistake.text;
    let (open, close) = if mistake.place == Place::Tag { ("{%", "%}") } else { ("{{", "}}") };
    let signs = trim_signs(tag, open, close);
    if let Some(&first) = signs.first() {
        let range = if first == 2 { 0..3 } else { first..first + 3 };
        let what = if mistake.place == Place::Tag { "tags" } else { "placeholders" };
        let diagnostic = mistake.syntax(range, format!("{what} trim nothing")).because("a sign too many");
        // Other tags of the copy were said to be the same mistake.
        let rest = if mistake.place == Place::Tag { rest_of_copy(mistake.after) } else { "" };
        let mut edits: Vec<Edit> = signs.iter().map(|&at| mistake.edit(at..at + 1, "")).collect();
        let mut at = 0;
        while let Some(found) = rest.get(at..).and_then(|rest| rest.find("{%")).map(|found| at + found) {
            let end = rest.get(found..).and_then(|rest| rest.find("%}")).map_or(rest.len(), |end| found + end + 2);
            let signs = trim_signs(rest.get(found..end).unwrap_or_default(), "{%", "%}");
            let start = tag.len() + found;
            edits.extend(signs.iter().map(|at| mistake.edit(start + at..start + at + 1, "")));
            at = end;
        }
        let write = format!("write `{open}` and `{close}`");
        let mut diagnostic = diagnostic.help(write.clone());
        diagnostic.fixes.push(fix(write, edits));
        return Some(diagnostic);
    }
    if mistake.place == Place::Placeholder {
        return None;
    }
    if tag.ends_with("%}") || tag.ends_with("}}") {
        return None;
    }
    let diagnostic = mistake.syntax(0..2, "this `{%` is not closed").because("no `%}` for this");
    let diagnostic = diagnostic.help("write `%}` where the tag ends");
    Some(match tag.strip_suffix('}') {
        Some(before) => diagnostic.fix("write `%}`", mistake.loc(before.len()..tag.len()), "%}"),
        None => diagnostic,
    })
}

/// What stands between a path and its filters, and words of other languages for `elsif` and `endif`.
pub(super) fn separator(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    if mistake.place == Place::Tag {
        let inside = mistake.text.trim_start_matches("{%").trim_start();
        let from = mistake.text.len() - inside.len();
        for (wrong, right) in [
            ("else if", "elsif"),
            ("elseif", "elsif"),
            ("else_if", "elsif"),
            ("elif", "elsif"),
            ("end_if", "endif"),
            ("fi", "endif"),
            ("end", "endif"),
        ] {
            let other = inside
                .strip_prefix(wrong)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
            if other {
                let range = from..from + wrong.len();
                let diagnostic =
                    mistake.syntax(range.clone(), format!("there is no tag `{wrong}`")).because("no such tag");
                return Some(diagnostic.help(format!("write `{right}`")).fix(
                    format!("write `{right}`"),
                    mistake.loc(range),
                    right,
                ));
            }
        }
        return None;
    }
    if mistake.place != Place::Placeholder {
        return None;
    }
    // The name of a filter stands before its `:`.
    let filter = mistake.before().rsplit('|').next().and_then(|last| last.split_once(':'));
    if let Some((filter, _)) =
        filter.filter(|(filter, _)| !FILTERS.contains(&filter.trim()) && filter.trim() != "default")
        && mistake.before().contains('|')
        && rest.starts_with(',')
    {
        let name = filter.trim();
        let start = mistake.before().rfind('|')? + 1;
        let start = start + filter.len() - filter.trim_start().len();
        let diagnostic = mistake.syntax(start..start + name.len(), format!("there is no filter `{name}`"));
        let diagnostic = diagnostic.because("no such filter, and filters have one argument");
        let list: Vec<String> = FILTERS.iter().map(|filter| format!("`{filter}`")).collect();
        return Some(diagnostic.help(format!("filters are {}", list.join(", "))));
    }
    if rest.starts_with(',') {
        let end = mistake.before().trim_end().len();
        let diagnostic = mistake.syntax(at..at + 1, "a filter follows a `|`").because("unexpected");
        return Some(diagnostic.help("write `|` before each filter").fix("write `|`", mistake.loc(end..at + 1), " |"));
    }
    if rest.starts_with('"')
        && mistake.before().contains('|')
        && mistake.before().trim_end().ends_with(|c: char| c.is_alphanumeric())
    {
        let end = mistake.before().trim_end().len();
        let diagnostic = mistake.syntax(at..at + 1, "the argument of a filter follows a `:`").because("expected `:`");
        return Some(diagnostic.help("write `:` before it").fix("write `:`", mistake.loc(end..at), ": "));
    }
    let (word, range) = mistake.word().unwrap_or(("", at..at));
    let or = if rest.starts_with("||") || rest.starts_with("??") || word == "or" { 2 } else { 0 };
    if or > 0 {
        let diagnostic =
            mistake.syntax(at..at + or, "what stands in for an unknown value is a filter").because("unexpected");
        return Some(diagnostic.help("write `| fallback: \"…\"`").fix(
            "write `| fallback:`",
            mistake.loc(at..at + or),
            "| fallback:",
        ));
    }
    (!word.is_empty() && mistake.expected.contains(&Rule::filter) || matches!(word, "fallback" | "default")).then(
        || {
            let diagnostic = mistake.syntax(range, "a filter follows a `|`").because("a `|` is missing before this");
            diagnostic.help("write `|` before each filter").fix("write `|`", mistake.loc(at..at), "| ")
        },
    )
}
