//! How a command ends.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What a command tells whoever started it (INTERFACE §1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0: it did what was asked.
    Success,
    /// 1: the campaigns have errors, or warnings that were denied, or are not laid out as they should be.
    Campaigns,
    /// 2: wrong usage, input that cannot be read, too many bad records, or a damaged bundle.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Success => 0,
            Exit::Campaigns => 1,
            Exit::Unusable => 2,
        })
    }
}

/// Why a command cannot go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The campaigns have errors, which were shown.
    Campaigns,
    /// Something outside the campaigns is wrong, and what to do about it.
    Unusable(String, Option<String>),
}

impl Stop {
    /// Something outside the campaigns is wrong.
    pub(super) fn because(message: impl Into<String>) -> Self {
        Self::Unusable(message.into(), None)
    }

    /// A file cannot be read or written.
    pub(super) fn file(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self::because(format!("cannot {verb} `{}`: {}", path.display(), reason(error)))
    }

    /// Says what to do instead.
    pub(super) fn help(self, help: impl Display) -> Self {
        match self {
            Self::Unusable(message, _) => Self::Unusable(message, Some(help.to_string())),
            Self::Campaigns => self,
        }
    }
}

/// An input or output error in words, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "no space is left".to_owned(),
        _ => {
            let text = error.to_string();
            text.split_once(" (os error").map_or(text.clone(), |(words, _)| words.to_owned())
        }
    }
}
