//! *Verifikasi administrasi*: document by document (MJK18-11.3.b).

use super::submit::documents_asked;
use super::{at_stage, not_own_entry, note_given};
use crate::definition::StageKind;
use crate::process::apply::item_place;
use crate::process::record::{HandBackProposal, ItemCheck, SIGNED_DECLARATION};
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
    if state.documents.contains_key(SIGNED_DECLARATION) {
        items.push(format!("doc.{SIGNED_DECLARATION}"));
    }
    Ok(items)
}

/// Whether the name is that of one field: `form.<field>` or `item.<n>.<field>`.
pub(super) fn is_field(state: &Application, name: &str, facts: &Facts<'_>) -> bool {
    if let Some(id) = name.strip_prefix("form.") {
        return facts.definition.fields.iter().any(|f| f.id == id);
    }
    let Some((index, id)) = item_place(name) else { return false };
    index < state.items.len()
        && facts.definition.items.as_ref().is_some_and(|def| def.fields.iter().any(|f| f.id == id))
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
    not_own_entry(state, facts)?;
    if !is_field(state, item, facts) && !items(state, facts)?.iter().any(|i| i == item) {
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
    not_own_entry(state, facts)?;
    let unchecked: Vec<String> =
        items(state, facts)?.into_iter().filter(|i| !state.checks.contains_key(i)).collect();
    if !unchecked.is_empty() {
        return Err(Refusal::ItemsUnchecked { items: unchecked });
    }
    // A document that is no longer asked for, because the form was corrected, holds nothing up.
    let asked = items(state, facts)?;
    let still = |item: &String| asked.contains(item) || is_field(state, item, facts);
    let wrong: Vec<String> =
        state.checks.iter().filter(|(item, c)| !c.ok && still(item)).map(|(item, _)| item.clone()).collect();
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
        if due.is_none_or(|due| !due.passed(now)) {
            return Err(Refusal::wrong_status(state.status));
        }
        let stage =
            facts.definition.stage(&round.stage).ok_or_else(|| Refusal::wrong_status(state.status))?;
        if !facts.actor.has_role(&stage.role) {
            return Err(Refusal::NotAllowed { capability: Some(stage.kind.capability()) });
        }
    } else {
        at_stage(state, StageKind::AdminVerification, facts)?;
    }
    not_own_entry(state, facts)?;
    note_given(reason)?;
    let proposal = HandBackProposal { reason: reason.to_owned(), by: facts.by(), at: now };
    Ok(vec![Event::HandBackProposed { proposal }])
}
