//! From paths to a checked bundle.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::console::{Face, tell};
use super::exit::Stop;
use super::find::{Found, find};
use super::project::Project;
use crate::diagnostic::{Code, Diagnostic, render};
use crate::source::{SourceFile, Sources};
use crate::{Compilation, bytecode, compile};

/// The paths of a command.
#[derive(clap::Args)]
pub(super) struct Paths {
    /// Campaign files, folders of them, or a compiled bundle; without a path, the project of the nearest `nuncio.toml`
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
}

/// What the paths of a command led to.
pub(super) struct Loaded {
    /// The sources and what they mean.
    pub(super) compilation: Compilation,
    /// Where the first of the sources were read; those that follow come from bundles.
    pub(super) files: Vec<PathBuf>,
    /// The project around them.
    pub(super) project: Option<Project>,
}

/// Reads and checks the campaigns of a command.
pub(super) fn load(paths: &Paths) -> Result<Loaded, Stop> {
    load_found(find(&paths.paths)?)
}

/// Compiles the campaigns of a command, or takes a bundle that was compiled before.
pub(super) fn compiled(paths: &Paths) -> Result<Compiled, Stop> {
    let found = find(&paths.paths)?;
    if let ([], [only]) = (found.campaigns.as_slice(), found.bundles.as_slice()) {
        return Ok(Compiled { bundle: Arc::new(decode(only)?), project: found.project });
    }
    load_found(found)?.compiled()
}

fn load_found(found: Found) -> Result<Loaded, Stop> {
    let Found { campaigns, bundles, project } = found;
    let mut sources = Sources::new();
    let mut files = Vec::with_capacity(campaigns.len());
    for (name, path) in campaigns {
        sources.add(SourceFile::new(name, read(&path)?));
        files.push(path);
    }
    for path in bundles {
        for source in decode(&path)?.sources {
            sources.add(SourceFile::new(source.name, source.text));
        }
    }
    Ok(Loaded { compilation: compile(sources), files, project })
}

/// A bundle that can be run.
pub(super) struct Compiled {
    /// It.
    pub(super) bundle: Arc<bytecode::Bundle>,
    /// The project around it.
    pub(super) project: Option<Project>,
}

impl Loaded {
    /// Stops if there are errors, and shows them: for commands that need campaigns without.
    pub(super) fn without_errors(self) -> Result<Self, Stop> {
        if !self.compilation.has_errors() {
            return Ok(self);
        }
        let found = self.compilation.diagnostics.iter().filter(|found| found.is_error());
        self.show(&found.cloned().collect::<Vec<_>>());
        Err(Stop::Campaigns)
    }

    /// Shows diagnostics to people. Where a name is given twice because several projects were read as one, that is said.
    pub(super) fn show(&self, diagnostics: &[Diagnostic]) {
        show(&self.compilation.sources, diagnostics);
        let projects: BTreeSet<_> = self.files.iter().filter_map(|file| Project::folder_of(file)).collect();
        let twice = diagnostics.iter().any(|found| found.code == Code::DuplicateName);
        if let (true, Some(first), 2..) = (twice, projects.first(), projects.len()) {
            tell(format_args!(
                "note: these are {} projects read as one; check each by itself, as in `nuncio check {}`\n",
                projects.len(),
                first.display()
            ));
        }
    }

    /// The bundle, if there are no errors.
    pub(super) fn compiled(self) -> Result<Compiled, Stop> {
        let loaded = self.without_errors()?;
        let bundle = loaded.compilation.bundle().ok_or(Stop::Campaigns)?;
        Ok(Compiled { bundle, project: loaded.project })
    }
}

/// Shows diagnostics to people.
pub(super) fn show(sources: &Sources, diagnostics: &[Diagnostic]) {
    tell(render::human(sources, diagnostics, Face::stderr().into()));
    tell(format_args!("{}\n", render::summary(diagnostics)));
}

fn decode(path: &Path) -> Result<bytecode::Bundle, Stop> {
    let bytes = std::fs::read(path).map_err(|error| Stop::file("read", path, &error))?;
    bytecode::from_bytes(&bytes).map_err(|error| Stop::because(format!("`{}`: {error}", path.display())))
}

/// The text of a campaign file. A byte-order mark is no part of it.
fn read(path: &Path) -> Result<String, Stop> {
    let text = read_all(path)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The text of a campaign file, all of it.
pub(super) fn read_all(path: &Path) -> Result<String, Stop> {
    utf8(std::fs::read(path).map_err(|error| Stop::file("read", path, &error))?, &path.display())
}

/// The text that bytes are; `name` tells people where they come from.
pub(super) fn utf8(bytes: Vec<u8>, name: &dyn Display) -> Result<String, Stop> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Stop::because(format!("`{name}` has 4 GiB or more, too much for a campaign file")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let lines = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        Stop::because(format!("`{name}` is not UTF-8: line {lines} has a byte that is no text"))
            .help("save it as UTF-8")
    })
}

/// The byte-order mark that a file begins with, if it has one, and its text.
pub(super) fn text_of(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mark = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    bytes.split_at(mark)
}
