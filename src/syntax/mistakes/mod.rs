//! What to say about what does not parse.

use super::grammar::{Pair, Rule};
use super::lower::Lower;
use crate::source::Span;

impl Lower<'_> {
    /// Says what is wrong with a statement that does not parse.
    pub(super) fn mistake(&mut self, pair: &Pair<'_>) {
        let span = self.span(pair);
        self.error(span, "this does not parse", "here");
    }

    /// Says what is wrong with a part of a statement.
    pub(super) fn mistake_in(&mut self, pair: &Pair<'_>, _statement: &Pair<'_>, _one: Rule) {
        self.mistake(pair);
    }

    /// Says what is wrong with a tag, once for an unknown tag and its end.
    pub(super) fn bad_tag(&mut self, pair: &Pair<'_>, _unknown: &mut Vec<String>) {
        self.mistake(pair);
    }

    /// Passes what stands between the head of a block and its `{`, which is a mistake.
    pub(super) fn head(&mut self, children: &mut super::grammar::Children<'_>, word: &str) {
        if let Some(head) = children.next_of(Rule::e_head) {
            self.bad_head(&head, word);
        }
    }

    /// Says what is wrong between the head of a block and its `{`.
    pub(super) fn bad_head(&mut self, pair: &Pair<'_>, _word: &str) {
        self.mistake(pair);
    }

    /// Looks at a brace of a block; whether what it says is missing may have swallowed lines.
    pub(super) fn edge(&mut self, child: &Pair<'_>, open: &mut Option<Span>, what: &str) -> bool {
        _ = what;
        match child.as_rule() {
            Rule::lbrace => *open = Some(self.span(child)),
            Rule::rbrace => {}
            _ => {
                self.mistake(child);
                return true;
            }
        }
        false
    }
}
