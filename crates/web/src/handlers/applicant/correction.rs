//! `/permohonan/{id}/perbaikan`: only what is wrong, in the officer's words; everything is sent at once.

use super::chosen::{PIECES, VALID_UNTIL, any, plain, take, valid_until};
use crate::components::{
    Deadline, ErrorItem, ErrorSummary, Field, FieldKind, FileUpload, Notice, Thumbnail, Tone,
};
use crate::forms::Sent;
use crate::handlers::applicant::{breadcrumb, field};
use crate::links;
use crate::pages::application::correction::{CorrectionAnswer, CorrectionField, CorrectionPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::folder::{Place, Received, Target, arrangement};
use app::query::applicant::{CorrectionView, FolderView, WantedItem, attachable, correction, files_for};
use app::{AppError, Region};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::party::{Actor, Arrangement};
use domain::process::{AttachedDocument, Command, Refusal};
use domain::value::Id;
use std::collections::BTreeMap;

const TICK: &str = "pernyataan";
/// The button that was pressed: files alone are kept and looked at, nothing is sent yet.
const STEP: &str = "langkah";
/// Photos that were settled on the way; what else was typed was kept with them.
pub(super) const RESUMED: &str = "lanjut";

/// What was wrong with what was sent, by name of the field on the page.
type Errors = Vec<ErrorItem>;

/// Files that came for this round, by document: kept in the folder although the whole was not complete yet.
type Fresh = BTreeMap<String, FolderView>;

/// Shows what is to be put right, with what was typed before photos had to be looked at.
pub async fn show(
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let mut typed = BTreeMap::new();
    if let Some(settled) = query.get(RESUMED).cloned() {
        let place = visitor.run(move |region, actor| Ok(arrangement(region, actor, &settled)?.target.place));
        if let Ok(Place::Correction { application, typed: before, .. }) = place.await
            && application == id
        {
            typed = before;
        }
    }
    again(&visitor, id, typed, None).await
}

/// The page with what was typed.
pub(super) async fn again(
    visitor: &Visitor,
    id: String,
    typed: BTreeMap<String, String>,
    notice: Option<Notice>,
) -> Answer {
    let asked = id.clone();
    let Some((view, fresh)) = visitor.run(move |region, actor| loaded(region, actor, &asked)).await? else {
        return visitor.go(&links::application(&id));
    };
    let sent = Sent::of(typed.into_iter().collect());
    visitor.page(&CorrectionPage { notice, ..page(visitor, &view, &fresh, &sent, Errors::new()) })
}

fn loaded(region: &Region, actor: &Actor, id: &str) -> Result<Option<(CorrectionView, Fresh)>, AppError> {
    let Some(view) = correction(region, actor, id)? else { return Ok(None) };
    let files = files_for(region, actor, id)?;
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

/// Name of the field of a document's files.
fn files_of(document: &str) -> String {
    format!("doc.{document}")
}

/// Name of the field of a document's last day.
fn until_of(document: &str) -> String {
    format!("{VALID_UNTIL}.{document}")
}

/// Keeps the chosen files; then, unless only that was asked for, sends all corrections at once.
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
        Outcome::ToArrange(pages) => visitor.go(&links::arrangement(&pages.to_string())),
        Outcome::Kept => {
            let notice = Notice::new(Tone::Good, "Berkas tersimpan.")
                .text("Kirim semua perbaikan bila sudah lengkap.");
            again(&visitor, id, typed(&sent), Some(notice)).await
        }
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
    /// Files are kept; nothing is sent.
    Kept,
    /// Photos wait for their owner's look.
    ToArrange(Id<Arrangement>),
    Again(Errors),
}

/// What was typed or ticked, without our own fields.
fn typed(sent: &Sent) -> BTreeMap<String, String> {
    let ours = |name: &str| ["csrf", "idempotency_key", STEP].contains(&name) || name.starts_with(PIECES);
    sent.fields().iter().filter(|(name, _)| !ours(name)).cloned().collect()
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
    // From the last to the first, so that each look at photos knows which one comes after it.
    let mut next = None;
    for item in view.items.iter().rev() {
        match item {
            WantedItem::Answer { def, .. } => {
                form.insert(def.id.clone(), sent.text(&def.id).to_owned());
            }
            WantedItem::Document { def, .. } if any(sent, &files_of(&def.id)) => {
                match received(region, actor, view, &def.id, sent, next) {
                    Ok(Received::Kept(document)) => {
                        documents.insert(def.id.clone(), document);
                    }
                    Ok(Received::ToArrange(pages)) => next = Some(pages),
                    Err(AppError::Refused(refusal)) => {
                        errors.insert(0, ErrorItem { field: files_of(&def.id), message: refusal.sentence() });
                    }
                    Err(other) => return Err(other),
                }
            }
            WantedItem::Document { def, .. } => {
                if let Some(kept) = fresh.get(&def.id) {
                    documents.insert(def.id.clone(), attachable(region, actor, &kept.id)?);
                }
            }
        }
    }
    if !errors.is_empty() {
        return Ok(Outcome::Again(errors));
    }
    if let Some(pages) = next {
        return Ok(Outcome::ToArrange(pages));
    }
    if let Some(document) = sent.text(STEP).strip_prefix("unggah.") {
        let missing = !documents.contains_key(document);
        let item = || ErrorItem { field: files_of(document), message: plain(CHOOSE).sentence() };
        return Ok(if missing { Outcome::Again(vec![item()]) } else { Outcome::Kept });
    }
    let command = Command::AnswerCorrection { form, documents, declared: sent.ticked(TICK) };
    let application = view.id.parse().map_err(|_| AppError::NotFound)?;
    match region.act(actor, sent.request(application, command)) {
        Ok(_) => Ok(Outcome::Done),
        Err(AppError::Refused(refusal)) => Ok(Outcome::Again(told(&refusal))),
        Err(other) => Err(other),
    }
}

const CHOOSE: &str = "Pilih berkas yang baru.";

/// Takes the files of one document.
fn received(
    region: &Region,
    actor: &Actor,
    view: &CorrectionView,
    document: &str,
    sent: &Sent,
    next: Option<Id<Arrangement>>,
) -> Result<Received, AppError> {
    let target = Target {
        category: correction_category(view, document),
        name: String::new(),
        valid_until: valid_until(sent, &until_of(document))?,
        owner: view.owner,
        place: Place::Correction {
            application: view.id.clone(),
            document: document.to_owned(),
            typed: typed(sent),
            next,
        },
    };
    take(region, actor, sent, &files_of(document), &target)
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
                _ => item(name, CHOOSE),
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
                let name = files_of(&def.id);
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
                        .map(|kept| Thumbnail::of_folder(&kept.id, format!("Yang baru: {}", kept.name))),
                    valid_until: def.expires.then(|| {
                        Field::new(until_of(&def.id), "Berlaku sampai", FieldKind::Date)
                            .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
                            .value(sent.text(&until_of(&def.id)))
                            .optional()
                    }),
                    document: def.id.clone(),
                    old: old.as_ref().map(|o| Thumbnail::of_folder(&o.file.to_string(), "Yang lama")),
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
    let label = match view.holder.as_str() {
        "" => view.declaration.clone(),
        holder => format!("Atas nama {holder}, dengan surat kuasa: {}", view.declaration),
    };
    let mut declaration = Field::new(TICK, label, FieldKind::Tick);
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
        notice: None,
        errors: ErrorSummary { items: errors },
    }
}
