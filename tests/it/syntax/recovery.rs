//! One mistake gives one error, and the rest of the file still yields what it says (§1.6, §1.7, §13).

use insta::assert_snapshot;
use nuncio::diagnostic::Code;
use nuncio::syntax::ast::{File, ItemKind};

use super::{LEGAL, describe, read, sample};

/// Items and the first words of the sections of campaigns.
fn outline(file: &File) -> String {
    let items = file.items.iter().map(|item| match &item.kind {
        ItemKind::Campaign(campaign) => {
            let sections: Vec<String> = campaign
                .sections
                .iter()
                .map(|section| {
                    format!("{:?}", section.kind).split([' ', '(', '{']).next().unwrap_or_default().to_owned()
                })
                .collect();
            let broken: Vec<&str> = campaign.broken.iter().map(|word| word.text.as_str()).collect();
            format!("campaign {}: {}; broken: {}\n", campaign.name.text, sections.join(" "), broken.join(" "))
        }
        other => format!("{}\n", format!("{other:?}").split('(').next().unwrap_or_default()),
    });
    items.collect()
}

fn recovered(name: &str) -> String {
    let text = sample(name);
    let (file, diagnostics) = read(&text);
    format!("{}\n{}", describe(&text, &diagnostics), outline(&file))
}

#[test]
fn a_brace_on_the_next_line() {
    assert_snapshot!(recovered("recover_late_brace"));
}

#[test]
fn blocks_that_are_not_closed() {
    assert_snapshot!(recovered("recover_unclosed"));
}

#[test]
fn a_block_not_closed_is_found_by_its_indentation() {
    assert_snapshot!(recovered("recover_unclosed_inner"));
}

#[test]
fn a_brace_too_many() {
    assert_snapshot!(recovered("recover_extra_brace"));
}

#[test]
fn lines_that_do_not_parse_leave_the_others() {
    assert_snapshot!(recovered("recover_lines"));
}

#[test]
fn a_file_that_ends_early_gets_one_error() {
    for text in [
        "campaign c {\n    audience {\n        any {\n            a",
        "campaign c {",
        "campaign c {\n    send banner {\n        body \"x\"\n",
    ] {
        let (_, diagnostics) = read(text);
        assert_eq!(diagnostics.len(), 1, "{}", describe(text, &diagnostics));
    }
}

#[test]
fn every_prefix_and_many_changes_are_read() {
    for name in LEGAL {
        let text = sample(name);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for at in 0..lines.len() {
            let prefix = lines[..at].concat();
            for tail in ["", lines[at].trim_end(), lines[at].split_once(' ').map_or("", |(word, _)| word)] {
                read(&format!("{prefix}{tail}"));
            }
            let without = format!("{prefix}{}", lines[at + 1..].concat());
            read(&without);
        }
        let step = text.len() / 150;
        for at in (0..text.len()).step_by(step.max(1)).filter(|at| text.is_char_boundary(*at)) {
            for piece in ["{", "}", "\"", "\"\"\"", "(", "\n", "é", "{{", "`", "//"] {
                let (before, after) = text.split_at(at);
                read(&format!("{before}{piece}{after}"));
            }
        }
    }
}

/// One mistake in braces or fences, marked by `@` at its place.
const ONE_MISTAKE: &[&str] = &[
    "segment s { @{\n    a\n}\n",
    "campaign c {\n    audience { @{\n        a\n    }\n    send banner { body \"x\" }\n}\n",
    "campaign c { @{\n    send banner { body \"x\" }\n}\n",
    "campaign c {\n    send banner { @{\n        body \"x\"\n    }\n}\n",
    "campaign c {\n    audience {\n        a\n        @{\n        b\n    }\n    send banner { body \"x\" }\n}\n",
    "segment big@\n    seats > 10\n}\n",
    "workspace@\n    fin true\n}\n",
    "contacts@\n    plan text\n}\n",
    "event e@ // with a comment\n    size number\n}\n",
    "procedure p@\n    step \"x\"\n}\n",
    "test \"t\" of c@\n    at 2026-03-01T09:00 event e { size: 5 }\n    expect sent once\n}\n",
    "campaign c {\n    audience@\n        a\n        b is 1\n    }\n    send banner { body \"x\" }\n}\n",
    "campaign c {\n    when event e@\n        a\n        b is 1\n    }\n    send banner { body \"x\" }\n}\n",
    "segment s {\n    any@\n        a\n        b is 1\n    }\n}\n",
    "segment s {\n    none { a }@}\n    in segment big\n}\n",
    "campaign c {\n    audience {\n        a @}\n        d\n    }\n    send banner { body \"x\" }\n}\n",
    "campaign c {\n    send tour {\n        step @{\n            body \"x\"\n        step {\n            body \"y\"\n        }\n    }\n}\n",
    "test \"t\" of c {\n    at 2026-03-01T09:00 event e @{\n        size: 5\n    expect sent once\n}\n",
    "campaign c {\n    send banner { body \"x\" }\n    goal event e @{\n        size > 4\n    within 7 days\n}\n",
    "campaign c {\n    @segment x { a }\n    send banner { body \"x\" }\n}\n",
    "campaign c {\n    send banner {\n        body @\"\"\"\n        Hello there,\n        style is all\n        style info\n    }\n}\n",
    // sections in a message, and texts that do not end on their line
    "campaign c {\n    send post {\n        headline \"A\"\n        @allow long_copy\n        body \"B\"\n    }\n}\n",
    "campaign c {\n    send post {\n        body \"B\"\n        @audience {\n            a\n        }\n    }\n    priority 1\n}\n",
    "campaign c {\n    send banner {\n        body \"Hi @{{ a }\n        style info\n    }\n}\n",
    "campaign c {\n    send banner {\n        body @\"Hi there\n        and welcome\"\n        style info\n    }\n}\n",
];

#[test]
fn one_mistake_in_braces_gives_one_error_at_its_place() {
    let mut wrong = String::new();
    for marked in ONE_MISTAKE {
        let marked = format!("segment first {{ a }}\n{marked}segment last {{ b }}\n");
        let text = marked.replacen('@', "", 1);
        let (file, diagnostics) = read(&text);
        let places: Vec<usize> = diagnostics.iter().map(|found| found.primary.loc.span.start as usize).collect();
        let items = if text.contains("segment x") { 4 } else { 3 };
        let broken = outline(&file).lines().any(|line| line.starts_with("campaign") && !line.ends_with("broken: "));
        if Some(places) != marked.find('@').map(|at| vec![at]) || file.items.len() != items || broken {
            wrong += &format!("{marked}{}{}\n", describe(&text, &diagnostics), outline(&file));
        }
    }
    assert_eq!(wrong, "");
}

/// The only error, its line, and whether what follows the item is read.
fn too_deep(text: &str) {
    let (file, diagnostics) = read(&format!("{text}\nsegment last {{ a }}\n"));
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::TooDeep]);
    assert!(matches!(&file.items.last().unwrap().kind, ItemKind::Segment(segment) if segment.name.text == "last"));
}

#[test]
fn nesting_ends_at_64() {
    // The block of the item is the first level.
    let parens = |n: usize| format!("segment s {{ {}a{} }}", "(".repeat(n), ")".repeat(n));
    let nots = |n: usize| format!("segment s {{ {}a }}", "not ".repeat(n));
    let groups = |n: usize| format!("segment s {{ {}a{} }}", "any { ".repeat(n), " }".repeat(n));
    let mixed = |n: usize| format!("segment s {{ {}a{} }}", "not (".repeat(n), ")".repeat(n));
    for legal in [parens(63), nots(63), groups(63), mixed(31)] {
        assert_eq!(describe(&legal, &read(&legal).1), "");
    }
    for deep in [parens(64), nots(64), groups(64), mixed(32)] {
        too_deep(&deep);
    }
    // `not` inside a predicate nests nothing.
    let legal = format!("segment s {{ {}plan is not \"a\" and not x{} }}", "(".repeat(62), ")".repeat(62));
    assert_eq!(describe(&legal, &read(&legal).1), "");
    let copy = |n: usize| {
        let (open, close) = ("{% if a %}".repeat(n), "{% endif %}".repeat(n));
        format!("campaign c {{\n    send sms {{ body \"{open}x{close}\" }}\n}}")
    };
    assert_eq!(describe(&copy(62), &read(&copy(62)).1), "");
    too_deep(&copy(63));
}

#[test]
fn the_level_that_is_too_deep_is_the_place() {
    let text = format!("segment s {{\n{}a{}\n}}", "(\n".repeat(70), "\n)".repeat(70));
    let (_, diagnostics) = read(&text);
    assert_snapshot!(describe(&text, &diagnostics));
}

#[test]
fn a_hundred_thousand_levels_overflow_nothing() {
    for open in ["(", "not ", "[", "{", "{{", "\"", "not (", "{% if a %}"] {
        read(&format!("segment s {{ {}", open.repeat(10_000)));
        read(&format!("campaign c {{ send sms {{ body \"{}\" }} }}", open.repeat(100_000)));
    }
    let open = format!("segment s {{\n{}", "any {\n".repeat(100_000));
    let (_, diagnostics) = read(&open);
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TooDeep]);
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    too_deep(&format!("segment s {{ {open}a{close} }}"));
}
