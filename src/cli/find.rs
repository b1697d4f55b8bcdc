//! Which campaign files a command is about (INTERFACE §1.3).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::exit::Stop;
use super::project::Project;

/// The files of a command, in the order in which they count, and the project around them.
#[derive(Debug)]
pub(super) struct Found {
    /// Campaign files, by the names that messages show.
    pub(super) campaigns: Vec<(String, PathBuf)>,
    /// Compiled bundles.
    pub(super) bundles: Vec<PathBuf>,
    /// The nearest project.
    pub(super) project: Option<Project>,
}

/// What the paths of a command lead to; without a path, what the project names.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, Stop> {
    let project = match paths.first() {
        None => Project::above(Path::new(""))?,
        Some(first) if first.is_dir() => Project::above(first)?,
        Some(first) => Project::above(first.parent().unwrap_or(Path::new("")))?,
    };
    let mut found = Found { campaigns: Vec::new(), bundles: Vec::new(), project };
    let named = match (&found.project, paths) {
        (None, []) => {
            return Err(Stop::because("there is no project here: no `nuncio.toml` in this folder or above it")
                .help("name a campaign file or a folder, as in `nuncio check campaigns/`"));
        }
        (Some(project), []) => vec![project.campaigns.clone()],
        (_, paths) => paths.to_vec(),
    };
    let mut seen = BTreeSet::new();
    for path in &named {
        let files = files(path)?;
        if files.is_empty() {
            return Err(Stop::because(format!("no `.campaign` file in `{}`", shown(path))));
        }
        // A file that two paths lead to is read once.
        for file in files.into_iter().filter(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()))) {
            match file.extension() {
                Some(extension) if extension == "nbc" => found.bundles.push(file),
                _ => found.campaigns.push((name(&file), file)),
            }
        }
    }
    Ok(found)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Stop> {
    let folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    if !folder.is_dir() {
        return match path.extension() {
            Some(extension) if extension == "campaign" || extension == "nbc" => Ok(vec![path.to_owned()]),
            _ if !path.exists() => Err(Stop::file("read", path, &std::io::ErrorKind::NotFound.into())),
            _ => Err(Stop::because(format!("`{}` is no campaign file", path.display()))
                .help("a campaign file ends in `.campaign`, a compiled bundle in `.nbc`")),
        };
    }
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_campaign(entry.path()) => {
                // In the current folder names are not lengthened by `./`, unless it was asked for so.
                let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                files.push(path.join(inside));
            }
            Ok(_) => {}
            // A folder that contains itself has been read already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let place = error.path().unwrap_or(folder).to_owned();
                let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                return Err(Stop::file("read", &place, &error));
            }
        }
    }
    files.sort_by_cached_key(|file| name(file).into_bytes());
    Ok(files)
}

fn is_campaign(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "campaign")
}

/// A path as messages show it, with `/` whatever the system.
fn name(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn shown(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".to_owned() } else { name(path) }
}
