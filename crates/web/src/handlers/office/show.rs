//! `/kerja/{id}`: the case page, fresh or after an act that was refused.

use super::case_page::{Seen, case_page};
use super::perform::file_id;
use super::pin::Entry;
use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::query::case::view;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::party::ApplicationRecord;
use domain::process::Refusal;
use domain::value::Id;
use std::collections::BTreeMap;

/// Shows the file; `?dok=` chooses the document beside the claim, `&hal=` its page.
pub(super) async fn show(
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let application = file_id(&id)?;
    let case = visitor.run(move |region, actor| view(region, actor, application)).await?;
    let chosen = query.get("dok").map_or("", String::as_str);
    let page = query.get("hal").and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1);
    visitor.page(&case_page(&visitor, &case, &Seen { chosen, page, ..Seen::default() }))
}

/// Shows the file again with the refusal and everything that was typed. Its forms are up to date.
pub(super) async fn refused(
    visitor: &Visitor,
    id: Id<ApplicationRecord>,
    sent: &Sent,
    refusal: &Refusal,
) -> Answer {
    let case = visitor.run(move |region, actor| view(region, actor, id)).await?;
    let seen = Seen { sent: Some(sent), refusal: Some(refusal), ..Seen::default() };
    let mut page = case_page(visitor, &case, &seen);
    let mut notice = Notice::new(Tone::Bad, visitor.region().profile.refusal(refusal));
    if let Some(typed) = lost(refusal, sent) {
        notice = notice.text(typed);
    }
    page.shell.flash = Some(notice);
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// When the file moved on, its form may be gone from the page; then what was typed stands in the message.
fn lost(refusal: &Refusal, sent: &Sent) -> Option<String> {
    let moved = matches!(
        refusal,
        Refusal::Stale | Refusal::WrongStage { .. } | Refusal::WrongStatus { .. } | Refusal::TakenBy { .. }
    );
    let ours = [
        "csrf",
        "idempotency_key",
        "version",
        "digest",
        "challenge",
        "pin",
        "berlaku",
        "tindakan",
        "instansi",
    ];
    let typed: Vec<&str> = sent
        .fields()
        .iter()
        .filter(|(name, value)| !ours.contains(&name.as_str()) && value.chars().count() > 8)
        .map(|(_, value)| value.as_str())
        .collect();
    (moved && !typed.is_empty()).then(|| format!("Yang Anda tulis: {}", typed.join("; ")))
}

/// Shows the file with the entry of a PIN.
pub(super) async fn with_pin(
    visitor: &Visitor,
    id: Id<ApplicationRecord>,
    sent: &Sent,
    entry: Entry,
    status: StatusCode,
) -> Answer {
    let case = visitor.run(move |region, actor| view(region, actor, id)).await?;
    let seen = Seen { sent: Some(sent), pin: Some(&entry), ..Seen::default() };
    visitor.page_with(status, &case_page(visitor, &case, &seen))
}
