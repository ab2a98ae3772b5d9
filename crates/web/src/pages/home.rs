//! `/`: front page: find a service, check a document, see how it goes.

use super::services::list::ServiceCard;
use crate::components::{Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Front page: find a service, check a document, see how it goes.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home.html")]
pub struct HomePage {
    /// Header and footer.
    pub shell: Shell,

    /// One sentence of the office.
    pub intro: String,
    /// Services asked for most.
    pub services: Vec<ServiceCard>,
    /// What the office announces today.
    pub notices: Vec<Notice>,
}

impl HomePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |path: &str| HomePage {
            shell: Shell::sample(path),
            intro: "Ajukan izin dari rumah, ikuti berkasnya setiap hari, dan terima dokumen yang sah."
                .to_owned(),
            services: ServiceCard::samples(),
            notices: vec![
                Notice::new(Tone::Info, "Kantor libur Jumat, 3 April 2026.")
                    .text("Permohonan tetap dapat dikirim. Hari pertama kerja adalah Senin, 6 April 2026."),
            ],
        };
        let mut dark = page("/");
        dark.shell = dark.shell.dark();
        vec![
            ("usual", page("/")),
            ("dark", dark),
            ("empty", HomePage { services: Vec::new(), notices: Vec::new(), ..page("/") }),
        ]
    }
}
