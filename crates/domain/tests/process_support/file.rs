//! One file on its way: acts through `decide` and `apply`, on the clock of the test.

use super::cast::{Cast, account, by, digest, id, officials};
use super::{calendar, policy, wib};
use domain::access::PowerOfAttorney;
use domain::calendar::Calendar;
use domain::definition::{RequestKind, ServiceDefinition, SigningMode, StageKind};
use domain::formula::Values;
use domain::official::Officials;
use domain::party::Actor;
use domain::pin::{PinAct, PinChallenge, PinProof};
use domain::process::*;
use domain::value::{Digest, RegistrationNumber, Rupiah};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

pub struct World {
    pub definition: ServiceDefinition,
    pub policy: RegionPolicy,
    pub calendar: Calendar,
    pub officials: Officials,
}

impl World {
    pub fn new(definition: ServiceDefinition) -> World {
        World { definition, policy: policy(), calendar: calendar(), officials: officials() }
    }
}

/// What the use case would have looked up.
#[derive(Clone)]
pub struct Given {
    /// What holds of the earlier permit.
    pub earlier: Option<EarlierFacts>,
    /// `None`: no PIN; `Some(None)`: the right one; `Some(Some(..))`: this one.
    pub pin: Option<Option<(PinProof, Vec<Digest>)>>,
    pub bank_reference_used: bool,
    pub sheet_available: bool,
    pub document_seen: bool,
    pub attorney: Option<PowerOfAttorney>,
    pub overtakes: bool,
    pub power: Option<domain::access::Power>,
    pub same_object: Option<String>,
    pub outside_region: Option<String>,
}

impl Default for Given {
    fn default() -> Self {
        Given {
            earlier: None,
            pin: Some(None),
            bank_reference_used: false,
            sheet_available: true,
            document_seen: true,
            attorney: None,
            overtakes: false,
            power: None,
            same_object: None,
            outside_region: None,
        }
    }
}

pub fn proof(
    actor: &Actor,
    act: PinAct,
    of: Digest,
    now: Timestamp,
    world: &World,
) -> Option<(PinProof, Vec<Digest>)> {
    let pin = world.policy.pin.as_ref()?;
    let account = actor.account?;
    let challenge = PinChallenge::new(id(99), account, act, of, now, pin);
    Some((challenge.attempt(account, act, &of, true, now).1.unwrap(), vec![of]))
}

pub struct File {
    pub world: World,
    pub state: Application,
    pub events: Vec<(Event, Timestamp)>,
    pub now: Timestamp,
}

pub fn attached(n: u8) -> AttachedDocument {
    AttachedDocument { file: id(n), digest: digest(n), name: format!("berkas-{n}.pdf"), valid_until: None }
}

pub fn issued(n: u8, at: Timestamp) -> IssuedDocument {
    IssuedDocument { digest: digest(n), file: id(n), at }
}

pub fn form(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

pub fn visit(at: Timestamp) -> SiteVisit {
    SiteVisit {
        at,
        assignment: "ST-12".to_owned(),
        team: vec!["Gunadi".to_owned()],
        findings: "Sesuai.".to_owned(),
        photos: Vec::new(),
        position: None,
        meeting: false,
    }
}

impl File {
    /// A draft of Monday 2 March 2026, nothing filled.
    pub fn empty(definition: ServiceDefinition) -> File {
        let now = wib("2026-03-02T09:00:00");
        let new = NewApplication {
            id: id(200),
            service: definition.id.clone(),
            definition: digest(200),
            owner: account(1),
            holder_name: "Moch. Sugeng".to_owned(),
            entered_by: None,
            power: None,
            kind: RequestKind::New,
            earlier: None,
            at: now,
        };
        File::start(World::new(definition), new)
    }

    pub fn start(world: World, new: NewApplication) -> File {
        let now = new.at;
        let event = Event::DraftStarted { new };
        let state = apply(None, &event, now).unwrap();
        File { world, state, events: vec![(event, now)], now }
    }

    /// A filled draft.
    pub fn draft(definition: ServiceDefinition) -> File {
        let mut file = File::empty(definition);
        file.fill();
        file
    }

    pub fn fill(&mut self) {
        let owner = Cast::owner();
        let mut typed =
            form(&[("nik", "3576020107790001"), ("nama", "Moch. Sugeng"), ("lantai", "1"), ("luas", "96")]);
        typed.retain(|id, _| self.world.definition.fields.iter().any(|f| &f.id == id));
        self.ok(&owner, Command::SaveForm { form: typed });
        if self.world.definition.items.is_some() {
            let items = vec![
                form(&[("kelas", "bus"), ("nopol", "S 1 AA")]),
                form(&[("kelas", "taksi"), ("nopol", "S 2 AA")]),
            ];
            self.ok(&owner, Command::SaveItems { items });
        }
        self.ok(&owner, Command::AttachDocument { document: "ktp".to_owned(), file: attached(1) });
    }

    pub fn submit() -> Command {
        Command::Submit { declared: true, verification_code: "ABCD".to_owned() }
    }

    /// Submitted, waiting for its verifier.
    pub fn submitted(definition: ServiceDefinition) -> File {
        let mut file = File::draft(definition);
        file.ok(&Cast::owner(), File::submit());
        file
    }

    /// At a stage, by the happy path.
    pub fn at(definition: ServiceDefinition, kind: StageKind) -> File {
        let mut file = File::submitted(definition);
        file.until(kind);
        file
    }

    pub fn kind(&self) -> Option<StageKind> {
        Some(self.world.definition.stage(self.state.stage.as_ref()?)?.kind)
    }

    pub fn set(&mut self, now: &str) {
        self.now = wib(now);
    }

    pub fn with_facts<R>(
        &self,
        actor: &Actor,
        pin: Option<(PinProof, Vec<Digest>)>,
        given: &Given,
        f: impl FnOnce(&Facts<'_>) -> R,
    ) -> R {
        let facts = Facts {
            actor,
            definition: &self.world.definition,
            policy: &self.world.policy,
            calendar: &self.world.calendar,
            officials: &self.world.officials,
            today: self.world.calendar.local_date(self.now),
            pin,
            next_registration: RegistrationNumber::new(2026, 147).ok(),
            content: digest(77),
            register: Values::new()
                .with("holder.kind", "person")
                .with("register.active_permits", 0)
                .with("register.same_object", 0),
            earlier: given.earlier,
            bank_reference_used: given.bank_reference_used,
            sheet_available: given.sheet_available,
            power: given.power.clone(),
            attorney: given.attorney.clone(),
            same_object: given.same_object.clone(),
            outside_region: given.outside_region.clone(),
            overtakes: given.overtakes,
            document_seen: given.document_seen,
        };
        f(&facts)
    }

    pub fn try_with(
        &mut self,
        actor: &Actor,
        command: Command,
        given: &Given,
    ) -> Result<Vec<Event>, Refusal> {
        let pin = match &given.pin {
            None => None,
            Some(Some(pin)) => Some(pin.clone()),
            Some(None) => command.pin().and_then(|(act, of)| proof(actor, act, of, self.now, &self.world)),
        };
        let events =
            self.with_facts(actor, pin, given, |facts| decide(&self.state, &command, facts, self.now))?;
        for event in &events {
            self.state =
                apply(Some(self.state.clone()), event, self.now).expect("what is decided can be applied");
            self.events.push((event.clone(), self.now));
        }
        self.now = self.now.checked_add(SignedDuration::from_secs(1)).unwrap();
        Ok(events)
    }

    pub fn try_act(&mut self, actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        self.try_with(actor, command, &Given::default())
    }

    /// Acts; the test fails when it is refused.
    pub fn ok(&mut self, actor: &Actor, command: Command) -> Vec<Event> {
        let name = command.name();
        match self.try_act(actor, command) {
            Ok(events) => events,
            Err(refusal) => panic!("{name} by {} refused: {refusal}", actor.name),
        }
    }

    /// Acts and expects a refusal that changes nothing.
    pub fn refused(&mut self, actor: &Actor, command: Command) -> Refusal {
        self.refused_with(actor, command, &Given::default())
    }

    pub fn refused_with(&mut self, actor: &Actor, command: Command, given: &Given) -> Refusal {
        let before = self.state.clone();
        let name = command.name();
        match self.try_with(actor, command, given) {
            Err(refusal) => {
                assert_eq!(before, self.state);
                refusal
            }
            Ok(_) => panic!("{name} by {} must be refused", actor.name),
        }
    }

    /// Who may sign today.
    pub fn signer(&self) -> Actor {
        let today = self.world.calendar.local_date(self.now);
        if self.world.officials.holds(account(11), "kepala_dinas", today) {
            Cast::head()
        } else {
            Cast::secretary()
        }
    }

    pub fn until(&mut self, kind: StageKind) {
        for _ in 0..40 {
            if self.kind() == Some(kind) {
                return;
            }
            self.step();
        }
        panic!("{kind:?} was not reached");
    }

    /// Through to the end.
    pub fn finish(&mut self) {
        for _ in 0..40 {
            if self.state.status.is_terminal() {
                return;
            }
            self.step();
        }
        panic!("no end was reached");
    }

    pub fn check_all(&mut self, by: &Actor) {
        let mut items = vec!["form".to_owned()];
        items.extend(self.state.documents.keys().map(|d| format!("doc.{d}")));
        for item in items {
            self.ok(by, Command::CheckItem { item, ok: true, note: String::new() });
        }
    }

    pub fn compose(&mut self, n: u8) {
        let kind = DraftKind::Approval { reason: String::new() };
        self.ok(&Actor::system(), Command::ComposeDraft { kind, digest: digest(n), file: id(n) });
    }

    pub fn freeze(&mut self, n: u8) -> Result<Vec<Event>, Refusal> {
        let wet = self.world.definition.product.signing == SigningMode::Wet;
        let today = self.world.calendar.local_date(self.now);
        let signer = self.signer().account.unwrap();
        let page = FrozenPage { digest: digest(n), file: id(n), signer, date: (!wet).then_some(today) };
        self.try_act(&Actor::system(), Command::FreezePage { page })
    }

    pub fn print(&self, n: u8) -> Command {
        Command::Print { paper: self.world.definition.product.paper.0.clone(), serial: format!("A-{n:06}") }
    }

    pub fn pay(&self, reference: &str, paid_at: Timestamp) -> Command {
        let amount = self.state.skrd.as_ref().map_or(Rupiah::ZERO, |s| s.amount);
        Command::RecordPayment { bank_reference: reference.to_owned(), amount, paid_at, proof: None }
    }

    pub fn issue_skrd(&mut self) {
        let command =
            Command::IssueSkrd { number: "SKRD/1".to_owned(), payment_code: "9999000001".to_owned() };
        self.ok(&Cast::retribution(), command);
    }

    pub fn recommend(agency: &str, note: &str) -> Command {
        Command::Recommend {
            agency: domain::definition::AgencyId(agency.to_owned()),
            outcome: RecommendationOutcome::Recommended,
            values: form(&[("luas", "112"), ("koefisien", "1")]),
            note: note.to_owned(),
        }
    }

    pub fn holder() -> Command {
        Command::HandOver { recipient: RecipientKind::Holder { id_seen: "KTP".to_owned() }, with_skrd: true }
    }
}
