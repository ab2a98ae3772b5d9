//! `/akun/keamanan`: number and mailbox, password, sessions, report of misuse (MJK18-9).

use crate::components::{Choice, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionRow {
    /// Names it in the form.
    pub token: String,
    /// Device in short.
    pub device: String,
    /// Since when, last used when.
    pub times: String,
    /// This browser.
    pub here: bool,
}

/// A change of number or mailbox.
#[derive(Debug, Clone)]
pub enum ContactChange {
    /// None under way: the form.
    None {
        /// What, new address, whether the old one is lost.
        fields: Vec<Field>,
    },
    /// Both codes are asked for.
    Codes {
        /// What is said about it.
        notice: Box<Notice>,
        /// Two codes.
        fields: Vec<Field>,
    },
    /// The waiting time runs.
    Waiting {
        /// Until when.
        notice: Box<Notice>,
    },
}

/// Security of one's account.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/security.html")]
pub struct SecurityPage {
    /// Header and footer.
    pub shell: Shell,

    /// What must be put right.
    pub errors: ErrorSummary,
    /// Account, number, mailbox.
    pub facts: SummaryList,
    /// Number or mailbox.
    pub contact: ContactChange,
    /// Old password, new password twice.
    pub password: Vec<Field>,
    /// Sessions, last used first.
    pub sessions: Vec<SessionRow>,
    /// What happened.
    pub report: Vec<Field>,
}

impl SecurityPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let session = |token: &str, device: &str, here| SessionRow {
            token: token.to_owned(),
            device: device.to_owned(),
            times: "Sejak Rabu, 1 April 2026 pukul 08.10".to_owned(),
            here,
        };
        let page = SecurityPage {
            shell: Shell::sample_applicant(links::security()),
            errors: ErrorSummary::default(),
            facts: SummaryList {
                rows: vec![
                    SummaryRow::new("Nama akun", "mochsugeng"),
                    SummaryRow::new("Nomor ponsel", "0840••••0003"),
                    SummaryRow::new("Surel", "m•••@warga.example"),
                ],
            },
            contact: ContactChange::None {
                fields: vec![
                    Field::new(
                        "jenis",
                        "Apa yang diganti?",
                        FieldKind::Choice {
                            options: vec![
                                Choice::new("ponsel", "Nomor ponsel"),
                                Choice::new("surel", "Surel"),
                            ],
                        },
                    ),
                    Field::new("baru", "Yang baru", FieldKind::Text { max: 100 }),
                    Field::new("hilang", "Yang lama sudah tidak dapat saya pakai.", FieldKind::Tick),
                ],
            },
            password: vec![
                Field::new("sandi_lama", "Kata sandi sekarang", FieldKind::Password { new: false }),
                Field::new("sandi", "Kata sandi baru", FieldKind::Password { new: true }),
                Field::new("sandi_ulang", "Ulangi kata sandi baru", FieldKind::Password { new: true }),
            ],
            sessions: vec![
                session("s1", "Firefox di Linux", true),
                session("s2", "Chrome di Android", false),
            ],
            report: vec![
                Field::new("catatan", "Apa yang terjadi?", FieldKind::LongText { max: 500 }).optional(),
                Field::new("yakin", "Ya, blokir akun saya sekarang.", FieldKind::Tick),
            ],
        };
        let mut codes = page.clone();
        codes.contact = ContactChange::Codes {
            notice: Box::new(Notice::new(Tone::Info, "Dua kode sudah kami kirim.")),
            fields: vec![
                Field::new("kode_baru", "Kode di nomor yang baru", FieldKind::Text { max: 9 }),
                Field::new("kode_lama", "Kode di nomor yang lama", FieldKind::Text { max: 9 })
                    .error("Kode salah. Kesempatan tersisa 3."),
            ],
        };
        let mut waiting = page.clone();
        waiting.contact = ContactChange::Waiting {
            notice: Box::new(Notice::new(Tone::Warn, "Nomor baru berlaku Kamis, 2 April 2026 pukul 09.30.")),
        };
        vec![("usual", page), ("codes", codes), ("waiting", waiting)]
    }
}
