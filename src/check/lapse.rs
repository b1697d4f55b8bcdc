//! Old names (§13).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Loc, Sources, Span};
use crate::syntax::ast::{self, SectionKind};

/// Warns of every old name that was taken for a new one.
pub(super) fn old_words(sources: &Sources, files: &[(FileId, ast::File)], found: &mut Vec<Diagnostic>) {
    for (file, tree) in files {
        for word in &tree.old_words {
            let loc = Loc { file: *file, span: word.span };
            let old = sources.slice(loc);
            let diagnostic = Diagnostic::new(Code::OldName, loc, format!("`{old}` is an old name"));
            found.push(if word.new.is_empty() {
                let before = sources.slice(Loc { file: *file, span: Span::new(0, word.span.start) });
                let with_blanks = Span::new(before.trim_end_matches([' ', '\t']).len() as u32, word.span.end);
                let place = Loc { span: with_blanks, ..loc };
                diagnostic.because("not needed any more").help("leave it out").fix("leave it out", place, "").safe()
            } else {
                diagnostic
                    .because(format!("now `{}`", word.new))
                    .help(format!("write `{}`", word.new))
                    .fix(format!("write `{}`", word.new), loc, word.new)
                    .safe()
            });
        }
    }
}

/// The word that a section begins with.
pub(super) const fn first_word(kind: &SectionKind) -> &'static str {
    match kind {
        SectionKind::Purpose(_) => "purpose",
        SectionKind::Audience { .. } => "audience",
        SectionKind::When(_) => "when",
        SectionKind::Shareable => "shareable",
        SectionKind::Where(_) => "where",
        SectionKind::Delay(_) => "delay",
        SectionKind::Frequency(_) => "frequency",
        SectionKind::Deliver(_) => "deliver",
        SectionKind::Priority(_) => "priority",
        SectionKind::Live { .. } => "live",
        SectionKind::Send(_) => "send",
        SectionKind::Goal { .. } => "goal",
        SectionKind::Exempt(_) => "exempt",
        SectionKind::Reviewed(_) => "reviewed",
        SectionKind::Allow(_) => "allow",
    }
}
