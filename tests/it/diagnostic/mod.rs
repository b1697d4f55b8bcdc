//! How diagnostics look, to people and to programs.

mod apply;
mod explanations;
mod json;
mod report;
mod safe;
mod sarif;

use nuncio::diagnostic::{Code, Diagnostic};
use nuncio::source::{FileId, Loc, SourceFile, Sources, Span};

/// Sources of these names and texts.
fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (name, text) in files {
        sources.add(SourceFile::new(*name, *text));
    }
    sources
}

/// The place of the only occurrence of `word` in a file.
fn place(sources: &Sources, file: u32, word: &str) -> Loc {
    let text = sources.get(FileId(file)).expect("a file").text();
    assert_eq!(text.matches(word).count(), 1, "{word} occurs once");
    let start = text.find(word).expect("the word") as u32;
    Loc { file: FileId(file), span: Span::new(start, start + word.len() as u32) }
}

const UPLOAD: &str = "\
campaign upload_complete {
  audience {
    plam is \"pro\" and signed_up_at less than 30 days ago
  }
  send banner {
    body \"Done\"
  }
}
";

fn unknown_attribute(sources: &Sources) -> Diagnostic {
    Diagnostic::new(Code::UnknownAttribute, place(sources, 0, "plam"), "there is no attribute `plam`")
        .because("the workspace declares `plan`, `plan_name` and 14 more, none of this name")
        .help("write `plan`, or declare `plam` in `contacts { … }`")
}
