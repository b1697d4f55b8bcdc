//! Campaigns as people write them, from many trades: good practice is not warned of, and what is warned of deserves it.

use nuncio::compile;
use nuncio::diagnostic::Diagnostic;
use nuncio::diagnostic::render::{Options, human};
use nuncio::lint::{Context, Levels, lint};
use nuncio::time::{Zone, parse_time};

use super::{NOW, cases, read, sources};

/// All that `check` says of a file.
fn said(name: &str, text: &str) -> (String, Vec<Diagnostic>) {
    let compilation = compile(sources(&[(name, text)]));
    let now = parse_time(NOW, &Zone::utc()).unwrap();
    let found = lint(&compilation, &Context { now, levels: &Levels::default(), evidence: None });
    (human(&compilation.sources, &found, Options::default()), found)
}

/// §13: each warning names a practice of the field, so a careful author sees few of them.
#[test]
fn careful_authors_are_warned_of_little() {
    let (mut report, mut silent) = (String::new(), 0);
    for path in cases("realistic") {
        let (name, text) = read(&path);
        let (rendered, found) = said(&name, &text);
        assert!(!found.iter().any(Diagnostic::is_error), "{rendered}");
        match found.is_empty() {
            true => silent += 1,
            false => report.push_str(&rendered),
        }
    }
    insta::assert_snapshot!(format!("{silent} files without a word\n\n{report}"));
}
