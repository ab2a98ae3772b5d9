//! Typesets a letter of a profile with a sample document: `preview PROFILE_FOLDER LETTER [SAMPLE] [PPI]`. Without PPI it writes
//! `LETTER.pdf` and `LETTER.json` (the places), with PPI `LETTER-1.png` and so on, into the current folder. The worker is
//! `$SATUPINTU_TYPESET_WORKER`.
#![allow(clippy::expect_used, reason = "a tool for whoever edits letters; its errors are for that person")]

use std::path::Path;
use std::{env, fs};

use typeset::{Attachment, DocumentDate, Output, Pool, PoolConfig, Request};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [profile, letter, rest @ ..] = arguments.as_slice() else {
        eprintln!("preview PROFILE_FOLDER LETTER [SAMPLE] [PPI]");
        return;
    };
    let sample = rest.first().unwrap_or(letter);
    let ppi = rest.get(1).map(|text| text.parse::<u16>().expect("PPI is a number"));
    let worker = env::var_os("SATUPINTU_TYPESET_WORKER").expect("SATUPINTU_TYPESET_WORKER names the worker");
    let pool = Pool::new(PoolConfig::new(vec![worker]));
    let request = request(Path::new(profile), letter, sample, ppi);
    match pool.render(&request) {
        Err(error) => eprintln!("{letter}: {error}"),
        Ok(rendered) => {
            for warning in &rendered.warnings {
                eprintln!("warning: {warning}");
            }
            if ppi.is_some() {
                let pages = std::iter::once(&rendered.bytes).chain(&rendered.further_pages);
                for (index, page) in pages.enumerate() {
                    fs::write(format!("{sample}-{}.png", index + 1), page).expect("write the picture");
                }
            } else {
                fs::write(format!("{sample}.pdf"), &rendered.bytes).expect("write the PDF");
                let places = serde_json::to_vec_pretty(&rendered.places).expect("places are JSON");
                fs::write(format!("{sample}.json"), places).expect("write the places");
            }
        }
    }
}

fn request(profile: &Path, letter: &str, sample: &str, ppi: Option<u16>) -> Request {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let text =
        |name: &str| fs::read_to_string(profile.join("letters").join(name)).expect("read the template");
    let bytes = |path: &Path| fs::read(path).expect("read an attachment");
    let data = fs::read(samples.join(format!("{sample}.json"))).expect("read the sample");
    Request {
        name: format!("{letter}.typ"),
        template: text(&format!("{letter}.typ")),
        files: vec![("kop.typ".to_owned(), text("kop.typ"))],
        data: serde_json::from_slice(&data).expect("the sample is JSON"),
        attachments: vec![
            Attachment { name: "emblem.svg".to_owned(), bytes: bytes(&profile.join("theme/emblem.svg")) },
            Attachment { name: "qr.svg".to_owned(), bytes: bytes(&samples.join("qr.svg")) },
            Attachment { name: "scan-1.jpg".to_owned(), bytes: bytes(&samples.join("scan-1.jpg")) },
        ],
        output: ppi.map_or(Output::PdfA2a, |ppi| Output::Png { ppi }),
        expected_pages: None,
        date: DocumentDate {
            year: 2026,
            month: 4,
            day: 1,
            hour: 9,
            minute: 30,
            second: 0,
            offset_minutes: 420,
        },
        ident: Some(format!("sample-{sample}")),
    }
}
