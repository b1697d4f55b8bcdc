//! From sources to a bundle that runs: the one place that calls the stages in their order.

use std::sync::Arc;

use crate::bytecode::{self, generate};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources};
use crate::syntax::ast;
use crate::{check, ir, syntax};

/// What sources mean, as far as they mean something, and what is wrong with them.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The texts.
    pub sources: Sources,
    /// Their trees.
    pub files: Vec<(FileId, ast::File)>,
    /// Their typed form.
    pub ir: ir::Bundle,
    /// What is wrong, in the order in which it was found. Warnings that take more than one look at the sources are
    /// those of [`lint`](crate::lint::lint).
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses and checks sources as one bundle. It always gives a value: what is wrong stands beside it.
pub fn compile(sources: Sources) -> Compilation {
    let mut diagnostics = Vec::new();
    let mut files = Vec::with_capacity(sources.len());
    for (id, source) in sources.iter() {
        let (file, found) = syntax::parse(id, source);
        diagnostics.extend(found);
        files.push((id, file));
    }
    let (ir, found) = check::check(&sources, &files);
    diagnostics.extend(found);
    Compilation { sources, files, ir, diagnostics }
}

impl Compilation {
    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The bundle, if there is no error.
    pub fn bundle(&self) -> Option<Arc<bytecode::Bundle>> {
        (!self.has_errors()).then(|| Arc::new(generate(&self.ir, &self.sources)))
    }
}
