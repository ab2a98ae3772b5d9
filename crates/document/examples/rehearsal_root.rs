//! Prints the rehearsal root certificate over a key read from standard input (PEM). The same key gives the same bytes.
//!
//! `cargo run -p document --example rehearsal_root < data/rehearsal-ca/root-key.pem > data/rehearsal-ca/root.pem`

use std::io::Read;

use der::pem::{LineEnding, decode_vec, encode_string};
use document::certificate::{Period, Subject, issue_root};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pem = Vec::new();
    std::io::stdin().read_to_end(&mut pem)?;
    let (_, key) = decode_vec(&pem).map_err(|error| error.to_string())?;
    let subject =
        Subject { common_name: "CA Latihan SatuPintu – TIDAK BERLAKU".to_owned(), ..Subject::default() };
    let period = Period { from: "2020-01-01T00:00:00Z".parse()?, until: "2050-01-01T00:00:00Z".parse()? };
    let root = issue_root(&key, &subject, period, 1)?;
    print!("{}", encode_string("CERTIFICATE", LineEnding::LF, &root).map_err(|error| error.to_string())?);
    Ok(())
}
