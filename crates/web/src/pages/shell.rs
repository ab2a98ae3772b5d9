//! What every page needs around its content.

use crate::components::{FormSeed, Link, Notice};
use crate::links;
use crate::locale::Locale;

/// Who is signed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    /// Name of the person.
    pub name: String,
    /// Role in words, for example "Verifikator".
    pub role_label: String,
    /// Works in the office; the header then says who is at this counter.
    pub desk: bool,
    /// The pages of this role that are needed every day.
    pub menu: Vec<Link>,
    /// Its other pages, folded.
    pub more: Vec<Link>,
}

/// Header, footer and everything a page shares with all others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shell {
    /// For example "DPM-PTSP Kota Contoh".
    pub office_short: String,
    /// Full name of the office.
    pub office_name: String,
    /// Address and opening hours.
    pub office_address: String,
    /// How to reach the counter.
    pub help: String,
    /// For example "SIMOJO".
    pub system_name: String,
    /// For example "Kota Contoh".
    pub region_name: String,
    /// The region's tokens; `None` keeps the product's own colours.
    pub theme_css_href: Option<String>,
    /// The region's emblem; `None` shows the product's mark.
    pub emblem_href: Option<String>,
    /// Who is signed in.
    pub user: Option<User>,
    /// Some services carry retribution, paid to a bank.
    pub charges: bool,
    /// Demo: "CONTOH – TIDAK BERLAKU" stands above everything.
    pub sample: bool,
    /// Path of this request.
    pub path: String,
    /// Token and idempotency key for the forms of this page.
    pub forms: FormSeed,
    /// Language of the page.
    pub locale: Locale,
    /// `light` or `dark` when the person has chosen; otherwise the browser decides.
    pub color_scheme: Option<String>,
    /// Information pages.
    pub footer: Vec<Link>,
    /// An application that an officer fills for somebody: who helps whom (MJK18-12.6).
    pub assisting: Option<Notice>,
    /// What the act just done brought about.
    pub flash: Option<Notice>,
    /// A public device: seconds without use after which it forgets (MJK18-12.6).
    pub public: Option<u64>,
    /// Name of whose session asks for the password.
    pub locked: Option<String>,
    /// The account is in use elsewhere at the same time.
    pub also: Option<Notice>,
}

impl Shell {
    /// Pages in the header.
    pub fn menu(&self) -> Vec<Link> {
        match &self.user {
            Some(user) if !user.menu.is_empty() => user.menu.clone(),
            Some(_) => vec![
                Link::new(links::account(), "Permohonan"),
                Link::new(links::folder(), "Folder"),
                Link::new(links::services(), "Layanan"),
            ],
            None => vec![
                Link::new(links::services(), "Layanan"),
                Link::new(links::verification(), "Periksa dokumen"),
            ],
        }
    }

    /// Whether a link of the header leads to this page.
    pub fn is_here(&self, href: &str) -> bool {
        self.path == href
    }

    /// Whether one of these links leads to this page.
    pub fn is_within(&self, links: &[Link]) -> bool {
        links.iter().any(|link| self.is_here(link.href.as_str()))
    }

    /// A visitor of the invented office.
    pub fn sample(path: impl Into<String>) -> Self {
        Shell {
            office_short: "DPM-PTSP Kota Contoh".to_owned(),
            office_name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Contoh".to_owned(),
            office_address: "Jl. Contoh Raya 1, Kranggan. Loket buka Senin sampai Jumat.".to_owned(),
            help: "Datang ke Loket 1 atau telepon 0840-0000-0100 pada jam kerja.".to_owned(),
            system_name: "SIMOJO".to_owned(),
            region_name: "Kota Contoh".to_owned(),
            charges: true,
            sample: true,
            path: path.into(),
            forms: FormSeed::sample(),
            footer: vec![
                Link::new(links::content("maklumat"), "Maklumat pelayanan"),
                Link::new(links::content("data-pribadi"), "Perlindungan data pribadi"),
                Link::new(links::content("pengaduan"), "Pengaduan"),
            ],
            ..Shell::default()
        }
    }

    /// An applicant of the cast.
    pub fn sample_applicant(path: impl Into<String>) -> Self {
        Shell {
            user: Some(User {
                name: "Moch. Sugeng".to_owned(),
                role_label: "Pemohon".to_owned(),
                more: vec![Link::new(links::security(), "Keamanan akun")],
                ..User::default()
            }),
            ..Shell::sample(path)
        }
    }

    /// Somebody of the office.
    pub fn sample_officer(path: impl Into<String>, name: &str, role: &str) -> Self {
        let menu = vec![Link::new(links::work(), "Antrean"), Link::new(links::register(), "Register")];
        let more = vec![
            Link::new(links::failed_messages(), "Hubungi pemohon"),
            Link::new(links::security(), "Keamanan akun"),
        ];
        Shell {
            user: Some(User { name: name.to_owned(), role_label: role.to_owned(), desk: true, menu, more }),
            ..Shell::sample(path)
        }
    }

    /// The same on a public device.
    pub fn on_public_device(mut self) -> Self {
        self.public = Some(180);
        self
    }

    /// The same in dark colours.
    pub fn dark(mut self) -> Self {
        self.color_scheme = Some("dark".to_owned());
        self
    }

    /// The same with a message.
    pub fn flash(mut self, flash: Notice) -> Self {
        self.flash = Some(flash);
        self
    }
}
