//! Contact records (§11.1) and values by type (§3.3, §3.4).

use insta::assert_snapshot;

use super::{read_lines, text_of};

#[test]
fn values_are_read_by_the_type_of_their_field() {
    // §3.3, §11.3, §12.2: a number and a time keep their text as sent.
    assert_snapshot!(text_of(
        r#"
{"id":"a","text":"caf\u00e9 \ud83d\udc4b","number":9.90,"flag":true,"time":"2026-03-01","texts":["x","y\n"],"any":1e3,"either":"e"}
{"id":"b","text":"","number":-0,"flag":false,"time":1772449200,"texts":[],"any":"1772449200","either":["e"]}
{"id":"c","time":"2026-07-01T09:00:00.1234567","any":["x"],"tags":["t"]}
{"id":"d","time":"2026-07-01 09:00:00+05:30","any":true}
"#,
        ""
    ));
}

#[test]
fn missing_null_and_wrong_types_are_unknown() {
    // §3.3: wrong types are counted, once for each record and field, missing ones and `null` are not.
    let contacts = r#"
{"id":"null","text":null,"number":null,"flag":null,"time":null,"texts":null,"any":null,"either":null,"tags":null}
{"id":"wrong","text":5,"number":"5","flag":"true","time":"1772449200","texts":"x","any":{"x":1},"either":3,"tags":["x",1]}
{"id":"over","number":1e999,"any":1e999,"time":1e99}
"#;
    let (_, report) = read_lines(contacts, "");
    assert_snapshot!(text_of(contacts, ""));
    let lines: Vec<String> = report
        .wrong
        .iter()
        .map(|one| format!("{} {} {}: {}, not {}", one.count, one.field, one.first, one.expected, one.found))
        .collect();
    assert_snapshot!(lines.join("\n"));
    assert_eq!(report.wrong_types, 11);
    assert_eq!(report.bad, 0);
}
