//! Rules: conditions, groups, history (§3).

use super::Lower;
use super::literals::Zero;
use crate::source::Span;
use crate::syntax::ast::{
    Condition, ConditionKind, Count, CountKind, Did, Distance, GroupKind, Joiner, JoinerKind, Operand, Order, Path,
    Predicate, PredicateKind, Quantifier, Receipt, Rules, Value, ValueKind, What, Window,
};
use crate::syntax::grammar::{Children, Pair, Rule};

impl Lower<'_> {
    /// A rule block, with mistakes in it or without.
    pub(super) fn rules(&mut self, pair: Pair<'_>) -> Rules {
        let mut rules = Rules { conditions: Vec::new(), broken: false, span: self.span(&pair) };
        let mut open = None;
        let mut unclosed = false;
        for child in Children::of(pair) {
            match child.as_rule() {
                Rule::condition | Rule::t_condition => {
                    let deep = self.is_too_deep(self.span(&child));
                    let condition = self.condition(child).filter(|_| !deep);
                    rules.broken |= condition.is_none();
                    rules.conditions.extend(condition);
                }
                Rule::e_condition => {
                    rules.broken = true;
                    self.mistake(&child);
                }
                _ => {
                    unclosed |= self.edge(&child, &mut open, "the rules");
                    rules.broken |= unclosed;
                }
            }
        }
        // The `}` of what is not closed may have been taken by a group in it, which is not empty then.
        for condition in rules.conditions.iter_mut().filter(|_| unclosed) {
            if let ConditionKind::Group(_, rules) = &mut condition.kind {
                rules.broken |= rules.conditions.is_empty();
            }
        }
        rules
    }

    /// A condition; `None` where it cannot be read.
    pub(super) fn condition(&mut self, pair: Pair<'_>) -> Option<Condition> {
        let span = self.span(&pair);
        let statement = pair.clone();
        let mut joiner = None;
        let mut first = None;
        let mut rest = Vec::new();
        let mut whole = true;
        for child in Children::of(pair) {
            match child.as_rule() {
                Rule::joiner => joiner = Some(self.joiner(child)),
                Rule::e_tail => {
                    whole = false;
                    self.mistake_in(&child, &statement, Rule::one_condition);
                }
                _ => match (self.term(child), joiner.take()) {
                    (Some(term), Some(joiner)) => rest.push((joiner, term)),
                    (Some(term), None) => first = Some(term),
                    (None, _) => whole = false,
                },
            }
        }
        let first = first.filter(|_| whole)?;
        if rest.is_empty() {
            return Some(first);
        }
        Some(Condition { kind: ConditionKind::Chain { first: Box::new(first), rest }, span })
    }

    fn joiner(&mut self, pair: Pair<'_>) -> Joiner {
        let word = Children::of(pair).next();
        let kind = match word.as_ref().map(Pair::as_rule) {
            Some(Rule::kw_or) => JoinerKind::Or,
            _ => JoinerKind::And,
        };
        Joiner { kind, span: word.map_or(Span::default(), |word| self.span(&word)) }
    }

    fn term(&mut self, pair: Pair<'_>) -> Option<Condition> {
        let whole = self.span(&pair);
        let mut children = Children::of(pair);
        let mut nots = Vec::new();
        while let Some(word) = self.pass(&mut children, Rule::kw_not) {
            nots.push(word);
        }
        let inner = children.next()?;
        let span = self.span(&inner);
        let mut condition = Condition { kind: self.primary(inner)?, span };
        for word in nots.into_iter().rev() {
            let span = Span::new(word.start, whole.end.max(word.end));
            condition = Condition { kind: ConditionKind::Not(word, Box::new(condition)), span };
        }
        Some(condition)
    }

    fn primary(&mut self, pair: Pair<'_>) -> Option<ConditionKind> {
        let rule = pair.as_rule();
        let mut children = Children::of(pair);
        Some(match rule {
            Rule::parens => ConditionKind::Parens(Box::new(self.condition(children.next()?)?)),
            Rule::group | Rule::t_group => {
                let kind = match children.next()?.as_rule() {
                    Rule::kw_any => GroupKind::Any,
                    Rule::kw_all => GroupKind::All,
                    _ => GroupKind::None,
                };
                ConditionKind::Group(kind, self.rules(children.next()?))
            }
            Rule::companies | Rule::t_companies => {
                let kind = match children.next()?.as_rule() {
                    Rule::kw_some => Quantifier::Some,
                    Rule::kw_every => Quantifier::Every,
                    _ => Quantifier::No,
                };
                children.pass(Rule::kw_company);
                ConditionKind::Companies(kind, self.rules(children.next()?))
            }
            Rule::tagged => {
                children.pass(Rule::kw_tagged);
                let tag = self.plain_text(&children.next()?);
                ConditionKind::Tagged { tag, fold: children.pass(Rule::fold) }
            }
            Rule::in_segment => {
                children.pass(Rule::kw_in);
                children.pass(Rule::kw_segment);
                ConditionKind::InSegment(self.next_name(&mut children)?)
            }
            Rule::did | Rule::t_did => ConditionKind::Did(self.did(children)?),
            Rule::compare => {
                let path = self.path(children.next()?);
                let predicate = match children.next() {
                    Some(pair) => Some(self.predicate(pair)?),
                    None => None,
                };
                ConditionKind::Compare { path, predicate }
            }
            _ => return None,
        })
    }

    // ---------------------------------------------------------------------------------------------------- history

    fn did(&mut self, mut children: Children<'_>) -> Option<Did> {
        let never = self.pass(&mut children, Rule::kw_never);
        let did = self.pass(&mut children, Rule::kw_did)?;
        let what = if children.pass(Rule::kw_visit) {
            What::Visit(children.next_of(Rule::t_rules).map(|pair| self.rules(pair)))
        } else {
            let pair = children.next()?;
            self.what(pair)?
        };
        let mut found =
            Did { never: never.is_some(), span: never.unwrap_or(did).to(did), what, count: None, window: None };
        for child in children {
            match child.as_rule() {
                Rule::count => found.count = Some(self.count(child)?),
                _ => found.window = Some(self.window(child)?),
            }
        }
        Some(found)
    }

    fn what(&mut self, pair: Pair<'_>) -> Option<What> {
        let rule = pair.as_rule();
        let mut children = Children::of(pair);
        Some(match rule {
            Rule::what_visit => {
                children.pass(Rule::kw_visit);
                What::Visit(children.next().map(|pair| self.rules(pair)))
            }
            Rule::what_receipt => {
                let kind = receipt(&children.next()?);
                children.pass(Rule::kw_campaign);
                What::Receipt(kind, self.next_name(&mut children)?)
            }
            _ => {
                let event = self.next_name(&mut children)?;
                What::Event(event, children.next().map(|pair| self.rules(pair)))
            }
        })
    }

    fn count(&mut self, pair: Pair<'_>) -> Option<Count> {
        let mut children = Children::of(pair);
        let kind = match children.next()?.as_rule() {
            Rule::kw_exactly => CountKind::Exactly,
            _ => match children.next()?.as_rule() {
                Rule::kw_least => CountKind::AtLeast,
                _ => CountKind::AtMost,
            },
        };
        let times = self.times(children.next()?, Zero::when(kind != CountKind::AtLeast))?;
        Some(Count { kind, times })
    }

    fn window(&mut self, pair: Pair<'_>) -> Option<Window> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let word = children.next()?.as_rule();
        let last = children.find(|child| !matches!(child.as_rule(), Rule::kw_the | Rule::kw_last))?;
        Some(match (word, last.as_rule()) {
            (Rule::kw_in, _) => Window::InTheLast(self.duration(last)?),
            (_, Rule::kw_trigger) => Window::SinceTheTrigger(span),
            (Rule::kw_since, _) => Window::Since(self.moment(last)?),
            _ => Window::Before(self.moment(last)?),
        })
    }

    // ------------------------------------------------------------------------------------------------- predicates

    fn predicate(&mut self, pair: Pair<'_>) -> Option<Predicate> {
        let span = self.span(&pair);
        let inner = Children::of(pair).next()?;
        let rule = inner.as_rule();
        let mut negated = false;
        let mut fold = None;
        let mut word = None;
        let mut operands = Vec::new();
        for child in Children::of(inner) {
            match child.as_rule() {
                Rule::kw_not => negated = true,
                Rule::fold => fold = Some(self.span(&child)),
                Rule::value
                | Rule::scoped
                | Rule::list
                | Rule::text
                | Rule::distance
                | Rule::moment
                | Rule::order
                | Rule::duration
                | Rule::number => operands.push(child),
                other => word = Some(other),
            }
        }
        let mut operands = operands.into_iter();
        let first = operands.next();
        let kind = match rule {
            Rule::p_known => {
                // `is not known` is the other spelling of `is unknown`.
                negated |= word == Some(Rule::kw_unknown);
                PredicateKind::Known
            }
            Rule::p_is => PredicateKind::Is(self.operand(first?)?),
            Rule::p_in => PredicateKind::In(self.list(first?)?),
            Rule::p_between => {
                let (low, high) = (self.value(first?), self.value(operands.next()?));
                PredicateKind::Between(low?, high?)
            }
            Rule::p_contains => PredicateKind::Contains(self.plain_text(&first?)),
            Rule::p_starts => PredicateKind::StartsWith(self.plain_text(&first?)),
            Rule::p_ends => PredicateKind::EndsWith(self.plain_text(&first?)),
            Rule::p_matches => PredicateKind::Matches(self.expression(&first?)),
            Rule::p_ago => PredicateKind::Ago(self.distance(first?)?),
            Rule::p_ahead => PredicateKind::Ahead(self.distance(first?)?),
            Rule::p_time => {
                let moment = self.moment(first?)?;
                match word {
                    Some(Rule::kw_before) => PredicateKind::Before(moment),
                    Some(Rule::kw_after) => PredicateKind::After(moment),
                    _ => PredicateKind::On(moment),
                }
            }
            _ => {
                let order = match first?.as_str() {
                    "<" => Order::Less,
                    "<=" => Order::LessOrEqual,
                    ">" => Order::Greater,
                    _ => Order::GreaterOrEqual,
                };
                PredicateKind::Order(order, self.operand(operands.next()?)?)
            }
        };
        Some(Predicate { kind, span, negated, fold })
    }

    fn operand(&mut self, pair: Pair<'_>) -> Option<Operand> {
        let span = self.span(&pair);
        Some(match pair.as_rule() {
            Rule::value => Operand::Value(self.value(pair)?),
            Rule::number => Operand::Value(Value { kind: self.number(&pair), span }),
            Rule::duration => Operand::Value(Value { kind: ValueKind::Duration(self.duration(pair)?.kind), span }),
            _ => {
                let path: Path = self.path(pair);
                Operand::Path(path)
            }
        })
    }

    fn distance(&mut self, pair: Pair<'_>) -> Option<Distance> {
        let mut children = Children::of(pair);
        let word = children.next()?.as_rule();
        children.pass(Rule::kw_than);
        let amount = children.next()?;
        let span = self.span(&amount);
        Some(match word {
            Rule::kw_less => Distance::Less(self.duration(amount)?),
            Rule::kw_more => Distance::More(self.duration(amount)?),
            _ => Distance::ExactlyDays(self.int(&amount)?, span),
        })
    }
}

/// What someone did with a message, by its word.
pub(super) fn receipt(pair: &Pair<'_>) -> Receipt {
    match pair.as_str() {
        "view" => Receipt::View,
        "click" => Receipt::Click,
        "dismiss" => Receipt::Dismiss,
        "reply" => Receipt::Reply,
        _ => Receipt::Complete,
    }
}
