//! Each spelling that people will try, wherever it may stand, is one error at its place that says what to write, and
//! its best quick fix writes it (§13). The files of `tests/cases/spellings` have one spelling a line: what is wrong,
//! `→`, and what it becomes, or `-` where nothing can know what was meant.

use super::{describe, read};

/// A file of spellings, and the places where each of its lines may stand, for `@`.
const PLACES: &[(&str, &[&str])] = &[
    ("rules", RULES),
    (
        "history",
        &["segment s {\n    a\n    @\n    z\n}\n", "segment s { @ }\n", "campaign c {\n    audience { @ }\n}\n"],
    ),
    ("sections", &["campaign c {\n    priority 1\n    @\n    shareable\n}\n", "campaign c { @ }\n"]),
    (
        "fields",
        &[
            "campaign c {\n    send banner {\n        persistent\n        @\n        style success\n    }\n}\n",
            "campaign c {\n    send banner { @ }\n}\n",
        ],
    ),
    ("lines", &["campaign c {\n    send banner {\n        persistent\n        @\n        style success\n    }\n}\n"]),
    ("settings", &["workspace {\n    session gap 5 minutes\n    @\n    fin true\n}\n", "workspace { @ }\n"]),
    (
        "declarations",
        &[
            "contacts {\n    a text\n    @\n    z text\n}\n",
            "event e { @ }\n",
            "contacts {\n    a text,\n    @,\n    z text\n}\n",
        ],
    ),
    (
        "tests",
        &["test \"x\" of c {\n    contact { a: 1 }\n    @\n    expect sent once\n}\n", "test \"x\" of c { @ }\n"],
    ),
    (
        "copies",
        &[
            "campaign c {\n    send sms { body \"a @ z\" }\n}\n",
            "campaign c {\n    send sms {\n        body \"\"\"\n            a\n            @\n            z\n            \"\"\"\n    }\n}\n",
        ],
    ),
    ("items", &["@\n", "segment first { a }\n@\nsegment last { a }\n"]),
];

/// Where a condition may stand.
const RULES: &[&str] = &[
    "campaign c {\n    audience {\n        first\n        @\n        last\n    }\n    priority 1\n}\n",
    "campaign c {\n    when event e {\n        @\n        last\n    }\n    priority 1\n}\n",
    "campaign c {\n    where { @ }\n    priority 1\n}\n",
    "campaign c {\n    goal event e { @ } within 7 days\n}\n",
    "segment s { @ }\n",
    "segment s {\n    any {\n        @\n        b\n    }\n}\n",
    "segment s {\n    none { @ }\n    b\n}\n",
    "segment s {\n    did e {\n        @\n    } at least twice\n    b\n}\n",
    "segment s {\n    never did e { @ } in the last 7 days\n}\n",
    "segment s {\n    some company { @ }\n}\n",
    "segment s { any { @ } }\n",
    "workspace {\n    reach email { @ }\n    fin true\n}\n",
    "campaign c {\n    send sms { body \"{% if @ %}x{% endif %}\" }\n}\n",
    "campaign c {\n    send sms {\n        body \"\"\"\n            {% if a %}x\n            {% elsif @ %}y\n            {% endif %}\n            \"\"\"\n    }\n}\n",
];

/// What is wrong with how a spelling is taken at a place.
fn wrong(place: &str, written: &str, right: &str) -> Option<String> {
    let text = place.replacen('@', written, 1);
    let line = place.split('@').next().unwrap().matches('\n').count() as u32 + 1;
    let (_, found) = read(&text);
    let say = |what: &str| Some(format!("{what}\n{}", describe(&text, &found)));
    let [only] = found.as_slice() else { return say(&format!("{} errors", found.len())) };
    let source = nuncio::source::SourceFile::new("c.campaign", text.as_str());
    let at = source.line_column(only.primary.loc.span.start).line;
    if !(line..=line + written.matches('\n').count() as u32).contains(&at) {
        return say(&format!("not on line {line}"));
    }
    if only.help.is_none() {
        return say("no help");
    }
    if only.primary.message.is_empty() {
        return say("no label");
    }
    if right == "-" {
        return None;
    }
    let Some(fix) = only.fixes.first() else { return say("no fix") };
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.loc.span.start));
    let mut fixed = text.clone();
    for edit in edits {
        fixed.replace_range(edit.loc.span.range(), &edit.text);
    }
    let wanted = place.replacen('@', right, 1);
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if squeeze(&fixed) != squeeze(&wanted) {
        return say(&format!("mended to\n{fixed}"));
    }
    let (_, left) = read(&fixed);
    if !left.is_empty() {
        return say(&format!("mended to what does not parse\n{fixed}{}", describe(&fixed, &left)));
    }
    None
}

#[test]
fn each_is_one_error_that_says_what_to_write() {
    let mut all = String::new();
    let mut counted = 0;
    for (name, places) in PLACES {
        let path = format!("{}/tests/cases/spellings/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")) {
            let (written, right) = line.split_once(" → ").unwrap_or((line.trim_end_matches(" →"), ""));
            let (written, right) = (written.replace('⏎', "\n"), right.replace('⏎', "\n"));
            let mut failures: Vec<(String, Vec<usize>)> = Vec::new();
            for (number, place) in places.iter().enumerate() {
                counted += 1;
                if let Some(what) = wrong(place, &written, &right) {
                    let key = what.lines().next().unwrap().to_owned();
                    match failures.iter_mut().find(|(other, _)| other.lines().next() == Some(&key)) {
                        Some((_, at)) => at.push(number),
                        None => failures.push((what, vec![number])),
                    }
                }
            }
            for (what, at) in failures {
                all += &format!("[{name}] {line}   {at:?}: {}\n", what.trim_end().replace('\n', "\n      "));
            }
        }
    }
    assert!(all.is_empty(), "{counted} tried\n{all}");
}
