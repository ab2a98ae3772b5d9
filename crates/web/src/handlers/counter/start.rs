//! `/loket/orang/{id}/ajukan`: starts an application for the person at the counter (MJK18-12.6).

use super::person::page;
use crate::forms::Sent;
use crate::handlers::applicant::start::{CODE, EARLIER, KIND, about_kind};
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::query::counter::person;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::definition::{RequestKind, ServiceId};

/// Name of the field with the service.
const SERVICE: &str = "layanan";

/// Starts a draft of the person with this officer as the one who enters it; leads to its tasks. The same kinds are offered as
/// on the applicant's own page.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let service = sent.text(SERVICE).to_owned();
    if service.is_empty() {
        return again(&visitor, id, &sent, SERVICE, "Pilih layanan lebih dahulu.").await;
    }
    let kind = RequestKind::ALL.into_iter().find(|kind| kind.name() == sent.text(KIND));
    let earlier = if kind.is_some_and(RequestKind::about_earlier) { sent.id(EARLIER) } else { None };
    let code = (kind == Some(RequestKind::Transfer)).then(|| sent.text(CODE).to_owned());
    let asked = id.clone();
    let started = visitor.run(move |region, actor| {
        // Asking for the person first keeps the read in the record and finds only those that a counter may help.
        let view = person(region, actor, &asked)?;
        let service = ServiceId(service);
        if !view.services.iter().any(|(known, _)| *known == service.0) {
            return Err(AppError::NotFound);
        }
        let owner = asked.parse().map_err(|_| AppError::NotFound)?;
        start_draft(region, actor, &StartDraft { service, owner: Some(owner), kind, earlier, code })
    });
    match started.await {
        Ok(draft) => visitor.go(&links::application(&draft.to_string())),
        Err(AppError::Refused(refusal)) if about_kind(&refusal) => {
            again(&visitor, id, &sent, KIND, &refusal.sentence()).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page again with what was chosen and the sentence at its field.
async fn again(visitor: &Visitor, id: String, sent: &Sent, at: &str, problem: &str) -> Answer {
    let view = visitor.run(move |region, actor| person(region, actor, &id)).await?;
    let mut page = page(visitor, view, false);
    let fields = page.service.take().into_iter().chain(page.choices);
    let mut fields = fields.map(|field| {
        let name = field.id.clone();
        let field = field.value(sent.text(&name));
        if name == at { field.error(problem) } else { field }
    });
    page.service = fields.next();
    page.choices = fields.collect();
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
