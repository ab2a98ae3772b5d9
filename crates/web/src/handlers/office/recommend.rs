//! *Rekomendasi teknis*: verdict, values fixed by the agency, note (MJK18-11.3.d).

use super::perform::perform;
use super::perform::wrong;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::{Command, RecommendationOutcome, Refusal};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "recommend", "Rekomendasi tercatat.", |case, actor, sent| {
        let agency = actor.agency.clone().ok_or(Refusal::AgencyNotAsked)?;
        let outcome = match sent.text("hasil") {
            "recommended" => RecommendationOutcome::Recommended,
            "with_conditions" => RecommendationOutcome::WithConditions,
            "not_recommended" => RecommendationOutcome::NotRecommended,
            _ => return Err(wrong("hasil", "Pilih hasil rekomendasi.")),
        };
        let values = case
            .agency_fields
            .iter()
            .map(|f| (f.id.clone(), sent.text(&format!("rec.{}", f.id)).trim().to_owned()))
            .collect();
        Ok(Command::Recommend { agency, outcome, values, note: sent.text("catatan").trim().to_owned() })
    })
    .await
}
