//! `/kerja/tanda-tangan`: what waits for my signature, made for a phone.

use crate::components::{Deadline, Notice, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One document that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SigningRow {
    /// Id of the application.
    pub id: String,
    /// What is signed.
    pub what: String,
    /// For whom.
    pub who: String,
    /// By whom it was recommended; empty where that would mislead.
    pub recommended: String,
    /// Fee and whether it is paid; empty where that would mislead.
    pub paid: String,
    /// What the signer should know.
    pub warnings: Vec<String>,
    /// Until when.
    pub due: Deadline,
    /// Done on the file's own page instead of with a PIN from this list; the words of the link there.
    pub alone: Option<String>,
    /// This person has opened it; only then it can be chosen.
    pub opened: bool,
    /// Goes with the choice, so that a document that changes drops out alone.
    pub digest: String,
}

/// What waits for my signature, made for a phone.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/signing_list.html")]
pub struct SigningListPage {
    /// Header and footer.
    pub shell: Shell,

    /// "12 dokumen menunggu tanda tangan Anda, 2 mendekati batas."
    pub sentence: String,
    /// Documents, most urgent first.
    pub rows: Vec<SigningRow>,
    /// Right under which this person signs.
    pub right: String,
    /// This person's signing is blocked ("Bukan saya").
    pub blocked: bool,
    /// Words on the button that acts at once on what is chosen, where the region asks for no PIN.
    pub at_once: Option<String>,
}

impl SigningListPage {
    /// Whether several can be chosen at all.
    fn for_batch(&self) -> bool {
        !self.blocked && self.rows.iter().any(|row| row.alone.is_none())
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str,
                   what: &str,
                   who: &str,
                   recommended: &str,
                   paid: &str,
                   warnings: &[&str],
                   due: Deadline,
                   opened: bool| SigningRow {
            id: id.to_owned(),
            what: what.to_owned(),
            who: who.to_owned(),
            recommended: recommended.to_owned(),
            paid: paid.to_owned(),
            warnings: warnings.iter().map(|w| (*w).to_owned()).collect(),
            due,
            alone: None,
            opened,
            digest: "9f2c41".to_owned(),
        };
        let page = SigningListPage {
            shell: Shell::sample_officer(
                links::signing_list(),
                "Drs. Wirayuda Pranatajaya, M.Si.",
                "Kepala Dinas",
            ),
            sentence: "12 dokumen menunggu tanda tangan Anda, 2 mendekati batas.".to_owned(),
            rows: vec![
                row(
                    "c3",
                    "SIP Dokter, tempat praktik kedua",
                    "dr. Candrawati Rahmaningrum",
                    "Dinas Kesehatan, 31 Maret 2026",
                    "Tidak dipungut biaya",
                    &[],
                    Deadline::new(Tone::Warn, "Hari ini", ""),
                    true,
                ),
                row(
                    "c7",
                    "Izin Apotek",
                    "Apotek Waras Contoh",
                    "Dinas Kesehatan, 27 Maret 2026",
                    "Tidak dipungut biaya",
                    &["Direkomendasikan dengan catatan: satu lemari belum ada."],
                    Deadline::new(Tone::Warn, "Hari ini", ""),
                    false,
                ),
                row(
                    "c8",
                    "Kartu Pengawasan, 6 kendaraan",
                    "PT Roda Majatama Contoh",
                    "Tidak diperlukan",
                    "Rp540.000, lunas 30 Maret 2026",
                    &[],
                    Deadline::new(Tone::Good, "Senin, 6 April", ""),
                    true,
                ),
            ],
            right: "Anda menandatangani sebagai Kepala Dinas dengan delegasi (SK contoh).".to_owned(),
            blocked: false,
            at_once: None,
        };
        let mut others = page.clone();
        others.blocked = true;
        others.rows[0].what = "Pembatalan: SIP Dokter 26-000147-4".to_owned();
        others.rows[0].alone = Some("Buka berkas dan putuskan".to_owned());
        others.rows[0].recommended = String::new();
        others.rows[0].paid = String::new();
        others.rows[1].what = "Tanda tangan basah: IMB 26-000148-4".to_owned();
        others.rows[1].alone = Some("Buka berkas dan catat tanda tangan".to_owned());
        let mut plain = page.clone();
        plain.sentence = "3 berkas menunggu keputusan Anda.".to_owned();
        plain.at_once = Some("Tetapkan yang dipilih".to_owned());
        let plain_blocked = SigningListPage { blocked: true, ..plain.clone() };
        let plain_empty = SigningListPage {
            sentence: "Tidak ada berkas yang menunggu keputusan Anda.".to_owned(),
            rows: Vec::new(),
            ..plain.clone()
        };
        let empty = SigningListPage {
            sentence: "Tidak ada dokumen yang menunggu tanda tangan Anda.".to_owned(),
            rows: Vec::new(),
            ..page.clone()
        };
        let mut dark = page.clone();
        dark.shell = dark.shell.dark();
        vec![
            ("usual", page),
            ("empty", empty),
            ("others", others),
            ("plain", plain),
            ("plain-blocked", plain_blocked),
            ("plain-empty", plain_empty),
            ("dark", dark),
        ]
    }
}
