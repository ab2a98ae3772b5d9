//! Replaces the whole register of officials at the first start of a demo or a rehearsal. An office changes it entry by entry
//! (see [`crate::manage`]).

use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::office::OFFICIALS;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::official::{Officials, RegisterProblem};
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::date_text;

fn allowed(region: &Region, actor: &Actor, act: &str) -> Result<(), AppError> {
    if actor.is_system() || actor.may(Capability::ConfigureSystem) {
        return Ok(());
    }
    let refusal = Refusal::NotAllowed { capability: Some(Capability::ConfigureSystem) };
    record_refusal(region, actor, &Subject::office(0), act, &refusal)?;
    Err(refusal.into())
}

fn set(
    region: &Region,
    actor: &Actor,
    act: &'static str,
    key: &'static str,
    body: &str,
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    let digest = crate::crypt::sha256(body.as_bytes());
    written!(region, [region, actor, body], |tx| {
        let mut dice = Dice::new(seed, now);
        let version = store::office::set(tx, key, body, now)?;
        record_act(tx, &mut dice, region, actor, &Subject::office(version), act, Some(digest), &[])?;
        Ok::<_, AppError>(())
    })?;
    region.reload_office()
}

/// Replaces the register; one that contradicts itself is refused (MJK18-1.4: never two holders).
///
/// # Errors
/// Refusals; database.
pub fn set_officials(region: &Region, actor: &Actor, officials: &Officials) -> Result<(), AppError> {
    allowed(region, actor, "set_officials")?;
    if let Some(problem) = officials.problems().first() {
        let refusal = Refusal::Invalid { field: "officials".into(), message: contradiction(region, problem) };
        record_refusal(region, actor, &Subject::office(0), "set_officials", &refusal)?;
        return Err(refusal.into());
    }
    let body = serde_json::to_string(officials).map_err(|e| AppError::Failed(e.to_string()))?;
    set(region, actor, "set_officials", OFFICIALS, &body)
}

/// What contradicts itself, with the post as it is printed.
pub(crate) fn contradiction(region: &Region, problem: &RegisterProblem) -> String {
    let title = |id: &str| {
        region
            .profile
            .positions
            .iter()
            .find(|p| p.id == id)
            .map_or_else(|| id.to_owned(), |p| p.title.clone())
    };
    match problem {
        RegisterProblem::TwoHolders { position, on } => {
            format!("{} dipegang dua orang pada {}.", title(position), date_text::date(*on))
        }
        RegisterProblem::PlhWithoutAbsence { position, on } => format!(
            "{} mempunyai Plh pada {}, tetapi tidak ada pejabat yang berhalangan.",
            title(position),
            date_text::date(*on)
        ),
        RegisterProblem::PltWithoutVacancy { position, on } => format!(
            "{} mempunyai Plt pada {}, tetapi jabatan itu tidak kosong.",
            title(position),
            date_text::date(*on)
        ),
        RegisterProblem::EmptyPeriod { position } => {
            format!("Masa jabatan {} berakhir sebelum dimulai.", title(position))
        }
    }
}
