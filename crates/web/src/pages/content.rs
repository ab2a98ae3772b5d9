//! `/informasi/{slug}`: information page of the office.

use crate::components::{Breadcrumb, Link};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Information page of the office.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/content.html")]
pub struct ContentPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Heading of the page; the text below has no first-level heading.
    pub title: String,
    /// The text, rendered and cleaned; goes into the page as it is.
    pub html: String,
    /// For example "Diperbarui 2 Februari 2026".
    pub updated: String,
}

impl ContentPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        vec![(
            "usual",
            ContentPage {
                shell: Shell::sample(links::content("maklumat")),
                breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Maklumat pelayanan"),
                title: "Maklumat pelayanan".to_owned(),
                html: "<p>Kami melayani sesuai standar yang kami umumkan.</p><h2>Janji kami</h2><ul><li>Setiap berkas mempunyai batas waktu.</li><li>Setiap penolakan menyebut alasannya.</li></ul>".to_owned(),
                updated: "Diperbarui 2 Februari 2026".to_owned(),
            },
        )]
    }
}
