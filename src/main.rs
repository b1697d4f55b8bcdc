//! The program `nuncio`.

fn main() {}
