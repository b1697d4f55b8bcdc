//! Rules (§3).

use super::{Printer, Style};
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
            ConditionKind::Chain { first, rest } => self.chain(condition.span, first, rest),
            ConditionKind::Not(_, inner) => format!("not {}", self.condition(inner)),
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
                    Some(predicate) => format!("{path} {}", self.predicate(predicate)),
                    None => path,
                }
            }
        }
    }

    fn chain(&mut self, span: Span, first: &Condition, rest: &[(Joiner, Condition)]) -> String {
        let word = |joiner: &Joiner| if joiner.kind == JoinerKind::And { "and" } else { "or" };
        let used = self.used.clone();
        let mut line = self.condition(first);
        for (joiner, term) in rest {
            line.push_str(&format!(" {} {}", word(joiner), self.condition(term)));
        }
        let fits = line.contains('\n') || self.fits(&line);
        if self.flat || self.next_comment(span).is_none() && fits {
            return line;
        }
        self.used = used;
        let mut text = self.condition(first);
        let mut last = first.span.end;
        self.depth += 1;
        let indent = self.indent();
        for (joiner, term) in rest {
            if let Some((comment, end)) = self.take_behind(last, term.span.start) {
                text.push_str(&format!(" {comment}"));
                last = end;
            }
            while let Some((comment, at)) = self.take_comment(Span::new(last, term.span.start)) {
                text.push_str(&format!("\n{indent}{comment}"));
                last = at.end;
            }
            text.push_str(&format!("\n{indent}{} {}", word(joiner), self.condition(term)));
            last = term.span.end;
        }
        self.depth -= 1;
        text
    }

    fn parens(&mut self, span: Span, inner: &Condition) -> String {
        let used = self.used.clone();
        let line = self.condition(inner);
        let inside = Span::new(span.start + 1, span.end.saturating_sub(1));
        if self.flat || self.next_comment(inside).is_none() && !line.contains('\n') {
            return format!("({line})");
        }
        self.used = used;
        self.depth += 1;
        let chunks = self.chunks(inside, std::slice::from_ref(inner), |condition| condition.span, Self::condition);
        let open = chunks.open.as_ref().map(|comment| format!(" {comment}")).unwrap_or_default();
        let lines = self.lines(&chunks).join("\n");
        self.depth -= 1;
        format!("({open}\n{lines}\n{})", self.indent())
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

    fn predicate(&mut self, predicate: &Predicate) -> String {
        let negated = predicate.negated;
        let words = |positive: &'static str, negative: &'static str| if negated { negative } else { positive };
        let text = match &predicate.kind {
            PredicateKind::Known => words("is known", "is unknown").to_owned(),
            PredicateKind::Is(operand) => format!("{} {}", words("is", "is not"), self.operand(operand)),
            PredicateKind::In(list) => format!("{} {}", words("in", "not in"), self.list(list)),
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
        if predicate.fold.is_some() { text + " ignoring case" } else { text }
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
