//! Declared names and their types (§2.2).

use super::checker::Checker;
use super::fields::{Owner, always, type_of};
use super::names::{Line, Names, Subject, twice};
use super::near;
use crate::diagnostic::Code;
use crate::ir::{Literal, Named, Type};
use crate::source::Span;
use crate::syntax::ast;

/// Whether a name is declared whatever the schema says (§2.2).
pub fn is_always_declared(of: &ast::SchemaOf, name: &str) -> bool {
    let owner = match of {
        ast::SchemaOf::Contacts => Owner::Contact,
        ast::SchemaOf::Companies => Owner::Company,
        ast::SchemaOf::Page => Owner::Page,
        ast::SchemaOf::Event(_) => return false,
    };
    super::fields::always_declared(owner, name)
}

impl Names<'_> {
    /// What the schema says about a name.
    pub(super) fn line(&self, subject: &Subject, name: &str) -> Option<&Line> {
        self.tables.get(subject)?.lines.get(name)
    }
}

impl Checker<'_> {
    /// Enters every declared name.
    pub(super) fn schemas(&mut self) {
        for schema in self.names.schemas.clone() {
            self.file = schema.file;
            let (subject, owner) = match &schema.node.of {
                ast::SchemaOf::Contacts => (Subject::Contacts, Some(Owner::Contact)),
                ast::SchemaOf::Companies => (Subject::Companies, Some(Owner::Company)),
                ast::SchemaOf::Page => (Subject::Page, Some(Owner::Page)),
                ast::SchemaOf::Event(name) => (Subject::Event(name.text.clone()), None),
            };
            let mut table = self.names.tables.remove(&subject).unwrap_or_default();
            table.broken |= schema.node.broken;
            let mut here: Vec<&ast::SchemaLine> = Vec::new();
            for line in &schema.node.lines {
                let name = line.name.text.as_str();
                if let Some(first) = here.iter().find(|other| other.name.text == name) {
                    let (first, second) = (self.name_loc(&first.name), self.name_loc(&line.name));
                    self.report(twice(&format!("`{name}`"), second, first).help("leave one of them out"));
                    continue;
                }
                here.push(line);
                let declared = self.line(line, owner, matches!(subject, Subject::Event(_)));
                if matches!(subject, Subject::Event(_)) && line.ty == ast::SchemaType::Texts {
                    // Of what type it should be is not known, so that nothing is said of its uses.
                    table.broken = true;
                    continue;
                }
                if !table.lines.contains_key(name) {
                    table.order.push(name);
                    table.lines.insert(name, declared);
                }
            }
            self.names.tables.insert(subject, table);
        }
    }

    fn line(&mut self, line: &ast::SchemaLine, owner: Option<Owner>, event: bool) -> Line {
        let name = &line.name.text;
        if event && line.ty == ast::SchemaType::Texts {
            let diagnostic = self
                .at(Code::InvalidValue, line.ty_span, format!("metadata `{name}` cannot be a list"))
                .because("lists in metadata are never known")
                .help("send each value as a key of its own, or the texts joined as one `text`");
            self.report(diagnostic);
        }
        let fixed = owner.and_then(|owner| always(owner, name));
        if let Some(fixed) = fixed.filter(|fixed| *fixed != type_of(line.ty)) {
            let diagnostic = self
                .at(Code::TypeMismatch, line.ty_span, format!("`{name}` is always {}", fixed.phrase()))
                .because(format!("declared {}", type_of(line.ty).phrase()))
                .help(format!("write `{name} {}`, or leave the line out", type_word(fixed)));
            self.report(diagnostic);
        }
        let mut one_of = Vec::new();
        for value in line.one_of.iter().flat_map(|list| &list.values) {
            match self.literal(value, type_of(line.ty)) {
                Some(literal) => one_of.push(literal),
                None => {
                    let declared = type_of(line.ty).phrase();
                    let ty_loc = self.loc(line.ty_span);
                    let diagnostic = self
                        .at(Code::TypeMismatch, value.span, format!("`{name}` is {declared}, this value is not"))
                        .because(format!("not {declared}"))
                        .label(ty_loc, format!("declared {declared} here"))
                        .help("list values of the declared type");
                    self.report(diagnostic);
                }
            }
        }
        Line { ty: line.ty, loc: self.loc(line.ty_span), required: line.required, one_of }
    }

    /// A literal as a value of a type.
    fn literal(&self, value: &ast::Value, ty: Type) -> Option<Literal> {
        match (&value.kind, ty) {
            (ast::ValueKind::Text(text), Type::Text | Type::Texts) => Some(Literal::Text(text.clone())),
            (ast::ValueKind::Number(number, _), Type::Number) => Some(Literal::Number(*number)),
            (ast::ValueKind::Duration(duration), Type::Number) => Some(Literal::Number(duration.seconds() as f64)),
            (ast::ValueKind::Flag(flag), Type::Flag) => Some(Literal::Flag(*flag)),
            (ast::ValueKind::Moment(moment), Type::Time) => {
                let (start, end) = self.moment(*moment);
                Some(Literal::Time(start, end))
            }
            _ => None,
        }
    }

    /// Says that a name is not declared, where the schema of its subject is closed.
    pub(super) fn declared(&mut self, owner: Owner, name: &str, span: Span) -> bool {
        let subject = self.fields.subject(owner);
        let Some(table) = self.names.tables.get(&subject) else { return true };
        if table.broken || table.lines.contains_key(name) || super::fields::always_declared(owner, name) {
            return true;
        }
        if let "true" | "false" = name {
            let help = match name {
                "true" => "leave it out: without rules there is nothing to hold",
                _ => "leave it out; what is not to be sent has no `live`",
            };
            let diagnostic = self.at(Code::UnknownAttribute, span, format!("`{name}` is no condition"));
            self.report(diagnostic.because("a flag asked of nothing").help(help));
            return false;
        }
        let what = match &subject {
            Subject::Contacts => format!("contacts have no attribute `{name}`"),
            Subject::Companies => format!("companies have no attribute `{name}`"),
            Subject::Page => format!("pages have no property `{name}`"),
            Subject::Event(event) => format!("event `{event}` has no metadata `{name}`"),
        };
        let item = match &subject {
            Subject::Contacts => "contacts { … }".to_owned(),
            Subject::Companies => "companies { … }".to_owned(),
            Subject::Page => "page { … }".to_owned(),
            Subject::Event(event) => format!("event {event} {{ … }}"),
        };
        let kept =
            ["id", "tags", "companies", "timezone", "session_count", "current_url", "last_seen_at", "url", "path"];
        let others = kept.into_iter().filter(|name| super::fields::always_declared(owner, name));
        let known: Vec<&str> = table.order.iter().copied().chain(others).collect();
        let diagnostic = self.at(Code::UnknownAttribute, span, what).because("not declared");
        let mut otherwise = format!("declare it in `{item}`");
        let of_contact = subject == Subject::Companies
            && self.names.tables.get(&Subject::Contacts).is_some_and(|table| table.lines.contains_key(name));
        if of_contact {
            otherwise = format!("write `contact.{}`, or {otherwise}", near::Spelling::Name.write(name));
        }
        let diagnostic = near::suggest(diagnostic, name, known, near::Spelling::Name, Some(otherwise));
        self.report(diagnostic);
        false
    }

    /// Says that an event is not declared, once any is (§2.2).
    pub(super) fn declared_event(&mut self, name: &ast::Name) -> bool {
        let is_broken = self.names.broken.contains(name.text.as_str());
        if self.names.events.is_empty() || is_broken || self.names.events.contains(&name.text.as_str()) {
            self.refers(name.span, Named::Event(name.text.clone()));
            return true;
        }
        let known = self.names.events.clone();
        let diagnostic = self
            .at(Code::UnknownName, name.span, format!("there is no event `{}`", name.text))
            .because("not declared, while other events are");
        let otherwise = format!("declare it: `event {} {{ … }}`", near::Spelling::Name.write(&name.text));
        let diagnostic = near::suggest(diagnostic, &name.text, known, near::Spelling::of(name), Some(otherwise));
        self.report(diagnostic);
        false
    }
}

const fn type_word(ty: Type) -> &'static str {
    match ty {
        Type::Number => "number",
        Type::Flag => "flag",
        Type::Time => "time",
        Type::Texts => "texts",
        Type::Any | Type::Text | Type::TextOrTexts => "text",
    }
}
