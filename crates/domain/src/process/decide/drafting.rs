//! The draft and its chain of initials: acts inside `decision`, never a stage (A-48, MJK18-13.3).

use super::{at_stage, open_stage};
use crate::capability::Capability;
use crate::definition::StageKind;
use crate::party::StoredFile;
use crate::pin::PinAct;
use crate::process::record::{Draft, DraftKind, InitialMark, RecommendationOutcome};
use crate::process::{Application, Event, Facts, Refusal};
use crate::value::{Digest, Id};
use jiff::Timestamp;

/// Files a rendered draft. When the digest changes, all initials fall and the chain starts again, with the reason in the
/// history.
pub(super) fn compose(
    state: &Application,
    kind: &DraftKind,
    digest: &Digest,
    file: Id<StoredFile>,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if facts.actor.is_system() {
        open_stage(state, StageKind::Decision, facts)?;
    } else {
        if !facts.actor.may(Capability::Decide) {
            return Err(Refusal::NotAllowed { capability: Some(Capability::Decide) });
        }
        at_stage(state, StageKind::Decision, facts)?;
    }
    match kind {
        DraftKind::Refusal { grounds } => {
            if grounds.iter().all(|g| g.trim().is_empty()) {
                return Err(Refusal::GroundsMissing);
            }
        }
        DraftKind::Approval { reason } => {
            if facts.actor.is_system() {
                // Background work does not undo the refusal that an official wrote.
                if matches!(state.draft.as_ref().map(|d| &d.kind), Some(DraftKind::Refusal { .. })) {
                    return Ok(Vec::new());
                }
            } else if against_recommendation(state) && reason.trim().is_empty() {
                return Err(Refusal::ReasonMissing);
            }
        }
    }
    let unchanged = state.draft.as_ref().filter(|d| &d.digest == digest && &d.kind == kind);
    if unchanged.is_some() {
        return Ok(Vec::new());
    }
    let fallen = state.draft.as_ref().map_or(0, |d| d.initials.len());
    let voided = (fallen > 0).then(|| format!("Konsep berubah; {fallen} paraf gugur dan diulang dari awal."));
    let draft =
        Draft { kind: kind.clone(), digest: *digest, file, at: now, by: facts.by(), initials: Vec::new() };
    Ok(vec![Event::DraftComposed { draft, voided }])
}

/// Whether any agency did not recommend.
pub(super) fn against_recommendation(state: &Application) -> bool {
    state.recommendations.values().any(|r| r.outcome == RecommendationOutcome::NotRecommended)
}

/// The post whose initials are awaited, if any. One's own lower paraf is not asked twice when one person fills two posts.
pub(crate) fn awaited_initial<'d>(state: &Application, facts: &Facts<'d>) -> Option<&'d str> {
    awaited_initials(state, facts).next()
}

/// All posts whose initials are still awaited, from below upwards. Which posts a person filled is asked for the day of
/// the mark: a post taken over later was not initialled for.
pub(crate) fn awaited_initials<'d, 's>(
    state: &'s Application,
    facts: &'s Facts<'d>,
) -> impl Iterator<Item = &'d str> + use<'d, 's> {
    let marks: &[InitialMark] = state.draft.as_ref().map_or(&[], |d| &d.initials);
    let done = move |position: &str| {
        marks.iter().any(|mark| {
            let day = facts.calendar.local_date(mark.at);
            mark.position == position
                || mark.by.account.is_some_and(|account| facts.officials.holds(account, position, day))
        })
    };
    let paraf: &'d [String] = &facts.definition.paraf;
    paraf.iter().map(String::as_str).filter(move |position| !done(position))
}

pub(super) fn initial(
    state: &Application,
    digest: &Digest,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    open_stage(state, StageKind::Decision, facts)?;
    let draft = state.draft.as_ref().ok_or(Refusal::DraftMissing)?;
    if &draft.digest != digest {
        return Err(Refusal::DraftChanged);
    }
    let position = awaited_initial(state, facts).ok_or(Refusal::NotYourInitial)?;
    let account = facts.actor.account.ok_or(Refusal::NotYourInitial)?;
    if !facts.officials.holds(account, position, facts.today) {
        return Err(Refusal::NotYourInitial);
    }
    facts.require_pin(PinAct::Initial, digest)?;
    let mark = InitialMark { position: position.to_owned(), by: facts.by(), at: now, digest: *digest };
    Ok(vec![Event::Initialled { mark }])
}
