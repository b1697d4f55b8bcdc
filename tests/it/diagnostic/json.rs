use nuncio::diagnostic::render::json;
use nuncio::diagnostic::{Code, Diagnostic};

use super::{UPLOAD, place, sources, unknown_attribute};

#[test]
fn interface_4_an_array_with_every_key() {
    let sources = sources(&[("c/upload.campaign", UPLOAD), ("c/schema.campaign", "contacts {\n  plan text\n}\n")]);
    let diagnostic = unknown_attribute(&sources).label(place(&sources, 1, "plan"), "a near name stands here");
    insta::assert_snapshot!(json(&sources, &[diagnostic]));
}

#[test]
fn interface_4_columns_count_scalar_values_and_help_may_be_null() {
    let sources = sources(&[("c.campaign", "// 😀é 値 word\r\nnext\r\n")]);
    let diagnostic = Diagnostic::new(Code::Syntax, place(&sources, 0, "word"), "m");
    let parsed: serde_json::Value = serde_json::from_str(&json(&sources, &[diagnostic])).expect("JSON");
    let first = &parsed[0];
    assert_eq!(first["span"]["start"], serde_json::json!({"line": 1, "column": 9}));
    assert_eq!(first["span"]["end"], serde_json::json!({"line": 1, "column": 13}));
    assert_eq!(first["help"], serde_json::Value::Null);
    assert_eq!(first["labels"], serde_json::json!([]));
}

#[test]
fn nothing_to_say_is_an_empty_array() {
    assert_eq!(json(&sources(&[]), &[]), "[]\n");
}

#[test]
fn diagnostics_stand_by_file_place_and_code_whatever_order_they_came_in() {
    let sources = sources(&[("a", "one two"), ("b", "three")]);
    let at = |code, file, word| Diagnostic::new(code, place(&sources, file, word), "m");
    let came = [
        at(Code::UnknownName, 1, "three"),
        at(Code::UnknownName, 0, "two"),
        at(Code::Syntax, 0, "two"),
        at(Code::UnknownName, 0, "one"),
    ];
    let parsed: Vec<serde_json::Value> = serde_json::from_str(&json(&sources, &came)).expect("JSON");
    let order: Vec<String> = parsed
        .iter()
        .map(|item| format!("{}:{} {}", item["file"], item["span"]["start"]["column"], item["code"]))
        .collect();
    assert_eq!(
        order,
        [r#""a":1 "unknown_name""#, r#""a":5 "syntax""#, r#""a":5 "unknown_name""#, r#""b":1 "unknown_name""#]
    );
}
