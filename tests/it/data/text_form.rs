//! A data set as text: every row by name, numbers of rows and arenas left out.

use std::fmt::Write;

use nuncio::data::{Cell, Dataset, Identify, RecordKind, Rows, Str};
use nuncio::ir::{Layout, Shape, Slot};
use nuncio::time::Instant;

pub(super) fn of(data: &Dataset, layout: &Layout) -> String {
    let mut out = String::new();
    let text = |text: Str| data.arenas.text(text);
    for contact in &data.contacts {
        write!(out, "{}:", text(contact.id)).unwrap();
        match contact.row {
            Some(row) => out.push_str(&row_of(data, &layout.contact, &data.contact_rows, row)),
            None => out.push_str(" -"),
        }
        out.push_str(&companies(data, layout, contact.companies));
        out.push('\n');
    }
    for record in &data.records {
        let contact = &data.contacts[record.contact as usize];
        write!(out, "{} {}", Instant(record.at), text(contact.id)).unwrap();
        match record.kind {
            RecordKind::Track { event: None, js } => write!(out, " track js={js}").unwrap(),
            RecordKind::Track { event: Some((event, row)), js } => {
                let event_layout = &layout.events[event.0 as usize];
                write!(out, " track {} js={js}", event_layout.name).unwrap();
                out.push_str(&row_of(data, &event_layout.shape, &data.event_rows[event.0 as usize], row));
            }
            RecordKind::Page(row) => {
                out.push_str(" page");
                out.push_str(&row_of(data, &layout.page, &data.page_rows, row));
            }
            RecordKind::Identify(None) => out.push_str(" identify -"),
            RecordKind::Identify(Some(at)) => {
                out.push_str(" identify");
                out.push_str(&identify(data, layout, &data.identifies[at as usize]));
            }
            RecordKind::Receipt(campaign, action) => write!(out, " receipt {campaign} {action:?}").unwrap(),
            RecordKind::Launch(campaign) => write!(out, " launch {campaign}").unwrap(),
            RecordKind::Check => out.push_str(" check"),
        }
        out.push('\n');
    }
    out
}

/// The known values of a row, and texts as sent behind a `~`.
fn row_of(data: &Dataset, shape: &Shape, rows: &Rows, row: u32) -> String {
    let mut out = String::new();
    for slot in 0..shape.width() as Slot {
        let cell = rows.cell(row, slot);
        if cell != Cell::Unknown {
            write!(out, " {}={}", name(shape, slot), shown(data, cell)).unwrap();
        }
    }
    out
}

fn name(shape: &Shape, slot: Slot) -> String {
    match shape.fields.get(slot as usize) {
        Some(field) => field.name.clone(),
        None => {
            let owner = (0..shape.fields.len()).find(|own| shape.raw_slot(*own as Slot) == slot);
            format!("~{}", shape.fields[owner.unwrap()].name)
        }
    }
}

fn identify(data: &Dataset, layout: &Layout, identify: &Identify) -> String {
    let mut out = String::new();
    for (slot, cell) in &identify.set {
        write!(out, " {}:={}", name(&layout.contact, *slot), shown(data, *cell)).unwrap();
    }
    match identify.companies {
        Some(range) => out + " companies:=" + &companies(data, layout, range),
        None => out,
    }
}

fn companies(data: &Dataset, layout: &Layout, range: (u32, u32)) -> String {
    let mut out = String::new();
    for row in range.0..range.1 {
        let id = data.arenas.text(data.company_ids[row as usize]);
        write!(out, " [{id}:{}]", row_of(data, &layout.company, &data.company_rows, row)).unwrap();
    }
    out
}

fn shown(data: &Dataset, cell: Cell) -> String {
    match cell {
        Cell::Unknown => "?".to_owned(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Time(at) => Instant(at).to_string(),
        Cell::Text(text) => format!("{:?}", data.arenas.text(text)),
        Cell::Texts(list) => {
            let texts: Vec<&str> = data.arenas.list(list).iter().map(|text| data.arenas.text(*text)).collect();
            format!("{texts:?}")
        }
    }
}
