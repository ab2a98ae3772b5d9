//! `/daftar`: who may ask for an account, and what must be at hand.

use crate::components::Notice;
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Who may ask for an account, and what must be at hand.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/access/start.html")]
pub struct AccessStartPage {
    /// Header and footer.
    pub shell: Shell,

    /// For example "Kota Contoh".
    pub region_name: String,
    /// Said to somebody who has an account.
    pub notice: Option<Notice>,
}

impl AccessStartPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = AccessStartPage {
            shell: Shell::sample(links::access()),
            region_name: "Kota Contoh".to_owned(),
            notice: None,
        };
        vec![("usual", page)]
    }
}
