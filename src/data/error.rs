//! Why data cannot be read at all.

use std::fmt::Write;
use std::io;

use super::report::BadRecord;

/// Data that cannot be read, or not well enough. No file was written before it.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A file cannot be opened.
    #[error("cannot open `{path}`: {source}")]
    Open {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be read to its end.
    #[error("cannot read `{path}`: {source}; what comes before was not used")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A compressed file ends too early or is damaged.
    #[error("`{path}` is cut short or damaged: {source}; write or download it again")]
    Damaged {
        /// The file.
        path: String,
        /// What the decompressor says.
        source: io::Error,
    },
    /// The extension of a file names no format.
    #[error(
        "cannot tell the format of `{path}`: write data as `.jsonl`, `.json` or `.csv`, each also `.gz` or `.zst`, or \
         give `-` for JSONL on standard input"
    )]
    Format {
        /// The file.
        path: String,
    },
    /// A format that is not read yet.
    #[error("cannot read `{path}`: Parquet is not supported; export the data as `.jsonl` or `.csv`")]
    Parquet {
        /// The file.
        path: String,
    },
    /// A `.json` file that is not one array.
    #[error("`{path}` is not one JSON array: {what}; {help}")]
    NoArray {
        /// The file.
        path: String,
        /// What is wrong with it.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// A quote in CSV that hides all that follows it.
    #[error(
        "`{path}`: the quote that opens a field of the record on line {line} is never closed; close it, or double a quote inside a field"
    )]
    Quote {
        /// The file.
        path: String,
        /// Where the record begins.
        line: u64,
    },
    /// One record is larger than what is read at once.
    #[error("`{path}`: the record on line {line} is longer than 1 GiB; is the file what its extension says?")]
    LongRecord {
        /// The file.
        path: String,
        /// Where the record begins.
        line: u64,
    },
    /// More than can be held at once.
    #[error("too much data for one run: read it in slices of time, with a ledger")]
    TooMuch,
    /// Too many bad records (§11.5).
    #[error("{}", too_many(*bad, *read, first))]
    TooManyBad {
        /// How many.
        bad: u64,
        /// Of how many.
        read: u64,
        /// The first of them.
        first: Vec<BadRecord>,
    },
}

fn too_many(bad: u64, read: u64, first: &[BadRecord]) -> String {
    let mut text = format!("{bad} of {read} records cannot be read, more than `--max-bad` allows");
    for record in first {
        let _ = write!(text, "\n  {}: {}", record.at, record.reason);
    }
    let more = bad.saturating_sub(first.len() as u64);
    if more > 0 {
        let _ = write!(text, "\n  and {more} more");
    }
    text
}
