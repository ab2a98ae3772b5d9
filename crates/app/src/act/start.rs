//! Starts a draft: by the applicant, by an assisting officer for somebody at the counter, or by the holder of a power of
//! attorney from the own account (MJK18-12.1, 12.6).

use super::placement::placement;
use super::record::{ApplicationLeaf, record_events};
use super::register::earlier_facts;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::definition::{RequestKind, ServiceId};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{
    Application, By, EarlierFacts, EarlierPermit, Event, NewApplication, Refusal, apply, earlier,
};
use domain::value::{Id, VerificationCode};

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
    /// Verification code of somebody else's permit that is taken over; who holds the sheet knows it.
    pub code: Option<String>,
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
    let own = actor.account.ok_or(AppError::NotSignedIn)?;
    let Some((_, offered)) = office.active(&start.service) else {
        // Stages and times are those of an approved standard, or there are none yet (MJK18-19).
        if !office.waiting.contains_key(&start.service) {
            return Err(AppError::NotFound);
        }
        let refusal = Refusal::StandardNotApproved;
        super::record_refusal(region, actor, &super::Subject::account(own), "start_draft", &refusal)?;
        return Err(refusal.into());
    };
    let assisted = start.owner.is_some_and(|owner| owner != own);
    let owner = start.owner.unwrap_or(own);
    let power = if assisted {
        let today = office.calendar.local_date(region.now());
        region.store.read(|tx| crate::power_of_attorney::held::held(tx, owner, own, &start.service, today))?
    } else {
        None
    };
    let needed = match (assisted, &power) {
        (true, None) => Capability::AssistRegistration,
        _ => Capability::SubmitApplication,
    };
    let allowed =
        if needed == Capability::AssistRegistration { actor.may_assist() } else { actor.may(needed) };
    if !allowed {
        let refusal = Refusal::NotAllowed { capability: Some(needed) };
        super::record_refusal(region, actor, &super::Subject::account(own), "start_draft", &refusal)?;
        return Err(refusal.into());
    }
    let kind = start.kind.or_else(|| offered.kinds.first().copied()).unwrap_or_default();
    let found = match (kind, &start.code, start.earlier) {
        (RequestKind::Transfer, Some(code), _) => earlier_by_code(region, owner, &start.service, code)?,
        (RequestKind::Transfer, ..) | (_, _, None) => None,
        (_, _, Some(id)) => earlier_of(region, owner, id)?,
    };
    let policy = &region.profile.policy;
    let today = office.calendar.local_date(region.now());
    let known = found.as_ref().map(|f| &f.facts);
    let refusal = match (&found, &start.code, start.earlier) {
        _ if !offered.kinds.contains(&kind) => earlier::allowed(&offered, kind, known, policy, today).err(),
        (None, Some(_), _) if kind == RequestKind::Transfer => Some(Refusal::EarlierUnknown),
        // Another person's permit is answered as if it did not exist.
        (None, _, Some(_)) if kind != RequestKind::Transfer => Some(Refusal::NotYours),
        (Some(found), ..) if found.before.service != start.service => Some(Refusal::EarlierOther),
        _ => earlier::allowed(&offered, kind, known, policy, today).err(),
    };
    if let Some(refusal) = refusal {
        super::record_refusal(region, actor, &super::Subject::account(own), "start_draft", &refusal)?;
        return Err(refusal.into());
    }
    let Some((hash, definition)) = office.taken(&start.service, kind) else { return Err(AppError::NotFound) };
    let (seed, now) = region.draw();
    let (definition, office, found, power) = (&definition, &office, &found, power.as_ref().map(|p| p.id));
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
            power,
            kind,
            earlier: found.as_ref().map(|f| f.permit.clone()),
            at: now,
        };
        let salt = dice.salt();
        let mut events = vec![Event::DraftStarted { new }];
        // What the own earlier permit said stands in the form already; fields that exist no longer are left out.
        if let Some(Found { before, .. }) = found.as_ref().filter(|f| f.facts.own) {
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

/// An earlier permit that was found.
#[derive(Clone)]
struct Found {
    permit: EarlierPermit,
    before: Application,
    facts: EarlierFacts,
}

/// The permit of an application of this owner; `None` for anybody else's.
fn earlier_of(
    region: &Region,
    owner: Id<Account>,
    id: Id<ApplicationRecord>,
) -> Result<Option<Found>, AppError> {
    region.store.read(|tx| -> Result<_, AppError> {
        let Some(permit) = store::permit::of_application(tx, id)? else { return Ok(None) };
        let Some(before) = store::application::find(tx, id)?.map(|stored| stored.state) else {
            return Ok(None);
        };
        let own = before.owner == owner;
        let facts = earlier_facts(&before, &permit, owner);
        let permit = EarlierPermit { application: id, number: permit.number, holder: None };
        Ok(own.then_some(Found { permit, before, facts }))
    })
}

/// The permit of a service with this verification code, whoever holds it: what is asked is whether the new holder has seen
/// the sheet. Its holder's name goes into the file, since old and new holder are shown (practice, section 2).
fn earlier_by_code(
    region: &Region,
    owner: Id<Account>,
    service: &ServiceId,
    code: &str,
) -> Result<Option<Found>, AppError> {
    let Ok(code) = code.trim().parse::<VerificationCode>() else { return Ok(None) };
    region.store.read(|tx| -> Result<_, AppError> {
        let Some(permit) = store::permit::by_code(tx, &code.compact())? else { return Ok(None) };
        let before = store::application::find(tx, permit.application)?.map(|stored| stored.state);
        let Some(before) = before.filter(|_| permit.service == service.0) else { return Ok(None) };
        let facts = earlier_facts(&before, &permit, owner);
        let holder = Some(permit.holder_name);
        let permit = EarlierPermit { application: permit.application, number: permit.number, holder };
        Ok(Some(Found { permit, before, facts }))
    })
}
