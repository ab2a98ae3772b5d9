//! `/kelola`: what the administration can do and what needs attention.

use crate::components::{Notice, Tag, Task, TaskList, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The first page of the administration.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/home.html")]
pub struct ManagePage {
    /// Header and footer.
    pub shell: Shell,

    /// What needs attention.
    pub warnings: Vec<Notice>,
    /// Every part with its state.
    pub parts: TaskList,
}

impl ManagePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let task = |text: &str, hint: &str, href: String, state: Tag| Task {
            text: text.to_owned(),
            hint: hint.to_owned(),
            href: Some(href),
            state,
        };
        let page = |warnings: Vec<Notice>| ManagePage {
            shell: Shell::sample_officer(links::manage(), "Gilang Ramadipa", "Pengelola sistem"),
            warnings,
            parts: TaskList {
                tasks: vec![
                    task(
                        "Orang",
                        "Akun, peran, dan bidang.",
                        links::staff(),
                        Tag::new(Tone::Good, "20 aktif"),
                    ),
                    task(
                        "Pejabat",
                        "Jabatan, pelimpahan, dan halangan.",
                        links::officials(),
                        Tag::new(Tone::Warn, "1 perhatian"),
                    ),
                ],
            },
        };
        let warning =
            Notice::new(Tone::Warn, "Segel kantor: sertifikat elektronik akan berakhir 30 April 2026.");
        vec![("usual", page(vec![warning])), ("empty", page(Vec::new()))]
    }
}
