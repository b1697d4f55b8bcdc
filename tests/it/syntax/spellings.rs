//! Each spelling that people will try, wherever it may stand, is one error at its place that says what to write, and
//! its best quick fix writes it (§13). The files of `tests/cases/spellings` have one spelling a line: what is wrong,
//! `→`, and what it becomes, or `-` where nothing can know what was meant.

use std::collections::HashMap;

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

/// What is written and what it becomes, of one file.
fn table(area: &str) -> Vec<(String, String)> {
    let path = format!("{}/tests/cases/spellings/{area}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("// "));
    let parts = lines.map(|line| line.split_once(" → ").unwrap_or((line.trim_end_matches(" →"), "")));
    parts.map(|(written, right)| (written.replace('⏎', "\n"), right.replace('⏎', "\n"))).collect()
}

/// Those of one line whose mending is known.
fn spellings(area: &str) -> Vec<(String, String)> {
    let known = |(written, right): &(String, String)| right != "-" && !written.contains('\n') && !right.contains('\n');
    table(area).into_iter().filter(known).collect()
}

#[test]
fn each_is_one_error_that_says_what_to_write() {
    let mut all = String::new();
    for (area, places) in PLACES {
        for (written, right) in table(area) {
            let mut failures: Vec<(String, Vec<usize>)> = Vec::new();
            for (number, place) in places.iter().enumerate() {
                let Some(what) = wrong(place, &written, &right) else { continue };
                match failures.iter_mut().find(|(other, _)| other.lines().next() == what.lines().next()) {
                    Some((_, at)) => at.push(number),
                    None => failures.push((what, vec![number])),
                }
            }
            for (what, at) in failures {
                all += &format!("[{area}] {written} → {right} {at:?}: {}\n", what.trim_end().replace('\n', "\n      "));
            }
        }
    }
    assert!(all.is_empty(), "{all}");
}

/// Campaign files with places for spellings: `<area>` stands for one of its file.
const FILES: &[&str] = &[
    "segment s# {\n    a\n    <rules>\n    z\n}\n",
    "segment s# { <rules> }\n",
    "segment s# {\n    any {\n        <history>\n        b\n    }\n}\n",
    "workspace {\n    <settings>\n    fin true\n}\n",
    "event e# {\n    size number\n    <declarations>\n}\n",
    "campaign c# {\n    audience {\n        <rules>\n        <history>\n    }\n    <sections>\n    send sms { body \"B\" }\n}\n",
    "campaign c# {\n    <sections>\n    shareable\n    <sections>\n    send banner {\n        <fields>\n        style success\n    }\n}\n",
    "campaign c# {\n    when event e { <rules> }\n    where { <rules> }\n    send sms { body \"a <copies> z\" }\n}\n",
    "campaign c# {\n    send post {\n        headline \"H\"\n        <fields>\n        body \"\"\"\n            Dear\n            <copies>\n            \"\"\"\n    }\n    goal event e { <rules> } within 7 days\n}\n",
    "test \"t#\" of c {\n    <tests>\n    expect sent once\n}\n",
    "segment good# { a }\n",
];

/// §1.6, §13: as many errors as mistakes, each on its line, whatever stands around it; and the best quick fixes of all
/// of them together leave none.
#[test]
fn as_many_mistakes_as_there_are_give_as_many_errors() {
    let areas = ["rules", "history", "sections", "fields", "settings", "declarations", "tests", "copies"];
    let spellings: HashMap<&str, Vec<(String, String)>> = areas.map(|area| (area, spellings(area))).into();
    let mut wrong = String::new();
    for seed in 0..400_usize {
        let mut dice = seed.wrapping_mul(2_654_435_761) + 1;
        let mut roll = |sides: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let mut text = String::new();
        let mut lines = Vec::new();
        for nth in 0..3 + roll(3) {
            let file = FILES[roll(FILES.len())].replace('#', &nth.to_string());
            let mut rest = file.as_str();
            while let Some((before, (area, after))) =
                rest.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)))
            {
                let known = &spellings[area];
                text += before;
                lines.push(text.matches('\n').count() as u32 + 1);
                text += &known[roll(known.len())].0;
                rest = after;
            }
            text += rest;
        }
        let (_, found) = read(&text);
        let source = nuncio::source::SourceFile::new("c.campaign", text.as_str());
        let at: Vec<u32> = found.iter().map(|found| source.line_column(found.primary.loc.span.start).line).collect();
        let mut fixed = text.clone();
        let mut edits: Vec<_> =
            found.iter().filter_map(|found| found.fixes.first()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.loc.span.start));
        for edit in edits {
            fixed.replace_range(edit.loc.span.range(), &edit.text);
        }
        let (_, left) = read(&fixed);
        if at != lines || found.iter().any(|found| found.help.is_none()) || !left.is_empty() {
            wrong += &format!(
                "seed {seed}: {lines:?} {at:?}\n{text}\n{}\n{fixed}{}\n",
                describe(&text, &found),
                describe(&fixed, &left)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
