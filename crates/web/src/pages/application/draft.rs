//! `/permohonan/{id}`: task list of an application that has not been sent.

use crate::components::{Breadcrumb, Link, Notice, Tag, Task, TaskList, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Task list of an application that has not been sent.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/draft.html")]
pub struct DraftPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Name of the service.
    pub service: String,
    /// "Tersimpan otomatis pukul 10.42."
    pub saved: String,
    /// Tasks done.
    pub done: usize,
    /// Tasks with their addresses.
    pub tasks: TaskList,
    /// Everything is filled; can be checked and sent.
    pub ready: bool,
    /// For example a similar application that runs.
    pub warning: Option<Notice>,
}

impl DraftPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let task = |text: &str, hint: &str, href: Option<String>, state: Tag| Task {
            text: text.to_owned(),
            hint: hint.to_owned(),
            href,
            state,
        };
        let done = || Tag::new(Tone::Good, "Selesai");
        let page = DraftPage {
            shell: Shell::sample_applicant(links::application("a3")),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::account(), "Permohonan saya")],
                "Izin Mendirikan Bangunan",
            ),
            id: "a3".to_owned(),
            service: "Izin Mendirikan Bangunan".to_owned(),
            saved: "Tersimpan otomatis pukul 10.42. Anda boleh melanjutkan kapan saja.".to_owned(),
            done: 2,
            tasks: TaskList {
                tasks: vec![
                    task("Data pemohon", "", Some(links::application_form("a3", "pemohon")), done()),
                    task(
                        "Letak dan luas bangunan",
                        "",
                        Some(links::application_form("a3", "bangunan")),
                        done(),
                    ),
                    task(
                        "Dokumen",
                        "Masih ada 2 dokumen yang belum diunggah.",
                        Some(links::application_documents("a3")),
                        Tag::new(Tone::Warn, "3 dari 5"),
                    ),
                    task(
                        "Periksa dan kirim",
                        "Setelah semua tugas di atas selesai.",
                        None,
                        Tag::new(Tone::Neutral, "Belum bisa"),
                    ),
                ],
            },
            ready: false,
            warning: None,
        };
        vec![("usual", page)]
    }
}
