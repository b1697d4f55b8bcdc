//! Which values exist: the slots of each kind of row that some rule or template reads.

use serde::{Deserialize, Serialize};

/// The index of a value in a row.
pub type Slot = u32;

/// Which event of [`Layout::events`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct EventId(pub u32);

/// The type of a value (§3.4).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Type {
    /// None: any text, number, flag or list of texts is known. Only `is known` and templates read it.
    Any,
    /// `text`
    Text,
    /// `number`
    Number,
    /// `flag`
    Flag,
    /// `time`
    Time,
    /// `texts`
    Texts,
    /// Used by `contains` alone: text or a list of texts, by the value; every other type is wrong.
    TextOrTexts,
}

impl Type {
    /// It, as messages name it.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Flag => "a flag",
            Self::Time => "a time",
            Self::Texts => "a list of texts",
            Self::TextOrTexts => "a text or a list of texts",
        }
    }
}

/// A value that `one of` allows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Literal {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A flag.
    Flag(bool),
    /// Instants from the first up to, not including, the second, in microseconds.
    Time(i64, i64),
}

/// A value of a row that someone reads.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the data.
    pub name: String,
    /// What the readers take for known; another type is wrong, counted and unknown.
    pub ty: Type,
    /// The values of a closed set; empty if it is open.
    pub one_of: Vec<Literal>,
    /// Whether a missing value is counted and reported (§2.2).
    pub required: bool,
    /// Whether a template shows it: its text as sent is kept (§12.2).
    pub shown: bool,
}

/// The slots of one kind of row.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Shape {
    /// A field's place is its [`Slot`].
    pub fields: Vec<Field>,
}

impl Shape {
    /// The slot of a name.
    pub fn slot(&self, name: &str) -> Option<Slot> {
        self.fields.iter().position(|field| field.name == name).map(|at| at as Slot)
    }

    /// How many cells a row has: one for each field, and one for each text as sent that its value does not tell.
    pub fn width(&self) -> usize {
        self.fields.len() + self.fields.iter().filter(|field| field.keeps_raw()).count()
    }

    /// The cell that holds the text as sent of a shown value: its own for texts, lists and flags, one behind all
    /// fields for numbers, times and values without a type. In such an own cell a text without quotes around it in
    /// the data (a number, all of CSV) is a text; for a text in quotes it stays unknown.
    pub fn raw_slot(&self, slot: Slot) -> Slot {
        let keeps = |field: &&Field| field.keeps_raw();
        match self.fields.get(slot as usize) {
            Some(field) if field.keeps_raw() => {
                let before = self.fields.iter().take(slot as usize).filter(keeps).count();
                (self.fields.len() + before) as Slot
            }
            _ => slot,
        }
    }
}

impl Field {
    /// Whether the text as sent needs a cell of its own.
    pub const fn keeps_raw(&self) -> bool {
        self.shown && matches!(self.ty, Type::Number | Type::Time | Type::Any)
    }
}

/// An event that some campaign names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Its name, compared exactly.
    pub name: String,
    /// Its metadata that is read.
    pub shape: Shape,
}

/// The rows there are and the values of each that are read.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Layout {
    /// Attributes of contacts. `timezone` is among them where a clock of the contact is needed. The engine-kept
    /// attributes are always there: their slots hold the seeds, [`Table::Kept`] shows them as they change.
    pub contact: Shape,
    /// Attributes of companies.
    pub company: Shape,
    /// Properties of pages; `url` and `path` are ordinary slots that the readers fill (§4.1).
    pub page: Shape,
    /// Every event that is named in a trigger, a history condition or a goal.
    pub events: Vec<Event>,
}

impl Layout {
    /// The event of a name.
    pub fn event(&self, name: &str) -> Option<EventId> {
        self.events.iter().position(|event| event.name == name).map(|at| EventId(at as u32))
    }

    /// The name of a value in its row.
    pub fn name(&self, place: Place) -> Option<&str> {
        match self.shape(place.table) {
            Some(shape) => shape.fields.get(place.slot as usize).map(|field| field.name.as_str()),
            None if place.table == Table::Kept => Kept::ALL.get(place.slot as usize).map(|kept| kept.name()),
            None => None,
        }
    }

    /// The type of a value.
    pub fn ty(&self, place: Place) -> Option<Type> {
        match self.shape(place.table) {
            Some(shape) => shape.fields.get(place.slot as usize).map(|field| field.ty),
            None if place.table == Table::Kept => Kept::ALL.get(place.slot as usize).map(|kept| kept.ty()),
            None => None,
        }
    }

    /// The shape of the rows of a table; none for the engine-kept one.
    pub fn shape(&self, table: Table) -> Option<&Shape> {
        match table {
            Table::Contact => Some(&self.contact),
            Table::Company => Some(&self.company),
            Table::Page => Some(&self.page),
            Table::Event(event) | Table::Trigger(event) => self.events.get(event.0 as usize).map(|event| &event.shape),
            Table::Kept => None,
        }
    }
}

/// A kind of row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Table {
    /// A version of a contact.
    Contact,
    /// A company of a contact.
    Company,
    /// The three engine-kept attributes (§4.2); its slots are those of [`Kept`].
    Kept,
    /// A page record: the one the contact is on; inside `did visit { }` the one that is counted.
    Page,
    /// An event of a name: the trigger; inside `did E { }` the one that is counted.
    Event(EventId),
    /// The trigger, inside `did … { }` (`trigger.x`).
    Trigger(EventId),
}

/// An engine-kept attribute (§4.2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Kept {
    /// A number.
    SessionCount = 0,
    /// A text.
    CurrentUrl = 1,
    /// A time.
    LastSeenAt = 2,
}

impl Kept {
    /// All three, by slot.
    pub const ALL: [Self; 3] = [Self::SessionCount, Self::CurrentUrl, Self::LastSeenAt];

    /// Its name as an attribute of the contact.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SessionCount => "session_count",
            Self::CurrentUrl => "current_url",
            Self::LastSeenAt => "last_seen_at",
        }
    }

    /// Its type.
    pub const fn ty(self) -> Type {
        match self {
            Self::SessionCount => Type::Number,
            Self::CurrentUrl => Type::Text,
            Self::LastSeenAt => Type::Time,
        }
    }

    /// The engine-kept attribute of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kept| kept.name() == name)
    }
}

/// A value of a row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Which row.
    pub table: Table,
    /// Which value of it.
    pub slot: Slot,
}
