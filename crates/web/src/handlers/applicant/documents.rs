//! `/permohonan/{id}/dokumen`: documents asked for, by upload or from the folder.

use super::chosen::{VALID_UNTIL, plain, take, valid_until};
use super::folder::{loose_name, validity};
use crate::components::{Choice, Field, FieldKind, FileUpload, Notice, Thumbnail, Tone};
use crate::forms::Sent;
use crate::handlers::applicant::check::with_code;
use crate::handlers::applicant::{draft_breadcrumb, shell_of};
use crate::links;
use crate::pages::application::documents::{AskedDocument, DocumentsPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::act::Request;
use app::folder::{Place, Received, Target};
use app::query::applicant::{
    DocumentView, DraftView, FolderView, Validity, attachable, draft, folder, papers,
};
use app::{AppError, Region};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::party::{Account, Actor};
use domain::process::{AttachedDocument, Command, Refusal, SIGNED_DECLARATION};
use domain::value::{Id, date_text};

/// Shows what is asked for.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let page = build(&visitor, id, None).await?;
    visitor.page(&page)
}

/// Takes one PDF or several photos. The real type is looked at, not the ending.
pub async fn send(visitor: Visitor, Path((id, document)): Path<(String, String)>, sent: Sent) -> Answer {
    let (file_id, wanted) = (id.clone(), document.clone());
    let done = visitor.run(move |region, actor| {
        let view = draft(region, actor, &file_id)?;
        asked(&view, &wanted)?;
        let target = Target {
            category: wanted.clone(),
            name: String::new(),
            valid_until: valid_until(&sent, VALID_UNTIL)?,
            owner: helped(&view),
            place: Place::Draft { application: view.id, document: wanted.clone() },
        };
        take(region, actor, &sent, &format!("doc.{wanted}"), &target)
    });
    match done.await {
        Ok(Received::Kept(_)) => {
            let signed = document == SIGNED_DECLARATION;
            let back = if signed { links::application_check(&id) } else { links::application_documents(&id) };
            visitor.go_with(&back, &Notice::new(Tone::Good, "Berkas tersimpan."))
        }
        Err(AppError::Refused(refusal)) if document == SIGNED_DECLARATION => {
            with_code(&visitor, id, None, Some(refusal)).await
        }
        Ok(Received::ToArrange(pages)) => visitor.go(&links::arrangement(&pages.to_string())),
        Err(AppError::Refused(refusal)) => refused(&visitor, id, document, &refusal).await,
        Err(other) => Err(other.into()),
    }
}

/// Takes a file that is in the folder already.
pub async fn reuse(visitor: Visitor, Path((id, document)): Path<(String, String)>, sent: Sent) -> Answer {
    let (file_id, wanted) = (id.clone(), document.clone());
    let done = visitor.run(move |region, actor| {
        let view = draft(region, actor, &file_id)?;
        asked(&view, &wanted)?;
        if sent.text("berkas").is_empty() {
            return Err(plain("Pilih berkas dari folder lebih dahulu.").into());
        }
        let file = attachable(region, actor, sent.text("berkas"))?;
        attach(region, actor, &view, &wanted, file)
    });
    match done.await {
        Ok(()) => visitor.go_with(
            &links::application_documents(&id),
            &Notice::new(Tone::Good, "Berkas dari folder dipakai."),
        ),
        Err(AppError::Refused(refusal)) => refused(&visitor, id, document, &refusal).await,
        Err(other) => Err(other.into()),
    }
}

/// The applicant whom somebody helps: files go into the applicant's folder, which the helper does not see.
fn helped(view: &DraftView) -> Option<Id<Account>> {
    view.assisted.as_ref().filter(|a| a.by_helper).map(|a| a.owner)
}

/// Nothing is stored for a document that nobody asks for.
fn asked(view: &DraftView, document: &str) -> Result<(), AppError> {
    let signed = document == SIGNED_DECLARATION && helped(view).is_some();
    if signed || view.documents.iter().any(|d| d.def.id == document) {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

fn attach(
    region: &Region,
    actor: &Actor,
    view: &DraftView,
    document: &str,
    file: AttachedDocument,
) -> Result<(), AppError> {
    let command = Command::AttachDocument { document: document.to_owned(), file };
    let id = view.id.parse().map_err(|_| AppError::NotFound)?;
    region.act(actor, Request::new(id, command)).map(|_| ())
}

async fn refused(visitor: &Visitor, id: String, document: String, refusal: &Refusal) -> Answer {
    let page = build(visitor, id, Some((document, refusal.sentence()))).await?;
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn build(
    visitor: &Visitor,
    id: String,
    error: Option<(String, String)>,
) -> Result<DocumentsPage, Problem> {
    let (view, files, known) = visitor
        .run(move |region, actor| Ok((draft(region, actor, &id)?, folder(region, actor)?, papers(region))))
        .await?;
    if !view.open {
        return Err(Problem::not_found());
    }
    let files = if helped(&view).is_some() { Vec::new() } else { files };
    let today = view.today;
    let documents = view
        .documents
        .iter()
        .map(|d| {
            let mut upload = FileUpload::new(format!("doc.{}", d.def.id), d.def.label.clone());
            upload.hint.clone_from(&d.def.purpose);
            upload.error =
                error.as_ref().filter(|(which, _)| *which == d.def.id).map(|(_, message)| message.clone());
            AskedDocument {
                id: d.def.id.clone(),
                label: d.def.label.clone(),
                optional: d.def.optional,
                attached: d
                    .attached
                    .as_ref()
                    .map(|a| Thumbnail::of_folder(&a.file.to_string(), a.name.clone())),
                validity: d.attached.as_ref().and_then(|a| validity(Validity::on(today, a.valid_until))),
                valid_until: d.def.expires.then(|| {
                    Field::new(format!("sampai.{}", d.def.id), "Berlaku sampai", FieldKind::Date)
                        .named(VALID_UNTIL)
                        .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
                        .optional()
                }),
                upload,
                ready: ready(&files, &known, d),
                folder: others(&files, &known, d),
            }
        })
        .collect();
    Ok(DocumentsPage {
        shell: shell_of(visitor, &view),
        breadcrumb: draft_breadcrumb(visitor, &view, "Dokumen"),
        id: view.id,
        documents,
    })
}

/// Whether a file may be offered: the newest of its paper, and not the one that stands there already.
fn offered(file: &FolderView, asked: &DocumentView) -> bool {
    file.newest && asked.attached.as_ref().is_none_or(|a| a.file.to_string() != file.id)
}

/// The newest version of the very paper that is asked for, while it is valid: one press takes it.
fn ready(files: &[FolderView], known: &[(String, String)], asked: &DocumentView) -> Option<Choice> {
    let valid = |f: &&FolderView| !matches!(f.validity, Validity::Ended(_));
    let file = files.iter().filter(valid).find(|f| f.series == asked.def.id && offered(f, asked))?;
    Some(named(file, known))
}

/// The newest versions of the other papers, by name.
fn others(files: &[FolderView], known: &[(String, String)], asked: &DocumentView) -> Vec<Choice> {
    let first = ready(files, known, asked).map(|c| c.value);
    let rest = files.iter().filter(|f| offered(f, asked) && first.as_deref() != Some(f.id.as_str()));
    let mut choices: Vec<Choice> = rest.map(|f| named(f, known)).collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// "KTP, 9 Februari 2026, berlaku sampai 20 April 2030": kind, day of the upload, validity.
fn named(file: &FolderView, known: &[(String, String)]) -> Choice {
    let kind = known.iter().find(|(id, _)| *id == file.series);
    let kind = kind.map_or_else(|| loose_name(file), |(_, label)| label.clone());
    let day = date_text::date(file.day);
    let label = match file.validity {
        Validity::Open => format!("{kind}, {day}"),
        Validity::Until(last) | Validity::Ending(last) => {
            format!("{kind}, {day}, berlaku sampai {}", date_text::date(last))
        }
        Validity::Ended(last) => format!("{kind}, {day}, masa berlaku habis {}", date_text::date(last)),
    };
    Choice::new(file.id.clone(), label)
}
