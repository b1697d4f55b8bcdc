//! `nuncio list`: the campaigns there are.

use clap::ValueEnum;
use serde::Serialize;

use super::clock::Clock;
use super::console::{Face, Out};
use super::exit::{Exit, Stop};
use super::load::{Paths, load};
use super::table;
use crate::Compilation;
use crate::ir::{Campaign, Channel, Layout, Life, Mode, Offset, Trigger};
use crate::time::{DAY, HOUR, Instant, SECOND};

/// Show the campaigns there are
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,
    /// Only those whose audience is decided so
    #[arg(long, value_enum, value_name = "MODE")]
    audience: Option<Audience>,
    /// Only those sent through this channel
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    channel: Option<Channel>,
    /// Only those in this state
    #[arg(long, value_enum, value_name = "STATE")]
    state: Option<State>,
    /// How to write them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    clock: Clock,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Audience {
    Dynamic,
    Fixed,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    /// Never live
    Draft,
    /// Live now
    Live,
    /// Between or after live intervals, before the first one, or a fixed audience past its thirty days
    Paused,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[derive(Serialize)]
struct Row<'a> {
    campaign: &'a str,
    channel: &'static str,
    audience: &'static str,
    trigger: String,
    state: &'static str,
    first_live: Option<String>,
    file: &'a str,
    line: u32,
}

fn channel(word: &str) -> Result<Channel, String> {
    Channel::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = Channel::ALL.iter().map(|channel| channel.word()).collect();
        format!("the channels are {}", words.join(", "))
    })
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let compilation = load(&args.paths)?.without_errors()?.compilation;
    let zone = compilation.ir.workspace.zone();
    let now = args.clock.now(&zone);
    let campaigns = compilation.ir.campaigns.iter();
    let rows: Vec<Row<'_>> = campaigns
        .filter(|campaign| args.wants(campaign, now))
        .map(|campaign| row(&compilation, campaign, now))
        .collect();
    match args.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
            Out::say(format_args!("{text}\n"))?;
        }
        Format::Table => Out::say(drawn(&rows))?,
    }
    Ok(Exit::Success)
}

impl Args {
    fn wants(&self, campaign: &Campaign, now: Instant) -> bool {
        let settings = &campaign.settings;
        let mode = match settings.mode {
            Mode::Dynamic => Audience::Dynamic,
            Mode::Fixed => Audience::Fixed,
        };
        self.audience.is_none_or(|audience| audience == mode)
            && self.channel.is_none_or(|channel| channel == settings.channel)
            && self.state.is_none_or(|state| state == state_of(settings.life(now.0)))
    }
}

fn state_of(life: Life) -> State {
    match life {
        Life::Draft => State::Draft,
        Life::Live => State::Live,
        Life::BeforeLive | Life::Paused | Life::AutoPaused => State::Paused,
    }
}

fn row<'a>(compilation: &'a Compilation, campaign: &'a Campaign, now: Instant) -> Row<'a> {
    let settings = &campaign.settings;
    Row {
        campaign: &settings.name,
        channel: settings.channel.word(),
        audience: settings.mode.word(),
        trigger: trigger(&settings.trigger, &compilation.ir.layout),
        state: match state_of(settings.life(now.0)) {
            State::Draft => "draft",
            State::Live => "live",
            State::Paused => "paused",
        },
        first_live: settings.first_live().map(|at| Instant(at).to_string()),
        file: compilation.sources.get(settings.loc.file).map(|file| file.name()).unwrap_or_default(),
        line: compilation.sources.line_column(settings.loc).line,
    }
}

/// What makes a campaign try to send, as the language says it.
fn trigger(trigger: &Trigger, layout: &Layout) -> String {
    match trigger {
        Trigger::Event(id) => {
            let name = layout.events.get(id.0 as usize).map(|event| event.name.as_str()).unwrap_or_default();
            format!("event {name}")
        }
        Trigger::Visit => "visit".to_owned(),
        Trigger::Launched => "launched".to_owned(),
        Trigger::Check => "check".to_owned(),
        Trigger::Date(date) => match date.offset {
            Offset::Micros(micros) => offset(micros, &date.attribute),
            Offset::Days(days, minute) => {
                let day = offset(days.saturating_mul(DAY), &date.attribute);
                format!("{day} at {:02}:{:02}", minute / 60, minute % 60)
            }
        },
    }
}

fn offset(micros: i64, attribute: &str) -> String {
    let length = micros.unsigned_abs();
    let units = [(DAY, "day"), (HOUR, "hour"), (60 * SECOND, "minute"), (SECOND, "second")];
    let unit = units.into_iter().find(|(unit, _)| length.is_multiple_of(unit.unsigned_abs()));
    let (unit, word) = unit.unwrap_or((SECOND, "second"));
    let count = length / unit.unsigned_abs();
    let s = if count == 1 { "" } else { "s" };
    match micros.signum() {
        0 => format!("on {attribute}"),
        1 => format!("{count} {word}{s} after {attribute}"),
        _ => format!("{count} {word}{s} before {attribute}"),
    }
}

fn drawn(rows: &[Row<'_>]) -> String {
    let mut table = table::new(Face::stdout(), &["campaign", "channel", "audience", "trigger", "state", "first live"]);
    for row in rows {
        let first = row.first_live.as_deref().unwrap_or_default();
        table.add_row([row.campaign, row.channel, row.audience, &row.trigger, row.state, first]);
    }
    table::text(&table)
}
