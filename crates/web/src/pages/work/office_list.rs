//! `/kerja/berkas`: files of all desks behind a figure of the overview.

use crate::components::{Breadcrumb, Deadline, Link, Pager, Tone};
use crate::links;
use crate::pages::Shell;
use crate::pages::work::giving::Giving;
use crate::pages::work::queue::NarrowForm;
use askama::Template;

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeRow {
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Short name of the service.
    pub service: String,
    /// Name of the holder.
    pub applicant: String,
    /// Desk, or status outside the office.
    pub place: String,
    /// Who has taken it, or empty.
    pub handler: String,
    /// Until when the present step must be done.
    pub due: Deadline,
    /// What the list tells about it, or empty.
    pub remark: String,
    /// It can be given to a colleague.
    pub can_give: bool,
    /// Ticked for that.
    pub ticked: bool,
}

/// Files of all desks behind a figure of the overview.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/office_list.html")]
pub struct OfficeListPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// What is listed.
    pub title: String,
    /// What chooses the list in the address.
    pub chosen: Vec<(String, String)>,
    /// Words, service, desk, division.
    pub narrow: NarrowForm,
    /// Files.
    pub rows: Vec<OfficeRow>,
    /// More of them.
    pub pager: Pager,
    /// Gives ticked files to a colleague.
    pub giving: Option<Giving>,
}

impl OfficeListPage {
    /// Invented pages: the usual one first, then the empty one.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = OfficeRow {
            id: "c1".to_owned(),
            number: "26-000119-2".to_owned(),
            service: "Izin Reklame".to_owned(),
            applicant: "CV Sumber Warna Contoh".to_owned(),
            place: "Verifikasi administrasi".to_owned(),
            handler: "Sukinem".to_owned(),
            due: Deadline::new(Tone::Bad, "Paling lambat Senin, 30 Maret 2026", ""),
            remark: "31 Maret 2026, Bagas Tirtonegoro: Sukinem ke Yohanes: cuti".to_owned(),
            can_give: true,
            ticked: false,
        };
        let page = OfficeListPage {
            shell: Shell::sample_officer(links::office_list(), "Bagas Tirtonegoro, S.STP.", "Kepala bidang"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::overview(), "Ringkasan")], "Terlambat"),
            title: "Terlambat".to_owned(),
            chosen: vec![("daftar".to_owned(), "terlambat".to_owned())],
            narrow: NarrowForm::sample(),
            rows: vec![row],
            pager: Pager { text: "1 berkas".to_owned(), ..Pager::default() },
            giving: Some(Giving::sample()),
        };
        let empty = OfficeListPage { rows: Vec::new(), ..page.clone() };
        vec![("usual", page), ("empty", empty)]
    }
}
