//! `/susun/{id}`: photos before they are kept as one file: look, turn, move, remove.

use crate::components::{Breadcrumb, ErrorItem, ErrorSummary, FileUpload, Link, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One photo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArrangedSheet {
    /// Its place, from 0.
    pub number: usize,
    /// The photo, small.
    pub picture: String,
    /// Its name.
    pub name: String,
    /// Quarter turns to the right.
    pub turn: u8,
    /// What looks poor, as sentences.
    pub doubts: Vec<String>,
    /// It is a whole PDF of so many pages.
    pub pdf_pages: Option<u32>,
    /// Nothing before it.
    pub first: bool,
    /// Nothing behind it.
    pub last: bool,
}

/// Photos before they are kept as one file: look, turn, move, remove.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/arrangement.html")]
pub struct ArrangementPage {
    /// Header and footer.
    pub shell: Shell,

    /// The page from which they came.
    pub breadcrumb: Breadcrumb,
    /// Id of the arrangement.
    pub id: String,
    /// In their order.
    pub sheets: Vec<ArrangedSheet>,
    /// More photos, in a field named `tambah`.
    pub upload: Option<FileUpload>,
}

impl ArrangementPage {
    fn doubtful(&self) -> usize {
        self.sheets.iter().filter(|s| !s.doubts.is_empty()).count()
    }

    fn warning(&self) -> String {
        format!("{} dari {} halaman mungkin sulit dibaca.", self.doubtful(), self.sheets.len())
    }

    fn errors(&self) -> ErrorSummary {
        let wrong = self
            .upload
            .iter()
            .filter_map(|u| u.error.as_ref().map(|m| ErrorItem { field: u.id.clone(), message: m.clone() }));
        ErrorSummary { items: wrong.collect() }
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let sheet = |number: usize, name: &str, turn: u8| ArrangedSheet {
            number,
            picture: "/static/sample-document.svg".to_owned(),
            name: name.to_owned(),
            turn,
            first: number == 0,
            last: number == 2,
            ..ArrangedSheet::default()
        };
        let page = ArrangementPage {
            shell: Shell::sample_applicant(links::arrangement("s1")),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::application_documents("a3"), "Dokumen")],
                "Periksa halaman",
            ),
            id: "s1".to_owned(),
            sheets: vec![
                sheet(0, "IMG_0412.jpg", 0),
                sheet(1, "IMG_0413.jpg", 1),
                sheet(2, "IMG_0414.jpg", 0),
            ],
            upload: Some(FileUpload::new("tambah", "Tambah foto")),
        };
        let mut poor = page.clone();
        poor.sheets[1].doubts =
            vec!["Foto kurang jelas. Pegang ponsel diam dan foto lagi di tempat terang.".to_owned()];
        let mut wrong = page.clone();
        if let Some(upload) = &mut wrong.upload {
            upload.error = Some("IMG_0415.jpg: Foto ini tidak dapat dibuka. Coba foto lagi.".to_owned());
        }
        let mut empty = page.clone();
        empty.sheets.clear();
        vec![("usual", page), ("poor", poor), ("error", wrong), ("empty", empty)]
    }
}
