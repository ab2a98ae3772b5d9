//! *Disposisi*: one or several files to a colleague, with a reason. Each file is an act of its own with its own record, so
//! that one that cannot be given keeps none of the others back.

use super::{Request, Subject, record_refusal};
use crate::Region;
use crate::account::actor_of;
use crate::error::AppError;
use domain::capability::Capability;
use domain::definition::StageKind;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, By, Command, Refusal};
use domain::value::Id;

/// Most files given at once.
const MOST: usize = 100;

/// What became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Registration numbers of the files that were given.
    pub done: Vec<String>,
    /// Those that were not, each with its sentence.
    pub refused: Vec<(String, String)>,
    /// Who has them now.
    pub name: String,
}

fn wrong(field: &str, message: &str) -> Refusal {
    Refusal::Invalid { field: field.to_owned(), message: message.to_owned() }
}

/// Gives files to a colleague who works at their desks, the oldest first, so that none overtakes another of the same form.
///
/// # Errors
/// A refusal without files, colleague or reason, or for somebody who does not assign; recorded. Database.
pub fn assign_many(
    region: &Region,
    actor: &Actor,
    files: &[Id<ApplicationRecord>],
    to: Option<Id<Account>>,
    reason: &str,
    key: Option<&str>,
) -> Result<Assigned, AppError> {
    let own = actor.account.ok_or(AppError::NotSignedIn)?;
    let refuse = |refusal: Refusal| -> Result<Assigned, AppError> {
        record_refusal(region, actor, &Subject::account(own), "assign", &refusal)?;
        Err(refusal.into())
    };
    if !actor.may(Capability::Assign) {
        return refuse(Refusal::NotAllowed { capability: Some(Capability::Assign) });
    }
    if files.is_empty() || files.len() > MOST {
        return refuse(wrong("berkas", "Centang satu sampai seratus berkas yang akan diberikan."));
    }
    if reason.trim().is_empty() {
        return refuse(wrong("catatan", "Tulis alasan disposisi."));
    }
    let to = to.and_then(|id| region.store.read(|tx| actor_of(region, tx, id)).ok());
    let Some((colleague, _)) = to else { return refuse(wrong("petugas", "Pilih petugas dari daftar.")) };
    let mut states: Vec<Application> = region.store.read(|tx| -> Result<_, AppError> {
        let found = files.iter().map(|id| store::application::find(tx, *id));
        Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().map(|s| s.state).collect())
    })?;
    states.sort_by_key(|s| (s.passage().map(|p| p.entered_at), s.id));
    let mut assigned = Assigned { name: colleague.name.clone(), ..Assigned::default() };
    for state in states {
        let number = state.registration.map_or_else(String::new, |r| r.to_string());
        match give(region, actor, &state, &colleague, reason, key) {
            Ok(()) => assigned.done.push(number),
            Err(AppError::Refused(refusal)) => assigned.refused.push((number, refusal.sentence())),
            Err(other) => return Err(other),
        }
    }
    Ok(assigned)
}

fn give(
    region: &Region,
    actor: &Actor,
    state: &Application,
    to: &Actor,
    reason: &str,
    key: Option<&str>,
) -> Result<(), AppError> {
    let definition = region.office().definition(&state.definition)?;
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let works = stage.is_some_and(|s| {
        let asked = s.kind != StageKind::TechnicalRecommendation
            || to.agency.as_ref().is_some_and(|a| state.agencies.contains(a));
        to.has_role(&s.role) && to.may(s.kind.capability()) && asked
    });
    if !works {
        let refusal = wrong("petugas", "Petugas ini tidak bekerja di meja berkas tersebut.");
        record_refusal(region, actor, &Subject::application(state.id), "assign", &refusal)?;
        return Err(refusal.into());
    }
    let command = Command::Assign {
        to: By { account: to.account, name: to.name.clone() },
        note: reason.trim().to_owned(),
        overtaking: Some(reason.trim().to_owned()),
    };
    let mut request = Request::new(state.id, command).at_version(state.version);
    request.key = key.map(|key| format!("{key}.{}", state.id));
    region.act(actor, request).map(|_| ())
}
