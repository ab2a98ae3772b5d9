//! The draft that the official wants to decide on: a refusal with its grounds, or an approval with a reason.

use super::perform::{file_id, settle};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::letter::{RefusalDraft, draft_refusal};
use app::query::case::view;
use axum::extract::Path;

/// Writes a refusal; one ground a line, each with its article.
pub(super) async fn refusal(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let grounds: Vec<String> = sent
        .text("alasan_penolakan")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    compose(
        visitor,
        &id,
        sent,
        RefusalDraft::Refuse(grounds),
        "Konsep penolakan disusun. Paraf diulang dari awal.",
    )
    .await
}

/// Writes an approval, with a reason where an agency did not recommend.
pub(super) async fn approval(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let reason = sent.text("alasan_persetujuan").to_owned();
    compose(visitor, &id, sent, RefusalDraft::ApproveAgainst(reason), "Konsep persetujuan disusun.").await
}

async fn compose(visitor: Visitor, id: &str, sent: Sent, draft: RefusalDraft, said: &str) -> Answer {
    let application = file_id(id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let seen = kept.version().unwrap_or(case.state.version);
            draft_refusal(region, actor, application, seen, &draft).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, said, result).await
}
