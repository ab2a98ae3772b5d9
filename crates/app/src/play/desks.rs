//! What each desk does with a file, by the right person and with a real PIN.

use super::plan::{Pay, Refusing, SurveyAnswer};
use super::stage::{Case, Next};
use super::stand::Stand;
use crate::act::Request;
use crate::error::AppError;
use crate::folder::{Upload, put_own_pdf, upload};
use crate::letter::{RefusalDraft, draft_refusal, open_page, prepare_signing, simulated_scan};
use crate::pin::{PinEntry, PinRequest, request as request_pin};
use domain::definition::{ServiceDefinition, SigningMode, StageDef, StageKind, VisitPolicy};
use domain::official::Officials;
use domain::party::{Account, Actor};
use domain::pin::PinAct;
use domain::process::{
    Application, Command, CorrectionItem, CourierRule, RecipientKind, RecommendationOutcome, Refusal,
    SiteVisit, Status, SuspensionReason,
};
use domain::value::{Digest, Id};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

impl Stand {
    /// The `n`-th officer of a role.
    pub(super) fn officer(&self, stage: &StageDef, n: usize) -> Result<Actor, AppError> {
        let people = self.cast.by_role.get(&stage.role).filter(|p| !p.is_empty());
        let people =
            people.ok_or_else(|| AppError::Failed(format!("nobody holds the role {}", stage.role)))?;
        self.actor(people[n % people.len()])
    }

    fn today(&self) -> jiff::civil::Date {
        self.region.office().calendar.local_date(self.region.now())
    }

    pub(super) fn verify(
        &mut self,
        case: &mut Case,
        state: &Application,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let officer = self.officer(stage, 0)?;
        let role = stage.role.0.clone();
        if let Refusing::HandBack(reason) = case.plan.refusing.clone() {
            let command = Command::ProposeHandBack { reason };
            self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
            let (second, role) = self.second(case, stage)?;
            let command = Command::SettleHandBack { confirm: true, note: String::new() };
            self.act(&second, &role, Request::new(case.id, command), &stage.id.0)?;
            return Ok(());
        }
        if case.corrected < case.plan.corrections
            && let Some(document) = state.documents.keys().next().cloned()
        {
            let note = "Foto kurang jelas. Mohon unggah lagi.".to_owned();
            let item = format!("doc.{document}");
            let check = Command::CheckItem { item: item.clone(), ok: false, note: note.clone() };
            self.act(&officer, &role, Request::new(case.id, check), &stage.id.0)?;
            let command = Command::RequestCorrection { items: vec![CorrectionItem { item, note }] };
            self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
            case.corrected += 1;
            return Ok(());
        }
        let mut items = vec!["form".to_owned()];
        items.extend(state.documents.keys().map(|d| format!("doc.{d}")));
        for item in items {
            let command = Command::CheckItem { item, ok: true, note: String::new() };
            self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
        }
        self.act(&officer, &role, Request::new(case.id, Command::PassVerification), &stage.id.0)?;
        Ok(())
    }

    /// Who answers for a hand-back: the validator, or another verifier where nobody validates.
    fn second(&self, case: &Case, verification: &StageDef) -> Result<(Actor, String), AppError> {
        let (_, definition) = self.state(case.id)?;
        let (stage, n) = match definition.stage_of_kind(StageKind::AdminValidation) {
            Some(validation) => (validation, 0),
            None => (verification, 1),
        };
        Ok((self.officer(stage, n)?, stage.role.0.clone()))
    }

    pub(super) fn answer_correction(
        &mut self,
        case: &mut Case,
        state: &Application,
    ) -> Result<Next, AppError> {
        if case.plan.leave_correction_open {
            return Ok(Next::Done);
        }
        let owner = self.actor(case.owner)?;
        let Some(round) = state.open_correction().cloned() else { return Ok(Next::Done) };
        let mut documents = BTreeMap::new();
        for item in &round.items {
            if let Some(id) = item.item.strip_prefix("doc.") {
                let lines = [id, "unggahan perbaikan", &round.round.to_string()];
                let bytes = super::papers::sample_pdf(&lines);
                let new = Upload { category: id, name: "perbaikan.pdf", bytes: &bytes };
                documents.insert(id.to_owned(), put_own_pdf(&self.region, &owner, None, &new)?);
            }
        }
        let command = Command::AnswerCorrection { form: BTreeMap::new(), documents, declared: true };
        self.act(&owner, "applicant", Request::new(case.id, command), &round.stage.0)?;
        Ok(Next::After(60))
    }

    pub(super) fn validate(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let mut officer = self.officer(stage, 0)?;
        if state.verified_by.as_ref().is_some_and(|by| by.account == officer.account) {
            officer = self.officer(stage, 1)?;
        }
        self.act(&officer, &stage.role.0, Request::new(case.id, Command::Validate), &stage.id.0)?;
        Ok(())
    }

    pub(super) fn recommend(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let Some(agency) = state.agencies.iter().find(|a| !state.recommendations.contains_key(a)).cloned()
        else {
            return Ok(());
        };
        let people = self.cast.by_agency.get(&agency).filter(|p| !p.is_empty());
        let people = people.ok_or_else(|| AppError::Failed(format!("nobody works at {agency}")))?;
        let officer = self.actor(people[0])?;
        let def = stage.agencies.iter().find(|a| a.agency == agency);
        if def.is_some_and(|d| d.visit == VisitPolicy::Required) && !state.visits.contains_key(&agency) {
            let visit = SiteVisit {
                at: self.region.now(),
                assignment: "Surat Tugas Nomor 094/000-CONTOH/2026".to_owned(),
                team: vec![officer.name.clone(), "Petugas ukur".to_owned()],
                findings: "Keadaan di lapangan sesuai berkas.".to_owned(),
                photos: Vec::new(),
                position: None,
                meeting: false,
            };
            let command = Command::RecordVisit { agency: agency.clone(), visit };
            self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
        }
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for field in def.map(|d| d.fields.as_slice()).unwrap_or_default() {
            let own = state.form.get(&field.id).filter(|v| !v.is_empty()).cloned();
            values.insert(field.id.clone(), own.unwrap_or_else(|| self.sample_value(field, 0)));
        }
        values.extend(case.plan.measured.clone());
        // Where the agency fixes another value than the applicant wrote, it says why (practice: fee).
        let differs = values.iter().any(|(id, v)| state.form.get(id).is_some_and(|own| own != v));
        let note = match case.plan.recommendation {
            RecommendationOutcome::Recommended if differs && case.plan.recommendation_note.is_empty() => {
                "Hasil pengukuran di lapangan berbeda dari isian pemohon.".to_owned()
            }
            RecommendationOutcome::Recommended => case.plan.recommendation_note.clone(),
            _ if case.plan.recommendation_note.is_empty() => {
                "Lengkapi satu hal menurut berita acara.".to_owned()
            }
            _ => case.plan.recommendation_note.clone(),
        };
        let command = Command::Recommend { agency, outcome: case.plan.recommendation, values, note };
        self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
        Ok(())
    }

    /// Asks for a PIN, lets the SMS arrive, reads it as its receiver would.
    fn pin(
        &mut self,
        actor: &Actor,
        act: PinAct,
        digest: Digest,
        state: &Application,
    ) -> Result<PinEntry, AppError> {
        let number = state.registration.map_or_else(String::new, |r| r.to_string());
        let asked = PinRequest {
            act,
            documents: vec![digest],
            service_short: self.state(state.id)?.1.short_name.clone(),
            number: number.clone(),
            sample: number,
        };
        let challenge = request_pin(&self.region, actor, &asked)?;
        self.settle()?;
        let account = actor.account.ok_or(AppError::NotSignedIn)?;
        Ok(PinEntry { challenge, code: self.newest_pin(account)? })
    }

    /// With a PIN where the region asks for one.
    fn with_pin(
        &mut self,
        actor: &Actor,
        act: PinAct,
        digest: Digest,
        state: &Application,
        request: Request,
    ) -> Result<Request, AppError> {
        if self.region.profile.policy.pin.is_none() {
            return Ok(request);
        }
        Ok(request.with_pin(self.pin(actor, act, digest, state)?))
    }

    /// Who may sign this service today.
    fn signer(&self, definition: &ServiceDefinition) -> Result<Actor, AppError> {
        let office = self.region.office();
        let today = self.today();
        let account = office
            .officials
            .appointments
            .iter()
            .map(|a| a.account)
            .find(|a| office.officials.signing_right(*a, &definition.id, today).is_ok())
            .ok_or_else(|| AppError::Failed("nobody may sign today".into()))?;
        self.actor(account)
    }

    fn awaited_initial(&self, definition: &ServiceDefinition, state: &Application) -> Option<Id<Account>> {
        let office = self.region.office();
        let today = self.today();
        let draft = state.draft.as_ref()?;
        let done = |officials: &Officials, position: &str| {
            draft.initials.iter().any(|mark| {
                mark.position == position
                    || mark.by.account.is_some_and(|account| officials.holds(account, position, today))
            })
        };
        let position = definition.paraf.iter().find(|p| !done(&office.officials, p))?;
        office.officials.holder(position, today).map(|a| a.account)
    }

    pub(super) fn decide(
        &mut self,
        case: &Case,
        state: &Application,
        definition: &ServiceDefinition,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let official = self.signer(definition)?;
        let mut state = state.clone();
        if let Refusing::Refuse(grounds) = &case.plan.refusing
            && !matches!(
                state.draft.as_ref().map(|d| &d.kind),
                Some(domain::process::DraftKind::Refusal { .. })
            )
        {
            let draft = RefusalDraft::Refuse(grounds.clone());
            let done = draft_refusal(&self.region, &official, case.id, state.version, &draft)?;
            self.note(&done.state, &stage.role.0, "compose_draft", &stage.id.0);
            state = done.state;
        }
        let Some(draft) = state.draft.clone() else {
            return Err(AppError::Failed("the draft was not composed".into()));
        };
        while let Some(account) = self.awaited_initial(definition, &state) {
            let actor = self.actor(account)?;
            let request = Request::new(case.id, Command::Initial { digest: draft.digest });
            let request = self.with_pin(&actor, PinAct::Initial, draft.digest, &state, request)?;
            state = self.act(&actor, "deciding_official", request, &stage.id.0)?.state;
        }
        let request = Request::new(case.id, Command::Decide { digest: draft.digest });
        let request = self.with_pin(&official, PinAct::Decide, draft.digest, &state, request)?;
        self.act(&official, &stage.role.0, request, &stage.id.0)?;
        Ok(())
    }

    pub(super) fn pay(
        &mut self,
        case: &mut Case,
        state: &Application,
        stage: &StageDef,
        pace: u32,
    ) -> Result<Next, AppError> {
        let officer = self.officer(stage, 0)?;
        let role = stage.role.0.clone();
        let Some(skrd) = &state.skrd else {
            let command = Command::IssueSkrd { number: String::new(), payment_code: String::new() };
            self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
            return Ok(Next::After(pace));
        };
        let office = self.region.office();
        let due = skrd.clock.as_ref().and_then(|c| c.due(&office.calendar).ok().flatten());
        let now = self.region.now();
        match case.plan.pay {
            Pay::Never => {
                return Ok(due.map_or(Next::After(600), |due| {
                    Next::At(due.at.checked_add(SignedDuration::from_hours(24 * 5)).unwrap_or(due.at))
                }));
            }
            Pay::TooLate if Stand::wants_late_payment(case) => {
                let Some(due) = due else { return Ok(Next::After(600)) };
                let paid = due.at.checked_add(SignedDuration::from_hours(10)).unwrap_or(due.at);
                if now < paid {
                    return Ok(Next::At(paid.checked_add(SignedDuration::from_hours(1)).unwrap_or(paid)));
                }
                case.late_payment_tried = true;
                let command = payment(skrd.amount, &skrd.payment_code, paid);
                match self.region.act(&officer, Request::new(case.id, command)) {
                    Err(AppError::Refused(Refusal::PaidTooLate)) => {}
                    other => {
                        other?;
                    }
                }
                return Ok(Next::At(
                    due.at.checked_add(SignedDuration::from_hours(24 * 5)).unwrap_or(due.at),
                ));
            }
            Pay::TooLate | Pay::InTime => {}
        }
        if state.payment.is_none() {
            // A working day between the notice and the bank.
            if now.duration_since(skrd.issued_at) < SignedDuration::from_hours(12) {
                return Ok(Next::After(480));
            }
            let paid = now.checked_sub(SignedDuration::from_mins(40)).unwrap_or(now);
            let command = payment(skrd.amount, &skrd.payment_code, paid);
            self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
            return Ok(Next::After(15));
        }
        let second = self.officer(stage, 1)?;
        let command = Command::SettlePayment { confirm: true, note: String::new() };
        self.act(&second, &role, Request::new(case.id, command), &stage.id.0)?;
        Ok(Next::After(pace))
    }

    pub(super) fn print(
        &mut self,
        case: &mut Case,
        state: &Application,
        definition: &ServiceDefinition,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let officer = self.officer(stage, 0)?;
        let paper = definition.product.paper.0.clone();
        if let Some(sheet) = state.valid_sheet() {
            let command = Command::SpoilSheet {
                serial: sheet.serial.clone(),
                reason: "Kertas macet di pencetak.".into(),
            };
            self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
        }
        let serial = self.region.store.read(|tx| store::desk::next_sheet(tx, &paper))?;
        let serial = serial.ok_or_else(|| AppError::Failed(format!("no sheet of {paper} is left")))?;
        let command = Command::Print { paper, serial: serial.clone() };
        self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
        if case.plan.spoil_sheet && !case.spoiled {
            case.spoiled = true;
            let command = Command::SpoilSheet { serial, reason: "Kertas macet di pencetak.".into() };
            self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
            let paper = definition.product.paper.0.clone();
            let serial =
                self.region.store.read(|tx| store::desk::next_sheet(tx, &paper))?.unwrap_or_default();
            let command = Command::Print { paper, serial };
            match self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0) {
                Ok(_) | Err(AppError::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    pub(super) fn sign(
        &mut self,
        case: &Case,
        definition: &ServiceDefinition,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let official = self.signer(definition)?;
        let page = prepare_signing(&self.region, &official, case.id)?;
        let (state, _) = self.state(case.id)?;
        if definition.product.signing == SigningMode::Wet {
            let request = Request::new(case.id, Command::SignInInk { digest: page.digest });
            self.act(&official, &stage.role.0, request, &stage.id.0)?;
            return Ok(());
        }
        open_page(&self.region, &official, &page)?;
        let request = Request::new(case.id, Command::Sign { digest: page.digest });
        let request = self.with_pin(&official, PinAct::Sign, page.digest, &state, request)?;
        self.act(&official, &stage.role.0, request, &stage.id.0)?;
        self.settle()
    }

    pub(super) fn number(
        &mut self,
        case: &Case,
        definition: &ServiceDefinition,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let officer = self.officer(stage, 0)?;
        let role = stage.role.0.clone();
        let command = Command::AssignNumber { number: String::new() };
        self.act(&officer, &role, Request::new(case.id, command), &stage.id.0)?;
        self.settle()?;
        if definition.product.signing != SigningMode::Wet {
            return Ok(());
        }
        let bytes = simulated_scan(&self.region, case.id)?;
        let file = Upload { category: "scan", name: "pindaian.png", bytes: &bytes };
        let kept = upload(&self.region, &officer, &file)?;
        self.act(&officer, &role, Request::new(case.id, Command::Scan { file: kept.document }), &stage.id.0)?;
        let second = self.officer(stage, 1)?;
        let command = Command::SettleScan { matches: true, note: String::new() };
        self.act(&second, &role, Request::new(case.id, command), &stage.id.0)?;
        self.settle()
    }

    pub(super) fn answer_survey(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
        pace: u32,
    ) -> Result<Next, AppError> {
        let opened = state.survey.opened_at.unwrap_or_else(|| self.region.now());
        let after = |hours: i64| opened.checked_add(SignedDuration::from_hours(hours)).unwrap_or(opened);
        let suspended = state.status == Status::Suspended(SuspensionReason::Survey);
        match case.plan.survey {
            SurveyAnswer::Never => return Ok(Next::Done),
            SurveyAnswer::Soon if self.region.now() < after(14) => return Ok(Next::At(after(15))),
            SurveyAnswer::AfterSuspension if !suspended => {
                let days =
                    self.region.profile.policy.survey.as_ref().map_or(6, |s| i64::from(s.suspend_after_days));
                return Ok(Next::At(after(24 * (days + 2))));
            }
            SurveyAnswer::Soon | SurveyAnswer::AfterSuspension => {}
        }
        if suspended && case.plan.stop_at == Some(StageKind::Survey) {
            return Ok(Next::Done);
        }
        let owner = self.actor(case.owner)?;
        let answers: Vec<u8> = (0..9).map(|_| 3 + u8::try_from(self.below(2)).unwrap_or(0)).collect();
        let mut request = Request::new(case.id, Command::AnswerSurvey { answers });
        request.seconds = Some(95);
        self.act(&owner, "applicant", request, &stage.id.0)?;
        Ok(Next::After(pace))
    }

    pub(super) fn hand_over(
        &mut self,
        case: &Case,
        state: &Application,
        stage: &StageDef,
    ) -> Result<(), AppError> {
        let officer = self.officer(stage, 0)?;
        let recipient = if self.region.profile.policy.courier == CourierRule::Mandatory {
            let waybill = format!("RESI-{}", case.id);
            let ship = Command::Ship { courier: "Kurir Contoh".to_owned(), waybill: waybill.clone() };
            self.act(&officer, &stage.role.0, Request::new(case.id, ship), &stage.id.0)?;
            RecipientKind::Courier { received_by: state.holder_name.clone(), waybill }
        } else {
            RecipientKind::Holder { id_seen: "KTP diperlihatkan".to_owned() }
        };
        let command = Command::HandOver { recipient, with_skrd: state.skrd.is_some() };
        self.act(&officer, &stage.role.0, Request::new(case.id, command), &stage.id.0)?;
        Ok(())
    }

    /// Request by the owner, check by an officer, decision with PIN.
    pub(super) fn cancel(
        &mut self,
        case: &mut Case,
        state: &Application,
        stage: &str,
    ) -> Result<(), AppError> {
        case.cancelled = true;
        let owner = self.actor(case.owner)?;
        let reason = "Tempat usaha pindah ke luar kota.".to_owned();
        self.act(&owner, "applicant", Request::new(case.id, Command::RequestCancellation { reason }), stage)?;
        let (_, definition) = self.state(case.id)?;
        let verification = definition
            .stage_of_kind(StageKind::AdminVerification)
            .ok_or_else(|| AppError::Failed("nobody checks this service".into()))?
            .clone();
        let officer = self.officer(&verification, 0)?;
        let digest = crate::crypt::digest(case.id.as_bytes());
        let command =
            Command::CheckCancellation { proper: true, note: "Pemohon benar pemiliknya.".into(), digest };
        self.act(&officer, &verification.role.0, Request::new(case.id, command), stage)?;
        let official = self.signer(&definition)?;
        let command = Command::DecideCancellation { approve: true, note: String::new(), digest };
        let request = Request::new(case.id, command);
        let request = self.with_pin(&official, PinAct::Cancel, digest, state, request)?;
        self.act(&official, "deciding_official", request, stage)?;
        self.settle()
    }
}

fn payment(amount: domain::value::Rupiah, code: &str, paid_at: Timestamp) -> Command {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    Command::RecordPayment { bank_reference: format!("BCD-{digits}"), amount, paid_at, proof: None }
}
