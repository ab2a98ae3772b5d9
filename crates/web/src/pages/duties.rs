//! `/akun/kewajiban`: duties that a person accepts before anything else answers (MJK18-9.1, 20.a, 20.c).

use crate::components::{Field, FieldKind, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One text to accept.
#[derive(Debug, Clone)]
pub struct DutySection {
    /// Heading.
    pub title: String,
    /// The text, rendered and cleaned; goes into the page as it is.
    pub html: String,
    /// Short name of the version.
    pub version: String,
    /// The tick.
    pub tick: Field,
}

/// Duties that a person accepts before anything else answers.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/duties.html")]
pub struct DutiesPage {
    /// Header and footer.
    pub shell: Shell,

    /// Path to go to afterwards.
    pub return_to: String,
    /// A tick is missing.
    pub notice: Option<Notice>,
    /// Texts.
    pub texts: Vec<DutySection>,
}

impl DutiesPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let text = |title: &str, id: &str| {
            DutySection {
            title: title.to_owned(),
            html: "<ul><li>Akun ini milik Anda sendiri.</li><li>Kata sandi, PIN, dan kode hanya untuk Anda.</li></ul>"
                .to_owned(),
            version: "1a2b3c4d".to_owned(),
            tick: Field::new(id, "Saya sudah membaca dan menyetujuinya.", FieldKind::Tick).named("setuju"),
        }
        };
        let page = DutiesPage {
            shell: Shell::sample_applicant(links::duties()),
            return_to: links::account(),
            notice: None,
            texts: vec![text("Kewajiban pemegang akun", "setuju-1")],
        };
        let mut agency = page.clone();
        agency.texts.push(text("Panduan instansi teknis", "setuju-2"));
        agency.texts.push(text("Pernyataan kerahasiaan", "setuju-3"));
        agency.notice = Some(Notice::new(Tone::Bad, "Setujui kewajiban pemegang akun lebih dahulu."));
        let done = DutiesPage { texts: Vec::new(), ..page.clone() };
        vec![("usual", page), ("agency", agency), ("empty", done)]
    }
}
