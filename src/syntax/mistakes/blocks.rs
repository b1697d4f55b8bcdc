//! Braces: missing, on the wrong line, or with something before them.

use super::fix;
use super::unseen::unseen;
use crate::diagnostic::suggest::{did_you_mean, nearest};
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::grammar::{Children, Pair, Rule};
use crate::syntax::lower::Lower;

impl Lower<'_> {
    /// Looks at a brace of a block, given what the block holds. `open` keeps the place of its `{`. Whether lines may be
    /// missing from the block.
    pub(in crate::syntax) fn edge(&mut self, child: &Pair<'_>, open: &mut Option<Span>, what: &str) -> bool {
        match child.as_rule() {
            Rule::lbrace => *open = Some(self.span(child)),
            Rule::e_late_open => {
                let brace = Children::of(child.clone()).next().map(|brace| self.span(&brace));
                *open = brace;
                if let Some(brace) = brace {
                    self.late_open(brace);
                }
            }
            Rule::e_no_open => {
                let end = self.trimmed(Span::new(0, child.as_span().start() as u32)).end;
                *open = Some(Span::at(end));
                let diagnostic = self.syntax(Span::at(end), "the `{` of this block is missing").because("expected `{`");
                let at = self.loc(Span::at(end));
                self.report(diagnostic.help("write `{` at the end of this line").fix("write `{`", at, " {"));
            }
            Rule::e_unclosed | Rule::e_unclosed_fields | Rule::e_unclosed_rules => {
                let at = child.as_span().start() as u32;
                self.unclosed_block(open.unwrap_or(self.span(child)), at, what);
                return true;
            }
            _ => {}
        }
        false
    }

    fn late_open(&mut self, brace: Span) {
        let head = self.trimmed(Span::new(0, brace.start));
        let diagnostic =
            self.syntax(brace, "a `{` stands on the line of what it opens").because("this line starts with it");
        let label = self.loc(Span::at(head.end));
        let mut diagnostic =
            diagnostic.label(label, "it belongs here").help("write the `{` at the end of the line above");
        let between = Span::new(head.end, brace.end);
        // Taking the line break away must not take a comment with it.
        let edits = if self.text(between).contains("//") {
            vec![Edit { loc: label, text: " {".to_owned() }, Edit { loc: self.loc(brace), text: String::new() }]
        } else {
            vec![Edit { loc: self.loc(between), text: " {".to_owned() }]
        };
        diagnostic.fixes.push(fix("move the `{` up", edits));
        self.report(diagnostic.safe());
    }

    /// `open` is the brace of a block found open at `at`.
    fn unclosed_block(&mut self, open: Span, at: u32, what: &str) {
        let ends = self.source.get(at as usize..).unwrap_or_default();
        let next = at + (ends.len() - ends.trim_start().len()) as u32;
        // That its inside is too deep is said already, and where it ends is not known.
        if self.scan.ends_at(next) {
            return;
        }
        let culprit = self.culprit(open, at);
        if let Some((place, reported)) = self.unclosed
            && place == at
        {
            let label = self.loc(open);
            if let Some(diagnostic) = self.diagnostics.get_mut(reported) {
                diagnostic.labels.push(crate::diagnostic::Label { loc: label, message: "nor is this".to_owned() });
            }
            return;
        }
        let message = match (culprit, what) {
            (Some(_), _) => "the block opened here is not closed".to_owned(),
            (None, "the rules" | "the fields" | "the declarations") => format!("{what} opened here are not closed"),
            (None, _) => format!("{what} opened here is not closed"),
        };
        let mut diagnostic = self.syntax(culprit.unwrap_or(open), message).because("no `}` for this");
        if self.text(Span::new(next, next + 1)).is_empty() {
            let end = self.loc(Span::at(self.trimmed(Span::new(0, next)).end));
            diagnostic = diagnostic.label(end, "the file ends here");
        } else if culprit.is_none() {
            let rest = self.text(Span::new(next, self.source.len() as u32));
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let word = Span::new(next, next + length as u32);
            diagnostic = diagnostic.label(self.loc(word), "this belongs outside of it");
        }
        if culprit.is_none() {
            let line =
                self.source.get(..open.start as usize).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            let indent: String = line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
            let end = self.trimmed(Span::new(0, at)).end;
            let line = self.source.get(end as usize..).unwrap_or_default();
            let line = line.split(['\n', '\r']).next().unwrap_or_default();
            let place = self.loc(Span::at(end + line.len() as u32));
            diagnostic = diagnostic.fix("close it", place, format!("\n{indent}}}"));
        }
        self.unclosed = Some((at, self.diagnostics.len()));
        self.report(diagnostic.help("write a `}` on a line of its own where it ends"));
    }

    /// The block whose missing `}` left another open, by how lines are indented: one that starts deeper than the line
    /// of the `}` it took.
    fn culprit(&self, open: Span, at: u32) -> Option<Span> {
        let mut found = None;
        let mut outer = self.indent_of(open.start)?;
        for &(from, to) in &self.scan.braces {
            if from <= open.start || to >= at {
                continue;
            }
            let (Some(inner), Some(close)) = (self.indent_of(from), self.closing_indent(to)) else { continue };
            if inner > outer && close == outer {
                found = Some(Span::new(from, from + 1));
                outer = inner;
            }
        }
        found
    }

    /// What to write instead of a head with a word too many.
    fn headed(&self, span: Span, diagnostic: Diagnostic, word: &str) -> Diagnostic {
        let text = self.text(span);
        if let ("audience", "static" | "frozen" | "snapshot" | "once") = (word, text) {
            return diagnostic.help("write `fixed`").fix("write `fixed`", self.loc(span), "fixed");
        }
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let start = before.trim_end().trim_end_matches(part).len() as u32;
        let other = Span::new(start, span.start);
        let written = self.text(other).trim();
        if matches!(written, "a" | "an" | "the" | "by" | "via" | "as" | "campaign" | "event") {
            let help = format!("remove `{written}`");
            return diagnostic.help(help.clone()).fix(help, self.loc(other), "");
        }
        let named = matches!(word, "campaign" | "segment" | "procedure" | "event" | "test" | "when" | "goal");
        if named && text.split(' ').all(|word| !word.is_empty() && word.chars().all(part)) {
            let name = format!("{written}_{}", text.replace(' ', "_"));
            let help = format!("write `{name}`, or the name in double quotes");
            let whole = self.loc(Span::new(start, span.end));
            return diagnostic.help(help).fix(format!("write `{name}`"), whole, name);
        }
        let before = Span::new(self.trimmed(Span::new(0, span.start)).end, span.end);
        diagnostic.help(format!("remove `{text}`")).fix(format!("remove `{text}`"), self.loc(before), "")
    }

    fn indent_of(&self, at: u32) -> Option<usize> {
        let line = self.source.get(..at as usize)?.rsplit('\n').next()?;
        Some(line.len() - line.trim_start_matches([' ', '\t']).len())
    }

    /// The indentation of a `}` that is the first of its line.
    fn closing_indent(&self, at: u32) -> Option<usize> {
        let line = self.source.get(..at as usize)?.rsplit('\n').next()?;
        line.trim_start_matches([' ', '\t']).is_empty().then_some(line.len())
    }

    /// Says what is wrong between the head of a block and its `{`.
    pub(in crate::syntax) fn bad_head(&mut self, pair: &Pair<'_>, word: &str) {
        let span = self.span(pair);
        let text = self.text(span);
        if self.is_too_deep(span) {
            return;
        }
        if matches!(word, "campaign" | "segment" | "procedure" | "event") {
            // What the item is called is not known: neither what was meant nor a part of it is unknown elsewhere.
            let part = |c: char| c.is_alphanumeric() || c == '_';
            let before = self.source.get(..span.start as usize).unwrap_or_default().trim_end();
            let first = before.get(before.trim_end_matches(part).len()..).unwrap_or_default();
            let rest: Vec<&str> = text.split(|c| !part(c)).filter(|word| !word.is_empty()).collect();
            self.unread.push(format!("{first}_{}", rest.join("_")));
            self.unread.extend(rest.into_iter().map(str::to_owned));
        }
        let hidden = self.source.get(span.range()).and_then(|text| text.chars().find_map(unseen));
        if let Some((name, _)) = hidden.filter(|_| text.chars().all(|c| c.is_whitespace() || unseen(c).is_some())) {
            let diagnostic = self.syntax(span, format!("{name}, outside of a text")).because("it stands here");
            let before = self.loc(Span::new(self.trimmed(Span::new(0, span.start)).end, span.end));
            self.report(diagnostic.help("remove it").fix("remove it", before, " "));
            return;
        }
        let loc = self.loc(span);
        if let Some(sign) = text.strip_prefix([':', '=']).filter(|rest| rest.trim().is_empty()) {
            let sign = text.get(..text.len() - sign.len()).unwrap_or_default();
            let diagnostic = self.syntax(span, format!("no `{sign}` stands before a `{{`")).because("unexpected");
            self.report(diagnostic.help("remove it").fix("remove it", loc, ""));
            return;
        }
        let joined = self
            .source
            .get(..span.start as usize)
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()));
        if joined && text.starts_with(|c: char| !c.is_whitespace() && c != '"') {
            let diagnostic =
                self.syntax(span, "a name is made of letters, digits and `_`").because("no part of a name");
            let diagnostic = diagnostic.help("write `_` instead, or the name between backticks");
            let plain: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            self.report(diagnostic.fix("write `_`", loc, plain));
            return;
        }
        let candidates: &[&str] = match word {
            "audience" => &["dynamic", "fixed"],
            _ => &[],
        };
        let near = nearest(text, candidates.iter().copied());
        let expected = if candidates.is_empty() { "expected `{`" } else { "expected `dynamic`, `fixed` or `{`" };
        let diagnostic = self.syntax(span, format!("unexpected `{text}`")).because(expected);
        let diagnostic = match (did_you_mean(&near), near.first()) {
            (Some(help), Some(first)) => diagnostic.help(help).fix(format!("write `{first}`"), loc, *first),
            _ => self.headed(span, diagnostic, word),
        };
        self.report(diagnostic);
    }
}
