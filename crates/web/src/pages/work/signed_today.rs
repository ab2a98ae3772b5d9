//! `/kerja/tanda-tangan/hari-ini`: what was signed, decided or initialled in my name, and "Bukan saya".

use crate::components::{Breadcrumb, Cell, Link, Notice, Table, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What was done in my name.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/signed_today.html")]
pub struct SignedTodayPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// "3 tindakan tercatat atas nama Anda hari ini."
    pub sentence: String,
    /// Time, act, file, holder.
    pub table: Table,
    /// Signing is blocked already.
    pub blocked: bool,
    /// The region asks for a PIN.
    pub with_pin: bool,
}

impl SignedTodayPage {
    /// The table of acts.
    pub fn table(rows: Vec<Vec<Cell>>) -> Table {
        Table::new("Atas nama Anda", &["Waktu", "Tindakan", "Berkas", "Pemohon"], rows)
    }

    /// The page above.
    pub fn above() -> Breadcrumb {
        Breadcrumb::new(vec![Link::new(links::signing_list(), "Tanda tangan")], "Hari ini")
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |time: &str, what: &str, file: &str, who: &str| {
            vec![Cell::text(time), Cell::text(what), Cell::link(links::case("c3"), file), Cell::text(who)]
        };
        let page = SignedTodayPage {
            shell: Shell::sample_officer(
                links::signed_today(),
                "Dra. Laksmi Wahyuningtyas",
                "Plh. Kepala Dinas",
            ),
            breadcrumb: SignedTodayPage::above(),
            sentence: "2 tindakan tercatat atas nama Anda hari ini.".to_owned(),
            table: SignedTodayPage::table(vec![
                row("10.42", "Penetapan: disetujui", "SIP Dokter 26-000147-4", "dr. Candrawati Rahmaningrum"),
                row("13.05", "Tanda tangan", "SIP Dokter 26-000147-4", "dr. Candrawati Rahmaningrum"),
            ]),
            blocked: false,
            with_pin: true,
        };
        let empty = SignedTodayPage {
            sentence: "Belum ada tindakan atas nama Anda hari ini.".to_owned(),
            table: SignedTodayPage::table(Vec::new()),
            ..page.clone()
        };
        let blocked = SignedTodayPage { blocked: true, ..page.clone() };
        let plain = SignedTodayPage { with_pin: false, ..empty.clone() };
        vec![("usual", page), ("empty", empty), ("blocked", blocked), ("plain", plain)]
    }
}
