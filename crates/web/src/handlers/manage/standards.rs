//! `/kelola/standar`: service standards with the time of each stage; the head of the office approves them (MJK18-19).

use super::{above, mark, summary};
use crate::components::{Breadcrumb, Choice, ErrorSummary, Link, Notice, Tag, TickList, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::manage::standards::{Standard, StandardsPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{Subject, record_refusal};
use app::manage::{StandardApproval, StandardLine, StandardState, approve_standards, service_standards};
use axum::http::StatusCode;
use domain::capability::Capability;
use domain::definition::{ServiceId, StandardPart};
use domain::process::Refusal;
use domain::value::date_text;

fn part(part: StandardPart) -> &'static str {
    match part {
        StandardPart::Kinds => "jenis permohonan",
        StandardPart::Time => "waktu dan tahap",
        StandardPart::Requirements => "syarat",
        StandardPart::Fee => "biaya",
    }
}

fn standard(line: &StandardLine) -> Standard {
    let (state, text) = match &line.state {
        StandardState::FirstApproval => (
            Tag::new(Tone::Bad, "Belum dapat dimohon"),
            "Layanan ini dibuka begitu standarnya disahkan.".to_owned(),
        ),
        StandardState::ChangeWaits => (
            Tag::new(Tone::Warn, "Menunggu persetujuan"),
            "Permohonan baru masih mengikuti standar sebelumnya.".to_owned(),
        ),
        StandardState::NotRecorded => (
            Tag::new(Tone::Warn, "Belum dicatat"),
            "Standar ini sudah berlaku, tetapi persetujuannya belum dicatat di sini.".to_owned(),
        ),
        StandardState::InForce(row) => {
            let day = row.decided_on.parse().map_or_else(|_| row.decided_on.clone(), date_text::date);
            (Tag::new(Tone::Good, "Disahkan"), format!("Keputusan {}, {day}.", row.decree))
        }
    };
    let differs = match line.differs.as_slice() {
        [] => String::new(),
        parts => {
            let named: Vec<&str> = parts.iter().map(|p| part(*p)).collect();
            format!("Yang berubah: {}.", named.join("; "))
        }
    };
    let mut rows: Vec<(String, String, Option<String>)> = line
        .stages
        .iter()
        .map(|s| (s.label.clone(), s.time.clone().unwrap_or_else(|| "–".to_owned()), s.before.clone()))
        .collect();
    rows.push(("Seluruh layanan".to_owned(), line.service_time.clone(), line.service_time_before.clone()));
    Standard {
        name: line.name.clone(),
        state,
        text,
        by: match &line.state {
            StandardState::InForce(row) => row.approved_name.clone(),
            _ => String::new(),
        },
        differs,
        stages: StandardsPage::stages(&line.name, rows),
    }
}

async fn page(visitor: &Visitor, refused: Option<(&Sent, &Refusal)>) -> Result<StandardsPage, Problem> {
    let seen = visitor.run(service_standards).await?;
    let (open, in_force): (Vec<_>, Vec<_>) = seen.lines.iter().partition(|line| line.state.is_open());
    let options = open.iter().map(|line| Choice::new(line.service.0.clone(), line.name.clone())).collect();
    let ticked = match refused {
        Some((sent, _)) => sent.all("layanan").into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let typed = |name: &str| refused.map_or("", |(sent, _)| sent.text(name));
    let mut services = StandardsPage::services(options, ticked);
    let mut decree = StandardsPage::decree(typed("keputusan"), typed("tanggal"));
    let (mut notices, mut errors) = (Vec::new(), ErrorSummary::default());
    let mut covers = seen.acting.as_ref().map(|_| StandardsPage::covers());
    if let Some((sent, refusal)) = refused {
        let mut ticks: Vec<&mut TickList> = vec![&mut services];
        if let Some(covers) = covers.as_mut() {
            covers.ticked = sent.all("mencakup").into_iter().map(str::to_owned).collect();
            ticks.push(covers);
        }
        notices = mark(refusal, &mut decree, &mut ticks);
        let ticks: Vec<&TickList> = std::iter::once(&services).chain(covers.as_ref()).collect();
        errors = summary(&decree, &ticks);
    }
    let up = match visitor.may(Capability::ConfigureSystem) {
        true => above(),
        false => vec![Link::new(links::overview(), "Ringkasan")],
    };
    Ok(StandardsPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(up, "Standar pelayanan"),
        errors,
        notices,
        may_approve: visitor.may(Capability::ApproveStandard),
        services,
        decree,
        covers,
        waiting: open.into_iter().map(standard).collect(),
        in_force: in_force.into_iter().map(standard).collect(),
    })
}

/// Shows them.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let page = page(&visitor, None).await?;
    visitor.page(&page)
}

fn read(sent: &Sent) -> Result<StandardApproval, Refusal> {
    let wrong = || Refusal::Invalid {
        field: "tanggal".to_owned(),
        message: "Tulis tanggal seperti 30-03-2026.".to_owned(),
    };
    Ok(StandardApproval {
        services: sent.all("layanan").into_iter().map(|id| ServiceId(id.to_owned())).collect(),
        decree: sent.text("keputusan").to_owned(),
        covered: sent.ticked("mencakup"),
        decided_on: date_text::read(sent.text("tanggal")).ok_or_else(wrong)?,
    })
}

/// Approves the ticked ones.
pub(super) async fn approve(visitor: Visitor, sent: Sent) -> Answer {
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| match read(&kept) {
            Ok(approval) => approve_standards(region, actor, &approval),
            Err(refusal) => {
                record_refusal(region, actor, &Subject::office(0), "approve_standard", &refusal)?;
                Err(refusal.into())
            }
        })
        .await;
    match result {
        Ok(()) => {
            visitor.go_with(&links::standards(), &Notice::new(Tone::Good, "Standar pelayanan disahkan."))
        }
        Err(AppError::Refused(refusal)) => {
            let page = page(&visitor, Some((&sent, &refusal))).await?;
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
