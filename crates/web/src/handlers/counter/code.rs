//! `/permohonan/{id}/kode`: sends the applicant the code for the own declaration (MJK18-12.3, 12.6).

use crate::handlers::applicant::check::{CodeEntry, with_code};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use axum::extract::Path;
use domain::value::date_text;

/// Sends the code, and shows the answers with the place for it.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let draft = id.clone();
    let asked = visitor.run(move |region, actor| app::declare::ask(region, actor, &draft)).await;
    let zone = visitor.region().office().calendar.time_zone().clone();
    match asked {
        Ok(asked) => {
            let entry = CodeEntry {
                challenge: asked.challenge.to_string(),
                phone: asked.phone,
                expires: date_text::time_at(asked.expires_at, &zone),
            };
            with_code(&visitor, id, Some(entry), None).await
        }
        Err(AppError::Refused(refusal)) => with_code(&visitor, id, None, Some(refusal)).await,
        Err(other) => Err(other.into()),
    }
}
