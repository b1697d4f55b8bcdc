//! Lints on what conditions say about each other (§3.6).

mod always_true;
mod implied_rule;

use super::{Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::ir::BlockKind;
use crate::proof::Redundant;
use crate::source::{Loc, Span};

pub(super) const LINTS: &[Lint] = &[always_true::LINT, implied_rule::LINT];

/// Adds the fix that leaves a condition out, where that is one edit: of a chain with its `and` or `or`, of a block with
/// its line. What must not become empty keeps it. It is not a safe one: decisions name the condition that fails (§14.2).
fn leave_out(subject: &Subject<'_>, diagnostic: Diagnostic, redundant: &Redundant) -> Diagnostic {
    match removal(subject, redundant) {
        Some(span) => {
            let loc = Loc { file: redundant.loc.file, span };
            diagnostic.fix("leave it out", loc, "")
        }
        None => diagnostic,
    }
}

fn removal(subject: &Subject<'_>, redundant: &Redundant) -> Option<Span> {
    let (file, own) = (redundant.loc.file, redundant.loc.span);
    let joined = |span: Span| matches!(subject.source(file, span).trim(), "and" | "or");
    if redundant.of == BlockKind::Template || redundant.beside == (None, None) {
        return None;
    }
    if let Some(before) = redundant.beside.0.map(|loc| loc.span.end)
        && joined(Span::new(before, own.start))
    {
        return Some(Span::new(before, own.end));
    }
    if let Some(after) = redundant.beside.1.map(|loc| loc.span.start)
        && joined(Span::new(own.end, after))
    {
        return Some(Span::new(own.start, after));
    }
    let source = subject.sources.get(file)?;
    let (first, last) = (source.line_column(own.start).line, source.line_column(own.end).line);
    let (start, end) = (source.line_span(first).start, source.line_span(last).end);
    let alone = [Span::new(start, own.start), Span::new(own.end, end)];
    let blank = alone.into_iter().all(|span| source.slice(span).trim().is_empty());
    blank.then(|| Span::new(start, (end + 1).min(source.text().len() as u32)))
}
