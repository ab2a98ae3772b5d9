//! The draft that the official wants to decide on: a refusal with its grounds, or an approval with a reason. Where the region
//! asks for no PIN and no paraf is awaited, writing the grounds of a refusal is the refusal (PWK63-6.2.c).

use super::perform::{file_id, settle};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::letter::{RefusalDraft, draft_refusal};
use app::query::case::view;
use app::query::signing_list::with_pin;
use app::{AppError, Region};
use axum::extract::Path;
use domain::party::{Actor, ApplicationRecord};
use domain::process::Command;
use domain::value::{Digest, Id};

/// Writes a refusal; one ground a line, each with its article.
pub(super) async fn refusal(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let grounds: Vec<String> = sent
        .text("alasan_penolakan")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let said = "Konsep penolakan disusun. Paraf diulang dari awal.";
    compose(visitor, &id, sent, RefusalDraft::Refuse(grounds), said).await
}

/// Writes an approval, with a reason where an agency did not recommend.
pub(super) async fn approval(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let reason = sent.text("alasan_persetujuan").to_owned();
    compose(visitor, &id, sent, RefusalDraft::ApproveAgainst(reason), "Konsep persetujuan disusun.").await
}

async fn compose(visitor: Visitor, id: &str, sent: Sent, draft: RefusalDraft, said: &str) -> Answer {
    let application = file_id(id)?;
    let kept = sent.clone();
    let refuses = matches!(draft, RefusalDraft::Refuse(_));
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let seen = kept.version().unwrap_or(case.state.version);
            let done = draft_refusal(region, actor, application, seen, &draft)?;
            match done.state.draft {
                Some(written) if refuses && !with_pin(region) => {
                    refuse_at_once(region, actor, &kept, (application, done.state.version, written.digest))
                }
                _ => Ok(false),
            }
        })
        .await;
    let said = if let Ok(true) = result { "Penolakan Anda tercatat." } else { said };
    settle(&visitor, application, &sent, said, result.map(|_| ())).await
}

/// Decides on the refusal that was just written, and answers whether. A paraf that is awaited comes first: then the draft
/// stands and waits.
fn refuse_at_once(
    region: &Region,
    actor: &Actor,
    sent: &Sent,
    (id, version, digest): (Id<ApplicationRecord>, u64, Digest),
) -> Result<bool, AppError> {
    if view(region, actor, id)?.awaited_initial.is_some() {
        return Ok(false);
    }
    let mut request = sent.request(id, Command::Decide { digest });
    request.expected = Some(version);
    request.key = sent.key().map(|key| format!("{key}.tetapkan"));
    region.act(actor, request).map(|_| true)
}
