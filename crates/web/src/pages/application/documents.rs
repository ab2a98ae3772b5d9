//! `/permohonan/{id}/dokumen`: documents asked for: first what is missing, each with its own upload or a file of the folder.

use crate::components::{
    Breadcrumb, Choice, ErrorItem, ErrorSummary, Field, FieldKind, FileUpload, Link, Notice, Tag, Thumbnail,
    Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A document asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedDocument {
    /// Id inside the service.
    pub id: String,
    /// What people read.
    pub label: String,
    /// May be left out.
    pub optional: bool,
    /// The file already attached.
    pub attached: Option<Thumbnail>,
    /// Until when the attached one is valid.
    pub validity: Option<Tag>,
    /// Asked with a new one, named `berlaku_sampai`.
    pub valid_until: Option<Field>,
    /// Its field is called `doc.<id>`.
    pub upload: FileUpload,
    /// The newest file of this very paper in the folder.
    pub ready: Option<Choice>,
    /// The other papers of the folder, newest versions.
    pub folder: Vec<Choice>,
}

/// Documents asked for: first what is missing, each with its own upload or a file of the folder.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/documents.html")]
pub struct DocumentsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// In the order of the service.
    pub documents: Vec<AskedDocument>,
}

impl DocumentsPage {
    /// What must still come.
    fn wanted(&self) -> Vec<&AskedDocument> {
        self.documents.iter().filter(|d| d.attached.is_none() && !d.optional).collect()
    }

    fn missing(&self) -> usize {
        self.wanted().len()
    }

    fn errors(&self) -> ErrorSummary {
        let items = self
            .documents
            .iter()
            .filter_map(|d| {
                d.upload.error.as_ref().map(|m| ErrorItem { field: d.upload.id.clone(), message: m.clone() })
            })
            .collect();
        ErrorSummary { items }
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let doc = |id: &str, label: &str, purpose: &str, attached: Option<Thumbnail>| AskedDocument {
            upload: FileUpload { hint: purpose.to_owned(), ..FileUpload::new(format!("doc.{id}"), label) },
            id: id.to_owned(),
            label: label.to_owned(),
            optional: false,
            attached,
            validity: None,
            valid_until: None,
            ready: None,
            folder: vec![
                Choice::new("f3", "Bukti lunas PBB, 2 Februari 2026"),
                Choice::new("f1", "KTP, 9 Februari 2026"),
            ],
        };
        let page = |documents: Vec<AskedDocument>| DocumentsPage {
            shell: Shell::sample_applicant(links::application_documents("a3")),
            breadcrumb: Breadcrumb::new(
                vec![
                    Link::new(links::account(), "Permohonan saya"),
                    Link::new(links::application("a3"), "Izin Mendirikan Bangunan"),
                ],
                "Dokumen",
            ),
            id: "a3".to_owned(),
            documents,
        };
        let usual = vec![
            doc("ktp", "KTP pemohon", "Untuk mencocokkan nama dan NIK.", Some(Thumbnail::sample("ktp.jpg"))),
            doc("tanah", "Bukti hak atas tanah", "Untuk memastikan Anda berhak membangun.", None),
            doc("pbb", "Bukti lunas PBB", "Tahun terakhir.", None),
        ];
        let mut usual = usual;
        usual[1].valid_until = Some(
            Field::new("sampai.tanah", "Berlaku sampai", FieldKind::Date)
                .named("berlaku_sampai")
                .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
                .optional(),
        );
        usual[2].ready = usual[2].folder.first().cloned();
        usual[2].folder.remove(0);
        usual[0].validity = Some(Tag::new(Tone::Warn, "Berlaku sampai 20 April 2026"));
        let mut wrong = usual.clone();
        wrong[1].upload.error = Some("Foto kurang jelas. Coba foto lagi di tempat terang.".to_owned());
        let done = vec![usual[0].clone()];
        vec![("usual", page(usual)), ("error", page(wrong)), ("complete", page(done))]
    }
}
