//! *Perbaikan*: same number, clock suspended, itemised list, answered all at once (practice: four different "no"s).

use super::submit::{capped, form_problems, known_document};
use super::verification::is_field;
use super::{at_stage, not_own_entry, owner_acts};
use crate::calendar::RunningClock;
use crate::definition::StageKind;
use crate::process::apply::correct_form;
use crate::process::record::{AttachedDocument, CorrectionItem, CorrectionRound, Declared};
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
    not_own_entry(state, facts)?;
    if items.is_empty() || items.iter().any(|i| i.note.trim().is_empty()) {
        return Err(Refusal::NothingToCorrect);
    }
    for item in items {
        let document = item.item.strip_prefix("doc.").is_some_and(|id| known_document(state, id, facts));
        if !document && !is_field(state, &item.item, facts) {
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
    now: Timestamp,
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
            _ => {
                // `form.<field>` is typed under its field, `item.<n>.<field>` under its whole name.
                let name = item.item.strip_prefix("form.").unwrap_or(&item.item);
                match form.get(name) {
                    Some(typed) if !typed.trim().is_empty() => {
                        kept_form.insert(name.to_owned(), capped(typed));
                    }
                    _ => left.push(item.item.clone()),
                }
            }
        }
    }
    if !left.is_empty() {
        return Err(Refusal::CorrectionIncomplete { items: left });
    }
    let mut after = state.clone();
    correct_form(&mut after, &kept_form);
    // A corrected answer may open a field that was not asked before.
    for field in
        facts.definition.fields.iter().filter(|f| f.when.is_some() && !state.form.contains_key(&f.id))
    {
        if let Some(typed) = form.get(&field.id) {
            after.form.insert(field.id.clone(), capped(typed));
            kept_form.insert(field.id.clone(), capped(typed));
        }
    }
    let problems = form_problems(&after, &facts.values(&after), facts)?;
    if !problems.is_empty() {
        return Err(Refusal::Fields { problems });
    }
    if !declared {
        return Err(Refusal::DeclarationMissing);
    }
    let declaration = Some(super::submit::declaration(Declared::OwnAccount, facts, now));
    Ok(vec![Event::CorrectionAnswered { form: kept_form, documents: kept_documents, declaration }])
}
