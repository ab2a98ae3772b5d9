//! Starts a draft: by the applicant, or by an assisting officer for somebody at the counter (MJK18-12.1, 12.6).

use super::placement::placement;
use super::record::{ApplicationLeaf, record_events};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::definition::ServiceId;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{By, Event, NewApplication, Refusal, apply};
use domain::value::Id;

/// Which service, and for whom when not for oneself.
#[derive(Debug, Clone)]
pub struct StartDraft {
    /// Service.
    pub service: ServiceId,
    /// The owner, when an assisting officer starts it.
    pub owner: Option<Id<Account>>,
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
    let (seed, now) = region.draw();
    let (definition, office) = (&definition, &office);
    written!(region, [region, actor, start, definition, office], |tx| {
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
            at: now,
        };
        let salt = dice.salt();
        let event = Event::DraftStarted { new };
        let state = apply(None, &event, now)?;
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
        record_events(tx, &mut dice, &leaf, std::slice::from_ref(&event))?;
        Ok(state.id)
    })
}
