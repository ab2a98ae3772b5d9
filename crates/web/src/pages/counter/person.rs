//! `/loket/orang/{id}`, `/loket/berkas/{id}`: what this person came for: status, receipt, hand-over, a new application.

use crate::components::{Breadcrumb, Choice, Field, FieldKind, Link, SummaryList, SummaryRow, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One file of the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CounterCard {
    /// Registration number, or "Draf".
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Its state.
    pub status: Tag,
    /// Where the file is.
    pub sentence: String,
    /// What the applicant must do.
    pub duty: String,
    /// Who entered it, or empty.
    pub entered_by: String,
    /// What is still being made, or empty.
    pub making: String,
    /// The first act is the next thing to do, not a paper to print again.
    pub urgent: bool,
    /// What can be done here: hand over, go on filling, print the receipt. The first is the main one.
    pub actions: Vec<Link>,
}

/// Somebody who acts for the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CounterPower {
    /// Power of attorney.
    pub id: String,
    /// Who.
    pub helper: String,
    /// For what and until when.
    pub about: String,
}

/// What this person came for.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/counter/person.html")]
pub struct CounterPersonPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Account of the person.
    pub id: String,
    /// Name of the person.
    pub name: String,
    /// Masked NIK or NPWP.
    pub about: SummaryList,
    /// Files.
    pub files: Vec<CounterCard>,
    /// Powers of attorney in force that the person has given.
    pub powers: Vec<CounterPower>,
    /// Helped outside the office: only what was entered here is shown.
    pub outside: bool,
    /// Only one file is shown, and there may be more.
    pub one_file: bool,
    /// Choice of service, with id `layanan`; `None` when this officer does not fill for others.
    pub service: Option<Field>,
    /// What is asked for, and about which earlier permit; empty where there is only one kind.
    pub choices: Vec<Field>,
}

impl CounterPersonPage {
    /// The choice of a service to start.
    pub fn service_field(services: Vec<(String, String)>) -> Field {
        let options = services.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        Field::new("layanan", "Layanan", FieldKind::Select { options })
    }

    /// The choice of a kind, for the samples.
    fn kind_field(kinds: Vec<(String, String)>) -> Field {
        let options = kinds.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        let field = Field::new("jenis", "Jenis permohonan", FieldKind::Select { options });
        Field { required: false, ..field }.hint("Kosongkan untuk jenis yang biasa pada layanan itu.")
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = CounterPersonPage {
            shell: Shell::sample_officer(
                links::counter_person("p1"),
                "Tri Ambarsari",
                "Petugas bantuan pendaftaran",
            ),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::counter(), "Loket")], "Ponirah"),
            id: "p1".to_owned(),
            name: "Ponirah".to_owned(),
            about: SummaryList { rows: vec![SummaryRow::new("NIK", "3576••••••••0000")] },
            files: vec![
                CounterCard {
                    number: "26-000131-7".to_owned(),
                    service: "Izin Pemakaman".to_owned(),
                    status: Tag::new(Tone::Good, "Terbit"),
                    sentence: "Izin Anda ada di loket penyerahan sejak 31 Maret.".to_owned(),
                    duty: "Ambil dengan membawa KTP.".to_owned(),
                    entered_by: "Tri Ambarsari".to_owned(),
                    making: String::new(),
                    urgent: true,
                    actions: vec![
                        Link::new(links::case("a7"), "Serahkan dokumen"),
                        Link::new(links::counter_receipt("a7"), "Cetak tanda terima"),
                    ],
                },
                CounterCard {
                    number: "Draf".to_owned(),
                    service: "Izin Mendirikan Bangunan".to_owned(),
                    status: Tag::new(Tone::Neutral, "Draf"),
                    sentence: "Permohonan ini belum dikirim.".to_owned(),
                    duty: String::new(),
                    entered_by: "Tri Ambarsari".to_owned(),
                    making: String::new(),
                    urgent: true,
                    actions: vec![Link::new(links::application("a8"), "Lanjutkan mengisi")],
                },
            ],
            powers: vec![CounterPower {
                id: "k4".to_owned(),
                helper: "Wulandari Contoh".to_owned(),
                about: "Untuk semua layanan, sampai Rabu, 30 September 2026.".to_owned(),
            }],
            outside: false,
            one_file: false,
            choices: vec![CounterPersonPage::kind_field(vec![
                ("new".to_owned(), "Permohonan baru".to_owned()),
                ("renewal".to_owned(), "Perpanjangan".to_owned()),
            ])],
            service: Some(CounterPersonPage::service_field(vec![
                ("imb".to_owned(), "Izin Mendirikan Bangunan".to_owned()),
                ("izin-makam".to_owned(), "Izin Pemakaman".to_owned()),
            ])),
        };
        let mut wrong = page.clone();
        wrong.service = wrong.service.map(|f| f.error("Pilih layanan lebih dahulu."));
        let file = CounterPersonPage { one_file: true, service: None, ..page.clone() };
        let empty = CounterPersonPage { files: Vec::new(), ..page.clone() };
        vec![("usual", page), ("wrong", wrong), ("one-file", file), ("empty", empty)]
    }
}
