//! `/verifikasi/{code}`: whether a document is genuine and in force: the verdict and six data, nothing else.

use crate::components::{Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What holds for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Genuine and in force.
    Valid,
    /// Withdrawn.
    Revoked,
    /// Its validity has ended.
    Lapsed,
    /// A newer one took its place.
    Replaced,
    /// The uploaded file is not what was issued.
    Altered,
    /// Not in the register.
    Unknown,
}

impl Verdict {
    /// The verdict in one word.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Valid => "BERLAKU",
            Verdict::Revoked => "DICABUT",
            Verdict::Lapsed => "KEDALUWARSA",
            Verdict::Replaced => "DIGANTI",
            Verdict::Altered => "SUDAH DIUBAH",
            Verdict::Unknown => "TIDAK DIKENAL",
        }
    }

    /// The verdict in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Verdict::Valid => "Dokumen ini asli dan masih berlaku.",
            Verdict::Revoked => "Dokumen ini pernah kami terbitkan, tetapi sudah dicabut.",
            Verdict::Lapsed => "Dokumen ini asli, tetapi masa berlakunya sudah berakhir.",
            Verdict::Replaced => "Dokumen ini sudah diganti dengan dokumen yang lebih baru.",
            Verdict::Altered => "Isi berkas ini berbeda dari yang kami terbitkan. Jangan gunakan.",
            Verdict::Unknown => {
                "Dokumen ini tidak tercatat pada kami. Jangan gunakan sebelum menghubungi loket."
            }
        }
    }

    fn tone(self) -> Tone {
        match self {
            Verdict::Valid => Tone::Good,
            Verdict::Lapsed | Verdict::Replaced => Tone::Warn,
            Verdict::Revoked | Verdict::Altered | Verdict::Unknown => Tone::Bad,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Verdict::Valid => "✓",
            Verdict::Lapsed | Verdict::Replaced => "!",
            Verdict::Revoked | Verdict::Altered | Verdict::Unknown => "✗",
        }
    }
}

/// The six data that anybody may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerificationData {
    /// Permit number.
    pub number: String,
    /// What was issued.
    pub kind: String,
    /// Whose it is.
    pub holder: String,
    /// Name and post at that time.
    pub signer: String,
    /// Date of signature.
    pub date: String,
    /// State with its date.
    pub status: String,
}

/// Whether a document is genuine and in force: the verdict and six data, nothing else.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/verification/result.html")]
pub struct VerificationResultPage {
    /// Header and footer.
    pub shell: Shell,

    /// What holds.
    pub verdict: Verdict,
    /// The six data; `None` when the document is not known.
    pub data: Option<VerificationData>,
    /// The code that was asked.
    pub code: String,
    /// When it was looked up.
    pub checked_at: String,
    /// Of an uploaded PDF: signatures and later changes, in plain words.
    pub findings: Vec<Notice>,
}

impl VerificationResultPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let data = |status: &str| VerificationData {
            number: "500.16.7.4/0031/417.999/III/2026".to_owned(),
            kind: "Surat Keterangan Penelitian".to_owned(),
            holder: "Yulia".to_owned(),
            signer: "Drs. Wirayuda Pranatajaya, M.Si., Kepala Dinas".to_owned(),
            date: "12 Maret 2026".to_owned(),
            status: status.to_owned(),
        };
        let page = |verdict: Verdict, data: Option<VerificationData>| VerificationResultPage {
            shell: Shell::sample(links::verification_result("ABCD-EFGH-JKMN-PQRS")),
            verdict,
            data,
            code: "ABCD-EFGH-JKMN-PQRS".to_owned(),
            checked_at: "Rabu, 1 April 2026 pukul 09.30".to_owned(),
            findings: Vec::new(),
        };
        let mut pdf = page(Verdict::Valid, Some(data("Berlaku sampai 12 September 2026")));
        pdf.findings = vec![
            Notice::new(Tone::Good, "Dua tanda tangan elektronik sah."),
            Notice::new(Tone::Good, "Isi dokumen tidak berubah sejak ditandatangani."),
        ];
        let mut dark = page(Verdict::Valid, Some(data("Berlaku sampai 12 September 2026")));
        dark.shell = dark.shell.dark();
        vec![
            ("usual", page(Verdict::Valid, Some(data("Berlaku sampai 12 September 2026")))),
            ("pdf", pdf),
            ("revoked", page(Verdict::Revoked, Some(data("Dicabut 20 Maret 2026")))),
            ("lapsed", page(Verdict::Lapsed, Some(data("Berakhir 31 Maret 2026")))),
            ("replaced", page(Verdict::Replaced, Some(data("Diganti 25 Maret 2026")))),
            ("altered", page(Verdict::Altered, None)),
            ("unknown", page(Verdict::Unknown, None)),
            ("dark", dark),
        ]
    }
}
