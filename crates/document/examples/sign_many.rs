//! Signatures and verifications per second on one thread, over a typeset permit of one page.
//!
//! `cargo run --release -p document --example sign_many -- 500`

use std::time::Instant;

use document::certificate::{Period, Subject};
use document::*;

const PAPER: &[u8] = include_bytes!("../tests/samples/typst-pdfa2a.pdf");
const FONT: &[u8] = include_bytes!("../tests/fonts/NotoSansMono-ascii.ttf");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds: u32 = std::env::args().nth(1).map_or(Ok(500), |text| text.parse())?;
    let period = Period { from: "2026-01-01T00:00:00Z".parse()?, until: "2027-12-31T23:59:59Z".parse()? };
    let subject = |name: &str| Subject { common_name: name.to_owned(), ..Subject::default() };
    let official = document::rehearsal::official(0, &subject("Pejabat Contoh"), 1, period)?;
    let office = document::rehearsal::office_seal(&subject("Kantor Contoh"), 2, period)?;
    let facts = SigningFacts {
        time: "2026-04-01T02:30:00Z".parse()?,
        reason: "Contoh".to_owned(),
        location: "Kota Contoh".to_owned(),
        name: "Pejabat Contoh".to_owned(),
    };
    let place = FieldPlace { page: 0, x: 191.799, y: 652.184, width: 255.118, height: 17.008 };
    let plan =
        FieldPlan { number: Some(NumberPlan { place, font: FONT, size: 11.0 }), official: true, seal: true };
    let trust = document::rehearsal::trust()?;
    let prepared = fields::prepare(PAPER, &plan)?;
    let certify = |pdf: &[u8]| sign::certify(pdf, OFFICIAL_FIELD, &official, &facts, DocMdp::FormFilling);
    let whole = || -> Result<Vec<u8>, DocumentError> {
        let certified = certify(&fields::prepare(PAPER, &plan)?)?;
        let numbered = number::fill(&certified, NUMBER_FIELD, "500.16.7.2/0147/SIPD-2/417.999/IV/2026")?;
        seal::seal(&numbered, SEAL_FIELD, &office, &facts)
    };
    let sealed = whole()?;
    println!("typeset {} bytes, prepared {}, sealed {}", PAPER.len(), prepared.len(), sealed.len());
    measure("raw RSA-2048 signatures", rounds, || official.sign(PAPER).map(drop).map_err(Into::into))?;
    measure("certifications of a prepared file", rounds, || certify(&prepared).map(drop))?;
    measure("permits prepared, certified, numbered and sealed", rounds, || whole().map(drop))?;
    measure("sealed permits verified", rounds, || {
        let report = verify::verify(&sealed, &trust, Expectation { number: true, seal: true });
        if report.is_valid() { Ok(()) } else { Err(DocumentError::Order("the permit is not valid")) }
    })?;
    Ok(())
}

fn measure(
    what: &str,
    rounds: u32,
    mut act: impl FnMut() -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    let start = Instant::now();
    for _ in 0..rounds {
        act()?;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{:>8.1}/s  {what}", f64::from(rounds) / seconds);
    Ok(())
}
