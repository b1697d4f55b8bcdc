//! A segment that nothing uses: a leftover, or a rule that somebody believes in force. To be used by another segment is
//! a use.

use std::collections::HashSet;

use super::super::{Lint, Look, Subject, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Loc;
use crate::syntax::ast::{ConditionKind, ItemKind};

pub(super) const LINT: Lint = Lint { code: Code::UnusedSegment, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut used: HashSet<&str> = HashSet::new();
    for (_, item) in subject.items() {
        walk::conditions_of(item, &mut |condition| {
            if let ConditionKind::InSegment(name) = &condition.kind {
                used.insert(&name.text);
            }
            true
        });
    }
    for (file, item) in subject.items() {
        let ItemKind::Segment(segment) = &item.kind else { continue };
        let name = &segment.name;
        if used.contains(name.text.as_str()) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            LINT.code,
            Loc { file, span: name.span },
            format!("nothing uses the segment `{}`", name.text),
        )
        .because("no `in segment` names it")
        .help("leave it out, or use it");
        // A doc comment above it would become that of the next item.
        found.push(match item.doc {
            None => diagnostic.fix("leave it out", Loc { file, span: item.span }, ""),
            Some(_) => diagnostic,
        });
    }
}
