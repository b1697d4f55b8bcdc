//! The project file `nuncio.toml` (INTERFACE §1.3).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::exit::Stop;
use crate::diagnostic::suggest::{did_you_mean, nearest};
use crate::diagnostic::{Code, Severity};
use crate::lint::{Level, Levels};
use crate::source::SourceFile;

const NAME: &str = "nuncio.toml";

/// A project: where its campaigns and data are, and what it thinks of each lint. Paths are relative to the folder in
/// which the program was started.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder or file of the campaigns.
    pub(super) campaigns: PathBuf,
    contacts: Vec<PathBuf>,
    activity: Vec<PathBuf>,
    /// What it thinks of lints.
    pub(super) levels: Levels,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(default)]
    workspace: Workspace,
    #[serde(default)]
    lints: BTreeMap<Spanned<String>, Word>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Workspace {
    campaigns: Option<PathBuf>,
    #[serde(default)]
    contacts: Files,
    #[serde(default)]
    activity: Files,
    /// Read by the commands that keep a ledger.
    #[serde(rename = "ledger")]
    _ledger: Option<PathBuf>,
}

/// One file or pattern, or a list of them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "files are a text or a list of texts, as in `[\"data/events.jsonl\"]`")]
enum Files {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Word {
    Allow,
    Warn,
    Deny,
}

impl Project {
    /// The project of the nearest `nuncio.toml` in a folder or above it.
    pub(super) fn above(folder: &Path) -> Result<Option<Self>, Stop> {
        // Names are joined onto the folder as it was given, so that messages show them as short as it is.
        let mut folder = folder.to_owned();
        let mut absolute = std::path::absolute(Path::new(".").join(&folder)).unwrap_or_default();
        loop {
            let path = folder.join(NAME);
            if path.is_file() {
                return Self::read(&path, &folder).map(Some);
            }
            if !absolute.pop() {
                return Ok(None);
            }
            if folder.as_os_str().is_empty() || folder.ends_with("..") || folder.ends_with(".") || !folder.pop() {
                folder.push("..");
            }
        }
    }

    /// The folder of the project that a file belongs to.
    pub(super) fn folder_of(file: &Path) -> Option<&Path> {
        file.ancestors().skip(1).find(|folder| folder.join(NAME).is_file())
    }

    fn read(path: &Path, folder: &Path) -> Result<Self, Stop> {
        let text = std::fs::read_to_string(path).map_err(|error| Stop::file("read", path, &error))?;
        let source = SourceFile::new(path.to_string_lossy(), text);
        let at = |start: usize, message: &str| {
            let place = source.line_column(start as u32);
            Stop::because(format!("{}:{}:{}: {}", source.name(), place.line, place.column, message.trim()))
        };
        let manifest: Manifest = toml::from_str(source.text())
            .map_err(|error| at(error.span().map_or(0, |span| span.start), error.message()))?;
        let mut levels = Levels::default();
        for (word, level) in manifest.lints {
            let Some(code) = Code::from_word(word.get_ref()) else {
                let warnings = Code::ALL.iter().filter(|code| code.severity() != Severity::Error);
                let near = nearest(word.get_ref(), warnings.map(|code| code.word()));
                let stop = at(word.span().start, &format!("there is no lint `{}`", word.get_ref()));
                return Err(match did_you_mean(&near) {
                    Some(help) => stop.help(help),
                    None => stop,
                });
            };
            if code.severity() == Severity::Error {
                return Err(at(word.span().start, &format!("`{code}` is an error and cannot be set")));
            }
            levels.set(code, level.into());
        }
        let join = |files: Files| {
            let paths = match files {
                Files::One(path) => vec![path],
                Files::Many(paths) => paths,
            };
            paths.into_iter().map(|path| folder.join(path)).collect()
        };
        Ok(Self {
            campaigns: manifest.workspace.campaigns.map_or_else(|| folder.to_owned(), |path| folder.join(path)),
            contacts: join(manifest.workspace.contacts),
            activity: join(manifest.workspace.activity),
            levels,
        })
    }
}

impl Project {
    /// Whether it names contact files.
    pub(super) const fn has_contacts(&self) -> bool {
        !self.contacts.is_empty()
    }

    /// The contact files, patterns resolved.
    pub(super) fn contacts(&self) -> Result<Vec<PathBuf>, Stop> {
        resolve(&self.contacts)
    }

    /// The activity files, patterns resolved.
    pub(super) fn activity(&self) -> Result<Vec<PathBuf>, Stop> {
        resolve(&self.activity)
    }
}

impl From<Word> for Level {
    fn from(word: Word) -> Self {
        match word {
            Word::Allow => Self::Allow,
            Word::Warn => Self::Warn,
            Word::Deny => Self::Deny,
        }
    }
}

/// The files that patterns stand for, those of each pattern sorted by bytes.
fn resolve(patterns: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for pattern in patterns {
        let text = pattern.to_string_lossy();
        if !text.contains(['*', '?', '[']) {
            files.push(pattern.clone());
            continue;
        }
        let bad = |error: &dyn std::fmt::Display| Stop::because(format!("the pattern `{text}` is wrong: {error}"));
        let found = glob::glob(&text).map_err(|error| bad(&error.msg))?;
        let mut found = found.collect::<Result<Vec<_>, _>>().map_err(|error| bad(&error))?;
        if found.is_empty() {
            return Err(Stop::because(format!("no file matches `{text}`, which the project names")));
        }
        found.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        files.append(&mut found);
    }
    Ok(files)
}
