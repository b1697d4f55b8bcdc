//! Copy (§1.5, §12.1).

use insta::assert_snapshot;
use nuncio::syntax::ast::{FieldKind, ItemKind, Part, SectionKind};

use super::{describe, read, read_legal};

fn in_send(field: &str) -> String {
    format!("campaign c {{\n    send sms {{\n        {field}\n    }}\n}}\n")
}

/// The parts of a body, texts quoted, placeholders and conditions in short.
fn parts(copy: &str) -> String {
    let file = read_legal(&in_send(&format!("body {copy}")));
    let ItemKind::Campaign(campaign) = &file.items[0].kind else { panic!("no campaign") };
    let SectionKind::Send(send) = &campaign.sections[0].kind else { panic!("no send") };
    let FieldKind::Copy(copy) = &send.fields[0].kind else { panic!("no copy") };
    show(&copy.parts)
}

fn show(parts: &[Part]) -> String {
    let parts = parts.iter().map(|part| match part {
        Part::Text(text, _) => format!("{text:?}"),
        Part::Placeholder(placeholder) => {
            let filters = placeholder.filters.iter().map(|filter| {
                format!(
                    "|{}{}",
                    filter.name.text,
                    filter.argument.as_ref().map(|a| format!(":{:?}", a.kind)).unwrap_or_default()
                )
            });
            format!("<{}{}>", placeholder.path, filters.collect::<String>())
        }
        Part::If(found) => {
            let branches: Vec<String> = found.branches.iter().map(|(_, parts)| show(parts)).collect();
            let otherwise = found.otherwise.as_ref().map(|parts| format!(" else {}", show(parts))).unwrap_or_default();
            format!("if({}{otherwise})", branches.join(" elsif "))
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn quotes_in_tags_end_no_text() {
    assert_eq!(parts(r#""Hi {{ name | fallback: "you" }}!""#), r#""Hi " <name|fallback:Text("you")> "!""#);
    assert_eq!(parts(r#""{% if a is "}}" %}x{% endif %}""#), r#"if("x")"#);
    assert_eq!(parts(r#""{{ `}} x` | fallback: 'it\'s "{" \u{41}' }}""#), r#"<}} x|fallback:Text("it's \"{\" A")>"#);
}

#[test]
fn escaped_braces_are_shown() {
    assert_eq!(parts(r#""\{{ a }} {b} }} %}""#), r#""{{ a }} {b} }} %}""#);
}

#[test]
fn branches_nest() {
    assert_eq!(
        parts(r#""{% if a %}1{% if b %}2{% else %}3{% endif %}{% elsif c %}4{% else %}5{% endif %}6""#),
        r#"if("1" if("2" else "3") elsif "4" else "5") "6""#
    );
}

#[test]
fn line_breaks_in_tags_of_block_text_are_blanks() {
    assert_eq!(
        parts("\"\"\"\n    a {{ b\n    | fallback:\n    \"x\" }}{% if c\n    is \"d\" %}e{% endif %}\n\"\"\""),
        r#""a " <b|fallback:Text("x")> if("e")"#
    );
}

#[test]
fn a_line_of_tags_goes_with_its_line_break() {
    let text = "\"\"\"\n    one\n    {% if a %}\n    two\n      {% elsif b %}  {% if c %}\n    three\n    {% endif %}{% endif %}\n    four {% if d %}\n    five{% endif %}\n    \"\"\"";
    assert_eq!(parts(text), r#""one\n" if("two\n" elsif if("three\n")) "four " if("\nfive")"#);
    // A placeholder, or a tag in line copy, is no such line.
    assert_eq!(parts("\"\"\"\n    {{ a }}\n    b\n    \"\"\""), r#"<a> "\nb""#);
    assert_eq!(parts("\"\"\"\n    a\n    {% if b %}c{% endif %}\n    d\n    \"\"\""), r#""a\n" if("c") "\nd""#);
}

#[test]
fn mistakes_in_copy_are_told_where_they_are() {
    let fields = [
        r#"body "Hi {{ name""#,
        r#"body "Hi {% if a""#,
        r#"body "Hi {% if a"#,
        r#"body "Hi {{ name }}"#,
        r#"body "{{ name, fallback: "x" }}""#,
        r#"body "{{ name | fallback "x" }}""#,
        r#"body "{{ name fallback: "x" }}""#,
        r#"body "{{ name or "x" }}""#,
        r#"body "{{ }}""#,
        r#"body "{{ a | b: c }}""#,
        r#"body "{{ a | fallback: "{{ b" }}""#,
        r#"body "{% unless vip %}x{% endunless %}""#,
        r#"body "{{ a | }}""#,
        r#"body "{% for t in tags %}x{% endfor %}""#,
        r#"body "{% if vip %}x""#,
        r#"body "x{% endif %}""#,
        r#"body "{% if plan is pro %}x{% elsif a %}y{% endif %}""#,
        r#"body "{% if a %}x{% elsif a = 1 %}y{% endif %}""#,
        r#"body "{% if a %}x{% else if b %}y{% else %}z{% endif %}""#,
        r#"body "{% if a %}x{% end %}""#,
        r#"body "{% include "x" %}""#,
        r#"body "{% if a // no comment %}x{% endif %}""#,
        r#"body "a \q b""#,
    ];
    let mut out = String::new();
    for field in fields {
        let text = in_send(field);
        let (_, diagnostics) = read(&text);
        assert_eq!(diagnostics.len(), 1, "{field}: {}", describe(&text, &diagnostics));
        out += &format!("{field}\n  {}", describe(&text, &diagnostics));
    }
    // In a block on one line the text ends before the braces of the blocks.
    let text = "campaign c { send sms { body \"Hi } }";
    out += &describe(text, &read(text).1);
    assert_snapshot!(out);
}

/// Each field alone, with a line below it that is read whatever stands above: one mistake, one error (§1.6).
fn each(fields: &[&str]) -> String {
    let mut out = String::new();
    for field in fields {
        let text =
            format!("campaign c {{\n    send sms {{\n        {field}\n        opens 3\n    }}\n    delay x\n}}\n");
        let (_, diagnostics) = read(&text);
        assert_eq!(diagnostics.len(), 3, "{field}: {}", describe(&text, &diagnostics));
        out += &format!("{field}\n  {}", describe(&text, &diagnostics[..1]));
    }
    out
}

#[test]
fn a_quote_lost_in_a_tag_costs_its_line() {
    assert_snapshot!(each(&[
        r#"body "{{ a | fallback: "x }}""#,
        r#"body "{{ a | fallback: x" }}""#,
        r#"body "{% if a is "x %}b{% endif %}""#,
        r#"body "{{ b }}, {% if a is x" %}b{% endif %}""#,
        r#"action "{{ a | fallback: "x }}" opens "{{ b }}""#,
    ]));
    let text = "campaign c { send sms { body \"{{ a | fallback: \"x }}\" } }";
    let (_, diagnostics) = read(text);
    assert_eq!(diagnostics.len(), 1, "{}", describe(text, &diagnostics));
}

#[test]
fn a_mistaken_tag_keeps_its_partners() {
    assert_snapshot!(each(&[
        r#"body "{% iff a %}x{% endif %}""#,
        r#"body "{% IF a %}x{% ELSE %}y{% ENDIF %}""#,
        r#"body "{% iff a %}x{% elsif b %}y{% else %}z{% endif %}""#,
        r#"body "{% if b %}{% iff a %}x{% else %}y{% endif %}z{% else %}u{% endif %}""#,
        r#"body "{%- if a -%}x{%- else -%}y{%- endif -%}""#,
        r#"body "{% if a -%}x{% endif %}""#,
        r#"body "{% if a %}x{%- endif %}""#,
        r#"body "{% if a }x{% endif %}""#,
        r#"body "{% if a %}x{% else }y{% endif %}""#,
        r#"body "{% if a %}x{% endif } {% if b %}y{% endif %}""#,
        r#"body "{% if a %}x{% endfi %}""#,
        r#"body "{% if a %}x{% ENDIF %}""#,
        r#"body "{% if a %}x{% esle %}y{% endif %}""#,
        r#"body "{% if a %}x{% else %}y{% else %}z{% endif %}""#,
        r#"body "{% if a %}x{% else %}y{% elsif b %}z{% endif %}""#,
        r#"body "{% if a %}{% for t in tags %}y{% endfor %}{% endif %}""#,
        r#"body "{{ a } and {{ b }}""#,
        r#"body "{% %}x""#,
    ]));
}

#[test]
fn a_block_copy_with_an_open_tag_is_told_at_the_tag() {
    let text = in_send("body \"\"\"\n            Hi {{ name\n            you\n        \"\"\"\n        subject \"x\"");
    assert_snapshot!(describe(&text, &read(&text).1));
}
