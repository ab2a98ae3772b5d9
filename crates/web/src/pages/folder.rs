//! `/folder`: my files, kept for every application.

use crate::components::{Choice, Field, FieldKind, FileUpload, Link, Notice, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One version of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderFile {
    /// Id of the file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Version, date, kind, size.
    pub meta: String,
    /// Until when it is valid.
    pub validity: Option<Tag>,
    /// Applications that use it; may be empty.
    pub used_in: Vec<Link>,
}

/// A paper with its versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderPaper {
    /// What people call it.
    pub label: String,
    /// The version that counts.
    pub newest: FolderFile,
    /// Earlier ones, newest first.
    pub older: Vec<FolderFile>,
}

/// My files, kept for every application.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/folder.html")]
pub struct FolderPage {
    /// Header and footer.
    pub shell: Shell,

    /// New file.
    pub upload: FileUpload,
    /// What the new file is: kind (`jenis`), name (`nama`), validity (`berlaku_sampai`).
    pub fields: Vec<Field>,
    /// Papers, the last changed first.
    pub papers: Vec<FolderPaper>,
    /// Papers that have ended or end soon.
    pub ending: usize,
}

impl FolderPage {
    fn warning(&self) -> String {
        format!("{} berkas habis masa berlakunya atau segera habis.", self.ending)
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let options = vec![Choice::new("ktp", "KTP"), Choice::new("str", "STR yang masih berlaku")];
        let fields = vec![
            Field::new("jenis", "Jenis berkas", FieldKind::Select { options }).optional(),
            Field::new("nama", "Nama berkas", FieldKind::Text { max: 80 })
                .hint("Untuk berkas lain. Contoh: denah rumah.")
                .optional(),
            Field::new("berlaku_sampai", "Berlaku sampai", FieldKind::Date)
                .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
                .optional(),
        ];
        let used = || vec![Link::new(links::application("a3"), "26-000098-9")];
        let file = |id: &str, name: &str, meta: &str| FolderFile {
            id: id.to_owned(),
            name: name.to_owned(),
            meta: meta.to_owned(),
            ..FolderFile::default()
        };
        let paper = |label: &str, newest: FolderFile| FolderPaper {
            label: label.to_owned(),
            newest,
            older: Vec::new(),
        };
        let mut str_paper = paper(
            "STR yang masih berlaku",
            file("f4", "str.pdf", "versi 2, 3 Maret 2026 · PDF, 2 halaman, 412 kB"),
        );
        str_paper.newest.validity = Some(Tag::new(Tone::Warn, "Berlaku sampai 20 April 2026"));
        str_paper.older = vec![FolderFile {
            validity: Some(Tag::new(Tone::Bad, "Masa berlaku habis 1 Maret 2026")),
            ..file("f2", "str-lama.pdf", "versi 1, 9 Februari 2026 · PDF, 1 halaman, 210 kB")
        }];
        let mut ktp = paper("KTP", file("f1", "ktp.jpg", "versi 1, 9 Februari 2026 · JPEG, 640 kB"));
        ktp.newest.used_in = used();
        let page = FolderPage {
            shell: Shell::sample_applicant(links::folder()),
            upload: FileUpload::new("berkas", "Berkas baru"),
            fields,
            papers: vec![str_paper, ktp],
            ending: 1,
        };
        let mut wrong = page.clone();
        wrong.papers = Vec::new();
        wrong.ending = 0;
        wrong.upload.error = Some("PDF ini terkunci kata sandi. Buka kuncinya lalu unggah lagi.".to_owned());
        vec![("usual", page), ("error", wrong)]
    }
}
