//! `/kelola/sistem`: messages and jobs by state, and trying again what failed.

use super::above;
use super::{cause_words, words};
use crate::components::{Breadcrumb, Notice, Stat, Tone};
use crate::links;
use crate::pages::manage::system::{RetryAll, SystemPage, WorkRow};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::manage::{
    JobView, MessageView, WorkState, jobs_of, messages_of, retry_job, retry_jobs_of, retry_messages_of,
    work_lists,
};
use app::query::register::retry_message;
use axum::extract::{Path, Query};
use domain::process::Refusal;
use domain::value::date_text;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

const STATES: [(WorkState, &str, &str, Tone); 3] = [
    (WorkState::Failed, "gagal", "gagal", Tone::Bad),
    (WorkState::Waiting, "menunggu", "menunggu", Tone::Neutral),
    (WorkState::Done, "selesai", "selesai hari ini", Tone::Good),
];

fn job_row(job: &JobView, state: WorkState, zone: &TimeZone) -> WorkRow {
    WorkRow {
        key: format!("pekerjaan-{}", job.id),
        what: words::job(&job.kind).to_owned(),
        detail: format!("{} kali dicoba", job.attempts),
        at: date_text::moment_at(job.due, zone),
        sentence: cause_words::cause(&job.why),
        why: job.why.clone(),
        retry: (state == WorkState::Failed).then(|| links::system_job_retry(&job.id)),
    }
}

fn message_row(message: &MessageView, zone: &TimeZone) -> WorkRow {
    let channel = if message.channel == "sms" { "SMS" } else { "Surel" };
    WorkRow {
        key: format!("pesan-{}", message.id),
        what: words::message(&message.template).to_owned(),
        detail: format!("{channel} ke {}, {} kali dicoba", message.recipient, message.attempts),
        at: date_text::moment_at(message.written_at, zone),
        sentence: cause_words::cause(&message.why),
        why: message.why.clone(),
        retry: message.can_retry.then(|| links::system_message_retry(&message.id.to_string())),
    }
}

/// Shows the lists of one state.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let asked = query.get("keadaan").map_or("gagal", String::as_str);
    let state = STATES.iter().find(|(_, key, ..)| *key == asked).map_or(WorkState::Failed, |s| s.0);
    let (counts, jobs, messages) = visitor
        .run(move |region, actor| {
            Ok((
                work_lists(region, actor)?,
                jobs_of(region, actor, state)?,
                messages_of(region, actor, state)?,
            ))
        })
        .await?;
    let stats = STATES.iter().map(|(of, key, label, tone)| {
        let count = counts.jobs_in(*of) + counts.messages_in(*of);
        let calm = count == 0 || *of != WorkState::Failed;
        Stat {
            value: count.to_string(),
            label: (*label).to_owned(),
            href: links::with_query(&links::system_work(), &[("keadaan", key)]),
            tone: if calm && *of == WorkState::Failed { Tone::Good } else { *tone },
            here: *of == state,
        }
    });
    let mut all = Vec::new();
    if state == WorkState::Failed {
        for count in counts.jobs.iter().filter(|c| c.state == state) {
            all.push(RetryAll {
                key: format!("pekerjaan-{}", count.kind),
                text: format!("Coba lagi semua: {} ({})", words::job(&count.kind), count.count),
                href: links::system_jobs_retry(&count.kind),
            });
        }
        for count in counts.messages.iter().filter(|c| c.state == state && !words::is_secret(&c.kind)) {
            all.push(RetryAll {
                key: format!("pesan-{}", count.kind),
                text: format!("Kirim lagi semua: {} ({})", words::message(&count.kind), count.count),
                href: links::system_messages_retry(&count.kind),
            });
        }
    }
    let zone = visitor.region().office().calendar.time_zone().clone();
    visitor.page(&SystemPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above(), "Pesan dan pekerjaan"),
        stats: stats.collect(),
        all,
        jobs_count: format!("{} dari {}", jobs.len(), counts.jobs_in(state)),
        messages_count: format!("{} dari {}", messages.len(), counts.messages_in(state)),
        jobs: jobs.iter().map(|job| job_row(job, state, &zone)).collect(),
        messages: messages.iter().map(|message| message_row(message, &zone)).collect(),
    })
}

fn back(visitor: &Visitor, result: Result<String, AppError>) -> Answer {
    let notice = match result {
        Ok(said) => Notice::new(Tone::Good, said),
        Err(AppError::Refused(refusal @ Refusal::Invalid { .. })) => {
            Notice::new(Tone::Bad, refusal.sentence())
        }
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&links::system_work(), &notice)
}

/// Tries one job again.
pub(super) async fn job(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let result = visitor.run(move |region, actor| retry_job(region, actor, &id)).await;
    back(&visitor, result.map(|()| "Pekerjaan dicoba lagi.".to_owned()))
}

/// Tries every failed job of a kind again.
pub(super) async fn jobs(visitor: Visitor, Path(kind): Path<String>) -> Answer {
    let result = visitor.run(move |region, actor| retry_jobs_of(region, actor, &kind)).await;
    back(&visitor, result.map(|n| format!("{n} pekerjaan dicoba lagi.")))
}

/// Sends one message again.
pub(super) async fn message(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let result = visitor.run(move |region, actor| retry_message(region, actor, id)).await;
    back(&visitor, result.map(|()| "Pesan dikirim lagi.".to_owned()))
}

/// Sends every failed message of a kind again.
pub(super) async fn messages(visitor: Visitor, Path(kind): Path<String>) -> Answer {
    let result = visitor.run(move |region, actor| retry_messages_of(region, actor, &kind)).await;
    back(&visitor, result.map(|n| format!("{n} pesan dikirim lagi.")))
}
