//! `/kerja/akses/{id}`: the card beside what is stated, and the decision (MJK18-8.5, 8.6).

use super::draft::{claim_rows, request_id};
use super::state::deadline;
use crate::components::{
    Choice, ErrorItem, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tag, Tone,
};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::access_case::{AccessCasePage, ProofView};
use crate::problem_response::{Problem, status_of};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::access::{Decision, decide};
use app::query::access::{RequestCase, case, open_paper};
use axum::extract::Path;
use domain::access::AccessPaper;
use domain::party::AccessRequest;
use domain::process::Refusal;
use domain::value::{Id, date_text};

/// Standard sentences of a refusal; each fits the sentence of the message, "ditolak karena …".
const SENTENCES: [&str; 6] = [
    "foto dokumen tidak terbaca",
    "nama pada dokumen berbeda dengan isian",
    "NIK atau NPWP pada dokumen berbeda dengan isian",
    "dokumen sudah tidak berlaku",
    "akta atau surat kuasa tidak lengkap",
    "alamat dan kegiatan berada di luar wilayah kami",
];

fn page(visitor: &Visitor, view: &RequestCase, refused: Option<(&Sent, &Refusal)>) -> AccessCasePage {
    let row = &view.opened.row;
    let id = row.id.to_string();
    let zone = visitor.region().office().calendar.time_zone().clone();
    let viewer = visitor.actor().map_or("", |actor| actor.name.as_str());
    let papers = view.papers.iter().filter(|p| p.file.is_some()).map(|p| ProofView {
        title: p.paper.label().to_owned(),
        href: links::access_case_paper(&id, p.paper.id()),
        picture: p.media_type.starts_with("image/"),
        meta: format!("Dilihat {viewer}, {}", date_text::moment_at(visitor.now(), &zone)),
    });
    let (state, open) = match row.state.as_str() {
        "granted" => (Tag::new(Tone::Good, "Disetujui"), false),
        "refused" => (Tag::new(Tone::Bad, "Ditolak"), false),
        _ => (Tag::new(Tone::Info, "Menunggu keputusan"), true),
    };
    let sent = refused.map(|(sent, _)| sent);
    let typed = |name: &str| sent.map_or("", |sent| sent.text(name)).to_owned();
    let options = SENTENCES.iter().map(|s| Choice::new(*s, format!("Karena {s}.")));
    let mut fields = vec![
        Field::new("kalimat", "Alasan penolakan", FieldKind::Choice { options: options.collect() })
            .value(typed("kalimat")),
        Field::new("alasan", "Atau tulis alasan lain", FieldKind::Text { max: 160 })
            .hint("Kalimat ini dibaca pemohon setelah kata “karena”.")
            .optional()
            .value(typed("alasan")),
    ];
    let mut items = Vec::new();
    if let Some((_, refusal)) = refused {
        if refusal.field_names().contains(&"alasan".to_owned()) {
            fields[1].error = Some(refusal.sentence());
        }
        items.push(ErrorItem {
            field: if open { "alasan" } else { "isi" }.to_owned(),
            message: refusal.sentence(),
        });
    }
    let mut rows = claim_rows(visitor.region(), &view.opened.stated.claims);
    if let (Some(by), Some(at)) = (&row.decided_by, row.decided_at) {
        rows.push(SummaryRow::new("Diputus", format!("{by}, {}", date_text::moment_at(at, &zone))));
    }
    if let Some(reason) = &row.reason {
        rows.push(SummaryRow::new("Alasan penolakan", reason.clone()));
    }
    AccessCasePage {
        shell: visitor.shell(),
        number: row.number.clone().unwrap_or_default(),
        name: view.opened.stated.claims.name.clone(),
        state,
        late: view.overdue,
        due: view
            .due
            .as_ref()
            .filter(|_| open || view.overdue)
            .map(|due| deadline(visitor, due, view.overdue)),
        errors: ErrorSummary { items },
        warnings: view.warnings.iter().map(|w| Notice::new(Tone::Warn, w.message_id())).collect(),
        papers: papers.collect(),
        claims: SummaryList { rows },
        version: row.version,
        reason: open.then_some(fields),
        id,
    }
}

/// Shows the request.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let request = request_id(&id)?;
    let view = visitor.run(move |region, actor| case(region, actor, request)).await?;
    visitor.page(&page(&visitor, &view, None))
}

/// A paper; originals of strangers are downloads, pictures are shown inside our page only.
pub(super) async fn paper(visitor: Visitor, Path((id, paper)): Path<(String, String)>) -> Answer {
    let request = request_id(&id)?;
    let paper = AccessPaper::named(&paper).ok_or_else(Problem::not_found)?;
    let (name, media_type, bytes) =
        visitor.run(move |region, actor| open_paper(region, actor, request, paper)).await?;
    visitor.file(&name, &media_type, false, bytes)
}

async fn settle(
    visitor: &Visitor,
    request: Id<AccessRequest>,
    sent: &Sent,
    decision: Decision,
    said: &str,
) -> Answer {
    let seen = sent.text("versi").parse().unwrap_or_default();
    match visitor.run(move |region, actor| decide(region, actor, request, seen, &decision)).await {
        Ok(()) => visitor.go_with(&links::access_desk(), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            let view = visitor.run(move |region, actor| case(region, actor, request)).await?;
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(visitor, &view, Some((sent, &refusal))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Grants access.
pub(super) async fn grant(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let said = "Akun dibuat. Kode masuk pertama dikirim lewat SMS dan surel.";
    settle(&visitor, request_id(&id)?, &sent, Decision::Grant, said).await
}

/// Refuses access, with a standard sentence or words of one's own.
pub(super) async fn refuse(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let own = sent.text("alasan").trim();
    let reason = if own.is_empty() { sent.text("kalimat") } else { own }.to_owned();
    let said = "Permohonan ditolak. Alasannya dikirim lewat SMS dan surel.";
    settle(&visitor, request_id(&id)?, &sent, Decision::Refuse { reason }, said).await
}
