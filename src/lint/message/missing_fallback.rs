//! A placeholder without `fallback` whose value may be unknown: "Hi , all well?" tells its reader that nobody looked.
//!
//! A value is sure to be there where the schema says `required`, where the rules of the campaign imply it (`audience`,
//! `reach`, `when`, `where`, each `{% if %}` around it), where the trigger is about it (the attribute of a date), and
//! where the engine keeps it. A launch asks for audience and `reach` alone (§7.3), so what may be launched cannot rely
//! on an event, a page or their rules.

use std::collections::BTreeSet;

use super::super::{Lint, Look, Member, Subject, walk};
use super::known::Known;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{self, Filter, Kept, Layout, Place, Rule, Table, Trigger};
use crate::source::Span;
use crate::syntax::ast::{Part, Placeholder};

pub(super) const LINT: Lint = Lint { code: Code::MissingFallback, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((send, _)) = member.send() else { return };
    let mut search = Search { subject, member, known: Known::new(&subject.bundle.exprs), found };
    let rules = search.implied();
    for copy in walk::copies(&send.fields) {
        if let Some(template) = subject.template(member.loc(copy.span)) {
            search.parts(&copy.parts, &template.parts, &rules);
        }
    }
}

struct Search<'s, 'a, 'm> {
    subject: &'s Subject<'a>,
    member: &'s Member<'m>,
    known: Known<'a>,
    found: &'s mut Vec<Diagnostic>,
}

impl Search<'_, '_, '_> {
    /// What the rules and the trigger imply.
    fn implied(&mut self) -> BTreeSet<Place> {
        let typed = self.member.typed;
        let mut rules: Vec<&Rule> = vec![&typed.audience, &typed.reach];
        if !self.is_launched() {
            rules.extend([&typed.when, &typed.page]);
        }
        let clauses = rules.into_iter().flat_map(|rule| &rule.clauses);
        let mut implied: BTreeSet<Place> =
            clauses.flat_map(|clause| self.known.where_it_is(clause.expr, true).as_ref().clone()).collect();
        if let Trigger::Date(date) = &typed.settings.trigger
            && !self.is_launched()
        {
            implied.insert(date.place);
        }
        implied
    }

    fn is_launched(&self) -> bool {
        let settings = self.member.settings();
        settings.shareable || settings.trigger == Trigger::Launched
    }

    /// Looks at the parts of a copy beside what they were lowered to: without errors the two have the same tags.
    fn parts(&mut self, parts: &[Part], lowered: &[ir::Part], known: &BTreeSet<Place>) {
        let tags = parts.iter().filter(|part| !matches!(part, Part::Text(..)));
        let lowered = lowered.iter().filter(|part| !matches!(part, ir::Part::Text(_)));
        for (part, lowered) in tags.zip(lowered) {
            match (part, lowered) {
                (Part::Placeholder(placeholder), ir::Part::Value(place, filters)) => {
                    let falls_back = filters.iter().any(|filter| matches!(filter, Filter::Fallback(_)));
                    if !falls_back && !known.contains(place) && !self.is_always_there(*place) {
                        self.missing(placeholder, *place);
                    }
                }
                (Part::If(tree), ir::Part::If(branches, otherwise)) => {
                    let mut before = known.clone();
                    for ((_, parts), (condition, lowered)) in tree.branches.iter().zip(branches) {
                        let mut inside = before.clone();
                        inside.extend(self.known.where_it_is(*condition, true).iter());
                        before.extend(self.known.where_it_is(*condition, false).iter());
                        self.parts(parts, lowered, &inside);
                    }
                    self.parts(tree.otherwise.as_deref().unwrap_or_default(), otherwise, &before);
                }
                _ => {}
            }
        }
    }

    fn missing(&mut self, placeholder: &Placeholder, place: Place) {
        let name = placeholder.path.to_string();
        let end = placeholder.filters.last().map_or(placeholder.path.span, |filter| filter.span).end;
        let shown =
            self.subject.source(self.member.loc(placeholder.span).file, Span::new(placeholder.path.span.start, end));
        let of_trigger = !matches!(place.table, Table::Contact | Table::Company | Table::Kept);
        let otherwise = if of_trigger && self.is_launched() {
            "; a launch has no event and maybe no page".to_owned()
        } else {
            format!(", or ask for it in the rules: `{name} is known`")
        };
        self.found.push(
            Diagnostic::new(LINT.code, self.member.loc(placeholder.span), format!("`{name}` may be unknown"))
                .because("shows nothing where it is unknown")
                .help(format!("write `{{{{ {shown} | fallback: \"…\" }}}}`{otherwise}"))
                .fix("add a fallback", self.member.loc(Span::at(end)), " | fallback: \"\""),
        );
    }

    fn is_always_there(&self, place: Place) -> bool {
        let layout = &self.subject.bundle.layout;
        let settings = self.member.settings();
        let in_app_date = matches!(settings.trigger, Trigger::Date(_)) && !settings.channel.is_direct();
        let on_page = !self.is_launched()
            && (settings.trigger == Trigger::Visit || in_app_date || !self.member.typed.page.clauses.is_empty());
        match (place.table, layout.name(place)) {
            (Table::Contact | Table::Company, Some("id")) => true,
            (Table::Page, Some("url" | "path")) => on_page,
            (Table::Page, _) => on_page && is_required(layout, place),
            (Table::Event(_) | Table::Trigger(_), _) => !self.is_launched() && is_required(layout, place),
            (Table::Kept, Some(name)) => match Kept::of(name) {
                Some(Kept::SessionCount) => true,
                Some(Kept::CurrentUrl) if on_page => true,
                _ => layout.contact.fields.iter().any(|field| field.name == name && field.required),
            },
            _ => is_required(layout, place),
        }
    }
}

fn is_required(layout: &Layout, place: Place) -> bool {
    let field = layout.shape(place.table).and_then(|shape| shape.fields.get(place.slot as usize));
    field.is_some_and(|field| field.required)
}
