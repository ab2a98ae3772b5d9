//! The other ways a file can go: correction, hand-back, refusal, lapse, suspension by survey, cancellation, revocation.

use super::{follow, output, play};
use anyhow::{Result, bail};
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::play::{Ending, Pay, Plan, Refusing, Stand, SurveyAnswer};
use domain::capability::Capability;
use domain::definition::{RequestKind, ServiceId, StageKind, Validity};
use domain::process::earlier::renewal_opens;
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

/// Whether a renewal is refused today because its days have not come.
fn refused_as_too_early(stand: &Stand, service: &ServiceId, earlier: &Ending) -> Result<bool> {
    let region = &stand.region;
    let permit = region.store.read(|tx| store::permit::of_application(tx, earlier.application))?;
    let last = permit.as_ref().and_then(|p| p.valid_until.as_ref()?.parse().ok());
    let opens = renewal_opens(last, &region.profile.policy);
    let today = region.office().calendar.local_date(region.now());
    let (Some(permit), true) = (permit, opens.is_some_and(|opens| today < opens)) else { return Ok(false) };
    let start = StartDraft {
        service: service.clone(),
        owner: None,
        kind: Some(RequestKind::Renewal),
        earlier: Some(earlier.application),
        code: None,
    };
    match start_draft(region, &region.actor(permit.holder)?, &start) {
        Err(AppError::Refused(Refusal::RenewalTooEarly { .. })) => Ok(true),
        Err(other) => Err(other.into()),
        Ok(_) => bail!("{service}: a renewal was started before its days"),
    }
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
        let reason = "objek permohonan berada di luar wilayah.".to_owned();
        let plan = Plan { refusing: Refusing::HandBack(reason), ..straight() };
        paths.push(("hand_back", plan, Status::HandedBack));
        // Not every regulation knows giving up (MJK18-7.2.b, KDR11-7.2.b; BTG68 and PWK63 are silent).
        if stand
            .region
            .profile
            .roles
            .values()
            .any(|r| r.capabilities.contains(&Capability::RequestCancellation))
        {
            let refusing = Refusing::CancelAt(StageKind::AdminVerification);
            paths.push(("cancellation", Plan { refusing, ..straight() }, Status::Cancelled));
            paths.push(("revocation", Plan { refusing: Refusing::Revoke, ..straight() }, Status::Revoked));
        }
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
        if renewal && refused_as_too_early(stand, service, &earlier)? {
            // Years lie between issue and renewal: what is shown is that nobody gets around them.
            println!("{service} ({}): not before its days", kind.name());
            continue;
        }
        let ending = follow(stand, &earlier, kind)?;
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
