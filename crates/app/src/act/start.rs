//! Starts a draft: by the applicant, or by an assisting officer for somebody at the counter (MJK18-12.1, 12.6).

use super::placement::placement;
use super::record::{ApplicationLeaf, record_events};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::definition::{RequestKind, ServiceId};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, By, EarlierPermit, Event, NewApplication, Refusal, apply, earlier};
use domain::value::Id;

/// Which service, and for whom when not for oneself.
#[derive(Debug, Clone)]
pub struct StartDraft {
    /// Service.
    pub service: ServiceId,
    /// The owner, when an assisting officer starts it.
    pub owner: Option<Id<Account>>,
    /// What is asked for; the service's usual kind without it.
    pub kind: Option<RequestKind>,
    /// The application of the permit that it is about.
    pub earlier: Option<Id<ApplicationRecord>>,
}

/// Starts a draft that keeps the service's active definition.
///
/// # Errors
/// Refusals for a service that cannot be applied for, or without the right.
pub fn start_draft(
    region: &Region,
    actor: &Actor,
    start: &StartDraft,
) -> Result<Id<ApplicationRecord>, AppError> {
    let office = region.office();
    let Some((hash, definition)) = office.active(&start.service) else { return Err(AppError::NotFound) };
    let own = actor.account.ok_or(AppError::NotSignedIn)?;
    let assisted = start.owner.is_some_and(|owner| owner != own);
    let needed = if assisted { Capability::AssistRegistration } else { Capability::SubmitApplication };
    if !actor.may(needed) {
        let refusal = Refusal::NotAllowed { capability: Some(needed) };
        super::record_refusal(region, actor, &super::Subject::account(own), "start_draft", &refusal)?;
        return Err(refusal.into());
    }
    let owner = start.owner.unwrap_or(own);
    let kind = start.kind.or_else(|| definition.kinds.first().copied()).unwrap_or_default();
    let found = start.earlier.map(|id| earlier_of(region, owner, &start.service, id)).transpose()?.flatten();
    let refusal = match (start.earlier, &found) {
        // Another person's permit is answered as if it did not exist.
        (Some(_), None) => Some(Refusal::NotYours),
        _ => earlier::allowed(&definition, kind, found.as_ref().map(|(_, state)| state.status)).err(),
    };
    if let Some(refusal) = refusal {
        super::record_refusal(region, actor, &super::Subject::account(own), "start_draft", &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    let (definition, office, found) = (&definition, &office, &found);
    written!(region, [region, actor, start, definition, office, found], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::account::find(tx, owner)?.ok_or(AppError::NotFound)?;
        // Help is for applicants; nobody enters a file in a colleague's name.
        if assisted && (row.kind == "staff" || row.closed_at.is_some()) {
            return Err(AppError::NotFound);
        }
        let new = NewApplication {
            id: dice.id(),
            service: start.service.clone(),
            definition: hash,
            owner,
            holder_name: row.name.clone(),
            entered_by: assisted.then(|| By { account: Some(own), name: actor.name.clone() }),
            kind,
            earlier: found.as_ref().map(|(permit, _)| permit.clone()),
            at: now,
        };
        let salt = dice.salt();
        let mut events = vec![Event::DraftStarted { new }];
        // What the earlier permit said stands in the form already; fields that exist no longer are left out.
        if let Some((_, before)) = found {
            let known = |id: &String| definition.fields.iter().any(|f| &f.id == id);
            let form = before.form.iter().filter(|(id, _)| known(id)).map(|(k, v)| (k.clone(), v.clone()));
            events.push(Event::FormSaved { form: form.collect() });
            events.push(Event::ItemsSaved { items: before.items.clone() });
        }
        let mut state = apply(None, &events[0], now)?;
        for event in &events[1..] {
            state = apply(Some(state), event, now)?;
        }
        let place = placement(&state, definition, &office.calendar);
        store::application::insert(tx, &state, salt, &place, now)?;
        let text = store::application::state_text(&state)?;
        let leaf = ApplicationLeaf {
            region,
            actor,
            act: "start_draft",
            salt,
            before: None,
            after: &state,
            after_text: &text,
        };
        record_events(tx, &mut dice, &leaf, &events)?;
        Ok(state.id)
    })
}

/// The permit of an application of this owner and service, with that application; `None` for anybody else's.
fn earlier_of(
    region: &Region,
    owner: Id<Account>,
    service: &ServiceId,
    id: Id<ApplicationRecord>,
) -> Result<Option<(EarlierPermit, Application)>, AppError> {
    region.store.read(|tx| -> Result<_, AppError> {
        let Some(permit) = store::permit::of_application(tx, id)? else { return Ok(None) };
        let Some(stored) = store::application::find(tx, id)? else { return Ok(None) };
        let own = stored.state.owner == owner && &stored.state.service == service;
        Ok(own.then_some((EarlierPermit { application: id, number: permit.number }, stored.state)))
    })
}
