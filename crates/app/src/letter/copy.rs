//! *Salinan sah (legalisir)*: what an issued document says, under a number and a verification entry of the copy's own.

use super::context::{Subject, permit_data, verification};
use crate::Region;
use crate::error::AppError;
use domain::value::date_text;
use jiff::civil::Date;
use serde_json::{Value, json};

/// The document that this application asks a copy of; `None` for any other kind.
///
/// # Errors
/// Database; [`AppError::Damaged`] when the permit is not in the register.
pub(super) fn copied(
    region: &Region,
    subject: &Subject,
) -> Result<Option<(Subject, store::permit::PermitRow)>, AppError> {
    let Some(earlier) = subject.state.earlier.as_ref().filter(|_| subject.definition.makes_copies()) else {
        return Ok(None);
    };
    let permit = region
        .store
        .read(|tx| store::permit::of_application(tx, earlier.application))?
        .ok_or_else(|| AppError::Damaged("a copy of a permit that is not in the register".into()))?;
    Ok(Some((Subject::load(region, earlier.application)?, permit)))
}

/// The copy's data: holder and contents of the document, everything else of the copy.
///
/// # Errors
/// As [`permit_data`].
pub(super) fn copy_data(
    region: &Region,
    subject: &Subject,
    (original, permit): &(Subject, store::permit::PermitRow),
    signature: Value,
    number: Option<&str>,
    date: Option<Date>,
) -> Result<(Value, Vec<u8>), AppError> {
    let signed = original.office.calendar.local_date(permit.signed_at);
    let until: Option<Date> = permit.valid_until.as_deref().and_then(|day| day.parse().ok());
    let (mut data, _) = permit_data(region, original, signature, Some(&permit.number), Some(signed), until)?;
    let (own_check, qr) = verification(region, &subject.state)?;
    let product = &subject.definition.product;
    let own = json!({
        "number": number,
        "date": date.map(date_text::date),
        "title": product.title,
        "subtitle": null,
        "replacement_note": null,
        "opening": product.opening,
        "copied": {
            "title": original.definition.product.title,
            "number": permit.number,
            "date": date_text::date(signed),
            "signer": permit.signer,
            "validity": data["validity"]["text"],
        },
        "conditions": product.conditions,
        "verification": own_check,
    });
    if let (Some(all), Value::Object(own)) = (data.as_object_mut(), own) {
        all.extend(own);
    }
    Ok((data, qr))
}
