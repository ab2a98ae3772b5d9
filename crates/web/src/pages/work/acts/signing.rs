//! Signing: with PIN, or the record of a signature in ink.

use crate::components::{FormSeed, Link, Notice, PinEntry, Tag, Tone};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// What this person can do now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SigningStep {
    /// Open the document, then ask for a PIN.
    #[default]
    AskPin,
    /// Open the document, then sign at once: the region asks for no PIN.
    Plain,
    /// Type the PIN.
    EnterPin(Box<PinEntry>),
    /// Record the signature in ink.
    Ink,
    /// The signature is being made in the background.
    Working,
}

/// Signing: with PIN, or the record of a signature in ink.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/signing.html")]
pub struct SigningPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Who signs, with Plh. or Plt. and the decree.
    pub signer: String,
    /// The document to open.
    pub document: Link,
    /// It was opened by this person.
    pub opened: bool,
    /// Digest of what is signed.
    pub digest: String,
    /// What this person can do now.
    pub step: SigningStep,
}

impl HtmlSafe for SigningPanel {}

impl SigningPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = |step: SigningStep, opened: bool| SigningPanel {
            id: "c3".to_owned(),
            forms: FormSeed::sample(),
            signer: "Plh. Kepala Dinas, Dra. Laksmi Wahyuningtyas (surat tugas 30 Maret sampai 2 April 2026)"
                .to_owned(),
            document: Link::new(links::signing_opened("c3"), "Buka dokumen"),
            opened,
            digest: "9f2c41".to_owned(),
            step,
        };
        let pin = PinEntry::sample(
            links::case_sign("c3"),
            links::case_pin("c3"),
            "menandatangani SIP Dokter",
            "Tanda tangani",
        );
        vec![
            ("signing", panel(SigningStep::AskPin, false)),
            ("signing-pin", panel(SigningStep::EnterPin(Box::new(pin)), true)),
            ("signing-ink", panel(SigningStep::Ink, true)),
            ("signing-working", panel(SigningStep::Working, true)),
        ]
    }
}
