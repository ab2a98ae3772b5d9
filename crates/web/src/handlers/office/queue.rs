//! `/kerja`: what waits for this person, oldest first; search by registration number.

use super::case_page::deadline;
use crate::components::{Field, FieldKind, Pager, Stat, Tag, Tone};
use crate::links;
use crate::pages::work::queue::{QueuePage, QueueRow};
use crate::visitor::{Answer, Visitor};
use app::query::desk::{Queue, QueueFilter, QueueItem, by_number, queue};
use axum::extract::Query;
use domain::process::Status;
use std::collections::BTreeMap;

fn filter(name: &str) -> (QueueFilter, &'static str, &'static str) {
    match name {
        "saya" => (QueueFilter::Mine, "saya", "Berkas saya"),
        "hari-ini" => (QueueFilter::Today, "hari-ini", "Jatuh tempo hari ini"),
        "terlambat" => (QueueFilter::Late, "terlambat", "Terlambat"),
        "menunggu" => (QueueFilter::Waiting, "menunggu", "Menunggu pihak lain"),
        _ => (QueueFilter::All, "", "Semua berkas di meja Anda"),
    }
}

/// Shows the queue; a number that leads to a file this person may open leads straight there.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let number = query.get("nomor").map(|n| n.trim().to_owned()).unwrap_or_default();
    let (part, view, title) = filter(query.get("lihat").map_or("", String::as_str));
    let page = query.get("halaman").and_then(|p| p.parse().ok()).unwrap_or(1);
    let wanted = number.clone();
    let (found, queue) = visitor
        .run(move |region, actor| {
            let found = if wanted.is_empty() { None } else { by_number(region, actor, &wanted)? };
            Ok((found, queue(region, actor, part, page)?))
        })
        .await?;
    if let Some(id) = found {
        return visitor.go(&links::case(&id.to_string()));
    }
    let stat = |count: usize, label: &str, name: &str, tone: Tone| Stat {
        value: count.to_string(),
        label: label.to_owned(),
        href: links::with_query(&links::work(), &[("lihat", name)]),
        tone,
        here: name == view,
    };
    let counts = queue.counts;
    let mut search = Field::new("nomor", "Cari nomor pendaftaran", FieldKind::Search)
        .hint("Contoh: 26-000147-4")
        .value(number.clone())
        .optional();
    if !number.is_empty() {
        search.error = Some("Nomor ini tidak ada di meja Anda.".to_owned());
    }
    visitor.page(&QueuePage {
        shell: visitor.shell(),
        stats: vec![
            stat(counts.all, "semua", "", Tone::Neutral),
            stat(counts.mine, "milik saya", "saya", Tone::Info),
            stat(counts.today, "jatuh tempo hari ini", "hari-ini", Tone::Warn),
            stat(counts.late, "terlambat", "terlambat", Tone::Bad),
            stat(counts.waiting, "menunggu pihak lain", "menunggu", Tone::Neutral),
        ],
        number: search,
        view: view.to_owned(),
        title: title.to_owned(),
        pager: Some(pager(&queue, view)),
        rows: queue.items.iter().map(row).collect(),
    })
}

fn pager(queue: &Queue, view: &str) -> Pager {
    let page = |number: usize| {
        let number = number.to_string();
        links::with_query(&links::work(), &[("lihat", view), ("halaman", number.as_str())])
    };
    let last = queue.first + queue.items.len().saturating_sub(1);
    Pager {
        earlier: (queue.page > 1).then(|| page(queue.page - 1)),
        later: (queue.page < queue.pages).then(|| page(queue.page + 1)),
        text: if queue.pages == 1 {
            format!("{} berkas", queue.total)
        } else {
            format!("Berkas {}–{last} dari {}", queue.first, queue.total)
        },
    }
}

fn row(item: &QueueItem) -> QueueRow {
    let mark = if item.cancellation {
        Some(Tag::new(Tone::Warn, "Minta dibatalkan"))
    } else if item.unheard {
        Some(Tag::new(Tone::Bad, "Hubungi pemohon"))
    } else {
        match (item.status, &item.waits_for) {
            (Status::Returned, _) => Some(Tag::new(Tone::Neutral, "Di pemohon")),
            (_, Some(whom)) if item.handler.is_none() => {
                Some(Tag::new(Tone::Neutral, format!("Menunggu {whom}")))
            }
            _ => None,
        }
    };
    QueueRow {
        id: item.id.to_string(),
        number: item.registration.clone(),
        service: item.service_short.clone(),
        applicant: item.holder_name.clone(),
        stage: item.stage_label.clone(),
        due: deadline(item.due.as_ref()),
        // What waits for somebody else is only opened, never taken.
        mine: item.mine || item.waits_for.is_some() && item.handler.is_none(),
        taken_by: item.handler.clone().filter(|_| !item.mine).unwrap_or_default(),
        mark,
    }
}
