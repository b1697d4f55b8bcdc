//! The data files of a command.

use std::path::PathBuf;

use super::exit::{Stop, reason};
use super::progress::Progress;
use super::project::Project;
use crate::bytecode::Bundle;
use crate::data::{DataError, Dataset, Input, MaxBad, Plan, Report, read};
use crate::time::Zone;

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
        let contacts = match (&self.contacts, project) {
            (Some(files), _) => files.clone(),
            (None, Some(project)) if project.has_contacts() => project.contacts()?,
            (None, _) => {
                return Err(Stop::because("there are no contacts to run over")
                    .help("name their files with `--contacts F`, or as `contacts` in `nuncio.toml`"));
            }
        };
        let activity = match (&self.activity, project) {
            (Some(files), _) => files.clone(),
            (None, Some(project)) => project.activity()?,
            (None, None) => Vec::new(),
        };
        let inputs = |files: &[PathBuf]| files.iter().map(|file| Input::from(file.as_path())).collect::<Vec<_>>();
        let (contacts, activity) = (inputs(&contacts), inputs(&activity));
        if contacts.iter().chain(&activity).filter(|input| **input == Input::Stdin).count() > 1 {
            return Err(Stop::because("standard input can be read only once"));
        }
        let plan = Plan {
            layout: &bundle.layout,
            campaigns: bundle.campaign_names(),
            zone: Zone::get(&bundle.workspace.timezone).unwrap_or_else(Zone::utc),
        };
        let progress = Progress::reading(contacts.iter().chain(&activity).map(size).sum());
        let result = read(&plan, &contacts, &activity, self.max_bad.unwrap_or_default(), &progress);
        progress.finish();
        result.map_err(|error| match error {
            DataError::Open { path, source } => Stop::because(format!("cannot read `{path}`: {}", reason(&source))),
            error => Stop::because(error.to_string()),
        })
    }
}

/// How many bytes there are to read, as far as that can be told.
fn size(input: &Input) -> u64 {
    match input {
        Input::File(path) => path.metadata().map_or(0, |meta| meta.len()),
        _ => 0,
    }
}
