//! *Permohonan*: the state of one application, rebuilt from its events by [`super::apply`].

use super::record::*;
use super::status::Status;
use crate::access::Power;
use crate::calendar::RunningClock;
use crate::definition::{AgencyId, RequestKind, ServiceId, StageId};
use crate::party::{Account, ApplicationRecord, PowerRecord};
use crate::value::{Digest, Id, RegistrationNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The permit that an application is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierPermit {
    /// Its application.
    pub application: Id<ApplicationRecord>,
    /// Its number as printed.
    pub number: String,
    /// Its holder, where another one takes it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

fn is_new(kind: &RequestKind) -> bool {
    *kind == RequestKind::New
}

/// What is known when a draft is started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewApplication {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Which service.
    pub service: ServiceId,
    /// Definition that this file keeps.
    pub definition: Digest,
    /// Whose application it is.
    pub owner: Id<Account>,
    /// The holder's name as printed.
    pub holder_name: String,
    /// The assisting officer or the helper with a power of attorney, when entered for somebody (MJK18-12.6).
    pub entered_by: Option<By>,
    /// The power of attorney under which a helper started it, from an own account (MJK18-12.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<Id<PowerRecord>>,
    /// What is asked for.
    #[serde(default, skip_serializing_if = "is_new")]
    pub kind: RequestKind,
    /// The permit that it is about; `None` for a new one, or for one that was issued on paper before this register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<EarlierPermit>,
    /// When.
    pub at: Timestamp,
}

/// The state of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Counts events; optimistic locking compares it.
    pub version: u64,
    /// Which service.
    pub service: ServiceId,
    /// Definition that this file keeps.
    pub definition: Digest,
    /// Whose application it is.
    pub owner: Id<Account>,
    /// The holder's name as printed.
    pub holder_name: String,
    /// The assisting officer, or the helper with a power of attorney.
    pub entered_by: Option<By>,
    /// The power of attorney under which a helper started it, from an own account (MJK18-12.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<Id<PowerRecord>>,
    /// What is asked for.
    #[serde(default, skip_serializing_if = "is_new")]
    pub kind: RequestKind,
    /// The permit that it is about; `None` for a new one, or for one that was issued on paper before this register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<EarlierPermit>,
    /// Who acted for the firm when it was sent, and until when the power of attorney held (MJK18-8.4.e).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<Power>,
    /// Started.
    pub created_at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub status: Status,
    /// Stage it is in; `None` before registration is finished and after the end.
    pub stage: Option<StageId>,
    /// Passages so far, in order.
    pub passages: Vec<StagePassage>,
    /// Who has taken the file at its present desk.
    pub handler: Option<By>,
    /// Form, as typed.
    pub form: BTreeMap<String, String>,
    /// Items, as typed.
    pub items: Vec<BTreeMap<String, String>>,
    /// Documents by id.
    pub documents: BTreeMap<String, AttachedDocument>,
    /// Declaration.
    pub declaration: Option<TruthDeclaration>,
    /// Registration number.
    pub registration: Option<RegistrationNumber>,
    /// Receipt given; starts the service clock.
    pub submitted_at: Option<Timestamp>,
    /// The published service time, running.
    pub clock: Option<RunningClock>,
    /// When the document was issued or the file closed: the service clock ends.
    pub service_done_at: Option<Timestamp>,
    /// Visit in a stage of its own.
    #[serde(default)]
    pub site_visit: Option<SiteVisitRecord>,
    /// Notices sent in notice stages.
    #[serde(default)]
    pub notices: Vec<NoticeRecord>,
    /// Release by the division.
    #[serde(default)]
    pub issue: Option<IssueRecord>,
    /// Archive record.
    #[serde(default)]
    pub archive: Option<ArchiveRecord>,
    /// Verdicts by item.
    pub checks: BTreeMap<String, ItemCheck>,
    /// Who passed the verification.
    pub verified_by: Option<By>,
    /// Who validated.
    pub validated_by: Option<By>,
    /// Rounds of correction; the last may be open.
    pub corrections: Vec<CorrectionRound>,
    /// Agencies asked.
    pub agencies: Vec<AgencyId>,
    /// Visits to come, by agency.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub planned_visits: BTreeMap<AgencyId, PlannedVisit>,
    /// Visits by agency.
    pub visits: BTreeMap<AgencyId, SiteVisit>,
    /// Recommendations by agency.
    pub recommendations: BTreeMap<AgencyId, Recommendation>,
    /// Draft.
    pub draft: Option<Draft>,
    /// Decision.
    pub decision: Option<DecisionRecord>,
    /// SKRD.
    pub skrd: Option<Skrd>,
    /// Payment.
    pub payment: Option<Payment>,
    /// Sheets used, the last one not spoiled is the valid one.
    pub sheets: Vec<PrintedSheet>,
    /// Page frozen for signing.
    pub frozen: Option<FrozenPage>,
    /// Signature.
    pub signature: Option<SignatureRecord>,
    /// Number.
    pub number: Option<NumberRecord>,
    /// Scan of the numbered sheet.
    pub scan: Option<ScanRecord>,
    /// Finished document.
    pub issued: Option<IssuedDocument>,
    /// Survey.
    pub survey: SurveyRecord,
    /// Courier and waybill, when sent.
    pub shipment: Option<(String, String)>,
    /// The signed refusal or cancellation letter.
    pub letter: Option<IssuedDocument>,
    /// A courier came back without having delivered; it may be collected then (KDR11-18.1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub delivery_failed: bool,
    /// Hand-over.
    pub handover: Option<HandoverRecord>,
    /// Hand-back proposal.
    pub hand_back: Option<HandBackProposal>,
    /// Cancellation or revocation asked.
    pub cancellation: Option<CancellationRequest>,
    /// 80 random bits as text, printed as QR (design: never an id).
    pub verification_code: Option<String>,
    /// When the file was closed.
    pub closed_at: Option<Timestamp>,
}

impl Application {
    /// The sheet that counts.
    pub fn valid_sheet(&self) -> Option<&PrintedSheet> {
        self.sheets.iter().rev().find(|s| s.spoiled.is_none())
    }

    /// Whether the holder's wish to cancel or to have the document revoked still waits for an answer (MJK18-7.2.b).
    pub fn awaits_cancellation(&self) -> bool {
        let open = !self.status.is_terminal() || self.status == Status::HandedOver;
        self.cancellation.is_some() && open
    }

    /// The open round of correction.
    pub fn open_correction(&self) -> Option<&CorrectionRound> {
        self.corrections.last().filter(|c| c.answered_at.is_none())
    }

    /// The clock that counts now: correction, payment, the stage's budget, else the whole service.
    pub fn running_clock(&self) -> Option<&RunningClock> {
        if self.status == Status::Returned {
            return self.open_correction().map(|round| &round.clock);
        }
        if self.status == Status::AwaitingPayment
            && let Some(clock) = self.skrd.as_ref().and_then(|s| s.clock.as_ref())
        {
            return Some(clock);
        }
        if let Some(clock) = self.passage().and_then(|p| p.clock.as_ref()) {
            return Some(clock);
        }
        self.clock.as_ref().filter(|_| self.service_done_at.is_none())
    }

    /// The passage through the present stage.
    pub fn passage(&self) -> Option<&StagePassage> {
        let stage = self.stage.as_ref()?;
        self.passages.iter().rev().find(|p| &p.stage == stage && p.left_at.is_none())
    }
}
