//! Text to tree and back: the only place that knows pest.
//!
//! In: a [`SourceFile`](crate::source::SourceFile). Out: an [`ast::File`] and what is wrong with the text, always both:
//! a file that does not parse still yields every item and section that does (§1.6). It must not know types, names in
//! scope, or anything else that takes more than the text to decide.

pub mod ast;
