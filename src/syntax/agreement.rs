//! The total grammar accepts every text, and finds no mistake exactly where the strict one accepts.

use super::grammar::{Rule, parse};
use super::scan::Scan;

const SAMPLES: [&str; 3] = [
    include_str!("../../tests/cases/syntax/every_item.campaign"),
    include_str!("../../tests/cases/syntax/every_condition.campaign"),
    include_str!("../../tests/cases/syntax/other_spellings.campaign"),
];

/// What is put in place of, before or after pieces of the samples.
const PIECES: [&str; 24] = [
    "",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"\"\"",
    "\n",
    ",",
    "and",
    "not ",
    "[",
    "]",
    "`",
    "//",
    "{{",
    "{%",
    "%}",
    "}}",
    "\\",
    " is ",
    "'",
    "any {\n",
    "campaign x {\n",
];

/// The samples item by item, so that what is parsed often is short.
fn items() -> impl Iterator<Item = String> {
    SAMPLES.iter().flat_map(|sample| sample.split("\n}\n")).map(|item| format!("{item}\n}}\n"))
}

fn agree(text: &str) {
    let scan = Scan::of(text);
    let masked = scan.masked(text);
    let strict = parse(Rule::file, &masked).is_ok();
    let total = parse(Rule::any_file, &masked).unwrap_or_else(|failure| panic!("no parse at {} of {text}", failure.at));
    let mistakes = total.flatten().any(|pair| format!("{:?}", pair.as_rule()).starts_with("e_"));
    assert_eq!(strict, !mistakes, "strict {strict}, mistakes {mistakes}: {text}");
}

fn agree_on_template(text: &str) {
    let strict = parse(Rule::template, text).is_ok();
    let total =
        parse(Rule::any_template, text).unwrap_or_else(|failure| panic!("no parse at {} of {text}", failure.at));
    let mistakes = total.flatten().any(|pair| format!("{:?}", pair.as_rule()).starts_with("e_"));
    assert_eq!(strict, !mistakes, "strict {strict}, mistakes {mistakes}: {text}");
}

#[test]
fn the_samples_parse() {
    for sample in SAMPLES {
        assert!(parse(Rule::file, sample).is_ok());
        agree(sample);
    }
}

#[test]
fn every_prefix_agrees() {
    for sample in items() {
        for (at, _) in sample.char_indices() {
            agree(sample.split_at(at).0);
        }
    }
}

#[test]
fn changed_words_agree() {
    for sample in items() {
        let words: Vec<&str> = sample.split_inclusive([' ', '\n', '"', '{', '}']).collect();
        let mut turn = 0;
        for at in 0..words.len() {
            // Each word meets three pieces; all pieces come by turns.
            for _ in 0..3 {
                turn += 1;
                let piece = PIECES[turn * 7 % PIECES.len()];
                let (before, after) = (words[..at].concat(), words[at + 1..].concat());
                agree(&format!("{before}{piece}{after}"));
                agree(&format!("{before}{piece}{}{after}", words[at]));
            }
        }
    }
}

#[test]
fn lines_taken_out_doubled_and_swapped_agree() {
    for sample in items() {
        let lines: Vec<&str> = sample.split_inclusive('\n').collect();
        for at in 0..lines.len() {
            let (before, after) = (lines[..at].concat(), lines[at + 1..].concat());
            agree(&format!("{before}{after}"));
            agree(&format!("{before}{}{}{after}", lines[at], lines[at]));
            agree(&format!("{before}{}{after}", lines[at].replace('\n', " ")));
            if let Some(next) = lines.get(at + 1) {
                agree(&format!("{before}{next}{}{}", lines[at], lines[at + 2..].concat()));
            }
        }
    }
}

#[test]
fn changed_templates_agree() {
    let sample = r#"Hi {{ first_name | fallback: "y\"ou" | truncate: 10 }}{% if a is "x" and not (b) %}A {% if c %}B{% endif %}
{% elsif d in [1, 2] %}C{% else %}D \{{ x }}{% endif %} {{ event.`item name` | date: '%d' }}."#;
    agree_on_template(sample);
    for (at, c) in sample.char_indices() {
        let (before, after) = sample.split_at(at);
        agree_on_template(before);
        agree_on_template(&format!("{before}{}", after.split_at(c.len_utf8()).1));
        for piece in PIECES {
            agree_on_template(&format!("{before}{piece}{after}"));
        }
    }
}
