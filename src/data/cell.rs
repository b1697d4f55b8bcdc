//! One value of a row.

use super::arena::Str;

/// One value of a row, read by the type of its field.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Cell {
    /// Missing, `null`, or of another type than the field's (§3.3).
    #[default]
    Unknown,
    /// A flag.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// Microseconds since 1970.
    Time(i64),
    /// A text.
    Text(Str),
    /// A list of texts.
    Texts(Str),
}
