//! Send records as comma-separated values (INTERFACE §3.2).

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::bytecode::Bundle;
use crate::engine::{Send, write_send};

const HEADINGS: [&str; 9] =
    ["id", "campaign", "contact_id", "company_id", "at", "expires_at", "channel", "trigger", "content"];

/// A send record as the engine writes it: the sheet shows the same values.
#[derive(Deserialize)]
struct Record<'a> {
    id: String,
    campaign: String,
    contact_id: String,
    company_id: Option<String>,
    at: String,
    expires_at: Option<String>,
    channel: String,
    #[serde(borrow)]
    trigger: &'a RawValue,
    #[serde(borrow)]
    content: &'a RawValue,
}

/// Writes a line for each send, below a line of headings.
pub(super) fn write(out: &mut impl Write, bundle: &Bundle, sends: &[Send]) -> io::Result<()> {
    let mut sheet = csv::Writer::from_writer(out);
    sheet.write_record(HEADINGS)?;
    let mut line = String::new();
    for send in sends {
        line.clear();
        write_send(&mut line, bundle, send);
        let record: Record<'_> = serde_json::from_str(&line)?;
        sheet.write_record(
            [
                record.id.as_str(),
                &record.campaign,
                &record.contact_id,
                record.company_id.as_deref().unwrap_or_default(),
                &record.at,
                record.expires_at.as_deref().unwrap_or_default(),
                &record.channel,
                record.trigger.get(),
                record.content.get(),
            ]
            .map(harmless)
            .iter()
            .map(|cell| cell.as_bytes()),
        )?;
    }
    sheet.flush()
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
