//! The values that rules and templates read: their slots, and their types from schema or from use (§3.4).

use std::collections::HashMap;

use super::conflict::misquoted;
use super::names::{Line, Names, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Event, EventId, Field, Kept, Layout, Place, Shape, Slot, Table, Type};
use crate::source::{Loc, Sources};
use crate::syntax::ast;

/// Whose value it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Owner {
    Contact,
    Company,
    Page,
    Event(EventId),
}

/// A value that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FieldId(usize);

#[derive(Debug)]
struct Info {
    owner: Owner,
    name: String,
    slot: Slot,
    shown: bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Used as a value of this type.
    As(Type),
    /// Compared with another value.
    With(FieldId),
}

#[derive(Clone, Copy, Debug)]
struct Use {
    field: FieldId,
    kind: Kind,
    loc: Loc,
}

/// The type of values that are compared with each other, and where it comes from.
#[derive(Clone, Copy, Debug)]
struct Decided {
    ty: Type,
    loc: Option<Loc>,
    declared: bool,
}

/// The values that are read.
pub(super) struct Fields {
    ids: HashMap<(Owner, String), FieldId>,
    infos: Vec<Info>,
    events: Vec<String>,
    event_ids: HashMap<String, EventId>,
    next: HashMap<Owner, Slot>,
    uses: Vec<Use>,
}

impl Fields {
    /// Only the engine-kept attributes of contacts, which are always there.
    pub(super) fn new() -> Self {
        let mut fields = Self {
            ids: HashMap::new(),
            infos: Vec::new(),
            events: Vec::new(),
            event_ids: HashMap::new(),
            next: HashMap::new(),
            uses: Vec::new(),
        };
        for kept in Kept::ALL {
            fields.read(Owner::Contact, kept.name());
        }
        fields
    }

    /// The event of a name, which is read from now on.
    pub(super) fn event(&mut self, name: &str) -> EventId {
        if let Some(&id) = self.event_ids.get(name) {
            return id;
        }
        let id = EventId(self.events.len() as u32);
        self.events.push(name.to_owned());
        self.event_ids.insert(name.to_owned(), id);
        id
    }

    /// The name of an event.
    pub(super) fn event_name(&self, event: EventId) -> &str {
        self.events.get(event.0 as usize).map_or("", String::as_str)
    }

    /// A value, which is read from now on.
    pub(super) fn read(&mut self, owner: Owner, name: &str) -> FieldId {
        if let Some(&id) = self.ids.get(&(owner, name.to_owned())) {
            return id;
        }
        let id = FieldId(self.infos.len());
        let next = self.next.entry(owner).or_default();
        self.infos.push(Info { owner, name: name.to_owned(), slot: *next, shown: false });
        *next += 1;
        self.ids.insert((owner, name.to_owned()), id);
        id
    }

    /// Where a value is found; engine-kept attributes where they change.
    pub(super) fn place(&self, field: FieldId) -> Place {
        let Some(info) = self.infos.get(field.0) else { return Place { table: Table::Contact, slot: 0 } };
        let table = match info.owner {
            Owner::Contact => match Kept::of(&info.name) {
                Some(kept) => return Place { table: Table::Kept, slot: kept as Slot },
                None => Table::Contact,
            },
            Owner::Company => Table::Company,
            Owner::Page => Table::Page,
            Owner::Event(event) => Table::Event(event),
        };
        Place { table, slot: info.slot }
    }

    /// Whose value it is and its name.
    pub(super) fn who(&self, field: FieldId) -> (Owner, &str) {
        self.infos.get(field.0).map_or((Owner::Contact, ""), |info| (info.owner, info.name.as_str()))
    }

    /// Notes that a template shows a value.
    pub(super) fn show(&mut self, field: FieldId) {
        if let Some(info) = self.infos.get_mut(field.0) {
            info.shown = Kept::of(&info.name).is_none() || info.owner != Owner::Contact;
        }
    }

    /// Notes that a value is used as one of a type.
    pub(super) fn used(&mut self, field: FieldId, ty: Type, loc: Loc) {
        self.uses.push(Use { field, kind: Kind::As(ty), loc });
    }

    /// Notes that two values are compared.
    pub(super) fn compared(&mut self, left: FieldId, right: FieldId, loc: Loc) {
        self.uses.push(Use { field: left, kind: Kind::With(right), loc });
    }

    /// What the schema says about a value.
    fn line<'n>(&self, names: &'n Names<'_>, field: FieldId) -> Option<&'n Line> {
        let (owner, name) = self.who(field);
        names.line(&self.subject(owner), name)
    }

    /// What declares the values of an owner.
    pub(super) fn subject(&self, owner: Owner) -> Subject {
        match owner {
            Owner::Contact => Subject::Contacts,
            Owner::Company => Subject::Companies,
            Owner::Page => Subject::Page,
            Owner::Event(event) => Subject::Event(self.event_name(event).to_owned()),
        }
    }

    /// Decides the types, says where uses disagree, and lays out what is read.
    pub(super) fn layout(&self, names: &Names<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) -> Layout {
        let types = self.decide(names, sources, found);
        let mut layout = Layout::default();
        layout.events.extend(self.events.iter().map(|name| Event { name: name.clone(), shape: Shape::default() }));
        for (at, info) in self.infos.iter().enumerate() {
            let line = self.line(names, FieldId(at));
            let field = Field {
                name: info.name.clone(),
                ty: types.get(at).copied().unwrap_or(Type::Any),
                one_of: line.map(|line| line.one_of.clone()).unwrap_or_default(),
                required: line.is_some_and(|line| line.required),
                shown: info.shown,
            };
            let shape = match info.owner {
                Owner::Contact => Some(&mut layout.contact),
                Owner::Company => Some(&mut layout.company),
                Owner::Page => Some(&mut layout.page),
                Owner::Event(event) => layout.events.get_mut(event.0 as usize).map(|event| &mut event.shape),
            };
            if let Some(shape) = shape {
                shape.fields.push(field);
            }
        }
        layout
    }

    fn decide(&self, names: &Names<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) -> Vec<Type> {
        let mut classes = Classes {
            parent: (0..self.infos.len()).collect(),
            decided: (0..self.infos.len()).map(|at| self.declared(names, FieldId(at))).collect(),
        };
        let mut uses = self.uses.clone();
        uses.sort_by_key(|used| used.loc);
        for used in uses {
            match used.kind {
                Kind::As(ty) => {
                    let root = classes.root(used.field.0);
                    let new = Decided { ty, loc: Some(used.loc), declared: false };
                    match classes.get(root) {
                        None => classes.set(root, new),
                        Some(old) => match join(old, new) {
                            Some(joined) => classes.set(root, joined),
                            None => {
                                found.push(misquoted(sources, self.clash(used.field, old, ty, used.loc), old.ty, ty))
                            }
                        },
                    }
                }
                Kind::With(other) => {
                    let (left, right) = (classes.root(used.field.0), classes.root(other.0));
                    let joined = match (classes.get(left), classes.get(right)) {
                        (Some(old), Some(new)) => match join(old, new) {
                            Some(joined) => Some(joined),
                            None => {
                                found.push(self.unlike(used.field, old, other, new, used.loc));
                                continue;
                            }
                        },
                        (old, new) => old.or(new),
                    };
                    classes.merge(left, right, joined);
                }
            }
        }
        (0..self.infos.len()).map(|at| classes.get(classes.root(at)).map_or(Type::Any, |decided| decided.ty)).collect()
    }

    fn declared(&self, names: &Names<'_>, field: FieldId) -> Option<Decided> {
        let (owner, name) = self.who(field);
        let line = self.line(names, field);
        let ty = always(owner, name).or_else(|| line.map(|line| type_of(line.ty)))?;
        Some(Decided { ty, loc: line.map(|line| line.loc), declared: true })
    }

    fn clash(&self, field: FieldId, old: Decided, new: Type, loc: Loc) -> Diagnostic {
        let name = self.written(field);
        let message = format!("`{name}` is {}, not {}", old.ty.phrase(), new.phrase());
        let mut diagnostic =
            Diagnostic::new(Code::TypeMismatch, loc, message).because(format!("used as {} here", new.phrase()));
        if let Some(first) = old.loc {
            diagnostic = diagnostic.label(first, origin(old));
        }
        diagnostic.help(match old.ty {
            Type::Texts => format!("ask for an element of it: `{name} contains \"…\"`"),
            Type::Time => format!("compare it with a date or date-time: `{name} after 2026-03-01`"),
            Type::Number => format!("compare it with a number: `{name} > 3`"),
            Type::Flag => format!("write `{name}`, `not {name}` or `{name} is true`"),
            _ => format!("compare it with a text in quotes: `{name} is \"…\"`"),
        })
    }

    fn unlike(&self, left: FieldId, one: Decided, right: FieldId, other: Decided, loc: Loc) -> Diagnostic {
        let (left, right) = (self.written(left), self.written(right));
        let message = format!("`{left}` is {}, `{right}` is {}", one.ty.phrase(), other.ty.phrase());
        let mut diagnostic = Diagnostic::new(Code::TypeMismatch, loc, message).because("both sides must have one type");
        for (name, side) in [(left, one), (right, other)] {
            if let Some(loc) = side.loc {
                diagnostic = diagnostic.label(loc, format!("`{name}`: {}", origin(side)));
            }
        }
        diagnostic.help("compare values of one type")
    }

    /// A value's name with its scope, as a template would write it.
    fn written(&self, field: FieldId) -> String {
        let (owner, name) = self.who(field);
        match owner {
            Owner::Contact => name.to_owned(),
            Owner::Company => format!("company.{name}"),
            Owner::Page => format!("page.{name}"),
            Owner::Event(_) => format!("event.{name}"),
        }
    }
}

/// Values that are compared with each other have one type: a union-find over them.
struct Classes {
    parent: Vec<usize>,
    decided: Vec<Option<Decided>>,
}

impl Classes {
    fn root(&self, mut at: usize) -> usize {
        while let Some(&parent) = self.parent.get(at) {
            if parent == at {
                break;
            }
            at = parent;
        }
        at
    }

    fn get(&self, root: usize) -> Option<Decided> {
        self.decided.get(root).copied().flatten()
    }

    fn set(&mut self, root: usize, decided: Decided) {
        if let Some(entry) = self.decided.get_mut(root) {
            *entry = Some(decided);
        }
    }

    fn merge(&mut self, left: usize, right: usize, decided: Option<Decided>) {
        if let Some(parent) = self.parent.get_mut(right) {
            *parent = left;
        }
        if let Some(entry) = self.decided.get_mut(left) {
            *entry = decided;
        }
    }
}

/// What two uses say together; none if they disagree. The first place stays.
fn join(old: Decided, new: Decided) -> Option<Decided> {
    match (old.ty, new.ty) {
        (one, other) if one == other => Some(old),
        (Type::Text | Type::Texts, Type::TextOrTexts) => Some(old),
        (Type::TextOrTexts, Type::Text | Type::Texts) => Some(new),
        _ => None,
    }
}

/// The type of an attribute that is always declared (§2.2, §4.2).
pub(super) fn always(owner: Owner, name: &str) -> Option<Type> {
    match (owner, name) {
        (Owner::Contact | Owner::Company, "id") | (Owner::Contact, "timezone") => Some(Type::Text),
        (Owner::Contact, "tags") => Some(Type::Texts),
        (Owner::Contact, _) => Kept::of(name).map(Kept::ty),
        (Owner::Page, "url" | "path") => Some(Type::Text),
        _ => None,
    }
}

/// Whether a name is declared whatever the schema says.
pub(super) fn always_declared(owner: Owner, name: &str) -> bool {
    always(owner, name).is_some() || (owner == Owner::Contact && name == "companies")
}

/// The type of a schema's word.
pub(super) const fn type_of(ty: ast::SchemaType) -> Type {
    match ty {
        ast::SchemaType::Text => Type::Text,
        ast::SchemaType::Number => Type::Number,
        ast::SchemaType::Flag => Type::Flag,
        ast::SchemaType::Time => Type::Time,
        ast::SchemaType::Texts => Type::Texts,
    }
}

fn origin(decided: Decided) -> String {
    if decided.declared {
        format!("declared {} here", decided.ty.phrase())
    } else {
        format!("used as {} here", decided.ty.phrase())
    }
}
