//! Timed and background work: jobs in the same database, claimed with leases, retried with backoff.

mod paper_ends;
mod run;
mod timed;

pub(crate) use paper_ends::plan_paper_ends;
pub use run::{RunReport, run_due};

use crate::Dice;
use crate::error::AppError;
use domain::definition::AgencyId;
use domain::party::{
    AccessRequest, Account, ApplicationRecord, Arrangement, Job, Message, StoredFile, UploadSession,
};
use domain::value::Id;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::WriteTx;
use store::job::NewJob;

/// What a job does. The list is closed; every kind has its worker below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
#[allow(missing_docs)] // the field is always the application or message it works on
pub enum Work {
    /// Lay out the registration receipt.
    Receipt { application: Id<ApplicationRecord> },
    /// Lay out the SKRD.
    Skrd { application: Id<ApplicationRecord> },
    /// Lay out an agency's recommendation.
    Recommendation { application: Id<ApplicationRecord>, agency: AgencyId },
    /// Lay out and seal a refusal, hand-back or cancellation letter.
    Letter { application: Id<ApplicationRecord>, letter: String },
    /// Lay out the draft of the permit.
    ComposeDraft { application: Id<ApplicationRecord> },
    /// Lay out the page to be signed, with its fields.
    FreezePage { application: Id<ApplicationRecord> },
    /// Certify with the official's key, after consent.
    SignDocument { application: Id<ApplicationRecord> },
    /// Fill the number and seal.
    SealDocument { application: Id<ApplicationRecord> },
    /// Close the compared scan with the office seal.
    SealScan { application: Id<ApplicationRecord> },
    /// Lay out the document of a service that is not signed.
    IssueDocument { application: Id<ApplicationRecord> },
    /// The successor of this application's document was issued.
    ReplaceEarlier { application: Id<ApplicationRecord>, number: String },
    /// The notice of a notice stage has left the office.
    ConfirmNotice { application: Id<ApplicationRecord> },
    /// The document was delivered by message.
    ConfirmDelivery { application: Id<ApplicationRecord> },
    /// Hand a message to its gateway.
    SendMessage { message: Id<Message> },
    /// No delivery report came.
    AssumeNoticeReceived { application: Id<ApplicationRecord>, sent_at: Timestamp },
    /// Remind of the payment.
    RemindPayment { application: Id<ApplicationRecord> },
    /// Deadline and grace are over.
    ExpirePayment { application: Id<ApplicationRecord> },
    /// Remind of a correction.
    RemindCorrection { application: Id<ApplicationRecord>, round: u8 },
    /// Remind of the survey.
    RemindSurvey { application: Id<ApplicationRecord>, number: u8 },
    /// Six days without an answer.
    SuspendSurvey { application: Id<ApplicationRecord> },
    /// Remind of a document that nobody came for.
    RemindPickup { application: Id<ApplicationRecord> },
    /// Tell the owner of a paper that it ends soon.
    TellPaperEnds { file: Id<StoredFile> },
    /// Tell an official what was done in his name.
    SigningDigest { account: Id<Account>, since: Timestamp, until: Timestamp },
    /// A working day has passed without a decision on a request for access (MJK18-8.5).
    AccessOverdue { request: Id<AccessRequest> },
    /// A draft of a request for access that was never sent.
    EraseAccessDraft { request: Id<AccessRequest> },
    /// The waiting time of a changed number or mailbox is over.
    ApplyContactChange { account: Id<Account> },
    /// Files of somebody who left, is away or changed roles go back to their queues.
    GiveFilesBack { account: Id<Account> },
    /// The calendar changed: a page of files is told which deadlines moved.
    NoteMovedDeadlines { version: i64, after: Option<Id<ApplicationRecord>> },
    /// Files of an older program get what a newer one keeps beside them.
    Refill { after: Option<Id<ApplicationRecord>> },
    /// Throw away a file that never came whole.
    SweepUpload { upload: Id<UploadSession> },
    /// Throw away photos that nobody kept.
    SweepArrangement { arrangement: Id<Arrangement> },
}

impl Work {
    /// Stable name of the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Work::Receipt { .. } => "receipt",
            Work::Skrd { .. } => "skrd",
            Work::Recommendation { .. } => "recommendation",
            Work::Letter { .. } => "letter",
            Work::ComposeDraft { .. } => "compose_draft",
            Work::FreezePage { .. } => "freeze_page",
            Work::SignDocument { .. } => "sign_document",
            Work::SealDocument { .. } => "seal_document",
            Work::SealScan { .. } => "seal_scan",
            Work::IssueDocument { .. } => "issue_document",
            Work::ReplaceEarlier { .. } => "replace_earlier",
            Work::ConfirmNotice { .. } => "confirm_notice",
            Work::ConfirmDelivery { .. } => "confirm_delivery",
            Work::SendMessage { .. } => "send_message",
            Work::AssumeNoticeReceived { .. } => "assume_notice_received",
            Work::RemindPayment { .. } => "remind_payment",
            Work::ExpirePayment { .. } => "expire_payment",
            Work::RemindCorrection { .. } => "remind_correction",
            Work::RemindSurvey { .. } => "remind_survey",
            Work::SuspendSurvey { .. } => "suspend_survey",
            Work::RemindPickup { .. } => "remind_pickup",
            Work::TellPaperEnds { .. } => "tell_paper_ends",
            Work::SigningDigest { .. } => "signing_digest",
            Work::AccessOverdue { .. } => "access_overdue",
            Work::EraseAccessDraft { .. } => "erase_access_draft",
            Work::ApplyContactChange { .. } => "apply_contact_change",
            Work::GiveFilesBack { .. } => "give_files_back",
            Work::NoteMovedDeadlines { .. } => "note_moved_deadlines",
            Work::Refill { .. } => "refill",
            Work::SweepUpload { .. } => "sweep_upload",
            Work::SweepArrangement { .. } => "sweep_arrangement",
        }
    }
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, or there was nothing to do.
    Done,
    /// To be tried again, with the reason.
    Again(String),
}

/// Writes a job in the transaction of its act.
///
/// # Errors
/// Database.
pub(crate) fn enqueue(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    work: Work,
    run_at: Timestamp,
) -> Result<(), AppError> {
    put(tx, dice, &work, run_at, None)
}

/// The same, unless an open job of this name exists, which then stands for both.
///
/// # Errors
/// Database.
pub(crate) fn enqueue_once(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    work: Work,
    run_at: Timestamp,
    name: &str,
) -> Result<(), AppError> {
    put(tx, dice, &work, run_at, Some(name))
}

fn put(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    work: &Work,
    run_at: Timestamp,
    dedup: Option<&str>,
) -> Result<(), AppError> {
    let payload = serde_json::to_string(work).map_err(|e| AppError::Failed(e.to_string()))?;
    let id: Id<Job> = dice.id();
    // Messages before papers: a PIN must not wait behind a letter.
    let priority = if matches!(work, Work::SendMessage { .. }) { 10 } else { 0 };
    let job = NewJob {
        id: *id.as_bytes(),
        kind: work.kind(),
        payload: &payload,
        run_at,
        priority,
        dedup,
        created_at: dice.now(),
    };
    store::job::enqueue(tx, job)?;
    Ok(())
}
