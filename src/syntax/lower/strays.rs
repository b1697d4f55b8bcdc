//! Items in their order, and what stands between them because a brace is missing or too much.

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::{Item, ItemKind};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::lex::{TokenKind, tokens};
use crate::syntax::words::SECTIONS;

impl Lower<'_> {
    /// Lowers items; one brace too much or too few is one mistake, whatever it leaves between items.
    pub(super) fn items(&mut self, pairs: Vec<Pair<'_>>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut pairs = pairs.into_iter().peekable();
        while let Some(pair) = pairs.next() {
            let rule = pair.as_rule();
            let opens = rule == Rule::e_item && self.leaves_open(&pair);
            let Some(mut item) = self.item(pair) else {
                while opens && pairs.next_if(|pair| matches!(pair.as_rule(), Rule::e_item | Rule::e_stray)).is_some() {}
                continue;
            };
            if let ItemKind::Campaign(campaign) = &mut item.kind {
                let mut outside = Vec::new();
                while let Some(pair) = pairs.next_if(|pair| {
                    pair.as_rule() == Rule::e_item && SECTIONS.contains(&self.first_word(pair).text.as_str())
                }) {
                    outside.push(self.first_word(&pair));
                }
                if let Some(first) = outside.first() {
                    let closed = pairs.next_if(|pair| pair.as_rule() == Rule::e_stray).is_some();
                    let end = Span::new(item.span.end.saturating_sub(1), item.span.end);
                    let (place, other) = if closed { (end, first.span) } else { (first.span, end) };
                    let message = match closed {
                        true => "this `}` ends the campaign, though sections follow".to_owned(),
                        false => format!("`{}` stands outside of a campaign", first.text),
                    };
                    let (why, label) = match closed {
                        true => ("a `}` too many, here or above", "this stands outside of the campaign"),
                        false => ("sections stand in a campaign", "the campaign ends here"),
                    };
                    let diagnostic = self.syntax(place, message).because(why).label(self.loc(other), label);
                    self.report(diagnostic.help("remove the `}` that is too many"));
                    campaign.broken.append(&mut outside);
                }
            }
            items.push(item);
        }
        items
    }

    /// Whether more braces open than close in a node.
    fn leaves_open(&self, pair: &Pair<'_>) -> bool {
        let mut open = 0_i64;
        for token in tokens(self.text(self.span(pair))) {
            match token.kind {
                TokenKind::OpenBrace => open += 1,
                TokenKind::CloseBrace => open -= 1,
                _ => {}
            }
        }
        open > 0
    }
}
