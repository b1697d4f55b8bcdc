//! `allow`: warnings that a campaign silences (§13).

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind, SectionKind};

/// Removes the warnings that the campaign they stand in allows.
pub(super) fn silence(files: &[(FileId, ast::File)], found: &mut Vec<Diagnostic>) {
    let mut allowed: Vec<(FileId, Span, &str)> = Vec::new();
    for (file, tree) in files {
        for item in &tree.items {
            let ItemKind::Campaign(campaign) = &item.kind else { continue };
            for section in &campaign.sections {
                let SectionKind::Allow(words) = &section.kind else { continue };
                allowed.extend(words.iter().map(|word| (*file, item.span, word.text.as_str())));
            }
        }
    }
    found.retain(|diagnostic| {
        let loc = diagnostic.primary.loc;
        diagnostic.severity == Severity::Error
            || !allowed.iter().any(|(file, span, word)| {
                *file == loc.file && span.contains(loc.span.start) && *word == diagnostic.code.word()
            })
    });
}
