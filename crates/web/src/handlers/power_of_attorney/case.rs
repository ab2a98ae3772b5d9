//! `/kerja/akses/kuasa/{id}`: a signed sheet beside what was asked, and the officer's decision.

use super::{capital, power_id, state_tag};
use crate::components::{ErrorItem, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::access_case::ProofView;
use crate::pages::work::power_case::PowerCasePage;
use crate::problem_response::status_of;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::power_of_attorney::{PaperVerdict, settle};
use app::query::power_of_attorney::{PaperCase, PowerState, open_power_paper, paper_case};
use axum::extract::Path;
use domain::process::Refusal;
use domain::value::date_text;

const SEEN: &str = "cocok";
const REASON: &str = "alasan";

fn page(visitor: &Visitor, view: &PaperCase, refused: Option<(&Sent, &Refusal)>) -> PowerCasePage {
    let row = &view.row;
    let id = row.id.to_string();
    let zone = visitor.region().office().calendar.time_zone().clone();
    let viewer = visitor.actor().map_or("", |actor| actor.name.as_str());
    let owner = if row.owner_name.is_empty() {
        format!("{} (belum punya akun)", row.asked_for)
    } else {
        row.owner_name.clone()
    };
    let mut rows = vec![
        SummaryRow::new("Pemberi kuasa", owner),
        SummaryRow::new("Nomor yang diisi", row.asked_for.clone()),
        SummaryRow::new("Penerima kuasa", row.helper_name.clone()),
        SummaryRow::new("Untuk layanan", capital(&view.services)),
        SummaryRow::new("Berlaku sampai", date_text::weekday_date(row.until)),
        SummaryRow::new("Diminta", date_text::moment_at(row.asked_at, &zone)),
    ];
    if let (Some(by), Some(at)) = (&row.settled_name, row.settled_at) {
        rows.push(SummaryRow::new("Diputus", format!("{by}, {}", date_text::moment_at(at, &zone))));
    }
    if let Some(reason) = &row.reason {
        rows.push(SummaryRow::new("Alasan penolakan", reason.clone()));
    }
    let mut seen =
        Field::new(SEEN, "Nama, layanan, masa, dan tanda tangan sudah saya cocokkan.", FieldKind::Tick);
    let mut reason = Field::new(REASON, "Alasan penolakan", FieldKind::Text { max: 160 })
        .hint("Kalimat ini dibaca penerima kuasa setelah kata “karena”.");
    let mut errors = ErrorSummary::default();
    if let Some((sent, refusal)) = refused {
        reason = reason.value(sent.text(REASON));
        let at = if refusal.field_names().iter().any(|name| name == REASON) { REASON } else { SEEN };
        let field = if at == REASON { &mut reason } else { &mut seen };
        field.error = Some(refusal.sentence());
        errors.items.push(ErrorItem { field: at.to_owned(), message: refusal.sentence() });
    }
    PowerCasePage {
        shell: visitor.shell(),
        helper: row.helper_name.clone(),
        state: state_tag(view.state),
        errors,
        paper: ProofView {
            title: "Surat kuasa".to_owned(),
            href: links::power_case_paper(&id),
            picture: view.media_type.starts_with("image/"),
            meta: format!("Dilihat {viewer}, {}", date_text::moment_at(visitor.now(), &zone)),
        },
        facts: SummaryList { rows },
        seen: (view.state == PowerState::Asked).then_some(seen),
        reason,
        id,
    }
}

/// Shows it.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power = power_id(&id)?;
    let view = visitor.run(move |region, actor| paper_case(region, actor, power)).await?;
    visitor.page(&page(&visitor, &view, None))
}

/// The sheet itself.
pub(super) async fn paper(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power = power_id(&id)?;
    let (name, media_type, bytes) =
        visitor.run(move |region, actor| open_power_paper(region, actor, power)).await?;
    visitor.file(&name, &media_type, false, bytes)
}

async fn decided(visitor: &Visitor, id: &str, sent: &Sent, verdict: PaperVerdict, said: &str) -> Answer {
    let power = power_id(id)?;
    match visitor.run(move |region, actor| settle(region, actor, power, &verdict)).await {
        Ok(()) => visitor.go_with(&links::access_desk(), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            let view = visitor.run(move |region, actor| paper_case(region, actor, power)).await?;
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(visitor, &view, Some((sent, &refusal))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Confirms it.
pub(super) async fn confirm(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let verdict = PaperVerdict::Confirm { seen: sent.ticked(SEEN) };
    decided(&visitor, &id, &sent, verdict, "Surat kuasa disahkan. Kedua pihak sudah kami beri tahu.").await
}

/// Refuses it.
pub(super) async fn refuse(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let verdict = PaperVerdict::Refuse { reason: sent.text(REASON).to_owned() };
    decided(&visitor, &id, &sent, verdict, "Surat ditolak. Penerima kuasa sudah kami beri tahu.").await
}
