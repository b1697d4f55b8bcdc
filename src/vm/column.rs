//! A column of a block: one value of every row, by type.

use foldhash::{HashMap, HashMapExt};

use super::bits::Bits;
use super::matcher::Matcher;
use super::tables::Table;
use crate::data::{Arenas, Cell, Str};
use crate::ir::{Slot, Type};

/// One value of every row.
pub(super) enum Column {
    /// Not a number where unknown: no range contains it.
    Numbers(Vec<f64>),
    /// The smallest instant where unknown: no range of a campaign contains it.
    Times(Vec<i64>),
    /// Texts by their place in the dictionary; 0 where unknown.
    Texts { codes: Vec<u32>, dictionary: Vec<Str> },
    /// Flags, lists, and values without a type.
    Cells(Vec<Cell>),
}

/// Rows after which a text column is judged: if most texts are new, the rest gets no dictionary.
const SAMPLE: usize = 512;

impl Column {
    pub(super) fn new(table: &Table<'_>, slot: Slot, ty: Type, arenas: &Arenas) -> Self {
        let rows = 0..table.len() as u32;
        let cells = rows.map(|row| table.cell(row, slot));
        match ty {
            Type::Number => {
                Self::Numbers(cells.map(|cell| if let Cell::Number(value) = cell { value } else { f64::NAN }).collect())
            }
            Type::Time => {
                Self::Times(cells.map(|cell| if let Cell::Time(value) = cell { value } else { i64::MIN }).collect())
            }
            Type::Text => Self::texts(cells, table.len(), arenas),
            Type::Any | Type::Flag | Type::Texts | Type::TextOrTexts => Self::Cells(cells.collect()),
        }
    }

    fn texts(cells: impl Iterator<Item = Cell>, len: usize, arenas: &Arenas) -> Self {
        let mut codes = Vec::with_capacity(len);
        let mut dictionary = Vec::new();
        let mut known: HashMap<&str, u32> = HashMap::new();
        for (row, cell) in cells.enumerate() {
            let Cell::Text(text) = cell else {
                codes.push(0);
                continue;
            };
            let mut add = || {
                dictionary.push(text);
                dictionary.len() as u32
            };
            let mostly_new = row > SAMPLE && known.len() * 2 > row;
            codes.push(if mostly_new { add() } else { *known.entry(arenas.text(text)).or_insert_with(add) });
        }
        Self::Texts { codes, dictionary }
    }

    /// The rows whose value passes.
    pub(super) fn test(&self, matcher: &Matcher, arenas: &Arenas) -> Bits {
        match (self, matcher) {
            (Self::Numbers(values), Matcher::Numbers(ranges)) => match ranges.as_slice() {
                [range] => over(values, |value| range.contains(*value)),
                ranges => over(values, |value| ranges.iter().any(|range| range.contains(*value))),
            },
            (Self::Numbers(values), Matcher::Known) => over(values, |value| !value.is_nan()),
            (Self::Times(values), Matcher::Known) => over(values, |value| *value != i64::MIN),
            (Self::Times(values), Matcher::Times(ranges)) => {
                over(values, |value| *value != i64::MIN && ranges.iter().any(|(from, to)| from <= value && value < to))
            }
            (Self::Texts { codes, .. }, Matcher::Known) => over(codes, |code| *code != 0),
            (Self::Texts { codes, dictionary }, Matcher::Text(matcher)) => {
                let passes: Vec<bool> = std::iter::once(false)
                    .chain(dictionary.iter().map(|text| matcher.text(arenas.text(*text))))
                    .collect();
                over(codes, |code| passes.get(*code as usize).copied().unwrap_or(false))
            }
            (Self::Cells(cells), matcher) => over(cells, |cell| matcher.holds(*cell, arenas)),
            // A verified bundle asks no other test of a type.
            (Self::Numbers(values), _) => Bits::new(values.len(), false),
            (Self::Times(values), _) => Bits::new(values.len(), false),
            (Self::Texts { codes, .. }, _) => Bits::new(codes.len(), false),
        }
    }
}

fn over<T>(values: &[T], passes: impl Fn(&T) -> bool) -> Bits {
    let mut values = values.iter();
    Bits::from_fn(values.len(), |_| values.next().is_some_and(&passes))
}
