//! Which acts are open for somebody on a file: the engine itself is asked, with a trial of each act, so that pages and
//! rules cannot disagree.

use super::first_correctable;
use domain::capability::Capability;
use domain::definition::{AgencyId, SigningMode, StageId};
use domain::process::{
    Application, AttachedDocument, By, Command, CorrectionItem, DraftKind, Facts, RecipientKind,
    RecommendationOutcome, Refusal, SiteVisit, decide,
};
use domain::value::{Digest, Id};
use jiff::Timestamp;
use profile::Profile;
use std::collections::BTreeMap;

/// An act of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is the command of the same name
pub enum DeskAct {
    Take,
    Assign,
    Release,
    SendBack,
    NoteContact,
    Tell,
    Check,
    RequestCorrection,
    Pass,
    ProposeHandBack,
    SettleHandBack,
    Validate,
    RecordVisit,
    PlanSiteVisit,
    RecordSiteVisit,
    SignOffSiteVisit,
    Recommend,
    Draft,
    Initial,
    Decide,
    IssueSkrd,
    RecordPayment,
    SettlePayment,
    Print,
    Spoil,
    Sign,
    SignInInk,
    AssignNumber,
    Scan,
    SettleScan,
    ReleaseIssue,
    Ship,
    ReturnShipment,
    HandOver,
    Archive,
    CheckCancellation,
    DecideCancellation,
}

impl DeskAct {
    /// Every act.
    pub const ALL: [DeskAct; 37] = [
        DeskAct::Take,
        DeskAct::Assign,
        DeskAct::Release,
        DeskAct::SendBack,
        DeskAct::NoteContact,
        DeskAct::Tell,
        DeskAct::Check,
        DeskAct::RequestCorrection,
        DeskAct::Pass,
        DeskAct::ProposeHandBack,
        DeskAct::SettleHandBack,
        DeskAct::Validate,
        DeskAct::RecordVisit,
        DeskAct::PlanSiteVisit,
        DeskAct::RecordSiteVisit,
        DeskAct::SignOffSiteVisit,
        DeskAct::Recommend,
        DeskAct::Draft,
        DeskAct::Initial,
        DeskAct::Decide,
        DeskAct::IssueSkrd,
        DeskAct::RecordPayment,
        DeskAct::SettlePayment,
        DeskAct::Print,
        DeskAct::Spoil,
        DeskAct::Sign,
        DeskAct::SignInInk,
        DeskAct::AssignNumber,
        DeskAct::Scan,
        DeskAct::SettleScan,
        DeskAct::ReleaseIssue,
        DeskAct::Ship,
        DeskAct::ReturnShipment,
        DeskAct::HandOver,
        DeskAct::Archive,
        DeskAct::CheckCancellation,
        DeskAct::DecideCancellation,
    ];
}

/// Whether an act is open now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Panel {
    /// Not this person's, or not now: nothing is shown.
    #[default]
    Closed,
    /// It would be this person's turn, but a rule stands in the way; the sentence says which.
    Blocked(String),
    /// Can be done.
    Open,
}

/// Every act with whether it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panels(BTreeMap<DeskAct, Panel>);

impl Panels {
    /// How an act stands.
    pub fn get(&self, act: DeskAct) -> Panel {
        self.0.get(&act).cloned().unwrap_or_default()
    }

    /// Whether an act can be done.
    pub fn open(&self, act: DeskAct) -> bool {
        self.0.get(&act) == Some(&Panel::Open)
    }

    /// Why an act that would be this person's cannot be done now.
    pub fn blocked(&self, act: DeskAct) -> Option<&str> {
        match self.0.get(&act) {
            Some(Panel::Blocked(why)) => Some(why),
            _ => None,
        }
    }
}

/// Earlier stages that the file passed and may go back to.
pub(super) fn earlier_stages(state: &Application, facts: &Facts<'_>) -> Vec<StageId> {
    let Some(here) = state.stage.as_ref().and_then(|id| facts.definition.position(id)) else {
        return Vec::new();
    };
    facts
        .definition
        .stages
        .iter()
        .take(here)
        .filter(|s| !matches!(s.kind, domain::definition::StageKind::Registration))
        .filter(|s| state.passages.iter().any(|p| p.stage == s.id))
        .map(|s| s.id.clone())
        .collect()
}

/// Asks the engine about every act.
pub(super) fn panels(profile: &Profile, state: &Application, facts: &Facts<'_>, now: Timestamp) -> Panels {
    let entries = DeskAct::ALL.into_iter().map(|act| (act, panel(act, profile, state, facts, now)));
    Panels(entries.filter(|(_, panel)| *panel != Panel::Closed).collect())
}

fn panel(act: DeskAct, profile: &Profile, state: &Application, facts: &Facts<'_>, now: Timestamp) -> Panel {
    let Some(command) = trial(act, state, facts, now) else { return Panel::Closed };
    if act == DeskAct::Draft {
        if !facts.actor.may(Capability::Decide) {
            return Panel::Closed;
        }
        let right =
            facts.actor.account.map(|a| facts.officials.signing_right(a, &facts.definition.id, facts.today));
        if let Some(Err(why)) = right {
            return Panel::Blocked(profile.refusal(&Refusal::NoSigningRight { why }));
        }
    }
    match decide(state, &command, facts, now) {
        Ok(_) => Panel::Open,
        Err(refusal) => judge(act, profile, refusal),
    }
}

/// A refusal that only misses input leaves the act open; one about person or place closes it; the rest explain themselves.
fn judge(act: DeskAct, profile: &Profile, refusal: Refusal) -> Panel {
    match refusal {
        Refusal::NotAllowed { .. }
        | Refusal::NotYours
        | Refusal::WrongStatus { .. }
        | Refusal::WrongStage { .. }
        | Refusal::AgencyNotAsked
        | Refusal::AlreadyRecommended
        | Refusal::NotYourInitial
        | Refusal::NoRetribution
        | Refusal::SkrdExists
        | Refusal::SkrdMissing
        | Refusal::PaymentMissing
        | Refusal::PaymentExists
        | Refusal::SheetExists
        | Refusal::AlreadySigned
        | Refusal::AlreadyNumbered
        | Refusal::NotNumbered
        | Refusal::ScanMissing
        | Refusal::ScanSettled
        | Refusal::NotAnEarlierStage
        | Refusal::NothingToCorrect
        | Refusal::CancellationExists
        | Refusal::NotShipped
        | Refusal::VisitNotPlanned
        | Refusal::CourierNotUsed
        | Refusal::CancellationMissing => Panel::Closed,
        // The page is laid out anew for today and this signer when it is opened.
        Refusal::DraftChanged if act == DeskAct::Sign => Panel::Open,
        Refusal::TakenBy { .. } if matches!(act, DeskAct::Take) => Panel::Closed,
        // Handed over at the visit: ticked in the minutes, not uploaded.
        Refusal::DocumentsMissing { documents } if act == DeskAct::SignOffSiteVisit => {
            Panel::Blocked(format!("Masih ada {} dokumen yang belum diserahkan pemohon.", documents.len()))
        }
        blocked @ (Refusal::TakenBy { .. }
        | Refusal::OnLeave
        | Refusal::OwnEntry
        | Refusal::OwnVerification
        | Refusal::OwnProposal
        | Refusal::OwnScan
        | Refusal::InitialMissing { .. }
        | Refusal::NoSigningRight { .. }
        | Refusal::DraftMissing
        | Refusal::PageNotReady
        | Refusal::NotPrinted
        | Refusal::SheetForAnother { .. }
        | Refusal::SignatureNotReady
        | Refusal::SurveyMissing
        | Refusal::SheetMissing
        | Refusal::VisitMissing
        | Refusal::NotInTeam
        | Refusal::AlreadySignedOff
        | Refusal::FeeNotComputable { .. }
        | Refusal::SheetNotAvailable { .. }) => Panel::Blocked(profile.refusal(&blocked)),
        _ => Panel::Open,
    }
}

/// Minutes as a trial has them.
fn visit(now: Timestamp) -> SiteVisit {
    SiteVisit {
        at: now,
        assignment: "uji".to_owned(),
        team: vec!["uji".to_owned()],
        findings: "uji".to_owned(),
        photos: Vec::new(),
        position: None,
        meeting: false,
    }
}

fn trial(act: DeskAct, state: &Application, facts: &Facts<'_>, now: Timestamp) -> Option<Command> {
    let note = || "uji".to_owned();
    let mine = state.handler.as_ref().is_some_and(|h| h.account == facts.actor.account);
    let agency = || facts.actor.agency.clone().unwrap_or(AgencyId(String::new()));
    let draft = state.draft.as_ref().map_or(Digest::new([0; 32]), |d| d.digest);
    let page = state.frozen.as_ref().map_or(Digest::new([0; 32]), |p| p.digest);
    let wet = facts.definition.product.signing == SigningMode::Wet;
    let file =
        || AttachedDocument { file: Id::from_bytes([0; 16]), digest: draft, name: note(), valid_until: None };
    Some(match act {
        DeskAct::Take => {
            if mine {
                return None;
            }
            Command::Assign { to: facts.by(), note: note(), overtaking: Some(note()) }
        }
        DeskAct::Assign => {
            Command::Assign { to: By { account: None, name: note() }, note: note(), overtaking: Some(note()) }
        }
        DeskAct::Release => {
            state.handler.as_ref()?;
            Command::Unassign { note: note() }
        }
        DeskAct::SendBack => Command::SendBack { to: earlier_stages(state, facts).pop()?, note: note() },
        DeskAct::Tell => Command::TellApplicant { text: note() },
        DeskAct::NoteContact => Command::NoteContact { note: note() },
        DeskAct::Check => Command::CheckItem { item: "form".into(), ok: true, note: note() },
        DeskAct::RequestCorrection => {
            let item = first_correctable(facts.definition)?;
            Command::RequestCorrection { items: vec![CorrectionItem { item, note: note() }] }
        }
        DeskAct::Pass => Command::PassVerification,
        DeskAct::ProposeHandBack => {
            if state.hand_back.is_some() {
                return None;
            }
            Command::ProposeHandBack { reason: note() }
        }
        DeskAct::SettleHandBack => Command::SettleHandBack { confirm: true, note: note() },
        DeskAct::Validate => Command::Validate,
        DeskAct::RecordVisit => {
            let asked =
                facts.definition.stages.iter().flat_map(|s| &s.agencies).find(|a| a.agency == agency())?;
            if asked.visit == domain::definition::VisitPolicy::None
                || state.visits.contains_key(&asked.agency)
            {
                return None;
            }
            Command::RecordVisit { agency: agency(), visit: visit(now) }
        }
        DeskAct::PlanSiteVisit => Command::PlanSiteVisit {
            at: now,
            place: note(),
            assignment: note(),
            team: vec![By { account: Some(Id::from_bytes([0; 16])), name: note() }],
        },
        DeskAct::RecordSiteVisit => Command::RecordSiteVisit { visit: visit(now), documents: Vec::new() },
        DeskAct::SignOffSiteVisit => Command::SignOffSiteVisit,
        DeskAct::Recommend => Command::Recommend {
            agency: agency(),
            outcome: RecommendationOutcome::NotRecommended,
            values: BTreeMap::new(),
            note: note(),
        },
        DeskAct::Draft => Command::ComposeDraft {
            kind: DraftKind::Refusal { grounds: vec![note()] },
            digest: Digest::new([0; 32]),
            file: Id::from_bytes([0; 16]),
        },
        DeskAct::Initial => Command::Initial { digest: draft },
        DeskAct::Decide => Command::Decide { digest: draft },
        DeskAct::IssueSkrd => Command::IssueSkrd { number: note(), payment_code: note() },
        DeskAct::RecordPayment => Command::RecordPayment {
            bank_reference: note(),
            amount: state.skrd.as_ref()?.amount,
            paid_at: now,
            proof: None,
        },
        DeskAct::SettlePayment => Command::SettlePayment { confirm: true, note: note() },
        DeskAct::Print => Command::Print { paper: facts.definition.product.paper.0.clone(), serial: note() },
        DeskAct::Spoil => Command::SpoilSheet { serial: state.valid_sheet()?.serial.clone(), reason: note() },
        DeskAct::Sign if !wet => Command::Sign { digest: page },
        DeskAct::SignInInk if wet => Command::SignInInk { digest: page },
        DeskAct::Sign | DeskAct::SignInInk => return None,
        DeskAct::AssignNumber => Command::AssignNumber { number: note() },
        DeskAct::Scan => {
            if !wet || state.scan.is_some() {
                return None;
            }
            Command::Scan { file: file() }
        }
        DeskAct::SettleScan => {
            if state.scan.as_ref()?.compared_by.is_some() {
                return None;
            }
            Command::SettleScan { matches: true, note: note() }
        }
        DeskAct::ReleaseIssue => Command::ReleaseIssue { number: note() },
        DeskAct::Archive => Command::Archive { location: note() },
        DeskAct::Ship => {
            if state.shipment.is_some() {
                return None;
            }
            Command::Ship { courier: note(), waybill: note() }
        }
        DeskAct::ReturnShipment => {
            state.shipment.as_ref()?;
            Command::ReturnShipment { reason: note() }
        }
        DeskAct::HandOver => {
            Command::HandOver { recipient: RecipientKind::Holder { id_seen: note() }, with_skrd: true }
        }
        DeskAct::CheckCancellation => {
            Command::CheckCancellation { proper: true, note: note(), digest: draft }
        }
        DeskAct::DecideCancellation => {
            let digest = state.cancellation.as_ref()?.digest?;
            Command::DecideCancellation { approve: true, note: note(), digest }
        }
    })
}
