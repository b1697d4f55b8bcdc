//! A value of a record as it stands in the file.

use std::borrow::Cow;

use super::json;

/// A value, not yet read by the type of its field.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Value<'a> {
    /// Not there.
    #[default]
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number as written.
    Number(&'a str),
    /// The inside of a JSON string.
    Text {
        /// As written.
        raw: &'a str,
        /// Whether it has escapes.
        escaped: bool,
    },
    /// A JSON list, as written.
    Array(&'a str),
    /// A JSON object, as written.
    Object(&'a str),
    /// A field of a CSV record, which may be of any type.
    Cell {
        /// The inside of its quotes, if it has any.
        raw: &'a str,
        /// Whether it has doubled quotes.
        doubled: bool,
    },
}

impl<'a> Value<'a> {
    /// The text that it is; a field of CSV always is one.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text { raw, escaped: true } => Some(Cow::Owned(json::unescape(raw))),
            Self::Cell { raw, doubled: true } => Some(Cow::Owned(raw.replace("\"\"", "\""))),
            Self::Text { raw, .. } | Self::Cell { raw, .. } => Some(Cow::Borrowed(raw)),
            _ => None,
        }
    }

    /// The text of an id: a text, or a number as written (§11.1).
    pub(super) fn id(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Number(raw) => Some(Cow::Borrowed(raw)),
            other => other.text(),
        }
    }

    /// Whether there is a value: `null` is missing (§11.2).
    pub(super) const fn is_there(self) -> bool {
        !matches!(self, Self::Missing | Self::Null)
    }

    /// What it is, for a reader of reports.
    pub(super) fn describe(self) -> String {
        let (what, text) = match self {
            Self::Missing | Self::Null => return "nothing".to_owned(),
            Self::Object(_) => return "an object".to_owned(),
            Self::Flag(flag) => return format!("the flag `{flag}`"),
            Self::Number(raw) => ("the number", Cow::Borrowed(raw)),
            Self::Array(raw) => ("the list", Cow::Borrowed(raw)),
            Self::Text { .. } | Self::Cell { .. } => ("the text", self.text().unwrap_or_default()),
        };
        let mut shown: String = text.chars().take(40).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        format!("{what} `{shown}`")
    }
}

/// The memory of a list of values, emptied, for values of another life.
pub(super) fn recycle<'b>(mut values: Vec<Value<'_>>) -> Vec<Value<'b>> {
    values.clear();
    values.into_iter().map(|_| Value::Missing).collect()
}
