//! `/akun/kuasa/{id}/ajukan`: starts an application for the owner, from the helper's own account.

use super::power_id;
use super::show::page;
use crate::forms::Sent;
use crate::handlers::applicant::start::{CODE, EARLIER, KIND, about_kind};
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::query::power_of_attorney::power;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::definition::{RequestKind, ServiceId};

const SERVICE: &str = "layanan";

/// Starts a draft of the owner; leads to its tasks.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let power_id = power_id(&id)?;
    let service = sent.text(SERVICE).to_owned();
    if service.is_empty() {
        return again(&visitor, &id, &sent, SERVICE, "Pilih layanan lebih dahulu.").await;
    }
    let kind = RequestKind::ALL.into_iter().find(|kind| kind.name() == sent.text(KIND));
    let earlier = if kind.is_some_and(RequestKind::about_earlier) { sent.id(EARLIER) } else { None };
    let code = (kind == Some(RequestKind::Transfer)).then(|| sent.text(CODE).to_owned());
    let started = visitor.run(move |region, actor| {
        let view = power(region, actor, power_id)?;
        let owner = view.owner.ok_or(AppError::NotFound)?;
        let start = StartDraft { service: ServiceId(service), owner: Some(owner), kind, earlier, code };
        start_draft(region, actor, &start)
    });
    match started.await {
        Ok(draft) => visitor.go(&links::application(&draft.to_string())),
        Err(AppError::Refused(refusal)) if about_kind(&refusal) => {
            again(&visitor, &id, &sent, KIND, &refusal.sentence()).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page again with what was chosen and the sentence at its field.
async fn again(visitor: &Visitor, id: &str, sent: &Sent, at: &str, problem: &str) -> Answer {
    let power_id = power_id(id)?;
    let view = visitor.run(move |region, actor| power(region, actor, power_id)).await?;
    let mut page = page(visitor, view, None);
    let fields = page.service.iter_mut().chain(&mut page.choices);
    for field in fields {
        *field = field.clone().value(sent.text(&field.id));
        if field.id == at {
            field.error = Some(problem.to_owned());
        }
    }
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
