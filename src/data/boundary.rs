//! Where one record ends and the next begins, without reading what is in them.

use memchr::{memchr, memchr2};

/// The ends of the elements of a JSON array. It only counts brackets, so that one element which is no JSON does not
/// take the others with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// Whether the array has ended.
    pub(super) ended: bool,
    /// Where something stands that is not of the array: the first such place, however much is read at a time.
    pub(super) stray: Option<Stray>,
}

/// A place outside of a JSON array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// Before its `[`.
    Before,
    /// After its `]`.
    After,
}

impl Elements {
    /// Within an array that has begun before.
    pub(super) fn inside() -> Self {
        Self { depth: 1, ..Self::default() }
    }

    /// Whether the `[` was met.
    pub(super) const fn has_begun(&self) -> bool {
        self.depth > 0 || self.ended
    }

    /// Goes on over `bytes` to just behind the `,` or `]` that ends the next element.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if self.in_text && !self.escaped {
                at += memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
            }
            let Some(byte) = bytes.get(at) else { break };
            at += 1;
            if self.in_text {
                let escaped = std::mem::take(&mut self.escaped);
                self.escaped = !escaped && *byte == b'\\';
                self.in_text = escaped || *byte != b'"';
                continue;
            }
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b'[' if self.depth == 0 && !self.ended => self.depth = 1,
                _ if self.depth == 0 => {
                    self.stray.get_or_insert(if self.ended { Stray::After } else { Stray::Before });
                }
                b'"' => self.in_text = true,
                b'[' | b'{' => self.depth += 1,
                b',' if self.depth == 1 => return Some(at),
                b']' if self.depth == 1 => {
                    self.depth = 0;
                    self.ended = true;
                    return Some(at);
                }
                b']' | b'}' if self.depth > 1 => self.depth -= 1,
                _ => {}
            }
        }
        None
    }
}

/// The ends of the records of CSV.
#[derive(Clone, Debug, Default)]
pub(super) struct CsvRecords {
    field: Field,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    Start,
    Plain,
    Quoted,
    /// Behind a quote in a quoted field: its end, or the first of two.
    Quote,
}

impl CsvRecords {
    /// Whether a quoted field is open.
    pub(super) fn in_quotes(&self) -> bool {
        self.field == Field::Quoted
    }

    /// Goes on over `bytes` to just behind the line break that ends the next record.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            at += match self.field {
                Field::Plain => memchr2(b',', b'\n', rest).unwrap_or(rest.len()),
                Field::Quoted => memchr(b'"', rest).unwrap_or(rest.len()),
                Field::Start | Field::Quote => 0,
            };
            let Some(byte) = bytes.get(at) else { break };
            at += 1;
            self.field = match (self.field, byte) {
                (Field::Quoted, _) => Field::Quote,
                (Field::Start | Field::Quote, b'"') => Field::Quoted,
                (_, b',') => Field::Start,
                (_, b'\n') => {
                    self.field = Field::Start;
                    return Some(at);
                }
                _ => Field::Plain,
            };
        }
        None
    }
}
