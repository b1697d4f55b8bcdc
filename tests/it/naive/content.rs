//! The content of a send record, its keys in the order of §5.1 (INTERFACE §3.1a).

use nuncio::syntax::ast::{Answer, Copy, Field, FieldKind, Target, ValueKind};

use super::bundle::Campaign;
use super::rules::Scope;
use super::templates::{self, Style};

/// Compact JSON of an object with these keys and values.
pub(crate) fn object(entries: &[(&str, String)]) -> String {
    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", entries.join(","))
}

fn list(elements: Vec<String>) -> String {
    format!("[{}]", elements.join(","))
}

pub(crate) fn text(value: &str) -> String {
    let escape = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\u{8}' => "\\b".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", value.chars().map(escape).collect::<String>())
}

/// Renders a message; `links` gathers its links.
pub(crate) struct Writer<'a> {
    scope: Scope<'a>,
    links: Vec<String>,
}

/// The content, and whether all of its links are safe.
pub(crate) fn render(campaign: &Campaign<'_>, scope: Scope<'_>) -> (String, bool) {
    let mut writer = Writer { scope, links: Vec::new() };
    let content = writer.message(campaign);
    (content, writer.links.iter().all(|link| templates::is_safe(link)))
}

type Entries = Vec<(&'static str, String)>;

impl Writer<'_> {
    fn message(&mut self, campaign: &Campaign<'_>) -> String {
        let fields = campaign.fields;
        let keys: &[&'static str] = match campaign.channel {
            "banner" => &["body", "html", "style", "persistent", "actions"],
            "post" => &["headline", "body", "html", "images", "actions", "from", "answered_by"],
            "chat" => &["from", "body", "html", "actions", "answered_by"],
            "tooltip" => &["anchor", "body", "shown", "actions"],
            "tour" => &["steps"],
            "checklist" => &["headline", "tasks"],
            "carousel" => &["cards"],
            "survey" => &["headline", "questions", "shown"],
            "workflow" => &["name", "inputs"],
            "email" => &["subject", "body", "html", "from", "actions"],
            "push" => &["title", "body", "opens"],
            "sms" => &["body"],
            other => panic!("no channel is called {other}"),
        };
        self.object(fields, keys)
    }

    fn object(&mut self, fields: &[Field], keys: &[&'static str]) -> String {
        let entries: Entries = keys.iter().filter_map(|key| Some((*key, self.value(fields, key)?))).collect();
        object(&entries)
    }

    fn value(&mut self, fields: &[Field], key: &str) -> Option<String> {
        let word = match key {
            "images" => "image",
            "actions" => "action",
            "answered_by" => "answered",
            "steps" => "step",
            "tasks" => "task",
            "cards" => "card",
            "questions" => "question",
            "inputs" => "input",
            other => other,
        };
        let found: Vec<&Field> = fields.iter().filter(|field| field.keyword.text == word).collect();
        match key {
            "style" => {
                let style = found.first().map(|field| match &field.kind {
                    FieldKind::Style(word) if word.text != "info" => word.text.as_str(),
                    _ => "informational",
                });
                Some(text(style.unwrap_or("informational")))
            }
            "persistent" => Some((!found.is_empty()).to_string()),
            "actions" => Some(list(found.iter().map(|field| self.field(field)).collect())),
            "images" | "steps" | "tasks" | "cards" | "questions" | "inputs" => {
                (!found.is_empty()).then(|| list(found.iter().map(|field| self.field(field)).collect()))
            }
            _ => found.first().map(|field| self.field(field)),
        }
    }

    fn plain(&self, copy: &Copy) -> String {
        text(&templates::render(copy, Style::Plain, &self.scope))
    }

    fn link(&mut self, copy: &Copy) -> String {
        let link = templates::render(copy, Style::Link, &self.scope);
        let written = text(&link);
        self.links.push(link);
        written
    }

    fn field(&mut self, field: &Field) -> String {
        match &field.kind {
            FieldKind::Copy(copy) => match field.keyword.text.as_str() {
                "html" => text(&templates::render(copy, Style::Html, &self.scope)),
                "opens" => self.link(copy),
                _ => self.plain(copy),
            },
            FieldKind::Shown(_, word) | FieldKind::Answered(word) | FieldKind::Style(word) => text(&word.text),
            FieldKind::FromName(name) => text(&name.value),
            FieldKind::FromAdmin(id) => object(&[("admin", text(&id.value))]),
            FieldKind::Plain(plain) => text(&plain.value),
            FieldKind::Image(url, alt) => {
                let mut entries = vec![("url", self.link(url))];
                entries.extend(alt.as_ref().map(|alt| ("alt", self.plain(alt))));
                object(&entries)
            }
            FieldKind::Action(label, target) => {
                let label = self.plain(label);
                let target = match target {
                    Target::Opens(link) => ("opens", self.link(link)),
                    Target::Starts(name) => ("starts", text(&name.text)),
                    Target::Launches(name) => ("launches", text(&name.text)),
                };
                object(&[("label", label), target])
            }
            FieldKind::Block(fields, _) => match field.keyword.text.as_str() {
                "step" => self.object(fields, &["anchor", "headline", "body"]),
                _ => self.object(fields, &["headline", "body", "image", "actions"]),
            },
            FieldKind::Task { label, opens, done } => {
                let mut entries = vec![("label", self.plain(label)), ("opens", self.link(opens))];
                entries.extend(done.as_ref().map(|event| ("done", text(&event.text))));
                object(&entries)
            }
            FieldKind::Question(question, answer) => {
                let mut entries = vec![("text", self.plain(question))];
                entries.extend(answer.as_ref().map(|answer| match answer {
                    Answer::Choices(choices) => {
                        let choice = |kind: &ValueKind| match kind {
                            ValueKind::Text(choice) => text(choice),
                            other => panic!("{other:?} is no text"),
                        };
                        ("choices", list(choices.values.iter().map(|value| choice(&value.kind)).collect()))
                    }
                    Answer::Scale(low, high, _) => ("scale", format!("[{low},{high}]")),
                }));
                object(&entries)
            }
            FieldKind::Input(key, value) => object(&[("key", text(&key.text)), ("value", self.plain(value))]),
            other => panic!("{other:?} is written with its message"),
        }
    }
}
