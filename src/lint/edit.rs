//! Where quick fixes write, so that what they add stands on a line of its own like its neighbours.

use super::member::Member;
use super::subject::Subject;
use crate::source::{Loc, Span};
use crate::syntax;

impl Subject<'_> {
    /// The edit that adds a section to a campaign, where the formatter would have it as long as the others are in order.
    pub(super) fn added_section(&self, member: &Member<'_>, text: &str) -> (Loc, String) {
        let rank = |line: &str| syntax::section_rank(line.split_whitespace().next().unwrap_or_default());
        let before = member.tree.sections.iter().rev();
        let mut before = before.filter(|other| rank(self.source(member.file, other.keyword)) <= rank(text));
        match (before.next(), member.tree.sections.first()) {
            (Some(section), _) => self.added_line(member.loc(section.span), text),
            (None, Some(first)) => {
                let loc = member.loc(first.span);
                (member.loc(Span::at(first.span.start)), format!("{text}\n{}", self.indent(loc)))
            }
            (None, None) => (member.loc(Span::at(member.span.end)), String::new()),
        }
    }

    /// The edit that adds a line after something, as far indented as the line that this begins on.
    pub(super) fn added_line(&self, after: Loc, text: &str) -> (Loc, String) {
        let source = self.sources.get(after.file).map_or("", |file| file.text());
        let rest = source.get(after.span.end as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let comment = line.is_empty() || line.trim_start().starts_with("//");
        let end = after.span.end + if comment { line.len() as u32 } else { 0 };
        (Loc { file: after.file, span: Span::at(end) }, format!("\n{}{text}", self.indent(after)))
    }

    /// The white space at the beginning of the line that a place begins on.
    fn indent(&self, loc: Loc) -> &str {
        let before = self.source(loc.file, Span::new(0, loc.span.start));
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
    }
}
