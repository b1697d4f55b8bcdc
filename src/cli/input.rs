//! The data files of a command.

use std::path::PathBuf;

use super::console::tell;
use super::exit::{Stop, reason};
use super::progress::Progress;
use super::project::Project;
use super::summary::unreadable;
use crate::bytecode::Bundle;
use crate::data::survey::Survey;
use crate::data::{DataError, Dataset, Input, MaxBad, Plan, Report, read, with_survey};
use crate::time::Instant;

/// The data of a command.
#[derive(clap::Args)]
pub(super) struct Data {
    /// Contact files: .jsonl, .json or .csv, each also .gz or .zst; `-` is JSONL on standard input
    #[arg(long, value_name = "F", num_args = 0..)]
    contacts: Option<Vec<PathBuf>>,
    /// Activity files, in the same formats
    #[arg(long, value_name = "F", num_args = 0..)]
    activity: Option<Vec<PathBuf>>,
    /// How many bad records to bear: a number, or a percentage of the records read [default: 10 or 0.1 %, whichever is
    /// more]
    #[arg(long, value_name = "N")]
    max_bad: Option<MaxBad>,
}

impl Data {
    /// That no campaign was taken for data: `--activity FILE…` takes every path that follows it.
    pub(super) fn takes_no_campaigns(&self) -> Result<(), Stop> {
        let values = [("--contacts", &self.contacts), ("--activity", &self.activity)];
        for (flag, paths) in values {
            let is_campaign = |path: &&PathBuf| path.extension().is_some_and(|end| end == "campaign" || end == "nbc");
            if let Some(path) = paths.iter().flatten().find(is_campaign) {
                let message = format!("`{}` was taken for data: it stands after `{flag}`", path.display());
                return Err(Stop::because(message).help(format!("write the campaigns before `{flag}`")));
            }
        }
        Ok(())
    }

    /// Reads the files; those that the command does not name are the project's.
    pub(super) fn read(&self, bundle: &Bundle, project: Option<&Project>) -> Result<(Dataset, Report), Stop> {
        let files = Self::files(self.contacts.as_ref(), self.activity.as_ref(), project)?;
        if !files.names_contacts {
            return Err(Stop::because("there are no contacts to run over")
                .help("name their files with `--contacts F`, or as `contacts` in `nuncio.toml`"));
        }
        let plan = plan(bundle);
        self.reading(&files, |progress| read(&plan, &files.contacts, &files.activity, self.limit(), progress))
    }

    /// Reads the files, as [`Data::read`] does, and surveys them. Contacts or activity will do; an option without files
    /// stands for those of the project.
    pub(super) fn survey(
        &self,
        bundle: &Bundle,
        project: Option<&Project>,
        now: Instant,
    ) -> Result<(Dataset, Report, Survey), Stop> {
        let named = |files: &&Vec<PathBuf>| !files.is_empty();
        let (contacts, activity) = (self.contacts.as_ref().filter(named), self.activity.as_ref().filter(named));
        let files = Self::files(contacts, activity, project)?;
        if files.contacts.is_empty() && files.activity.is_empty() {
            return Err(Stop::because("there is no data to look at").help(
                "name its files with `--contacts F` and `--activity F`, or as `contacts` and `activity` in `nuncio.toml`",
            ));
        }
        let plan = plan(bundle);
        let read = self.reading(&files, |progress| {
            with_survey(&plan, &files.contacts, &files.activity, self.limit(), progress, now)
        })?;
        tell(unreadable(&read.1));
        Ok(read)
    }

    /// Whether the command asks for data.
    pub(super) const fn is_named(&self) -> bool {
        self.contacts.is_some() || self.activity.is_some()
    }

    fn limit(&self) -> MaxBad {
        self.max_bad.unwrap_or_default()
    }

    /// The files; what is not named is the project's.
    fn files(
        contacts: Option<&Vec<PathBuf>>,
        activity: Option<&Vec<PathBuf>>,
        project: Option<&Project>,
    ) -> Result<Files, Stop> {
        let contacts = match (contacts, project) {
            (Some(files), _) => Some(files.clone()),
            (None, Some(project)) if project.has_contacts() => Some(project.contacts()?),
            (None, _) => None,
        };
        let activity = match (activity, project) {
            (Some(files), _) => files.clone(),
            (None, Some(project)) => project.activity()?,
            (None, None) => Vec::new(),
        };
        let inputs = |files: &[PathBuf]| files.iter().map(|file| Input::from(file.as_path())).collect::<Vec<_>>();
        let names_contacts = contacts.is_some();
        let files =
            Files { contacts: inputs(&contacts.unwrap_or_default()), activity: inputs(&activity), names_contacts };
        if files.all().filter(|input| **input == Input::Stdin).count() > 1 {
            return Err(Stop::because("standard input can be read only once"));
        }
        Ok(files)
    }

    fn reading<T>(&self, files: &Files, read: impl FnOnce(&Progress) -> Result<T, DataError>) -> Result<T, Stop> {
        let progress = Progress::reading(files.all().map(size).sum());
        let result = read(&progress);
        progress.finish();
        result.map_err(|error| match error {
            DataError::Open { path, source } => Stop::because(format!("cannot read `{path}`: {}", reason(&source))),
            error => Stop::because(error.to_string()),
        })
    }
}

/// The files that a command reads.
struct Files {
    contacts: Vec<Input>,
    activity: Vec<Input>,
    /// Whether someone said which the contacts are, be it none.
    names_contacts: bool,
}

impl Files {
    fn all(&self) -> impl Iterator<Item = &Input> {
        self.contacts.iter().chain(&self.activity)
    }
}

/// What a bundle wants of the data.
fn plan(bundle: &Bundle) -> Plan<'_> {
    Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone: bundle.workspace.zone() }
}

/// How many bytes there are to read, as far as that can be told.
fn size(input: &Input) -> u64 {
    match input {
        Input::File(path) => path.metadata().map_or(0, |meta| meta.len()),
        _ => 0,
    }
}
