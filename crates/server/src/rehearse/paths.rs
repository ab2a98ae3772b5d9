//! The other ways a file can go: correction, hand-back, refusal, lapse, suspension by survey, cancellation, revocation.

use super::{follow, output, play};
use anyhow::Result;
use app::AppError;
use app::play::{Pay, Plan, Refusing, Stand, SurveyAnswer};
use domain::definition::{RequestKind, ServiceId, StageKind, Validity};
use domain::process::{RecommendationOutcome, Refusal, Status};
use jiff::ToSpan;
use std::path::Path;

/// A straight plan whose permit ends within the days in which it may be renewed, where the form decides that.
fn ending_soon(stand: &Stand, service: &ServiceId) -> Plan {
    let mut plan = Plan::straight(service.clone());
    let office = stand.region.office();
    if let Some((_, definition)) = office.active(service)
        && let Validity::UntilField { field, .. } = &definition.product.validity
    {
        let today = office.calendar.local_date(stand.region.now());
        let days = i64::from(stand.region.profile.policy.renewal_opens_days);
        let last = today.checked_add(days.days()).unwrap_or(today);
        plan.form.insert(field.clone(), last.to_string());
    }
    plan
}

/// Whether a renewal was refused because its days have not come.
fn too_early(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref::<AppError>(), Some(AppError::Refused(Refusal::RenewalTooEarly { .. })))
}

/// Plays every path that the service knows; answers what did not end as it should.
///
/// # Errors
/// Whatever a use case refuses; file system.
pub fn play_all(stand: &mut Stand, service: &ServiceId, out: &Path) -> Result<Vec<String>> {
    let office = stand.region.office();
    let has = |kind: StageKind| office.active(service).is_some_and(|(_, d)| d.stage_of_kind(kind).is_some());
    let straight = || Plan::straight(service.clone());
    let mut paths: Vec<(&str, Plan, Status)> = Vec::new();
    if has(StageKind::AdminVerification) {
        paths.push(("correction", Plan { corrections: 1, ..straight() }, Status::HandedOver));
        let refusing = Refusing::CancelAt(StageKind::AdminVerification);
        if has(StageKind::AdminValidation) {
            let reason = "objek permohonan berada di luar wilayah.".to_owned();
            let plan = Plan { refusing: Refusing::HandBack(reason), ..straight() };
            paths.push(("hand_back", plan, Status::HandedBack));
        }
        paths.push(("cancellation", Plan { refusing, ..straight() }, Status::Cancelled));
        paths.push(("revocation", Plan { refusing: Refusing::Revoke, ..straight() }, Status::Revoked));
    }
    let grounds = vec!["Syarat teknis tidak terpenuhi. | Pasal 11 ayat (3) huruf e".to_owned()];
    let plan = Plan {
        refusing: Refusing::Refuse(grounds),
        recommendation: RecommendationOutcome::NotRecommended,
        ..straight()
    };
    paths.push(("refusal", plan, Status::Refused));
    if has(StageKind::Payment) {
        paths.push(("lapse", Plan { pay: Pay::Never, ..straight() }, Status::ExpiredUnpaid));
        paths.push(("late_payment", Plan { pay: Pay::TooLate, ..straight() }, Status::ExpiredUnpaid));
    }
    if has(StageKind::Survey) {
        let plan = Plan { survey: SurveyAnswer::AfterSuspension, ..straight() };
        paths.push(("suspension", plan, Status::HandedOver));
    }
    let mut wrong = Vec::new();
    // The earlier document ends when its successor is issued; a copy leaves it as it is.
    let kinds = office.active(service).map(|(_, d)| d.kinds.clone()).unwrap_or_default();
    for kind in kinds.into_iter().filter(|kind| kind.about_earlier()) {
        let renewal = kind == RequestKind::Renewal;
        let earlier = play(stand, if renewal { ending_soon(stand, service) } else { straight() })?;
        let ending = match follow(stand, &earlier, kind) {
            Err(error) if renewal && too_early(&error) => {
                // Years lie between issue and renewal: what is shown is that nobody gets around them.
                println!("{service} ({}): not before its days", kind.name());
                continue;
            }
            other => other?,
        };
        output::write_case(stand, &ending, &out.join(&service.0).join("paths").join(kind.name()))?;
        println!("{service} ({}): {}", kind.name(), ending.status.name());
        let after = stand.region.store.read(|tx| store::application::find(tx, earlier.application))?;
        let expected = if kind.succeeds() { Status::Replaced } else { Status::HandedOver };
        let left = after.is_some_and(|stored| stored.state.status == expected);
        if ending.status != Status::HandedOver || !left {
            wrong.push(format!("{service} ({}) ended as {}", kind.name(), ending.status.name()));
        }
    }
    for (name, plan, expected) in paths {
        let ending = play(stand, plan)?;
        output::write_case(stand, &ending, &out.join(&service.0).join("paths").join(name))?;
        println!("{service} ({name}): {}", ending.status.name());
        if ending.status != expected {
            wrong.push(format!("{service} ({name}) ended as {}", ending.status.name()));
        }
    }
    Ok(wrong)
}
