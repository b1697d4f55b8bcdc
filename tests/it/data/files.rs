//! Files, their formats and what is wrong with them (§11.4, §11.5).

use std::io::Write;
use std::path::Path;

use insta::assert_snapshot;
use nuncio::data::{Input, MaxBad};

use super::{layout, read_cut, read_inputs, text_form};

const TWO: &str = "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn error_of(contacts: Input) -> String {
    read_inputs(&[contacts], &[], MaxBad::Usual).unwrap_err().to_string()
}

#[test]
fn each_format_may_be_compressed() {
    // §11.4: gzip files may be written one behind the other.
    let array = "[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\":\"b\"}]";
    let csv = "id,text\na,x\nb,\n";
    let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
    let plain = |text: &str| text.as_bytes().to_vec();
    let (first, second) = TWO.split_at(TWO.find('\n').unwrap() + 1);
    let files = [
        ("c.jsonl", plain(TWO)),
        ("c.ndjson", plain(TWO)),
        ("C.JSONL", plain(TWO)),
        ("c.jsonl.gz", gzip(TWO)),
        ("c.jsonl.zst", zstd(TWO)),
        ("two.jsonl.gz", [gzip(first), gzip(second)].concat()),
        ("two.jsonl.zst", [zstd(first), zstd(second)].concat()),
        ("c.json", plain(array)),
        ("c.json.gz", gzip(array)),
        ("c.json.zst", zstd(array)),
        ("c.csv", plain(csv)),
        ("c.csv.gz", gzip(csv)),
        ("c.csv.zst", zstd(csv)),
    ];
    for (name, bytes) in files {
        let (data, _) = read_inputs(&[Input::memory(name, bytes)], &[], MaxBad::Usual).unwrap();
        assert_eq!(text_form::of(&data, &layout()), "a: text=\"x\" id=\"a\"\nb: id=\"b\"\n", "{name}");
    }
}

#[test]
fn a_file_that_is_cut_short_is_an_error() {
    let long: String = (0..1_000).map(|at| format!("{{\"id\":{at}}}\n")).collect();
    let zstd = zstd::encode_all(long.as_bytes(), 1).unwrap();
    for (name, whole) in [("c.jsonl.gz", gzip(&long)), ("c.jsonl.zst", zstd)] {
        for length in [whole.len() / 2, whole.len() - 1] {
            let error = error_of(Input::memory(name, &whole[..length]));
            assert!(error.starts_with(&format!("`{name}` is cut short or damaged: ")), "{error}");
        }
    }
    assert_snapshot!(error_of(Input::memory("c.json", "[{\"id\":1},{\"id\":2}")), @"`c.json` is not one JSON array: it ends before its `]`; write it again, or put one record a line into a `.jsonl` file");
}

#[test]
fn a_file_that_is_no_data_says_what_to_do() {
    assert_snapshot!(error_of(Input::memory("c.json", TWO)), @"`c.json` is not one JSON array: it does not begin with `[`; a file with one record a line is called `.jsonl`");
    assert_snapshot!(error_of(Input::memory("c.json", "[] []")), @"`c.json` is not one JSON array: something follows its `]`; put all records into one array");
    assert_snapshot!(error_of(Input::memory("c.json", " ")), @"`c.json` is not one JSON array: it is empty; write it again, or put one record a line into a `.jsonl` file");
    assert_snapshot!(error_of(Input::memory("c.txt", TWO)), @"cannot tell the format of `c.txt`: write data as `.jsonl`, `.json` or `.csv`, each also `.gz` or `.zst`, or give `-` for JSONL on standard input");
    assert_snapshot!(error_of(Input::memory("c.parquet", TWO)), @"cannot read `c.parquet`: Parquet is not supported; export the data as `.jsonl` or `.csv`");
    let missing = error_of(Input::from(Path::new("no/such/file.jsonl")));
    assert!(missing.starts_with("cannot open `no/such/file.jsonl`: "), "{missing}");
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("folder.jsonl");
    std::fs::create_dir(&folder).unwrap();
    let error = error_of(Input::from(folder.as_path()));
    assert!(error.starts_with("cannot open `"), "{error}");
    assert_eq!(Input::from(Path::new("-")), Input::Stdin);
}

#[test]
fn an_array_may_be_laid_out_in_any_way() {
    // §11.4, §11.5: an element that cannot be read does not take the others with it.
    let array = "\u{feff}\n [\n\n  {\"id\":\"a\",\"text\":\"], [{ \\\" \\\\\"},{\"id\":\n\"b\"} ,\n7, {\"id\":tru},\n [\"x\"],{\"id\":\"c\"},\n\"\\\"\"\n]\n";
    let (data, report) = read_inputs(&[Input::memory("c.json", array)], &[], MaxBad::Usual).unwrap();
    assert_snapshot!(text_form::of(&data, &layout()), @r#"
    a: text="], [{ \" \\" id="a"
    b: id="b"
    c: id="c"
    "#);
    let lines: Vec<u64> = report.bad_first.iter().map(|bad| bad.at.line).collect();
    assert_eq!((lines, report.contacts), (vec![6, 6, 7, 8], 7));
    for (array, bad) in [("[]", 0), (" [ ] ", 0), ("[{\"id\":1},]", 1), ("[,]", 2), ("[{\"id\":1}}]", 1)] {
        let (_, report) = read_inputs(&[Input::memory("c.json", array)], &[], MaxBad::Usual).unwrap();
        assert_eq!(report.bad, bad, "{array}");
    }
}

#[test]
fn several_files_are_one_in_the_order_given() {
    // §7.0, §11.1: the last record of a contact stands, whatever its format.
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Input::from(path.as_path())
    };
    let contacts = [
        file("1.jsonl", TWO.as_bytes()),
        file("2.csv", b"id,text\nb,csv\n"),
        file("empty.jsonl", b""),
        file("empty.csv", b""),
        file("3.json.gz", &gzip("[{\"id\":\"a\",\"number\":3}]")),
    ];
    let activity = [
        file("4.jsonl", b"{\"contact_id\":\"z\",\"event\":\"e\",\"received_at\":5}"),
        file("5.jsonl", b"{\"contact_id\":\"a\",\"event\":\"e\",\"received_at\":4}\nbad\n"),
    ];
    let (data, report) = read_inputs(&contacts, &activity, MaxBad::Usual).unwrap();
    assert_snapshot!(text_form::of(&data, &layout()), @r#"
    a: number=3 id="a" ~number="3"
    b: text="csv" id="b"
    z: -
    1970-01-01T00:00:05Z z track js=true
    1970-01-01T00:00:04Z a track js=true
    "#);
    assert!(report.bad_first[0].at.file.ends_with("5.jsonl"));
    assert_eq!((report.bad_first[0].at.line, report.contacts, report.records), (2, 4, 3));
    let sizes = contacts.iter().chain(&activity).map(|input| match input {
        Input::File(path) => path.metadata().unwrap().len(),
        _ => 0,
    });
    assert_eq!(report.bytes, sizes.sum::<u64>());
}

#[test]
fn a_line_of_a_hundred_megabytes_is_read() {
    let long = "é".repeat(50 << 20);
    let text = format!("{{\"id\":\"a\",\"text\":\"{long}\"}}\n{{\"id\":\"b\"}}");
    let (data, report) = read_inputs(&[Input::memory("c.jsonl", text)], &[], MaxBad::Usual).unwrap();
    assert_eq!((report.bad, data.contacts.len()), (0, 2));
    let nuncio::data::Cell::Text(read) = data.contact_rows.cell(0, 0) else { panic!("it is a text") };
    assert_eq!(data.arenas.text(read).len(), long.len());
}

#[test]
fn text_that_is_not_utf_8_makes_one_record_bad() {
    // §11.5
    let bytes = b"{\"id\":\"a\"}\n{\"id\":\"\xff\"}\n{\"id\":\"b\"}\n".to_vec();
    let csv = b"id,text\na,x\n\xff,x\nb,x\n".to_vec();
    let array = b"[{\"id\":\"a\"},\n{\"id\":\"\xff\"},{\"id\":\"b\"}]".to_vec();
    for (name, bytes, line) in [("c.jsonl", bytes, 2), ("c.csv", csv, 3), ("c.json", array, 2)] {
        let (data, report) = read_inputs(&[Input::memory(name, bytes)], &[], MaxBad::Usual).unwrap();
        assert_eq!(data.contacts.len(), 2, "{name}");
        assert_eq!((report.bad_first[0].at.line, report.bad_first[0].reason.as_str()), (line, "not UTF-8"), "{name}");
    }
}

#[test]
fn too_many_bad_records_are_an_error_that_lists_the_first() {
    // §11.5
    let bad = |count: usize, good: usize| {
        let text = "bad\n".repeat(count) + &"{\"id\":1}\n".repeat(good);
        [Input::memory("c.jsonl", text)]
    };
    let fails = |count, good, limit: &str| read_inputs(&bad(count, good), &[], limit.parse().unwrap()).is_err();
    assert!(!fails(0, 1, "0") && fails(1, 1, "0"));
    assert!(!fails(5, 5, "50%") && fails(6, 5, "50%"));
    let usual = |count, good| read_inputs(&bad(count, good), &[], MaxBad::default()).is_err();
    assert!(!usual(10, 0) && usual(11, 0));
    assert!(!usual(20, 19_980) && usual(20, 19_979));
    let error = read_inputs(&bad(12, 1), &[], MaxBad::Usual).unwrap_err().to_string();
    assert!(
        error.starts_with("12 of 13 records cannot be read, more than `--max-bad` allows\n  c.jsonl:1: not JSON: ")
    );
    assert!(error.ends_with("\n  and 2 more"), "{error}");
}

#[test]
fn max_bad_is_a_number_or_a_percentage() {
    // §11.5
    assert_eq!("12".parse(), Ok(MaxBad::Count(12)));
    assert_eq!("0.5%".parse(), Ok(MaxBad::Percent(0.5)));
    for wrong in ["", "%", "-1", "-1%", "x", "101%", "1e1%", "NaN%", "1.5", "1 %", "+1%"] {
        assert!(wrong.parse::<MaxBad>().is_err(), "{wrong}");
    }
}

#[test]
fn lines_are_counted_across_pieces() {
    // §11.5, wherever the files are cut.
    let text: String =
        (0..200).map(|at| if at % 50 == 49 { "bad\n".into() } else { format!("{{\"id\":{at}}}\n\n") }).collect();
    let lines = |size| {
        let (_, report) = read_cut(&[Input::memory("c.jsonl", text.as_str())], &[], MaxBad::Usual, size).unwrap();
        report.bad_first.iter().map(|bad| bad.at.line).collect::<Vec<_>>()
    };
    assert_eq!(lines(1), [99, 198, 297, 396]);
    assert_eq!(lines(64), lines(1));
    assert_eq!(lines(1 << 20), lines(1));
}
