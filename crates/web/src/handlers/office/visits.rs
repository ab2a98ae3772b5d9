//! `/kerja/tinjauan`: an agency plans its visits, several on one day as one round, and prints the list of a day.

use super::visit::names;
use crate::components::{ErrorSummary, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::public::services::query_value;
use crate::links;
use crate::pages::work::visits::{RoundList, VisitRow, VisitsPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{PlannedRound, Subject, plan_visits, record_refusal};
use app::query::visits::{Round, VisitLine, visits};
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::party::ApplicationRecord;
use domain::process::{PlannedVisit, Refusal};
use domain::value::{Id, date_text};
use jiff::civil::Date;

fn row(line: &VisitLine, ticked: &[String]) -> VisitRow {
    VisitRow {
        id: line.id.to_string(),
        number: line.registration.clone(),
        service: line.service_short.clone(),
        applicant: line.holder.clone(),
        place: line.place.clone(),
        ticked: ticked.contains(&line.id.to_string()),
    }
}

fn round(round: &Round, ticked: &[String]) -> RoundList {
    RoundList {
        day: date_text::weekday_date(round.day),
        href: links::with_query(&links::visits(), &[("hari", &round.day.to_string())]),
        assignment: round.assignments.join(", "),
        team: round.team.join(", "),
        rows: round.files.iter().map(|line| row(line, ticked)).collect(),
    }
}

async fn page(
    visitor: &Visitor,
    day: Option<Date>,
    refused: Option<(&Sent, &Refusal)>,
) -> Result<VisitsPage, Problem> {
    let seen = visitor.run(visits).await?;
    let ticked: Vec<String> = match refused {
        Some((sent, _)) => sent.all("berkas").into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let mut plan = VisitsPage::plan();
    let mut notices = Vec::new();
    let mut errors = ErrorSummary::default();
    if let Some((sent, refusal)) = refused {
        for field in &mut plan {
            field.value = sent.text(&field.id).to_owned();
        }
        match refusal {
            Refusal::Invalid { field, message } if plan.iter().any(|f| &f.id == field) => {
                plan.iter_mut().filter(|f| &f.id == field).for_each(|f| f.error = Some(message.clone()));
                errors = ErrorSummary::of(&plan);
            }
            other => notices.push(Notice::new(Tone::Bad, other.sentence())),
        }
    }
    let days = seen.rounds.iter().filter(|r| day.is_none_or(|day| day == r.day));
    Ok(VisitsPage {
        shell: visitor.shell(),
        agency: seen.agency.clone(),
        errors,
        notices,
        unplanned: seen.unplanned.iter().filter(|_| day.is_none()).map(|l| row(l, &ticked)).collect(),
        plan,
        rounds: days.map(|r| round(r, &ticked)).collect(),
        alone: day.is_some(),
    })
}

/// Shows them, or one day with `?hari=`.
pub(super) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let day = query_value(query.as_deref(), "hari").parse().ok();
    let page = page(&visitor, day, None).await?;
    visitor.page(&page)
}

fn read(sent: &Sent) -> Result<PlannedVisit, Refusal> {
    let wrong = || Refusal::Invalid {
        field: "tanggal".to_owned(),
        message: "Tulis tanggal seperti 30-03-2026.".to_owned(),
    };
    Ok(PlannedVisit {
        day: date_text::read(sent.text("tanggal")).ok_or_else(wrong)?,
        assignment: sent.text("surat_tugas").trim().to_owned(),
        team: names(sent.text("tim")),
    })
}

fn said(round: &PlannedRound) -> Notice {
    let notice = Notice::new(
        if round.refused.is_empty() { Tone::Good } else { Tone::Warn },
        format!("{} tinjauan dijadwalkan. Pemohon diberi tahu.", round.done.len()),
    );
    match round.refused.as_slice() {
        [] => notice,
        some => {
            let lines: Vec<String> = some.iter().map(|(number, why)| format!("{number}: {why}")).collect();
            notice.text(lines.join(" "))
        }
    }
}

/// Plans a round of the ticked files.
pub(super) async fn plan(visitor: Visitor, sent: Sent) -> Answer {
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let plan = read(&kept).or_else(|refusal| {
                let subject = actor.account.map_or_else(|| Subject::office(0), Subject::account);
                record_refusal(region, actor, &subject, "plan_visit", &refusal)?;
                Err(AppError::from(refusal))
            })?;
            let files: Vec<Id<ApplicationRecord>> =
                kept.all("berkas").into_iter().filter_map(|id| id.parse().ok()).collect();
            plan_visits(region, actor, &files, &plan, kept.key())
        })
        .await;
    match result {
        Ok(round) => visitor.go_with(&links::visits(), &said(&round)),
        Err(AppError::Refused(refusal)) => {
            let page = page(&visitor, None, Some((&sent, &refusal))).await?;
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
