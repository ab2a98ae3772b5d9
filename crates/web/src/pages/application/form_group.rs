//! `/permohonan/{id}/isian/{group}`: one group of questions.

use crate::components::{Breadcrumb, Choice, District, ErrorSummary, Field, FieldKind, Link};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One group of questions.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/form_group.html")]
pub struct FormGroupPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Id of the group.
    pub group: String,
    /// What the group is about.
    pub title: String,
    /// Questions with what was typed.
    pub fields: Vec<Field>,
    /// "Tugas 1 dari 4".
    pub position: String,
    /// Note about saving, or empty.
    pub saved: String,
}

impl FormGroupPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let choice = |v: &str, l: &str| Choice::new(v, l);
        let districts = || {
            vec![
                District {
                    name: "Magersari".to_owned(),
                    villages: vec![choice("35.76.02.1002", "Wates"), choice("35.76.02.1001", "Kedundung")],
                },
                District {
                    name: "Prajurit Kulon".to_owned(),
                    villages: vec![choice("35.76.01.1003", "Mentikan")],
                },
            ]
        };
        let page = |group: &str, title: &str, fields: Vec<Field>| FormGroupPage {
            shell: Shell::sample_applicant(links::application_form("a3", group)),
            breadcrumb: Breadcrumb::new(
                vec![
                    Link::new(links::account(), "Permohonan saya"),
                    Link::new(links::application("a3"), "Izin Mendirikan Bangunan"),
                ],
                title,
            ),
            id: "a3".to_owned(),
            group: group.to_owned(),
            title: title.to_owned(),
            fields,
            position: "Tugas 1 dari 4".to_owned(),
            saved: "Tersimpan otomatis pukul 10.42.".to_owned(),
        };
        let person = || {
            vec![
                Field::new("nama", "Nama sesuai KTP", FieldKind::Text { max: 100 }).value("Moch. Sugeng"),
                Field::new("nik", "NIK", FieldKind::Nik)
                    .hint("16 angka, lihat KTP Anda.")
                    .value("3576020107790000"),
                Field::new("npwp", "NPWP", FieldKind::Npwp).optional(),
                Field::new("ponsel", "Nomor ponsel", FieldKind::Phone).hint("Kabar kami kirim ke nomor ini."),
                Field::new("surel", "Surel", FieldKind::Email).optional(),
                Field::new("lahir", "Tanggal lahir", FieldKind::Date)
                    .hint("Contoh: 1979-07-01")
                    .value("1979-07-01"),
            ]
        };
        let building = || {
            vec![
                Field::new(
                    "kelurahan",
                    "Kelurahan letak bangunan",
                    FieldKind::Village { districts: districts() },
                )
                .value("35.76.02.1002"),
                Field::new("luas", "Luas bangunan", FieldKind::Number { unit: "m²".to_owned() })
                    .hint("Contoh: 96 atau 96,5")
                    .value("96"),
                Field::new(
                    "guna",
                    "Kegunaan bangunan",
                    FieldKind::Choice {
                        options: vec![choice("rumah", "Rumah tinggal"), choice("usaha", "Tempat usaha")],
                    },
                )
                .value("rumah"),
                Field::new("bertingkat", "Apakah bangunan bertingkat?", FieldKind::Bool).value("tidak"),
                Field::new(
                    "jalan",
                    "Kelas jalan",
                    FieldKind::Select {
                        options: vec![choice("a", "Jalan utama"), choice("b", "Jalan lingkungan")],
                    },
                ),
                Field::new("uraian", "Uraian pekerjaan", FieldKind::LongText { max: 1000 }).optional(),
            ]
        };
        let mut wrong = person();
        wrong[1] = Field::new("nik", "NIK", FieldKind::Nik)
            .hint("16 angka, lihat KTP Anda.")
            .value("35760201077900")
            .error("NIK harus 16 angka. Periksa kembali KTP Anda.");
        wrong[5] = Field::new("lahir", "Tanggal lahir", FieldKind::Date)
            .hint("Contoh: 1979-07-01")
            .value("1979-02-30")
            .error("Tanggal lahir harus tanggal yang benar, contoh 01-07-1979.");
        vec![
            ("usual", page("pemohon", "Data pemohon", person())),
            ("building", page("bangunan", "Letak dan luas bangunan", building())),
            ("error", page("pemohon", "Data pemohon", wrong)),
        ]
    }
}
