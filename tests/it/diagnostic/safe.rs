//! A safe fix changes nothing: what compiles compiles to the same after it (INTERFACE §2.5).

use std::path::{Path, PathBuf};

use nuncio::diagnostic::{Diagnostic, Fix, apply};
use nuncio::lint::{Context, Levels, lint};
use nuncio::source::{FileId, SourceFile, Sources};
use nuncio::time::{Zone, parse_time};
use nuncio::{Compilation, compile};
use rayon::prelude::*;

use crate::generate::world;

/// New words and the old names of them that are taken too (§13).
const OLD: [(&str, &str); 12] = [
    ("audience dynamic {", "audience ongoing {"),
    ("audience dynamic {", "audience dynamic filters {"),
    ("audience fixed {", "audience one_off {"),
    ("audience fixed {", "audience one-off\t filters {"),
    ("audience {", "audience filters {"),
    ("once ever", "show_once"),
    ("until dismissed", "show_until_dismissed"),
    ("send tour {", "send product_tour {"),
    ("send carousel {", "send mobile_carousel {"),
    ("send chat {", "send in_app {"),
    ("send workflow {", "send custom_bot {"),
    ("send banner {", "send banner\n{"),
];

/// Wrong spellings that can mean one thing only, and that (§13), by where they stand.
const RULES: &[(&str, &str)] = &[
    ("plan = \"a\"", "plan is \"a\""),
    ("plan == \"a\"", "plan is \"a\""),
    ("plan==\"a\"", "plan is \"a\""),
    ("plan != \"a\"", "plan is not \"a\""),
    ("plan <> \"a\"", "plan is not \"a\""),
    ("plan is \"a\" && seats > 1", "plan is \"a\" and seats > 1"),
    ("plan is \"a\" || seats > 1", "plan is \"a\" or seats > 1"),
    ("!in segment s", "not in segment s"),
    ("plan is \"a\" AND NOT seats > 1", "plan is \"a\" and not seats > 1"),
    ("plan is \"a\" OR seats > 1", "plan is \"a\" or seats > 1"),
    ("plan == 'a' && seats <> 3", "plan is \"a\" and seats is not 3"),
    ("plan is 'a'", "plan is \"a\""),
    ("plan is “a”", "plan is \"a\""),
    ("plan is ‘a’", "plan is \"a\""),
    ("plan is \"a\";", "plan is \"a\""),
    ("plan is \"a\" # a comment", "plan is \"a\" // a comment"),
    ("# a comment\n        seats > 1", "// a comment\n        seats > 1"),
    ("plan is \"a\",", "plan is \"a\""),
    ("did order within the last 7 days", "did order in the last 7 days"),
    ("did order at least twice within the last 7 days", "did order at least twice in the last 7 days"),
    ("since after 2026-3-1", "since after 2026-03-01"),
    ("since < 2026-03-01", "since before 2026-03-01"),
    ("since < 2026-3-1", "since before 2026-03-01"),
    ("plan is null", "plan is unknown"),
    ("plan is not null", "plan is known"),
    ("plan in segment s", "in segment s"),
    ("seats not between 1 and 5", "not seats between 1 and 5"),
    ("any\n        {\n            seats > 1\n        }", "any {\n            seats > 1\n        }"),
];
const SECTIONS: &[(&str, &str)] = &[
    ("purpose: tip", "purpose tip"),
    ("purpose tip;", "purpose tip"),
    ("frequency once per day 3 times in total", "frequency once per day, 3 times in total"),
    ("frequency once per day,", "frequency once per day"),
    ("deliver weekdays between 9am and 5pm", "deliver weekdays between 09:00 and 17:00"),
    ("live from 2026-3-1", "live from 2026-03-01"),
    ("# a comment", "// a comment"),
];
const FIELDS: &[(&str, &str)] = &[
    ("style: info", "style info"),
    ("style info;", "style info"),
    ("style info,", "style info"),
    ("action 'Go' opens \"https://a.example/b\"", "action \"Go\" opens \"https://a.example/b\""),
    ("body \"{{ first_name, fallback: \"there\" }}\"", "body \"{{ first_name | fallback: \"there\" }}\""),
    ("body \"{{ first_name | default: \"there\" }}\"", "body \"{{ first_name | fallback: \"there\" }}\""),
    ("body \"{% if plan == \"a\" %}A{% endif %}\"", "body \"{% if plan is \"a\" %}A{% endif %}\""),
];
/// Those that could mean something else, which is left to the author (§13).
const OPEN: &[&str] = &[
    "started less than 3 months ago",
    "seats > 10%",
    "did order 3 times",
    "since 3 days ago",
    "plan is empty",
    "plan is pro",
    "plan == pro",
    "plan is # \"a\"",
    "plan iz \"a\"",
    "plan contains [\"a\", \"b\"]",
];

/// A file with these lines in it.
fn file(rule: &str, section: &str, field: &str) -> String {
    let body = if field.starts_with("body") { "" } else { "\n        body \"B\"" };
    format!(
        "segment s {{ seats > 9 }}\ncampaign c {{\n    audience {{\n        {rule}\n    }}\n    {section}\n    send banner \
         {{\n        {field}{body}\n    }}\n}}\n"
    )
}

fn compiled(text: &str) -> Compilation {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("c.campaign", text));
    compile(sources)
}

fn errors(compilation: &Compilation) -> usize {
    compilation.diagnostics.iter().filter(|found| found.is_error()).count()
}

/// A text with every safe fix that there is in it, and how many they were.
fn fixed(text: &str) -> (String, usize) {
    let now = parse_time("2026-03-02T12:00:00Z", &Zone::utc()).expect("a time");
    let (levels, mut text, mut all) = (Levels::default(), text.to_owned(), 0);
    for _ in 0..20 {
        let compilation = compiled(&text);
        let found: Vec<Diagnostic> = lint(&compilation, &Context { now, levels: &levels, evidence: None });
        let safe = |found: &Diagnostic| found.fixes.iter().find(|fix| fix.safe).cloned();
        let fixes: Vec<Fix> = found.iter().filter_map(safe).collect();
        let mut applied = apply(&compilation.sources, &fixes);
        let Some(new) = applied.texts.remove(&FileId(0)) else { return (text, all) };
        all += applied.count;
        text = new;
    }
    panic!("fixes never end in\n{text}");
}

/// A text with its safe fixes, which means what it meant before, if it meant something; and how many they were.
fn keeps_its_meaning(text: &str) -> (Compilation, usize) {
    let (after, count) = fixed(text);
    let (old, new) = (compiled(text), compiled(&after));
    assert!(errors(&new) <= errors(&old), "the fixes break\n{text}\ninto\n{after}");
    if !old.has_errors() {
        assert_eq!(old.ir.to_string(), new.ir.to_string(), "the fixes change\n{text}\ninto\n{after}");
    }
    (new, count)
}

fn campaign_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        match path.extension() {
            _ if path.is_dir() => files.extend(campaign_files(&path)),
            Some(extension) if extension == "campaign" => files.push(path),
            _ => {}
        }
    }
    files
}

#[test]
fn safe_fixes_of_the_cases_and_examples_change_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [campaign_files(&root.join("tests/cases")), campaign_files(&root.join("examples"))].concat();
    let counts = files.par_iter().map(|path| {
        let text = std::fs::read_to_string(path).expect("a text");
        keeps_its_meaning(&text).1 + keeps_its_meaning(&text.replace('\n', "\r\n")).1
    });
    let fixes: usize = counts.sum();
    assert!(fixes > 10, "only {fixes} fixes");
}

#[test]
fn old_names_in_random_campaigns_are_fixed_without_a_change() {
    let fixes: usize = (0..120_u64)
        .into_par_iter()
        .map(|seed| {
            let new = world(seed).source;
            let mut old = new.clone();
            for (nth, (now, before)) in OLD.iter().enumerate() {
                if seed >> (nth % 8) & 1 == 0 {
                    old = old.replacen(now, before, 1 + nth % 3);
                }
            }
            let (after, count) = keeps_its_meaning(&old);
            assert!(count > 0 || old == new, "nothing is fixed in\n{old}");
            assert_eq!(after.ir.to_string(), compiled(&new).ir.to_string(), "{old}");
            count
        })
        .sum();
    assert!(fixes > 120, "only {fixes} fixes");
}

#[test]
fn spellings_that_can_mean_one_thing_only_are_fixed_to_it() {
    let rules = RULES.iter().map(|(wrong, right)| (file(wrong, "", ""), file(right, "", "")));
    let sections = SECTIONS.iter().map(|(wrong, right)| (file("", wrong, ""), file("", right, "")));
    let fields = FIELDS.iter().map(|(wrong, right)| (file("", "", wrong), file("", "", right)));
    let all = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        let rules: Vec<&str> = RULES.iter().map(side).collect();
        file(&format!("any {{\n        {}\n        }}", rules.join("\n        ")), side(&SECTIONS[2]), side(&FIELDS[0]))
    };
    let together = (all(|pair| pair.0), all(|pair| pair.1));
    for (wrong, right) in rules.chain(sections).chain(fields).chain([together]) {
        let (old, new) = (compiled(&wrong), compiled(&right));
        assert!(old.has_errors(), "nothing is wrong with\n{wrong}");
        assert!(!new.has_errors(), "{:?} in\n{right}", new.diagnostics);
        let (after, _) = fixed(&wrong);
        let fixed = compiled(&after);
        assert!(!fixed.has_errors(), "{:?} left in\n{after}of\n{wrong}", fixed.diagnostics);
        assert_eq!(fixed.ir.to_string(), new.ir.to_string(), "{wrong}");
    }
}

#[test]
fn spellings_that_can_mean_something_else_are_left_to_the_author() {
    for rule in OPEN {
        let text = file(rule, "", "");
        assert!(compiled(&text).has_errors(), "nothing is wrong with {rule}");
        assert_eq!(fixed(&text).0, text);
    }
    for section in ["frequency every hour", "when event a or b"] {
        let text = file("", section, "");
        assert!(compiled(&text).has_errors(), "nothing is wrong with {section}");
        assert_eq!(fixed(&text).0, text);
    }
}
