//! Files of data: their formats, by extension (§11.4), and their bytes, decompressed.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::DataError;

/// Where data comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file; its extension tells its format.
    File(PathBuf),
    /// JSONL on standard input.
    Stdin,
    /// Bytes in memory, as of a file of this name.
    Memory {
        /// The name; its extension tells the format.
        name: String,
        /// What the file would hold.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// Text in memory, as of a file of this name.
    pub fn memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::Memory { name: name.into(), bytes: bytes.into() }
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
            Self::Memory { name, .. } => name.clone(),
        }
    }
}

/// `-` is standard input.
impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path.to_owned()) }
    }
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One JSON object a line.
    Lines,
    /// A JSON array of objects.
    Array,
    /// RFC 4180 with a header.
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

/// An input that is being read.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) format: Format,
    packed: bool,
    bytes: Box<dyn Read + Send>,
}

impl Opened {
    /// Opens an input; the bytes read from it, still compressed, are added to `read`.
    pub(super) fn new(input: &Input, read: &Arc<AtomicU64>) -> Result<Self, DataError> {
        let name = input.name();
        let (format, packing) = match input {
            Input::Stdin => (Format::Lines, Packing::None),
            _ => format(&name)?,
        };
        let raw: Box<dyn Read + Send> = match input {
            Input::File(path) => {
                let open = |path: &PathBuf| {
                    let file = File::open(path)?;
                    if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
                };
                Box::new(open(path).map_err(|source| DataError::Open { path: name.clone(), source })?)
            }
            Input::Stdin => Box::new(io::stdin()),
            Input::Memory { bytes, .. } => Box::new(Cursor::new(bytes.clone())),
        };
        let counted = Counted { bytes: raw, read: Arc::clone(read) };
        let bytes: Box<dyn Read + Send> = match packing {
            Packing::None => Box::new(counted),
            Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, counted))),
            Packing::Zstd => {
                let decoder = zstd::Decoder::new(counted);
                Box::new(decoder.map_err(|source| DataError::Damaged { path: name.clone(), source })?)
            }
        };
        Ok(Self { name, format, packed: packing != Packing::None, bytes })
    }

    /// Appends up to `count` bytes to `buffer`; none at the end only.
    pub(super) fn read(&mut self, count: usize, buffer: &mut Vec<u8>) -> Result<usize, DataError> {
        self.bytes.by_ref().take(count as u64).read_to_end(buffer).map_err(|source| {
            let path = self.name.clone();
            if self.packed { DataError::Damaged { path, source } } else { DataError::Read { path, source } }
        })
    }
}

fn format(name: &str) -> Result<(Format, Packing), DataError> {
    let lower = name.to_ascii_lowercase();
    let (stem, packing) = if let Some(stem) = lower.strip_suffix(".gz") {
        (stem, Packing::Gzip)
    } else if let Some(stem) = lower.strip_suffix(".zst") {
        (stem, Packing::Zstd)
    } else {
        (lower.as_str(), Packing::None)
    };
    let path = || name.to_owned();
    let extension = Path::new(stem).extension().and_then(|extension| extension.to_str());
    let format = match extension {
        Some("jsonl" | "ndjson") => Format::Lines,
        Some("json") => Format::Array,
        Some("csv") => Format::Csv,
        Some("parquet") => return Err(DataError::Parquet { path: path() }),
        _ => return Err(DataError::Format { path: path() }),
    };
    Ok((format, packing))
}

/// Counts the bytes that pass.
struct Counted {
    bytes: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
