//! What a message says: a tree shaped like the `content` of a send record, with templates at its leaves.

use serde::{Deserialize, Serialize};

use super::expr::ExprId;
use super::layout::Place;
use crate::source::Loc;

/// Which template of a bundle.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct TemplateId(pub u32);

/// A value of the `content` of a send record (INTERFACE §3.1a). Keys stand in the order in which they are written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Content {
    /// A text that is no template: a name, an id, a choice.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A flag.
    Flag(bool),
    /// A rendered template.
    Template(TemplateId),
    /// A list.
    List(Vec<Content>),
    /// An object.
    Object(Vec<(String, Content)>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Object(Vec::new())
    }
}

/// How values are written into a template (§12.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum TemplateKind {
    /// As they are.
    Plain,
    /// Escaped for HTML.
    Html,
    /// Percent-encoded, and the whole must be a safe link.
    Link,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// How values are written.
    pub kind: TemplateKind,
    /// Its pieces.
    pub parts: Vec<Part>,
    /// Where the copy stands.
    pub loc: Loc,
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text as it is shown.
    Text(String),
    /// A value through filters, left to right.
    Value(Place, Vec<Filter>),
    /// The parts of the first branch whose condition holds, else the last ones.
    If(Vec<(ExprId, Vec<Part>)>, Vec<Part>),
}

/// A filter (§12.1). On an unknown value all but [`Filter::Fallback`] give unknown.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Filter {
    /// The text instead of an unknown value or an empty text.
    Fallback(String),
    /// Upper case.
    Upcase,
    /// Lower case.
    Downcase,
    /// The first scalar in upper case.
    Capitalize,
    /// At most so many scalars, the last of them `…` if there were more.
    Truncate(u64),
    /// A time in the workspace zone, by a format of the letters of §12.1.
    Date(String),
    /// Whole days from the try, rounded up.
    DaysUntil,
    /// Whole days to the try, rounded down.
    DaysSince,
    /// Percent-encoded.
    UrlEncode,
    /// Not escaped, in `html`.
    Raw,
}
