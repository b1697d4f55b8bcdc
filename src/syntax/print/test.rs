//! Tests (§10).

use super::Printer;
use super::blocks::Style;
use super::rule::receipt;
use crate::source::Span;
use crate::syntax::ast::{Act, At, Expect, Name, Object, ObjectValue, Test, TestLine, TestLineKind, Text, Word};

impl Printer<'_> {
    pub(super) fn test(&mut self, test: &Test, span: Span) -> String {
        let braces = self.braces(test.of.span.end, span.end);
        let block = self.block(braces, &test.lines, Style::Steps, |line| line.span, Self::test_line);
        let all = if test.with_all { " with all" } else { "" };
        format!("test {} of {}{all} {block}", self.text(test.title.span), self.name(&test.of))
    }

    fn test_line(&mut self, line: &TestLine) -> String {
        match &line.kind {
            TestLineKind::Contact(object) => format!("contact {}", self.object(object)),
            TestLineKind::Company(object) => format!("company {}", self.object(object)),
            TestLineKind::Step(at, act) => {
                let at = match at {
                    At::At(moment) => format!("at {}", self.moment(moment)),
                    At::After(duration) => format!("after {}", self.duration(duration)),
                };
                format!("{at} {}", self.act(act))
            }
            TestLineKind::Expect(expect) => self.expect(expect),
        }
    }

    fn object(&mut self, object: &Object) -> String {
        let span_of = |(key, value): &(Name, ObjectValue)| {
            key.span.to(match value {
                ObjectValue::Value(value) => value.span,
                ObjectValue::List(list) => list.span,
                ObjectValue::Unknown(span) => *span,
            })
        };
        self.block(object.span, &object.entries, Style::Entries, span_of, Self::entry)
    }

    fn entry(&mut self, (key, value): &(Name, ObjectValue)) -> String {
        let key = format!("{}: ", self.name(key));
        let value = match value {
            ObjectValue::Value(value) => self.value(value),
            ObjectValue::List(list) => self.list(&key, list, ","),
            ObjectValue::Unknown(_) => "unknown".to_owned(),
        };
        key + &value
    }

    fn object_after(&mut self, object: Option<&Object>) -> String {
        object.map(|object| format!(" {}", self.object(object))).unwrap_or_default()
    }

    fn act(&mut self, act: &Act) -> String {
        match act {
            Act::Event(name, object, source) => {
                let source = source.as_ref().map(|source| format!(" from {}", self.word(source))).unwrap_or_default();
                format!("event {}{}{source}", self.name(name), self.object_after(object.as_ref()))
            }
            Act::Visit(url, object) => format!("visit {}{}", self.text(url.span), self.object_after(object.as_ref())),
            Act::Set(object) => format!("set {}", self.object(object)),
            Act::Launch => "launch".to_owned(),
            Act::Check => "check".to_owned(),
            Act::Wait => "wait".to_owned(),
            Act::Receipt(kind, campaign) => {
                let campaign =
                    campaign.as_ref().map(|name| format!(" campaign {}", self.name(name))).unwrap_or_default();
                format!("{}{campaign}", receipt(*kind))
            }
        }
    }

    fn expect(&mut self, expect: &Expect) -> String {
        match expect {
            Expect::Sent(times) => format!("expect sent {}", self.times(times)),
            Expect::SentAt(moment, fields) => {
                let lead = format!("expect sent at {}", self.moment(moment));
                let Some((first, rest)) = fields.split_first() else { return lead };
                let rest: Vec<_> = rest.iter().map(|field| ("and", field)).collect();
                let span_of = |(name, text): &(Word, Text)| name.span.to(text.span);
                self.joined(&format!("{lead} with "), first, &rest, span_of, |printer, (name, text)| {
                    format!("{} {}", printer.word(name), printer.text(text.span))
                })
            }
            Expect::NotSent(at, because) => {
                let at = at.as_ref().map(|at| format!(" at {}", self.moment(at))).unwrap_or_default();
                let because = because.as_ref().map(|word| format!(" because {}", self.word(word))).unwrap_or_default();
                format!("expect not sent{at}{because}")
            }
            Expect::Goal(reached) => {
                if *reached { "expect goal reached" } else { "expect goal not reached" }.to_owned()
            }
        }
    }
}
