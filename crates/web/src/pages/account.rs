//! `/akun`: my applications, and first what I must do.

use crate::components::{Field, FieldKind, Link, Notice, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One application in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountRow {
    /// Id of the application.
    pub id: String,
    /// Registration number; empty for a draft.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Its state.
    pub status: Tag,
    /// Its state in one sentence.
    pub sentence: String,
}

/// My applications, and first what I must do.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    /// Header and footer.
    pub shell: Shell,

    /// What waits for this person, most urgent first.
    pub todo: Vec<Notice>,
    /// Applications, newest first.
    pub applications: Vec<AccountRow>,
    /// Acts for others under a power of attorney.
    pub held: bool,
    /// Search by registration number, with id `nomor`.
    pub search: Field,
}

impl AccountPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, number: &str, service: &str, tag: Tag, sentence: &str| AccountRow {
            id: id.to_owned(),
            number: number.to_owned(),
            service: service.to_owned(),
            status: tag,
            sentence: sentence.to_owned(),
        };
        let mut first = Notice::new(Tone::Warn, "Bayar retribusi IMB paling lambat Senin, 6 April 2026.")
            .text("Permohonan 26-000098-9, sebesar Rp1.400.000.");
        first.link = Some(Link::new(links::application("a1"), "Lihat cara membayar"));
        let mut second =
            Notice::new(Tone::Warn, "Ada 2 hal yang perlu Anda perbaiki sebelum Senin, 13 April 2026.")
                .text("Permohonan 26-000121-8, Izin Reklame.");
        second.link = Some(Link::new(links::application_correction("a2"), "Perbaiki sekarang"));
        let page = AccountPage {
            shell: Shell::sample_applicant(links::account()),
            todo: vec![first, second],
            applications: vec![
                row(
                    "a3",
                    "",
                    "Kartu Pengawasan Angkutan",
                    Tag::new(Tone::Neutral, "Belum dikirim"),
                    "Isian tersimpan. Lanjutkan kapan saja.",
                ),
                row(
                    "a2",
                    "26-000121-8",
                    "Izin Reklame",
                    Tag::new(Tone::Warn, "Perlu diperbaiki"),
                    "Menunggu perbaikan dari Anda.",
                ),
                row(
                    "a1",
                    "26-000098-9",
                    "Izin Mendirikan Bangunan",
                    Tag::new(Tone::Warn, "Menunggu pembayaran"),
                    "Menunggu pembayaran dari Anda.",
                ),
                row(
                    "a4",
                    "26-000031-0",
                    "Surat Keterangan Penelitian",
                    Tag::new(Tone::Good, "Sudah diserahkan"),
                    "Selesai 12 Maret 2026.",
                ),
            ],
            held: true,
            search: Field::new("nomor", "Lacak dengan nomor pendaftaran", FieldKind::Search)
                .hint("Nomor ada di tanda terima. Contoh: 26-000147-4"),
        };
        let mut wrong = page.clone();
        wrong.search.error =
            Some("Nomor ini tidak ada di antara permohonan Anda. Periksa tanda terima.".to_owned());
        let empty = AccountPage { todo: Vec::new(), applications: Vec::new(), ..page.clone() };
        vec![("usual", page), ("empty", empty), ("wrong", wrong)]
    }
}
