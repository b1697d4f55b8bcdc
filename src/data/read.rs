//! Reading all files of a run.

use rayon::prelude::*;

use super::context::{Context, Plan};
use super::csv;
use super::dataset::Dataset;
use super::error::DataError;
use super::feed::{Batch, Feed};
use super::input::{Format, Input};
use super::lines;
use super::max_bad::MaxBad;
use super::part::{Part, Whole};
use super::report::Report;
use super::survey::Survey;
use crate::time::Instant;

/// Told how far reading has come.
pub trait Progress: Sync {
    /// So many bytes have been read so far, before decompression.
    fn read(&self, bytes: u64);
}

/// Nobody wants to know.
impl Progress for () {
    fn read(&self, _: u64) {}
}

/// How many bytes one reader takes at a time.
const PIECE: usize = 4 << 20;

/// Reads contacts and activity, each from several inputs in the order given. More bad records than `limit` bears are
/// an error (§11.5). The result does not depend on how many threads there are.
pub fn read(
    plan: &Plan<'_>,
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    progress: &dyn Progress,
) -> Result<(Dataset, Report), DataError> {
    read_in_pieces(plan, contacts, activity, limit, progress, PIECE)
}

/// As [`read`], in pieces of about `size` bytes. The result does not depend on it.
pub fn read_in_pieces(
    plan: &Plan<'_>,
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    progress: &dyn Progress,
    size: usize,
) -> Result<(Dataset, Report), DataError> {
    let (dataset, report, _) = read_all(&Context::new(plan), contacts, activity, limit, progress, size)?;
    Ok((dataset, report))
}

/// As [`read`], and in the same pass what all of the data is like, whether some campaign reads it or not. `now` is the
/// time that its times are compared with.
pub fn with_survey(
    plan: &Plan<'_>,
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    progress: &dyn Progress,
    now: Instant,
) -> Result<(Dataset, Report, Survey), DataError> {
    survey_in_pieces(plan, contacts, activity, limit, progress, now, PIECE)
}

/// As [`with_survey`], in pieces of about `size` bytes. The result does not depend on it.
pub fn survey_in_pieces(
    plan: &Plan<'_>,
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    progress: &dyn Progress,
    now: Instant,
    size: usize,
) -> Result<(Dataset, Report, Survey), DataError> {
    let context = Context::new(plan).surveying(now);
    let (dataset, report, mut survey) = read_all(&context, contacts, activity, limit, progress, size)?;
    survey.records = report.records;
    survey.unrecorded = dataset.contacts.iter().filter(|contact| contact.row.is_none()).count() as u64;
    Ok((dataset, report, survey))
}

fn read_all(
    context: &Context<'_>,
    contacts: &[Input],
    activity: &[Input],
    limit: MaxBad,
    progress: &dyn Progress,
    size: usize,
) -> Result<(Dataset, Report, Survey), DataError> {
    let names: Vec<String> = contacts.iter().chain(activity).map(Input::name).collect();
    let mut feed = Feed::new(contacts, activity, size);
    let mut whole = Whole::new(context);
    let at_once = rayon::current_num_threads() * 2;
    let mut batches = feed.batches(at_once)?;
    while !batches.is_empty() {
        let parse = || batches.into_par_iter().map(|batch| part(context, &batch)).collect::<Vec<_>>();
        let (parts, next) = rayon::join(parse, || feed.batches(at_once));
        for part in parts {
            whole.absorb(part);
        }
        progress.read(feed.bytes());
        batches = next?;
    }
    let report = Report::new(whole.counts, &names, feed.bytes());
    let read = report.contacts + report.records;
    if limit.is_exceeded(report.bad, read) {
        return Err(DataError::TooManyBad { bad: report.bad, read, first: report.bad_first });
    }
    Ok((whole.dataset, report, whole.survey))
}

fn part<'p>(context: &'p Context<'p>, batch: &Batch) -> Part<'p> {
    let mut part = Part::new(context, batch.arena);
    for piece in &batch.pieces {
        part.sink.spot.file = piece.file;
        match piece.format {
            Format::Lines => lines::read_lines(&mut part, piece),
            Format::Array => lines::read_elements(&mut part, piece),
            Format::Csv => csv::read(&mut part, piece),
        }
    }
    part
}
