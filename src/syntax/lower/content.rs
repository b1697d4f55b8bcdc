//! Messages: the channel and the fields of a `send` (§5.1).

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::{Answer, Field, FieldKind, Send, Target, Word};
use crate::syntax::grammar::{Children, Pair, Rule, parse};
use crate::syntax::mistakes::field_starts;
use crate::syntax::words::FIELDS;

impl Lower<'_> {
    /// What follows the word `send`.
    pub(super) fn send(&mut self, mut children: Children<'_>, statement: &Pair<'_>) -> Option<Send> {
        let channel = self.channel(children.next()?);
        self.head(&mut children, "send");
        let (fields, block) = self.fields(children.next()?);
        self.tail(&mut children, statement);
        Some(Send { channel, fields, block })
    }

    fn fields(&mut self, pair: Pair<'_>) -> (Vec<Field>, Span) {
        let block = self.span(&pair);
        let mut fields = Vec::new();
        let mut open = None;
        for child in Children::of(pair) {
            match child.as_rule() {
                Rule::field | Rule::t_block => {
                    let (span, keyword) = (self.span(&child), self.first_word(&child));
                    let kind = self.field(child).unwrap_or(FieldKind::Broken);
                    fields.push(Field { kind, span, keyword });
                }
                Rule::e_field => {
                    let (span, keyword) = (self.span(&child), self.first_word(&child));
                    let known = keyword.span.is_empty() || FIELDS.contains(&keyword.text.as_str());
                    // An unknown field is the checker's to refuse: it knows the fields of the channel.
                    if known {
                        self.mistake(&child);
                    }
                    let several = self.fields_on_a_line(span);
                    if !several.is_empty() {
                        fields.extend(several);
                        continue;
                    }
                    fields.push(Field {
                        kind: if known { FieldKind::Broken } else { FieldKind::Unknown },
                        span,
                        keyword,
                    });
                }
                _ => _ = self.edge(&child, &mut open, "the fields"),
            }
        }
        (fields, block)
    }

    /// The fields of a line that has several, which was said already; none if one of them does not parse.
    fn fields_on_a_line(&mut self, span: Span) -> Vec<Field> {
        let text = self.text(span).to_owned();
        let starts = field_starts(&text);
        let mut fields = Vec::new();
        for (nth, &(_, from)) in starts.iter().enumerate() {
            let to = starts.get(nth + 1).map_or(text.len(), |&(end, _)| end);
            let Ok(mut pairs) = parse(Rule::one_field, text.get(from..to).unwrap_or_default()) else {
                return Vec::new();
            };
            let field = pairs.next().and_then(|one| Children::of(one).find(|pair| pair.as_rule() == Rule::field));
            let Some(field) = field else { return Vec::new() };
            let outer = std::mem::replace(&mut self.base, span.start + from as u32);
            let (span, keyword) = (self.span(&field), self.first_word(&field));
            let kind = self.field(field).unwrap_or(FieldKind::Broken);
            self.base = outer;
            fields.push(Field { kind, span, keyword });
        }
        fields
    }

    fn field(&mut self, pair: Pair<'_>) -> Option<FieldKind> {
        let statement = pair.clone();
        let inner = if pair.as_rule() == Rule::field { Children::of(pair).next()? } else { pair };
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        let word = children.next()?;
        Some(match rule {
            Rule::f_style => FieldKind::Style(self.word(children.next()?)),
            Rule::f_persistent => FieldKind::Persistent,
            Rule::f_shown => {
                let preposition = children.next()?;
                let preposition = Word { text: preposition.as_str().to_owned(), span: self.span(&preposition) };
                FieldKind::Shown(preposition, self.word(children.next()?))
            }
            Rule::f_copy => FieldKind::Copy(self.copy(children.next()?)),
            Rule::f_from => {
                let admin = children.pass(Rule::kw_admin);
                let text = self.plain_text(&children.next()?);
                if admin { FieldKind::FromAdmin(text) } else { FieldKind::FromName(text) }
            }
            Rule::f_plain => FieldKind::Plain(self.plain_text(&children.next()?)),
            Rule::f_image => {
                let url = self.copy(children.next()?);
                children.pass(Rule::kw_alt);
                FieldKind::Image(url, children.next().map(|alt| self.copy(alt)))
            }
            Rule::f_action => {
                let label = self.copy(children.next()?);
                let word = children.next()?.as_rule();
                let target = children.next()?;
                FieldKind::Action(
                    label,
                    match word {
                        Rule::kw_opens => Target::Opens(self.copy(target)),
                        Rule::kw_starts => Target::Starts(self.name(target)),
                        _ => Target::Launches(self.name(target)),
                    },
                )
            }
            Rule::f_answered => {
                children.pass(Rule::kw_by);
                FieldKind::Answered(self.word(children.next()?))
            }
            Rule::f_block | Rule::t_block => {
                self.head(&mut children, word.as_str());
                let (fields, block) = self.fields(children.next()?);
                if let Some(tail) = children.next_of(Rule::e_tail) {
                    self.mistake_in(&tail, &statement, Rule::one_field);
                }
                FieldKind::Block(fields, block)
            }
            Rule::f_task => {
                let label = self.copy(children.next()?);
                children.pass(Rule::kw_opens);
                let opens = self.copy(children.next()?);
                children.pass(Rule::kw_done);
                children.pass(Rule::kw_event);
                FieldKind::Task { label, opens, done: self.next_name(&mut children) }
            }
            Rule::f_question => {
                let text = self.copy(children.next()?);
                children.pass(Rule::kw_choices);
                let answer = match children.next() {
                    Some(list) if list.as_rule() == Rule::list => Some(Answer::Choices(self.list(list)?)),
                    Some(scale) => {
                        let span = self.span(&scale);
                        let mut ends = Children::of(scale).filter(|end| end.as_rule() == Rule::int);
                        let (low, high) = (self.int(&ends.next()?)?, self.int(&ends.next()?)?);
                        Some(Answer::Scale(low as i64, high as i64, span))
                    }
                    None => None,
                };
                FieldKind::Question(text, answer)
            }
            _ => {
                let key = self.next_name(&mut children)?;
                FieldKind::Input(key, self.copy(children.next()?))
            }
        })
    }
}
