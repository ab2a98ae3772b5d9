//! Plans a round: one day, letter and team for several files of an agency. Each file is an act of its own with its own record and
//! its own message, so that one that cannot be planned keeps none of the others back.

use super::{Request, Subject, record_refusal};
use crate::Region;
use crate::error::AppError;
use domain::capability::Capability;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Command, PlannedVisit, Refusal};
use domain::value::Id;

/// Most files of one round.
const MOST: usize = 50;

/// What became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedRound {
    /// Registration numbers of the files that were planned.
    pub done: Vec<String>,
    /// Those that were not, each with its sentence.
    pub refused: Vec<(String, String)>,
}

/// Plans the visit of these files for one's own agency.
///
/// # Errors
/// A refusal without files, for somebody of no agency, or when day, letter or team fit none of the files; recorded. Database.
pub fn plan_visits(
    region: &Region,
    actor: &Actor,
    files: &[Id<ApplicationRecord>],
    plan: &PlannedVisit,
    key: Option<&str>,
) -> Result<PlannedRound, AppError> {
    let own = actor.account.ok_or(AppError::NotSignedIn)?;
    let refuse = |refusal: Refusal| -> Result<PlannedRound, AppError> {
        record_refusal(region, actor, &Subject::account(own), "plan_visit", &refusal)?;
        Err(refusal.into())
    };
    let Some(agency) = actor.agency.clone().filter(|_| actor.may(Capability::RecommendTechnically)) else {
        return refuse(Refusal::NotAllowed { capability: Some(Capability::RecommendTechnically) });
    };
    if files.is_empty() || files.len() > MOST {
        let message = "Centang satu sampai lima puluh berkas yang akan ditinjau.".to_owned();
        return refuse(Refusal::Invalid { field: "berkas".to_owned(), message });
    }
    let mut round = PlannedRound::default();
    let mut first = None;
    for id in files {
        let number = region.store.read(|tx| store::application::find(tx, *id))?;
        let number = number.and_then(|s| s.state.registration).map_or_else(String::new, |r| r.to_string());
        let mut request =
            Request::new(*id, Command::PlanVisit { agency: agency.clone(), plan: plan.clone() });
        request.key = key.map(|key| format!("{key}.{id}"));
        match region.act(actor, request) {
            Ok(_) => round.done.push(number),
            Err(AppError::Refused(refusal)) => {
                round.refused.push((number, refusal.sentence()));
                first.get_or_insert(refusal);
            }
            Err(AppError::NotFound) => round.refused.push((number, Refusal::NotYours.sentence())),
            Err(other) => return Err(other),
        }
    }
    // Day, letter and team are the same for all: what is wrong with them is said at the field.
    match first {
        Some(refusal) if round.done.is_empty() => Err(refusal.into()),
        _ => Ok(round),
    }
}
