//! Messages (§5.1).

use super::channel::{Block, Spec, key};
use super::checker::Checker;
use super::names::twice;
use super::near;
use super::template::Message;
use crate::diagnostic::Code;
use crate::ir::{Channel, Content, TemplateKind};
use crate::source::Span;
use crate::syntax::ast::{self, Answer, FieldKind, Target};

const STYLES: [&str; 3] = ["informational", "warning", "success"];

/// What fields are called elsewhere, and in other channels; the first that the channel has is meant.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("title", "headline"),
    ("title", "subject"),
    ("headline", "title"),
    ("headline", "subject"),
    ("subject", "headline"),
    ("subject", "title"),
    ("heading", "headline"),
    ("header", "headline"),
    ("button", "action"),
    ("cta", "action"),
    ("link", "action"),
    ("link", "opens"),
    ("url", "opens"),
    ("text", "body"),
    ("message", "body"),
    ("content", "body"),
    ("description", "body"),
    ("body", "headline"),
    ("sender", "from"),
    ("author", "from"),
    ("picture", "image"),
    ("photo", "image"),
    ("selector", "anchor"),
    ("element", "anchor"),
    ("target", "anchor"),
    ("answer", "answered"),
    ("slide", "card"),
    ("item", "task"),
    ("show", "shown"),
];

impl Checker<'_> {
    /// The fields of a message, a step or a card as an object. `word` is what introduces it.
    pub(super) fn content(
        &mut self,
        block: Block,
        fields: &[ast::Field],
        word: Span,
        message: &mut Message,
    ) -> Content {
        let mut known: Vec<(&ast::Field, Spec)> = Vec::new();
        let mut unknown = false;
        for field in fields {
            match block.field(&field.keyword.text) {
                Some(spec) if !matches!(field.kind, FieldKind::Unknown) => {
                    let first = known.iter().find(|(_, other)| other.word == spec.word && !spec.many);
                    if let Some((first, _)) = first {
                        let (first, second) = (self.loc(first.keyword.span), self.loc(field.keyword.span));
                        let help = format!("{} has one `{}`: leave one of them out", near::a(block.word()), spec.word);
                        self.report(twice(&format!("`{}`", spec.word), second, first).help(help));
                    } else {
                        known.push((field, spec));
                    }
                }
                // A line without a first word is no field at all, which was said of it already.
                _ if field.keyword.span.is_empty() => unknown = true,
                _ => {
                    unknown = true;
                    self.unknown_field(block, &field.keyword);
                }
            }
        }
        self.body_beside_html(&known);
        if !unknown {
            self.missing_fields(block, &known, word);
        }
        let mut entries = Vec::new();
        for spec in block.fields() {
            let mut values: Vec<Content> = Vec::new();
            for (field, _) in known.iter().filter(|(_, other)| other.word == spec.word) {
                values.extend(self.field(block, field, message));
            }
            self.repeated_inputs(&known, spec);
            let value = match (spec.word, spec.many) {
                ("action", _) => Some(Content::List(values)),
                (_, true) if values.is_empty() => None,
                (_, true) => Some(Content::List(values)),
                ("style", _) => Some(values.pop().unwrap_or_else(|| text("informational"))),
                ("persistent", _) => Some(values.pop().unwrap_or(Content::Flag(false))),
                _ => values.pop(),
            };
            entries.extend(value.map(|value| (key(block, *spec).to_owned(), value)));
        }
        Content::Object(entries)
    }

    fn field(&mut self, block: Block, field: &ast::Field, message: &mut Message) -> Option<Content> {
        let template = |this: &mut Self, copy: &ast::Copy, kind, message: &mut Message| {
            Content::Template(this.copy(copy, kind, message))
        };
        Some(match &field.kind {
            FieldKind::Style(word) => text(self.style(word)?),
            FieldKind::Persistent => Content::Flag(true),
            FieldKind::Shown(how, word) => text(self.shown(block, how, word)?),
            FieldKind::Copy(copy) => {
                let kind = match field.keyword.text.as_str() {
                    "html" => TemplateKind::Html,
                    "opens" => TemplateKind::Link,
                    _ => TemplateKind::Plain,
                };
                template(self, copy, kind, message)
            }
            FieldKind::FromName(name) => text(&name.value),
            FieldKind::FromAdmin(id) => object([("admin", Some(text(&id.value)))]),
            FieldKind::Plain(plain) => text(&plain.value),
            FieldKind::Image(url, alt) => {
                let url = template(self, url, TemplateKind::Link, message);
                let alt = alt.as_ref().map(|alt| template(self, alt, TemplateKind::Plain, message));
                object([("url", Some(url)), ("alt", alt)])
            }
            FieldKind::Action(label, target) => {
                let label = template(self, label, TemplateKind::Plain, message);
                let (does, what) = self.target(target, message);
                object([("label", Some(label)), (does, what)])
            }
            FieldKind::Answered(word) => text(self.answered(word)?),
            FieldKind::Block(fields, _) => {
                let inner = if field.keyword.text == "card" { Block::Card } else { Block::Step };
                self.content(inner, fields, field.keyword.span, message)
            }
            FieldKind::Task { label, opens, done } => {
                let label = template(self, label, TemplateKind::Plain, message);
                let opens = template(self, opens, TemplateKind::Link, message);
                let done = done.as_ref().map(|event| {
                    self.declared_event(event);
                    text(&event.text)
                });
                object([("label", Some(label)), ("opens", Some(opens)), ("done", done)])
            }
            FieldKind::Question(question, answer) => {
                let question = template(self, question, TemplateKind::Plain, message);
                let (how, answer) = self.answer(answer.as_ref());
                object([("text", Some(question)), (how, answer)])
            }
            FieldKind::Input(key, value) => {
                let value = template(self, value, TemplateKind::Plain, message);
                object([("key", Some(text(&key.text))), ("value", Some(value))])
            }
            FieldKind::Unknown | FieldKind::Broken => return None,
        })
    }

    fn style(&mut self, word: &ast::Word) -> Option<&'static str> {
        if word.text == "info" {
            return Some("informational");
        }
        if let Some(style) = STYLES.into_iter().find(|style| *style == word.text) {
            return Some(style);
        }
        let diagnostic =
            self.at(Code::UnknownName, word.span, format!("there is no style `{}`", word.text)).because("not a style");
        self.report(near::suggest(diagnostic, &word.text, STYLES, near::Spelling::Name, None));
        None
    }

    fn shown(&mut self, block: Block, how: &ast::Word, word: &ast::Word) -> Option<&'static str> {
        let (forms, help) = if block == Block::Message(Channel::Survey) {
            ([("as", "popup"), ("in", "messenger")], "write `shown as popup` or `shown in messenger`")
        } else {
            ([("on", "load"), ("on", "hover")], "write `shown on load` or `shown on hover`")
        };
        let found = forms.into_iter().find(|form| *form == (how.text.as_str(), word.text.as_str()));
        if found.is_none() {
            let span = how.span.to(word.span);
            let message = format!("{} cannot be shown `{} {}`", near::a(block.word()), how.text, word.text);
            let mut diagnostic = self.at(Code::InvalidValue, span, message).because("no way to show it").help(help);
            for (how, word) in forms {
                diagnostic = diagnostic.fix(format!("write `{how} {word}`"), self.loc(span), format!("{how} {word}"));
            }
            self.report(diagnostic);
        }
        found.map(|(_, word)| word)
    }

    fn answered(&mut self, word: &ast::Word) -> Option<&'static str> {
        match word.text.as_str() {
            "fin" => {
                self.fin(word.span, "`answered by fin`", "write `answered by team`");
                Some("fin")
            }
            "team" => Some("team"),
            other => {
                let loc = self.loc(word.span);
                let diagnostic = self
                    .at(Code::InvalidValue, word.span, format!("nobody called `{other}` answers replies"))
                    .because("neither `fin` nor `team`")
                    .help("write `answered by fin` or `answered by team`")
                    .fix("write `fin`", loc, "fin")
                    .fix("write `team`", loc, "team");
                self.report(diagnostic);
                None
            }
        }
    }

    /// Says that the workspace has no Fin (§2.1).
    fn fin(&mut self, span: Span, what: &str, help: &str) {
        if let Some(off) = self.fin_off() {
            let diagnostic = self
                .at(Code::FinUnavailable, span, format!("{what} needs Fin"))
                .because("not in this workspace")
                .label(off, "Fin is off")
                .help(format!("{help}, or set `fin true`"));
            self.report(diagnostic);
        }
    }

    fn target(&mut self, target: &Target, message: &mut Message) -> (&'static str, Option<Content>) {
        match target {
            Target::Opens(link) => ("opens", Some(Content::Template(self.copy(link, TemplateKind::Link, message)))),
            Target::Starts(name) => {
                self.fin(name.span, "`starts`", "write `opens \"…\"`");
                let procedures = &self.names.procedure;
                let is_known =
                    procedures.contains_key(name.text.as_str()) || self.names.broken.contains(name.text.as_str());
                if !procedures.is_empty() && !is_known {
                    let mut known: Vec<&str> = self.names.procedure.keys().copied().collect();
                    known.sort_unstable();
                    let diagnostic = self
                        .at(Code::UnknownName, name.span, format!("there is no procedure `{}`", name.text))
                        .because("not declared, while other procedures are");
                    let spelling = near::Spelling::of(name);
                    let diagnostic = near::suggest(diagnostic, &name.text, known, spelling, None);
                    self.report(diagnostic);
                }
                ("starts", Some(text(&name.text)))
            }
            Target::Launches(name) => {
                if self.campaign(name) {
                    self.launchable(name);
                }
                ("launches", Some(text(&name.text)))
            }
        }
    }

    fn launchable(&mut self, name: &ast::Name) {
        let Some(target) = self.names.campaign.get(name.text.as_str()).copied() else { return };
        let send = target.node.sections.iter().find_map(|section| match &section.kind {
            ast::SectionKind::Send(send) => Some(send),
            _ => None,
        });
        let Some((word, channel)) =
            send.and_then(|send| Some((&send.channel, Channel::from_word(&send.channel.text)?)))
        else {
            return;
        };
        if channel.is_launchable() || channel == Channel::Checklist {
            return;
        }
        let loc = crate::source::Loc { file: target.file, span: word.span };
        let diagnostic = self
            .at(Code::LaunchChannel, name.span, format!("`{}` cannot be launched", name.text))
            .because(near::a(channel.word()))
            .label(loc, "sent here")
            .help("launch a campaign that sends a tour, survey, carousel or checklist");
        self.report(diagnostic);
    }

    fn answer(&mut self, answer: Option<&Answer>) -> (&'static str, Option<Content>) {
        match answer {
            None => ("choices", None),
            Some(Answer::Choices(list)) => {
                let mut choices = Vec::new();
                for value in &list.values {
                    match &value.kind {
                        ast::ValueKind::Text(choice) => choices.push(text(choice)),
                        _ => {
                            let diagnostic = self
                                .at(Code::TypeMismatch, value.span, "a choice is a text")
                                .because("not a text")
                                .help("write it in quotes: `choices [\"…\", \"…\"]`");
                            self.report(diagnostic);
                            break;
                        }
                    }
                }
                ("choices", Some(Content::List(choices)))
            }
            Some(Answer::Scale(from, to, span)) => {
                if from >= to {
                    let diagnostic = self
                        .at(Code::InvalidValue, *span, format!("a scale from {from} to {to} has no steps"))
                        .because("its end must be above its start")
                        .help(if from == to {
                            "write `scale 0 to 10`".to_owned()
                        } else {
                            format!("write `scale {to} to {from}`")
                        });
                    self.report(diagnostic);
                }
                ("scale", Some(Content::List(vec![Content::Number(*from), Content::Number(*to)])))
            }
        }
    }

    /// Says that there is no such field.
    pub(super) fn unknown_field(&mut self, block: Block, keyword: &ast::Word) {
        let known: Vec<&str> = block.fields().iter().map(|spec| spec.word).collect();
        let diagnostic = self
            .at(Code::UnknownField, keyword.span, format!("{} has no field `{}`", near::a(block.word()), keyword.text))
            .because("not a field of it");
        let other = OTHER_WORDS.iter().find(|(word, field)| *word == keyword.text && known.contains(field));
        let mut diagnostic = match other {
            Some((_, field)) => {
                let help = format!("write `{field}`;");
                diagnostic.help(help).fix(format!("write `{field}`"), self.loc(keyword.span), *field)
            }
            None => near::suggest(diagnostic, &keyword.text, known.iter().copied(), near::Spelling::Name, None),
        };
        let fields = format!("{} has {}", near::a(block.word()), near::list(&known, "and"));
        diagnostic.help = Some(match diagnostic.help {
            Some(help) if !diagnostic.fixes.is_empty() => format!("{help} {fields}"),
            _ => fields,
        });
        self.report(diagnostic);
    }

    fn body_beside_html(&mut self, known: &[(&ast::Field, Spec)]) {
        let find = |word: &str| known.iter().find(|(_, spec)| spec.word == word).map(|(field, _)| field.keyword.span);
        if let (Some(body), Some(html)) = (find("body"), find("html")) {
            let (first, second) = if body.start < html.start { (body, html) } else { (html, body) };
            let first = self.loc(first);
            let diagnostic = self
                .at(Code::InvalidValue, second, "`body` beside `html`")
                .because("a second text of the message")
                .label(first, "the first one")
                .help("keep one of them: `body` is plain text, `html` rich text");
            self.report(diagnostic);
        }
    }

    fn missing_fields(&mut self, block: Block, known: &[(&ast::Field, Spec)], word: Span) {
        let has = |word: &str| known.iter().any(|(_, spec)| spec.word == word);
        let mut missing: Vec<&str> = Vec::new();
        for spec in block.fields() {
            let either = spec.word == "body" && block.field("html").is_some();
            if either && !has("body") && !has("html") {
                missing.extend(["body` or `html"]);
            } else if spec.required && !either && !has(spec.word) {
                missing.push(spec.word);
            }
        }
        if !missing.is_empty() {
            let what = near::list(&missing, "and");
            let diagnostic = self
                .at(Code::MissingContent, word, format!("{} without {what}", near::a(block.word())))
                .because("incomplete")
                .help(format!("add {what} to its block"));
            self.report(diagnostic);
        }
    }

    fn repeated_inputs(&mut self, known: &[(&ast::Field, Spec)], spec: &Spec) {
        if spec.word != "input" {
            return;
        }
        let mut seen: Vec<&ast::Name> = Vec::new();
        for (field, _) in known {
            let FieldKind::Input(name, _) = &field.kind else { continue };
            match seen.iter().find(|other| other.text == name.text) {
                Some(first) => {
                    let (first, second) = (self.name_loc(first), self.name_loc(name));
                    let what = format!("input `{}`", name.text);
                    self.report(twice(&what, second, first).help("leave one of them out"));
                }
                None => seen.push(name),
            }
        }
    }
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn object<const N: usize>(entries: [(&str, Option<Content>); N]) -> Content {
    let entries = entries.into_iter().filter_map(|(key, value)| value.map(|value| (key.to_owned(), value)));
    Content::Object(entries.collect())
}
