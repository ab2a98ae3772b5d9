//! `/verifikasi`: whether a document is genuine and in force, by its code or by its PDF.

use crate::components::{Breadcrumb, Field, FieldKind, FileUpload, Link, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::verification::enter::VerificationPage;
use crate::pages::verification::result::{Verdict, VerificationData, VerificationResultPage};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::public::{self, Card, Standing};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::value::{VerificationCode, date_text};

fn page(
    visitor: &Visitor,
    typed: &str,
    code_error: Option<String>,
    file_error: Option<String>,
) -> VerificationPage {
    let mut code = Field::new("kode", "Kode verifikasi", FieldKind::Text { max: 24 })
        .hint("16 huruf dan angka di bawah kode QR, contoh ABCD-EFGH-JKMN-PQRS.")
        .value(typed);
    code.error = code_error;
    let mut upload = FileUpload::pdf("dokumen", "Dokumen PDF");
    upload.error = file_error;
    VerificationPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Periksa dokumen"),
        code,
        upload,
    }
}

/// Shows the form.
pub async fn enter(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, "", None, None))
}

/// Takes a code, however it was typed, or a PDF.
pub async fn ask(visitor: Visitor, sent: Sent) -> Answer {
    if let Some(file) = sent.file("dokumen") {
        if file.bytes.len() > app::folder::LARGEST {
            let error = "Berkas ini lebih dari 20 MB. Kecilkan lalu unggah lagi.".to_owned();
            return visitor
                .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, "", None, Some(error)));
        }
        if !file.bytes.starts_with(b"%PDF-") {
            let error = "Isi berkas ini bukan PDF. Pilih berkas lain.".to_owned();
            return visitor
                .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, "", None, Some(error)));
        }
        let (bytes, address) = (file.bytes.clone(), visitor.address().to_owned());
        let checked = visitor.look(move |region| public::check_pdf(region, &bytes, &address)).await;
        let check = match checked {
            Ok(check) => check,
            Err(AppError::Refused(refusal)) => {
                let page = page(&visitor, "", None, Some(refusal.sentence()));
                return visitor.page_with(StatusCode::TOO_MANY_REQUESTS, &page);
            }
            Err(other) => return Err(other.into()),
        };
        let findings = check
            .sentences
            .into_iter()
            .map(|text| Notice::new(if check.sound { Tone::Good } else { Tone::Warn }, text))
            .collect();
        return result(&visitor, check.card, check.altered, String::new(), findings);
    }
    match sent.text("kode").parse::<VerificationCode>() {
        Ok(code) => visitor.go(&links::verification_result(&code.compact())),
        Err(error) => {
            let page = page(&visitor, sent.text("kode"), Some(error.message_id()), None);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Shows what the register says for a code; the address in the QR.
pub async fn show(visitor: Visitor, Path(code): Path<String>) -> Answer {
    let (shown, card) = match code.parse::<VerificationCode>() {
        Ok(code) => {
            let compact = code.compact();
            (code.to_string(), visitor.look(move |region| public::by_code(region, &compact)).await?)
        }
        // What was typed cannot be a code of ours; it is not shown again at length.
        Err(_) => (code.chars().take(24).collect(), None),
    };
    result(&visitor, card, false, shown, Vec::new())
}

fn result(
    visitor: &Visitor,
    card: Option<Card>,
    altered: bool,
    code: String,
    findings: Vec<Notice>,
) -> Answer {
    let verdict = match (&card, altered) {
        (_, true) => Verdict::Altered,
        (None, false) => Verdict::Unknown,
        (Some(card), false) => match card.standing {
            Standing::InForce => Verdict::Valid,
            Standing::Revoked => Verdict::Revoked,
            Standing::Lapsed => Verdict::Lapsed,
            Standing::Replaced => Verdict::Replaced,
        },
    };
    let data = card.filter(|_| !altered).map(|card| VerificationData {
        number: card.number,
        kind: card.kind,
        holder: card.holder,
        signer: card.signer,
        date: card.date,
        status: card.status,
    });
    let region = visitor.region();
    let office = region.office();
    let checked_at = date_text::moment_at(region.now(), office.calendar.time_zone());
    let page = VerificationResultPage { shell: visitor.shell(), verdict, data, code, checked_at, findings };
    visitor.page(&page)
}
