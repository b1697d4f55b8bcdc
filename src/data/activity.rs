//! Records of activity (§11.2).

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::contacts;
use super::convert;
use super::dataset::{Identify, Record, RecordKind};
use super::json;
use super::part::Part;
use super::report::Skip;
use super::survey;
use super::table::Table;
use super::value::{Value, recycle};
use crate::ir::{EventId, Receipt};

const TYPE: usize = 0;
const CONTACT: Range<usize> = 1..4;
const EVENT: Range<usize> = 4..7;
const RECEIVED: Range<usize> = 7..11;
const CREATED: usize = 10;
const SOURCE: usize = 11;
/// The metadata of an event, the properties of a page.
const METADATA: Range<usize> = 12..14;
const URL: usize = 14;
/// What `identify` sets.
const ATTRIBUTES: Range<usize> = 15..17;
const CAMPAIGN: usize = 17;
const ACTION: usize = 18;
const ANONYMOUS: usize = 19;
/// How many values a record has.
pub(super) const VALUES: usize = 20;

/// Only so many entries of an event's metadata exist (§4.3).
const ENTRIES: usize = 20;

static METADATA_LABEL: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("metadata"));
static ATTRIBUTES_LABEL: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("attributes"));

/// The place of a name among the values of a record: the aliases of a name stand behind it, in their order.
pub(super) fn place(name: &str) -> Option<usize> {
    Some(match name {
        "type" => TYPE,
        "contact_id" => 1,
        "user_id" => 2,
        "userId" => 3,
        "event" => 4,
        "name" => 5,
        "event_name" => 6,
        "received_at" => 7,
        "receivedAt" => 8,
        "timestamp" => 9,
        "created_at" => CREATED,
        "source" => SOURCE,
        "metadata" => 12,
        "properties" => 13,
        "url" => URL,
        "attributes" => 15,
        "traits" => 16,
        "campaign" => CAMPAIGN,
        "action" => ACTION,
        "anonymousId" => ANONYMOUS,
        _ => return None,
    })
}

/// Whether the value at a place is an object, whose entries may have columns of their own in CSV.
pub(super) fn has_entries(place: usize) -> bool {
    METADATA.contains(&place) || ATTRIBUTES.contains(&place)
}

/// An entry of a column such as `metadata.x`.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    /// The place of the name before the dot.
    pub(super) place: usize,
    /// The name behind it.
    pub(super) name: &'a str,
    /// What the record has there.
    pub(super) value: Value<'a>,
}

/// What a record of activity says.
pub(super) struct Activity<'a, 'c> {
    /// The values of its names.
    pub(super) values: [Value<'a>; VALUES],
    /// In CSV, the entries that have columns of their own, in order, empty ones left out.
    pub(super) columns: &'c [Column<'a>],
}

/// An object among the values of a record, be it spread over columns.
struct Object<'a, 'c> {
    json: Option<Cow<'a, str>>,
    place: usize,
    columns: &'c [Column<'a>],
}

impl<'a, 'c> Activity<'a, 'c> {
    fn value(&self, place: usize) -> Value<'a> {
        self.values.get(place).copied().unwrap_or_default()
    }

    /// The first of a name and its aliases that is there, and its place.
    fn first(&self, mut places: Range<usize>) -> (usize, Value<'a>) {
        let start = places.start;
        places.find(|place| self.value(*place).is_there()).map_or((start, Value::Missing), |at| (at, self.value(at)))
    }

    /// The first of a name and its aliases that has entries; a value that is no object counts as a wrong type.
    fn object(&self, mut places: Range<usize>, label: &Arc<str>, part: &mut Part<'_>) -> Object<'a, 'c> {
        let columns = self.columns;
        let has_columns = |place: usize| columns.iter().any(|column| column.place == place);
        let start = places.start;
        let place = places.find(|at| self.value(*at).is_there() || has_columns(*at)).unwrap_or(start);
        let value = self.value(place);
        let json = match value {
            Value::Object(raw) => Some(Cow::Borrowed(raw)),
            Value::Cell { .. } => value.text().filter(|text| json::object(text, |_, _| ()).is_ok()),
            _ => None,
        };
        if json.is_none() && value.is_there() {
            part.sink.wrong(Some(label), || ("an object".to_owned(), value.describe()));
        }
        Object { json, place, columns }
    }
}

impl Object<'_, '_> {
    /// Calls `entry` with each entry, in order.
    fn entries<'s>(&'s self, mut entry: impl FnMut(Value<'s>, Value<'s>)) {
        if let Some(text) = &self.json {
            // It was read whole before.
            let _ = json::object(text, &mut entry);
        }
        for column in self.columns.iter().filter(|column| column.place == self.place) {
            entry(Value::Text { raw: column.name, escaped: false }, column.value);
        }
    }
}

impl Object<'_, '_> {
    /// All entries, for a survey.
    fn all(&self) -> Vec<survey::Entry<'_>> {
        let mut entries = Vec::new();
        self.entries(|name, value| entries.push(survey::entry(name, value)));
        entries
    }
}

/// Takes in a record: it is taken, skipped and counted, or bad.
pub(super) fn take(part: &mut Part<'_>, record: &Activity<'_, '_>) {
    match judge(part, record) {
        Ok(()) => {}
        Err(Refusal::Skip(kind)) => part.sink.skip(kind),
        Err(Refusal::Bad(why)) => part.sink.bad(why),
    }
}

enum Refusal {
    Skip(Skip),
    Bad(String),
}

/// What is missing from a record or cannot be what it should be.
fn bad(name: &str, value: Value<'_>) -> Refusal {
    Refusal::Bad(match value {
        Value::Missing | Value::Null => format!("no `{name}`"),
        other => format!("`{name}` is {}", other.describe()),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Track,
    Page,
    Identify,
    Receipt,
    Launch,
    Check,
}

fn kind(value: Value<'_>) -> Option<Kind> {
    if !value.is_there() {
        return Some(Kind::Track);
    }
    Some(match &*value.text()? {
        "track" => Kind::Track,
        "page" => Kind::Page,
        "identify" => Kind::Identify,
        "receipt" => Kind::Receipt,
        "launch" => Kind::Launch,
        "check" => Kind::Check,
        _ => return None,
    })
}

fn judge(part: &mut Part<'_>, record: &Activity<'_, '_>) -> Result<(), Refusal> {
    let kind = kind(record.value(TYPE)).ok_or(Refusal::Skip(Skip::UnknownType))?;
    let (_, id) = record.first(CONTACT);
    if !id.is_there() && record.value(ANONYMOUS).is_there() {
        return Err(Refusal::Skip(Skip::Anonymous));
    }
    let id = id.id().ok_or_else(|| bad("contact_id", id))?;
    let (received, value) = record.first(RECEIVED);
    let (at, _) = convert::instant(value, part.sink.zone).ok_or_else(|| bad("received_at", value))?;
    let kind = match kind {
        Kind::Track => track(part, record, at)?,
        Kind::Page => page(part, record, at),
        Kind::Identify => identify(part, record),
        Kind::Receipt => receipt(part, record)?,
        Kind::Launch => launch(part, record)?,
        Kind::Check => RecordKind::Check,
    };
    part.sink.counts.stood_in += u64::from(received == CREATED);
    part.sink.counts.latest = part.sink.counts.latest.max(Some(at));
    let (contact, _) = part.contact(&id);
    part.records.push(Record { contact, at, kind });
    Ok(())
}

fn track(part: &mut Part<'_>, record: &Activity<'_, '_>, at: i64) -> Result<RecordKind, Refusal> {
    let (_, value) = record.first(EVENT);
    let name = value.text().ok_or_else(|| bad("event", value))?;
    let js = from_browser(part, record.value(SOURCE));
    let context = part.context;
    let object = record.object(METADATA, &METADATA_LABEL, part);
    if let Some(survey) = &mut part.survey {
        let entries = object.all();
        survey.event(&name, js, entries.split_at_checked(ENTRIES).unwrap_or((&entries, &[])), at);
    }
    let Some((event, table)) = context.event(&name) else { return Ok(RecordKind::Track { event: None, js }) };
    let mut values = part.values(table.values());
    let mut left = ENTRIES;
    object.entries(|name, value| {
        if left > 0 {
            left -= 1;
            table.put(&mut values, name, value);
        }
    });
    let row = push_row(part, table, &values, Rowed::Event(event));
    part.spare = recycle(values);
    Ok(RecordKind::Track { event: Some((event, row)), js })
}

/// Whether a source tells a sign of life; one that is not known is `rest`, and counted.
fn from_browser(part: &mut Part<'_>, source: Value<'_>) -> bool {
    if !source.is_there() {
        return true;
    }
    match source.text().as_deref() {
        Some("js" | "gtm") => true,
        Some("rest" | "integration") => false,
        Some(other) => {
            part.sink.source(other);
            false
        }
        None => {
            part.sink.source(&source.describe());
            false
        }
    }
}

fn page(part: &mut Part<'_>, record: &Activity<'_, '_>, at: i64) -> RecordKind {
    let context = part.context;
    let table = &context.page;
    let object = record.object(METADATA, &METADATA_LABEL, part);
    let mut url = record.value(URL);
    let stand_in = !url.is_there();
    let mut values = part.values(table.values());
    object.entries(|name, value| {
        if stand_in && name.text().as_deref() == Some("url") {
            url = value;
        }
        table.put(&mut values, name, value);
    });
    let path = url.text().map(|url| path_of(&url).to_owned());
    if let Some(survey) = &mut part.survey {
        survey.page(&object.all(), at);
    }
    let mut put = |slot: Option<u32>, value| {
        if let Some(target) = slot.and_then(|slot| values.get_mut(slot as usize)) {
            *target = value;
        }
    };
    put(context.url, url);
    put(context.path, path.as_deref().map_or(Value::Missing, |raw| Value::Text { raw, escaped: false }));
    let row = push_row(part, table, &values, Rowed::Page);
    part.spare = recycle(values);
    RecordKind::Page(row)
}

/// The path of a url (§4.1): what follows `scheme://authority`, or all of it, up to the first `?` or `#`.
fn path_of(url: &str) -> &str {
    let cut = |text: &'_ str| text.find(['?', '#']).unwrap_or(text.len());
    let url = url.get(..cut(url)).unwrap_or(url);
    let path = match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        _ => url,
    };
    if path.is_empty() { "/" } else { path }
}

fn identify(part: &mut Part<'_>, record: &Activity<'_, '_>) -> RecordKind {
    let table = &part.context.contact;
    let object = record.object(ATTRIBUTES, &ATTRIBUTES_LABEL, part);
    let mut values = part.values(table.values());
    object.entries(|name, value| table.put(&mut values, name, value));
    if let Some(survey) = &mut part.survey {
        survey.identify(&object.all());
    }
    let mut identify = Identify::default();
    table.set(&values, false, &mut part.sink, |slot, cell| identify.set.push((slot, cell)));
    if table.companies(&values) != Value::Missing {
        identify.set.extend(table.companies_attribute(&values, &mut part.sink));
        identify.companies = Some(contacts::companies(part, table.companies(&values)));
    }
    part.spare = recycle(values);
    if identify == Identify::default() {
        return RecordKind::Identify(None);
    }
    part.identifies.push(identify);
    RecordKind::Identify(Some(part.identifies.len() as u32 - 1))
}

fn receipt(part: &Part<'_>, record: &Activity<'_, '_>) -> Result<RecordKind, Refusal> {
    let campaign = record.value(CAMPAIGN).text().and_then(|name| part.context.campaign(&name));
    let (campaign, _) = campaign.ok_or(Refusal::Skip(Skip::ReceiptOfUnknownCampaign))?;
    let action = match record.value(ACTION).text().as_deref() {
        Some("viewed") => Receipt::Viewed,
        Some("clicked") => Receipt::Clicked,
        Some("dismissed") => Receipt::Dismissed,
        Some("replied") => Receipt::Replied,
        Some("completed") => Receipt::Completed,
        _ => return Err(Refusal::Skip(Skip::UnknownAction)),
    };
    Ok(RecordKind::Receipt(campaign, action))
}

fn launch(part: &Part<'_>, record: &Activity<'_, '_>) -> Result<RecordKind, Refusal> {
    let campaign = record.value(CAMPAIGN).text().and_then(|name| part.context.campaign(&name));
    match campaign.ok_or(Refusal::Skip(Skip::LaunchOfUnknownCampaign))? {
        (campaign, true) => Ok(RecordKind::Launch(campaign)),
        (_, false) => Err(Refusal::Skip(Skip::NotLaunchable)),
    }
}

/// Whose row it is.
enum Rowed {
    Event(EventId),
    Page,
}

fn push_row(part: &mut Part<'_>, table: &Table<'_>, values: &[Value<'_>], whose: Rowed) -> u32 {
    let mut cells = std::mem::take(&mut part.cells);
    cells.clear();
    table.row(values, None, &mut part.sink, &mut cells);
    let rows = match whose {
        Rowed::Event(event) => part.event_rows.get_mut(event.0 as usize),
        Rowed::Page => Some(&mut part.page_rows),
    };
    let row = rows.map(|rows| rows.push(cells.iter().copied())).unwrap_or_default();
    part.cells = cells;
    row
}
