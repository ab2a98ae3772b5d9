//! `/kerja/cari`: one search over all permit types, holders and places (MJK18-3.d).

use super::narrow::text;
use crate::components::{Cell, Field, FieldKind, Table};
use crate::handlers::applicant::status_tag;
use crate::links;
use crate::pages::work::find::FindPage;
use crate::visitor::{Answer, Visitor};
use app::query::find::{FoundFile, find_files};
use axum::extract::Query;
use std::collections::BTreeMap;

/// Shows what was found; nothing is asked before something was typed.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let words = text(&query, "cari");
    let asked = words.clone();
    let found = visitor.run(move |region, actor| find_files(region, actor, &asked)).await?;
    visitor.page(&FindPage {
        shell: visitor.shell(),
        words: Field::new("cari", "Nomor, nama pemegang, layanan, objek, atau kelurahan", FieldKind::Search)
            .hint("Awal kata sudah cukup. Pencarian ini tercatat.")
            .value(words.clone()),
        asked: !words.is_empty(),
        table: Table::new(
            format!("{} berkas ditemukan, terbaru di atas", found.len()),
            &["Nomor", "Layanan", "Pemegang", "Nomor dokumen", "Meja", "Keadaan"],
            found.iter().map(row).collect(),
        ),
    })
}

fn row(file: &FoundFile) -> Vec<Cell> {
    vec![
        Cell::link(links::case(&file.id.to_string()), file.registration.clone()),
        Cell::text(file.service.clone()),
        Cell::text(file.holder_name.clone()),
        Cell::text(if file.number.is_empty() { "–".to_owned() } else { file.number.clone() }),
        Cell::text(if file.desk.is_empty() { "–".to_owned() } else { file.desk.clone() }),
        Cell::tag(status_tag(file.status)),
    ]
}
