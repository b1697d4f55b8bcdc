//! Compiled bundles: what they hold, what a file of one may be, and that nothing else runs.

mod container;
mod text_form;

use std::sync::Arc;

use nuncio::bytecode::Bundle;
use nuncio::compile;
use nuncio::source::{SourceFile, Sources};

/// A bundle of every kind of op, trigger and message part.
const EVERYTHING: &str = include_str!("../../cases/bytecode/everything.campaign");

fn bundle(text: &str) -> Arc<Bundle> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("everything.campaign", text));
    let compilation = compile(sources);
    let errors: Vec<_> = compilation.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compilation.bundle().expect("no error")
}
