//! The one type of every name: by schema, else by use anywhere in the bundle (§3.4).

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use nuncio::syntax::ast::*;

use super::clock;
use super::values::{self, Kind};

/// Where a name belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Contact,
    Company,
    Event(String),
    Page,
}

pub(crate) type Key = (Place, String);

#[derive(Debug, Default)]
pub(crate) struct Types {
    types: BTreeMap<Key, values::Type>,
    /// Names that are compared with each other.
    pairs: Vec<(Key, Key)>,
}

/// What the names of a rule block mean.
#[derive(Clone)]
struct Names {
    bare: Place,
    /// The event of the campaign's `when`.
    trigger: Option<String>,
}

impl Names {
    fn bare(&self, bare: Place) -> Self {
        Self { bare, trigger: self.trigger.clone() }
    }

    fn key(&self, path: &Path) -> Option<Key> {
        let [scope, name] = &path.segments[..] else {
            return Some((self.bare.clone(), path.segments[0].text.clone()));
        };
        let place = match scope.text.as_str() {
            "contact" => Place::Contact,
            "company" => Place::Company,
            "page" => Place::Page,
            "event" => match &self.bare {
                Place::Event(event) => Place::Event(event.clone()),
                _ => Place::Event(self.trigger.clone()?),
            },
            "trigger" => Place::Event(self.trigger.clone()?),
            _ => return None,
        };
        Some((place, name.text.clone()))
    }
}

impl Types {
    pub(crate) fn new(files: &[File], zone: &TimeZone) -> Self {
        let mut types = Self::default();
        for (place, name, kind) in [
            (Place::Contact, "id", Kind::Text),
            (Place::Contact, "tags", Kind::Texts),
            (Place::Contact, "timezone", Kind::Text),
            (Place::Contact, "session_count", Kind::Number),
            (Place::Contact, "current_url", Kind::Text),
            (Place::Contact, "last_seen_at", Kind::Time),
            (Place::Company, "id", Kind::Text),
            (Place::Page, "url", Kind::Text),
            (Place::Page, "path", Kind::Text),
        ] {
            types.note(Some((place, name.to_owned())), kind);
        }
        let items = || files.iter().flat_map(|file| &file.items);
        for item in items() {
            if let ItemKind::Schema(schema) = &item.kind {
                types.declare(schema, zone);
            }
        }
        for item in items() {
            match &item.kind {
                ItemKind::Workspace(workspace) => {
                    for setting in &workspace.settings {
                        if let SettingKind::Reach(_, rules) = &setting.kind {
                            types.rules(rules, &Names { bare: Place::Contact, trigger: None });
                        }
                    }
                }
                ItemKind::Segment(segment) => {
                    types.rules(&segment.rules, &Names { bare: Place::Contact, trigger: None });
                }
                ItemKind::Campaign(campaign) => types.campaign(campaign),
                ItemKind::Schema(_) | ItemKind::Procedure(_) | ItemKind::Test(_) => {}
            }
        }
        for _ in 0..=types.pairs.len() {
            for (a, b) in types.pairs.clone() {
                match (types.get(&a).kind, types.get(&b).kind) {
                    (Some(kind), None) => types.note(Some(b), kind),
                    (None, Some(kind)) => types.note(Some(a), kind),
                    _ => {}
                }
            }
        }
        types
    }

    pub(crate) fn get(&self, key: &Key) -> values::Type {
        self.types.get(key).cloned().unwrap_or_default()
    }

    fn declare(&mut self, schema: &Schema, zone: &TimeZone) {
        for line in &schema.lines {
            let place = match &schema.of {
                SchemaOf::Contacts => Place::Contact,
                SchemaOf::Companies => Place::Company,
                SchemaOf::Event(name) => Place::Event(name.text.clone()),
                SchemaOf::Page => Place::Page,
            };
            let kind = match line.ty {
                SchemaType::Text => Kind::Text,
                SchemaType::Number => Kind::Number,
                SchemaType::Flag => Kind::Flag,
                SchemaType::Time => Kind::Time,
                SchemaType::Texts => Kind::Texts,
            };
            let one_of =
                line.one_of.as_ref().map(|list| list.values.iter().map(|value| literal(value, zone)).collect());
            self.types.insert((place, line.name.text.clone()), values::Type { kind: Some(kind), one_of });
        }
    }

    fn note(&mut self, key: Option<Key>, kind: Kind) {
        let Some(key) = key else { return };
        let known = &mut self.types.entry(key).or_default().kind;
        if matches!(known, None | Some(Kind::TextOrTexts)) {
            *known = Some(kind);
        }
    }

    fn campaign(&mut self, campaign: &Campaign) {
        let trigger = campaign.sections.iter().find_map(|section| match &section.kind {
            SectionKind::When(When::Event(name, _)) => Some(name.text.clone()),
            _ => None,
        });
        let names = Names { bare: Place::Contact, trigger };
        for section in &campaign.sections {
            match &section.kind {
                SectionKind::Audience { rules: Some(rules), .. } => self.rules(rules, &names),
                SectionKind::When(When::Event(event, Some(rules))) => {
                    self.rules(rules, &names.bare(Place::Event(event.text.clone())));
                }
                SectionKind::When(When::Date { path, .. }) => self.note(names.key(path), Kind::Time),
                SectionKind::Where(rules) => self.rules(rules, &names.bare(Place::Page)),
                SectionKind::Send(send) => self.fields(&send.fields, &names),
                SectionKind::Goal { event, rules: Some(rules), .. } => {
                    self.rules(rules, &names.bare(Place::Event(event.text.clone())));
                }
                _ => {}
            }
        }
    }

    fn fields(&mut self, fields: &[Field], names: &Names) {
        for copy in copies(fields) {
            self.parts(&copy.parts, names);
        }
    }

    fn parts(&mut self, parts: &[Part], names: &Names) {
        for part in parts {
            if let Part::If(branches) = part {
                for (condition, parts) in &branches.branches {
                    self.condition(condition, names);
                    self.parts(parts, names);
                }
                self.parts(branches.otherwise.as_deref().unwrap_or_default(), names);
            }
        }
    }

    fn rules(&mut self, rules: &Rules, names: &Names) {
        for condition in &rules.conditions {
            self.condition(condition, names);
        }
    }

    fn condition(&mut self, condition: &Condition, names: &Names) {
        match &condition.kind {
            ConditionKind::Chain { first, rest } => {
                self.condition(first, names);
                for (_, condition) in rest {
                    self.condition(condition, names);
                }
            }
            ConditionKind::Not(_, inner) | ConditionKind::Parens(inner) => self.condition(inner, names),
            ConditionKind::Group(_, rules) => self.rules(rules, names),
            ConditionKind::Companies(_, rules) => self.rules(rules, &names.bare(Place::Company)),
            ConditionKind::Tagged { .. } | ConditionKind::InSegment(_) => {}
            ConditionKind::Did(did) => match &did.what {
                What::Event(event, Some(rules)) => self.rules(rules, &names.bare(Place::Event(event.text.clone()))),
                What::Visit(Some(rules)) => self.rules(rules, &names.bare(Place::Page)),
                _ => {}
            },
            ConditionKind::Compare { path, predicate } => self.compare(path, predicate.as_ref(), names),
        }
    }

    fn compare(&mut self, path: &Path, predicate: Option<&Predicate>, names: &Names) {
        let key = names.key(path);
        let Some(predicate) = predicate else { return self.note(key, Kind::Flag) };
        let kind = match &predicate.kind {
            PredicateKind::Known => return,
            PredicateKind::Is(Operand::Path(other)) if predicate.fold.is_some() => {
                self.note(names.key(other), Kind::Text);
                Kind::Text
            }
            PredicateKind::Is(Operand::Path(other)) => {
                if let (Some(a), Some(b)) = (key, names.key(other)) {
                    self.pairs.push((a, b));
                }
                return;
            }
            PredicateKind::Order(_, Operand::Path(other)) => {
                self.note(names.key(other), Kind::Number);
                Kind::Number
            }
            PredicateKind::Is(Operand::Value(value)) => kind_of(value),
            PredicateKind::In(list) => kind_of(&list.values[0]),
            PredicateKind::Between(low, _) => kind_of(low),
            PredicateKind::Order(_, Operand::Value(_)) => Kind::Number,
            PredicateKind::Contains(_) => Kind::TextOrTexts,
            PredicateKind::StartsWith(_) | PredicateKind::EndsWith(_) | PredicateKind::Matches(_) => Kind::Text,
            PredicateKind::Ago(_) | PredicateKind::Ahead(_) => Kind::Time,
            PredicateKind::Before(_) | PredicateKind::After(_) | PredicateKind::On(_) => Kind::Time,
        };
        self.note(key, kind);
    }
}

fn kind_of(value: &nuncio::syntax::ast::Value) -> Kind {
    match value.kind {
        ValueKind::Text(_) => Kind::Text,
        ValueKind::Number(..) | ValueKind::Duration(_) => Kind::Number,
        ValueKind::Flag(_) => Kind::Flag,
        ValueKind::Moment(_) => Kind::Time,
    }
}

fn literal(value: &nuncio::syntax::ast::Value, zone: &TimeZone) -> values::Value {
    match &value.kind {
        ValueKind::Text(text) => values::Value::Text(text.clone()),
        ValueKind::Number(number, _) => values::Value::Number(*number),
        ValueKind::Duration(duration) => values::Value::Number(duration.seconds() as f64),
        ValueKind::Flag(flag) => values::Value::Flag(*flag),
        ValueKind::Moment(moment) => values::Value::Time(clock::span(zone, *moment).0),
    }
}

/// Every template of a message.
pub(crate) fn copies(fields: &[Field]) -> Vec<&Copy> {
    let mut all = Vec::new();
    for field in fields {
        match &field.kind {
            FieldKind::Copy(copy) | FieldKind::Input(_, copy) | FieldKind::Question(copy, _) => all.push(copy),
            FieldKind::Image(url, alt) => all.extend(std::iter::once(url).chain(alt)),
            FieldKind::Action(label, target) => {
                all.push(label);
                if let Target::Opens(link) = target {
                    all.push(link);
                }
            }
            FieldKind::Block(fields, _) => all.extend(copies(fields)),
            FieldKind::Task { label, opens, .. } => all.extend([label, opens]),
            FieldKind::Style(_)
            | FieldKind::Persistent
            | FieldKind::Shown(..)
            | FieldKind::FromName(_)
            | FieldKind::FromAdmin(_)
            | FieldKind::Plain(_)
            | FieldKind::Answered(_)
            | FieldKind::Unknown
            | FieldKind::Broken => {}
        }
    }
    all
}
