//! `/folder`: my files, kept for every application.

use super::chosen::{VALID_UNTIL, take, valid_until};
use crate::components::{Choice, Field, FieldKind, FileUpload, Link, Notice, Tag, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::folder::{FolderFile, FolderPage, FolderPaper};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::folder::{LOOSE, Place, Received, Target};
use app::query::applicant::{self, FolderView, Validity, papers};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::value::date_text;

/// Kind of paper.
const KIND: &str = "jenis";

/// Shows the folder.
pub async fn show(visitor: Visitor) -> Answer {
    let page = build(&visitor, &Sent::default(), None).await?;
    visitor.page(&page)
}

/// Takes one PDF or several photos.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let form = sent.clone();
    let done = visitor.run(move |region, actor| {
        let kind = form.text(KIND);
        // What no service asks for is a file of its own name.
        let known = papers(region).iter().any(|(id, _)| id == kind);
        let target = Target {
            category: if known { kind.to_owned() } else { LOOSE.to_owned() },
            name: form.text("nama").trim().to_owned(),
            valid_until: valid_until(&form, VALID_UNTIL)?,
            owner: None,
            place: Place::Folder,
        };
        take(region, actor, &form, "berkas", &target)
    });
    match done.await {
        Ok(Received::Kept(_)) => {
            visitor.go_with(&links::folder(), &Notice::new(Tone::Good, "Berkas tersimpan di folder Anda."))
        }
        Ok(Received::ToArrange(pages)) => visitor.go(&links::arrangement(&pages.to_string())),
        Err(AppError::Refused(refusal)) => {
            let page = build(&visitor, &sent, Some(refusal.sentence())).await?;
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// One of my files, as a download.
pub async fn file(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (row, bytes) = visitor.run(move |region, actor| applicant::folder_file(region, actor, &id)).await?;
    visitor.file(&row.name, &row.media_type, false, bytes)
}

/// Its first page as a small picture, to be seen beside a field.
pub async fn picture(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let jpeg = visitor.run(move |region, actor| applicant::folder_picture(region, actor, &id)).await?;
    visitor.file("halaman-1.jpg", "image/jpeg", true, jpeg)
}

/// Takes a file out.
pub async fn remove(visitor: Visitor, Path(id): Path<String>, _sent: Sent) -> Answer {
    let done = visitor.run(move |region, actor| app::folder::remove(region, actor, &id)).await;
    let notice = match done {
        Ok(()) => Notice::new(Tone::Info, "Berkas dihapus dari folder Anda."),
        Err(AppError::Refused(refusal)) => Notice::new(Tone::Bad, refusal.sentence()),
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&links::folder(), &notice)
}

async fn build(visitor: &Visitor, sent: &Sent, error: Option<String>) -> Result<FolderPage, Problem> {
    let (files, known) =
        visitor.run(|region, actor| Ok((applicant::folder(region, actor)?, papers(region)))).await?;
    let mut upload = FileUpload::new("berkas", "Berkas baru");
    upload.error = error;
    let mut options: Vec<Choice> =
        known.iter().map(|(id, label)| Choice::new(id.clone(), label.clone())).collect();
    options.push(Choice::new("", "Berkas lain"));
    let fields = vec![
        Field::new(KIND, "Jenis berkas", FieldKind::Select { options }).optional().value(sent.text(KIND)),
        Field::new("nama", "Nama berkas", FieldKind::Text { max: 80 })
            .hint("Untuk berkas lain. Contoh: denah rumah.")
            .optional()
            .value(sent.text("nama")),
        Field::new(VALID_UNTIL, "Berlaku sampai", FieldKind::Date)
            .hint("Contoh: 30-03-2026. Kosongkan bila berlaku seumur hidup.")
            .optional()
            .value(sent.text(VALID_UNTIL)),
    ];
    let mut shown: Vec<(String, FolderPaper)> = Vec::new();
    let mut ending = 0;
    for file in files {
        if file.newest && matches!(file.validity, Validity::Ending(_) | Validity::Ended(_)) {
            ending += 1;
        }
        match shown.iter_mut().find(|(series, _)| *series == file.series) {
            Some((_, paper)) => paper.older.push(view(file)),
            None => {
                let label = known.iter().find(|(id, _)| *id == file.series);
                let label = label.map_or_else(|| loose_name(&file), |(_, label)| label.clone());
                let series = file.series.clone();
                shown.push((series, FolderPaper { label, newest: view(file), older: Vec::new() }));
            }
        }
    }
    let papers = shown.into_iter().map(|(_, paper)| paper).collect();
    Ok(FolderPage { shell: visitor.shell(), upload, fields, papers, ending })
}

/// A loose file is called by its own name.
pub(super) fn loose_name(file: &FolderView) -> String {
    file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem).to_owned()
}

/// "versi 2, 3 Maret 2026".
pub(super) fn version(file: &FolderView) -> String {
    format!("versi {}, {}", file.version, date_text::date(file.day))
}

/// Until when a paper is valid, in words and colour; nothing for one without end.
pub(super) fn validity(validity: Validity) -> Option<Tag> {
    let until = |day| format!("Berlaku sampai {}", date_text::date(day));
    match validity {
        Validity::Open => None,
        Validity::Until(day) => Some(Tag::new(Tone::Good, until(day))),
        Validity::Ending(day) => Some(Tag::new(Tone::Warn, until(day))),
        Validity::Ended(day) => {
            Some(Tag::new(Tone::Bad, format!("Masa berlaku habis {}", date_text::date(day))))
        }
    }
}

fn view(file: FolderView) -> FolderFile {
    let kind = match file.media_type.as_str() {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        _ => "JPEG",
    };
    let pages = file.pages.map_or_else(String::new, |n| format!(", {n} halaman"));
    let kilobytes = (file.size / 1024).max(1);
    let meta = format!("{} · {kind}{pages}, {kilobytes} kB", version(&file));
    FolderFile {
        meta,
        validity: validity(file.validity),
        used_in: file
            .used_in
            .into_iter()
            .map(|(id, name)| Link::new(links::application(&id), name))
            .collect(),
        id: file.id,
        name: file.name,
    }
}
