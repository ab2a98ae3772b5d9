//! `/permohonan/{id}/periksa` and `…/kirim`: check the answers, tick the declaration, send (MJK18-12.1, 12.3).

use crate::components::{
    ErrorItem, ErrorSummary, Field, FieldKind, FileUpload, Notice, SummaryList, SummaryRow, Tone,
};
use crate::forms::Sent;
use crate::handlers::applicant::{draft_breadcrumb, shell_of};
use crate::links;
use crate::pages::application::check_answers::{AssistedDeclaration, CheckAnswersPage, SentCode};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::letter::field_text;
use app::pin::PinEntry;
use app::query::applicant::{DraftView, FieldView, draft};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::{Command, Refusal, SIGNED_DECLARATION};

const TICK: &str = "pernyataan";
const CODE: &str = "kode";

/// A code that was sent to the applicant whom an officer helps (MJK18-12.6).
#[derive(Debug, Clone, Default)]
pub(crate) struct CodeEntry {
    /// The challenge that the code answers.
    pub challenge: String,
    /// Masked number it went to.
    pub phone: String,
    /// For example "10.47".
    pub expires: String,
}

/// What stands on the page beside the answers.
#[derive(Default)]
struct Seen {
    refusal: Option<Refusal>,
    ticked: bool,
    code: Option<CodeEntry>,
}

/// Shows the answers. What is not complete yet goes back to its tasks.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    if !view.open || !view.ready() {
        return visitor.go(&links::application(&view.id));
    }
    visitor.page(&page(&visitor, &view, &Seen::default()))
}

/// Shows the answers with the place for the applicant's code, or why none was sent.
pub(crate) async fn with_code(
    visitor: &Visitor,
    id: String,
    code: Option<CodeEntry>,
    refusal: Option<Refusal>,
) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    if !view.open || !view.ready() {
        return visitor.go(&links::application(&view.id));
    }
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    visitor.page_with(status, &page(visitor, &view, &Seen { refusal, ticked: false, code }))
}

/// Sends the application. Sent twice with the same key, the second is answered like the first.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    // The applicant's code is the declaration; without one it is the tick.
    let pin = sent
        .id("challenge")
        .map(|challenge| PinEntry { challenge, code: sent.text("kode").trim().to_owned() });
    let declared = sent.ticked(TICK) || pin.is_some();
    let code = pin.as_ref().map(|entry| CodeEntry {
        challenge: entry.challenge.to_string(),
        phone: sent.text("ponsel").chars().take(30).collect(),
        expires: sent.text("berlaku").chars().take(5).collect(),
    });
    let ticked = sent.ticked(TICK);
    let file = id.clone();
    let done = visitor.run(move |region, actor| {
        let application = file.parse().map_err(|_| AppError::NotFound)?;
        // The use case draws the verification code itself; a form has no say in it.
        let command = Command::Submit { declared, verification_code: String::new() };
        let mut request = sent.request(application, command);
        request.pin = pin;
        region.act(actor, request).map(|done| done.state)
    });
    match done.await {
        // From the receipt on the file is not the helping officer's any more (MJK18-12.6).
        Ok(state) if visitor.is_staff() => {
            let number = state.registration.map_or_else(String::new, |r| r.to_string());
            let notice = Notice::new(Tone::Good, format!("Permohonan terkirim. Nomor pendaftaran {number}."))
                .text("Cetak tanda terima, lalu berikan kepada pemohon.");
            visitor.go_with(&links::counter_file(&id), &notice)
        }
        Ok(_) => visitor.go(&links::application_sent(&id)),
        Err(AppError::Refused(refusal)) => {
            let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
            if !view.open {
                return Err(Problem::from(refusal));
            }
            let page = page(&visitor, &view, &Seen { refusal: Some(refusal), ticked, code });
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn rows(fields: &[FieldView], change: Option<&str>) -> Vec<SummaryRow> {
    fields
        .iter()
        .map(|f| {
            let text = field_text(&f.def, &f.value);
            let text = if text.is_empty() { "–".to_owned() } else { text };
            let row = SummaryRow::new(f.def.label.clone(), text);
            match change {
                Some(href) => row.change(href),
                None => row,
            }
        })
        .collect()
}

/// Every group of questions with its answers, documents last; with links to change them, or without for a sheet of paper.
pub(crate) fn groups(view: &DraftView, changeable: bool) -> Vec<(String, SummaryList)> {
    let id = &view.id;
    let link = |href: String| changeable.then_some(href);
    let mut groups: Vec<(String, SummaryList)> = view
        .groups
        .iter()
        .map(|g| {
            let change = link(links::application_form(id, &g.slug));
            (g.title.clone(), SummaryList { rows: rows(&g.fields, change.as_deref()) })
        })
        .collect();
    if let Some(items) = &view.items {
        let change = link(links::application_items(id));
        for (n, row) in items.rows.iter().enumerate() {
            let rows = rows(row, change.as_deref());
            groups.push((format!("{} {}", items.label, n + 1), SummaryList { rows }));
        }
    }
    let change = link(links::application_documents(id));
    let documents = view.documents.iter().map(|d| {
        let name = d.attached.as_ref().map_or_else(|| "–".to_owned(), |a| a.name.clone());
        let row = SummaryRow::new(d.def.label.clone(), name);
        match &change {
            Some(href) => row.change(href),
            None => row,
        }
    });
    groups.push(("Dokumen".to_owned(), SummaryList { rows: documents.collect() }));
    groups
}

/// Whether a refusal is about the tick itself.
fn about_tick(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::DeclarationMissing)
}

/// Whether a refusal is about the applicant's code.
fn about_code(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::PinWrong { .. }
            | Refusal::PinExpired
            | Refusal::PinAttemptsUsedUp
            | Refusal::PinAlreadyUsed
            | Refusal::PinForAnotherAct
            | Refusal::PinMissing
    )
}

/// What applicants get is called a code: a PIN is what officials sign with.
fn code_sentence(refusal: &Refusal) -> String {
    refusal.sentence().replace("PIN", "Kode").replace("Minta Kode", "Kirim kode")
}

fn code_field(code: &CodeEntry, errors: &ErrorSummary) -> Field {
    let hint = format!(
        "Dikirim ke {}, berlaku sampai pukul {}. Pemohon membaca isian dahulu, lalu menyebutkan kodenya.",
        code.phone, code.expires
    );
    let mut field = Field::new(CODE, "Kode dari ponsel pemohon", FieldKind::Text { max: 6 }).hint(hint);
    field.error = errors.items.iter().find(|e| e.field == CODE).map(|e| e.message.clone());
    field
}

fn page(visitor: &Visitor, view: &DraftView, seen: &Seen) -> CheckAnswersPage {
    let id = &view.id;
    let Seen { refusal, ticked, code } = seen;
    // The holder of a power of attorney declares in the owner's name; an officer never does.
    let helped = view.assisted.as_ref().filter(|a| a.by_helper);
    let officer = helped.filter(|a| a.power.is_none());
    let attorney = helped.filter(|a| a.power.is_some());
    let label = match (officer, attorney) {
        (None, Some(a)) => {
            format!("Atas nama {}, dengan surat kuasa: {}", a.holder_name, view.declaration)
        }
        (Some(a), _) => format!("{} menandatangani lembar pernyataan di hadapan saya.", a.holder_name),
        (None, None) => view.declaration.clone(),
    };
    let mut declaration = Field::new(TICK, label, FieldKind::Tick);
    if *ticked {
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
        if about_code(refusal) {
            // The sentence stands beside the code.
            errors.items.clear();
            errors.items.push(ErrorItem { field: CODE.to_owned(), message: code_sentence(refusal) });
        } else if about_tick(refusal) && code.is_some() {
            errors.items.clear();
            let message = "Isian berubah setelah kode dikirim. Kirim kode baru.".to_owned();
            errors.items.push(ErrorItem { field: CODE.to_owned(), message });
        } else if about_tick(refusal) {
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
    let mut shell = visitor.shell_at(view.version);
    shell.assisting = shell_of(visitor, view).assisting;
    CheckAnswersPage {
        shell,
        breadcrumb: draft_breadcrumb(visitor, view, "Periksa dan kirim"),
        id: id.clone(),
        service: view.service.clone(),
        groups: groups(view, true),
        assisted: officer.map(|a| AssistedDeclaration {
            holder: a.holder_name.clone(),
            signed: a.signed,
            text: view.declaration.clone(),
            code: code.as_ref().map(|c| SentCode {
                challenge: c.challenge.clone(),
                phone: c.phone.clone(),
                expires: c.expires.clone(),
                field: code_field(c, &errors),
            }),
            upload: FileUpload {
                multiple: false,
                ..FileUpload::new(format!("doc.{SIGNED_DECLARATION}"), "Foto atau pindaian lembar pernyataan")
            },
        }),
        declaration,
        errors,
        notice,
    }
}
