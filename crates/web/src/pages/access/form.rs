//! `/daftar/baru/{kind}`: what a person or firm states who asks for an account.

use crate::components::ErrorSummary;
use crate::components::{Breadcrumb, Choice, Field, FieldKind, Link, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Questions under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldGroup {
    /// Heading.
    pub title: String,
    /// Questions.
    pub fields: Vec<Field>,
}

/// What a person or firm states who asks for an account.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/access/form.html")]
pub struct AccessFormPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Heading.
    pub title: String,
    /// Where the form is sent.
    pub action: String,
    /// A refusal that belongs to no field.
    pub notice: Option<Notice>,
    /// Questions.
    pub groups: Vec<FieldGroup>,
}

impl AccessFormPage {
    fn errors(&self) -> ErrorSummary {
        let fields: Vec<Field> = self.groups.iter().flat_map(|g| g.fields.clone()).collect();
        ErrorSummary::of(&fields)
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let group = |title: &str, fields: Vec<Field>| FieldGroup { title: title.to_owned(), fields };
        let yes_no = FieldKind::Bool;
        let page = AccessFormPage {
            shell: Shell::sample(links::access_new("perorangan")),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::home(), "Beranda"), Link::new(links::access(), "Daftar akun")],
                "Perorangan",
            ),
            title: "Daftar akun perorangan".to_owned(),
            action: links::access_new("perorangan"),
            notice: None,
            groups: vec![
                group(
                    "Diri Anda",
                    vec![
                        Field::new("nama", "Nama sesuai KTP", FieldKind::Text { max: 100 }),
                        Field::new("nik", "NIK", FieldKind::Nik).hint("16 angka pada KTP."),
                        Field::new(
                            "berlaku",
                            "Masa berlaku KTP",
                            FieldKind::Choice {
                                options: vec![
                                    Choice::new("seumur_hidup", "Seumur hidup"),
                                    Choice::new("tanggal", "Sampai tanggal tertentu"),
                                ],
                            },
                        ),
                    ],
                ),
                group(
                    "Cara menghubungi",
                    vec![
                        Field::new("ponsel", "Nomor ponsel", FieldKind::Phone),
                        Field::new("surel", "Surel", FieldKind::Email),
                    ],
                ),
            ],
        };
        let mut wrong = page.clone();
        wrong.groups[0].fields[1] = Field::new("nik", "NIK", FieldKind::Nik)
            .value("35760")
            .error("NIK harus 16 angka. Periksa kembali KTP Anda.");
        let mut double = page.clone();
        double.notice = Some(
            Notice::new(Tone::Bad, "Data ini tidak dapat didaftarkan di sini.")
                .text("Silakan masuk, atau hubungi loket kami."),
        );
        let mut firm = page.clone();
        firm.title = "Daftar akun badan usaha".to_owned();
        firm.groups[0] = group(
            "Badan usaha",
            vec![
                Field::new("nama", "Nama badan usaha", FieldKind::Text { max: 100 }),
                Field::new("npwp", "NPWP perusahaan", FieldKind::Npwp),
                Field::new("pimpinan", "Apakah Anda pimpinan badan usaha ini?", yes_no),
            ],
        );
        vec![("usual", page), ("firm", firm), ("error", wrong), ("double", double)]
    }
}
