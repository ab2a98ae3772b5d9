//! `/jejak-audit`: the audit trail with filters.

use crate::components::{Cell, Choice, Field, FieldKind, Link, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The audit trail with filters.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit/list.html")]
pub struct AuditListPage {
    /// Header and footer.
    pub shell: Shell,

    /// Time, actor, act, number; ids are the names in the query.
    pub filters: Vec<Field>,
    /// Root of the log and its size.
    pub root: String,
    /// Entries, newest first.
    pub table: Table,
    /// More of them.
    pub pager: Pager,
    /// The chosen records to take along.
    pub downloads: Vec<Link>,
}

impl AuditListPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![
            vec![
                Cell::figure("1204"),
                Cell::text("2026-04-01 09.30.00"),
                Cell::text("Sukinem"),
                Cell::text("Memeriksa KTP"),
                Cell::link(links::audit_story("c3"), "26-000147-4"),
                Cell::tag(Tag::new(Tone::Good, "Tercatat")),
            ],
            vec![
                Cell::figure("1203"),
                Cell::text("2026-04-01 09.29.12"),
                Cell::text("Sukinem"),
                Cell::text("Validasi ditolak: verifikasi sendiri"),
                Cell::link(links::audit_story("c3"), "26-000147-4"),
                Cell::tag(Tag::new(Tone::Warn, "Ditolak")),
            ],
        ];
        let page = |rows: Vec<Vec<Cell>>| AuditListPage {
            shell: Shell::sample_officer(links::audit_list(), "Farida Kencanawungu", "Pemeriksa"),
            filters: vec![
                Field::new("sejak", "Sejak tanggal", FieldKind::Date).hint("Contoh: 30-03-2026").optional(),
                Field::new("sampai", "Sampai tanggal", FieldKind::Date).hint("Contoh: 30-03-2026").optional(),
                Field::new("pelaku", "Pelaku", FieldKind::Text { max: 100 })
                    .hint("Nama atau akun.")
                    .optional(),
                Field::new(
                    "tindakan",
                    "Tindakan",
                    FieldKind::Select {
                        options: vec![
                            Choice::new("submit", "Mengirim permohonan"),
                            Choice::new("validate", "Validasi"),
                        ],
                    },
                )
                .hint("Kosong berarti semua.")
                .optional(),
            ],
            root: "1.204 catatan, akar 3f9a…c1d2".to_owned(),
            table: Table::new(
                "Catatan, terbaru di atas",
                &["Urut", "Waktu", "Pelaku", "Tindakan", "Berkas", "Hasil"],
                rows,
            ),
            pager: Pager {
                later: Some(links::with_query(&links::audit_list(), &[("sebelum", "1154")])),
                text: "1 sampai 50 dari 1.204".to_owned(),
                ..Pager::default()
            },
            downloads: vec![
                Link::new(
                    links::with_query(&links::audit_export(), &[("bentuk", "csv")]),
                    "Unduh tabel (CSV)",
                ),
                Link::new(
                    links::with_query(&links::audit_export(), &[("bentuk", "bukti")]),
                    "Unduh daun log dan buktinya (JSON)",
                ),
            ],
        };
        vec![("usual", page(rows)), ("empty", page(Vec::new()))]
    }
}
