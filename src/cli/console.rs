//! The two streams of the program and what the terminals behind them can show.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::exit::{Stop, reason};
use crate::diagnostic::render::Options;

/// What one stream can show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// Whether a person reads it as it comes.
    pub(super) terminal: bool,
    /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    pub(super) colour: bool,
    /// Whether lines may be drawn with box characters.
    pub(super) boxes: bool,
    /// Its width in columns.
    pub(super) width: usize,
}

impl Face {
    /// Of standard error.
    pub(super) fn stderr() -> Self {
        let stream = io::stderr();
        Self::of(stream.is_terminal(), terminal_size::terminal_size_of(stream))
    }

    /// Of standard output.
    pub(super) fn stdout() -> Self {
        let stream = io::stdout();
        Self::of(stream.is_terminal(), terminal_size::terminal_size_of(stream))
    }

    fn of(terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            terminal,
            colour: terminal && !dumb && !set("NO_COLOR"),
            boxes: terminal && !dumb && speaks_unicode(),
            width: size.map_or(100, |(width, _)| usize::from(width.0).max(20)),
        }
    }
}

impl From<Face> for Options {
    fn from(face: Face) -> Self {
        Self { width: face.width, colour: face.colour, unicode: face.boxes }
    }
}

fn speaks_unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
    let locale = locale.map(|value| value.to_string_lossy().to_lowercase()).unwrap_or_default();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}

/// Standard output, for results. When its reader leaves, what is still written goes nowhere and
/// [`Out::is_closed`] says that going on is in vain.
pub(super) struct Out {
    stream: BufWriter<io::Stdout>,
    closed: bool,
}

impl Out {
    pub(super) fn new() -> Self {
        Self { stream: BufWriter::with_capacity(1 << 16, io::stdout()), closed: false }
    }

    /// Writes a text and makes sure that it arrives.
    pub(super) fn say(text: impl Display) -> Result<(), Stop> {
        let mut out = Self::new();
        write!(out, "{text}").and_then(|()| out.flush()).map_err(|error| Self::failed(&error))
    }

    /// Whether nobody reads any more.
    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Standard output cannot be written, for another reason than that nobody reads it.
    pub(super) fn failed(error: &io::Error) -> Stop {
        Stop::because(format!("cannot write to standard output: {}", reason(error)))
    }

    fn unless_closed<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.stream.write(bytes);
        self.unless_closed(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.stream.flush();
        self.unless_closed(result, ())
    }
}

/// Tells people something, on standard error. Nobody being there to read it is no error.
pub(super) fn tell(text: impl Display) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
}

/// Tells people why a command stops.
pub(super) fn complain(stop: &Stop) {
    let Stop::Unusable(message, help) = stop else { return };
    let (red, cyan, plain) =
        if Face::stderr().colour { ("\u{1b}[31m", "\u{1b}[36m", "\u{1b}[0m") } else { ("", "", "") };
    tell(format_args!("{red}error{plain}: {message}\n"));
    if let Some(help) = help {
        tell(format_args!("  {cyan}help{plain}: {help}\n"));
    }
}
