//! Rows and records of some pieces of the files, in order, to be put together with those before them.

use super::arena::{Arena, Str};
use super::cell::Cell;
use super::context::Context;
use super::dataset::{Contact, Dataset, Identify, Record, RecordKind, Rows};
use super::ids::Ids;
use super::sink::{Counts, Sink};
use super::survey::{Gather, Survey};
use super::value::Value;

/// What was read from some pieces. Contacts have numbers of their own here.
pub(super) struct Part<'p> {
    pub(super) context: &'p Context<'p>,
    pub(super) sink: Sink<'p>,
    /// What all of it is like, if anyone asks.
    pub(super) survey: Option<Gather<'p>>,
    pub(super) contact_rows: Rows,
    pub(super) company_rows: Rows,
    pub(super) company_ids: Vec<Str>,
    pub(super) page_rows: Rows,
    pub(super) event_rows: Vec<Rows>,
    pub(super) identifies: Vec<Identify>,
    pub(super) records: Vec<Record>,
    /// Contact records: the contact, its row, its companies.
    pub(super) contacts: Vec<(u32, u32, (u32, u32))>,
    /// Cells of rows in the making.
    pub(super) cells: Vec<Cell>,
    /// Memory for the values of records.
    pub(super) spare: Vec<Value<'static>>,
    ids: Ids,
    id_texts: Vec<Str>,
}

impl<'p> Part<'p> {
    /// An empty part whose text will be the arena of this number.
    pub(super) fn new(context: &'p Context<'p>, arena: u16) -> Self {
        Self {
            context,
            sink: Sink::new(Arena::new(arena), context.zone),
            survey: context.survey.map(|now| Gather::new(now, context.zone)),
            contact_rows: Rows::new(context.contact.width()),
            company_rows: Rows::new(context.company.width()),
            company_ids: Vec::new(),
            page_rows: Rows::new(context.page.width()),
            event_rows: context.events.iter().map(|event| Rows::new(event.width())).collect(),
            identifies: Vec::new(),
            records: Vec::new(),
            contacts: Vec::new(),
            cells: Vec::new(),
            spare: Vec::new(),
            ids: Ids::default(),
            id_texts: Vec::new(),
        }
    }

    /// Room for the values of a record, all missing; whoever is done with it puts it back into `spare`.
    pub(super) fn values<'a>(&mut self, count: usize) -> Vec<Value<'a>> {
        let mut values: Vec<Value<'a>> = std::mem::take(&mut self.spare);
        values.resize(count, Value::Missing);
        values
    }

    /// The number of a contact and the text of its id.
    pub(super) fn contact(&mut self, id: &str) -> (u32, Str) {
        let (arena, texts) = (&self.sink.arena, &self.id_texts);
        let same = |number: u32| texts.get(number as usize).is_some_and(|text| arena.text(*text) == id);
        let number = self.ids.number(self.context.hash(id), same);
        if let Some(text) = self.id_texts.get(number as usize) {
            return (number, *text);
        }
        let text = self.sink.arena.add(id);
        self.id_texts.push(text);
        (number, text)
    }
}

/// The parts put together.
pub(super) struct Whole {
    pub(super) dataset: Dataset,
    pub(super) counts: Counts,
    pub(super) survey: Survey,
    ids: Ids,
}

impl Whole {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let dataset = Dataset {
            contact_rows: Rows::new(context.contact.width()),
            company_rows: Rows::new(context.company.width()),
            page_rows: Rows::new(context.page.width()),
            event_rows: context.events.iter().map(|event| Rows::new(event.width())).collect(),
            ..Dataset::default()
        };
        let survey = Survey { now: context.survey.unwrap_or_default(), ..Survey::default() };
        Self { dataset, counts: Counts::default(), survey, ids: Ids::default() }
    }

    /// Takes in the part that comes next in the order of the files.
    pub(super) fn absorb(&mut self, part: Part<'_>) {
        let Part { sink, survey, ids, id_texts, .. } = part;
        if let Some(gathered) = survey {
            self.survey.absorb(gathered.finish());
        }
        let data = &mut self.dataset;
        self.counts.absorb(sink.counts);
        data.arenas.push(sink.arena);

        let mut numbers = Vec::with_capacity(id_texts.len());
        for (text, hash) in id_texts.iter().zip(ids.hashes()) {
            let (arenas, contacts) = (&data.arenas, &data.contacts);
            let id = arenas.text(*text);
            let same = |number: u32| {
                contacts.get(number as usize).is_some_and(|contact: &Contact| arenas.text(contact.id) == id)
            };
            let number = self.ids.number(*hash, same);
            if number as usize == contacts.len() {
                data.contacts.push(Contact { id: *text, row: None, companies: (0, 0) });
            }
            numbers.push(number);
        }
        let number = |local: u32| numbers.get(local as usize).copied().unwrap_or_default();

        let companies = data.company_rows.append(part.company_rows);
        data.company_ids.extend(part.company_ids);
        let shifted = |range: (u32, u32)| (range.0 + companies, range.1 + companies);

        let rows = data.contact_rows.append(part.contact_rows);
        for (local, row, range) in part.contacts {
            if let Some(contact) = data.contacts.get_mut(number(local) as usize) {
                contact.row = Some(row + rows);
                contact.companies = shifted(range);
            }
        }

        let identifies = data.identifies.len() as u32;
        data.identifies.extend(part.identifies.into_iter().map(|mut identify| {
            identify.companies = identify.companies.map(shifted);
            identify
        }));

        let pages = data.page_rows.append(part.page_rows);
        let event_rows = data.event_rows.iter_mut().zip(part.event_rows);
        let events: Vec<u32> = event_rows.map(|(mine, theirs)| mine.append(theirs)).collect();
        data.records.extend(part.records.into_iter().map(|mut record| {
            record.contact = number(record.contact);
            match &mut record.kind {
                RecordKind::Track { event: Some((event, row)), .. } => {
                    *row += events.get(event.0 as usize).copied().unwrap_or_default();
                }
                RecordKind::Page(row) => *row += pages,
                RecordKind::Identify(Some(at)) => *at += identifies,
                _ => {}
            }
            record
        }));
    }
}
