//! `/permohonan/{id}`: where the file is, until when, what I must do, and why.

use crate::components::{
    Breadcrumb, CopyCode, Deadline, Downloads, Link, Moment, Tag, Timeline, TimelineEntry, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What is to be paid, where, and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentPanel {
    /// For example "Rp1.400.000".
    pub amount: String,
    /// Payment code.
    pub code: CopyCode,
    /// Bank and account.
    pub bank: String,
    /// Last day with its weekday.
    pub last_day: Deadline,
    /// At the counter of the bank, machine, phone.
    pub how: Vec<String>,
}

/// Where the file is, until when, what I must do, and why.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/status.html")]
pub struct StatusPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Its state.
    pub status: Tag,
    /// Where the file is, since when, until when.
    pub sentence: String,
    /// What the applicant must do, or "Anda tidak perlu berbuat apa-apa."
    pub duty: String,
    /// The page on which it is done.
    pub action: Option<Link>,
    /// The date with its reason.
    pub deadline: Option<Deadline>,
    /// While payment is awaited.
    pub payment: Option<PaymentPanel>,
    /// From the receipt to what is still to come.
    pub timeline: Timeline,
    /// Receipt, SKRD, permit, letters.
    pub downloads: Downloads,
    /// Cancellation may be asked for.
    pub may_cancel: bool,
    /// Where anybody sees that the permit is genuine.
    pub verification: Option<Link>,
    /// Who filled it for the applicant, or empty (MJK18-12.6).
    pub helped: String,
}

impl StatusPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let done = |t: &str, w: &str, d: &str| TimelineEntry::new(Moment::Done, t, w, d);
        let base = |status: Tag, sentence: &str, duty: &str| StatusPage {
            shell: Shell::sample_applicant(links::application("a1")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::account(), "Permohonan saya")], "26-000098-9"),
            id: "a1".to_owned(),
            number: "26-000098-9".to_owned(),
            service: "Izin Mendirikan Bangunan".to_owned(),
            status,
            sentence: sentence.to_owned(),
            duty: duty.to_owned(),
            action: None,
            deadline: None,
            payment: None,
            timeline: Timeline {
                entries: vec![
                    done("Permohonan diterima", "Senin, 23 Februari 2026 pukul 09.12", ""),
                    done("Verifikasi administrasi", "Selasa, 24 Februari 2026", "Loket Perizinan"),
                    done("Validasi administrasi", "Rabu, 25 Februari 2026", "Bidang Perizinan"),
                    TimelineEntry::new(
                        Moment::Now,
                        "Rekomendasi teknis",
                        "Sejak Kamis, 26 Maret 2026",
                        "Dinas Pekerjaan Umum",
                    )
                    .text("Tim mengukur bangunan pada 27 Maret 2026."),
                    TimelineEntry::new(Moment::Next, "Penetapan", "", "Kepala Dinas"),
                    TimelineEntry::new(Moment::Next, "Penyerahan", "", "Loket 4"),
                ],
            },
            downloads: Downloads::of(&[(
                links::application_paper("a1", "tanda-terima"),
                "Tanda terima",
                "PDF, 84 kB, 23 Februari 2026",
            )]),
            may_cancel: true,
            verification: None,
            helped: String::new(),
        };
        let mut usual = base(
            Tag::new(Tone::Info, "Sedang diproses"),
            "Berkas Anda di Dinas Pekerjaan Umum sejak 26 Maret. Paling lambat 1 April 2026.",
            "Anda tidak perlu berbuat apa-apa.",
        );
        usual.deadline = Some(Deadline::new(
            Tone::Info,
            "Seluruhnya selesai paling lambat Kamis, 9 April 2026",
            "7 hari kerja sejak tanda terima. Nyepi, Idulfitri, dan Jumat, 3 April, tidak dihitung.",
        ));
        let mut pay = base(
            Tag::new(Tone::Warn, "Menunggu pembayaran"),
            "Permohonan Anda disetujui. Kami menunggu pembayaran sampai Senin, 6 April 2026.",
            "Bayar Rp1.400.000 ke Bank Contoh Daerah.",
        );
        pay.helped = "Petugas Tri Ambarsari membantu mengisi permohonan ini. Pernyataan diberikan dengan kode ke ponsel pemohon.".to_owned();
        pay.payment = Some(PaymentPanel {
            amount: "Rp1.400.000".to_owned(),
            code: CopyCode::new("Kode bayar", "9999 0098 2600"),
            bank: "Bank Contoh Daerah, rekening 000-000-0000".to_owned(),
            last_day: Deadline::new(
                Tone::Warn,
                "Paling lambat Senin, 6 April 2026",
                "10 hari kerja sejak SMS diterima 13 Maret (Pasal 14 ayat (3)). Nyepi, Idulfitri, dan Jumat, 3 April, tidak dihitung.",
            ),
            how: vec![
                "Teller: sebutkan kode bayar dan jumlahnya.".to_owned(),
                "ATM atau ponsel: pilih pembayaran daerah, lalu masukkan kode bayar.".to_owned(),
            ],
        });
        pay.timeline.entries[3] = done("Rekomendasi teknis", "Senin, 2 Maret 2026", "Dinas Pekerjaan Umum")
            .text("Luas terukur 112 m²; Anda menulis 96 m².");
        pay.timeline.entries[4] = done("Penetapan", "Jumat, 13 Maret 2026", "Kepala Dinas");
        pay.timeline.entries.insert(
            5,
            TimelineEntry::new(Moment::Now, "Pembayaran retribusi", "Sejak Jumat, 13 Maret 2026", "Anda"),
        );
        pay.downloads = Downloads::of(&[
            (
                links::application_paper("a1", "skrd"),
                "Surat Ketetapan Retribusi (SKRD)",
                "PDF, 96 kB, 13 Maret 2026",
            ),
            (links::application_paper("a1", "tanda-terima"), "Tanda terima", "PDF, 84 kB, 23 Februari 2026"),
        ]);
        let mut returned = base(
            Tag::new(Tone::Warn, "Perlu diperbaiki"),
            "Berkas kembali kepada Anda. Waktu kami berhenti sampai Anda mengirim perbaikan.",
            "Ada 2 hal yang perlu Anda perbaiki sebelum Senin, 13 April 2026.",
        );
        returned.action = Some(Link::new(links::application_correction("a1"), "Perbaiki sekarang"));
        let mut refused = base(
            Tag::new(Tone::Bad, "Ditolak"),
            "Mohon maaf, permohonan Anda ditolak pada Senin, 30 Maret 2026.",
            "Baca alasan dan cara mengajukan keberatan pada surat penolakan.",
        );
        refused.may_cancel = false;
        refused.downloads = Downloads::of(&[(
            links::application_paper("a1", "penolakan"),
            "Surat penolakan",
            "PDF, 102 kB, 30 Maret 2026",
        )]);
        refused.timeline.entries.truncate(3);
        refused.timeline.entries.push(
            TimelineEntry::new(Moment::Stopped, "Ditolak", "Senin, 30 Maret 2026", "Kepala Dinas")
                .text("Letak bangunan tidak sesuai rencana tata ruang."),
        );
        let mut finished = base(
            Tag::new(Tone::Good, "Sudah diserahkan"),
            "Izin Anda terbit dan sudah diserahkan Rabu, 1 April 2026.",
            "Anda tidak perlu berbuat apa-apa.",
        );
        finished.may_cancel = false;
        finished.verification =
            Some(Link::new(links::verification_result("ABCD-EFGH-JKMN-PQRS"), "Periksa keaslian izin"));
        for entry in &mut finished.timeline.entries {
            entry.moment = Moment::Done;
        }
        let mut dark = pay.clone();
        dark.shell = dark.shell.dark();
        vec![
            ("usual", usual),
            ("payment", pay),
            ("returned", returned),
            ("refused", refused),
            ("finished", finished),
            ("dark", dark),
        ]
    }
}
