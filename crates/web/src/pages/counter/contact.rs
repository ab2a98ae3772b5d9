//! `/loket/orang/{id}/kontak`: number and mailbox are lost; two officers see the identity card (MJK18-9.1).

use crate::components::{
    Breadcrumb, Choice, ErrorSummary, Field, FieldKind, Link, Notice, SummaryList, SummaryRow, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What the page asks for.
#[derive(Debug, Clone)]
pub enum ContactStep {
    /// The first officer: what is changed to what.
    First {
        /// Which, new address, card seen.
        fields: Vec<Field>,
    },
    /// The first officer looks again; another one must go on.
    WaitForSecond {
        /// Who may go on.
        notice: Box<Notice>,
    },
    /// The second officer: card seen, code from the new address.
    Second {
        /// What is changed to what, and who saw the card first.
        facts: SummaryList,
        /// Card seen, code.
        fields: Vec<Field>,
    },
    /// Confirmed; the waiting time runs.
    Waiting {
        /// From when it counts.
        notice: Box<Notice>,
    },
}

/// Change of number or mailbox at the counter.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/counter/contact.html")]
pub struct CounterContactPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Account of the person.
    pub id: String,
    /// Name of the person.
    pub name: String,
    /// Masked identity, number and mailbox.
    pub about: SummaryList,
    /// What must be put right.
    pub errors: ErrorSummary,
    /// What is asked for now.
    pub step: ContactStep,
}

impl CounterContactPage {
    fn is_first(&self) -> bool {
        matches!(self.step, ContactStep::First { .. })
    }

    fn is_waiting(&self) -> bool {
        matches!(self.step, ContactStep::Waiting { .. })
    }

    /// The first officer's questions.
    pub fn first_fields() -> Vec<Field> {
        let options = vec![Choice::new("ponsel", "Nomor ponsel"), Choice::new("surel", "Surel")];
        vec![
            Field::new("jenis", "Apa yang diganti?", FieldKind::Choice { options }),
            Field::new("baru", "Nomor atau surel yang baru", FieldKind::Text { max: 100 })
                .hint("Kami kirim kode ke sana. Pemohon membacakannya kepada petugas kedua."),
            card_seen(),
        ]
    }

    /// The second officer's questions.
    pub fn second_fields() -> Vec<Field> {
        vec![
            Field::new("kode", "Kode yang dibacakan pemohon", FieldKind::Text { max: 9 })
                .hint("Kode berlaku 15 menit."),
            card_seen(),
        ]
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = CounterContactPage {
            shell: Shell::sample_officer(
                links::counter_contact("p1"),
                "Tri Ambarsari",
                "Petugas bantuan pendaftaran",
            ),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::counter(), "Loket"), Link::new(links::counter_person("p1"), "Ponirah")],
                "Ganti nomor atau surel",
            ),
            id: "p1".to_owned(),
            name: "Ponirah".to_owned(),
            about: SummaryList {
                rows: vec![
                    SummaryRow::new("NIK", "3576••••••••0000"),
                    SummaryRow::new("Nomor sekarang", "0840••••0011"),
                    SummaryRow::new("Surel sekarang", "po••••@warga.example"),
                ],
            },
            errors: ErrorSummary::default(),
            step: ContactStep::First { fields: CounterContactPage::first_fields() },
        };
        let mut wrong = page.clone();
        let mut fields = CounterContactPage::first_fields();
        fields[2] = fields[2].clone().error("Cocokkan KTP dengan orangnya lebih dahulu.");
        wrong.errors = ErrorSummary::of(&fields);
        wrong.step = ContactStep::First { fields };
        let second = CounterContactPage {
            step: ContactStep::Second {
                facts: SummaryList {
                    rows: vec![
                        SummaryRow::new("Nomor baru", "0840-9000-0011"),
                        SummaryRow::new("KTP pertama dilihat", "Tri Ambarsari"),
                    ],
                },
                fields: CounterContactPage::second_fields(),
            },
            ..page.clone()
        };
        let notice = |title: &str, text: &str| Box::new(Notice::new(Tone::Info, title).text(text));
        let wait = CounterContactPage {
            step: ContactStep::WaitForSecond {
                notice: notice("Petugas lain harus mengonfirmasi.", "Minta rekan membuka halaman ini."),
            },
            ..page.clone()
        };
        let waiting = CounterContactPage {
            step: ContactStep::Waiting {
                notice: notice(
                    "Nomor baru berlaku Kamis, 2 April 2026 pukul 09.30.",
                    "Yang lama sudah kami beri tahu.",
                ),
            },
            ..page.clone()
        };
        vec![("usual", page), ("wrong", wrong), ("second", second), ("own", wait), ("waiting", waiting)]
    }
}

fn card_seen() -> Field {
    Field::new("ktp_dilihat", "KTP asli sudah saya cocokkan dengan orangnya.", FieldKind::Tick)
}
