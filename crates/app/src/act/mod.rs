//! The one mechanism behind every act on an application: authorise → load → decide → write → enqueue, in one
//! transaction with its events, its audit record, its ledger leaf and its messages. A refusal rolls back and is recorded in
//! a transaction of its own.

mod assign_many;
mod facts;
mod follow_up;
mod mark;
mod permit_row;
mod placement;
mod plan_visits;
mod prepare;
mod record;
mod register;
mod start;

pub use assign_many::{Assigned, assign_many};
pub(crate) use facts::content_of;
pub(crate) use follow_up::{due_text, variables as message_variables};
pub(crate) use permit_row::{permit_row, valid_until};
pub use plan_visits::{PlannedRound, plan_visits};
pub(crate) use prepare::next_number;
pub(crate) use record::{ApplicationLeaf, event_digest, name_digest, record_events, state_digest, who};
pub use record::{Subject, record_act, record_refusal};
pub(crate) use register::{RegisterFacts, register_facts};
pub use start::{StartDraft, start_draft};

use crate::error::AppError;
use crate::pin::PinEntry;
use crate::{Dice, Region};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Command, Event, Refusal, apply, decide};
use domain::value::Id;
use facts::Gathered;
use jiff::Timestamp;
pub(crate) use placement::placement;
use store::WriteTx;
use store::idempotency::{Claim, Key};

/// What somebody asks of an application.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which application.
    pub application: Id<ApplicationRecord>,
    /// The version the person saw; `None` for background work, which looks at the state itself.
    pub expected: Option<u64>,
    /// What.
    pub command: Command,
    /// A PIN, where the command needs one.
    pub pin: Option<PinEntry>,
    /// A batch's PIN that was settled before; covers the documents of its list.
    pub settled: Option<(domain::pin::PinProof, Vec<domain::value::Digest>)>,
    /// The form's idempotency key.
    pub key: Option<String>,
    /// Seconds that filling a survey took, for counting very fast answers apart.
    pub seconds: Option<u32>,
    /// The form came from a device on which officers sign in; its survey answers are counted apart.
    pub staff_device: bool,
}

impl Request {
    /// A request without PIN and key.
    pub fn new(application: Id<ApplicationRecord>, command: Command) -> Self {
        Request {
            application,
            expected: None,
            command,
            pin: None,
            settled: None,
            key: None,
            seconds: None,
            staff_device: false,
        }
    }

    /// The same, for the version that was seen.
    pub fn at_version(mut self, version: u64) -> Self {
        self.expected = Some(version);
        self
    }

    /// The same, with an idempotency key.
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same, with a PIN.
    pub fn with_pin(mut self, pin: PinEntry) -> Self {
        self.pin = Some(pin);
        self
    }
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// The state after it.
    pub state: Application,
    /// What happened; empty when a repeated request was answered again.
    pub events: Vec<Event>,
}

impl Region {
    /// Acts on an application (see the module text of [`crate::act`]).
    ///
    /// # Errors
    /// [`AppError::Refused`] with the rule that says no, recorded; [`AppError::NotFound`] for an unknown application or one
    /// that is not yours, recorded too; database errors.
    pub fn act(&self, actor: &Actor, request: Request) -> Result<Done, AppError> {
        let (seed, now) = self.draw();
        let (region, office, asked) = (self, &self.office(), &request);
        let result = written!(region, [region, office, actor, asked], |tx| {
            let mut dice = Dice::new(seed, now);
            region.act_in(tx, &mut dice, office, actor, asked)
        });
        if let Err(error) = &result {
            self.after_refusal(actor, &request, error, now)?;
        }
        match result {
            // Somebody else's application does not exist for a stranger.
            Err(AppError::Refused(Refusal::NotYours)) => Err(AppError::NotFound),
            other => other,
        }
    }

    fn act_in(
        &self,
        tx: &WriteTx<'_>,
        dice: &mut Dice,
        office: &crate::Office,
        actor: &Actor,
        request: &Request,
    ) -> Result<Done, AppError> {
        let now = dice.now();
        let who = actor.account.map_or_else(|| "system".to_owned(), |a| a.to_string());
        let operation = request.command.name();
        let body = serde_json::to_vec(&(&request.application, &request.command))
            .map_err(|e| AppError::Failed(e.to_string()))?;
        let key = request.key.as_deref().map(|key| Key { actor: &who, operation, key });
        if let Some(key) = key {
            match store::idempotency::claim(tx, key, crate::crypt::sha256(&body), now)? {
                Claim::New => {}
                Claim::OtherRequest => return Err(Refusal::KeyReused.into()),
                Claim::Answered(_) => {
                    let stored =
                        store::application::find(tx, request.application)?.ok_or(AppError::NotFound)?;
                    return Ok(Done { state: stored.state, events: Vec::new() });
                }
            }
        }
        let stored = store::application::lock(tx, request.application)?.ok_or(AppError::NotFound)?;
        let definition = office.definition(&stored.state.definition)?;
        if request.expected.is_some_and(|seen| seen != stored.state.version) {
            return Err(Refusal::Stale.into());
        }
        let command = prepare::prepare(self, tx, dice, &stored.state, &definition, &request.command)?;
        let mut gathered =
            Gathered::collect(self, tx, office, actor, &stored.state, &definition, &command, now)?;
        let signs = command.pin().is_some() || matches!(command, Command::SignInInk { .. });
        if signs
            && let Some(account) = actor.account
            && store::signing_block::is_blocked(tx, account)?
        {
            return Err(Refusal::SigningBlocked.into());
        }
        if let Some(entry) = &request.pin
            && let Some((act, whose)) = pin_of(&command, actor, stored.state.owner)
        {
            gathered.pin = Some(crate::pin::attempt(self, tx, whose, entry, act, now)?);
        }
        if request.settled.is_some() {
            gathered.pin.clone_from(&request.settled);
        }
        let facts = gathered.facts(self, office, actor, &definition, now);
        let events = decide(&stored.state, &command, &facts, now)?;
        let mut state = stored.state.clone();
        for event in &events {
            state = apply(Some(state), event, now)?;
        }
        drop(facts);
        if !events.is_empty() {
            let place = placement(&state, &definition, &office.calendar);
            let text = store::application::state_text(&state)?;
            if !store::application::update(tx, &state, &text, stored.state.version, &place, now)? {
                return Err(Refusal::Stale.into());
            }
            let leaf = ApplicationLeaf {
                region: self,
                actor,
                act: command.name(),
                salt: stored.salt,
                before: Some((stored.state.version, &stored.text)),
                after: &state,
                after_text: &text,
            };
            record_events(tx, dice, &leaf, &events)?;
            mark::keep(tx, actor, &stored.state, &state, &events, now)?;
            follow_up::follow_up(self, tx, dice, office, &definition, &state, &events, request)?;
            if let Some(account) = actor.account
                && events.iter().any(crate::signing::in_own_name)
            {
                crate::signing::plan(tx, dice, office, account)?;
            }
        }
        if let Some(key) = key {
            let answer = serde_json::json!({ "version": state.version }).to_string();
            store::idempotency::answer(tx, key, &answer)?;
        }
        Ok(Done { state, events })
    }

    /// What must be kept although the act was refused: the attempt itself, a wrong PIN, a late payment.
    fn after_refusal(
        &self,
        actor: &Actor,
        request: &Request,
        error: &AppError,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let refusal = match error {
            AppError::Refused(refusal) => refusal.clone(),
            AppError::NotFound => Refusal::NotYours,
            _ => return Ok(()),
        };
        if let Some(entry) = &request.pin {
            let stored = self.store.read(|tx| store::application::find(tx, request.application))?;
            if let Some(owner) = stored.map(|s| s.state.owner)
                && let Some((act, whose)) = pin_of(&request.command, actor, owner)
            {
                crate::pin::keep_failed_attempt(self, whose, entry, act, now)?;
            }
        }
        if refusal == Refusal::PaidTooLate {
            follow_up::list_refund(self, actor, request, now)?;
        }
        let subject = Subject::application(request.application);
        record_refusal(self, actor, &subject, request.command.name(), &refusal)
    }
}

/// What a PIN authorises and whose it must be: the actor's own, but the applicant's where an officer sends for him
/// (MJK18-12.6, 13.3).
fn pin_of(
    command: &Command,
    actor: &Actor,
    owner: Id<domain::party::Account>,
) -> Option<(domain::pin::PinAct, Option<Id<domain::party::Account>>)> {
    match command {
        Command::Submit { .. } => Some((domain::pin::PinAct::Declare, Some(owner))),
        other => other.pin().map(|(act, _)| (act, actor.account)),
    }
}
