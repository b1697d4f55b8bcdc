//! Tags and placeholders of other template languages (§12.1).

use super::{Mistake, Place, fix};
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::lower::Lower;

impl Lower<'_> {
    /// Says what is wrong with a tag that stands where none belongs, once for an unknown tag and its end.
    pub(in crate::syntax) fn bad_tag(&mut self, pair: &Pair<'_>, unknown: &mut Vec<String>) {
        let span = self.span(pair);
        let inside = self.text(span).trim_start_matches("{%").trim_start();
        let offset = span.start + (self.text(span).len() - inside.len()) as u32;
        let length = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len());
        let word = inside.get(..length).unwrap_or_default().to_owned();
        let at = Span::new(offset, offset + length as u32);
        let ends = word.strip_prefix("end").map(|word| word.trim_start_matches('_').to_owned());
        if let Some(place) = ends.and_then(|opened| unknown.iter().rposition(|open| *open == opened)) {
            unknown.truncate(place);
            return;
        }
        let loc = self.loc(at);
        let diagnostic = match word.as_str() {
            "unless" => {
                let condition = inside.get(length..).unwrap_or_default().trim_end_matches("%}").trim().to_owned();
                let write = format!("if not ({condition})");
                let whole = Span::new(offset, offset + inside.trim_end_matches("%}").trim_end().len() as u32);
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
            "for" => self
                .syntax(at, "there is no tag `for`")
                .because("templates have no loops")
                .help("a list is shown with `, ` between its texts: write `{{ tags }}`"),
            "elsif" | "else" | "endif" => self
                .syntax(at, format!("this `{word}` belongs to no `if`"))
                .because("no `{% if %}` is open here")
                .help("remove the tag, or write `{% if … %}` before it"),
            "if" => return self.mistake(pair),
            _ => {
                let diagnostic = self.syntax(at, format!("there is no tag `{word}`")).because("no such tag");
                let near = crate::diagnostic::suggest::nearest(&word, ["if", "elsif", "else", "endif"]);
                match near.first() {
                    Some(near) => {
                        diagnostic.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), loc, *near)
                    }
                    None => {
                        diagnostic.help("tags are `if`, `elsif`, `else` and `endif`; values are shown by `{{ name }}`")
                    }
                }
            }
        };
        if !word.starts_with("end") && !matches!(word.as_str(), "elsif" | "else" | "endif") {
            unknown.push(word);
        }
        self.report(diagnostic);
    }
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
