//! `/akun`: my applications, and first what I must do.

use crate::components::{Field, FieldKind, Link, Notice, Tone};
use crate::handlers::applicant::status_tag;
use crate::handlers::power_of_attorney::list::waiting;
use crate::links;
use crate::pages::account::{AccountPage, AccountRow};
use crate::visitor::{Answer, Visitor};
use app::query::applicant::{OwnLine, own_by_number, own_list};
use app::query::power_of_attorney::{PowerState, powers};
use app::query::status_sentence::Duty;
use axum::extract::Query;
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// Shows the list; a number of an own application leads straight there, any other is not found (MJK18-23.2). An officer
/// without own applications belongs at the queue.
pub async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let number: String = query.get("nomor").map(|n| n.trim().chars().take(40).collect()).unwrap_or_default();
    let mut search = Field::new("nomor", "Lacak dengan nomor pendaftaran", FieldKind::Search)
        .hint("Nomor ada di tanda terima. Contoh: 26-000147-4")
        .value(number.clone());
    let mut status = StatusCode::OK;
    if !number.is_empty() {
        let asked = number.clone();
        let found = visitor.run(move |region, actor| own_by_number(region, actor, &asked)).await?;
        if let Some(id) = found {
            return visitor.go(&links::application(&id));
        }
        search.error =
            Some("Nomor ini tidak ada di antara permohonan Anda. Periksa tanda terima.".to_owned());
        status = StatusCode::NOT_FOUND;
    }
    let (lines, powers) =
        visitor.run(|region, actor| Ok((own_list(region, actor)?, powers(region, actor)?))).await?;
    if visitor.is_staff() && lines.is_empty() {
        return visitor.go(&links::work());
    }
    let page = AccountPage {
        shell: visitor.shell(),
        todo: waiting(&powers).into_iter().chain(lines.iter().filter_map(todo)).collect(),
        held: powers.iter().any(|p| !p.given && p.state == PowerState::InForce),
        applications: lines.iter().map(row).collect(),
        search,
    };
    visitor.page_with(status, &page)
}

pub(crate) fn row(line: &OwnLine) -> AccountRow {
    AccountRow {
        id: line.id.clone(),
        number: line.number.clone(),
        service: line.service.clone(),
        status: status_tag(line.status),
        sentence: line.sentence.place.clone(),
    }
}

fn todo(line: &OwnLine) -> Option<Notice> {
    let (href, text) = match line.sentence.kind {
        Duty::Correct => (links::application_correction(&line.id), "Perbaiki sekarang"),
        Duty::Pay => (links::application(&line.id), "Lihat cara membayar"),
        Duty::Survey => (links::application_survey(&line.id), "Isi survei"),
        Duty::PickUp => (links::application(&line.id), "Lihat cara mengambil"),
        Duty::Nothing | Duty::Attend | Duty::Finish | Duty::Read => return None,
    };
    let mut notice = Notice::new(Tone::Warn, line.sentence.duty.clone())
        .text(format!("Permohonan {}, {}.", line.number, line.service));
    notice.link = Some(Link::new(href, text));
    Some(notice)
}
