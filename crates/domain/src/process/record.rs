//! The parts of an application's state: what each desk has recorded.

pub use super::record_paper::*;
pub use super::record_stage::*;
use crate::calendar::{Budget, RunningClock};
use crate::definition::{AgencyId, StageId};
use crate::formula::FeeLine;
use crate::official::SigningRight;
use crate::party::{Account, StoredFile};
use crate::value::{Digest, Id, Rupiah};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person in a history: account and the name at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The personal account; `None` for the system.
    pub account: Option<Id<Account>>,
    /// Name at that time.
    pub name: String,
}

/// A document from the folder, attached to an application (MJK18-12.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedDocument {
    /// The file in the owner's folder.
    pub file: Id<StoredFile>,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// Name as uploaded.
    pub name: String,
    /// Last day on which the paper is valid; `None` without end, or not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<jiff::civil::Date>,
}

/// The ticked declaration (MJK18-12.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TruthDeclaration {
    /// Version of the text.
    pub version: String,
    /// The text itself.
    pub text: String,
    /// When it was ticked.
    pub at: Timestamp,
    /// Digest over form and documents at that moment.
    pub content: Digest,
    /// How the applicant gave it.
    #[serde(default)]
    pub how: Declared,
}

/// How an applicant declares: the declaration is never the helping officer's (MJK18-12.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// Ticked in the own account.
    #[default]
    OwnAccount,
    /// With the code that was sent to the own phone.
    Code,
    /// On paper, signed by hand and scanned.
    SignedForm,
    /// By the holder of a power of attorney, in the owner's name.
    Attorney,
}

impl Declared {
    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Declared::OwnAccount => "di akun pemohon sendiri",
            Declared::Code => "dengan kode ke ponsel pemohon",
            Declared::SignedForm => "pada lembar yang ditandatangani pemohon",
            Declared::Attorney => "oleh penerima kuasa atas nama pemohon",
        }
    }
}

/// Verdict on one item of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemCheck {
    /// In order or not.
    pub ok: bool,
    /// Says what is wrong when it is not.
    pub note: String,
    /// Who looked.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// One item that the applicant must put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionItem {
    /// `doc.<id>` or `form.<id>`.
    pub item: String,
    /// What is wrong, in the officer's words.
    pub note: String,
}

/// *Perbaikan*: an open round of correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRound {
    /// 1 for the first.
    pub round: u8,
    /// What to put right.
    pub items: Vec<CorrectionItem>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Until when an answer is awaited.
    pub clock: RunningClock,
    /// Stage that asked and gets the file back.
    pub stage: StageId,
    /// Who asked.
    pub by: By,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// A visit inside or before a recommendation (BTG68-10, practice).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteVisit {
    /// When the team was there.
    pub at: Timestamp,
    /// Letter of assignment.
    pub assignment: String,
    /// Who was there.
    pub team: Vec<String>,
    /// What was found.
    pub findings: String,
    /// Photos.
    pub photos: Vec<AttachedDocument>,
    /// Position as `lat,lon`, when taken.
    pub position: Option<String>,
    /// The team met instead of going there; findings hold the outcome (practice: *rapat tim*).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub meeting: bool,
}

/// A visit to come, as the applicant is told. Several on one day make one round (practice, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedVisit {
    /// Local day.
    pub day: jiff::civil::Date,
    /// Letter of assignment.
    pub assignment: String,
    /// Who will come.
    pub team: Vec<String>,
}

/// What an agency says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationOutcome {
    /// *Direkomendasikan*.
    Recommended,
    /// *Direkomendasikan dengan catatan*.
    WithConditions,
    /// *Tidak direkomendasikan*.
    NotRecommended,
}

impl RecommendationOutcome {
    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            RecommendationOutcome::Recommended => "Direkomendasikan",
            RecommendationOutcome::WithConditions => "Direkomendasikan dengan catatan",
            RecommendationOutcome::NotRecommended => "Tidak direkomendasikan",
        }
    }
}

/// *Rekomendasi teknis* of one agency (MJK18-11.3.d).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Verdict.
    pub outcome: RecommendationOutcome,
    /// Values fixed by the agency, as typed; parsed by the definition.
    pub values: BTreeMap<String, String>,
    /// Conditions or grounds.
    pub note: String,
    /// Who gave it.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// What a draft says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DraftKind {
    /// The permit.
    Approval {
        /// Reason, mandatory when an agency did not recommend.
        reason: String,
    },
    /// The refusal letter.
    Refusal {
        /// Grounds, each with its article.
        grounds: Vec<String>,
    },
}

/// One initial under a draft (MJK18-13.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitialMark {
    /// The post that initials.
    pub position: String,
    /// Who.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Digest that was initialled.
    pub digest: Digest,
}

/// The composed draft with its chain of initials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Permit or refusal letter.
    #[serde(flatten)]
    pub kind: DraftKind,
    /// Digest of the rendered bytes; the chain is bound to it.
    pub digest: Digest,
    /// Stored file.
    pub file: Id<StoredFile>,
    /// When composed.
    pub at: Timestamp,
    /// Who composed it.
    pub by: By,
    /// Initials so far, from below upwards.
    pub initials: Vec<InitialMark>,
}

/// *Penetapan* (MJK18-11.3.e).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecord {
    /// Approved or refused.
    pub approved: bool,
    /// Grounds or the reason for deciding against a recommendation.
    pub reasons: Vec<String>,
    /// The right under which it was decided.
    pub right: SigningRight,
    /// Who.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Digest of the draft that was approved.
    pub digest: Digest,
}

/// *SKRD* (MJK18-1.21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skrd {
    /// For example `SKRD/000098/IMB/2026`.
    pub number: String,
    /// What is due.
    pub amount: Rupiah,
    /// Calculation line by line.
    pub lines: Vec<FeeLine>,
    /// What the applicant's own figures would give, when they differ.
    pub applicant_amount: Option<Rupiah>,
    /// Payment code.
    pub payment_code: String,
    /// Revenue account.
    pub revenue_account: String,
    /// Who issued it.
    pub by: By,
    /// When.
    pub issued_at: Timestamp,
    /// When the notice was received, which starts the ten working days.
    pub notice_received_at: Option<Timestamp>,
    /// The ten working days.
    pub clock: Option<RunningClock>,
}

/// A payment with the bank's proof (MJK18-14.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Unique in the whole region.
    pub bank_reference: String,
    /// What was paid.
    pub amount: Rupiah,
    /// The bank's time decides.
    pub paid_at: Timestamp,
    /// Picture or PDF of the slip, when there is one.
    pub proof: Option<AttachedDocument>,
    /// Who recorded it.
    pub recorded_by: By,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The second person.
    pub confirmed_by: Option<By>,
}

/// *Survei* (MJK18-17).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyRecord {
    /// When the stage opened.
    pub opened_at: Option<Timestamp>,
    /// Reminders sent.
    pub reminders: u8,
    /// When filled.
    pub answered_at: Option<Timestamp>,
}

/// *Penyerahan* (MJK18-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverRecord {
    /// Who took it: the holder or a representative, or the courier's addressee.
    pub recipient: String,
    /// `holder`, `representative` or `courier`.
    pub how: String,
    /// Relation and papers seen, or waybill.
    pub evidence: String,
    /// What was handed over (`permit`, `skrd`).
    pub items: Vec<String>,
    /// Who handed over.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// Request to cancel before issue or to revoke after (MJK18-7.2.b, A-64).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationRequest {
    /// Whether the document existed already.
    pub revoke: bool,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Officer who checked it.
    pub checked_by: Option<By>,
    /// Digest of the sheet that was checked; the PIN of the decision is bound to it (MJK18-13.3).
    #[serde(default)]
    pub digest: Option<Digest>,
}

/// Proposal to hand the file back without a decision on the merits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandBackProposal {
    /// Why, shown to the applicant.
    pub reason: String,
    /// Who proposes.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// One passage through a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagePassage {
    /// The stage.
    pub stage: StageId,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// Its own budget running.
    pub clock: Option<RunningClock>,
    /// When it was left.
    pub left_at: Option<Timestamp>,
    /// Who finished it.
    pub by: Option<By>,
}

/// A stage with its budget, as an event enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageEntry {
    /// The stage.
    pub stage: StageId,
    /// Working time, when the office's clock runs there.
    pub budget: Option<Budget>,
    /// Whether the service clock runs in it.
    pub clock_runs: bool,
    /// Status that the application takes on entering.
    pub status: super::Status,
    /// What the service clock waits for, when it does not run.
    #[serde(default)]
    pub waits_for: Option<crate::calendar::SuspensionReason>,
}

/// Document id of the applicant's own signed declaration: without it an assisting officer cannot send (MJK18-12.6).
pub const SIGNED_DECLARATION: &str = "signed_declaration";

/// Which agencies are asked in a recommendation stage.
pub type AgenciesAsked = Vec<AgencyId>;
