//! The program `nuncio`.

use std::process::ExitCode;

fn main() -> ExitCode {
    nuncio::cli::main(std::env::args_os()).into()
}
