//! Past facts about an application. Names are stable: they stand in the ledger.

use super::application::NewApplication;
use super::record::*;
use super::status::SuspensionReason;
use crate::access::Power;
use crate::calendar::Budget;
use crate::definition::{AgencyId, StageId};
use crate::official::SigningRight;
use crate::value::{Digest, RegistrationNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs, clippy::large_enum_variant)] // fields carry the documentation of their record types
pub enum Event {
    /// A draft was started.
    DraftStarted { new: NewApplication },
    /// A page of the form was saved.
    FormSaved { form: BTreeMap<String, String> },
    /// The items were saved.
    ItemsSaved { items: Vec<BTreeMap<String, String>> },
    /// A document from the folder was attached or replaced.
    DocumentAttached { document: String, file: AttachedDocument },
    /// A draft was thrown away.
    DraftDiscarded,
    /// Complete, declared and received (MJK18-12.3, 12.4).
    Submitted {
        registration: RegistrationNumber,
        declaration: TruthDeclaration,
        budget: Budget,
        verification_code: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        representative: Option<Power>,
    },
    /// A stage was entered.
    StageEntered { entry: StageEntry, agencies: AgenciesAsked },
    /// A stage was finished.
    StageLeft { stage: StageId, by: By },
    /// An officer took the file from the queue (*ambil*) or got it (*disposisi*).
    Assigned { to: By, by: By, note: String, overtaking: Option<String> },
    /// The file went back into the pool.
    Unassigned { note: String },
    /// An item was judged.
    ItemChecked { item: String, check: ItemCheck },
    /// Verified (MJK18-11.3.b).
    VerificationPassed { by: By },
    /// Confirmed by another person (MJK18-11.3.c).
    Validated { by: By },
    /// Correction asked; the service clock is suspended.
    CorrectionRequested { round: CorrectionRound },
    /// Correction answered; the clock runs on.
    CorrectionAnswered {
        form: BTreeMap<String, String>,
        documents: BTreeMap<String, AttachedDocument>,
        /// Ticked anew for the corrected content (MJK18-12.3).
        #[serde(default)]
        declaration: Option<TruthDeclaration>,
    },
    /// Back one or more desks; the clock runs on.
    SentBack {
        to: StageId,
        note: String,
        by: By,
        /// The file goes back to its validation or before it, so it must be validated anew.
        #[serde(default)]
        voids_validation: bool,
    },
    /// Hand-back proposed.
    HandBackProposed { proposal: HandBackProposal },
    /// Hand-back confirmed; the file is closed.
    HandedBack { by: By },
    /// Hand-back not confirmed.
    HandBackDeclined { note: String, by: By },
    /// The day of a visit is set, or set anew.
    VisitPlanned { agency: AgencyId, plan: PlannedVisit },
    /// Visit recorded.
    VisitRecorded { agency: AgencyId, visit: SiteVisit },
    /// Recommendation given.
    Recommended { agency: AgencyId, recommendation: Recommendation },
    /// Draft composed; an earlier chain of initials falls when the digest differs.
    DraftComposed { draft: Draft, voided: Option<String> },
    /// Initials set.
    Initialled { mark: InitialMark },
    /// Approved.
    Approved { decision: DecisionRecord },
    /// Refused on the merits, where the letter is signed before the applicant is told (BTG68-11.3).
    RefusalDecided { decision: DecisionRecord },
    /// Refused on the merits.
    Refused { decision: DecisionRecord },
    /// The signed refusal letter or decision letter exists.
    LetterIssued { letter: IssuedDocument },
    /// SKRD issued.
    SkrdIssued { skrd: Skrd },
    /// Payment notice received; ten working days begin.
    PaymentNoticeReceived { at: Timestamp, pay_within: Budget },
    /// Payment recorded with the bank's proof.
    PaymentRecorded { payment: Payment },
    /// Payment confirmed by a second person.
    PaymentConfirmed { by: By },
    /// A recorded payment was wrong and is taken out again.
    PaymentRejected { by: By, note: String },
    /// Not paid in time (MJK18-14.4).
    ExpiredUnpaid,
    /// The page to be signed is frozen with its fields.
    PageFrozen { page: FrozenPage },
    /// A sheet was printed or reserved.
    Printed { sheet: PrintedSheet },
    /// The sheet was spoiled.
    SheetSpoiled { serial: String, reason: String },
    /// The official consented with PIN, or signed in ink.
    SignatureGiven { signature: SignatureRecord },
    /// The certified document exists.
    DocumentSigned { signed: FiledDocument },
    /// Number given.
    Numbered { number: NumberRecord },
    /// Numbered sheet scanned.
    Scanned { scan: ScanRecord },
    /// A second person compared scan and data.
    ScanCompared { by: By },
    /// The scan does not show the sheet; a new one is needed.
    ScanRejected { by: By, note: String },
    /// The final document is sealed; the permit is issued.
    DocumentSealed { document: IssuedDocument },
    /// Survey opened.
    SurveyOpened,
    /// Reminder sent (MJK18-17.3).
    SurveyReminded { number: u8 },
    /// Survey filled.
    SurveyAnswered,
    /// Standing still begins.
    Suspended { reason: SuspensionReason },
    /// Standing still ends.
    Resumed { reason: SuspensionReason },
    /// Given to a courier (MJK18-18.1).
    Shipped { courier: String, waybill: String, by: By },
    /// Handed over; the case is closed.
    HandedOver { handover: HandoverRecord },
    /// Cancellation or revocation asked (MJK18-7.2.b).
    CancellationRequested { request: CancellationRequest },
    /// Checked by an officer.
    CancellationChecked {
        by: By,
        note: String,
        #[serde(default)]
        digest: Option<Digest>,
    },
    /// Cancelled before issue.
    Cancelled { right: SigningRight, by: By },
    /// Revoked after issue.
    Revoked { right: SigningRight, by: By },
    /// A newer document took its place.
    Replaced { number: String },
    /// The request was declined.
    CancellationDeclined { by: By, note: String },
    /// A site visit stage was opened; earlier sign-offs fall.
    SiteVisitOpened,
    /// Site visit planned, the applicant is told (BTG68-9.3).
    SiteVisitPlanned { planned: SiteVisitRecord },
    /// Minutes of the site visit recorded; earlier sign-offs fall (BTG68-10).
    SiteVisitRecorded { visit: SiteVisit, documents: Vec<String> },
    /// A member of the team signed the minutes off (BTG68-10.3).
    SiteVisitSignedOff { by: By },
    /// The notice of a notice stage was sent (BTG68-12.1).
    NoticeSent { notice: NoticeRecord },
    /// The division released the document (PWK63-6.2.f).
    IssueReleased { issue: IssueRecord },
    /// In the holder's hands, by message or at the counter, while later stages are still open (PWK63-6.2.g).
    Delivered { handover: HandoverRecord },
    /// Archived (PWK63-9).
    Archived { archive: ArchiveRecord },
    /// A contact by phone or chat was noted in the case.
    ContactNoted { by: By, note: String },
    /// Somebody at a desk wrote to the applicant.
    ApplicantTold { by: By, text: String },
    /// The courier could not deliver; the document is back at the counter (MJK18-18.1).
    ShipmentReturned { reason: String, by: By },
    /// A running deadline moved because the calendar changed.
    DeadlineMoved { clock: String, old: Timestamp, new: Timestamp, why: String },
}

impl Event {
    /// The stable name, as stored.
    pub fn name(&self) -> &'static str {
        match self {
            Event::DraftStarted { .. } => "draft_started",
            Event::FormSaved { .. } => "form_saved",
            Event::ItemsSaved { .. } => "items_saved",
            Event::DocumentAttached { .. } => "document_attached",
            Event::DraftDiscarded => "draft_discarded",
            Event::Submitted { .. } => "submitted",
            Event::StageEntered { .. } => "stage_entered",
            Event::StageLeft { .. } => "stage_left",
            Event::Assigned { .. } => "assigned",
            Event::Unassigned { .. } => "unassigned",
            Event::ItemChecked { .. } => "item_checked",
            Event::VerificationPassed { .. } => "verification_passed",
            Event::Validated { .. } => "validated",
            Event::CorrectionRequested { .. } => "correction_requested",
            Event::CorrectionAnswered { .. } => "correction_answered",
            Event::SentBack { .. } => "sent_back",
            Event::HandBackProposed { .. } => "hand_back_proposed",
            Event::HandedBack { .. } => "handed_back",
            Event::HandBackDeclined { .. } => "hand_back_declined",
            Event::VisitPlanned { .. } => "visit_planned",
            Event::VisitRecorded { .. } => "visit_recorded",
            Event::Recommended { .. } => "recommended",
            Event::DraftComposed { .. } => "draft_composed",
            Event::Initialled { .. } => "initialled",
            Event::Approved { .. } => "approved",
            Event::RefusalDecided { .. } => "refusal_decided",
            Event::Refused { .. } => "refused",
            Event::LetterIssued { .. } => "letter_issued",
            Event::SkrdIssued { .. } => "skrd_issued",
            Event::PaymentNoticeReceived { .. } => "payment_notice_received",
            Event::PaymentRecorded { .. } => "payment_recorded",
            Event::PaymentConfirmed { .. } => "payment_confirmed",
            Event::PaymentRejected { .. } => "payment_rejected",
            Event::ExpiredUnpaid => "expired_unpaid",
            Event::PageFrozen { .. } => "page_frozen",
            Event::Printed { .. } => "printed",
            Event::SheetSpoiled { .. } => "sheet_spoiled",
            Event::SignatureGiven { .. } => "signature_given",
            Event::DocumentSigned { .. } => "document_signed",
            Event::Numbered { .. } => "numbered",
            Event::Scanned { .. } => "scanned",
            Event::ScanCompared { .. } => "scan_compared",
            Event::ScanRejected { .. } => "scan_rejected",
            Event::DocumentSealed { .. } => "document_sealed",
            Event::SurveyOpened => "survey_opened",
            Event::SurveyReminded { .. } => "survey_reminded",
            Event::SurveyAnswered => "survey_answered",
            Event::Suspended { .. } => "suspended",
            Event::Resumed { .. } => "resumed",
            Event::Shipped { .. } => "shipped",
            Event::HandedOver { .. } => "handed_over",
            Event::CancellationRequested { .. } => "cancellation_requested",
            Event::CancellationChecked { .. } => "cancellation_checked",
            Event::Cancelled { .. } => "cancelled",
            Event::Revoked { .. } => "revoked",
            Event::Replaced { .. } => "replaced",
            Event::CancellationDeclined { .. } => "cancellation_declined",
            Event::SiteVisitOpened => "site_visit_opened",
            Event::SiteVisitPlanned { .. } => "site_visit_planned",
            Event::SiteVisitRecorded { .. } => "site_visit_recorded",
            Event::SiteVisitSignedOff { .. } => "site_visit_signed_off",
            Event::NoticeSent { .. } => "notice_sent",
            Event::IssueReleased { .. } => "issue_released",
            Event::Delivered { .. } => "delivered",
            Event::Archived { .. } => "archived",
            Event::ContactNoted { .. } => "contact_noted",
            Event::ApplicantTold { .. } => "applicant_told",
            Event::ShipmentReturned { .. } => "shipment_returned",
            Event::DeadlineMoved { .. } => "deadline_moved",
        }
    }
}
