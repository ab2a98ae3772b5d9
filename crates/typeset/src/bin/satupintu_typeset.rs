//! The typesetting child as a program of its own, for tests and for hosts that keep the main binary small.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

fn main() -> ExitCode {
    let input = BufReader::new(io::stdin().lock());
    let output = BufWriter::new(io::stdout().lock());
    match typeset::worker::run(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("satupintu-typeset: {error}");
            ExitCode::FAILURE
        }
    }
}
