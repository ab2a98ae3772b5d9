//! `any`: something went wrong: what it was, what to do, ways onward.

use crate::components::Link;
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Something went wrong: what it was, what to do, ways onward.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    /// Header and footer.
    pub shell: Shell,

    /// In one sentence.
    pub title: String,
    /// What to do.
    pub text: String,
    /// Stable code for the help desk.
    pub code: String,
    /// Number of this request in the log, or empty.
    pub reference: String,
    /// Ways onward.
    pub links: Vec<Link>,
}

impl ProblemPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |title: &str, text: &str, code: &str| ProblemPage {
            shell: Shell::sample("/kerja/0"),
            title: title.to_owned(),
            text: text.to_owned(),
            code: code.to_owned(),
            reference: "r-7f3a".to_owned(),
            links: vec![
                Link::new(links::home(), "Ke beranda"),
                Link::new(links::services(), "Lihat layanan"),
            ],
        };
        vec![
            (
                "not-found",
                page(
                    "Halaman atau berkas ini tidak ditemukan.",
                    "Periksa alamatnya, atau cari lewat daftar layanan.",
                    "not_found",
                ),
            ),
            (
                "forbidden",
                page(
                    "Anda tidak berwenang membuka halaman ini.",
                    "Masuk dengan akun yang sesuai, atau hubungi atasan Anda.",
                    "not_allowed",
                ),
            ),
            (
                "failed",
                page(
                    "Maaf, terjadi gangguan pada sistem kami.",
                    "Tidak ada yang berubah. Coba lagi beberapa saat lagi.",
                    "failed",
                ),
            ),
        ]
    }
}
