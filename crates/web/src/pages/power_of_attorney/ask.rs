//! `/akun/kuasa/minta`: a helper asks for a power of attorney (MJK18-12.6).

use crate::components::{Breadcrumb, Choice, ErrorItem, ErrorSummary, Field, FieldKind, Link, TickList};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/power_of_attorney/ask.html")]
pub struct PowerAskPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// What must be put right.
    pub errors: ErrorSummary,
    /// Whose number.
    pub number: Field,
    /// Which services; none ticked for all.
    pub services: TickList,
    /// Until when.
    pub until: Field,
}

impl PowerAskPage {
    /// Name of the field with the owner's number.
    pub const NUMBER: &'static str = "nomor";
    /// Name of the services.
    pub const SERVICES: &'static str = "layanan";
    /// Name of the field with the last day.
    pub const UNTIL: &'static str = "sampai";

    /// The empty form.
    pub fn new(shell: Shell, services: Vec<(String, String)>) -> Self {
        let options = services.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        PowerAskPage {
            shell,
            breadcrumb: Breadcrumb::new(vec![Link::new(links::powers(), "Surat kuasa")], "Minta surat kuasa"),
            errors: ErrorSummary::default(),
            number: Field::new(
                Self::NUMBER,
                "NIK, NPWP, atau nomor ponsel pemilik izin",
                FieldKind::Text { max: 24 },
            )
            .hint("Pemilik izin harus sudah punya akun di sini."),
            services: TickList {
                id: Self::SERVICES.to_owned(),
                name: Self::SERVICES.to_owned(),
                label: "Untuk layanan apa?".to_owned(),
                hint: "Kosongkan bila untuk semua layanan.".to_owned(),
                options,
                ..TickList::default()
            },
            until: Field::new(Self::UNTIL, "Berlaku sampai", FieldKind::Date)
                .hint("Paling lama satu tahun. Contoh: 30-09-2026."),
        }
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let services = [("sip-dokter", "Surat Izin Praktik Dokter"), ("imb", "Izin Mendirikan Bangunan")];
        let services = services.map(|(id, name)| (id.to_owned(), name.to_owned())).to_vec();
        let page = PowerAskPage::new(Shell::sample_applicant(links::power_ask()), services);
        let mut wrong = page.clone();
        let message = "Isi NIK, NPWP, atau nomor ponsel pemberi kuasa.";
        wrong.number = wrong.number.value("abc").error(message);
        wrong.services.ticked = vec!["imb".to_owned()];
        wrong.errors.items = vec![ErrorItem { field: Self::NUMBER.to_owned(), message: message.to_owned() }];
        vec![("usual", page), ("error", wrong)]
    }
}
