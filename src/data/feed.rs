//! Files cut into pieces of whole records, for many readers at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::{memchr, memchr_iter, memrchr};

use super::boundary::{CsvRecords, Elements, Stray};
use super::csv;
use super::error::DataError;
use super::input::{Format, Input, Opened};

/// How much is read at a time.
const STEP: usize = 1 << 18;
/// The longest record; text is kept with 32-bit places.
const LONGEST: usize = 1 << 30;
/// How many arenas a data set can have.
const MOST_BATCHES: u32 = 1 << 16;

/// Which records a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Contacts,
    Activity,
}

/// Whole records of one file.
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) format: Format,
    pub(super) file: u32,
    /// The line on which it begins.
    pub(super) line: u64,
    /// Whether it is the first of its file.
    pub(super) first: bool,
    /// The names of the columns of CSV.
    pub(super) header: Arc<[String]>,
    pub(super) bytes: Vec<u8>,
}

/// Pieces for one reader.
pub(super) struct Batch {
    /// The number of its arena.
    pub(super) arena: u16,
    pub(super) pieces: Vec<Piece>,
}

/// All files, one after another.
pub(super) struct Feed<'i> {
    inputs: std::vec::IntoIter<(What, &'i Input)>,
    open: Option<Cutter>,
    files: u32,
    batches: u32,
    size: usize,
    read: Arc<AtomicU64>,
}

impl<'i> Feed<'i> {
    /// Pieces of about `size` bytes: first of the contacts, then of the activity.
    pub(super) fn new(contacts: &'i [Input], activity: &'i [Input], size: usize) -> Self {
        let contacts = contacts.iter().map(|input| (What::Contacts, input));
        let inputs: Vec<_> = contacts.chain(activity.iter().map(|input| (What::Activity, input))).collect();
        Self { inputs: inputs.into_iter(), open: None, files: 0, batches: 0, size, read: Arc::default() }
    }

    /// The bytes read so far, before decompression.
    pub(super) fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Up to `count` batches; none at the end only.
    pub(super) fn batches(&mut self, count: usize) -> Result<Vec<Batch>, DataError> {
        let mut batches = Vec::new();
        while batches.len() < count {
            let Some(batch) = self.batch()? else { break };
            batches.push(batch);
        }
        Ok(batches)
    }

    fn batch(&mut self) -> Result<Option<Batch>, DataError> {
        let mut pieces = Vec::new();
        let mut total = 0;
        while total < self.size {
            let Some(piece) = self.piece()? else { break };
            total += piece.bytes.len();
            pieces.push(piece);
        }
        if pieces.is_empty() {
            return Ok(None);
        }
        let arena = u16::try_from(self.batches).map_err(|_| DataError::TooMuch)?;
        self.batches = (self.batches + 1).min(MOST_BATCHES);
        Ok(Some(Batch { arena, pieces }))
    }

    fn piece(&mut self) -> Result<Option<Piece>, DataError> {
        loop {
            if let Some(cutter) = &mut self.open {
                if let Some(piece) = cutter.piece(self.size)? {
                    return Ok(Some(piece));
                }
                self.open = None;
            }
            let Some((what, input)) = self.inputs.next() else { return Ok(None) };
            self.open = Some(Cutter::new(Opened::new(input, &self.read)?, what, self.files));
            self.files += 1;
        }
    }
}

/// What tells the end of a record.
enum Boundary {
    Line,
    Element(Elements),
    Csv(CsvRecords),
}

impl Boundary {
    /// The end of the last record that ends in `bytes`, which follow those of the call before.
    fn last(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut last = None;
        let mut next = |next: &mut dyn FnMut(&[u8]) -> Option<usize>| {
            let mut at = 0;
            while let Some(length) = bytes.get(at..).and_then(&mut *next) {
                at += length;
                last = Some(at);
            }
        };
        match self {
            Self::Line => return memrchr(b'\n', bytes).map(|at| at + 1),
            Self::Element(elements) => next(&mut |bytes| elements.next(bytes)),
            Self::Csv(records) => next(&mut |bytes| records.next(bytes)),
        }
        last
    }
}

/// One file that is cut.
struct Cutter {
    input: Opened,
    what: What,
    file: u32,
    boundary: Boundary,
    /// What was read behind the last piece.
    carry: Vec<u8>,
    line: u64,
    first: bool,
    ended: bool,
    header: Option<Arc<[String]>>,
}

impl Cutter {
    fn new(input: Opened, what: What, file: u32) -> Self {
        let boundary = match input.format {
            Format::Lines => Boundary::Line,
            Format::Array => Boundary::Element(Elements::default()),
            Format::Csv => Boundary::Csv(CsvRecords::default()),
        };
        Self { input, what, file, boundary, carry: Vec::new(), line: 1, first: true, ended: false, header: None }
    }

    fn piece(&mut self, size: usize) -> Result<Option<Piece>, DataError> {
        while !self.ended {
            let mut bytes = self.cut(size)?;
            let mut line = self.line;
            self.line += lines(&bytes);
            if self.input.format == Format::Csv && self.header.is_none() {
                let Some((header, length)) = csv::header(&bytes) else { continue };
                line += lines(bytes.get(..length).unwrap_or_default());
                bytes.drain(..length);
                self.header = Some(header.into());
            }
            let first = std::mem::take(&mut self.first);
            let header = self.header.clone().unwrap_or_default();
            let (what, format, file) = (self.what, self.input.format, self.file);
            return Ok(Some(Piece { what, format, file, line, first, header, bytes }));
        }
        Ok(None)
    }

    /// The next whole records, at least `size` bytes where there are so many.
    fn cut(&mut self, size: usize) -> Result<Vec<u8>, DataError> {
        let mut bytes = std::mem::take(&mut self.carry);
        let mut end = None;
        loop {
            if let Some(end) = end.filter(|_| bytes.len() >= size) {
                self.carry = bytes.split_off(end);
                return Ok(bytes);
            }
            if bytes.len() - end.unwrap_or_default() > LONGEST {
                let line = self.line + lines(bytes.get(..end.unwrap_or_default()).unwrap_or_default());
                return Err(DataError::LongRecord { path: self.input.name.clone(), line });
            }
            let known = bytes.len();
            let step = STEP.min(size).max(16);
            if self.input.read(step, &mut bytes)? == 0 {
                self.ended = true;
                self.check_end(&bytes, end.unwrap_or_default())?;
                return Ok(bytes);
            }
            if known == 0 && self.first && self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            let new = bytes.get(known..).unwrap_or_default();
            end = self.boundary.last(new).map(|at| known + at).or(end);
            self.check_array()?;
        }
    }

    fn check_array(&self) -> Result<(), DataError> {
        let Boundary::Element(elements) = &self.boundary else { return Ok(()) };
        let (what, help) = match elements.stray {
            None => return Ok(()),
            Some(Stray::After) => ("something follows its `]`", "put all records into one array"),
            Some(Stray::Before) => ("it does not begin with `[`", "a file with one record a line is called `.jsonl`"),
        };
        Err(DataError::NoArray { path: self.input.name.clone(), what, help })
    }

    /// Whether the file may end here; its last record began at `start`.
    fn check_end(&self, bytes: &[u8], start: usize) -> Result<(), DataError> {
        let path = || self.input.name.clone();
        match &self.boundary {
            Boundary::Element(elements) if !elements.ended => Err(DataError::NoArray {
                path: path(),
                what: if elements.has_begun() { "it ends before its `]`" } else { "it is empty" },
                help: "write it again, or put one record a line into a `.jsonl` file",
            }),
            Boundary::Csv(records) if records.in_quotes() => {
                let last = bytes.get(start..).unwrap_or_default();
                let hidden = memchr(b'\n', last).and_then(|at| last.get(at..)).unwrap_or_default();
                if hidden.iter().all(u8::is_ascii_whitespace) {
                    return Ok(());
                }
                let line = self.line + lines(bytes.get(..start).unwrap_or_default());
                Err(DataError::Quote { path: path(), line })
            }
            _ => Ok(()),
        }
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}
