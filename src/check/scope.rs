//! Which names and conditions may stand where (§3.5, §4.1, §4.4).

use super::checker::Checker;
use super::fields::{FieldId, Owner};
use super::near;
use crate::diagnostic::Code;
use crate::ir::{EventId, Named, Place, Table};
use crate::source::Span;
use crate::syntax::ast;

/// Where a condition or a placeholder stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Context {
    Audience,
    Segment,
    Reach,
    /// The rules of `when event`.
    When(EventId),
    /// Page rules.
    Where,
    /// A message.
    Template,
    /// The rules of `did E`.
    DidEvent(EventId),
    /// The rules of `did visit`.
    DidVisit,
    /// The rules of a goal.
    Goal(EventId),
    /// The attribute of a date trigger.
    Date,
}

impl Context {
    /// How messages name it.
    pub(super) const fn phrase(self) -> &'static str {
        match self {
            Self::Audience => "in an audience",
            Self::Segment => "in a segment",
            Self::Reach => "in `reach`",
            Self::When(_) => "in the rules of `when event`",
            Self::Where => "in `where`",
            Self::Template => "in a message",
            Self::DidEvent(_) => "in the rules of `did`",
            Self::DidVisit => "in the rules of `did visit`",
            Self::Goal(_) => "in the rules of a goal",
            Self::Date => "in a date trigger",
        }
    }

    /// Whether only one record is looked at: its metadata, or the properties of its page.
    pub(super) const fn is_record(self) -> bool {
        matches!(self, Self::DidEvent(_) | Self::DidVisit | Self::Goal(_))
    }

    /// Whether the company of the contact may be looked at.
    pub(super) const fn has_company(self) -> bool {
        matches!(self, Self::Audience | Self::Segment | Self::Reach | Self::Template | Self::Date)
    }
}

/// What triggers the campaign, as far as rules may read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Triggered {
    /// No campaign: a segment, or `reach`.
    Shared,
    /// No event.
    No,
    /// An event.
    By(EventId),
    /// A `when` that could not be read.
    Unclear,
}

/// Where a condition or a placeholder stands, and in what campaign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) context: Context,
    pub(super) triggered: Triggered,
    /// Whether the channel is a direct one.
    pub(super) direct: bool,
    /// Whether a company block is around it.
    pub(super) in_company: bool,
}

impl Scope {
    /// A place outside campaigns.
    pub(super) const fn shared(context: Context) -> Self {
        Self { context, triggered: Triggered::Shared, direct: false, in_company: false }
    }

    /// The same campaign, elsewhere.
    pub(super) const fn to(self, context: Context) -> Self {
        Self { context, ..self }
    }

    /// Whose values bare names are.
    const fn home(&self) -> Owner {
        match self.context {
            _ if self.in_company => Owner::Company,
            Context::Audience | Context::Segment | Context::Reach | Context::Template | Context::Date => Owner::Contact,
            Context::When(event) | Context::DidEvent(event) | Context::Goal(event) => Owner::Event(event),
            Context::Where | Context::DidVisit => Owner::Page,
        }
    }
}

/// A name that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) field: FieldId,
    pub(super) place: Place,
}

/// Which side of a comparison a path stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Left,
    /// The right side of `is` or `is not`.
    Is,
    /// The right side of `<` and its like.
    Order,
}

const SCOPES: [&str; 5] = ["contact", "company", "event", "page", "trigger"];

impl Checker<'_> {
    /// The value that a path names.
    pub(super) fn resolve(&mut self, path: &ast::Path, scope: Scope, side: Side) -> Option<Found> {
        match path.segments.as_slice() {
            [] => None,
            [name] => self.owned(scope.home(), name, scope, path.span),
            [head, name] if SCOPES.contains(&head.text.as_str()) => {
                if head.text == "trigger" {
                    return self.of_trigger(path, name, scope, side);
                }
                let owner = self.owner(path, head, scope)?;
                self.owned(owner, name, scope, path.span)
            }
            [head, rest @ ..] => {
                self.too_many_dots(path, head, rest, scope);
                None
            }
        }
    }

    fn owned(&mut self, owner: Owner, name: &ast::Name, scope: Scope, span: Span) -> Option<Found> {
        if owner == Owner::Page && scope.context == Context::Where && name.text == "time_on_page" {
            let diagnostic = self
                .at(Code::MisplacedTimeOnPage, span, "`time_on_page` may not be used like this")
                .because("not a line of its own, or not `> D`")
                .help("write `time_on_page > 30 seconds` once, as a line of `where` or joined to one by `and`");
            self.report(diagnostic);
            return None;
        }
        if !self.declared(owner, &name.text, name.span) {
            return None;
        }
        if owner == Owner::Company && !scope.in_company {
            self.mentions_company = true;
        }
        let field = self.fields.read(owner, &name.text);
        let place = self.fields.place(field);
        self.refers(name.span, Named::Value(place));
        Some(Found { field, place })
    }

    fn owner(&mut self, path: &ast::Path, head: &ast::Name, scope: Scope) -> Option<Owner> {
        let context = scope.context;
        match head.text.as_str() {
            "contact" if !context.is_record() => Some(Owner::Contact),
            "company" if context.has_company() => Some(Owner::Company),
            "event" => match (context, scope.triggered) {
                (Context::When(event) | Context::DidEvent(event) | Context::Goal(event), _)
                | (Context::Template, Triggered::By(event)) => Some(Owner::Event(event)),
                (Context::Template, Triggered::Unclear) => None,
                (Context::Template, _) => {
                    let diagnostic = self
                        .at(Code::EventWithoutTrigger, path.span, format!("`{path}` needs an event that triggers"))
                        .because("this campaign has no `when event`")
                        .help("add `when event …` to the campaign, or use an attribute of the contact");
                    self.report(diagnostic);
                    None
                }
                _ => self.misplaced(path.span, &format!("`{path}`"), context, "ask for it in `when event … { … }`"),
            },
            "page" => match context {
                Context::Where | Context::DidVisit => Some(Owner::Page),
                Context::Template if scope.direct => {
                    let diagnostic = self
                        .at(Code::PageRuleOffPage, path.span, format!("`{path}` needs a page"))
                        .because("a direct message is read outside the app")
                        .help("use an attribute of the contact, such as `current_url`");
                    self.report(diagnostic);
                    None
                }
                Context::Template => Some(Owner::Page),
                _ => self.misplaced(path.span, &format!("`{path}`"), context, "ask for it in `where { … }`"),
            },
            "contact" => self.misplaced(
                path.span,
                &format!("`{path}`"),
                context,
                "only what the record itself says may stand here: ask for the contact in `audience { … }`",
            ),
            _ => self.misplaced(path.span, &format!("`{path}`"), context, "ask for the company in `audience { … }`"),
        }
    }

    fn of_trigger(&mut self, path: &ast::Path, name: &ast::Name, scope: Scope, side: Side) -> Option<Found> {
        if !matches!(scope.context, Context::DidEvent(_) | Context::DidVisit) || side != Side::Is {
            return self.misplaced(
                path.span,
                &format!("`{path}`"),
                scope.context,
                "it may stand on the right of `is` or `is not` in the rules of `did`: `did payment { id is trigger.id }`",
            );
        }
        let event = self.trigger(path.span, &format!("`{path}`"), scope)?;
        if !self.declared(Owner::Event(event), &name.text, name.span) {
            return None;
        }
        self.reads_trigger = true;
        let field = self.fields.read(Owner::Event(event), &name.text);
        let slot = self.fields.place(field).slot;
        let place = Place { table: Table::Trigger(event), slot };
        self.refers(name.span, Named::Value(place));
        Some(Found { field, place })
    }

    /// The event that triggers, or an error where none does.
    pub(super) fn trigger(&mut self, span: Span, what: &str, scope: Scope) -> Option<EventId> {
        let (why, help) = match scope.triggered {
            Triggered::By(event) => return Some(event),
            Triggered::Unclear => return None,
            Triggered::No => {
                ("this campaign has no `when event`", "add `when event …` to the campaign, or leave this condition out")
            }
            Triggered::Shared => {
                ("shared by all campaigns, whatever triggers them", "write the condition in the campaign's own rules")
            }
        };
        let diagnostic = self
            .at(Code::EventWithoutTrigger, span, format!("{what} needs an event that triggers"))
            .because(why)
            .help(help);
        self.report(diagnostic);
        None
    }

    /// Says that something may not stand where it stands.
    pub(super) fn misplaced<T>(&mut self, span: Span, what: &str, context: Context, help: &str) -> Option<T> {
        let diagnostic = self
            .at(Code::OutOfScope, span, format!("{what} may not stand {}", context.phrase()))
            .because("not allowed here")
            .help(help);
        self.report(diagnostic);
        None
    }

    fn too_many_dots(&mut self, path: &ast::Path, head: &ast::Name, rest: &[ast::Name], scope: Scope) {
        let scoped = SCOPES.contains(&head.text.as_str());
        let record = match head.text.as_str() {
            "event" | "trigger" | "page" => true,
            "contact" | "company" => false,
            _ => matches!(scope.home(), Owner::Event(_) | Owner::Page),
        };
        if !scoped && !record && rest.len() == 1 {
            let diagnostic = self
                .at(Code::OutOfScope, head.span, format!("there is nothing called `{}` to look into", head.text))
                .because("not a scope");
            let other = match head.text.as_str() {
                "user" | "users" | "customer" | "customers" | "person" | "people" | "visitor" | "member" | "me"
                | "contacts" | "subscriber" => Some("contact"),
                "account" | "organization" | "organisation" | "org" | "companies" => Some("company"),
                _ => None,
            };
            if let Some(other) = other {
                let name = rest.first().map_or("", |name| name.text.as_str());
                let loc = self.loc(head.span);
                let help = format!("write `{other}.{}`", near::Spelling::Name.write(name));
                self.report(diagnostic.help(help.clone()).fix(help, loc, other));
                return;
            }
            let otherwise = "a name may follow `contact.`, `company.`, `event.` or `page.`; values inside of others \
                             cannot be read";
            let diagnostic =
                near::suggest(diagnostic, &head.text, SCOPES, near::Spelling::Name, Some(otherwise.to_owned()));
            self.report(diagnostic);
            return;
        }
        let (code, what) = if record {
            (Code::NestedMetadata, "nested metadata, whose values are never known")
        } else {
            (Code::OutOfScope, "a value inside of an attribute, which is never known")
        };
        let diagnostic = self
            .at(code, path.span, format!("`{path}` is {what}"))
            .because("more than one name deep")
            .help(if record {
                "send the value as a key of its own, beside the others"
            } else {
                "keep the value in an attribute of its own"
            });
        self.report(diagnostic);
    }
}
