//! The letter of a technical recommendation (MJK18-11.3.d).

use super::context::{Subject, request, with_common};
use super::put_file;
use super::words::field_text;
use crate::Region;
use crate::error::AppError;
use crate::job::Outcome;
use domain::definition::AgencyId;
use domain::party::ApplicationRecord;
use domain::process::RecommendationOutcome;
use domain::value::Id;
use serde_json::json;

/// Lays out the recommendation of one agency.
///
/// # Errors
/// Typesetting or storage; tried again.
pub(crate) fn recommendation(
    region: &Region,
    id: Id<ApplicationRecord>,
    agency: &AgencyId,
) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let Some(given) = subject.state.recommendations.get(agency) else { return Ok(Outcome::Done) };
    let definition = &subject.definition;
    let def = definition.stages.iter().flat_map(|s| &s.agencies).find(|a| &a.agency == agency);
    let values: Vec<_> = def
        .map(|d| d.fields.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|field| {
            let determined = given.values.get(&field.id).filter(|v| !v.trim().is_empty())?;
            let claimed = subject.state.form.get(&field.id).map(|typed| field_text(field, typed));
            let determined = field_text(field, determined);
            Some(json!({ "label": field.label, "claimed": claimed, "determined": determined }))
        })
        .collect();
    let (code, conditions, reason) = match given.outcome {
        RecommendationOutcome::Recommended => ("recommended", Vec::new(), None),
        RecommendationOutcome::WithConditions => ("with_conditions", vec![given.note.clone()], None),
        RecommendationOutcome::NotRecommended => ("not_recommended", Vec::new(), Some(given.note.clone())),
    };
    let visit = subject.state.visits.get(agency).map(|v| {
        json!({
            "time": subject.moment(v.at),
            "place": subject.object().unwrap_or_else(|| subject.address()),
            "assignment": v.assignment,
            "team": v.team,
            "minutes": v.findings,
        })
    });
    let agency_name = region.profile.agency_name(agency).to_owned();
    let data = with_common(
        region,
        json!({
            "number": null,
            "date": subject.date(given.at),
            "registration_number": subject.registration(),
            "service": definition.name,
            "applicant": { "name": subject.state.holder_name, "address": subject.address() },
            "object": subject.object(),
            "requested_by": region.profile.identity.office_short,
            "outcome": { "code": code, "text": given.outcome.label(), "reason": reason },
            "values": values,
            "conditions": conditions,
            "visit": visit,
            "legal_basis": definition.legal_basis,
            "signature": {
                "mode": "none",
                "mandate": null,
                "acting": null,
                "position": agency_name,
                "own_position": null,
                "name": given.by.name,
                "rank": null,
                "nip": null,
                "decree": null,
                "note": null,
            },
        }),
    );
    let mut data = data;
    if let Some(office) = data.get_mut("office").and_then(|o| o.as_object_mut()) {
        office.insert("name".into(), agency_name.clone().into());
        office.insert("short_name".into(), agency_name.into());
    }
    let template = &definition.product.letters.technical_recommendation;
    let letter = request(template, data, None, given.at, format!("{id}-rec-{agency}"));
    let laid = region.typesetter.pdf(&letter)?;
    let category = format!("recommendation.{agency}");
    put_file(region, *id.as_bytes(), &category, "rekomendasi-teknis.pdf", "application/pdf", &laid.pdf)?;
    Ok(Outcome::Done)
}
