//! The data of the benchmark: what it looks like, and the plain way to read it.

use std::fs::File;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

use nuncio::time::Instant;
use serde::Deserialize;

/// 2026-01-01T00:00Z in seconds.
const START: u64 = 1_767_225_600;
const DAY: u64 = 86_400;

/// A small generator of even numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts.get(self.below(texts.len() as u64) as usize).copied().unwrap_or_default()
    }

    fn time(&mut self, from: u64, days: u64) -> Instant {
        Instant((from + self.below(days * DAY)) as i64 * 1_000_000)
    }
}

/// Writes contacts of twenty attributes, one JSON object a line.
pub(crate) fn write_contacts(path: &Path, count: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let dice = &mut Dice(1);
    for at in 0..count {
        write!(out, r#"{{"id":"u{at:07}","email":"user{at}@example.com""#)?;
        write!(out, r#","first_name":"{}""#, dice.of(&["Ada", "Grace", "Alan", "Edsger", "Barbara"]))?;
        write!(out, r#","last_name":"L{}""#, at % 5_000)?;
        write!(out, r#","plan":"{}""#, dice.of(&["free", "pro", "team", "enterprise"]))?;
        write!(out, r#","country":"{}""#, dice.of(&["IE", "US", "DE", "FR", "IN", "GB", "BR", "JP"]))?;
        write!(out, r#","seats":{},"mrr":{}.{:02}"#, 1 + dice.below(200), dice.below(1_000), dice.below(100))?;
        write!(out, r#","signed_up_at":"{}""#, dice.time(START - 400 * DAY, 400))?;
        write!(out, r#","trial_ends_at":"{}""#, dice.time(START - 30 * DAY, 120))?;
        write!(out, r#","renews_at":"{}""#, dice.time(START, 365))?;
        write!(out, r#","unsubscribed":{},"verified":{}"#, dice.below(10) == 0, dice.below(10) < 8)?;
        write!(out, r#","language":"{}""#, dice.of(&["en", "de", "fr"]))?;
        write!(out, r#","company_size":{},"logins":{}"#, 1 + dice.below(5_000), dice.below(500))?;
        write!(out, r#","industry":"{}","score":0.{}"#, dice.of(&["saas", "retail", "media"]), dice.below(1_000_000))?;
        write!(out, r#","tags":[{}]"#, dice.of(&["", r#""vip""#, r#""beta","vip""#, r#""internal""#]))?;
        match dice.of(&["Europe/Dublin", "America/New_York", "Asia/Kolkata", "Europe/Berlin", ""]) {
            "" => writeln!(out, "}}")?,
            zone => writeln!(out, r#","timezone":"{zone}"}}"#)?,
        }
    }
    out.flush()
}

/// Writes a quarter of a year of events, pages and new attributes, one JSON object a line.
pub(crate) fn write_activity(path: &Path, count: u64, contacts: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let dice = &mut Dice(2);
    for at in 0..count {
        let contact = dice.below(contacts.max(1));
        let received = Instant((START + at * 90 * DAY / count.max(1)) as i64 * 1_000_000);
        let head = format!(r#""contact_id":"u{contact:07}","received_at":"{received}""#);
        match dice.below(20) {
            0..5 => {
                let page = dice.of(&["", "pricing", "reports", "setup", "billing"]);
                writeln!(out, r#"{{"type":"page",{head},"url":"https://app.example.com/{page}"}}"#)?;
            }
            5 => {
                let plan = dice.of(&["free", "pro", "team"]);
                writeln!(out, r#"{{"type":"identify",{head},"attributes":{{"plan":"{plan}"}}}}"#)?;
            }
            _ => {
                let event = dice.of(&["upload_completed", "purchase", "login", "export", "invoice_failed"]);
                writeln!(
                    out,
                    r#"{{"type":"track",{head},"event":"{event}","metadata":{{"duration":{},"amount":{}.{:02},"file_name":"f{}.mov","left_page":{},"invoice_id":"in_{}"}}}}"#,
                    1 + dice.below(600),
                    dice.below(200),
                    dice.below(100),
                    dice.below(1_000),
                    dice.below(2) == 0,
                    dice.below(10_000),
                )?;
            }
        }
    }
    out.flush()
}

/// A contact as a program of one's own would have it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be measured")]
pub(crate) struct Contact {
    id: String,
    email: String,
    first_name: String,
    last_name: String,
    plan: String,
    country: String,
    seats: f64,
    mrr: f64,
    signed_up_at: String,
    trial_ends_at: String,
    renews_at: String,
    unsubscribed: bool,
    verified: bool,
    language: String,
    company_size: f64,
    logins: f64,
    industry: String,
    score: f64,
    tags: Vec<String>,
    timezone: Option<String>,
}

/// A record of activity.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be measured")]
pub(crate) struct Record {
    #[serde(rename = "type")]
    kind: String,
    contact_id: String,
    received_at: String,
    event: Option<String>,
    url: Option<String>,
    metadata: Option<Metadata>,
    attributes: Option<Attributes>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be measured")]
struct Metadata {
    duration: f64,
    amount: f64,
    file_name: String,
    left_page: bool,
    invoice_id: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be measured")]
struct Attributes {
    plan: Option<String>,
}

/// Reads both files the plain way: a line, an object, a struct.
pub(crate) fn read_typed(contacts: impl BufRead, activity: impl BufRead) -> io::Result<(Vec<Contact>, Vec<Record>)> {
    Ok((objects(contacts)?, objects(activity)?))
}

fn objects<T: for<'de> Deserialize<'de>>(lines: impl BufRead) -> io::Result<Vec<T>> {
    lines.lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::from)).collect()
}
