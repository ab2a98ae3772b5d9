//! One of the owner's files, loaded with everything that its conditions may name.

use crate::act::{RegisterFacts, Subject, record_refusal, register_facts};
use crate::error::AppError;
use crate::{Office, Region};
use domain::access::PowerOfAttorney;
use domain::definition::{FieldDef, ServiceDefinition};
use domain::formula::{Condition, Values};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Event, Facts, Refusal};
use domain::value::{Digest, Id};
use jiff::Timestamp;
use std::sync::Arc;

/// A file of the person who asks.
pub struct OwnFile {
    /// Its state.
    pub state: Application,
    /// The definition that it keeps.
    pub definition: Arc<ServiceDefinition>,
    /// The office's settings now.
    pub office: Arc<Office>,
    /// Its history.
    pub events: Vec<(Timestamp, Event)>,
    /// The power of attorney under which a helper looks at it; `None` for the owner and an assisting officer.
    pub under: Option<PowerOfAttorney>,
    register: RegisterFacts,
}

/// Loads a file of the owner, of the assisting officer until the receipt, or of the holder of the owner's power of attorney
/// (MJK18-12.6).
///
/// # Errors
/// [`AppError::NotFound`] for an unknown file and for another person's file alike; the latter is recorded.
pub fn own(region: &Region, actor: &Actor, id: &str) -> Result<OwnFile, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let id: Id<ApplicationRecord> = id.parse().map_err(|_| AppError::NotFound)?;
    let found = region.store.read(|tx| -> Result<_, AppError> {
        let Some(stored) = store::application::find(tx, id)? else { return Ok(None) };
        let state = stored.state;
        let assisting = state.submitted_at.is_none()
            && state.entered_by.as_ref().is_some_and(|by| by.account == Some(account));
        let mut under = None;
        if state.owner != account && !assisting {
            let today = region.office().calendar.local_date(region.now());
            under = crate::power_of_attorney::held::held(tx, state.owner, account, &state.service, today)?;
            let ended = state.closed_at.map(|at| region.office().calendar.local_date(at));
            if !under.as_ref().is_some_and(|power| power.reaches(ended)) {
                return Ok(None);
            }
        }
        let owner = store::account::find(tx, state.owner)?.ok_or(AppError::NotFound)?;
        // A blocked account cannot be used through its helper either (MJK18-9.2).
        if under.is_some() && owner.closed_at.is_some() {
            return Ok(None);
        }
        let definition = region.office().definition(&state.definition)?;
        let register = register_facts(tx, &state, &definition, owner.kind.as_str())?;
        let mut events = Vec::new();
        for stored in store::application::events(tx, id)? {
            events.push((stored.at, stored.event()?));
        }
        Ok(Some((state, register, events, under)))
    })?;
    let Some((state, register, events, under)) = found else {
        record_refusal(region, actor, &Subject::application(id), "open_application", &Refusal::NotYours)?;
        return Err(AppError::NotFound);
    };
    let office = region.office();
    let definition = office.definition(&state.definition)?;
    Ok(OwnFile { state, definition, office, events, under, register })
}

impl OwnFile {
    /// What conditions and the order of stages need to know; never used to decide an act.
    pub(crate) fn facts<'a>(&'a self, region: &'a Region, actor: &'a Actor) -> Facts<'a> {
        Facts {
            actor,
            definition: &self.definition,
            policy: &region.profile.policy,
            calendar: &self.office.calendar,
            officials: &self.office.officials,
            today: self.office.calendar.local_date(region.now()),
            pin: None,
            next_registration: None,
            content: Digest::new([0; 32]),
            register: self.register.values.clone(),
            earlier: self.register.earlier,
            bank_reference_used: false,
            sheet_available: false,
            power: None,
            attorney: None,
            same_object: None,
            outside_region: None,
            overtakes: false,
            document_seen: false,
        }
    }

    /// Whether something is asked for with these values. A condition that cannot be evaluated yet shows it.
    pub(crate) fn shown(&self, when: Option<&Condition>, values: &Values) -> bool {
        when.is_none_or(|condition| condition.evaluate(values, &self.definition.tables).unwrap_or(true))
    }

    /// What is wrong with a typed value; empty ones are wrong where an answer is needed.
    pub(crate) fn problem(field: &FieldDef, typed: &str) -> Option<String> {
        match field.parse(typed) {
            Ok(domain::formula::Value::Null) if field.required => Some(field.missing()),
            Ok(_) => None,
            Err(problem) => Some(problem.message),
        }
    }
}
