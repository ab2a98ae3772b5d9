//! `/kelola/orang`: people of the office.

use crate::components::{Breadcrumb, Cell, Field, FieldKind, Link, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// People of the office.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/staff.html")]
pub struct StaffPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// Search.
    pub search: Field,
    /// Name, login, roles, unit, state.
    pub table: Table,
    /// More of them.
    pub pager: Pager,
}

impl StaffPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![vec![
            Cell::link(links::staff_one("a1"), "Sukinem"),
            Cell::text("sukinem"),
            Cell::text("Verifikator administrasi"),
            Cell::text("Bidang Perizinan Non Usaha"),
            Cell::tag(Tag::new(Tone::Good, "Aktif")),
        ]];
        let page = |rows: Vec<Vec<Cell>>| StaffPage {
            shell: Shell::sample_officer(links::staff(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::manage(), "Kelola")], "Orang"),
            search: Field::new("cari", "Cari nama, akun, atau NIP", FieldKind::Search),
            table: Table::new("Petugas menurut nama", &["Nama", "Akun", "Peran", "Unit", "Keadaan"], rows),
            pager: Pager { text: "1 orang".to_owned(), ..Pager::default() },
        };
        vec![("usual", page(rows)), ("empty", page(Vec::new()))]
    }
}
