use nuncio::diagnostic::render::{Options, human, summary};
use nuncio::diagnostic::{Code, Diagnostic};
use nuncio::source::{FileId, Loc, Sources, Span};

use super::{UPLOAD, place, sources, unknown_attribute};

fn drawn(sources: &Sources, diagnostic: Diagnostic, width: usize) -> String {
    human(sources, &[diagnostic], Options { width, colour: false, unicode: true })
}

fn at(start: u32, end: u32) -> Loc {
    Loc { file: FileId(0), span: Span::new(start, end) }
}

#[test]
fn at_60_columns_messages_labels_and_help_are_wrapped() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    insta::assert_snapshot!(drawn(&sources, unknown_attribute(&sources), 60));
}

#[test]
fn a_long_message_goes_on_below_its_title() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let message =
        "`plam` is compared with a text, but two other campaigns compare it with a number, and it can be only one";
    let diagnostic = Diagnostic::new(Code::TypeMismatch, place(&sources, 0, "plam"), message);
    insta::assert_snapshot!(drawn(&sources, diagnostic, 60));
}

#[test]
fn at_120_columns_a_message_has_a_line() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    insta::assert_snapshot!(drawn(&sources, unknown_attribute(&sources), 120));
}

#[test]
fn without_unicode_everything_drawn_is_ascii() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let diagnostic = Diagnostic::new(Code::UnknownAttribute, place(&sources, 0, "plam"), "no `plam`").because("here");
    let text = human(&sources, &[diagnostic], Options::default());
    assert!(text.is_ascii(), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn labels_near_and_far_stand_in_one_excerpt_or_two() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let diagnostic = Diagnostic::new(Code::MixedAndOr, place(&sources, 0, "and"), "`and` beside a banner")
        .because("this")
        .label(place(&sources, 0, "plam"), "on the same line")
        .label(place(&sources, 0, "body"), "further down");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 80));
}

#[test]
fn the_primary_place_comes_first_and_what_is_far_from_it_becomes_a_note() {
    let text = format!("event upload_completed {{ duration number }}\n\n\n{UPLOAD}");
    let sources = sources(&[("upload.campaign", &text)]);
    let diagnostic = Diagnostic::new(Code::TypeMismatch, place(&sources, 0, "plam"), "`plam` is a number, not a text")
        .because("needs a text")
        .label(place(&sources, 0, "number"), "declared a number here");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 80));
}

#[test]
fn a_label_in_another_file_becomes_a_note() {
    let sources = sources(&[("a.campaign", "campaign hello {\n}\n"), ("b.campaign", "\n\ncampaign  hello {\n}\n")]);
    let diagnostic = Diagnostic::new(Code::DuplicateName, place(&sources, 1, "hello"), "two campaigns named `hello`")
        .because("the second")
        .label(place(&sources, 0, "hello"), "the first one is here")
        .help("give one of them another name");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 80));
}

#[test]
fn tabs_and_wide_characters_keep_marks_below_what_they_mark() {
    let sources = sources(&[("c.campaign", "\tbody \"値段 😀\"\twrong\n")]);
    let diagnostic = Diagnostic::new(Code::Syntax, place(&sources, 0, "wrong"), "m").because("why");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 60));
}

#[test]
fn windows_line_breaks_draw_as_any_other() {
    let text = "campaign a {\r\n  nope\r\n}\r\n";
    let windows = sources(&[("c.campaign", text)]);
    let unix_text = text.replace("\r\n", "\n");
    let unix = sources(&[("c.campaign", unix_text.as_str())]);
    let draw = |sources: &Sources| {
        drawn(sources, Diagnostic::new(Code::Syntax, place(sources, 0, "nope"), "m").because("why"), 60)
    };
    assert_eq!(draw(&windows), draw(&unix));
}

#[test]
fn the_very_end_of_a_file_can_be_pointed_at() {
    for (name, text) in
        [("ends_without_line_break", "campaign a {"), ("ends_with_line_break", "campaign a {\n"), ("ends_empty", "")]
    {
        let sources = sources(&[("c.campaign", text)]);
        let end = text.len() as u32;
        let diagnostic = Diagnostic::new(Code::Syntax, at(end, end), "the file ends here").because("a `}` is missing");
        insta::assert_snapshot!(name, drawn(&sources, diagnostic, 60));
    }
}

#[test]
fn a_long_place_is_marked_in_its_first_line() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let diagnostic = Diagnostic::new(Code::EmptyGroup, at(0, UPLOAD.len() as u32), "all of it").because("from here on");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 60));
}

#[test]
fn a_short_place_of_several_lines_is_marked_whole() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let start = UPLOAD.find("audience").expect("a section") as u32;
    let end = UPLOAD.find("  send").expect("a section") as u32 - 1;
    let diagnostic = Diagnostic::new(Code::EmptyGroup, at(start, end), "the audience").because("all of this");
    insta::assert_snapshot!(drawn(&sources, diagnostic, 60));
}

#[test]
fn nothing_in_a_source_or_a_message_can_act_on_the_terminal() {
    let sources = sources(&[("c.campaign", "a \u{1b}[31m b \r c \u{202e} wrong \u{9b}\n")]);
    let diagnostic = Diagnostic::new(Code::Syntax, place(&sources, 0, "wrong"), "bad `\u{1b}[2J`").because("\u{7}");
    let text = drawn(&sources, diagnostic, 60);
    assert!(!text.contains(['\u{1b}', '\r', '\u{202e}', '\u{9b}', '\u{7}']), "{text:?}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_place_outside_its_file_does_no_harm() {
    let sources = sources(&[("c.campaign", "é")]);
    for loc in [at(40, 60), at(1, 2), at(2, 1), Loc { file: FileId(7), span: Span::new(0, 1) }] {
        let text = drawn(&sources, Diagnostic::new(Code::Syntax, loc, "the message"), 60);
        assert!(text.contains("error[syntax]: the message"), "{text}");
    }
}

#[test]
fn colour_is_written_only_if_asked_for() {
    let sources = sources(&[("upload.campaign", UPLOAD)]);
    let with = |colour| human(&sources, &[unknown_attribute(&sources)], Options { width: 80, colour, unicode: true });
    assert!(!with(false).contains('\u{1b}'));
    assert!(with(true).contains("\u{1b}[31merror[unknown_attribute]:"), "{}", with(true));
}

#[test]
fn the_summary_counts_by_severity_and_file() {
    let sources = sources(&[("a", "one two"), ("b", "three")]);
    let one = Diagnostic::new(Code::Syntax, place(&sources, 0, "one"), "m");
    let two = Diagnostic::new(Code::MissingFallback, place(&sources, 0, "two"), "m");
    let three = Diagnostic::new(Code::Syntax, place(&sources, 1, "three"), "m");
    assert_eq!(summary(&[]), "no errors");
    assert_eq!(summary(std::slice::from_ref(&two)), "1 warning in 1 file");
    assert_eq!(summary(&[one, two, three]), "2 errors and 1 warning in 2 files");
}

proptest::proptest! {
    #[test]
    fn any_places_in_any_text_can_be_drawn(
        text in "[a值\u{301}\u{1f600}\t\r\n ]{0,60}",
        spans in proptest::collection::vec((0u32..70, 0u32..70), 1..5),
        width in 0usize..130,
    ) {
        let sources = sources(&[("c.campaign", &text)]);
        let places: Vec<Loc> = spans.iter().map(|(start, length)| at(*start, start + length)).collect();
        let mut diagnostic = Diagnostic::new(Code::Syntax, places[0], "the message").because("the reason of it");
        for loc in &places[1..] {
            diagnostic = diagnostic.label(*loc, "another place that has to do with it");
        }
        let drawn = human(&sources, &[diagnostic], Options { width, colour: false, unicode: true });
        let words = drawn.replace(['\n', '│'], " ");
        proptest::prop_assert!(words.contains("error[syntax]:"), "{drawn}");
        proptest::prop_assert!(words.contains("reason"), "{drawn}");
    }
}

/// A line of some 120 columns with a label at its start, its middle and its end.
fn three_labels(line: &str, words: [&str; 3]) -> (Sources, Diagnostic) {
    let text = format!("campaign c {{\n{line}\n}}\n");
    let sources = sources(&[("wide.campaign", &text)]);
    let [first, second, third] = words.map(|word| place(&sources, 0, word));
    let message = "`seats` is compared with a text here, though it is a number everywhere else in the bundle";
    let diagnostic = Diagnostic::new(Code::TypeMismatch, second, message)
        .because("this is a text, and no number that it could be compared with stands in it")
        .label(first, "used as a number here, in the first of the conditions of this line")
        .label(third, "declared a number here, for all that the contacts of the bundle hold")
        .help("write `3`: numbers have no quotes; a number that was sent as a text is unknown everywhere, in templates too");
    (sources, diagnostic)
}

/// Every word that a diagnostic says is drawn, and no line outside of the excerpt is longer than the terminal.
fn nothing_is_lost(text: &str, diagnostic: &Diagnostic, width: usize) {
    let squeezed: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || "│·╰├─┬▲┼".contains(c)).filter(|word| !word.is_empty()).collect();
    let labels = diagnostic.labels.iter().map(|label| &label.message);
    for said in labels.chain([&diagnostic.message, &diagnostic.primary.message]).chain(&diagnostic.help) {
        for word in said.split(' ') {
            assert!(squeezed.contains(&word), "`{word}` of `{said}` is lost in\n{text}");
        }
    }
    // What is drawn in the excerpt begins where the source has it.
    let own = text.lines().filter(|line| !line.contains("audience") && !line.trim_start().starts_with('·'));
    let longest = own.map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest <= width), "{longest:?} columns\n{text}");
}

#[test]
fn a_long_line_with_many_labels_is_read_at_60_and_at_120_columns() {
    let line = "    audience { seats > 1 and country is \"IE\" and plan in [\"pro\", \"team\"] and score is \"3\" and signed_up_at is known and email is known }";
    let (sources, diagnostic) = three_labels(line, ["seats", "\"3\"", "email"]);
    for width in [60, 120] {
        let text = drawn(&sources, diagnostic.clone(), width);
        insta::assert_snapshot!(text);
        nothing_is_lost(&text, &diagnostic, width);
    }
}

#[test]
fn tabs_and_wide_characters_keep_labels_below_what_they_mark() {
    let line =
        "\taudience {\tseats > 1 and city is \"東京\" and mood is \"👩‍👩‍👧 ok\" and score is \"3\" and email is known }";
    let (sources, diagnostic) = three_labels(line, ["seats", "\"3\"", "email"]);
    for width in [60, 120] {
        insta::assert_snapshot!(drawn(&sources, diagnostic.clone(), width));
    }
}
