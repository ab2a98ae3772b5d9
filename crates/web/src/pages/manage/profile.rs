//! `/kelola/profil`: the running profile, to read.

use crate::components::{Breadcrumb, Cell, Link, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The running profile.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/profile.html")]
pub struct ProfilePage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// Name of the profile.
    pub name: String,
    /// Services with their versions.
    pub versions: Table,
    /// Services of the list that are not open.
    pub inactive: Table,
    /// Settings with value, basis and place.
    pub settings: Table,
    /// What the check of the profile warned of, with its place.
    pub warnings: Table,
    /// Legal basis of acts.
    pub acts: Table,
}

impl ProfilePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = ProfilePage {
            shell: Shell::sample_officer(links::running_profile(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::manage(), "Kelola")], "Profil"),
            name: "contoh".to_owned(),
            versions: Table::new(
                "Layanan dan versinya",
                &["Layanan", "Versi", "Keadaan", "Dikenal sejak", "Berkas berjalan"],
                vec![vec![
                    Cell::text("SIP Dokter"),
                    Cell::text("3f9a12bc…77d0c1d2"),
                    Cell::tag(Tag::new(Tone::Good, "Berlaku")),
                    Cell::text("2 Februari 2026"),
                    Cell::figure("12"),
                ]],
            ),
            inactive: Table::new(
                "Layanan yang tidak dibuka",
                &["Layanan", "Kode", "Kata daftar", "Keputusan"],
                vec![vec![
                    Cell::text("Izin Reklame"),
                    Cell::text("IL"),
                    Cell::text("9; Izin Reklame; 20 hari"),
                    Cell::text("–"),
                ]],
            ),
            settings: Table::new(
                "Ketentuan",
                &["Nama", "Nilai", "Dasar", "Letak"],
                vec![vec![
                    Cell::text("payment.pay_within"),
                    Cell::text("10 hari kerja"),
                    Cell::text("Pasal 14 ayat (3)"),
                    Cell::text("profile.toml, baris 31"),
                ]],
            ),
            warnings: Table::new("Perlu dirapikan", &["Apa", "Letak"], Vec::new()),
            acts: Table::new(
                "Dasar tindakan",
                &["Tindakan", "Dasar"],
                vec![vec![Cell::text("Validasi"), Cell::text("MJK18-11.3.c")]],
            ),
        };
        let mut warned = page.clone();
        warned.warnings.rows = vec![vec![
            Cell::text(
                "Dokumen yang sama memakai dua nama atau dua kode pada layanan yang berbeda. Samakan namanya.",
            ),
            Cell::text("services/imb.toml, baris 105"),
        ]];
        vec![("usual", page), ("warned", warned)]
    }
}
