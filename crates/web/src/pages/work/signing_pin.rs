//! `/kerja/tanda-tangan/pin`: entry of the one PIN for a batch of documents.

use crate::components::{Notice, PinEntry, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Entry of the one PIN for a batch of documents.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/signing_pin.html")]
pub struct SigningPinPage {
    /// Header and footer.
    pub shell: Shell,

    /// What is signed, in the order the PIN is bound to.
    pub documents: Vec<String>,
    /// Documents that changed meanwhile and are not in the batch.
    pub dropped: Vec<String>,
    /// The entry.
    pub pin: PinEntry,
}

impl SigningPinPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |error: Option<String>| SigningPinPage {
            shell: Shell::sample_officer(
                links::signing_pin(),
                "Drs. Wirayuda Pranatajaya, M.Si.",
                "Kepala Dinas",
            ),
            documents: vec![
                "SIP Dokter, dr. Candrawati Rahmaningrum".to_owned(),
                "Kartu Pengawasan, PT Roda Majatama Contoh".to_owned(),
            ],
            dropped: Vec::new(),
            pin: PinEntry {
                error,
                ..PinEntry::sample(
                    links::signing_confirm(),
                    links::signing_pin(),
                    "menandatangani 2 izin",
                    "Tanda tangani 2 izin",
                )
            },
        };
        vec![("usual", page(None)), ("error", page(Some("PIN salah. Kesempatan tersisa 2.".to_owned())))]
    }
}
