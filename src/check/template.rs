//! Templates (§12.1).

use super::checker::Checker;
use super::near;
use super::scope::{Scope, Side};
use crate::diagnostic::Code;
use crate::ir::{BlockKind, Filter, Part, Template, TemplateId, TemplateKind};
use crate::syntax::FILTERS;
use crate::syntax::ast::{self, ArgumentKind};
use crate::text::link;

const DATE_LETTERS: &str = "YmdeHIMSpaAbByj%";

/// What a message's templates have in common.
pub(super) struct Message {
    pub(super) scope: Scope,
    /// Its links, in order.
    pub(super) links: Vec<TemplateId>,
}

impl Checker<'_> {
    /// Lowers a copy.
    pub(super) fn copy(&mut self, copy: &ast::Copy, kind: TemplateKind, message: &mut Message) -> TemplateId {
        let parts = self.copy_parts(&copy.parts, kind, message);
        if kind == TemplateKind::Link {
            self.literal_link(copy);
        }
        let id = self.template(Template { kind, parts, loc: self.loc(copy.span) });
        if kind == TemplateKind::Link {
            message.links.push(id);
        }
        id
    }

    /// A link without placeholders and conditions is the same for everyone (§12.3).
    fn literal_link(&mut self, copy: &ast::Copy) {
        let mut whole = String::new();
        for part in &copy.parts {
            let ast::Part::Text(text, _) = part else { return };
            whole.push_str(text);
        }
        let whole = whole.trim_end_matches(['\r', '\n']);
        if link::is_safe(whole) {
            return;
        }
        let begins = ["http://", "https://", "mailto:", "tel:", "/"];
        let why = match whole {
            "" => "nothing to open",
            _ if whole.chars().any(|c| c.is_whitespace() || c.is_control()) => {
                "holds white space or a control character"
            }
            _ => "opens neither a site, a mail, a call nor a path",
        };
        let diagnostic = self
            .at(Code::UnsafeLink, copy.span, format!("`{whole}` is no link that a message may carry"))
            .because(why)
            .help(format!("begin it with {}, without white space in it", near::list(&begins, "or")));
        self.report(diagnostic);
    }

    fn copy_parts(&mut self, parts: &[ast::Part], kind: TemplateKind, message: &mut Message) -> Vec<Part> {
        let mut lowered: Vec<Part> = Vec::new();
        for part in parts {
            match part {
                ast::Part::Text(text, _) => match lowered.last_mut() {
                    Some(Part::Text(before)) => before.push_str(text),
                    _ => lowered.push(Part::Text(text.clone())),
                },
                ast::Part::Placeholder(placeholder) => {
                    lowered.extend(self.placeholder(placeholder, kind, message));
                }
                ast::Part::If(branches) => lowered.push(self.branches(branches, kind, message)),
            }
        }
        lowered
    }

    fn branches(&mut self, branches: &ast::If, kind: TemplateKind, message: &mut Message) -> Part {
        let mut lowered = Vec::new();
        for (condition, parts) in &branches.branches {
            let expr = self.condition(condition, message.scope);
            self.keep_block(BlockKind::Template);
            let parts = self.copy_parts(parts, kind, message);
            lowered.extend(expr.map(|expr| (expr, parts)));
        }
        let otherwise = branches.otherwise.as_deref().unwrap_or_default();
        Part::If(lowered, self.copy_parts(otherwise, kind, message))
    }

    fn placeholder(
        &mut self,
        placeholder: &ast::Placeholder,
        kind: TemplateKind,
        message: &mut Message,
    ) -> Option<Part> {
        let found = self.resolve(&placeholder.path, message.scope, Side::Left);
        let filters: Vec<_> = placeholder.filters.iter().map(|filter| self.filter(filter, kind)).collect();
        let found = found?;
        self.fields.show(found.field);
        let filters: Vec<Filter> = filters.into_iter().collect::<Option<_>>()?;
        Some(Part::Value(found.place, filters))
    }

    fn filter(&mut self, filter: &ast::Filter, kind: TemplateKind) -> Option<Filter> {
        let name = filter.name.text.as_str();
        let (lowered, wants) = match (name, filter.argument.as_ref().map(|argument| &argument.kind)) {
            ("raw", None) if kind != TemplateKind::Html => {
                let diagnostic = self
                    .at(Code::InvalidFilter, filter.span, "`raw` may only stand in `html`")
                    .because("nothing is escaped here")
                    .help("leave `raw` out: outside `html` a value is not escaped for HTML");
                self.report(diagnostic);
                return None;
            }
            ("fallback", Some(ArgumentKind::Text(text))) => return Some(Filter::Fallback(text.clone())),
            ("truncate", Some(ArgumentKind::Number(number, _))) if *number >= 1.0 && number.fract() == 0.0 => {
                return Some(Filter::Truncate(*number as u64));
            }
            ("date", Some(ArgumentKind::Text(format))) => return self.date_format(filter, format),
            ("fallback", _) => (None, "takes a text: `fallback: \"there\"`"),
            ("truncate", _) => (None, "takes a whole number from 1: `truncate: 40`"),
            ("date", _) => (None, "takes a text of date letters: `date: \"%d %b %Y\"`"),
            ("upcase", argument) => (argument.is_none().then_some(Filter::Upcase), "takes no argument"),
            ("downcase", argument) => (argument.is_none().then_some(Filter::Downcase), "takes no argument"),
            ("capitalize", argument) => (argument.is_none().then_some(Filter::Capitalize), "takes no argument"),
            ("days_until", argument) => (argument.is_none().then_some(Filter::DaysUntil), "takes no argument"),
            ("days_since", argument) => (argument.is_none().then_some(Filter::DaysSince), "takes no argument"),
            ("url_encode", argument) => (argument.is_none().then_some(Filter::UrlEncode), "takes no argument"),
            ("raw", argument) => (argument.is_none().then_some(Filter::Raw), "takes no argument"),
            _ => {
                self.unknown_filter(filter);
                return None;
            }
        };
        if lowered.is_none() {
            let span = filter.argument.as_ref().map_or(filter.name.span, |argument| argument.span);
            let diagnostic = self
                .at(Code::InvalidFilter, span, format!("`{name}` {wants}"))
                .because(if filter.argument.is_some() {
                    "not an argument that it takes"
                } else {
                    "without its argument"
                })
                .help(format!("write {}", wants.split_once(": ").map_or("it without an argument", |(_, form)| form)));
            self.report(diagnostic);
        }
        lowered
    }

    fn unknown_filter(&mut self, filter: &ast::Filter) {
        let name = filter.name.text.as_str();
        let diagnostic = self
            .at(Code::UnknownName, filter.name.span, format!("there is no filter `{name}`"))
            .because("not a filter");
        let other = match name {
            "upper" | "uppercase" => Some("upcase"),
            "lower" | "lowercase" => Some("downcase"),
            "title" | "titlecase" | "titleize" => Some("capitalize"),
            _ => None,
        };
        let loc = self.loc(filter.name.span);
        let diagnostic = if let Some(other) = other {
            diagnostic.help(format!("write `{other}`")).fix(format!("write `{other}`"), loc, other)
        } else if name == "default" {
            diagnostic.help("write `fallback`: `fallback: \"there\"`").fix("write `fallback`", loc, "fallback").safe()
        } else {
            near::suggest(diagnostic, name, FILTERS, near::Spelling::Name, None)
        };
        self.report(diagnostic);
    }

    fn date_format(&mut self, filter: &ast::Filter, format: &str) -> Option<Filter> {
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                continue;
            }
            let letter = chars.next();
            if letter.is_some_and(|letter| DATE_LETTERS.contains(letter)) {
                continue;
            }
            let wrong = letter.map_or_else(|| "%".to_owned(), |letter| format!("%{letter}"));
            let span = filter.argument.as_ref().map_or(filter.span, |argument| argument.span);
            let diagnostic = self
                .at(Code::UnknownName, span, format!("there is no date letter `{wrong}`"))
                .because(format!("`{wrong}` stands for nothing"))
                .help("there are %Y %m %d %e %H %I %M %S %p %a %A %b %B %y %j, and %% for a percent sign");
            self.report(diagnostic);
            return None;
        }
        Some(Filter::Date(format.to_owned()))
    }
}
