//! From paths to a checked bundle.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::console::{Face, tell};
use super::exit::Stop;
use super::find::{Found, find};
use super::project::Project;
use crate::diagnostic::{Diagnostic, render};
use crate::source::{SourceFile, Sources};
use crate::time::Zone;
use crate::{bytecode, check, ir, syntax};

/// The paths of a command.
#[derive(clap::Args)]
pub(super) struct Paths {
    /// Campaign files, folders of them, or a compiled bundle; without a path, the project of the nearest `nuncio.toml`
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
}

/// What the paths of a command led to.
pub(super) struct Loaded {
    /// The texts.
    pub(super) sources: Sources,
    /// What they mean.
    pub(super) bundle: ir::Bundle,
    /// What is wrong with them, the project's say included.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The project around them.
    pub(super) project: Option<Project>,
}

/// Reads and checks the campaigns of a command.
pub(super) fn load(paths: &Paths) -> Result<Loaded, Stop> {
    check_found(find(&paths.paths)?)
}

/// Compiles the campaigns of a command, or takes a bundle that was compiled before.
pub(super) fn compile(paths: &Paths) -> Result<Compiled, Stop> {
    let found = find(&paths.paths)?;
    if let ([], [only]) = (found.campaigns.as_slice(), found.bundles.as_slice()) {
        return Ok(Compiled { bundle: Arc::new(decode(only)?), project: found.project });
    }
    let loaded = check_found(found)?.without_errors()?;
    Ok(Compiled { bundle: Arc::new(bytecode::generate(&loaded.bundle, &loaded.sources)), project: loaded.project })
}

fn check_found(found: Found) -> Result<Loaded, Stop> {
    let Found { campaigns, bundles, project } = found;
    let mut sources = Sources::new();
    for (name, path) in campaigns {
        sources.add(SourceFile::new(name, read(&path)?));
    }
    for path in bundles {
        for source in decode(&path)?.sources {
            sources.add(SourceFile::new(source.name, source.text));
        }
    }
    let mut diagnostics = Vec::new();
    let mut files = Vec::with_capacity(sources.len());
    for (id, source) in sources.iter() {
        let (file, mut found) = syntax::parse(id, source);
        diagnostics.append(&mut found);
        files.push((id, file));
    }
    let (bundle, mut found) = check::check(&sources, &files);
    diagnostics.append(&mut found);
    if let Some(project) = &project {
        diagnostics = project.judge(diagnostics);
    }
    Ok(Loaded { sources, bundle, diagnostics, project })
}

/// A bundle that can be run.
pub(super) struct Compiled {
    /// It.
    pub(super) bundle: Arc<bytecode::Bundle>,
    /// The project around it.
    pub(super) project: Option<Project>,
}

impl Loaded {
    /// The zone of every local time that names none.
    pub(super) fn zone(&self) -> Zone {
        Zone::get(&self.bundle.workspace.timezone).unwrap_or_else(Zone::utc)
    }

    /// Shows the errors, if there are any, and stops: for commands that need campaigns without.
    pub(super) fn without_errors(self) -> Result<Self, Stop> {
        let errors: Vec<Diagnostic> = self.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
        if errors.is_empty() {
            return Ok(self);
        }
        tell(render::human(&self.sources, &errors, Face::stderr().into()));
        tell(format_args!("{}\n", render::summary(&errors)));
        Err(Stop::Campaigns)
    }
}

fn decode(path: &Path) -> Result<bytecode::Bundle, Stop> {
    let bytes = std::fs::read(path).map_err(|error| Stop::file("read", path, &error))?;
    bytecode::from_bytes(&bytes).map_err(|error| Stop::because(format!("`{}`: {error}", path.display())))
}

/// The text of a campaign file. A byte-order mark is no part of it.
fn read(path: &Path) -> Result<String, Stop> {
    let bytes = std::fs::read(path).map_err(|error| Stop::file("read", path, &error))?;
    if u32::try_from(bytes.len()).is_err() {
        return Err(Stop::because(format!("`{}` has 4 GiB or more, too much for a campaign file", path.display())));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let lines = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        Stop::because(format!("`{}` is not UTF-8: line {lines} has a byte that is no text", path.display()))
            .help("save it as UTF-8")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
