//! `/permohonan/{id}/pesan`, `/loket/berkas/{id}/pesan`: every message about a file, to be read again and printed.

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageEntry {
    /// What it is about.
    pub title: String,
    /// When and on which ways.
    pub meta: String,
    /// Set when it did not arrive.
    pub mark: Option<Tag>,
    /// Its paragraphs.
    pub lines: Vec<String>,
}

/// Messages of a file.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/messages.html")]
pub struct MessagesPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Newest first.
    pub messages: Vec<MessageEntry>,
}

impl MessagesPage {
    /// Invented pages: the usual one first, then an empty one.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = MessagesPage {
            shell: Shell::sample_applicant(links::application_messages("a1")),
            breadcrumb: Breadcrumb::new(
                vec![
                    Link::new(links::account(), "Permohonan saya"),
                    Link::new(links::application("a1"), "26-000098-9"),
                ],
                "Pesan",
            ),
            number: "26-000098-9".to_owned(),
            service: "Izin Mendirikan Bangunan".to_owned(),
            messages: vec![
                MessageEntry {
                    title: "Perlu diperbaiki".to_owned(),
                    meta: "Rabu, 25 Maret 2026 pukul 10.26, SMS dan surel".to_owned(),
                    mark: None,
                    lines: vec![
                        "Yth. Moch. Sugeng,".to_owned(),
                        "Ada 2 hal yang perlu Anda perbaiki dalam permohonan Izin Mendirikan Bangunan."
                            .to_owned(),
                    ],
                },
                MessageEntry {
                    title: "Permohonan diterima".to_owned(),
                    meta: "Senin, 23 Maret 2026 pukul 09.10, SMS".to_owned(),
                    mark: Some(Tag::new(Tone::Bad, "Tidak sampai")),
                    lines: vec!["Permohonan Anda kami terima.".to_owned()],
                },
            ],
        };
        let empty = MessagesPage { messages: Vec::new(), ..page.clone() };
        vec![("usual", page), ("empty", empty)]
    }
}
