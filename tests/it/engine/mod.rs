//! What campaigns do over time, shown by the engine.

mod compare;
pub(crate) mod real;
