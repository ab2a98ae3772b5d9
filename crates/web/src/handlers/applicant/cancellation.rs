//! `/permohonan/{id}/pembatalan`: request to cancel an application or to withdraw a permit (MJK18-7.2.b, A-64).

use crate::components::{Field, FieldKind, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::applicant::breadcrumb;
use crate::links;
use crate::pages::application::cancellation::CancellationPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::applicant::{StatusView, status};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::{Command, Refusal};

fn page(visitor: &Visitor, view: &StatusView, typed: &str, error: Option<String>) -> CancellationPage {
    let mut reason =
        Field::new("alasan", "Alasan permintaan", FieldKind::LongText { max: 1_000 }).value(typed);
    reason.error = error;
    CancellationPage {
        shell: visitor.shell_at(view.version),
        breadcrumb: breadcrumb(&view.id, &view.number, "Pembatalan"),
        id: view.id.clone(),
        number: view.number.clone(),
        reason,
        running: view.cancellation.as_ref().map(|since| {
            Notice::new(Tone::Info, "Permintaan pembatalan sudah ada.")
                .text(format!("Kami memeriksanya sejak {since}."))
        }),
    }
}

/// Shows the form, or the request that runs.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| status(region, actor, &id)).await?;
    if !view.may_cancel && view.cancellation.is_none() {
        return visitor.go(&links::application(&view.id));
    }
    visitor.page(&page(&visitor, &view, "", None))
}

/// Asks for it. Only an official decides.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let reason: String = sent.text("alasan").trim().chars().take(1_000).collect();
    let (file, typed) = (id.clone(), reason.clone());
    let done = visitor.run(move |region, actor| {
        let application = file.parse().map_err(|_| AppError::NotFound)?;
        region.act(actor, sent.request(application, Command::RequestCancellation { reason })).map(|_| ())
    });
    match done.await {
        Ok(()) => {
            let notice = Notice::new(Tone::Info, "Permintaan pembatalan sudah kami terima.");
            visitor.go_with(&links::application(&id), &notice)
        }
        Err(AppError::Refused(refusal @ Refusal::CancellationReasonMissing)) => {
            let view = visitor.run(move |region, actor| status(region, actor, &id)).await?;
            let page = page(&visitor, &view, &typed, Some(refusal.sentence()));
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(Problem::from(other)),
    }
}
