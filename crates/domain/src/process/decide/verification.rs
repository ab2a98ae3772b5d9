//! *Verifikasi administrasi*: document by document (MJK18-11.3.b).

use super::submit::documents_asked;
use super::{at_stage, note_given};
use crate::definition::StageKind;
use crate::process::record::{HandBackProposal, ItemCheck};
use crate::process::{Application, Event, Facts, Refusal, Status, flow};
use jiff::Timestamp;

/// Items that a verifier judges: every document that was asked for or given, and the form as a whole.
pub(crate) fn items(state: &Application, facts: &Facts<'_>) -> Result<Vec<String>, Refusal> {
    let values = facts.values(state);
    let mut items = vec!["form".to_owned()];
    for document in documents_asked(&values, facts)? {
        if !document.optional || state.documents.contains_key(&document.id) {
            items.push(format!("doc.{}", document.id));
        }
    }
    Ok(items)
}

pub(super) fn check_item(
    state: &Application,
    item: &str,
    ok: bool,
    note: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    at_stage(state, StageKind::AdminVerification, facts)?;
    let form_field = item.strip_prefix("form.").is_some_and(|id| facts.definition.fields.iter().any(|f| f.id == id));
    if !form_field && !items(state, facts)?.iter().any(|i| i == item) {
        return Err(Refusal::UnknownDocument { document: item.to_owned() });
    }
    if !ok {
        note_given(note)?;
    }
    let check = ItemCheck { ok, note: note.to_owned(), by: facts.by(), at: now };
    Ok(vec![Event::ItemChecked { item: item.to_owned(), check }])
}

/// Nothing unchecked, nothing wrong: on to the next desk.
pub(super) fn pass(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::AdminVerification, facts)?;
    let unchecked: Vec<String> =
        items(state, facts)?.into_iter().filter(|i| !state.checks.contains_key(i)).collect();
    if !unchecked.is_empty() {
        return Err(Refusal::ItemsUnchecked { items: unchecked });
    }
    let wrong: Vec<String> = state.checks.iter().filter(|(_, c)| !c.ok).map(|(i, _)| i.clone()).collect();
    if !wrong.is_empty() {
        return Err(Refusal::ItemsNotOk { items: wrong });
    }
    let mut events = vec![Event::VerificationPassed { by: facts.by() }];
    events.extend(flow::advance(state, &stage.id, &facts.values(state), facts, false)?);
    Ok(events)
}

/// *Pengembalian berkas*: not within authority, wrong region, no answer in time. The validator confirms.
pub(super) fn propose_hand_back(
    state: &Application,
    reason: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if state.status == Status::Returned {
        // No answer to a correction: any verifier of that desk may propose once the time to answer is over.
        let round = state.open_correction().ok_or(Refusal::NothingToCorrect)?;
        let due = round.clock.due(facts.calendar)?;
        if due.is_none_or(|due| now <= due.at) {
            return Err(Refusal::wrong_status(state.status));
        }
    } else {
        at_stage(state, StageKind::AdminVerification, facts)?;
    }
    note_given(reason)?;
    let proposal = HandBackProposal { reason: reason.to_owned(), by: facts.by(), at: now };
    Ok(vec![Event::HandBackProposed { proposal }])
}
