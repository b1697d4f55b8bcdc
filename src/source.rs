//! Source text: files, spans, and the conversion of byte offsets to lines and columns.
//!
//! A [`Span`] is a pair of byte offsets into one file; which file is said by the [`FileId`] beside it in a [`Loc`].
//! Nothing above this module counts lines or columns by itself.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in one source file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span at `offset`.
    pub const fn at(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `offset` lies in the span.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same range for indexing text.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}..{}", self.start, self.end)
    }
}

/// Which file of a bundle, in the order in which the files were given.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A place in a bundle: a file and a span in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Loc {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// A line and a column, both from 1; columns count Unicode scalar values (INTERFACE §4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub column: u32,
}

/// One source text with the name that messages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    name: Arc<str>,
    text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file of this name and text. Texts of 4 GiB and more are cut by the readers before they come here.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(newlines.map(|at| at as u32 + 1)).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under `span`; empty where the span does not lie on character boundaries of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line and column of a byte offset; offsets past the end are those of the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let offset = offset.min(self.text.len() as u32);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start as usize..offset as usize).unwrap_or_default();
        LineColumn { line: line as u32, column: before.chars().count() as u32 + 1 }
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The span of a line (from 1), its line break not included.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.line_starts.get(line.saturating_sub(1) as usize).copied().unwrap_or_default();
        let end = self.line_starts.get(line as usize).map_or(self.text.len() as u32, |&next| next - 1);
        Span::new(start, end.max(start))
    }
}

/// All files of one bundle; a [`FileId`] is the place of a file in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files.
    pub const fn new() -> Self {
        Self { files: Vec::new() }
    }

    /// Adds a file and tells its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id given by [`Sources::add`].
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The files with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text of a place.
    pub fn slice(&self, loc: Loc) -> &str {
        self.get(loc.file).map_or("", |file| file.slice(loc.span))
    }

    /// The text of a place, white space as one blank.
    pub fn on_one_line(&self, loc: Loc) -> String {
        self.slice(loc).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The line and column at which a place starts.
    pub fn line_column(&self, loc: Loc) -> LineColumn {
        self.get(loc.file).map_or(LineColumn { line: 1, column: 1 }, |file| file.line_column(loc.span.start))
    }
}
