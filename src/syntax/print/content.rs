//! The fields of a message (§5.1).

use super::Printer;
use super::blocks::Style;
use crate::source::Span;
use crate::syntax::ast::{Answer, Field, FieldKind, Target};

impl Printer<'_> {
    pub(super) fn fields(&mut self, fields: &[Field], block: Span) -> String {
        self.block(block, fields, Style::Lines, |field| field.span, Self::field)
    }

    fn field(&mut self, field: &Field) -> String {
        let word = &field.keyword.text;
        match &field.kind {
            FieldKind::Style(style) => format!("style {}", self.word(style)),
            FieldKind::Persistent => "persistent".to_owned(),
            FieldKind::Shown(preposition, how) => format!("shown {} {}", preposition.text, self.word(how)),
            FieldKind::Copy(copy) => format!("{word} {}", self.copy(copy)),
            FieldKind::FromName(text) => format!("from {}", self.text(text.span)),
            FieldKind::FromAdmin(text) => format!("from admin {}", self.text(text.span)),
            FieldKind::Plain(text) => format!("{word} {}", self.text(text.span)),
            FieldKind::Image(url, alt) => {
                let alt = alt.as_ref().map(|alt| format!(" alt {}", self.copy(alt))).unwrap_or_default();
                format!("image {}{alt}", self.copy(url))
            }
            FieldKind::Action(label, target) => {
                let target = match target {
                    Target::Opens(copy) => format!("opens {}", self.copy(copy)),
                    Target::Starts(name) => format!("starts {}", self.name(name)),
                    Target::Launches(name) => format!("launches {}", self.name(name)),
                };
                format!("action {} {target}", self.copy(label))
            }
            FieldKind::Answered(by) => format!("answered by {}", self.word(by)),
            FieldKind::Block(fields, block) => format!("{word} {}", self.fields(fields, *block)),
            FieldKind::Task { label, opens, done } => {
                let done = done.as_ref().map(|event| format!(" done event {}", self.name(event))).unwrap_or_default();
                format!("task {} opens {}{done}", self.copy(label), self.copy(opens))
            }
            FieldKind::Question(text, answer) => {
                let mut line = format!("question {}", self.copy(text));
                match answer {
                    Some(Answer::Choices(list)) => {
                        line.push_str(" choices ");
                        line.push_str(&self.list(&line, list, ""));
                    }
                    Some(Answer::Scale(low, high, _)) => line.push_str(&format!(" scale {low} to {high}")),
                    None => {}
                }
                line
            }
            FieldKind::Input(key, copy) => format!("input {} {}", self.name(key), self.copy(copy)),
            FieldKind::Unknown | FieldKind::Broken => self.slice(field.span).to_owned(),
        }
    }
}
