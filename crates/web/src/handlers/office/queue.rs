//! `/kerja`: what waits for this person, oldest first; narrowed by words, service, desk and division.

use super::case_page::deadline;
use super::{give, narrow};
use crate::components::{Pager, Stat, Tag, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::queue::{QueuePage, QueueRow};
use crate::visitor::{Answer, Visitor};
use app::query::desk::{Queue, QueueFilter, QueueItem, by_number, queue};
use app::query::office_list::to_assign;
use axum::extract::Query;
use axum::http::StatusCode;
use domain::process::{Refusal, Status};
use domain::value::RegistrationNumber;
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
    let words = narrow::text(&query, "cari");
    if words.parse::<RegistrationNumber>().is_ok() {
        let found = visitor.run(move |region, actor| by_number(region, actor, &words)).await?;
        if let Some(id) = found {
            return visitor.go(&links::case(&id.to_string()));
        }
    }
    answer(&visitor, &query, None).await
}

/// The queue of an address; after a refused giving with what was typed.
pub(super) async fn answer(
    visitor: &Visitor,
    query: &BTreeMap<String, String>,
    refused: Option<(&Sent, &Refusal)>,
) -> Answer {
    let (part, view, title) = filter(query.get("lihat").map_or("", String::as_str));
    let page = query.get("halaman").and_then(|p| p.parse().ok()).unwrap_or(1);
    let by = narrow::read(query);
    let asked = by.clone();
    let (queue, colleagues) = visitor
        .run(move |region, actor| Ok((queue(region, actor, part, &asked, page)?, to_assign(region, actor)?)))
        .await?;
    let address = |view: &str, page: &str| {
        let mut pairs = vec![("lihat", view)];
        pairs.extend(narrow::pairs(&by));
        pairs.push(("halaman", page));
        links::with_query(&links::work(), &pairs)
    };
    let stat = |count: usize, label: &str, name: &str, tone: Tone| Stat {
        value: count.to_string(),
        label: label.to_owned(),
        href: address(name, ""),
        // Nothing to do needs no alarm.
        tone: if count == 0 { Tone::Neutral } else { tone },
        here: name == view,
    };
    let counts = queue.counts;
    let here = if queue.page > 1 { queue.page.to_string() } else { String::new() };
    let mut kept = vec![("dari", "antrean"), ("lihat", view)];
    kept.extend(narrow::pairs(&by));
    kept.push(("halaman", here.as_str()));
    let giving = give::form(&visitor.shell(), &colleagues, &kept, refused);
    let ticked = |id: &str| refused.is_some_and(|(sent, _)| sent.all("berkas").contains(&id));
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = QueuePage {
        shell: visitor.shell(),
        stats: vec![
            stat(counts.all, "semua", "", Tone::Neutral),
            stat(counts.mine, "milik saya", "saya", Tone::Info),
            stat(counts.today, "jatuh tempo hari ini", "hari-ini", Tone::Warn),
            stat(counts.late, "terlambat", "terlambat", Tone::Bad),
            stat(counts.waiting, "menunggu pihak lain", "menunggu", Tone::Neutral),
        ],
        narrow: narrow::form(&by, &queue.choices),
        view: view.to_owned(),
        title: title.to_owned(),
        pager: Some(pager(&queue, &|page| address(view, page))),
        rows: queue.items.iter().map(|item| row(item, giving.is_some(), &ticked)).collect(),
        away: queue.away,
        elsewhere: links::with_query(&links::find(), &[("cari", by.words.as_str())]),
        giving,
    };
    visitor.page_with(status, &page)
}

fn pager(queue: &Queue, address: &dyn Fn(&str) -> String) -> Pager {
    let page = |number: usize| address(&number.to_string());
    Pager {
        earlier: (queue.page > 1).then(|| page(queue.page - 1)),
        later: (queue.page < queue.pages).then(|| page(queue.page + 1)),
        text: narrow::count(queue.pages, queue.first, queue.items.len(), queue.total),
    }
}

fn row(item: &QueueItem, can_give: bool, ticked: &dyn Fn(&str) -> bool) -> QueueRow {
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
        can_give: can_give && !item.cancellation,
        ticked: ticked(&item.id.to_string()),
    }
}
