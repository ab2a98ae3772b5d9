//! `/susun/{id}`: photos before they are kept: turned, moved, removed, joined.

use super::chosen::{done_with_pieces, files};
use super::correction;
use crate::components::{Breadcrumb, FileUpload, Link, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::arrangement::{ArrangedSheet, ArrangementPage};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::folder::{ArrangementView, Place, Step, arrange, arrangement, discard, keep_arranged, thumbnail};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::Refusal;

/// The button that was pressed.
const STEP: &str = "langkah";
/// The field of more photos.
const MORE: &str = "tambah";

/// Shows the photos; once they are kept, where they went.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| arrangement(region, actor, &id)).await?;
    if view.kept {
        visitor.go(&after(&view.id, &view.target.place))
    } else {
        visitor.page(&page(&visitor, &view, None))
    }
}

/// One photo, small.
pub async fn picture(visitor: Visitor, Path((id, n)): Path<(String, usize)>) -> Answer {
    let bytes = visitor.run(move |region, actor| thumbnail(region, actor, &id, n)).await?;
    visitor.file("halaman.jpg", "image/jpeg", true, bytes)
}

/// One step.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (name, number) = match sent.text(STEP).split_once('.') {
        Some((name, number)) => (name.to_owned(), number.parse::<usize>().unwrap_or(usize::MAX)),
        None => (sent.text(STEP).to_owned(), usize::MAX),
    };
    match name.as_str() {
        "simpan" => return keep(visitor, id).await,
        "batal" => {
            let asked = id.clone();
            let target = visitor.run(move |region, actor| discard(region, actor, &asked)).await?;
            let notice = Notice::new(Tone::Info, "Foto tidak disimpan.");
            // What else was typed goes with the photos; so it is shown at once.
            return match target.place {
                Place::Correction { application, typed, next: None, .. } => {
                    correction::again(&visitor, application, typed, Some(notice)).await
                }
                place => visitor.go_with(&after(&id, &place), &notice),
            };
        }
        _ => {}
    }
    let version = sent.version().and_then(|v| i64::try_from(v).ok()).unwrap_or(0);
    let asked = id.clone();
    let done = visitor.run(move |region, actor| {
        let (step, near) = match name.as_str() {
            "putar" => (Step::Turn(number), number),
            "naik" => (Step::Up(number), number.saturating_sub(1)),
            "turun" => (Step::Down(number), number.saturating_add(1)),
            "buang" => (Step::Remove(number), number),
            _ => (Step::Add(files(region, actor, &sent, MORE)?), 0),
        };
        arrange(region, actor, &asked, version, step)?;
        done_with_pieces(region, actor, &sent, MORE)?;
        Ok(near)
    });
    match done.await {
        Ok(near) => visitor.go(&format!("{}#h-{near}", links::arrangement(&id))),
        Err(AppError::Refused(refusal)) => refused(&visitor, id, &refusal).await,
        Err(other) => Err(other.into()),
    }
}

async fn keep(visitor: Visitor, id: String) -> Answer {
    let asked = id.clone();
    let done = visitor.run(move |region, actor| {
        let target = arrangement(region, actor, &asked)?.target;
        keep_arranged(region, actor, &asked).map(|_| target)
    });
    match done.await {
        Ok(target) => {
            visitor.go_with(&after(&id, &target.place), &Notice::new(Tone::Good, "Berkas tersimpan."))
        }
        Err(AppError::Refused(refusal)) => refused(&visitor, id, &refusal).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(visitor: &Visitor, id: String, refusal: &Refusal) -> Answer {
    let view = visitor.run(move |region, actor| arrangement(region, actor, &id)).await?;
    if view.kept {
        // It is in the folder, but what it was meant for has closed meanwhile.
        let notice = Notice::new(Tone::Warn, "Berkas tersimpan di folder.").text(refusal.sentence());
        return visitor.go_with(&links::folder(), &notice);
    }
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, &view, Some(refusal.sentence())))
}

/// Where one goes when the photos are settled: the next ones of the same form, else back, with what else was typed there.
fn after(id: &str, place: &Place) -> String {
    match place {
        Place::Correction { next: Some(next), .. } => links::arrangement(&next.to_string()),
        Place::Correction { application, .. } => {
            links::with_query(&links::application_correction(application), &[(correction::RESUMED, id)])
        }
        other => back(other),
    }
}

/// The page from which the photos came.
fn back(place: &Place) -> String {
    match place {
        Place::Folder => links::folder(),
        Place::Draft { application, .. } => links::application_documents(application),
        Place::Correction { application, .. } => links::application_correction(application),
    }
}

fn page(visitor: &Visitor, view: &ArrangementView, error: Option<String>) -> ArrangementPage {
    let from = match view.target.place {
        Place::Folder => "Folder saya",
        Place::Draft { .. } => "Dokumen",
        Place::Correction { .. } => "Perbaikan",
    };
    let last = view.pages.len().saturating_sub(1);
    let sheets = view.pages.iter().enumerate().map(|(n, p)| ArrangedSheet {
        number: n,
        // The address changes with the order, so that no browser shows an old picture.
        picture: links::arrangement_page(&view.id, &n.to_string()),
        name: p.name.clone(),
        turn: p.turn,
        doubts: p.doubts.iter().map(|d| (*d).to_owned()).collect(),
        pdf_pages: p.paper,
        first: n == 0,
        last: n == last,
    });
    let mut upload = FileUpload::new(MORE, "Tambah foto");
    upload.error = error;
    let whole_pdf = view.pages.iter().any(|p| p.paper.is_some());
    ArrangementPage {
        shell: visitor.shell_at(u64::try_from(view.version).unwrap_or(0)),
        breadcrumb: Breadcrumb::new(vec![Link::new(back(&view.target.place), from)], "Periksa halaman"),
        id: view.id.clone(),
        sheets: sheets.collect(),
        upload: (!whole_pdf).then_some(upload),
    }
}
