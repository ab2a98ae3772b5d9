//! Asks for a PIN and answers with its entry (MJK18-13.3). The entry tells nothing but where the PIN went and until when.

use super::perform::{file_id, recorded, settle, wrong};
use super::show;
use crate::forms::Sent;
use crate::links;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::case::{CaseView, view};
use app::query::signing_list::{AskedPin, ask_pin, masked_phone};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::party::{ApplicationRecord, Pin};
use domain::pin::PinAct;
use domain::process::Refusal;
use domain::value::{Digest, Id, date_text};
use std::collections::BTreeMap;

/// The name of an act in forms.
pub(super) fn name(act: PinAct) -> &'static str {
    match act {
        PinAct::Initial => "paraf",
        PinAct::Decide => "tetapkan",
        PinAct::Sign => "tanda-tangan",
        PinAct::Cancel => "pembatalan",
        // Never asked for at a desk: the counter sends it (MJK18-12.6).
        PinAct::Declare => "pernyataan",
    }
}

/// The act of a name in a form.
pub(super) fn act_named(text: &str) -> Option<PinAct> {
    [PinAct::Initial, PinAct::Decide, PinAct::Sign, PinAct::Cancel].into_iter().find(|act| name(*act) == text)
}

/// What is signed, initialled or decided; nothing that the person has not opened.
pub(super) fn document(case: &CaseView, act: PinAct) -> Result<Digest, Refusal> {
    match act {
        PinAct::Initial | PinAct::Decide => {
            let draft = case.state.draft.as_ref().ok_or(Refusal::DraftMissing)?;
            if case.draft_seen { Ok(draft.digest) } else { Err(Refusal::DocumentNotSeen) }
        }
        PinAct::Sign => {
            let page = case.state.frozen.as_ref().ok_or(Refusal::PageNotReady)?;
            if case.page_seen && case.page_current { Ok(page.digest) } else { Err(Refusal::DocumentNotSeen) }
        }
        PinAct::Declare => Err(Refusal::PinForAnotherAct),
        PinAct::Cancel => {
            let request = case.state.cancellation.as_ref().ok_or(Refusal::CancellationMissing)?;
            request.digest.ok_or(Refusal::CancellationMissing)
        }
    }
}

/// A PIN entry as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub act: PinAct,
    pub challenge: Id<Pin>,
    pub digest: Digest,
    pub phone: String,
    /// For example "10.47"; empty when it is over.
    pub expires: String,
    pub error: Option<String>,
}

/// Asks for the PIN. A new one for the same act is asked for by the same address with the act in its query.
pub(super) async fn ask(
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    sent: Sent,
) -> Answer {
    let application = file_id(&id)?;
    let asked = query.get("tindakan").map_or_else(|| sent.text("tindakan"), String::as_str);
    let act = act_named(asked).ok_or_else(Problem::not_found)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            if act == PinAct::Cancel && kept.text("putusan").is_empty() {
                let missing = Err(wrong("putusan", "Pilih putusan lebih dahulu."));
                return recorded(region, actor, application, "request_pin", missing);
            }
            let document = document(&case, act).map_err(AppError::from);
            let digest = recorded(region, actor, application, "request_pin", document)?;
            let asked: AskedPin = ask_pin(region, actor, act, application, digest)?;
            let expires = date_text::time_at(asked.expires_at, &case.zone);
            Ok(Entry { act, challenge: asked.challenge, digest, phone: asked.phone, expires, error: None })
        })
        .await;
    match result {
        Ok(entry) => show::with_pin(&visitor, application, &sent, entry, StatusCode::OK).await,
        Err(error) => settle(&visitor, application, &sent, "", Err(error)).await,
    }
}

/// The entry again after a PIN was refused; other refusals show the file.
pub(super) async fn answer(
    visitor: &Visitor,
    id: Id<ApplicationRecord>,
    sent: &Sent,
    act: PinAct,
    said: &str,
    result: Result<(), AppError>,
) -> Answer {
    let refusal = match &result {
        Err(AppError::Refused(
            refusal @ (Refusal::PinWrong { .. }
            | Refusal::PinExpired
            | Refusal::PinAttemptsUsedUp
            | Refusal::PinAlreadyUsed
            | Refusal::PinForAnotherAct
            | Refusal::PinMissing),
        )) => refusal.clone(),
        _ => return settle(visitor, id, sent, said, result).await,
    };
    let (Some(challenge), Ok(digest)) = (sent.id("challenge"), sent.text("digest").parse::<Digest>()) else {
        return settle(visitor, id, sent, said, result).await;
    };
    let phone = visitor.run(masked_phone).await?;
    let error = Some(refusal.sentence());
    let expires = sent.text("berlaku").chars().take(5).collect();
    let entry = Entry { act, challenge, digest, phone, expires, error };
    show::with_pin(visitor, id, sent, entry, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Where a new PIN for the same act is asked for.
pub(super) fn again(id: &str, act: PinAct) -> String {
    links::with_query(&links::case_pin(id), &[("tindakan", name(act))])
}
