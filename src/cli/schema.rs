//! `nuncio schema`: what the data looks like, as source.

use std::path::Path;

use super::console::Out;
use super::exit::{Exit, Stop};
use super::input::Data;
use super::project::Project;
use super::summary::counted;
use crate::bytecode::Bundle;
use crate::data::survey::source;
use crate::time::Instant;

/// Infer schema items from data and print them as source
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    args.data.takes_no_campaigns()?;
    let project = Project::above(Path::new(""))?;
    let (_, report, survey) = args.data.survey(&Bundle::default(), project.as_ref(), Instant::default())?;
    if survey.is_empty() {
        let contacts = counted(report.contacts, "contact record");
        let records = counted(report.records, "record");
        let read = format!("{contacts} and {records} of activity were read, none of which says what data there is");
        return Err(Stop::because("there is nothing in the data to infer from").help(read));
    }
    Out::say(source(&survey))?;
    Ok(Exit::Success)
}
