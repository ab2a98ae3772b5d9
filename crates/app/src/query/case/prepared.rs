//! A file loaded for a page: everything in one snapshot.

use super::site_visit::Candidate;
use crate::account::actor_from;
use crate::act::{RegisterFacts, next_number, register_facts};
use crate::error::AppError;
use crate::{Office, Region};
use domain::capability::Capability;
use domain::definition::{ServiceDefinition, StageDef, StageKind};
use domain::party::{Account, Actor, ApplicationRecord, StoredFile};
use domain::process::{Application, CancellationRequest, Event, Facts, RecommendationOutcome};
use domain::value::{Digest, Id};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::ReadTx;
use store::account::AccountRow;

/// A file with what its page needs.
pub(crate) struct Prepared {
    pub state: Application,
    pub definition: Arc<ServiceDefinition>,
    pub office: Arc<Office>,
    pub owner: AccountRow,
    pub history: Vec<(Event, Timestamp)>,
    /// File, category, time; the newest first.
    pub papers: Vec<(Id<StoredFile>, String, Timestamp)>,
    pub next_sheet: Option<String>,
    /// The number that the file would get now, while it waits for one.
    pub next_number: Option<String>,
    pub draft_seen: bool,
    pub page_seen: bool,
    pub overtakes: bool,
    pub failed_messages: usize,
    pub colleagues: Vec<(Id<Account>, String)>,
    /// Who can be in the team of a site visit, while the file stands there.
    pub candidates: Vec<Candidate>,
    /// Documents that a browser may show as a picture.
    pub pictures: BTreeMap<Id<StoredFile>, u32>,
    /// The file of the permit that this one follows.
    pub before: Option<Application>,
    register: RegisterFacts,
}

impl Prepared {
    /// Loads a file; `None` when there is none.
    pub fn load(
        region: &Region,
        actor: &Actor,
        id: Id<ApplicationRecord>,
    ) -> Result<Option<Prepared>, AppError> {
        let office = region.office();
        region.store.read(|tx| Prepared::load_in(region, tx, office, actor, id))
    }

    fn load_in(
        region: &Region,
        tx: &ReadTx<'_>,
        office: Arc<Office>,
        actor: &Actor,
        id: Id<ApplicationRecord>,
    ) -> Result<Option<Prepared>, AppError> {
        let Some(stored) = store::application::find(tx, id)? else { return Ok(None) };
        let state = stored.state;
        let definition = office.definition(&state.definition)?;
        let owner = store::account::find(tx, state.owner)?.ok_or(AppError::NotFound)?;
        let register = register_facts(tx, &state, &definition, owner.kind.as_str())?;
        let mut history = Vec::new();
        for row in store::application::events(tx, id)? {
            history.push((row.event()?, row.at));
        }
        let papers = store::file::owned_by(tx, *id.as_bytes())?
            .into_iter()
            .map(|f| (f.id, f.category, f.created_at))
            .collect();
        let seen = |digest: Option<&Digest>| -> Result<bool, AppError> {
            match (actor.account, digest) {
                (Some(account), Some(digest)) => Ok(store::desk::has_seen(tx, account, digest)?),
                _ => Ok(false),
            }
        };
        let stage = state.stage.as_ref().and_then(|s| definition.stage(s));
        let overtakes = match (stage, state.passage()) {
            (Some(stage), Some(passage)) => {
                let kind = serde_json::to_value(stage.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
                let kind = kind.unwrap_or_default();
                store::application::older_waiting(tx, &stage.role.0, &kind, passage.entered_at)? > 0
            }
            _ => false,
        };
        // A division numbers what it releases, where the service has no numbering stage (PWK63-6.2.f).
        let releases = definition.stage_of_kind(StageKind::Numbering).is_none();
        let numbers = match stage.map(|s| s.kind) {
            Some(StageKind::Numbering) => actor.may(Capability::AssignNumber),
            Some(StageKind::ProcessingIssue) => releases && actor.may(Capability::ProcessIssue),
            _ => false,
        };
        let next_number = match numbers && state.number.is_none() {
            // A register that cannot say it now says so when the number is asked for.
            true => next_number(region, tx, &state, &definition, region.now()).ok(),
            false => None,
        };
        let mut pictures = BTreeMap::new();
        for document in state.documents.values() {
            let Some(file) = store::file::find(tx, document.file)? else { continue };
            // Files older than the counting of pages show their first one.
            let pages = file.pages.and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
            pictures.insert(document.file, pages);
        }
        let before = match &state.earlier {
            Some(earlier) if !definition.makes_copies() => {
                store::application::find(tx, earlier.application)?.map(|stored| stored.state)
            }
            _ => None,
        };
        let messages = store::outbox::of_application(tx, id)?;
        // A call that was noted afterwards has told the applicant what the message could not.
        let called =
            history.iter().rev().find(|(e, _)| matches!(e, Event::ContactNoted { .. })).map(|(_, at)| *at);
        let unheard =
            |m: &&store::outbox::MessageRow| m.state == "failed" && called.is_none_or(|at| m.created_at > at);
        let colleagues = match stage {
            Some(stage) if actor.may(Capability::Assign) => colleagues(region, tx, stage)?,
            _ => Vec::new(),
        };
        let candidates = match stage {
            Some(stage) if stage.kind == StageKind::SiteVisit && actor.may(Capability::VisitSite) => {
                candidates(region, tx, stage)?
            }
            _ => Vec::new(),
        };
        Ok(Some(Prepared {
            owner,
            history,
            papers,
            next_sheet: store::desk::next_sheet(tx, &definition.product.paper.0)?,
            next_number,
            draft_seen: seen(state.draft.as_ref().map(|d| &d.digest))?,
            page_seen: seen(state.frozen.as_ref().map(|p| &p.digest))?,
            overtakes,
            failed_messages: messages.iter().filter(unheard).count(),
            colleagues,
            candidates,
            pictures,
            before,
            register,
            state,
            definition,
            office,
        }))
    }

    /// What the engine needs for a trial: as in an act, with look-ups that only an act can make taken as fine.
    pub fn facts<'a>(&'a self, region: &'a Region, actor: &'a Actor, now: Timestamp) -> Facts<'a> {
        Facts {
            actor,
            definition: &self.definition,
            policy: &region.profile.policy,
            calendar: &self.office.calendar,
            officials: &self.office.officials,
            today: self.office.calendar.local_date(now),
            pin: None,
            next_registration: None,
            content: Digest::new([0; 32]),
            register: self.register.values.clone(),
            earlier: self.register.earlier,
            bank_reference_used: false,
            sheet_available: self.next_sheet.is_some(),
            power: None,
            attorney: None,
            same_object: None,
            outside_region: None,
            overtakes: self.overtakes,
            document_seen: self.page_seen,
        }
    }

    /// Title of a post.
    pub fn position_title(&self, id: &str) -> String {
        self.office
            .officials
            .positions
            .iter()
            .find(|p| p.id == id)
            .map_or_else(|| id.to_owned(), |p| p.title.clone())
    }
}

/// Officers whose roles work this stage.
fn colleagues(
    region: &Region,
    tx: &ReadTx<'_>,
    stage: &StageDef,
) -> Result<Vec<(Id<Account>, String)>, AppError> {
    let found = candidates(region, tx, stage)?;
    Ok(found.into_iter().map(|c| (c.account, c.name)).collect())
}

/// The same with their agencies.
fn candidates(region: &Region, tx: &ReadTx<'_>, stage: &StageDef) -> Result<Vec<Candidate>, AppError> {
    let mut found = Vec::new();
    for row in store::account::of_kind(tx, "staff")? {
        if row.closed_at.is_some() {
            continue;
        }
        let other = actor_from(region, &row)?;
        if other.has_role(&stage.role) && other.may(stage.kind.capability()) {
            let agency = other.agency.as_ref().map_or("", |a| region.profile.agency_name(a)).to_owned();
            found.push(Candidate { account: row.id, name: row.name, agency });
        }
    }
    Ok(found)
}

/// Posts whose initials are awaited, from below upwards; the same rule as the engine's.
pub(crate) fn awaited_initials<'d>(
    state: &Application,
    definition: &'d ServiceDefinition,
    office: &Office,
) -> Vec<&'d str> {
    let Some(draft) = &state.draft else { return Vec::new() };
    let done = |position: &str| {
        draft.initials.iter().any(|mark| {
            let day = office.calendar.local_date(mark.at);
            mark.position == position
                || mark.by.account.is_some_and(|a| office.officials.holds(a, position, day))
        })
    };
    definition.paraf.iter().map(String::as_str).filter(|position| !done(position)).collect()
}

/// Whether any agency did not recommend.
pub(crate) fn against_recommendation(state: &Application) -> bool {
    state.recommendations.values().any(|r| r.outcome == RecommendationOutcome::NotRecommended)
}

/// SHA-256 of the canonical JSON of an unchecked request: the sheet that an officer checks and an official decides on.
///
/// # Errors
/// When the request cannot be written as JSON, which never happens.
pub fn cancellation_digest(request: &CancellationRequest) -> Result<Digest, AppError> {
    let bytes = serde_json_canonicalizer::to_vec(request).map_err(|e| AppError::Failed(e.to_string()))?;
    Ok(crate::crypt::digest(&bytes))
}
