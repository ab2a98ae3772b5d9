//! `/layanan/{id}`: page of a service: price, time, what to bring, how it goes, on which law.

use crate::components::{
    Breadcrumb, Choice, FeeRow, FeeTable, Field, FieldKind, Flow, FlowStep, Link, Notice, SummaryRow, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What the office offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// Class, such as "Perizinan non usaha".
    pub class: String,
    /// "Gratis" or the price.
    pub price: String,
    /// "Tidak dipungut biaya. Jangan membayar kepada siapa pun." or how it is computed.
    pub price_note: String,
    /// For example "7 hari kerja".
    pub time: String,
    /// From when it is counted, with the word of the source.
    pub time_note: String,
    /// What is issued.
    pub product: String,
    /// How long it is valid.
    pub product_note: String,
    /// Documents that everybody brings, with what each is for.
    pub documents: Vec<SummaryRow>,
    /// Documents that only some must bring, or may.
    pub sometimes: Vec<SummaryRow>,
    /// Sentences that people must read.
    pub notes: Vec<String>,
    /// Stages.
    pub flow: Flow,
    /// Which kind is asked for, and about which earlier permit; empty where there is only one kind.
    pub choices: Vec<Field>,
    /// A worked example.
    pub fee: Option<FeeTable>,
    /// An application of this person that already runs.
    pub running: Option<Notice>,
    /// Why nobody can apply yet: the standard waits for its approval (MJK18-19).
    pub closed: Option<Notice>,
}

/// Offered here, or only described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceBody {
    /// Can be applied for.
    Offered(Box<Offer>),
    /// Another authority's service: text and link, no button (MJK18-2).
    InformationOnly {
        /// What to say.
        text: String,
        /// Where to go.
        link: Link,
    },
}

impl Offer {
    fn sample_flow(paid: bool) -> Flow {
        let mut steps = vec![
            FlowStep::yours("Pendaftaran", "sekitar 20 menit"),
            FlowStep::office("Verifikasi administrasi", "Petugas pelayanan", "1 hari kerja"),
            FlowStep::office("Validasi administrasi", "Validator", "4 jam kerja"),
            FlowStep::office("Rekomendasi teknis", "Dinas teknis", "3 hari kerja"),
            FlowStep::office("Penetapan", "Kepala Dinas", "1 hari kerja"),
        ];
        if paid {
            steps.push(FlowStep::yours("Pembayaran retribusi", "paling lambat 10 hari kerja"));
        }
        steps.extend([
            FlowStep::office("Pencetakan", "Petugas cetak", "4 jam kerja"),
            FlowStep::office("Penandatanganan", "Kepala Dinas", "4 jam kerja"),
            FlowStep::office("Penomoran", "Petugas penomoran", "4 jam kerja"),
            FlowStep::yours("Survei kepuasan", "2 menit"),
            FlowStep::yours("Penyerahan", "Loket 4"),
        ]);
        Flow { steps }
    }

    fn sample_fee() -> Self {
        Offer {
            class: "Perizinan tertentu dan umum".to_owned(),
            price: "Sesuai luas bangunan".to_owned(),
            price_note: "Contoh: rumah 112 m², Rp1.400.000. Bayar hanya ke bank.".to_owned(),
            time: "7 hari kerja".to_owned(),
            time_note: "Sejak berkas lengkap; waktu membayar tidak dihitung.".to_owned(),
            product: "Izin bertanda tangan".to_owned(),
            product_note: "Berlaku selama bangunan tidak berubah.".to_owned(),
            documents: vec![
                SummaryRow::new("KTP pemohon", "Untuk mencocokkan nama dan NIK."),
                SummaryRow::new("Bukti hak atas tanah", "Untuk memastikan Anda berhak membangun."),
                SummaryRow::new("Gambar denah dan tampak", "Untuk menghitung luas bangunan."),
                SummaryRow::new("Bukti lunas PBB", "Tahun terakhir."),
            ],
            sometimes: vec![SummaryRow::new("Surat kuasa", "Hanya bila Anda mengurus untuk orang lain.")],
            notes: vec![
                "Luas diukur petugas di lapangan. Retribusi dihitung dari hasil ukur itu.".to_owned(),
            ],
            flow: Self::sample_flow(true),
            choices: Vec::new(),
            fee: Some(FeeTable {
                caption: "Rumah satu lantai dengan luas terukur 112 m²".to_owned(),
                rows: vec![FeeRow::new("Bangunan", "112 m² × 1,0 × Rp12.500", "Rp1.400.000")],
                total: "Rp1.400.000".to_owned(),
                words: String::new(),
            }),
            running: None,
            closed: None,
        }
    }

    fn sample_free() -> Self {
        Offer {
            class: "Perizinan non usaha".to_owned(),
            price: "Gratis".to_owned(),
            price_note: "Tidak dipungut biaya. Jangan membayar kepada siapa pun.".to_owned(),
            time_note: "Sejak berkas lengkap. Sumber menulis “7 hari”.".to_owned(),
            product: "Izin elektronik".to_owned(),
            product_note: "Berlaku sampai STR berakhir.".to_owned(),
            documents: vec![
                SummaryRow::new("KTP", "Untuk mencocokkan nama dan NIK."),
                SummaryRow::new("STR yang masih berlaku", "Menentukan masa berlaku izin."),
                SummaryRow::new("Surat keterangan tempat praktik", "Dari pimpinan klinik atau rumah sakit."),
                SummaryRow::new("Rekomendasi organisasi profesi", "Dari cabang setempat."),
            ],
            flow: Self::sample_flow(false),
            choices: vec![
                Field::new(
                    "jenis",
                    "Apa yang Anda ajukan?",
                    FieldKind::Choice {
                        options: vec![
                            Choice::new("new", "Permohonan baru"),
                            Choice::new("renewal", "Perpanjangan"),
                        ],
                    },
                )
                .value("new"),
            ],
            fee: None,
            running: Some(
                Notice::new(Tone::Warn, "Permohonan serupa sedang berjalan: 26-000147-4.")
                    .text("Anda masih boleh mengajukan untuk tempat praktik lain."),
            ),
            closed: None,
            ..Self::sample_fee()
        }
    }
}

/// Page of a service: price, time, what to bring, how it goes, on which law.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/services/show.html")]
pub struct ServicePage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the service.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One sentence: what it is for.
    pub summary: String,
    /// Offered here, or only described.
    pub body: ServiceBody,
    /// Laws.
    pub legal_basis: Vec<String>,
    /// Where times and tariffs come from.
    pub source_note: String,
}

impl ServicePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let base = |id: &str, name: &str, summary: &str, body: ServiceBody| ServicePage {
            shell: Shell::sample(links::service(id)),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::home(), "Beranda"), Link::new(links::services(), "Layanan")],
                name,
            ),
            id: id.to_owned(),
            name: name.to_owned(),
            summary: summary.to_owned(),
            body,
            legal_basis: vec!["Peraturan Wali Kota Contoh, Pasal 11 sampai 19".to_owned()],
            source_note: "Tarif dan syarat contoh, bukan ketentuan yang berlaku.".to_owned(),
        };
        let imb = base(
            "imb",
            "Izin Mendirikan Bangunan",
            "Untuk mendirikan, menambah, atau mengubah bangunan di Kota Contoh.",
            ServiceBody::Offered(Box::new(Offer::sample_fee())),
        );
        let sip = base(
            "sip-dokter",
            "Surat Izin Praktik Dokter",
            "Untuk dokter yang berpraktik di satu tempat di Kota Contoh.",
            ServiceBody::Offered(Box::new(Offer::sample_free())),
        );
        let nib = base(
            "nib",
            "Nomor Induk Berusaha",
            "Nomor Induk Berusaha diterbitkan pemerintah pusat.",
            ServiceBody::InformationOnly {
                text: "Layanan ini tidak diurus di kantor kami. Ajukan pada sistem OSS.".to_owned(),
                link: Link::new("https://oss.go.id", "Buka sistem OSS"),
            },
        );
        let mut closed = Offer::sample_free();
        closed.closed = Some(Notice::new(
            Tone::Warn,
            "Layanan ini belum dapat dimohon. Standar pelayanannya menunggu persetujuan kepala dinas.",
        ));
        let mut waits = sip.clone();
        waits.body = ServiceBody::Offered(Box::new(closed));
        let mut dark = imb.clone();
        dark.shell = dark.shell.dark();
        vec![("usual", imb), ("free", sip), ("information", nib), ("waits", waits), ("dark", dark)]
    }
}
