//! Nuncio: campaigns as code.

pub mod bytecode;
pub mod check;
pub mod cli;
mod compile;
pub mod data;
pub mod diagnostic;
pub mod engine;
pub mod ir;
pub mod source;
pub mod syntax;
pub mod text;
pub mod time;
pub mod vm;

pub use compile::{Compilation, compile};
pub use engine::Engine;
