//! `/akun/kuasa/{id}`: one power of attorney: the owner's code, the signed sheet, its end, and what is done under it.

use super::{capital, power_id, state_tag};
use crate::components::{
    Breadcrumb, Field, FieldKind, FileUpload, Link, Notice, SummaryList, SummaryRow, Tone,
};
use crate::forms::Sent;
use crate::handlers::applicant::account::row;
use crate::handlers::counter::person::kind_choices;
use crate::links;
use crate::pages::counter::person::CounterPersonPage;
use crate::pages::power_of_attorney::sheet::PowerSheetPage;
use crate::pages::power_of_attorney::show::{PowerPage, Waiting};
use crate::problem_response::status_of;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::power_of_attorney::{attach_paper, confirm, end, send_code_again};
use app::query::power_of_attorney::{PowerLine, PowerState, PowerView, power};
use axum::extract::Path;
use domain::process::Refusal;
use domain::value::date_text;

/// Name of the field with the code.
const CODE: &str = "kode";
/// Name of the field with the sheet.
const PAPER: &str = "surat";

fn facts(line: &PowerLine) -> SummaryList {
    let mut rows = vec![
        SummaryRow::new("Untuk layanan", capital(&line.services)),
        SummaryRow::new("Berlaku sampai", date_text::weekday_date(line.until)),
    ];
    if !line.confirmed.is_empty() {
        rows.push(SummaryRow::new("Disetujui", line.confirmed.clone()));
    }
    SummaryList { rows }
}

fn waiting(line: &PowerLine, refused: Option<(&str, &Refusal)>) -> Waiting {
    let label = if line.given { "Kode dari pesan kami" } else { "Kode dari ponsel pemilik izin" };
    let mut code = Field::new(CODE, label, FieldKind::Text { max: 9 }).hint("Enam angka, berlaku 24 jam.");
    let mut upload = FileUpload::single(PAPER, "Foto atau pindaian surat kuasa");
    if let Some((at, refusal)) = refused {
        match at {
            PAPER => upload.error = Some(refusal.sentence()),
            _ => code.error = Some(refusal.sentence()),
        }
    }
    Waiting { code, upload: (!line.given).then_some(upload), sent: line.paper }
}

pub(super) fn page(visitor: &Visitor, view: PowerView, refused: Option<(&str, &Refusal)>) -> PowerPage {
    let line = &view.line;
    let asked = line.state == PowerState::Asked;
    let rejected = format!("Petugas menolak surat ini karena {}.", line.reason);
    PowerPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::powers(), "Surat kuasa")], line.other.clone()),
        id: line.id.clone(),
        other: line.other.clone(),
        given: line.given,
        state: state_tag(line.state),
        facts: facts(line),
        notice: (line.state == PowerState::Refused).then(|| Notice::new(Tone::Bad, rejected)),
        waiting: asked.then(|| waiting(line, refused)),
        service: (!view.services.is_empty()).then(|| CounterPersonPage::service_field(view.services.clone())),
        choices: kind_choices(&view.kinds, &view.earlier),
        files: view.files.iter().map(row).collect(),
        open: asked || line.state == PowerState::InForce,
    }
}

/// Shows it.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power_id = power_id(&id)?;
    let view = visitor.run(move |region, actor| power(region, actor, power_id)).await?;
    visitor.page(&page(&visitor, view, None))
}

/// The sheet to be signed; only while it waits, and for the helper.
pub(super) async fn sheet(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power_id = power_id(&id)?;
    let line = visitor.run(move |region, actor| power(region, actor, power_id)).await?.line;
    if line.given || line.state != PowerState::Asked {
        return visitor.go(&links::power(&id));
    }
    let mut facts = facts(&line);
    facts.rows.insert(0, SummaryRow::new("Nomor pemberi kuasa", line.other.clone()));
    let zone = visitor.region().office().calendar.time_zone().clone();
    visitor.page(&PowerSheetPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(
            vec![Link::new(links::powers(), "Surat kuasa"), Link::new(links::power(&id), line.other)],
            "Lembar surat kuasa",
        ),
        id,
        helper: visitor.signed_in()?.name.clone(),
        facts,
        day: date_text::weekday_date_at(visitor.now(), &zone),
    })
}

async fn settle(visitor: &Visitor, id: &str, at: &str, said: Notice, done: Result<(), AppError>) -> Answer {
    match done {
        Ok(()) => visitor.go_with(&links::power(id), &said),
        Err(AppError::Refused(refusal)) => {
            let power_id = power_id(id)?;
            let view = visitor.run(move |region, actor| power(region, actor, power_id)).await?;
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(visitor, view, Some((at, &refusal))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the owner's code.
pub(super) async fn confirm_code(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (power_id, typed) = (power_id(&id)?, sent.text(CODE).to_owned());
    let done = visitor.run(move |region, actor| confirm(region, actor, power_id, &typed)).await;
    settle(&visitor, &id, CODE, Notice::new(Tone::Good, "Surat kuasa berlaku."), done).await
}

/// Sends the owner a new code.
pub(super) async fn code(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power_id = power_id(&id)?;
    let done = visitor.run(move |region, actor| send_code_again(region, actor, power_id)).await;
    let said = Notice::new(Tone::Good, "Bila nomor itu punya akun, kode baru sudah kami kirim.");
    settle(&visitor, &id, CODE, said, done).await
}

/// Takes the signed sheet.
pub(super) async fn paper(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let power_id = power_id(&id)?;
    let Some(file) = sent.file(PAPER).cloned() else {
        let message = "Pilih satu berkas lebih dahulu.".to_owned();
        let refusal = Refusal::Upload { kind: "empty".to_owned(), message };
        return settle(&visitor, &id, PAPER, Notice::default(), Err(refusal.into())).await;
    };
    let done = visitor.run(move |region, actor| attach_paper(region, actor, power_id, &file.bytes)).await;
    let said = match &done {
        Ok(Some(advice)) => Notice::new(Tone::Warn, "Surat tersimpan.").text(advice.clone()),
        _ => Notice::new(Tone::Good, "Surat tersimpan. Petugas memeriksanya."),
    };
    settle(&visitor, &id, PAPER, said, done.map(|_| ())).await
}

/// Ends it, takes the request back, or declines it.
pub(super) async fn finish(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let power_id = power_id(&id)?;
    visitor.run(move |region, actor| end(region, actor, power_id)).await?;
    visitor.go_with(&links::powers(), &Notice::new(Tone::Good, "Surat kuasa sudah berakhir."))
}
