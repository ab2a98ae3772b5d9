//! The data that all letters share, and what an application's letters need to know.

use super::copy::{copied, copy_data};
use super::words::{address_text, kind_text, value_text};
use crate::account::{Personal, read_personal};
use crate::error::AppError;
use crate::ports::LetterRequest;
use crate::{Office, Region};
use domain::definition::{RequestKind, ServiceDefinition, SigningMode};
use domain::official::SigningRight;
use domain::party::{Account, ApplicationRecord};
use domain::process::{Application, RecommendationOutcome};
use domain::value::{Id, VerificationCode, date_text};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::sync::Arc;

/// An application loaded for its letters.
pub(super) struct Subject {
    pub state: Application,
    pub definition: Arc<ServiceDefinition>,
    pub personal: Personal,
    pub office: Arc<Office>,
}

impl Subject {
    pub fn load(region: &Region, id: Id<ApplicationRecord>) -> Result<Subject, AppError> {
        let office = region.office();
        let (state, owner) = region.store.read(|tx| -> Result<_, AppError> {
            let stored = store::application::find(tx, id)?.ok_or(AppError::NotFound)?;
            let owner = store::account::find(tx, stored.state.owner)?.ok_or(AppError::NotFound)?;
            Ok((stored.state, owner))
        })?;
        let definition = office.definition(&state.definition)?;
        let personal = read_personal(&region.keys, &owner)?;
        Ok(Subject { state, definition, personal, office })
    }

    pub fn text(&self, name: &str) -> String {
        value_text(&self.definition, &self.state, &self.personal, name)
    }

    pub fn registration(&self) -> String {
        self.state.registration.map_or_else(String::new, |r| r.to_string())
    }

    pub fn address(&self) -> String {
        address_text(&self.personal)
    }

    pub fn date(&self, at: Timestamp) -> String {
        date_text::date(self.office.calendar.local_date(at))
    }

    pub fn moment(&self, at: Timestamp) -> String {
        date_text::moment_at(at, self.office.calendar.time_zone())
    }

    /// What the permit is about, in one line.
    pub fn object(&self) -> Option<String> {
        let field = self.definition.object_field.as_ref()?;
        let text = self.text(&format!("form.{field}"));
        (!text.is_empty()).then_some(text)
    }

    /// Every item as rows of label and value.
    pub fn item_rows(&self) -> Vec<Vec<(String, String)>> {
        let Some(def) = &self.definition.items else { return Vec::new() };
        self.state
            .items
            .iter()
            .map(|item| {
                def.fields
                    .iter()
                    .map(|f| {
                        (f.label.clone(), super::field_text(f, item.get(&f.id).map_or("", String::as_str)))
                    })
                    .collect()
            })
            .collect()
    }
}

/// The common keys: sample mark, colours, office.
pub(super) fn common(region: &Region) -> Value {
    let identity = &region.profile.identity;
    let token = |name: &str, otherwise: &str| {
        region.profile.theme.tokens.get(name).cloned().unwrap_or_else(|| otherwise.to_owned())
    };
    json!({
        "sample": identity.sample,
        "theme": { "primary": token("primary", "#0b4f6c"), "accent": token("accent", "#d9a441") },
        "office": {
            "government": identity.government,
            "name": identity.office_long,
            "short_name": identity.office_short,
            "system": identity.system_name,
            "address": identity.address.join(", "),
            "contact": identity.contact,
            "city": identity.city,
        },
    })
}

/// Joins letter data with the common keys.
pub(super) fn with_common(region: &Region, own: Value) -> Value {
    let mut all = common(region);
    if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
        all.extend(own);
    }
    all
}

/// Address printed beside a QR code, without scheme.
pub(super) fn bare_url(region: &Region) -> String {
    let base = region.base_url.trim_start_matches("https://").trim_start_matches("http://");
    format!("{base}{}", region.profile.identity.verification_path)
}

/// Verification block and QR picture; the code is random and tells nothing about the number.
pub(super) fn verification(region: &Region, state: &Application) -> Result<(Value, Vec<u8>), AppError> {
    let compact = state.verification_code.clone().unwrap_or_default();
    let shown = compact.parse::<VerificationCode>().map_or(compact.clone(), |code| code.to_string());
    let url = format!("{}{}/{compact}", region.base_url, region.profile.identity.verification_path);
    let svg = document::qr::svg(&url).map_err(|e| AppError::Failed(e.to_string()))?;
    Ok((json!({ "url": bare_url(region), "code": shown }), svg.into_bytes()))
}

/// The signature block of a right, as letters expect it.
pub(super) fn signature_block(
    region: &Region,
    account: Id<Account>,
    right: &SigningRight,
    mode: SigningMode,
) -> Result<Value, AppError> {
    let row = region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotFound)?;
    let mode = match mode {
        SigningMode::Electronic => "electronic",
        SigningMode::Wet => "wet",
        SigningMode::None => "none",
    };
    let prefix = right.tenure.prefix().trim();
    let position = right.title.strip_prefix(right.tenure.prefix()).unwrap_or(&right.title);
    let decree = if prefix.is_empty() { &right.delegation_decree } else { &right.appointment_decree };
    let note = if region.profile.identity.sample {
        "Sertifikat Contoh · diperiksa melalui kode QR"
    } else {
        "Ditandatangani secara elektronik · diperiksa melalui kode QR"
    };
    Ok(json!({
        "mode": mode,
        "mandate": right.on_behalf_of,
        "acting": (!prefix.is_empty()).then_some(prefix),
        "position": position,
        "own_position": null,
        "name": row.name,
        "rank": null,
        "nip": row.nip,
        "decree": format!("Berdasarkan {decree}."),
        "note": note,
    }))
}

/// Who signs for a service on that day: the first post in the profile's order whose holder has the right.
pub(super) fn signer_on(
    region: &Region,
    office: &Office,
    definition: &ServiceDefinition,
    on: Date,
) -> Option<(Id<Account>, SigningRight)> {
    region.profile.positions.iter().find_map(|position| {
        let holder = office.officials.holder(&position.id, on)?;
        let right = office.officials.signing_right(holder.account, &definition.id, on).ok()?;
        Some((holder.account, right))
    })
}

/// Calls the typesetter with the letter's stable id.
pub(super) fn request(
    template: &str,
    data: Value,
    qr: Option<Vec<u8>>,
    at: Timestamp,
    ident: String,
) -> LetterRequest {
    let attachments = qr.map(|svg| vec![("qr.svg".to_owned(), svg)]).unwrap_or_default();
    LetterRequest { template: template.to_owned(), data, attachments, at, ident }
}

/// The permit's data, for the draft, the frozen page and the simulated sheet.
pub(super) fn permit_data(
    region: &Region,
    subject: &Subject,
    signature: Value,
    number: Option<&str>,
    date: Option<Date>,
    until: Option<Date>,
) -> Result<(Value, Vec<u8>), AppError> {
    if let Some(original) = copied(region, subject)? {
        return copy_data(region, subject, &original, signature, number, date);
    }
    let definition = &subject.definition;
    let (verification, qr) = verification(region, &subject.state)?;
    let rows: Vec<Value> = definition
        .product
        .rows
        .iter()
        .map(|row| json!({ "label": row.label, "value": subject.text(&row.value) }))
        .filter(|row| row["value"] != "")
        .collect();
    let mut holder_rows = Vec::new();
    if let Some(nik) = &subject.personal.nik {
        holder_rows.push(json!({ "label": "NIK", "value": nik.to_string() }));
    }
    if let Some(npwp) = &subject.personal.npwp {
        holder_rows.push(json!({ "label": "NPWP", "value": npwp.to_string() }));
    }
    if !subject.address().is_empty() {
        holder_rows.push(json!({ "label": "Alamat", "value": subject.address() }));
    }
    let validity = match (date, until) {
        (_, None) => "Berlaku selama tidak ada perubahan.".to_owned(),
        (Some(from), Some(until)) => format!("{} sampai {}", date_text::date(from), date_text::date(until)),
        (None, Some(until)) => format!("Sampai {}", date_text::date(until)),
    };
    let mut basis: Vec<String> = definition.legal_basis.clone();
    for own in &region.profile.identity.legal_basis {
        if !basis.contains(own) {
            basis.push(own.clone());
        }
    }
    let mut conditions = definition.product.conditions.clone();
    conditions.extend(
        subject
            .state
            .recommendations
            .values()
            .filter(|r| r.outcome == RecommendationOutcome::WithConditions)
            .map(|r| r.note.clone()),
    );
    let items: Vec<Value> = subject
        .item_rows()
        .into_iter()
        .enumerate()
        .map(|(n, rows)| {
            let title = rows.first().map_or_else(|| format!("{}", n + 1), |(_, value)| value.clone());
            let rows: Vec<Value> = rows
                .into_iter()
                .skip(1)
                .map(|(label, value)| json!({ "label": label, "value": value }))
                .collect();
            json!({ "title": title, "serial": null, "rows": rows })
        })
        .collect();
    let submitted = subject.state.submitted_at.map_or_else(String::new, |at| subject.date(at));
    let opening = match &definition.product.opening {
        Some(text) => text.clone(),
        None => format!(
            "Berdasarkan permohonan nomor {{registration}} yang diterima {{submitted}}, {} diberikan kepada:",
            definition.short_name
        ),
    };
    let opening =
        opening.replace("{registration}", &subject.registration()).replace("{submitted}", &submitted);
    let own = json!({
        "number": number,
        "date": date.map(date_text::date),
        "authority": null,
        "title": definition.product.title,
        "subtitle": matches!(subject.state.kind, RequestKind::Renewal | RequestKind::Change | RequestKind::Transfer)
            .then(|| kind_text(&subject.state)),
        "replacement_note": (subject.state.kind == RequestKind::Replacement)
            .then_some(subject.state.earlier.as_ref())
            .flatten()
            .map(|earlier| format!("PENGGANTI dokumen nomor {}", earlier.number)),
        "opening": opening,
        "holder_heading": definition.product.holder_heading.as_deref().unwrap_or("Pemegang izin"),
        "holder": { "name": subject.state.holder_name, "rows": holder_rows },
        "sections": [{ "heading": "Keterangan", "rows": rows }],
        "validity": { "text": validity, "explanation": definition.product.validity_basis.label() },
        "item_label": definition.items.as_ref().map(|i| format!("Nomor {}", i.label.to_lowercase())),
        "items": items,
        "conditions": conditions,
        "legal_basis": basis,
        "verification": verification,
        "signature": signature,
    });
    Ok((with_common(region, own), qr))
}
