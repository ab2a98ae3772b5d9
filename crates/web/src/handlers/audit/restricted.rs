//! `/jejak-audit/terbatas`: the restricted register for the organiser alone: documents and activities; the audit trail is the
//! third view. Each view is recorded (MJK18-10.2.b, 10.3).

use super::list::{key, key_text};
use super::words::short;
use crate::components::{Cell, Pager, Table};
use crate::links;
use crate::pages::audit::restricted::RestrictedPage;
use crate::visitor::{Answer, Visitor};
use app::query::restricted::{activity, documents, paper_kind};
use axum::extract::Query;
use domain::value::date_text;
use std::collections::BTreeMap;

/// Shows the chosen view.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    if query.get("lihat").is_some_and(|v| v == "kegiatan") {
        return activities(&visitor, &query).await;
    }
    let before = query.get("sebelum").and_then(|k| key(k));
    let (lines, older) = visitor.run(move |region, actor| documents(region, actor, before)).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows = lines.iter().map(|line| {
        let number = match &line.application {
            Some((_, Some(number))) => Cell::text(number.clone()),
            _ => Cell::text("–"),
        };
        vec![
            Cell::text(date_text::date_at(line.file.created_at, &zone)),
            Cell::text(line.file.name.clone()),
            Cell::text(paper_kind(visitor.region(), &line.file.category)),
            number,
            Cell::text(line.holder.clone().unwrap_or_default()),
            Cell::figure(format!("{} kB", line.file.size / 1_000 + 1)),
            Cell::text(short(&hex::encode(line.file.digest))),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let later = older.map(|k| links::with_query(&links::restricted(), &[("sebelum", &key_text(k))]));
    visitor.page(&RestrictedPage {
        shell: visitor.shell(),
        basis: visitor.region().profile.basis("information.restricted").to_owned(),
        activities: false,
        pager: Pager { later, text: format!("{} dokumen", rows.len()), ..Pager::default() },
        table: Table::new(
            "Dokumen elektronik, terbaru di atas",
            &["Tanggal", "Nama", "Jenis", "Nomor pendaftaran", "Pemilik", "Ukuran", "SHA-256"],
            rows,
        ),
    })
}

async fn activities(visitor: &Visitor, query: &BTreeMap<String, String>) -> Answer {
    let page: u32 = query.get("halaman").and_then(|p| p.parse().ok()).unwrap_or(1).max(1);
    let (lines, more) = visitor.run(move |region, actor| activity(region, actor, page)).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows = lines.iter().map(|line| {
        vec![
            Cell::text(line.name.clone()),
            Cell::text(if line.kind == "business" { "Badan usaha" } else { "Perorangan" }),
            Cell::figure(line.files.to_string()),
            Cell::figure(line.running.to_string()),
            Cell::figure(line.active.to_string()),
            Cell::text(date_text::date_at(line.changed_at, &zone)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let address = |page: u32| {
        let page = page.to_string();
        links::with_query(&links::restricted(), &[("lihat", "kegiatan"), ("halaman", page.as_str())])
    };
    visitor.page(&RestrictedPage {
        shell: visitor.shell(),
        basis: visitor.region().profile.basis("information.restricted").to_owned(),
        activities: true,
        pager: Pager {
            earlier: (page > 1).then(|| address(page - 1)),
            later: more.then(|| address(page + 1)),
            text: format!("{} pemegang", rows.len()),
        },
        table: Table::new(
            "Status kegiatan, terakhir aktif di atas",
            &["Nama", "Jenis", "Permohonan", "Sedang diproses", "Izin berlaku", "Perubahan terakhir"],
            rows,
        ),
    })
}
