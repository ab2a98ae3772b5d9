//! Claims due jobs and does them, each outside any transaction.

use super::{Outcome, Work, timed};
use crate::error::AppError;
use crate::{Region, account, folder, letter, manage, message};
use jiff::{SignedDuration, Timestamp};
use store::job::Job;

/// How long a claimed job is ours.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// Attempts before a job is shown to a person as failed.
const MOST_ATTEMPTS: i64 = 8;

/// What a round of work did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunReport {
    /// Jobs done.
    pub done: usize,
    /// Jobs to be tried again.
    pub again: usize,
    /// Why they are tried again.
    pub reasons: Vec<String>,
    /// Jobs given up, with their reasons.
    pub failed: Vec<String>,
}

/// Does up to `limit` due jobs in order of urgency and due time.
///
/// # Errors
/// Database; what a job itself fails with is kept with the job.
pub fn run_due(region: &Region, limit: u32) -> Result<RunReport, AppError> {
    let now = region.now();
    let lease = now.checked_add(LEASE).unwrap_or(now);
    let jobs = written!(region, [], |tx| Ok::<_, AppError>(store::job::claim(tx, now, lease, limit)?))?;
    let mut report = RunReport::default();
    for job in jobs {
        match one(region, &job) {
            Ok(Outcome::Done) => {
                let (id, attempts) = (job.id, job.attempts);
                written!(region, [], |tx| Ok::<_, AppError>(store::job::complete(tx, id, attempts)?))?;
                report.done += 1;
            }
            Ok(Outcome::Again(why)) => again(region, &job, &why, &mut report)?,
            Err(AppError::Store(error)) => again(region, &job, &error.to_string(), &mut report)?,
            Err(error) => again(region, &job, &error.to_string(), &mut report)?,
        }
    }
    Ok(report)
}

fn again(region: &Region, job: &Job, why: &str, report: &mut RunReport) -> Result<(), AppError> {
    let now = region.now();
    let (id, attempts) = (job.id, job.attempts);
    if attempts >= MOST_ATTEMPTS {
        written!(region, [why], |tx| Ok::<_, AppError>(store::job::fail(tx, id, attempts, why)?))?;
        tracing::error!(kind = job.kind, why, "job given up");
        report.failed.push(format!("{}: {why}", job.kind));
        return Ok(());
    }
    let at = backoff(now, job.attempts);
    written!(region, [why], |tx| Ok::<_, AppError>(store::job::retry(tx, id, attempts, at, why)?))?;
    tracing::warn!(kind = job.kind, why, "job tried again later");
    report.again += 1;
    report.reasons.push(format!("{}: {why}", job.kind));
    Ok(())
}

/// One, four, sixteen … minutes, at most a day.
fn backoff(now: Timestamp, attempts: i64) -> Timestamp {
    let exponent = u32::try_from(attempts.clamp(1, 6) - 1).unwrap_or(0);
    let minutes = 4_i64.pow(exponent).min(24 * 60);
    now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(now)
}

fn one(region: &Region, job: &Job) -> Result<Outcome, AppError> {
    let work: Work = serde_json::from_str(&job.payload).map_err(|e| AppError::Damaged(e.to_string()))?;
    match work {
        Work::Receipt { application } => letter::receipt(region, application),
        Work::Skrd { application } => letter::skrd(region, application),
        Work::Recommendation { application, agency } => letter::recommendation(region, application, &agency),
        Work::Letter { application, letter } => letter::closing(region, application, &letter),
        Work::ComposeDraft { application } => letter::compose_draft(region, application),
        Work::FreezePage { application } => letter::freeze_page(region, application),
        Work::SignDocument { application } => letter::sign_document(region, application),
        Work::SealDocument { application } => letter::seal_document(region, application),
        Work::SealScan { application } => letter::seal_scan(region, application),
        Work::IssueDocument { application } => letter::issue_document(region, application),
        Work::ReplaceEarlier { application, number } => timed::replace_earlier(region, application, number),
        Work::ConfirmNotice { application } => timed::confirm_notice(region, application),
        Work::ConfirmDelivery { application } => timed::confirm_delivery(region, application),
        Work::SendMessage { message } => message::deliver(region, message),
        Work::AssumeNoticeReceived { application, sent_at } => {
            timed::assume_notice(region, application, sent_at)
        }
        Work::RemindPayment { application } => timed::remind_payment(region, application),
        Work::ExpirePayment { application } => timed::expire_payment(region, application),
        Work::RemindCorrection { application, round } => timed::remind_correction(region, application, round),
        Work::RemindSurvey { application, number } => timed::remind_survey(region, application, number),
        Work::SuspendSurvey { application } => timed::suspend_survey(region, application),
        Work::RemindPickup { application } => timed::remind_pickup(region, application),
        Work::TellPaperEnds { file } => super::paper_ends::tell_paper_ends(region, file),
        Work::SigningDigest { account, since, until } => {
            crate::signing::send_digest(region, account, since, until)
        }
        Work::AccessOverdue { request } => account::access::note_overdue(region, request),
        Work::EraseAccessDraft { request } => account::access::erase_draft(region, request),
        Work::ApplyContactChange { account } => account::apply_waiting(region, account),
        Work::GiveFilesBack { account } => manage::give_files_back(region, account),
        Work::NoteMovedDeadlines { version, after } => manage::note_moved_deadlines(region, version, after),
        Work::Refill { after } => crate::setup::refill_page(region, after),
        Work::SweepUpload { upload } => folder::sweep_upload(region, upload),
        Work::SweepArrangement { arrangement } => folder::sweep_arrangement(region, arrangement),
    }
}
