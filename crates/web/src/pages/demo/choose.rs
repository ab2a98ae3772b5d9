//! The first page of a demo of several regions: which one to enter.

use crate::components::{Notice, Tone};
use crate::links;
use crate::locale::Locale;
use askama::Template;

/// One region to enter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferedRegion {
    /// Id of its profile; its colours and its emblem go by it.
    pub id: String,
    /// Its start page, under its own host name.
    pub href: String,
    /// For example "SIMOJO".
    pub system_name: String,
    /// For example "Kota Contoh".
    pub region_name: String,
    /// Full name of the office.
    pub office: String,
    /// How many services it has.
    pub services: usize,
}

/// The page. It belongs to no region and has nobody signed in, so there is no [`Shell`](crate::pages::Shell) around it.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/demo/choose.html")]
pub struct DemoChoosePage {
    /// Language of the page.
    pub locale: Locale,
    /// In the order of the demo's list.
    pub regions: Vec<OfferedRegion>,
    /// How many regions could not be opened.
    pub closed: usize,
    /// `light` or `dark`; otherwise the browser decides.
    pub color_scheme: Option<String>,
}

impl DemoChoosePage {
    /// What stands above the cards when a region is missing.
    fn missing(&self) -> Option<Notice> {
        let title = match self.closed {
            0 => return None,
            n => format!("{n} daerah tidak dapat dibuka."),
        };
        Some(
            Notice::new(Tone::Warn, title).text("Sebabnya tertulis di jendela tempat contoh ini dijalankan."),
        )
    }

    /// Invented pages: the usual one first, then with a region missing.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let region = |id: &str, services: usize| OfferedRegion {
            id: id.to_owned(),
            href: links::home(),
            system_name: "SIMOJO".to_owned(),
            region_name: "Kota Contoh".to_owned(),
            office: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Contoh".to_owned(),
            services,
        };
        let page = |closed: usize| DemoChoosePage {
            locale: Locale::Indonesian,
            regions: vec![region("contoh", 10), region("lain", 6)],
            closed,
            color_scheme: None,
        };
        vec![
            ("usual", page(0)),
            ("missing", page(1)),
            ("dark", DemoChoosePage { color_scheme: Some("dark".to_owned()), ..page(0) }),
        ]
    }
}
