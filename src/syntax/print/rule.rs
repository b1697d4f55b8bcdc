//! Rules (§3).

use super::Printer;
use super::blocks::Style;
use crate::source::Span;
use crate::syntax::ast::{
    Condition, ConditionKind, Count, CountKind, Did, Distance, GroupKind, Joiner, JoinerKind, Operand, Order,
    Predicate, PredicateKind, Quantifier, Receipt, Rules, What, Window,
};

impl Printer<'_> {
    pub(super) fn rules(&mut self, rules: &Rules) -> String {
        self.block(rules.span, &rules.conditions, Style::Lines, |condition| condition.span, Self::condition)
    }

    pub(super) fn condition(&mut self, condition: &Condition) -> String {
        match &condition.kind {
            ConditionKind::Chain { first, rest } => self.chain(first, rest),
            ConditionKind::Not(_, inner) => {
                self.lead += "not ".len();
                let inner = self.condition(inner);
                self.lead -= "not ".len();
                format!("not {inner}")
            }
            ConditionKind::Parens(inner) => self.parens(condition.span, inner),
            ConditionKind::Group(kind, rules) => {
                let word = match kind {
                    GroupKind::Any => "any",
                    GroupKind::All => "all",
                    GroupKind::None => "none",
                };
                format!("{word} {}", self.rules(rules))
            }
            ConditionKind::Companies(kind, rules) => {
                let word = match kind {
                    Quantifier::Some => "some",
                    Quantifier::Every => "every",
                    Quantifier::No => "no",
                };
                format!("{word} company {}", self.rules(rules))
            }
            ConditionKind::Tagged { tag, fold } => {
                format!("tagged {}{}", self.text(tag.span), if *fold { " ignoring case" } else { "" })
            }
            ConditionKind::InSegment(name) => format!("in segment {}", self.name(name)),
            ConditionKind::Did(did) => self.did(did),
            ConditionKind::Compare { path, predicate } => {
                let path = self.path(path);
                match predicate {
                    Some(predicate) => self.predicate(&format!("{path} "), predicate),
                    None => path,
                }
            }
        }
    }

    fn chain(&mut self, first: &Condition, rest: &[(Joiner, Condition)]) -> String {
        let word = |joiner: &Joiner| if joiner.kind == JoinerKind::And { "and" } else { "or" };
        let rest: Vec<_> = rest.iter().map(|(joiner, term)| (word(joiner), term)).collect();
        self.joined("", first, &rest, |term| term.span, Self::condition)
    }

    fn parens(&mut self, span: Span, inner: &Condition) -> String {
        let inside = Span::new(span.start + 1, span.end.saturating_sub(1));
        if self.flat {
            self.spoiled |= self.has_comment_around(inside, [inner.span]);
            return format!("({})", self.condition(inner));
        }
        self.depth += 1;
        let chunks = self.chunks(inside, std::slice::from_ref(inner), |condition| condition.span, Self::condition);
        self.depth -= 1;
        self.enclosed('(', &chunks, ')')
    }

    fn did(&mut self, did: &Did) -> String {
        let mut text = if did.never { "never did " } else { "did " }.to_owned();
        match &did.what {
            What::Event(name, rules) => {
                text.push_str(&self.name(name));
                if let Some(rules) = rules {
                    text.push_str(&format!(" {}", self.rules(rules)));
                }
            }
            What::Visit(rules) => {
                text.push_str("visit");
                if let Some(rules) = rules {
                    text.push_str(&format!(" {}", self.rules(rules)));
                }
            }
            What::Receipt(kind, name) => text.push_str(&format!("{} campaign {}", receipt(*kind), self.name(name))),
        }
        if let Some(Count { kind, times }) = &did.count {
            let word = match kind {
                CountKind::AtLeast => "at least",
                CountKind::AtMost => "at most",
                CountKind::Exactly => "exactly",
            };
            text.push_str(&format!(" {word} {}", self.times(times)));
        }
        match &did.window {
            Some(Window::InTheLast(duration)) => text.push_str(&format!(" in the last {}", self.duration(duration))),
            Some(Window::SinceTheTrigger(_)) => text.push_str(" since the trigger"),
            Some(Window::Since(moment)) => text.push_str(&format!(" since {}", self.moment(moment))),
            Some(Window::Before(moment)) => text.push_str(&format!(" before {}", self.moment(moment))),
            None => {}
        }
        text
    }

    /// A predicate behind the path that it is about.
    fn predicate(&mut self, path: &str, predicate: &Predicate) -> String {
        let negated = predicate.negated;
        let fold = if predicate.fold.is_some() { " ignoring case" } else { "" };
        let words = |positive: &'static str, negative: &'static str| if negated { negative } else { positive };
        let text = match &predicate.kind {
            PredicateKind::Known => words("is known", "is unknown").to_owned(),
            PredicateKind::Is(operand) => format!("{} {}", words("is", "is not"), self.operand(operand)),
            PredicateKind::In(list) => {
                let word = words("in ", "not in ");
                let lead = format!("{path}{word}");
                format!("{word}{}", self.list(&lead, list, fold))
            }
            PredicateKind::Order(order, operand) => {
                let sign = match order {
                    Order::Less => "<",
                    Order::LessOrEqual => "<=",
                    Order::Greater => ">",
                    Order::GreaterOrEqual => ">=",
                };
                format!("{sign} {}", self.operand(operand))
            }
            PredicateKind::Between(low, high) => format!("between {} and {}", self.value(low), self.value(high)),
            PredicateKind::Contains(text) => {
                format!("{} {}", words("contains", "does not contain"), self.text(text.span))
            }
            PredicateKind::StartsWith(text) => {
                format!("{} {}", words("starts with", "does not start with"), self.text(text.span))
            }
            PredicateKind::EndsWith(text) => {
                format!("{} {}", words("ends with", "does not end with"), self.text(text.span))
            }
            PredicateKind::Matches(text) => format!("{} {}", words("matches", "does not match"), self.text(text.span)),
            PredicateKind::Ago(distance) => format!("{} ago", self.distance(distance)),
            PredicateKind::Ahead(distance) => format!("in {}", self.distance(distance)),
            PredicateKind::Before(moment) => format!("before {}", self.moment(moment)),
            PredicateKind::After(moment) => format!("after {}", self.moment(moment)),
            PredicateKind::On(moment) => format!("on {}", self.moment(moment)),
        };
        format!("{path}{text}{fold}")
    }

    fn operand(&mut self, operand: &Operand) -> String {
        match operand {
            Operand::Value(value) => self.value(value),
            Operand::Path(path) => self.path(path),
        }
    }

    fn distance(&self, distance: &Distance) -> String {
        match distance {
            Distance::Less(duration) => format!("less than {}", self.duration(duration)),
            Distance::More(duration) => format!("more than {}", self.duration(duration)),
            Distance::ExactlyDays(count, span) => {
                format!("exactly {} day{}", self.slice(*span), if *count == 1 { "" } else { "s" })
            }
        }
    }
}

/// The word of a receipt.
pub(super) const fn receipt(kind: Receipt) -> &'static str {
    match kind {
        Receipt::View => "view",
        Receipt::Click => "click",
        Receipt::Dismiss => "dismiss",
        Receipt::Reply => "reply",
        Receipt::Complete => "complete",
    }
}
