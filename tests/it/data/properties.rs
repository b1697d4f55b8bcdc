//! What holds for any data.

use std::io::Write;

use nuncio::data::{Input, MaxBad};
use proptest::prelude::*;

use super::{layout, read_cut, text_form};

/// A contact and an event, each value as JSON and as a field of CSV.
#[derive(Clone, Debug)]
struct Values {
    id: u8,
    text: String,
    number: i32,
    flag: bool,
    time: i64,
    texts: Vec<String>,
}

fn values() -> impl Strategy<Value = Values> {
    let text = "[a-z\"\\\\,\n\r é👋\t{}\\[\\]:]{1,12}";
    (0..20_u8, text, any::<i32>(), any::<bool>(), 0..4_000_000_000_i64, prop::collection::vec(text, 0..3))
        .prop_map(|(id, text, number, flag, time, texts)| Values { id, text, number, flag, time, texts })
}

fn json(values: &Values) -> String {
    let Values { id, text, number, flag, time, texts } = values;
    serde_json::json!({"id": id.to_string(), "text": text, "number": number, "flag": flag, "time": time, "texts": texts})
        .to_string()
}

/// The same as an event, which has no lists (§4.3).
fn json_event(values: &Values) -> String {
    let Values { id, text, number, flag, time, .. } = values;
    serde_json::json!({
        "contact_id": id.to_string(), "event": "upload", "received_at": time,
        "metadata": {"text": text, "number": number, "flag": flag, "time": time},
    })
    .to_string()
}

fn csv_of(header: &str, rows: &[Values], row: impl Fn(&Values) -> Vec<String>) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for values in rows {
        writer.write_record(row(values)).unwrap();
    }
    format!("{header}\n{}", String::from_utf8(writer.into_inner().unwrap()).unwrap())
}

fn csv_fields(values: &Values) -> Vec<String> {
    let Values { text, number, flag, time, .. } = values;
    vec![text.clone(), number.to_string(), flag.to_string(), time.to_string()]
}

fn contacts_csv(rows: &[Values]) -> String {
    csv_of("id,text,number,flag,time,texts", rows, |values| {
        let texts = serde_json::json!(values.texts).to_string();
        [vec![values.id.to_string()], csv_fields(values), vec![texts]].concat()
    })
}

fn events_csv(rows: &[Values]) -> String {
    let header = "contact_id,event,received_at,metadata.text,metadata.number,metadata.flag,metadata.time";
    csv_of(header, rows, |values| {
        [vec![values.id.to_string(), "upload".to_owned(), values.time.to_string()], csv_fields(values)].concat()
    })
}

fn lines(rows: &[Values], json: impl Fn(&Values) -> String) -> String {
    rows.iter().map(|values| json(values) + "\n").collect()
}

fn array(rows: &[Values], json: impl Fn(&Values) -> String) -> String {
    format!("[{}]", rows.iter().map(json).collect::<Vec<_>>().join(",\n"))
}

fn read_form(contacts: Input, activity: Input, size: usize) -> String {
    let (data, report) = read_cut(&[contacts], &[activity], MaxBad::Count(0), size).unwrap();
    assert_eq!(report.wrong_types, 0);
    text_form::of(&data, &layout())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// §11.4, and DESIGN of pieces: where they are cut and on which thread they are read changes nothing.
    #[test]
    fn the_same_data_is_the_same_in_every_format(
        people in prop::collection::vec(values(), 0..20),
        events in prop::collection::vec(values(), 0..20),
        size in 1..400_usize,
    ) {
        let lines = (lines(&people, json), lines(&events, json_event));
        let array = (array(&people, json), array(&events, json_event));
        let csv = (contacts_csv(&people), events_csv(&events));
        let input = |name: &str, text: &str| Input::memory(name, text);
        let expected = read_form(input("c.jsonl", &lines.0), input("a.jsonl", &lines.1), 1 << 20);
        let cut = read_form(input("c.jsonl", &lines.0), input("a.jsonl", &lines.1), size);
        prop_assert_eq!(&cut, &expected);
        for size in [size, 1 << 20] {
            let read = read_form(input("c.json", &array.0), input("a.json", &array.1), size);
            prop_assert_eq!(&read, &expected);
            let read = read_form(input("c.csv", &csv.0), input("a.csv", &csv.1), size);
            prop_assert_eq!(&read, &expected);
        }
        let zstd = zstd::encode_all(csv.1.as_bytes(), 1).unwrap();
        let packed = read_form(Input::memory("c.json.gz", gzip(&array.0)), Input::memory("a.csv.zst", zstd), size);
        prop_assert_eq!(&packed, &expected);
    }

    /// Damaged files are told or counted, in the same way wherever they are cut.
    #[test]
    fn no_damage_makes_reading_fail_otherwise_than_it_says(
        people in prop::collection::vec(values(), 1..4),
        events in prop::collection::vec(values(), 1..4),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6),
        form in 0..5_usize,
        size in 1..200_usize,
    ) {
        let (name, contacts, activity) = match form {
            0 => ("jsonl", lines(&people, json).into_bytes(), lines(&events, json_event).into_bytes()),
            1 => ("json", array(&people, json).into_bytes(), array(&events, json_event).into_bytes()),
            2 => ("csv", contacts_csv(&people).into_bytes(), events_csv(&events).into_bytes()),
            3 => ("jsonl.gz", gzip(&lines(&people, json)), gzip(&lines(&events, json_event))),
            _ => ("csv.gz", gzip(&contacts_csv(&people)), gzip(&events_csv(&events))),
        };
        let mut files = [contacts, activity];
        for (at, byte, how) in damage {
            let file = &mut files[usize::from(byte & 1)];
            if file.is_empty() {
                continue;
            }
            let place = at.index(file.len());
            match how {
                0 => file[place] = byte,
                1 => file.insert(place, byte),
                2 => drop(file.remove(place)),
                _ => file[place] = b"\"{}[],:\\\n\r"[usize::from(byte) % 10],
            }
        }
        let read = |size| {
            let [contacts, activity] = files.clone();
            let contacts = [Input::memory(format!("c.{name}"), contacts)];
            let activity = [Input::memory(format!("a.{name}"), activity)];
            match read_cut(&contacts, &activity, MaxBad::Percent(100.0), size) {
                Ok((data, report)) => format!("{}{report:#?}", text_form::of(&data, &layout())),
                Err(error) => error.to_string(),
            }
        };
        prop_assert_eq!(read(size), read(1 << 20));
    }
}
