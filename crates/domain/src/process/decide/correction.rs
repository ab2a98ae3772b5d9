//! *Perbaikan*: same number, clock suspended, itemised list, answered all at once (practice: four different "no"s).

use super::submit::{form_problems, known_document};
use super::verification::is_field;
use super::{at_stage, not_own_entry, owner_acts};
use crate::calendar::RunningClock;
use crate::definition::{FieldDef, ServiceDefinition, StageKind};
use crate::process::apply::correct_form;
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

/// The field behind a name of a correction: `<field>`, or `item.<n>.<field>`.
fn asked_field<'d>(definition: &'d ServiceDefinition, name: &str) -> Option<&'d FieldDef> {
    match name.strip_prefix("item.").and_then(|rest| rest.split_once('.')) {
        Some((_, id)) => definition.items.iter().flat_map(|items| &items.fields).find(|f| f.id == id),
        None => definition.fields.iter().find(|f| f.id == name),
    }
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
                        let kept = asked_field(facts.definition, name).map(|field| field.kept(typed));
                        kept_form.insert(name.to_owned(), kept.unwrap_or_default());
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
            after.form.insert(field.id.clone(), field.kept(typed));
            kept_form.insert(field.id.clone(), field.kept(typed));
        }
    }
    let problems = form_problems(&after, &facts.values(&after), facts)?;
    if !problems.is_empty() {
        return Err(Refusal::Fields { problems });
    }
    let Some(how) = super::submit::declared_how(state, facts).filter(|_| declared) else {
        return Err(Refusal::DeclarationMissing);
    };
    let declaration = Some(super::submit::declaration(how, facts, now));
    Ok(vec![Event::CorrectionAnswered { form: kept_form, documents: kept_documents, declaration }])
}
