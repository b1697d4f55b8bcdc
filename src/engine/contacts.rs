//! A block of contacts laid out in time: versions, companies, engine-kept attributes, sessions, pages.

use crate::data::{Cell, Dataset, Record, RecordKind};
use crate::ir::{Kept, Slot};
use crate::vm::{Entry, EntryKind, Machine, Moment, NONE, Table, Tables};

/// A contact of a block: its place in the data set, and its records by time, ties in the order of the files.
pub(super) struct Member<'a> {
    pub(super) contact: u32,
    pub(super) records: Vec<&'a Record>,
}

/// What stands between two records of a contact, or while one of them is taken in (§7.0).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// How many records are taken in.
    pub(super) seq: u32,
    /// The row of the contact's attributes.
    pub(super) version: u32,
    /// The number of the last session, from 1; 0 before the first.
    session: u32,
    /// The last sign of life; the smallest instant before the first.
    last_sign: i64,
    /// The page of that session.
    page: u32,
}

/// The rows of a block and the states of its contacts.
pub(super) struct Timeline<'a> {
    /// The rows.
    pub(super) tables: Tables<'a>,
    /// The states, one for each row of the engine-kept attributes.
    states: Vec<State>,
    /// The first state of each contact: before its records. Then two a record: while it is taken in, and after.
    first: Vec<u32>,
    /// Each contact's place in the data set.
    pub(super) contacts: Vec<u32>,
    /// Whether each contact has a contact record, and so exists before its first record.
    recorded: Vec<bool>,
    session_gap: i64,
}

/// How the contact files are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// The instant whose state they tell; none is before the first record.
    pub(super) contacts_at: Option<i64>,
}

impl<'a> Timeline<'a> {
    /// Lays out the members of a block.
    pub(super) fn new(machine: &Machine, data: &'a Dataset, members: &[Member<'a>], reading: Reading) -> Self {
        let layout = &machine.bundle().layout;
        let company_ids = vec![crate::data::Str::default()];
        let tables = Tables {
            data,
            contacts: Table::own(layout.contact.width()),
            companies: Table::of(&data.company_rows),
            company_ids,
            version_companies: vec![(0, 0)],
            kept: Table::own(Kept::ALL.len()),
            pages: Table::of(&data.page_rows),
            events: data.event_rows.iter().map(Table::of).collect(),
            records: Vec::new(),
            contact_records: Vec::new(),
        };
        let mut timeline = Self {
            tables,
            states: vec![State::default()],
            first: Vec::new(),
            contacts: Vec::new(),
            recorded: Vec::new(),
            session_gap: machine.bundle().workspace.session_gap,
        };
        let seeds = Kept::ALL.map(|kept| layout.contact.slot(kept.name()).unwrap_or(Slot::MAX));
        let url = layout.page.slot("url").unwrap_or(Slot::MAX);
        let id = layout.contact.slot("id");
        for member in members {
            timeline.add(member, reading, Slots { seeds, url, id });
        }
        timeline
    }

    /// How many contacts there are.
    pub(super) fn len(&self) -> u32 {
        self.contacts.len() as u32
    }

    /// The id of a contact.
    pub(super) fn id(&self, contact: u32) -> &'a str {
        let place = self.contacts.get(contact as usize).copied().unwrap_or(u32::MAX);
        self.tables.data.contacts.get(place as usize).map_or("", |contact| self.tables.text(contact.id))
    }

    /// Whether a contact is known at an instant, its records taken in (§7.0).
    pub(super) fn known(&self, contact: u32, at: i64) -> bool {
        self.recorded.get(contact as usize) == Some(&true)
            || self.tables.records_of(contact).first().is_some_and(|record| record.at <= at)
    }

    /// Whether a contact exists before its first record.
    pub(super) fn is_recorded(&self, contact: u32) -> bool {
        self.recorded.get(contact as usize) == Some(&true)
    }

    /// What a try at a record sees: `seq` is the record's place, from 1.
    pub(super) fn at_record(&self, contact: u32, seq: u32) -> Moment {
        let at = self.tables.records_of(contact).get(seq.saturating_sub(1) as usize).map_or(0, |record| record.at);
        self.moment(contact, (seq * 2).saturating_sub(1), at)
    }

    /// What a try sees at an instant whose records are taken in.
    pub(super) fn after(&self, contact: u32, at: i64) -> Moment {
        let taken_in = self.tables.records_of(contact).partition_point(|record| record.at <= at);
        self.moment(contact, taken_in as u32 * 2, at)
    }

    /// What is seen at an instant before its records.
    pub(super) fn before(&self, contact: u32, at: i64) -> Moment {
        let taken_in = self.tables.records_of(contact).partition_point(|record| record.at < at);
        self.moment(contact, taken_in as u32 * 2, at)
    }

    fn moment(&self, contact: u32, state: u32, at: i64) -> Moment {
        let kept = self.first.get(contact as usize).copied().unwrap_or_default() + state;
        let state = self.state(kept);
        let open = self.is_open(&state, at);
        Moment {
            contact,
            seq: state.seq,
            at,
            version: state.version,
            kept,
            page: if open { state.page } else { NONE },
            ..Moment::default()
        }
    }

    fn state(&self, kept: u32) -> State {
        self.states.get(kept as usize).copied().unwrap_or_default()
    }

    fn is_open(&self, state: &State, at: i64) -> bool {
        state.session > 0 && at <= state.last_sign.saturating_add(self.session_gap)
    }

    /// The session that a moment belongs to: the open one, else the next (§7.0).
    pub(super) fn session(&self, moment: &Moment) -> u32 {
        let state = self.state(moment.kept);
        if self.is_open(&state, moment.at) { state.session } else { state.session + 1 }
    }

    fn add(&mut self, member: &Member<'a>, reading: Reading, slots: Slots) {
        let data = self.tables.data;
        let Some(contact) = data.contacts.get(member.contact as usize) else { return };
        let recorded = contact.row.is_some();
        self.contacts.push(member.contact);
        self.recorded.push(recorded);
        let start = self.tables.records.len() as u32;

        // A contact without a record has no attribute but its id.
        let mut only_id = Vec::new();
        if let Some(id) = slots.id {
            only_id.resize(id as usize, Cell::Unknown);
            only_id.push(Cell::Text(contact.id));
        }
        let row = contact.row.map_or(only_id.as_slice(), |row| data.contact_rows.row(row));
        let seed = |kept: Kept| {
            let slot = slots.seeds.get(kept as usize).copied().unwrap_or(Slot::MAX);
            row.get(slot as usize).copied().unwrap_or_default()
        };
        let mut walk = Walk {
            state: State { version: self.version(row, contact.companies), last_sign: i64::MIN, ..State::default() },
            session_count: match seed(Kept::SessionCount) {
                Cell::Number(count) => Cell::Number(count),
                _ => Cell::Number(0.0),
            },
            current_url: seed(Kept::CurrentUrl),
            last_seen_at: seed(Kept::LastSeenAt),
        };
        // A seed that tells the state at an instant starts to count after it; what has no seed counts all along.
        let told = if recorded { reading.contacts_at.unwrap_or(i64::MIN) } else { i64::MIN };
        let counts_from = |kept| if matches!(seed(kept), Cell::Unknown) { i64::MIN } else { told };
        let counting = Kept::ALL.map(counts_from);

        self.first.push(self.states.len() as u32);
        self.push_state(&walk);
        for (seq, record) in (1..).zip(&member.records) {
            walk.state.seq = seq - 1;
            let sign = matches!(record.kind, RecordKind::Page(_) | RecordKind::Track { js: true, .. });
            let counts = |kept: Kept| counting.get(kept as usize).is_none_or(|from| *from < record.at);
            if sign {
                let over = walk.state.last_sign.saturating_add(self.session_gap) < record.at;
                if walk.state.session == 0 || over {
                    walk.state.session += 1;
                    walk.state.page = NONE;
                    if counts(Kept::SessionCount) {
                        let before = if let Cell::Number(count) = walk.session_count { count } else { 0.0 };
                        walk.session_count = Cell::Number(before + 1.0);
                    }
                }
                walk.state.last_sign = record.at;
            }
            let kind = self.take(record, &mut walk, counts(Kept::CurrentUrl), slots.url);
            self.push_state(&walk);
            if sign && counts(Kept::LastSeenAt) {
                walk.last_seen_at = Cell::Time(record.at);
            }
            if told < record.at {
                self.identify(record, &mut walk, slots.seeds);
            }
            walk.state.seq = seq;
            self.push_state(&walk);
            self.tables.records.push(Entry { at: record.at, kind });
        }
        self.tables.contact_records.push((start, self.tables.records.len() as u32));
    }

    /// Adds a record to its table; a page becomes the current one.
    fn take(&mut self, record: &Record, walk: &mut Walk, sets_url: bool, url: Slot) -> EntryKind {
        match record.kind {
            RecordKind::Track { event: Some((event, row)), js } => {
                let table = self.tables.events.get_mut(event.0 as usize);
                let row = table.map_or(NONE, |table| table.pick(row, record.at));
                EntryKind::Event { event, row, js }
            }
            RecordKind::Page(row) => {
                let row = self.tables.pages.pick(row, record.at);
                walk.state.page = row;
                if let (true, Cell::Text(url)) = (sets_url, self.tables.pages.cell(row, url)) {
                    walk.current_url = Cell::Text(url);
                }
                EntryKind::Page(row)
            }
            RecordKind::Receipt(campaign, action) => EntryKind::Receipt(campaign, action),
            RecordKind::Launch(campaign) => EntryKind::Launch(campaign),
            RecordKind::Check => EntryKind::Check,
            RecordKind::Track { event: None, .. } | RecordKind::Identify(_) => EntryKind::Other,
        }
    }

    /// Sets what an `identify` record says from then on.
    fn identify(&mut self, record: &Record, walk: &mut Walk, seeds: [Slot; 3]) {
        let RecordKind::Identify(Some(at)) = record.kind else { return };
        let Some(identify) = self.tables.data.identifies.get(at as usize) else { return };
        let mut row = self.tables.contacts.cells(walk.state.version).to_vec();
        for &(slot, cell) in &identify.set {
            if let Some(place) = row.get_mut(slot as usize) {
                *place = cell;
            }
            match seeds.iter().position(|seed| *seed == slot) {
                Some(0) => walk.session_count = cell,
                Some(1) => walk.current_url = cell,
                Some(2) => walk.last_seen_at = cell,
                _ => {}
            }
        }
        walk.state.version = match identify.companies {
            Some(companies) => self.version(&row, companies),
            None => {
                let companies = self.tables.version_companies.get(walk.state.version as usize).copied();
                let version = self.tables.contacts.push(row);
                self.tables.version_companies.push(companies.unwrap_or_default());
                version
            }
        };
    }

    fn version(&mut self, row: &[Cell], companies: (u32, u32)) -> u32 {
        let start = self.tables.companies.len() as u32;
        for company in companies.0..companies.1 {
            self.tables.companies.pick(company, 0);
            let id = self.tables.data.company_ids.get(company as usize).copied().unwrap_or_default();
            self.tables.company_ids.push(id);
        }
        self.tables.version_companies.push((start, self.tables.companies.len() as u32));
        self.tables.contacts.push(row.iter().copied())
    }

    fn push_state(&mut self, walk: &Walk) {
        self.tables.kept.push([walk.session_count, walk.current_url, walk.last_seen_at]);
        self.states.push(walk.state);
    }
}

/// The slots that the walk reads itself.
#[derive(Clone, Copy)]
struct Slots {
    seeds: [Slot; 3],
    url: Slot,
    id: Option<Slot>,
}

/// The state of a contact while its records are walked.
struct Walk {
    state: State,
    session_count: Cell,
    current_url: Cell,
    last_seen_at: Cell,
}
