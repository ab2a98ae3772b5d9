//! What a service issues, shown before anybody applies: its real letter with made-up values, marked as a sample.

use super::context::{Subject, permit_data, request};
use crate::Region;
use crate::account::Personal;
use crate::act::valid_until;
use crate::error::AppError;
use crate::play::sample_value;
use domain::definition::{ServiceDefinition, ServiceId, SigningMode};
use domain::numbering::NumberParts;
use domain::party::{Account, ApplicationRecord};
use domain::process::{By, Event, NewApplication, Recommendation, RecommendationOutcome, apply};
use domain::value::{Digest, Id, RegistrationNumber};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;

/// Points an inch of the picture: readable in outline, light on a slow line.
const PICTURE_PPI: f32 = 50.0;

/// The last registration number of a year; no office comes so far.
const NOBODYS_SERIAL: u32 = 999_999;

/// A sample document.
#[derive(Debug)]
pub struct SamplePermit {
    /// PDF.
    pub pdf: Vec<u8>,
    /// Its first page as PNG.
    pub picture: Vec<u8>,
}

/// The sample of a service; laid out once for each definition and kept in memory, so that a visitor's reload costs nothing.
///
/// # Errors
/// [`AppError::NotFound`] for a service that this office does not give; typesetting.
pub fn sample_permit(region: &Region, service: &ServiceId) -> Result<Arc<SamplePermit>, AppError> {
    let office = region.office();
    let (hash, definition) = office.offered(service).ok_or(AppError::NotFound)?;
    // Held while it is laid out: a second visitor waits for the same sample instead of laying it out again.
    let mut kept = match region.samples.lock() {
        Ok(kept) => kept,
        Err(poisoned) => poisoned.into_inner(),
    };
    if let Some(sample) = kept.get(&hash) {
        return Ok(sample.clone());
    }
    let sample = Arc::new(lay_out(region, hash, &definition)?);
    kept.insert(hash, sample.clone());
    Ok(sample)
}

fn lay_out(
    region: &Region,
    hash: Digest,
    definition: &Arc<ServiceDefinition>,
) -> Result<SamplePermit, AppError> {
    let now = region.now();
    let subject = subject(region, hash, definition, now)?;
    let day = subject.office.calendar.local_date(now);
    let number = region.profile.permit_number_template(&definition.id).and_then(|template| {
        template.fill(&NumberParts { counter: 0, code: &definition.code, date: day }).ok()
    });
    let until = valid_until(&subject.office, definition, &subject.state, now);
    let signature = signature(region, definition.product.signing);
    let (mut data, qr) = permit_data(region, &subject, signature, number.as_deref(), Some(day), until)?;
    // Also where the region is no sample itself.
    data["sample"] = json!(true);
    let template = &definition.product.letters.permit;
    let letter = request(template, data, Some(qr), now, format!("sample-{}", definition.id));
    let pdf = region.typesetter.pdf(&letter)?.pdf;
    let picture = region.typesetter.pictures(&letter, PICTURE_PPI)?.into_iter().next();
    Ok(SamplePermit { pdf, picture: picture.ok_or(AppError::NotFound)? })
}

/// An application that nobody made.
fn subject(
    region: &Region,
    hash: Digest,
    definition: &Arc<ServiceDefinition>,
    now: Timestamp,
) -> Result<Subject, AppError> {
    let nobody = By { account: None, name: "Petugas contoh".to_owned() };
    let new = NewApplication {
        id: Id::<ApplicationRecord>::from_bytes([0; 16]),
        service: definition.id.clone(),
        definition: hash,
        owner: Id::<Account>::from_bytes([0; 16]),
        holder_name: "Nama Pemohon Contoh".to_owned(),
        entered_by: None,
        power: None,
        kind: Default::default(),
        earlier: None,
        at: now,
    };
    let mut state = apply(None, &Event::DraftStarted { new }, now)?;
    let office = region.office();
    let year = u16::try_from(office.calendar.local_date(now).year()).unwrap_or_default();
    state.registration = RegistrationNumber::new(year, NOBODYS_SERIAL).ok();
    state.submitted_at = Some(now);
    state.form = definition.fields.iter().map(|f| (f.id.clone(), sample_value(region, f, 0))).collect();
    if let Some(items) = &definition.items {
        let item = |n| items.fields.iter().map(|f| (f.id.clone(), sample_value(region, f, n))).collect();
        state.items = (1..=items.max.min(2)).map(item).collect();
    }
    for agency in definition.stages.iter().flat_map(|s| &s.agencies) {
        let values = agency.fields.iter().map(|f| (f.id.clone(), sample_value(region, f, 0))).collect();
        let recommendation = Recommendation {
            outcome: RecommendationOutcome::Recommended,
            values,
            note: String::new(),
            by: nobody.clone(),
            at: now,
        };
        state.recommendations.insert(agency.agency.clone(), recommendation);
    }
    let personal = Personal { street: "Jalan Contoh 1".to_owned(), ..Personal::default() };
    Ok(Subject { state, definition: definition.clone(), personal, office })
}

/// The place of a signature, without a name: nobody signed this.
fn signature(region: &Region, mode: SigningMode) -> serde_json::Value {
    let mode = match mode {
        SigningMode::Electronic => "electronic",
        SigningMode::Wet => "wet",
        SigningMode::None => "none",
    };
    let position = region.profile.positions.first().map_or("", |p| p.title.as_str());
    json!({
        "mode": mode,
        "mandate": null,
        "acting": null,
        "position": position,
        "own_position": null,
        "name": "Nama Pejabat",
        "rank": null,
        "nip": null,
        "decree": null,
        "note": "Contoh: tidak ditandatangani",
    })
}
