//! `/folder`: my files, kept for every application.

use crate::components::{Field, FieldKind, FileUpload};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One file of the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderFile {
    /// Id of the file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Kind, size, date.
    pub meta: String,
    /// Applications that use it; may be empty.
    pub used_in: String,
}

/// My files, kept for every application.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/folder.html")]
pub struct FolderPage {
    /// Header and footer.
    pub shell: Shell,

    /// New file.
    pub upload: FileUpload,
    /// What the new file is.
    pub label: Field,
    /// Files, newest first.
    pub files: Vec<FolderFile>,
}

impl FolderPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let label = Field::new("nama", "Nama berkas", FieldKind::Text { max: 100 })
            .hint("Contoh: KTP, STR, denah rumah.")
            .optional();
        let file = |id: &str, name: &str, meta: &str, used: &str| FolderFile {
            id: id.to_owned(),
            name: name.to_owned(),
            meta: meta.to_owned(),
            used_in: used.to_owned(),
        };
        let page = FolderPage {
            shell: Shell::sample_applicant(links::folder()),
            upload: FileUpload::new("berkas", "Berkas baru"),
            label,
            files: vec![
                file("f1", "KTP", "JPEG, 640 kB, 9 Februari 2026", "Dipakai pada 26-000098-9"),
                file("f2", "Denah rumah", "PDF, 2,1 MB, 9 Februari 2026", "Dipakai pada 26-000098-9"),
                file("f3", "Bukti lunas PBB", "PDF, 310 kB, 2 Februari 2026", ""),
            ],
        };
        let mut wrong = page.clone();
        wrong.files = Vec::new();
        wrong.upload.error =
            Some("Berkas ini 21 MB. Paling besar 20 MB; kecilkan atau foto ulang.".to_owned());
        vec![("usual", page), ("error", wrong)]
    }
}
