//! *Lembar kendali*: the sheet that goes with a paper folder; its QR code finds the file again (practice, section 3).

use super::context::{Subject, request, with_common};
use crate::act::record_act;
use crate::error::AppError;
use crate::query::case::{check_open, stage_label};
use crate::{Dice, Region};
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::value::{Id, date_text};
use serde_json::json;

/// The template; a region without it has no control sheet.
pub const CONTROL_SHEET: &str = "control_sheet.typ";

/// Lays the sheet out as the file stands now: who had it when, who has it, who gets it. It is printed, not kept.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown file or a region without the letter; a refusal for a desk that never had the file,
/// recorded; typesetting.
pub fn control_sheet(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
) -> Result<(String, Vec<u8>), AppError> {
    if !region.profile.letters.contains_key(CONTROL_SHEET) {
        return Err(AppError::NotFound);
    }
    let subject = Subject::load(region, id)?;
    let (state, definition) = (&subject.state, &subject.definition);
    check_open(region, actor, definition, state, "print_control_sheet")?;
    let zone = subject.office.calendar.time_zone().clone();
    let short = |at| format!("{} {}", date_text::date_at(at, &zone), date_text::time_at(at, &zone));
    let mut desks = Vec::new();
    for passage in &state.passages {
        let Some(stage) = definition.stage(&passage.stage) else { continue };
        desks.push(json!({
            "label": stage_label(stage),
            "entered": short(passage.entered_at),
            "left": passage.left_at.map(short),
            "who": passage.by.as_ref().map(|by| by.name.clone()),
        }));
    }
    // Desks still to come stand there empty, so that the paper can be filled by hand when the line is down.
    let here = state.stage.as_ref().and_then(|id| definition.position(id));
    let rest = here.map_or(&[][..], |n| definition.stages.get(n + 1..).unwrap_or_default());
    let work = |kind: StageKind| !matches!(kind, StageKind::Registration | StageKind::Survey);
    let coming: Vec<String> = rest.iter().filter(|s| work(s.kind)).map(stage_label).collect();
    desks.extend(
        coming.iter().map(|label| json!({ "label": label, "entered": null, "left": null, "who": null })),
    );
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let due = if state.service_done_at.is_some() { None } else { state.clock.as_ref() };
    let due = due.and_then(|c| c.due(&subject.office.calendar).ok().flatten());
    let now = region.now();
    let registration = subject.registration();
    let qr = document::qr::svg(&format!("{}/kerja/{id}", region.base_url));
    let qr = qr.map_err(|e| AppError::Failed(e.to_string()))?;
    let data = with_common(
        region,
        json!({
            "registration_number": registration,
            "received_at": state.submitted_at.map_or_else(String::new, |at| subject.moment(at)),
            "service": definition.name,
            "applicant": state.holder_name,
            "here": stage.map_or_else(|| state.status.label().to_owned(), stage_label),
            "following": coming.first(),
            "due": due.map(|d| date_text::weekday_date(d.last_day)),
            "desks": desks,
            "printed_at": subject.moment(now),
            "printed_by": actor.name,
        }),
    );
    let letter = request(CONTROL_SHEET, data, Some(qr.into_bytes()), now, format!("{id}-control-{now}"));
    let laid = region.typesetter.pdf(&letter)?;
    let (seed, now) = region.draw();
    let digest = Some(*crate::crypt::digest(&laid.pdf).as_bytes());
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let subject = crate::act::Subject::application(id);
        record_act(tx, &mut dice, region, actor, &subject, "print_control_sheet", digest, &[]).map(|_| ())
    })?;
    Ok((format!("lembar-kendali-{registration}.pdf"), laid.pdf))
}
