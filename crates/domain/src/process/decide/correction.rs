//! *Perbaikan*: same number, clock suspended, itemised list, answered all at once (practice: four different "no"s).

use super::submit::field_problems;
use super::{at_stage, owner_acts};
use crate::calendar::RunningClock;
use crate::definition::StageKind;
use crate::process::record::{AttachedDocument, CorrectionItem, CorrectionRound};
use crate::process::{Application, Event, Facts, Refusal, Status};
use jiff::Timestamp;
use std::collections::BTreeMap;

pub(super) fn request(
    state: &Application,
    items: &[CorrectionItem],
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let stage = at_stage(state, StageKind::AdminVerification, facts)?;
    if items.is_empty() || items.iter().any(|i| i.note.trim().is_empty()) {
        return Err(Refusal::NothingToCorrect);
    }
    for item in items {
        let known = match item.item.split_once('.') {
            Some(("doc", id)) => facts.definition.documents.iter().any(|d| d.id == id),
            Some(("form", id)) => facts.definition.fields.iter().any(|f| f.id == id),
            _ => false,
        };
        if !known {
            return Err(Refusal::UnknownDocument { document: item.item.clone() });
        }
    }
    let round = CorrectionRound {
        round: u8::try_from(state.corrections.len() + 1).unwrap_or(u8::MAX),
        items: items.to_vec(),
        asked_at: now,
        clock: RunningClock::start(now, facts.policy.correction),
        stage: stage.id.clone(),
        by: facts.by(),
        answered_at: None,
    };
    Ok(vec![Event::CorrectionRequested { round }])
}

/// The applicant answers only what was asked, everything at once, and declares again (MJK18-12.3).
pub(super) fn answer(
    state: &Application,
    form: &BTreeMap<String, String>,
    documents: &BTreeMap<String, AttachedDocument>,
    declared: bool,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    owner_acts(state, facts)?;
    if state.status != Status::Returned {
        return Err(Refusal::wrong_status(state.status));
    }
    let round = state.open_correction().ok_or(Refusal::NothingToCorrect)?;
    let mut left = Vec::new();
    let mut kept_form = BTreeMap::new();
    let mut kept_documents = BTreeMap::new();
    for item in &round.items {
        match item.item.split_once('.') {
            Some(("doc", id)) => match documents.get(id) {
                // The same bytes again are no correction.
                Some(file) if state.documents.get(id).is_none_or(|old| old.digest != file.digest) => {
                    kept_documents.insert(id.to_owned(), file.clone());
                }
                _ => left.push(item.item.clone()),
            },
            Some(("form", id)) => match form.get(id) {
                Some(typed) if !typed.trim().is_empty() => {
                    kept_form.insert(id.to_owned(), typed.clone());
                }
                _ => left.push(item.item.clone()),
            },
            _ => {}
        }
    }
    if !left.is_empty() {
        return Err(Refusal::CorrectionIncomplete { items: left });
    }
    let mut whole = state.form.clone();
    whole.extend(kept_form.clone());
    let problems = field_problems("", &facts.definition.fields, &whole, &facts.values(state), facts)?;
    if !problems.is_empty() {
        return Err(Refusal::Fields { problems });
    }
    if !declared {
        return Err(Refusal::DeclarationMissing);
    }
    Ok(vec![Event::CorrectionAnswered { form: kept_form, documents: kept_documents }])
}
