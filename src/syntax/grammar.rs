//! The parser that pest makes of `grammar/`, and what the rest of this folder asks of its pairs.

use std::iter::{Filter, Peekable};

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/campaign.pest"]
#[grammar = "grammar/keywords.pest"]
#[grammar = "grammar/recovery.pest"]
struct Grammar;

/// A node of pest's tree.
pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;
/// Nodes of pest's tree.
pub(super) type Pairs<'i> = pest::iterators::Pairs<'i, Rule>;

/// Where a strict rule gave up, and what it would have taken there.
pub(super) struct Failure {
    /// The byte offset in the text that was parsed.
    pub(super) at: usize,
    /// The rules that could have gone on.
    pub(super) expected: Vec<Rule>,
}

/// Parses a whole text by one of the entry rules.
pub(super) fn parse(rule: Rule, text: &str) -> Result<Pairs<'_>, Failure> {
    Grammar::parse(rule, text).map_err(|error| failure(*Box::new(error)))
}

fn failure(error: Error<Rule>) -> Failure {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let expected = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Failure { at, expected }
}

/// The nodes directly below one without signs, taken in order.
pub(super) struct Children<'i>(Peekable<Filter<Pairs<'i>, Keep<'i>>>);

type Keep<'i> = fn(&Pair<'i>) -> bool;

impl<'i> Children<'i> {
    /// The nodes below `pair`.
    pub(super) fn of(pair: Pair<'i>) -> Self {
        Self(pair.into_inner().filter(is_no_sign as Keep<'i>).peekable())
    }

    /// The next node if it is one of this rule.
    pub(super) fn next_of(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.0.next_if(|pair| pair.as_rule() == rule)
    }

    /// Whether the next node is one of this rule, which is then passed.
    pub(super) fn pass(&mut self, rule: Rule) -> bool {
        self.next_of(rule).is_some()
    }
}

impl<'i> Iterator for Children<'i> {
    type Item = Pair<'i>;

    fn next(&mut self) -> Option<Pair<'i>> {
        self.0.next()
    }
}

fn is_no_sign(pair: &Pair<'_>) -> bool {
    !matches!(
        pair.as_rule(),
        Rule::comma_sign
            | Rule::colon
            | Rule::pipe
            | Rule::close_bracket
            | Rule::close_paren
            | Rule::close_brace
            | Rule::close_show
            | Rule::close_tag
    )
}
