//! From syntax trees to the typed form: names, types, the rules of §2 to §8 on what may stand where.
//!
//! In: the trees of every file of a bundle. Out: an [`ir::Bundle`](crate::ir::Bundle) and what is wrong, both always:
//! what is wrong is left out of the bundle and the rest is lowered. It must not know how files are parsed, nor what
//! runs the bundle.
//!
//! Types are decided last: while rules are lowered every use of a value is noted, and in the end the uses are gone
//! through in the order of the sources, so that of two that disagree the later one is wrong (§3.4).

mod campaign;
mod channel;
mod checker;
mod conflict;
mod content;
mod contradiction;
mod delivery;
mod fields;
mod frequency;
mod history;
mod lapse;
mod literal;
mod names;
pub mod near;
mod predicate;
mod rules;
mod schema;
mod scope;
mod segments;
mod template;
mod trial;
mod trigger;
mod workspace;

pub use literal::start_of;
pub use schema::is_always_declared;

use crate::diagnostic::Diagnostic;
use crate::ir::Bundle;
use crate::source::{FileId, Sources};
use crate::syntax::ast;

/// Checks and lowers the files of a bundle, each with its tree.
pub fn check(sources: &Sources, files: &[(FileId, ast::File)]) -> (Bundle, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let names = names::Names::collect(files, &mut found);
    let mut checker = checker::Checker::new(sources, names, found);
    checker.schemas();
    checker.workspace();
    checker.segments();
    checker.reaches();
    checker.campaigns();
    checker.trials();
    lapse::old_words(sources, files, &mut checker.found);
    let (bundle, mut found) = checker.finish();
    found.sort_by_key(|diagnostic| diagnostic.primary.loc);
    (bundle, found)
}
