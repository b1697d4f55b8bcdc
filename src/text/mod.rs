//! Text as rules compare it and messages carry it: case folding, escaping, and which links are safe.
//!
//! In: texts. Out: texts and answers. It must not know rules, templates or data.

pub mod escape;
pub mod fold;
pub mod link;
