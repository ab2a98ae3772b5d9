//! `/layanan/{id}/ajukan`: starts an application of the chosen kind.

use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::query::applicant::untouched_draft;
use axum::extract::Path;
use domain::definition::{RequestKind, ServiceId};
use domain::process::Refusal;

/// Name of the field with the kind.
pub(crate) const KIND: &str = "jenis";
/// Name of the field with the earlier permit.
pub(crate) const EARLIER: &str = "izin-lama";

/// Name of the field with the verification code of somebody else's permit that is taken over.
pub(crate) const CODE: &str = "kode-izin-lama";

/// Whether a refusal is about the chosen kind or the earlier permit, and so belongs beside that choice.
pub(crate) fn about_kind(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::EarlierMissing
            | Refusal::EarlierEnded
            | Refusal::EarlierOther
            | Refusal::EarlierUnknown
            | Refusal::AlreadyHolder
            | Refusal::RenewalTooEarly { .. }
            | Refusal::KindNotOffered { .. }
    )
}

/// Starts a draft and leads to its tasks. A draft of the same service and kind in which nothing was filled yet is taken up
/// again, so that pressing twice does not leave two.
pub async fn send(visitor: Visitor, Path(service): Path<String>, sent: Sent) -> Answer {
    let kind = RequestKind::ALL.into_iter().find(|kind| kind.name() == sent.text(KIND));
    // A new permit is about no earlier one, whatever stands in the list.
    let earlier = if kind.is_none_or(|kind| !kind.about_earlier()) { None } else { sent.id(EARLIER) };
    let code = (kind == Some(RequestKind::Transfer)).then(|| sent.text(CODE).to_owned());
    let page = links::service(&service);
    let start = StartDraft { service: ServiceId(service), owner: None, kind, earlier, code };
    let id = visitor.run(move |region, actor| {
        let again = match start.earlier {
            None if start.code.is_none() => {
                untouched_draft(region, actor, &start.service, start.kind.unwrap_or_default())?
            }
            _ => None,
        };
        match again {
            Some(id) => Ok(id),
            None => start_draft(region, actor, &start).map(|id| id.to_string()),
        }
    });
    match id.await {
        Ok(id) => visitor.go(&links::application(&id)),
        Err(AppError::Refused(refusal)) if about_kind(&refusal) => {
            visitor.go_with(&page, &Notice::new(Tone::Warn, refusal.sentence()))
        }
        Err(other) => Err(Problem::from(other)),
    }
}
