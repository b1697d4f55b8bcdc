//! Times as data writes them (§11.3).

use nuncio::time::{Instant, Zone, parse_time, parse_unix};
use proptest::prelude::*;

fn read(text: &str) -> Option<String> {
    parse_time(text, &Zone::get("Europe/Dublin").unwrap()).map(|at| at.to_string())
}

fn unix(digits: &str) -> Option<i64> {
    parse_unix(digits).map(|at| at.0)
}

#[test]
fn a_time_is_rfc_3339_and_without_an_offset_in_the_workspace_zone() {
    // §11.3; §8.2 for a local time that is skipped (29 March, 01:30) or occurs twice (25 October, 01:30).
    let cases = [
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
        ("2026-03-02t10:00:00z", "2026-03-02T10:00:00Z"),
        ("2026-03-02 10:00:00Z", "2026-03-02T10:00:00Z"),
        ("2026-03-02T10:00:00.5+05:30", "2026-03-02T04:30:00.5Z"),
        ("2026-03-02T00:00:00-23:59", "2026-03-02T23:59:00Z"),
        ("2026-03-02T10:00:00-00:00", "2026-03-02T10:00:00Z"),
        ("2026-07-01", "2026-06-30T23:00:00Z"),
        ("2026-07-01T09:00:00", "2026-07-01T08:00:00Z"),
        ("2026-03-29T01:30:00", "2026-03-29T01:30:00Z"),
        ("2026-10-25 01:30:00", "2026-10-25T00:30:00Z"),
        ("2026-03-02T10:00:00.1234569Z", "2026-03-02T10:00:00.123456Z"),
        ("2026-03-02T10:00:00.1234569", "2026-03-02T10:00:00.123456Z"),
        ("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.999999Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ];
    for (text, at) in cases {
        assert_eq!(read(text).as_deref(), Some(at), "{text}");
    }
}

#[test]
fn what_is_no_rfc_3339_is_no_time() {
    // §11.3: a second of 60 is bad, and so are days that do not exist.
    let cases = [
        "",
        "2026",
        "2026-03",
        "2026-3-2",
        "26-03-02",
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-03-02T",
        "2026-03-02T10",
        "2026-03-02T10:00",
        "2026-03-02T10:00Z",
        "2026-03-02T24:00:00Z",
        "2026-03-02T10:60:00Z",
        "2026-03-02T23:59:60Z",
        "2026-03-02T10:00:00.Z",
        "2026-03-02T10:00:00,5Z",
        "2026-03-02T10:00:00+01",
        "2026-03-02T10:00:00+0100",
        "2026-03-02T10:00:00+24:00",
        "2026-03-02T10:00:00+01:60",
        "2026-03-02T10:00:00Z ",
        " 2026-03-02T10:00:00Z",
        "2026-03-02  10:00:00Z",
        "2026-03-02_10:00:00Z",
        "2026-03-02T10:00:00ZZ",
        "2026-03-02Z",
        "+2026-03-02",
        "-2026-03-02",
        "1772449200",
        "२०२६-03-02",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    ];
    for text in cases {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_unix_number_is_seconds_below_ten_to_the_eleven_and_else_milliseconds() {
    // §11.3, from the decimal digits: none is lost to a double.
    let cases = [
        ("0", 0),
        ("-0", 0),
        ("-0.000", 0),
        ("0e999999999999999999999", 0),
        ("1772449200", 1_772_449_200_000_000),
        ("1772449200.123456789", 1_772_449_200_123_456),
        ("1772449200123", 1_772_449_200_123_000),
        ("1772449200123.4567", 1_772_449_200_123_456),
        ("1.7724492e9", 1_772_449_200_000_000),
        ("17724492E2", 1_772_449_200_000_000),
        ("17724492000e-1", 1_772_449_200_000_000),
        ("0.0017724492e+12", 1_772_449_200_000_000),
        ("99999999999", 99_999_999_999_000_000),
        ("99999999999.9999999", 99_999_999_999_999_999),
        ("100000000000", 100_000_000_000_000),
        ("1e11", 100_000_000_000_000),
        ("-99999999999.9e-1", -9_999_999_999_990_000),
        ("-100000000000", -100_000_000_000_000),
        ("-1", -1_000_000),
        ("0.0000019", 1),
        ("-0.0000019", -2),
        ("-0.00000001", -1),
        ("1e-400", 0),
        ("-1e-400", -1),
        ("253402300799999", 253_402_300_799_999_000),
    ];
    for (digits, at) in cases {
        assert_eq!(unix(digits), Some(at), "{digits}");
    }
    let none = [
        "",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1e1.5",
        "0x1",
        "1 ",
        "١",
        "--1",
        "253402300800000",
        "1e18",
        "1e999999999999999999999",
    ];
    for digits in none {
        assert_eq!(unix(digits), None, "{digits}");
    }
}

const FIRST: i64 = -62_167_219_200_000_000;
const LAST: i64 = 253_402_300_799_999_999;

proptest! {
    #[test]
    fn an_instant_is_read_as_it_is_written(at in FIRST..=LAST) {
        prop_assert_eq!(parse_time(&Instant(at).to_string(), &Zone::utc()), Some(Instant(at)));
    }

    #[test]
    fn a_unix_number_is_read_alike_however_it_is_written(
        micros in -9_999_999_999_999_999..9_999_999_999_999_999_i64,
        shift in 0..12_usize,
    ) {
        let sign = if micros < 0 { "-" } else { "" };
        let digits = format!("{:07}", micros.unsigned_abs());
        let (whole, fraction) = digits.split_at(digits.len() - 6);
        let plain = format!("{sign}{whole}.{fraction}");
        prop_assert_eq!(unix(&plain), Some(micros));
        let moved = format!("{sign}0.{:0>shift$}{digits}e{}", "", whole.len() + shift);
        prop_assert_eq!(unix(&moved), Some(micros));
        let whole_number = format!("{sign}{}e-6", micros.unsigned_abs());
        prop_assert_eq!(unix(&whole_number), Some(micros));
    }

    #[test]
    fn any_text_is_read_or_not(text in "[-0-9TZ:.+e ]{0,30}|.{0,30}") {
        let _ = parse_time(&text, &Zone::utc());
        let _ = parse_unix(&text);
    }
}

/// §3.2: by how much a day may be longer or shorter than 24 hours, as far as the clock of a zone was ever changed.
#[test]
fn the_spread_of_a_zone_is_from_its_lowest_offset_to_its_highest() {
    let minutes = |name: &str| Zone::get(name).unwrap().spread() / 60_000_000;
    assert_eq!(minutes("UTC"), 0);
    assert_eq!(minutes("Etc/GMT+5"), 0);
    // From local mean time, 25 minutes and 21 seconds behind, to summer time, one hour ahead.
    assert_eq!(Zone::get("Europe/Dublin").unwrap().spread(), (3_600 + 25 * 60 + 21) * 1_000_000);
    // The date line was crossed: a whole day.
    assert!(minutes("Pacific/Apia") >= 24 * 60);
}

/// The spread holds what the clock shows at any time.
#[test]
fn no_offset_of_a_zone_is_outside_of_its_spread() {
    for name in ["Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"] {
        let zone = Zone::get(name).unwrap();
        let offset = |at: i64| {
            let (date, micros) = zone.local(Instant(at));
            i64::from(date.0) * nuncio::time::DAY + micros - at
        };
        let month = 30 * nuncio::time::DAY;
        let offsets: Vec<i64> = (-1_500..2_500).map(|months| offset(months * month)).collect();
        let (low, high) = (offsets.iter().min().unwrap(), offsets.iter().max().unwrap());
        assert!(high - low <= zone.spread(), "{name}: {low} to {high}");
    }
}
