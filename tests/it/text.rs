//! Case folding, escaping and safe links.

use nuncio::text::{escape, fold, link};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// §3.2: two scalars fold to the same one exactly if Unicode's simple case folding says so, as far as the edition of
/// Unicode goes that both the standard library and the regex crate know.
#[test]
fn folding_is_unicode_simple_folding() {
    let assigned = regex::Regex::new(r"\p{Assigned}").unwrap();
    for c in (char::MIN..=char::MAX).filter(|c| assigned.is_match(c.encode_utf8(&mut [0; 4]))) {
        let folded = fold::fold_char(c);
        assert_eq!(fold::fold_char(folded), folded, "folding {c:?} again changes it");
        let mut class = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
        class.case_fold_simple();
        let mut same: Vec<char> = class.iter().flat_map(|range| range.start()..=range.end()).collect();
        assert!(same.contains(&folded), "{c:?} is no {folded:?}");
        same.retain(|other| fold::fold_char(*other) != folded);
        assert!(same.is_empty(), "{c:?} is also {same:?}");
    }
}

/// §3.2: one scalar stays one scalar.
#[test]
fn sharp_s_is_not_two_letters() {
    assert_eq!(fold::fold("STRASSE ẞ ß ς Σ \u{212A}"), "strasse ß ß σ σ k");
}

/// §12.3: what a link must begin with, and what it may not hold.
#[test]
fn links_begin_with_a_known_scheme_or_one_slash() {
    for safe in ["http://x", "HTTPS://x", "mailto:a@b", "Tel:1", "/", "/a/b?c=d#e"] {
        assert!(link::is_safe(safe), "{safe}");
    }
    for unsafe_ in ["", "//x", "/\\x", "x", "javascript:1", "http:/x", "/a b", "/a\u{a0}b", "/a\u{7f}", "/\u{85}", " /"]
    {
        assert!(!link::is_safe(unsafe_), "{unsafe_}");
    }
}

/// §12.3: values in HTML and in links.
#[test]
fn values_are_escaped() {
    let mut html = String::new();
    escape::html("<a href=\"x\">'&'</a>", &mut html);
    assert_eq!(html, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    let mut percent = String::new();
    escape::percent("a/B-._~ é%", &mut percent);
    assert_eq!(percent, "a%2FB-._~%20%C3%A9%25");
}

/// §3.2: how many texts one text is, ignoring case.
#[test]
fn spellings_are_the_texts_that_fold_to_one() {
    let cases = [
        ("", 1),
        ("1", 1),
        ("a", 2),
        ("ab1", 4),
        ("k", 3),
        ("s", 3),
        ("ks", 9),
        ("é", 2),
        ("ß", 2),
        ("σ", 3),
        ("日", 1),
    ];
    for (folded, count) in cases {
        assert_eq!(fold::spellings(folded), count, "{folded}");
    }
    // Of all letters that have few: as many as there are.
    let counts = (char::MIN..=char::MAX).fold(std::collections::BTreeMap::<char, u64>::new(), |mut counts, c| {
        *counts.entry(fold::fold_char(c)).or_default() += 1;
        counts
    });
    for (folded, count) in counts.into_iter().filter(|(folded, count)| *count > 2 || *folded < '\u{100}') {
        assert_eq!(fold::spellings(&folded.to_string()), count, "{folded:?}");
    }
    assert_eq!(fold::spellings(&"k".repeat(100)), u64::MAX);
}
