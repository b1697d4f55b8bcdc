//! Tests: steps, objects, expectations (§10).

use super::Lower;
use super::literals::Zero;
use super::rules::receipt;
use crate::syntax::ast::{Act, At, Expect, Object, ObjectValue, Test, TestLine, TestLineKind, Word};
use crate::syntax::grammar::{Children, Pair, Rule};

impl Lower<'_> {
    /// A test, with mistakes in it or without.
    pub(super) fn test(&mut self, pair: Pair<'_>) -> Option<Test> {
        let mut children = Children::of(pair);
        children.pass(Rule::kw_test);
        let title = self.plain_text(&children.next()?);
        children.pass(Rule::kw_of);
        let of = self.next_name(&mut children)?;
        let with_all = children.pass(Rule::with_all);
        self.head(&mut children, "test");
        let mut lines = Vec::new();
        let mut open = None;
        for child in children.next().into_iter().flat_map(Children::of) {
            match child.as_rule() {
                Rule::test_line => {
                    let span = self.span(&child);
                    lines.extend(self.test_line(child).map(|kind| TestLine { kind, span }));
                }
                Rule::e_test_line => self.mistake(&child),
                _ => _ = self.edge(&child, &mut open, "the test"),
            }
        }
        Some(Test { title, of, with_all, lines })
    }

    fn test_line(&mut self, pair: Pair<'_>) -> Option<TestLineKind> {
        let inner = Children::of(pair).next()?;
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        let word = children.next()?.as_rule();
        Some(match rule {
            Rule::l_contact => TestLineKind::Contact(self.object(children.next()?)?),
            Rule::l_company => TestLineKind::Company(self.object(children.next()?)?),
            Rule::l_step => {
                let time = children.next()?;
                let at = match word {
                    Rule::kw_at => At::At(self.moment(time)?),
                    _ => At::After(self.duration(time)?),
                };
                TestLineKind::Step(at, self.act(children.next()?)?)
            }
            _ => TestLineKind::Expect(self.expect(children.next()?)?),
        })
    }

    fn object(&mut self, pair: Pair<'_>) -> Option<Object> {
        let span = self.span(&pair);
        let mut entries = Vec::new();
        for entry in Children::of(pair) {
            let mut children = Children::of(entry);
            let key = self.next_name(&mut children)?;
            let value = children.next()?;
            let value = match value.as_rule() {
                Rule::list => ObjectValue::List(self.list(value)?),
                Rule::kw_unknown => ObjectValue::Unknown(self.span(&value)),
                _ => ObjectValue::Value(self.value(value)?),
            };
            entries.push((key, value));
        }
        Some(Object { entries, span })
    }

    fn next_object(&mut self, children: &mut Children<'_>) -> Option<Option<Object>> {
        match children.next_of(Rule::object) {
            Some(object) => self.object(object).map(Some),
            None => Some(None),
        }
    }

    fn act(&mut self, pair: Pair<'_>) -> Option<Act> {
        let inner = Children::of(pair).next()?;
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        let word = children.next()?;
        Some(match rule {
            Rule::act_event => {
                let event = self.next_name(&mut children)?;
                let object = self.next_object(&mut children)?;
                let source = children.next_of(Rule::source).and_then(|source| Children::of(source).nth(1));
                Act::Event(event, object, source.map(|name| self.word(name)))
            }
            Rule::act_visit => {
                let url = self.plain_text(&children.next()?);
                Act::Visit(url, self.next_object(&mut children)?)
            }
            Rule::act_set => Act::Set(self.object(children.next()?)?),
            Rule::act_launch => Act::Launch,
            Rule::act_check => Act::Check,
            Rule::act_wait => Act::Wait,
            _ => {
                children.pass(Rule::kw_campaign);
                Act::Receipt(receipt(&word), self.next_name(&mut children))
            }
        })
    }

    fn expect(&mut self, pair: Pair<'_>) -> Option<Expect> {
        let inner = Children::of(pair).next()?;
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        Some(match rule {
            Rule::x_not_sent => {
                let at = match children.find(|child| matches!(child.as_rule(), Rule::moment | Rule::kw_because)) {
                    Some(moment) if moment.as_rule() == Rule::moment => Some(self.moment(moment)?),
                    _ => None,
                };
                children.pass(Rule::kw_because);
                Expect::NotSent(at, children.next().map(|name| self.word(name)))
            }
            Rule::x_sent_at => {
                let moment = children.find(|child| child.as_rule() == Rule::moment)?;
                let at = self.moment(moment)?;
                let mut fields: Vec<(Word, _)> = Vec::new();
                for field in children.filter(|child| child.as_rule() == Rule::with_field) {
                    let mut field = Children::of(field);
                    let name = self.word(field.next()?);
                    fields.push((name, self.plain_text(&field.next()?)));
                }
                Expect::SentAt(at, fields)
            }
            Rule::x_sent => Expect::Sent(self.times(children.nth(1)?, Zero::Refused)?),
            _ => Expect::Goal(!children.any(|child| child.as_rule() == Rule::kw_not)),
        })
    }
}
