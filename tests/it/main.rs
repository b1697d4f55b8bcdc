//! The integration tests: one binary, one module an area. The `cfg(test)` tells clippy that helpers are tests too.

#[cfg(test)]
mod bytecode;
#[cfg(test)]
mod check;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod data;
#[cfg(test)]
mod diagnostic;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod generate;
#[cfg(test)]
mod house;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod syntax;
#[cfg(test)]
mod text;
#[cfg(test)]
mod time;
#[cfg(test)]
mod worlds;
