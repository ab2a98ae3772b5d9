//! Registration: draft, documents, declaration, receipt (MJK18-12).

use super::{owner_acts, system_only, under_power};
use crate::access::Power;
use crate::definition::{DocumentDef, FieldDef, FieldProblem};
use crate::formula::{Value, Values};
use crate::pin::PinAct;
use crate::process::record::{AttachedDocument, Declared, SIGNED_DECLARATION, TruthDeclaration};
use crate::process::{Application, Event, Facts, Refusal, Status, earlier, flow};
use crate::value::date_text;
use jiff::Timestamp;
use std::collections::BTreeMap;

fn draft(state: &Application, facts: &Facts<'_>) -> Result<(), Refusal> {
    owner_acts(state, facts)?;
    if state.status != Status::Draft || state.closed_at.is_some() {
        return Err(Refusal::wrong_status(state.status));
    }
    Ok(())
}

/// Documents of the definition, and the signed declaration where an officer helps.
pub(super) fn known_document(state: &Application, id: &str, facts: &Facts<'_>) -> bool {
    facts.definition.documents.iter().any(|d| d.id == id)
        || (id == SIGNED_DECLARATION && state.entered_by.is_some())
}

/// The declaration as ticked now, over the content as it is now (MJK18-12.3).
pub(super) fn declaration(how: Declared, facts: &Facts<'_>, now: Timestamp) -> TruthDeclaration {
    TruthDeclaration {
        version: facts.definition.declaration.version.clone(),
        text: facts.definition.declaration.text.clone(),
        at: now,
        content: facts.content,
        how,
    }
}

/// How this declaration is the applicant's own, given by the holder of a power of attorney in the owner's name included;
/// `None` when nobody but the helping officer gives it (MJK18-12.6).
pub(super) fn declared_how(state: &Application, facts: &Facts<'_>) -> Option<Declared> {
    if facts.actor.account == Some(state.owner) {
        return Some(Declared::OwnAccount);
    }
    if under_power(state, facts) {
        return Some(Declared::Attorney);
    }
    // The code went to the owner's phone, for exactly this content.
    let code = facts.pin.as_ref().is_some_and(|(proof, _)| {
        proof.is_for(state.owner, PinAct::Declare) && proof.digest() == &facts.content
    });
    if code {
        return Some(Declared::Code);
    }
    state.documents.contains_key(SIGNED_DECLARATION).then_some(Declared::SignedForm)
}

/// Who acts for the owner: the holder of a power of attorney, or whoever was named when the firm's account was opened.
fn representative(state: &Application, facts: &Facts<'_>) -> Option<Power> {
    let held = facts.attorney.as_ref().filter(|_| under_power(state, facts));
    held.map(|p| Power { representative: p.helper_name.clone(), until: p.until })
        .or_else(|| facts.power.clone())
}

/// Keeps what was typed, right or not; wrong values are refused when sending, with everything still there.
pub(super) fn save_form(
    state: &Application,
    form: &BTreeMap<String, String>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    draft(state, facts)?;
    let known: BTreeMap<String, String> = form
        .iter()
        .filter_map(|(id, typed)| {
            let field = facts.definition.fields.iter().find(|f| &f.id == id)?;
            Some((id.clone(), field.kept(typed)))
        })
        .collect();
    Ok(vec![Event::FormSaved { form: known }])
}

pub(super) fn save_items(
    state: &Application,
    items: &[BTreeMap<String, String>],
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    draft(state, facts)?;
    let Some(def) = &facts.definition.items else {
        return Err(Refusal::Invalid {
            field: "items".into(),
            message: "Layanan ini hanya untuk satu objek.".into(),
        });
    };
    if items.len() > def.max {
        let message = format!("{} paling banyak {} dalam satu permohonan.", def.label, def.max);
        return Err(Refusal::Invalid { field: "items".into(), message });
    }
    let known = |item: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        item.iter()
            .filter_map(|(id, typed)| {
                let field = def.fields.iter().find(|f| &f.id == id)?;
                Some((id.clone(), field.kept(typed)))
            })
            .collect()
    };
    Ok(vec![Event::ItemsSaved { items: items.iter().map(known).collect() }])
}

pub(super) fn attach(
    state: &Application,
    document: &str,
    file: &AttachedDocument,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    draft(state, facts)?;
    if !known_document(state, document, facts) {
        return Err(Refusal::UnknownDocument { document: document.to_owned() });
    }
    Ok(vec![Event::DocumentAttached { document: document.to_owned(), file: file.clone() }])
}

pub(super) fn discard(state: &Application, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    draft(state, facts)?;
    Ok(vec![Event::DraftDiscarded])
}

/// Documents that these values ask for.
pub(super) fn documents_asked<'d>(
    values: &Values,
    facts: &Facts<'d>,
) -> Result<Vec<&'d DocumentDef>, Refusal> {
    let mut asked = Vec::new();
    for document in &facts.definition.documents {
        let wanted = match &document.when {
            None => true,
            Some(condition) => condition
                .evaluate(values, &facts.definition.tables)
                .map_err(|e| Refusal::Invalid { field: document.id.clone(), message: e.message_id() })?,
        };
        if wanted {
            asked.push(document);
        }
    }
    Ok(asked)
}

/// Every problem of one set of typed values, not only the first.
pub(super) fn field_problems(
    prefix: &str,
    fields: &[FieldDef],
    typed: &BTreeMap<String, String>,
    values: &Values,
    facts: &Facts<'_>,
) -> Result<Vec<FieldProblem>, Refusal> {
    let mut problems = Vec::new();
    let mut unknown = None;
    for field in fields {
        let shown = match field.when.as_ref().map(|when| when.evaluate(values, &facts.definition.tables)) {
            None => true,
            Some(Ok(shown)) => shown,
            // It waits for a value that is missing or wrong itself; that field is named below.
            Some(Err(error)) => {
                unknown
                    .get_or_insert(Refusal::Invalid { field: field.id.clone(), message: error.message_id() });
                false
            }
        };
        if !shown {
            continue;
        }
        let name = format!("{prefix}{}", field.id);
        match field.parse(typed.get(&field.id).map_or("", String::as_str)) {
            Ok(Value::Null) if field.required => {
                problems.push(FieldProblem { field: name, code: "missing".into(), message: field.missing() })
            }
            Ok(_) => {}
            Err(problem) => problems.push(FieldProblem { field: name, ..problem }),
        }
    }
    match unknown {
        Some(refusal) if problems.is_empty() => Err(refusal),
        _ => Ok(problems),
    }
}

/// Every problem of the form and its items.
pub(super) fn form_problems(
    state: &Application,
    values: &Values,
    facts: &Facts<'_>,
) -> Result<Vec<FieldProblem>, Refusal> {
    let mut problems = field_problems("", &facts.definition.fields, &state.form, values, facts)?;
    if let Some(def) = &facts.definition.items {
        if state.items.len() < def.min || state.items.len() > def.max {
            problems.push(FieldProblem {
                field: "items".into(),
                code: "count".into(),
                message: format!("Isi {} sampai {} {}.", def.min, def.max, def.label.to_lowercase()),
            });
        }
        for (n, item) in state.items.iter().enumerate() {
            problems.extend(field_problems(&format!("item.{}.", n + 1), &def.fields, item, values, facts)?);
        }
    }
    Ok(problems)
}

/// Form, items and documents complete and well-formed (MJK18-12.1).
pub(super) fn complete(state: &Application, facts: &Facts<'_>) -> Result<Values, Refusal> {
    let values = facts.values(state);
    let problems = form_problems(state, &values, facts)?;
    if !problems.is_empty() {
        return Err(Refusal::Fields { problems });
    }
    let asked = documents_asked(&values, facts)?;
    let missing: Vec<String> = asked
        .iter()
        .filter(|d| !d.optional && !state.documents.contains_key(&d.id))
        .map(|d| d.id.clone())
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::DocumentsMissing { documents: missing });
    }
    // A paper is valid through its last day (MJK18-12.2).
    let expired = |document: &&&DocumentDef| {
        let given = state.documents.get(&document.id);
        document.expires && given.and_then(|d| d.valid_until).is_some_and(|last| last < facts.today)
    };
    let expired: Vec<String> = asked.iter().filter(expired).map(|d| d.id.clone()).collect();
    if !expired.is_empty() {
        return Err(Refusal::DocumentsExpired { documents: expired });
    }
    Ok(values)
}

/// Sends the application: complete (12.1), declared (12.3), in this region (1.5, A-72), then the receipt (12.4) which
/// starts the service clock, and the first desk.
pub(super) fn submit(
    state: &Application,
    declared: bool,
    verification_code: &str,
    facts: &Facts<'_>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    draft(state, facts)?;
    let values = complete(state, facts)?;
    // The declaration is the applicant's: an officer who helps brings his code or the signed form (MJK18-12.6).
    let Some(how) = declared_how(state, facts).filter(|_| declared) else {
        return Err(Refusal::DeclarationMissing);
    };
    earlier::allowed(facts.definition, state.kind, facts.earlier.as_ref(), facts.policy, facts.today)?;
    // Who acts for the firm may do so through the last day of the power of attorney (MJK18-8.4.e).
    if let Some(power) = representative(state, facts).filter(|power| power.until < facts.today) {
        return Err(Refusal::PowerExpired { until: date_text::date(power.until) });
    }
    if let Some(message) = &facts.outside_region {
        return Err(Refusal::OutsideRegion { message: message.clone() });
    }
    if let Some(number) = &facts.same_object {
        return Err(Refusal::SameObject { number: number.clone() });
    }
    for admission in &facts.definition.admission {
        let holds = admission
            .condition
            .evaluate(&values, &facts.definition.tables)
            .map_err(|e| Refusal::Invalid { field: "admission".into(), message: e.message_id() })?;
        if !holds {
            return Err(Refusal::NotAdmitted { message: admission.message.clone() });
        }
    }
    let Some(registration) = facts.next_registration else {
        return Err(system_only(facts).err().unwrap_or(Refusal::Stale));
    };
    let Some(first) = facts.definition.stages.first() else {
        return Err(Refusal::Invalid {
            field: "stages".into(),
            message: "Layanan ini belum dapat diajukan.".into(),
        });
    };
    let mut events = vec![Event::Submitted {
        registration,
        declaration: declaration(how, facts, now),
        budget: facts.definition.service_time,
        verification_code: verification_code.to_owned(),
        representative: representative(state, facts),
    }];
    events.extend(flow::enter(first, &values, facts, false)?);
    events.extend(flow::advance(state, &first.id, &values, facts, false)?);
    Ok(events)
}
