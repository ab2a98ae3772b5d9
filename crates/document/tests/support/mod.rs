//! The cast and the papers of these tests. All names are invented.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod hostile;
pub mod paper;

use document::certificate::{Period, Subject};
use document::*;

pub const FONT: &[u8] = include_bytes!("../fonts/NotoSansMono-ascii.ttf");
pub const NUMBER: &str = "500.16.7.2/0147/SIPD-2/417.999/IV/2026";
pub const WHOLE: Expectation = Expectation { number: true, seal: true };

pub fn period() -> Period {
    Period { from: "2026-01-01T00:00:00Z".parse().unwrap(), until: "2027-12-31T23:59:59Z".parse().unwrap() }
}

pub fn official() -> LocalSigner {
    let subject = Subject {
        common_name: "Dra. Laksmi Wahyuningtyas – Sertifikat Contoh".into(),
        organization: Some("DPM-PTSP Kota Contoh".into()),
        title: Some("Plh. Kepala Dinas".into()),
        serial_number: Some("197001012000012000".into()),
    };
    document::rehearsal::official(0, &subject, 0x1001, period()).unwrap()
}

pub fn office() -> LocalSigner {
    let subject = Subject {
        common_name: "DPM-PTSP Kota Contoh – Sertifikat Contoh".into(),
        organization: Some("DPM-PTSP Kota Contoh".into()),
        ..Subject::default()
    };
    document::rehearsal::office_seal(&subject, 0x2001, period()).unwrap()
}

pub fn facts(name: &str, time: &str) -> SigningFacts {
    SigningFacts {
        time: time.parse().unwrap(),
        reason: "Penetapan izin – contoh".into(),
        location: "Kota Contoh".into(),
        name: name.into(),
    }
}

pub fn plan() -> FieldPlan<'static> {
    // Where the layout of the sample leaves the place for the number.
    let place = FieldPlace { page: 0, x: 191.799, y: 652.184, width: 255.118, height: 17.008 };
    FieldPlan { number: Some(NumberPlan { place, font: FONT, size: 11.0 }), official: true, seal: true }
}

pub fn certify(prepared: &[u8]) -> Vec<u8> {
    let facts = facts("Dra. Laksmi Wahyuningtyas", "2026-04-01T02:30:00Z");
    sign::certify(prepared, OFFICIAL_FIELD, &official(), &facts, DocMdp::FormFilling).unwrap()
}

pub fn seal(numbered: &[u8]) -> Vec<u8> {
    let facts = facts("DPM-PTSP Kota Contoh", "2026-04-01T03:00:00Z");
    document::seal::seal(numbered, SEAL_FIELD, &office(), &facts).unwrap()
}

/// The document after each step: prepared, certified, numbered, sealed.
pub struct Steps {
    pub prepared: Vec<u8>,
    pub certified: Vec<u8>,
    pub numbered: Vec<u8>,
    pub sealed: Vec<u8>,
}

pub fn steps_of(laid_out: &[u8]) -> Steps {
    let prepared = fields::prepare(laid_out, &plan()).unwrap();
    let certified = certify(&prepared);
    let numbered = number::fill(&certified, NUMBER_FIELD, NUMBER).unwrap();
    let sealed = seal(&numbered);
    Steps { prepared, certified, numbered, sealed }
}

pub fn steps() -> Steps {
    steps_of(&paper::paper(2))
}

/// A permit as the layout engine writes it: PDF/A-2a, one page.
pub const TYPESET: &[u8] = include_bytes!("../samples/typst-pdfa2a.pdf");

pub fn judge(pdf: &[u8], expectation: Expectation) -> Report {
    verify::verify(pdf, &document::rehearsal::trust().unwrap(), expectation)
}
