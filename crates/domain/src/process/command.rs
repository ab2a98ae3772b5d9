//! What people and timed work ask an application to do. `decide` answers each with events or a refusal.

use super::record::*;
use crate::capability::Capability;
use crate::definition::{AgencyId, StageId};
use crate::party::StoredFile;
use crate::pin::PinAct;
use crate::value::{Digest, Id, Rupiah};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who takes the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "recipient")]
#[allow(missing_docs)]
pub enum RecipientKind {
    /// The holder, identity seen.
    Holder { id_seen: String },
    /// Somebody with *surat kuasa*: name, relation, identity seen.
    Representative { name: String, relation: String, id_seen: String, power_of_attorney: bool },
    /// Delivered by courier: proof of receipt.
    Courier { received_by: String, waybill: String },
}

/// Where a file goes back to.
pub type SendBackTarget = StageId;

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Command {
    /// Save a page of the form; keeps what was typed even when it is not yet right.
    SaveForm { form: BTreeMap<String, String> },
    /// Save the items.
    SaveItems { items: Vec<BTreeMap<String, String>> },
    /// Attach a file of the folder.
    AttachDocument { document: String, file: AttachedDocument },
    /// Throw a draft away.
    DiscardDraft,
    /// Send (MJK18-12.1, 12.3).
    Submit { declared: bool, verification_code: String },
    /// Take the file from the queue, or give it to somebody.
    Assign { to: By, note: String, overtaking: Option<String> },
    /// Put it back into the pool.
    Unassign { note: String },
    /// Judge an item.
    CheckItem { item: String, ok: bool, note: String },
    /// Ask the applicant to correct.
    RequestCorrection { items: Vec<CorrectionItem> },
    /// Answer a correction, all at once.
    AnswerCorrection {
        form: BTreeMap<String, String>,
        documents: BTreeMap<String, AttachedDocument>,
        declared: bool,
    },
    /// Verified.
    PassVerification,
    /// Validate another person's verification.
    Validate,
    /// Back one or more desks.
    SendBack { to: SendBackTarget, note: String },
    /// Propose to hand the file back.
    ProposeHandBack { reason: String },
    /// Confirm or decline the proposal.
    SettleHandBack { confirm: bool, note: String },
    /// Say on which day a team comes.
    PlanVisit { agency: AgencyId, plan: PlannedVisit },
    /// Record a visit.
    RecordVisit { agency: AgencyId, visit: SiteVisit },
    /// Recommend.
    Recommend {
        agency: AgencyId,
        outcome: RecommendationOutcome,
        values: BTreeMap<String, String>,
        note: String,
    },
    /// A draft has been rendered.
    ComposeDraft { kind: DraftKind, digest: Digest, file: Id<StoredFile> },
    /// Initials under the draft.
    Initial { digest: Digest },
    /// Approve or refuse what the draft says.
    Decide { digest: Digest },
    /// The sealed decision or refusal letter exists (background work).
    FileLetter { letter: IssuedDocument },
    /// Issue the SKRD.
    IssueSkrd { number: String, payment_code: String },
    /// The payment notice reached the applicant (delivery report or A-56).
    ConfirmNoticeReceived { at: Timestamp },
    /// Record a payment.
    RecordPayment {
        bank_reference: String,
        amount: Rupiah,
        paid_at: Timestamp,
        proof: Option<AttachedDocument>,
    },
    /// Confirm it, or take it out again.
    SettlePayment { confirm: bool, note: String },
    /// The deadline and the grace have passed (timed work).
    Expire,
    /// The page with its fields has been laid out.
    FreezePage { page: FrozenPage },
    /// Print or reserve a sheet.
    Print { paper: String, serial: String },
    /// The sheet is spoiled.
    SpoilSheet { serial: String, reason: String },
    /// Sign with PIN, electronically.
    Sign { digest: Digest },
    /// Record the signature in ink.
    SignInInk { digest: Digest },
    /// The certified document exists (background work).
    FileSigned { signed: FiledDocument },
    /// Give the number.
    AssignNumber { number: String },
    /// The numbered sheet was scanned.
    Scan { file: AttachedDocument },
    /// Compare the scan with the data.
    SettleScan { matches: bool, note: String },
    /// The sealed document exists (background work).
    FileSealed { document: IssuedDocument },
    /// Send a survey reminder (timed work).
    RemindSurvey,
    /// Six days without an answer (timed work).
    SuspendForSurvey,
    /// The survey was filled.
    AnswerSurvey { answers: Vec<u8> },
    /// Give it to a courier.
    Ship { courier: String, waybill: String },
    /// The courier brought it back undelivered.
    ReturnShipment { reason: String },
    /// Hand over.
    HandOver { recipient: RecipientKind, with_skrd: bool },
    /// Ask to cancel or revoke.
    RequestCancellation { reason: String },
    /// Check the request.
    CheckCancellation { proper: bool, note: String, digest: Digest },
    /// Decide on it.
    DecideCancellation { approve: bool, note: String, digest: Digest },
    /// Plan a site visit with its team and tell the applicant.
    PlanSiteVisit { at: Timestamp, place: String, assignment: String, team: Vec<By> },
    /// Write the minutes of the site visit; `documents` were handed over by the applicant.
    RecordSiteVisit { visit: SiteVisit, documents: Vec<String> },
    /// Sign the minutes off.
    SignOffSiteVisit,
    /// The notice of a notice stage was sent (background work).
    ConfirmNoticeSent { channel: String, at: Timestamp },
    /// Release the document for issue; the number is used when the service has no numbering stage.
    ReleaseIssue { number: String },
    /// The document was delivered by message (background work).
    ConfirmDelivered { channel: String, address: String, at: Timestamp },
    /// Archive the finished file.
    Archive { location: String },
    /// A newer document, with this number, takes the place of the issued one (background work).
    MarkReplaced { number: String },
    /// Note a contact by phone or chat.
    NoteContact { note: String },
    /// Write to the applicant, by SMS and e-mail.
    TellApplicant { text: String },
    /// The calendar changed and moved a running deadline (background work).
    NoteDeadlineMoved { clock: String, old: Timestamp, new: Timestamp, why: String },
}

impl Command {
    /// The capability that the actor must hold; `None` for the system's own work.
    pub fn capability(&self) -> Option<Capability> {
        Some(match self {
            Command::SaveForm { .. }
            | Command::SaveItems { .. }
            | Command::AttachDocument { .. }
            | Command::DiscardDraft
            | Command::Submit { .. }
            | Command::AnswerCorrection { .. } => Capability::SubmitApplication,
            Command::CheckItem { .. } | Command::RequestCorrection { .. } | Command::PassVerification => {
                Capability::VerifyAdministration
            }
            Command::ProposeHandBack { .. } | Command::CheckCancellation { .. } => {
                Capability::VerifyAdministration
            }
            Command::Validate | Command::SettleHandBack { .. } => Capability::ValidateAdministration,
            Command::PlanVisit { .. } | Command::RecordVisit { .. } | Command::Recommend { .. } => {
                Capability::RecommendTechnically
            }
            Command::Initial { .. } => Capability::Initial,
            Command::Decide { .. } | Command::DecideCancellation { .. } => Capability::Decide,
            Command::IssueSkrd { .. } => Capability::IssueSkrd,
            Command::RecordPayment { .. } | Command::SettlePayment { .. } => Capability::ConfirmPayment,
            Command::Print { .. } | Command::SpoilSheet { .. } => Capability::Print,
            Command::Sign { .. } | Command::SignInInk { .. } => Capability::Sign,
            Command::AssignNumber { .. } | Command::Scan { .. } | Command::SettleScan { .. } => {
                Capability::AssignNumber
            }
            Command::AnswerSurvey { .. } => Capability::FillSurvey,
            Command::PlanSiteVisit { .. } | Command::RecordSiteVisit { .. } | Command::SignOffSiteVisit => {
                Capability::VisitSite
            }
            Command::ReleaseIssue { .. } | Command::Archive { .. } => Capability::ProcessIssue,
            Command::Ship { .. } | Command::ReturnShipment { .. } | Command::HandOver { .. } => {
                Capability::HandOver
            }
            Command::RequestCancellation { .. } => Capability::RequestCancellation,
            // Any officer of the desk; the stage's own capability is checked with the stage.
            Command::Assign { .. }
            | Command::Unassign { .. }
            | Command::SendBack { .. }
            | Command::TellApplicant { .. }
            | Command::NoteContact { .. } => {
                return None;
            }
            Command::ComposeDraft { .. }
            | Command::FileLetter { .. }
            | Command::ConfirmNoticeReceived { .. }
            | Command::Expire
            | Command::FreezePage { .. }
            | Command::FileSigned { .. }
            | Command::FileSealed { .. }
            | Command::ConfirmNoticeSent { .. }
            | Command::ConfirmDelivered { .. }
            | Command::RemindSurvey
            | Command::MarkReplaced { .. }
            | Command::NoteDeadlineMoved { .. }
            | Command::SuspendForSurvey => return None,
        })
    }

    /// Stable name, as stored in the ledger.
    pub fn name(&self) -> &'static str {
        match self {
            Command::SaveForm { .. } => "save_form",
            Command::SaveItems { .. } => "save_items",
            Command::AttachDocument { .. } => "attach_document",
            Command::DiscardDraft => "discard_draft",
            Command::Submit { .. } => "submit",
            Command::Assign { .. } => "assign",
            Command::Unassign { .. } => "unassign",
            Command::CheckItem { .. } => "check_item",
            Command::RequestCorrection { .. } => "request_correction",
            Command::AnswerCorrection { .. } => "answer_correction",
            Command::PassVerification => "pass_verification",
            Command::Validate => "validate",
            Command::SendBack { .. } => "send_back",
            Command::ProposeHandBack { .. } => "propose_hand_back",
            Command::SettleHandBack { .. } => "settle_hand_back",
            Command::PlanVisit { .. } => "plan_visit",
            Command::RecordVisit { .. } => "record_visit",
            Command::Recommend { .. } => "recommend",
            Command::ComposeDraft { .. } => "compose_draft",
            Command::Initial { .. } => "initial",
            Command::Decide { .. } => "decide",
            Command::FileLetter { .. } => "file_letter",
            Command::IssueSkrd { .. } => "issue_skrd",
            Command::ConfirmNoticeReceived { .. } => "confirm_notice_received",
            Command::RecordPayment { .. } => "record_payment",
            Command::SettlePayment { .. } => "settle_payment",
            Command::Expire => "expire",
            Command::FreezePage { .. } => "freeze_page",
            Command::Print { .. } => "print",
            Command::SpoilSheet { .. } => "spoil_sheet",
            Command::Sign { .. } => "sign",
            Command::SignInInk { .. } => "sign_in_ink",
            Command::FileSigned { .. } => "file_signed",
            Command::AssignNumber { .. } => "assign_number",
            Command::Scan { .. } => "scan",
            Command::SettleScan { .. } => "settle_scan",
            Command::FileSealed { .. } => "file_sealed",
            Command::RemindSurvey => "remind_survey",
            Command::SuspendForSurvey => "suspend_for_survey",
            Command::AnswerSurvey { .. } => "answer_survey",
            Command::Ship { .. } => "ship",
            Command::ReturnShipment { .. } => "return_shipment",
            Command::HandOver { .. } => "hand_over",
            Command::RequestCancellation { .. } => "request_cancellation",
            Command::CheckCancellation { .. } => "check_cancellation",
            Command::DecideCancellation { .. } => "decide_cancellation",
            Command::PlanSiteVisit { .. } => "plan_site_visit",
            Command::RecordSiteVisit { .. } => "record_site_visit",
            Command::SignOffSiteVisit => "sign_off_site_visit",
            Command::ConfirmNoticeSent { .. } => "confirm_notice_sent",
            Command::ReleaseIssue { .. } => "release_issue",
            Command::ConfirmDelivered { .. } => "confirm_delivered",
            Command::Archive { .. } => "archive",
            Command::MarkReplaced { .. } => "mark_replaced",
            Command::NoteContact { .. } => "note_contact",
            Command::TellApplicant { .. } => "tell_applicant",
            Command::NoteDeadlineMoved { .. } => "note_deadline_moved",
        }
    }

    /// The PIN that this command needs: kind of act and digest (MJK18-13.3).
    pub fn pin(&self) -> Option<(PinAct, Digest)> {
        match self {
            Command::Initial { digest } => Some((PinAct::Initial, *digest)),
            Command::Decide { digest } => Some((PinAct::Decide, *digest)),
            Command::Sign { digest } => Some((PinAct::Sign, *digest)),
            Command::DecideCancellation { digest, .. } => Some((PinAct::Cancel, *digest)),
            _ => None,
        }
    }
}
