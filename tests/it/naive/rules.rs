//! What a condition says of a contact at an instant (§3, §4): a walk over the tree.

use nuncio::syntax::ast::*;
use regex::{Regex, RegexBuilder};

use super::bundle::{self, Bundle, Conditions, micros};
use super::clock::{self, SECOND};
use super::history::{Company, Contact, Page, Past, PastKind};
use super::json::{Fields, Json};
use super::tries::{Trigger, TriggerKind};
use super::types::Place;
use super::values::{self, Type, Value};

/// What a rule or template sees.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) bundle: &'a Bundle<'a>,
    pub(crate) contact: &'a Contact,
    pub(crate) now: i64,
    pub(crate) company: Option<&'a Company>,
    pub(crate) trigger: Option<&'a Trigger>,
    pub(crate) page: Option<&'a Page>,
    pub(crate) bare: Bare<'a>,
}

/// What bare names are.
#[derive(Clone, Copy)]
pub(crate) enum Bare<'a> {
    Contact,
    Company,
    Event(&'a str, &'a Fields),
    Page(&'a Fields),
}

impl<'a> Scope<'a> {
    /// The first condition that does not hold.
    pub(crate) fn first_failing(&self, conditions: &Conditions<'_>) -> Option<usize> {
        conditions.iter().position(|(_, condition)| !self.holds(condition))
    }

    fn all(&self, rules: &Rules) -> bool {
        rules.conditions.iter().all(|condition| self.holds(condition))
    }

    fn any(&self, rules: &Rules) -> bool {
        rules.conditions.iter().any(|condition| self.holds(condition))
    }

    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        match &condition.kind {
            ConditionKind::Chain { first, rest } => {
                let mut holds = self.holds(first);
                for (joiner, condition) in rest {
                    holds = match joiner.kind {
                        JoinerKind::And => holds && self.holds(condition),
                        JoinerKind::Or => holds || self.holds(condition),
                    };
                }
                holds
            }
            ConditionKind::Not(_, inner) => !self.holds(inner),
            ConditionKind::Parens(inner) => self.holds(inner),
            ConditionKind::Group(GroupKind::All, rules) => self.all(rules),
            ConditionKind::Group(GroupKind::Any, rules) => self.any(rules),
            ConditionKind::Group(GroupKind::None, rules) => !self.any(rules),
            ConditionKind::Companies(quantifier, rules) => {
                let matches = |company| Self { company: Some(company), bare: Bare::Company, ..*self }.all(rules);
                let mut companies = self.contact.companies.iter();
                match quantifier {
                    Quantifier::Some => companies.any(matches),
                    Quantifier::Every => companies.all(matches),
                    Quantifier::No => !companies.any(matches),
                }
            }
            ConditionKind::Tagged { tag, fold } => {
                let tags = self.contact.attributes.get("tags").and_then(|json| self.read(Place::Contact, "tags", json));
                matches!(tags, Some(Value::Texts(tags)) if tags.iter().any(|own| same_text(own, &tag.value, *fold)))
            }
            ConditionKind::InSegment(name) => {
                Self { bare: Bare::Contact, ..*self }.all(self.bundle.segments[name.text.as_str()])
            }
            ConditionKind::Did(did) => self.did(did),
            ConditionKind::Compare { path, .. } if self.is_time_on_page(path) => true,
            ConditionKind::Compare { path, predicate: None } => self.value(path) == Some(Value::Flag(true)),
            ConditionKind::Compare { path, predicate: Some(predicate) } => {
                let holds = self.value(path).is_some_and(|value| self.predicate(&value, predicate));
                holds != predicate.negated
            }
        }
    }

    /// It has moved the try; at the moved try it holds (§7.6).
    fn is_time_on_page(&self, path: &Path) -> bool {
        matches!(self.bare, Bare::Page(_)) && bundle::is_time_on_page(path)
    }

    fn read(&self, place: Place, name: &str, json: &Json) -> Option<Value> {
        if matches!((&place, json), (Place::Event(_), Json::List(_))) {
            return None;
        }
        values::read(json, &self.type_of(place, name), &self.bundle.zone)
    }

    fn type_of(&self, place: Place, name: &str) -> Type {
        self.bundle.types.get(&(place, name.to_owned()))
    }

    /// The value of a path, or `None` where it is unknown.
    fn value(&self, path: &Path) -> Option<Value> {
        let (place, name, json) = self.look_up(path);
        self.read(place, name, json?)
    }

    /// What was sent under a path, where it is known.
    pub(crate) fn sent(&self, path: &Path) -> Option<&'a Json> {
        let (place, name, json) = self.look_up(path);
        json.filter(|json| self.read(place, name, json).is_some())
    }

    fn look_up<'p>(&self, path: &'p Path) -> (Place, &'p str, Option<&'a Json>) {
        let (scope, name) = match &path.segments[..] {
            [name] => ("", name.text.as_str()),
            [scope, name] => (scope.text.as_str(), name.text.as_str()),
            _ => panic!("a path has at most one dot"),
        };
        let contact = || (Place::Contact, Some(&self.contact.attributes));
        let company = || (Place::Company, self.company.map(|company| &company.fields));
        let page = || (Place::Page, self.page.map(|page| &page.fields));
        let trigger = || match self.trigger.map(|trigger| &trigger.kind) {
            Some(TriggerKind::Event { name, metadata }) => (Place::Event(name.clone()), Some(metadata)),
            _ => (Place::Event(String::new()), None),
        };
        let (place, fields): (Place, Option<&'a Fields>) = match (scope, self.bare) {
            ("", Bare::Contact) | ("contact", _) => contact(),
            ("", Bare::Company) | ("company", _) => company(),
            ("" | "event", Bare::Event(name, fields)) => (Place::Event(name.to_owned()), Some(fields)),
            ("" | "page", Bare::Page(fields)) => (Place::Page, Some(fields)),
            ("page", _) => page(),
            ("event" | "trigger", _) => trigger(),
            _ => panic!("no scope is called {scope}"),
        };
        (place, name, fields.and_then(|fields| fields.get(name)))
    }

    fn did(&self, did: &Did) -> bool {
        let counted = self.contact.history.iter().filter(|past| self.counts(past, did)).count() as u64;
        if did.never {
            return counted == 0;
        }
        match &did.count {
            None => counted >= 1,
            Some(Count { kind: CountKind::AtLeast, times }) => counted >= times.count,
            Some(Count { kind: CountKind::AtMost, times }) => counted <= times.count,
            Some(Count { kind: CountKind::Exactly, times }) => counted == times.count,
        }
    }

    fn counts(&self, past: &'a Past, did: &Did) -> bool {
        let own = self.trigger.and_then(|trigger| trigger.record);
        if own == Some(past.record) {
            return false;
        }
        let in_window = match &did.window {
            None => true,
            Some(Window::InTheLast(duration)) => past.at > self.now - micros(duration.kind),
            Some(Window::Since(moment)) => past.at >= self.span(moment.kind).0,
            Some(Window::Before(moment)) => past.at < self.span(moment.kind).0,
            Some(Window::SinceTheTrigger(_)) => past.record > own.expect("the trigger is an event"),
        };
        let inside = |bare, rules: &Option<Rules>| {
            rules.as_ref().is_none_or(|rules| Self { now: past.at, bare, ..*self }.all(rules))
        };
        in_window
            && match (&past.what, &did.what) {
                (PastKind::Event(name, metadata), What::Event(event, rules)) => {
                    *name == event.text && inside(Bare::Event(name, metadata), rules)
                }
                (PastKind::Visit(fields), What::Visit(rules)) => inside(Bare::Page(fields), rules),
                (PastKind::Receipt(campaign, action), What::Receipt(receipt, of)) => {
                    action == receipt && *campaign == of.text
                }
                _ => false,
            }
    }

    fn span(&self, moment: MomentKind) -> (i64, i64) {
        clock::span(&self.bundle.zone, moment)
    }

    /// The positive form of a predicate on a known value.
    fn predicate(&self, value: &Value, predicate: &Predicate) -> bool {
        let fold = predicate.fold.is_some();
        match &predicate.kind {
            PredicateKind::Known => true,
            PredicateKind::Is(Operand::Value(literal)) => self.is(value, &literal.kind, fold),
            PredicateKind::Is(Operand::Path(path)) => match (value, self.value(path)) {
                (Value::Text(a), Some(Value::Text(b))) => same_text(a, &b, fold),
                (a, b) => Some(a) == b.as_ref(),
            },
            PredicateKind::In(list) => list.values.iter().any(|literal| self.is(value, &literal.kind, fold)),
            PredicateKind::Order(order, operand) => {
                let right = match operand {
                    Operand::Value(literal) => number(&literal.kind),
                    Operand::Path(path) => match self.value(path) {
                        Some(Value::Number(number)) => Some(number),
                        _ => None,
                    },
                };
                let (Value::Number(left), Some(right)) = (value, right) else { return false };
                match order {
                    Order::Less => *left < right,
                    Order::LessOrEqual => *left <= right,
                    Order::Greater => *left > right,
                    Order::GreaterOrEqual => *left >= right,
                }
            }
            PredicateKind::Between(low, high) => match (value, &low.kind, &high.kind) {
                (Value::Time(at), ValueKind::Moment(low), ValueKind::Moment(high)) => {
                    self.span(*low).0 <= *at && *at < self.span(*high).1
                }
                (Value::Number(value), low, high) => {
                    number(low).is_some_and(|low| low <= *value) && number(high).is_some_and(|high| *value <= high)
                }
                _ => false,
            },
            PredicateKind::Contains(part) => match value {
                Value::Text(text) if fold => folded("", &part.value, "").is_match(text),
                Value::Text(text) => text.contains(&part.value),
                Value::Texts(texts) => texts.iter().any(|text| same_text(text, &part.value, fold)),
                _ => false,
            },
            PredicateKind::StartsWith(part) => match value {
                Value::Text(text) if fold => folded(r"\A", &part.value, "").is_match(text),
                Value::Text(text) => text.starts_with(&part.value),
                _ => false,
            },
            PredicateKind::EndsWith(part) => match value {
                Value::Text(text) if fold => folded("", &part.value, r"\z").is_match(text),
                Value::Text(text) => text.ends_with(&part.value),
                _ => false,
            },
            PredicateKind::Matches(expression) => match value {
                Value::Text(text) => {
                    RegexBuilder::new(&expression.value).case_insensitive(fold).build().unwrap().is_match(text)
                }
                _ => false,
            },
            _ => matches!(value, Value::Time(at) if self.time(*at, &predicate.kind)),
        }
    }

    fn is(&self, value: &Value, literal: &ValueKind, fold: bool) -> bool {
        match (value, literal) {
            (Value::Text(text), ValueKind::Text(literal)) => same_text(text, literal, fold),
            (Value::Flag(flag), ValueKind::Flag(literal)) => flag == literal,
            (Value::Number(value), literal) => number(literal) == Some(*value),
            (Value::Time(at), ValueKind::Moment(moment)) => {
                let (from, to) = self.span(*moment);
                from <= *at && *at < to
            }
            _ => false,
        }
    }

    fn time(&self, at: i64, predicate: &PredicateKind) -> bool {
        let now = self.now;
        let zone = &self.bundle.zone;
        let days_from_today = |days: i64| clock::day_of(zone, at) == clock::plus_days(clock::day_of(zone, now), days);
        match predicate {
            PredicateKind::Ago(Distance::Less(d)) => now - micros(d.kind) < at && at <= now,
            PredicateKind::Ago(Distance::More(d)) => at <= now - micros(d.kind),
            PredicateKind::Ago(Distance::ExactlyDays(days, _)) => days_from_today(-(*days as i64)),
            PredicateKind::Ahead(Distance::Less(d)) => now < at && at < now + micros(d.kind),
            PredicateKind::Ahead(Distance::More(d)) => at >= now + micros(d.kind),
            PredicateKind::Ahead(Distance::ExactlyDays(days, _)) => days_from_today(*days as i64),
            PredicateKind::Before(moment) => at < self.span(moment.kind).0,
            PredicateKind::After(Moment { kind: MomentKind::Date(date), .. }) => {
                at >= self.span(MomentKind::Date(*date)).1
            }
            PredicateKind::After(moment) => at > self.span(moment.kind).0,
            PredicateKind::On(moment) => {
                let (from, to) = self.span(moment.kind);
                from <= at && at < to
            }
            _ => false,
        }
    }
}

/// A duration stands for its seconds.
fn number(literal: &ValueKind) -> Option<f64> {
    match literal {
        ValueKind::Number(number, _) => Some(*number),
        ValueKind::Duration(duration) => Some(micros(*duration) as f64 / SECOND as f64),
        _ => None,
    }
}

fn same_text(a: &str, b: &str, fold: bool) -> bool {
    if fold { folded(r"\A", b, r"\z").is_match(a) } else { a == b }
}

/// The regex crate compares under simple case folding.
fn folded(before: &str, text: &str, after: &str) -> Regex {
    Regex::new(&format!("(?i){before}{}{after}", regex::escape(text))).unwrap()
}
