//! `/permohonan/{id}/periksa` and `…/kirim`: check the answers, tick the declaration, send (MJK18-12.1, 12.3).

use crate::components::{ErrorItem, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tone};
use crate::forms::Sent;
use crate::handlers::applicant::breadcrumb;
use crate::links;
use crate::pages::application::check_answers::CheckAnswersPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::letter::field_text;
use app::query::applicant::{DraftView, FieldView, draft};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::{Command, Refusal};

const TICK: &str = "pernyataan";

/// Shows the answers. What is not complete yet goes back to its tasks.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    if !view.open || !view.ready() {
        return visitor.go(&links::application(&view.id));
    }
    visitor.page(&page(&visitor, &view, None, false))
}

/// Sends the application. Sent twice with the same key, the second is answered like the first.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let declared = sent.ticked(TICK);
    let file = id.clone();
    let done = visitor.run(move |region, actor| {
        let application = file.parse().map_err(|_| AppError::NotFound)?;
        // The use case draws the verification code itself; a form has no say in it.
        let command = Command::Submit { declared, verification_code: String::new() };
        region.act(actor, sent.request(application, command)).map(|_| ())
    });
    match done.await {
        Ok(()) => visitor.go(&links::application_sent(&id)),
        Err(AppError::Refused(refusal)) => {
            let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
            if !view.open {
                return Err(Problem::from(refusal));
            }
            let page = page(&visitor, &view, Some(&refusal), declared);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn rows(fields: &[FieldView], change: &str) -> Vec<SummaryRow> {
    fields
        .iter()
        .map(|f| {
            let text = field_text(&f.def, &f.value);
            let text = if text.is_empty() { "–".to_owned() } else { text };
            SummaryRow::new(f.def.label.clone(), text).change(change)
        })
        .collect()
}

/// Whether a refusal is about the tick itself.
fn about_tick(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::DeclarationMissing)
}

fn page(visitor: &Visitor, view: &DraftView, refusal: Option<&Refusal>, ticked: bool) -> CheckAnswersPage {
    let id = &view.id;
    let mut groups: Vec<(String, SummaryList)> = view
        .groups
        .iter()
        .map(|g| {
            (g.title.clone(), SummaryList { rows: rows(&g.fields, &links::application_form(id, &g.slug)) })
        })
        .collect();
    if let Some(items) = &view.items {
        for (n, row) in items.rows.iter().enumerate() {
            let rows = rows(row, &links::application_items(id));
            groups.push((format!("{} {}", items.label, n + 1), SummaryList { rows }));
        }
    }
    let documents = view
        .documents
        .iter()
        .map(|d| {
            let name = d.attached.as_ref().map_or_else(|| "–".to_owned(), |a| a.name.clone());
            SummaryRow::new(d.def.label.clone(), name).change(links::application_documents(id))
        })
        .collect();
    groups.push(("Dokumen".to_owned(), SummaryList { rows: documents }));
    let mut declaration = Field::new(TICK, view.declaration.clone(), FieldKind::Tick);
    if ticked {
        declaration = declaration.value("ya");
    }
    let mut errors = ErrorSummary::default();
    let mut notice = None;
    if let Some(refusal) = refusal {
        let item = |message: String| ErrorItem { field: TICK.to_owned(), message };
        match refusal {
            Refusal::Fields { problems } => {
                errors.items.extend(problems.iter().map(|p| item(p.message.clone())));
            }
            Refusal::DocumentsMissing { documents } => {
                let labels = documents.iter().map(|id| {
                    view.documents
                        .iter()
                        .find(|d| &d.def.id == id)
                        .map_or(id.as_str(), |d| d.def.label.as_str())
                });
                errors.items.extend(labels.map(|label| item(format!("Unggah {label}."))));
            }
            other => errors.items.push(item(other.sentence())),
        }
        if about_tick(refusal) {
            declaration = declaration.error(refusal.sentence());
        } else {
            notice = Some(Notice::new(Tone::Bad, refusal.sentence()).text("Isian Anda tetap tersimpan."));
        }
    } else if let Some(number) = &view.running {
        notice = Some(
            Notice::new(Tone::Warn, format!("Permohonan serupa sedang berjalan: {number}."))
                .text("Kirim hanya bila ini untuk objek lain."),
        );
    }
    CheckAnswersPage {
        shell: visitor.shell_at(view.version),
        breadcrumb: breadcrumb(id, &view.service, "Periksa dan kirim"),
        id: id.clone(),
        service: view.service.clone(),
        groups,
        declaration,
        errors,
        notice,
    }
}
