//! The SARIF log. The rules of the published schema for what is in it are written down here, so that the test needs
//! nothing from elsewhere.

use nuncio::diagnostic::render::sarif;
use nuncio::diagnostic::{Code, Diagnostic, Edit, Fix, apply};
use nuncio::source::{Loc, Sources, Span};
use serde_json::Value;

use super::{UPLOAD, place, sources, unknown_attribute};

/// What the value of a key is in the schema.
enum Kind {
    Text,
    Uri,
    Flag,
    /// A whole number from this one on.
    From(i64),
    Word(&'static [&'static str]),
    Object(&'static str),
    List(&'static str),
    /// A list of different objects with at least one.
    Some(&'static str),
}

use Kind::{Flag, From, List, Object, Some as Filled, Text, Uri, Word};

/// A definition of the schema: its name, and the keys that Nuncio may write, each with what it holds and whether it
/// must be there. No definition takes a key that it does not name.
type Definition = (&'static str, &'static [(&'static str, Kind, bool)]);

const LEVELS: &[&str] = &["none", "note", "warning", "error"];

const SCHEMA: [Definition; 17] = [
    ("log", &[("$schema", Uri, false), ("version", Word(&["2.1.0"]), true), ("runs", List("run"), true)]),
    (
        "run",
        &[
            ("tool", Object("tool"), true),
            ("results", List("result"), false),
            ("columnKind", Word(&["utf16CodeUnits", "unicodeCodePoints"]), false),
        ],
    ),
    ("tool", &[("driver", Object("toolComponent"), true)]),
    ("toolComponent", &[("name", Text, true), ("version", Text, false), ("rules", List("reportingDescriptor"), false)]),
    (
        "reportingDescriptor",
        &[
            ("id", Text, true),
            ("shortDescription", Object("multiformatMessageString"), false),
            ("fullDescription", Object("multiformatMessageString"), false),
            ("help", Object("multiformatMessageString"), false),
            ("defaultConfiguration", Object("reportingConfiguration"), false),
        ],
    ),
    ("multiformatMessageString", &[("text", Text, true), ("markdown", Text, false)]),
    ("reportingConfiguration", &[("enabled", Flag, false), ("level", Word(LEVELS), false)]),
    (
        "result",
        &[
            ("ruleId", Text, false),
            ("ruleIndex", From(-1), false),
            ("level", Word(LEVELS), false),
            ("message", Object("message"), true),
            ("locations", List("location"), false),
            ("relatedLocations", List("location"), false),
            ("fixes", List("fix"), false),
        ],
    ),
    ("message", &[("text", Text, true)]),
    (
        "location",
        &[
            ("id", From(-1), false),
            ("physicalLocation", Object("physicalLocation"), false),
            ("message", Object("message"), false),
        ],
    ),
    (
        "physicalLocation",
        &[("artifactLocation", Object("artifactLocation"), true), ("region", Object("region"), false)],
    ),
    ("artifactLocation", &[("uri", Uri, false)]),
    (
        "region",
        &[
            ("startLine", From(1), true),
            ("startColumn", From(1), false),
            ("endLine", From(1), false),
            ("endColumn", From(1), false),
        ],
    ),
    ("fix", &[("description", Object("message"), false), ("artifactChanges", Filled("artifactChange"), true)]),
    (
        "artifactChange",
        &[("artifactLocation", Object("artifactLocation"), true), ("replacements", Filled("replacement"), true)],
    ),
    (
        "replacement",
        &[("deletedRegion", Object("region"), true), ("insertedContent", Object("artifactContent"), false)],
    ),
    ("artifactContent", &[("text", Text, false)]),
];

fn hold(definition: &str, value: &Value, at: &str) {
    let (_, keys) = SCHEMA.iter().find(|(name, _)| *name == definition).expect("a definition");
    let object = value.as_object().unwrap_or_else(|| panic!("{at} is no object"));
    for (key, kind, required) in *keys {
        let at = format!("{at}.{key}");
        let Some(value) = object.get(*key) else {
            assert!(!required, "{at} is missing");
            continue;
        };
        let holds = match kind {
            Text => value.is_string(),
            Uri => value
                .as_str()
                .is_some_and(|uri| uri.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))),
            Flag => value.is_boolean(),
            From(least) => value.as_i64().is_some_and(|number| number >= *least),
            Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Object(inner) => {
                hold(inner, value, &at);
                true
            }
            List(inner) | Filled(inner) => {
                let list = value.as_array().unwrap_or_else(|| panic!("{at} is no list"));
                list.iter().enumerate().for_each(|(nth, value)| hold(inner, value, &format!("{at}[{nth}]")));
                !(matches!(kind, Filled(_)) && list.is_empty())
            }
        };
        assert!(holds, "{at}: {value}");
    }
    for key in object.keys() {
        assert!(keys.iter().any(|(known, ..)| known == key), "{at}.{key} is no key of {definition}");
    }
}

/// The log, which keeps the rules of the schema.
fn log(sources: &Sources, found: &[Diagnostic]) -> Value {
    let log: Value = serde_json::from_str(&sarif(sources, found)).expect("JSON");
    hold("log", &log, "log");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"], "an index is that of its rule");
    }
    log
}

/// A misspelled attribute, declared in another file, with two fixes, one of them in both files.
fn misspelled() -> (Sources, Diagnostic) {
    let sources = sources(&[("c/upload.campaign", UPLOAD), ("c/schema.campaign", "contacts {\n  plan text\n}\n")]);
    let (wrong, near) = (place(&sources, 0, "plam"), place(&sources, 1, "plan"));
    let mut diagnostic =
        unknown_attribute(&sources).label(near, "a near name stands here").fix("write `plan`", wrong, "plan");
    let edits = vec![Edit { loc: near, text: "plam".to_owned() }, Edit { loc: wrong, text: String::new() }];
    diagnostic.fixes.push(Fix { title: "declare `plam`".to_owned(), edits, safe: false });
    (sources, diagnostic)
}

#[test]
fn interface_4_1_a_log_with_every_key() {
    let (sources, diagnostic) = misspelled();
    log(&sources, std::slice::from_ref(&diagnostic));
    insta::assert_snapshot!(sarif(&sources, &[diagnostic]));
}

#[test]
fn nothing_to_say_is_a_run_without_results() {
    let log = log(&sources(&[]), &[]);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn every_code_can_be_a_rule() {
    let sources = sources(&[("a", "word")]);
    let found: Vec<_> = Code::ALL.iter().map(|code| Diagnostic::new(*code, place(&sources, 0, "word"), "m")).collect();
    let log = log(&sources, &found);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), Code::ALL.len());
    for (rule, code) in rules.iter().zip(Code::ALL) {
        assert_eq!(rule["shortDescription"]["text"], code.about());
        assert_eq!(rule["help"]["markdown"], code.explanation());
        assert_eq!(rule["defaultConfiguration"]["enabled"], !code.is_off());
    }
}

#[test]
fn a_rule_stands_once_and_a_result_has_its_own_level() {
    let sources = sources(&[("a", "one two three")]);
    let at = |code, word| Diagnostic::new(code, place(&sources, 0, word), "m");
    let mut denied = at(Code::OldName, "three");
    denied.severity = nuncio::diagnostic::Severity::Error;
    let log = log(&sources, &[at(Code::OldName, "one"), at(Code::PerCompany, "two"), denied]);
    let run = &log["runs"][0];
    let levels: Vec<_> = run["results"].as_array().unwrap().iter().map(|result| result["level"].clone()).collect();
    assert_eq!(levels, ["warning", "note", "error"]);
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 2);
}

#[test]
fn columns_count_scalar_values_and_an_empty_place_is_a_point() {
    let sources = sources(&[("a", "// 😀é 値 word\r\nnext\r\n")]);
    let mut loc = place(&sources, 0, "word");
    loc.span = Span::at(loc.span.end);
    let log = log(&sources, &[Diagnostic::new(Code::Syntax, loc, "m").fix("insert", loc, "x")]);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let point = serde_json::json!({"startLine": 1, "startColumn": 13, "endLine": 1, "endColumn": 13});
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"], point);
    let change = &run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["deletedRegion"], point);
}

#[test]
fn a_name_becomes_a_uri() {
    for (name, uri) in [
        ("c/a.campaign", "c/a.campaign"),
        ("../my folder/50%/é.campaign", "../my%20folder/50%25/%C3%A9.campaign"),
        ("a:b.campaign", "a%3Ab.campaign"),
        ("/home/ada/a#1.campaign", "file:///home/ada/a%231.campaign"),
        ("C:/c/a.campaign", "file:///C:/c/a.campaign"),
    ] {
        let sources = sources(&[(name, "")]);
        let log = log(&sources, &[Diagnostic::new(Code::Syntax, Loc::default(), "m")]);
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], uri);
    }
}

/// The offset of a line and column, both from 1, as a reader of the log counts them.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let (line, column) = (line.as_u64().unwrap() as usize, column.as_u64().unwrap() as usize);
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.split_at(before).1;
    before + rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(column - 1).expect("a column of the text")
}

/// What a reader of the log makes of a text that a fix changes.
fn changed(text: &str, fix: &Value) -> String {
    let mut text = text.to_owned();
    for replacement in fix["artifactChanges"][0]["replacements"].as_array().unwrap().iter().rev() {
        let region = &replacement["deletedRegion"];
        let start = offset(&text, &region["startLine"], &region["startColumn"]);
        let end = offset(&text, &region["endLine"], &region["endColumn"]);
        text.replace_range(start..end, replacement["insertedContent"]["text"].as_str().unwrap_or_default());
    }
    text
}

#[test]
fn a_fix_in_the_log_makes_the_same_text_as_the_fix_itself() {
    let mut fixes = 0;
    for area in ["errors", "warnings"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(area);
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a text");
            let compilation = nuncio::compile(sources(&[("c", &text)]));
            for found in &compilation.diagnostics {
                let log = log(&compilation.sources, std::slice::from_ref(found));
                let written = log["runs"][0]["results"][0]["fixes"].as_array().cloned().unwrap_or_default();
                assert_eq!(written.len(), found.fixes.len());
                for (fix, written) in found.fixes.iter().zip(&written) {
                    let applied = apply(&compilation.sources, [fix]).texts.into_values().next();
                    assert_eq!(Some(changed(&text, written)), applied, "{}", fix.title);
                    fixes += 1;
                }
            }
        }
    }
    assert!(fixes > 30, "only {fixes} fixes");
}
