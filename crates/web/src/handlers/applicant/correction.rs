//! `/permohonan/{id}/perbaikan`: only what is wrong, in the officer's words; everything is sent at once.

use super::chosen::{VALID_UNTIL, take, valid_until};
use crate::components::{
    Deadline, ErrorItem, ErrorSummary, Field, FieldKind, FileUpload, Link, Notice, Tone,
};
use crate::forms::Sent;
use crate::handlers::applicant::{breadcrumb, field};
use crate::links;
use crate::pages::application::correction::{CorrectionAnswer, CorrectionField, CorrectionPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::folder::{Incoming, Place, Received, Target, receive};
use app::query::applicant::{CorrectionView, FolderView, WantedItem, attachable, correction, folder};
use app::{AppError, Region};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::party::Actor;
use domain::process::{AttachedDocument, Command, Refusal};
use jiff::civil::Date;
use std::collections::BTreeMap;

const TICK: &str = "pernyataan";

/// What was wrong with what was sent, by name of the field on the page.
type Errors = Vec<ErrorItem>;

/// Shows what is to be put right.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let asked = id.clone();
    match visitor.run(move |region, actor| loaded(region, actor, &asked)).await? {
        Some((view, fresh)) => visitor.page(&page(&visitor, &view, &fresh, &Sent::default(), Errors::new())),
        None => visitor.go(&links::application(&id)),
    }
}

/// Files that came for this round, by document: kept in the folder although the whole was not complete yet.
type Fresh = BTreeMap<String, FolderView>;

fn loaded(region: &Region, actor: &Actor, id: &str) -> Result<Option<(CorrectionView, Fresh)>, AppError> {
    let Some(view) = correction(region, actor, id)? else { return Ok(None) };
    let files = folder(region, actor)?;
    let mut fresh = Fresh::new();
    for item in &view.items {
        if let WantedItem::Document { def, old, .. } = item {
            // Folders list the newest file first. A file older than the one that was wrong is no correction.
            let newer = files.iter().take_while(|f| old.as_ref().is_none_or(|o| f.id != o.file.to_string()));
            if let Some(file) = newer.into_iter().find(|f| f.category == correction_category(&view, &def.id))
            {
                fresh.insert(def.id.clone(), file.clone());
            }
        }
    }
    Ok(Some((view, fresh)))
}

/// Files of this file's correction are told apart from uploads of other applications.
fn correction_category(view: &CorrectionView, document: &str) -> String {
    format!("{document}@{}", view.number)
}

fn target(view: &CorrectionView, document: &str, valid_until: Option<Date>) -> Target {
    let place = Place::Correction { application: view.id.clone(), document: document.to_owned() };
    Target {
        category: correction_category(view, document),
        name: String::new(),
        valid_until,
        owner: None,
        place,
    }
}

/// Takes the new file of one document; it is sent with the others later.
pub async fn upload(visitor: Visitor, Path((id, document)): Path<(String, String)>, sent: Sent) -> Answer {
    let (file, wanted) = (id.clone(), document.clone());
    let done = visitor.run(move |region, actor| {
        let Some(view) = correction(region, actor, &file)? else {
            return Err(Refusal::NothingToCorrect.into());
        };
        let asked = |i: &WantedItem| matches!(i, WantedItem::Document { def, .. } if def.id == wanted);
        if !view.items.iter().any(asked) {
            return Err(AppError::NotFound);
        }
        take(region, actor, &sent, &target(&view, &wanted, valid_until(&sent)?))
    });
    match done.await {
        Ok(Received::Kept(_)) => visitor.go_with(
            &links::application_correction(&id),
            &Notice::new(Tone::Good, "Berkas tersimpan. Kirim semua perbaikan bila sudah lengkap."),
        ),
        Ok(Received::ToArrange(pages)) => visitor.go(&links::arrangement(&pages.to_string())),
        Err(AppError::Refused(refusal @ Refusal::Upload { .. })) => {
            let message = refusal.sentence();
            let again = visitor.run(move |region, actor| loaded(region, actor, &id)).await?;
            let Some((view, fresh)) = again else { return Err(Problem::from(Refusal::NothingToCorrect)) };
            let errors = vec![ErrorItem { field: format!("doc.{document}"), message }];
            let page = page(&visitor, &view, &fresh, &Sent::default(), errors);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Sends all corrections at once.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (file, form) = (id.clone(), sent.clone());
    let done = visitor.run(move |region, actor| {
        let Some((view, fresh)) = loaded(region, actor, &file)? else { return Ok(Outcome::NothingOpen) };
        answer(region, actor, &view, fresh, &form)
    });
    match done.await? {
        Outcome::Done => {
            let notice = Notice::new(Tone::Good, "Terima kasih. Perbaikan Anda sudah kami terima.");
            visitor.go_with(&links::application(&id), &notice)
        }
        Outcome::NothingOpen => Err(Problem::from(Refusal::NothingToCorrect)),
        Outcome::Again(errors) => {
            let again = visitor.run(move |region, actor| loaded(region, actor, &id)).await?;
            let Some((view, fresh)) = again else { return Err(Problem::from(Refusal::NothingToCorrect)) };
            let page = page(&visitor, &view, &fresh, &sent, errors);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

enum Outcome {
    Done,
    NothingOpen,
    Again(Errors),
}

fn answer(
    region: &Region,
    actor: &Actor,
    view: &CorrectionView,
    fresh: Fresh,
    sent: &Sent,
) -> Result<Outcome, AppError> {
    let mut errors = Errors::new();
    let mut form = BTreeMap::new();
    let mut documents: BTreeMap<String, AttachedDocument> = BTreeMap::new();
    for item in &view.items {
        match item {
            WantedItem::Answer { def, .. } => {
                form.insert(def.id.clone(), sent.text(&def.id).to_owned());
            }
            WantedItem::Document { def, .. } => {
                let name = format!("doc.{}", def.id);
                let files: Vec<Incoming> = sent
                    .files()
                    .iter()
                    .filter(|f| f.field == name)
                    .map(|f| Incoming { name: f.name.clone(), bytes: f.bytes.clone() })
                    .collect();
                if !files.is_empty() {
                    match receive(region, actor, &target(view, &def.id, None), files) {
                        Ok(Received::Kept(document)) => {
                            documents.insert(def.id.clone(), document);
                        }
                        Ok(Received::ToArrange(_)) => errors.push(ErrorItem {
                            field: name,
                            message: "Unggah foto ini dengan tombolnya sendiri, lalu periksa.".to_owned(),
                        }),
                        Err(AppError::Refused(refusal)) => {
                            errors.push(ErrorItem { field: name, message: refusal.sentence() });
                        }
                        Err(other) => return Err(other),
                    }
                } else if let Some(kept) = fresh.get(&def.id) {
                    documents.insert(def.id.clone(), attachable(region, actor, &kept.id)?);
                }
            }
        }
    }
    if !errors.is_empty() {
        return Ok(Outcome::Again(errors));
    }
    let command = Command::AnswerCorrection { form, documents, declared: sent.ticked(TICK) };
    let application = view.id.parse().map_err(|_| AppError::NotFound)?;
    match region.act(actor, sent.request(application, command)) {
        Ok(_) => Ok(Outcome::Done),
        Err(AppError::Refused(refusal)) => Ok(Outcome::Again(told(&refusal))),
        Err(other) => Err(other),
    }
}

/// A refusal beside the fields that it is about.
fn told(refusal: &Refusal) -> Errors {
    let item =
        |field: &str, message: &str| ErrorItem { field: field.to_owned(), message: message.to_owned() };
    match refusal {
        Refusal::CorrectionIncomplete { items } => items
            .iter()
            .map(|name| match name.split_once('.') {
                Some(("form", id)) => item(id, "Isi jawaban yang baru."),
                _ => item(name, "Pilih berkas yang baru."),
            })
            .collect(),
        Refusal::Fields { problems } => problems.iter().map(|p| item(&p.field, &p.message)).collect(),
        other => vec![item(TICK, &other.sentence())],
    }
}

fn page(
    visitor: &Visitor,
    view: &CorrectionView,
    fresh: &Fresh,
    sent: &Sent,
    errors: Errors,
) -> CorrectionPage {
    let error = |name: &str| errors.iter().find(|e| e.field == name).map(|e| e.message.clone());
    let items = view
        .items
        .iter()
        .map(|item| match item {
            WantedItem::Document { def, old, note } => {
                let name = format!("doc.{}", def.id);
                let mut upload = FileUpload::new(name.clone(), format!("{} yang baru", def.label));
                upload.error = error(&name);
                if let Some(kept) = fresh.get(&def.id) {
                    upload.hint = format!(
                        "Sudah terunggah: {}. Pilih berkas lain hanya bila ingin menggantinya.",
                        kept.name
                    );
                }
                CorrectionField {
                    label: def.label.clone(),
                    note: note.clone(),
                    asked: view.asked.clone(),
                    fresh: fresh
                        .get(&def.id)
                        .map(|kept| Link::new(links::folder_file(&kept.id), kept.name.clone())),
                    valid_until: def.expires.then(|| {
                        Field::new(format!("sampai.{}", def.id), "Berlaku sampai", FieldKind::Date)
                            .named(VALID_UNTIL)
                            .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
                            .optional()
                    }),
                    document: def.id.clone(),
                    old: old
                        .as_ref()
                        .map(|o| Link::new(links::folder_file(&o.file.to_string()), "Lihat berkas lama")),
                    answer: CorrectionAnswer::Document(upload),
                }
            }
            WantedItem::Answer { def, old, note } => {
                let typed = if sent.has(&def.id) { sent.text(&def.id) } else { old.as_str() };
                let mut field = field(visitor.region(), def, &def.id, typed);
                field.error = error(&def.id);
                CorrectionField {
                    label: def.label.clone(),
                    note: note.clone(),
                    asked: view.asked.clone(),
                    fresh: None,
                    valid_until: None,
                    document: String::new(),
                    old: None,
                    answer: CorrectionAnswer::Answer(Box::new(field)),
                }
            }
        })
        .collect();
    let mut declaration = Field::new(TICK, view.declaration.clone(), FieldKind::Tick);
    if sent.ticked(TICK) {
        declaration = declaration.value("ya");
    }
    declaration.error = error(TICK);
    CorrectionPage {
        shell: visitor.shell_at(view.version),
        breadcrumb: breadcrumb(&view.id, &view.number, "Perbaikan"),
        id: view.id.clone(),
        number: view.number.clone(),
        deadline: Deadline::new(Tone::Warn, format!("Paling lambat {}", view.last_day), view.why.clone()),
        items,
        declaration,
        errors: ErrorSummary { items: errors },
    }
}
