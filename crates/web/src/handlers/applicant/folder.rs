//! `/folder`: my files, kept for every application.

use crate::components::{Field, FieldKind, FileUpload, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::folder::{FolderFile, FolderPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::folder::{Upload, upload};
use app::query::applicant::{self, FolderView};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::value::date_text;

/// Category of files uploaded for no document in particular.
const LOOSE: &str = "folder";

/// Shows the folder.
pub async fn show(visitor: Visitor) -> Answer {
    let page = build(&visitor, "", None).await?;
    visitor.page(&page)
}

/// Takes a file.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let typed = sent.text("nama").trim().to_owned();
    let [file] = sent.files() else {
        let page = build(&visitor, &typed, Some("Pilih satu berkas lebih dahulu.".to_owned())).await?;
        return visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let file = file.clone();
    let name = if typed.is_empty() { file.name.clone() } else { typed.clone() };
    let done = visitor.run(move |region, actor| {
        upload(region, actor, &Upload { category: LOOSE, name: &name, bytes: &file.bytes })
    });
    match done.await {
        Ok(kept) => {
            let notice = match kept.advice {
                Some(advice) => {
                    Notice::new(Tone::Warn, "Berkas tersimpan, tetapi perlu Anda lihat lagi.").text(advice)
                }
                None => Notice::new(Tone::Good, "Berkas tersimpan di folder Anda."),
            };
            visitor.go_with(&links::folder(), &notice)
        }
        Err(AppError::Refused(refusal)) => {
            let page = build(&visitor, &typed, Some(refusal.sentence())).await?;
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

async fn build(visitor: &Visitor, typed: &str, error: Option<String>) -> Result<FolderPage, Problem> {
    let files = visitor.run(applicant::folder).await?;
    let mut upload = FileUpload::new("berkas", "Berkas baru");
    upload.multiple = false;
    upload.error = error;
    let label = Field::new("nama", "Nama berkas", FieldKind::Text { max: 80 })
        .hint("Contoh: KTP, STR, denah rumah.")
        .optional()
        .value(typed);
    Ok(FolderPage { shell: visitor.shell(), upload, label, files: files.into_iter().map(view).collect() })
}

fn view(file: FolderView) -> FolderFile {
    let kind = match file.media_type.as_str() {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        _ => "JPEG",
    };
    let kilobytes = (file.size / 1024).max(1);
    let used_in = if file.used_in.is_empty() {
        String::new()
    } else {
        format!("Dipakai pada {}", file.used_in.join(", "))
    };
    FolderFile {
        id: file.id,
        name: file.name,
        meta: format!("{kind}, {kilobytes} kB, {}", date_text::date(file.day)),
        used_in,
    }
}
