//! Values as people read them: dates, money, choices, places.

use crate::account::Personal;
use domain::definition::{FieldDef, FieldType, ServiceDefinition};
use domain::process::{Application, EarlierPermit};
use domain::value::{RegionCode, RegionLevel, RegionTable, date_text};

/// A typed value as text: labels of choices, units, names of places.
pub fn field_text(field: &FieldDef, typed: &str) -> String {
    let typed = typed.trim();
    match &field.kind {
        FieldType::Choice { options } => {
            options.iter().find(|o| o.value == typed).map_or_else(|| typed.to_owned(), |o| o.label.clone())
        }
        FieldType::Number { unit, .. } if !typed.is_empty() => format!("{typed} {unit}").trim().to_owned(),
        FieldType::Bool => match typed {
            "ya" | "true" | "on" => "Ya".to_owned(),
            "" => String::new(),
            _ => "Tidak".to_owned(),
        },
        FieldType::Date => typed.parse().map_or_else(|_| typed.to_owned(), date_text::date),
        FieldType::Village => village_text(typed),
        _ => typed.to_owned(),
    }
}

/// "Kelurahan Meri, Kecamatan Kranggan", by the dotted code; a village whose last part begins with 2 is a desa
/// (Kepmendagri 300.2.2-2138/2025).
pub(crate) fn village_text(code: &str) -> String {
    let written = code;
    let Ok(code) = code.parse::<RegionCode>() else { return code.to_owned() };
    let table = RegionTable::embedded();
    let name = |c: &RegionCode| table.name(c).unwrap_or_default().to_owned();
    let district = code.at_level(RegionLevel::District).map(|c| name(&c)).unwrap_or_default();
    let kind = if written.rsplit('.').next().is_some_and(|part| part.starts_with('2')) {
        "Desa"
    } else {
        "Kelurahan"
    };
    format!("{kind} {}, Kecamatan {district}", name(&code))
}

/// Street and place of an account's address.
pub(crate) fn address_text(personal: &Personal) -> String {
    if personal.village.is_empty() {
        return personal.street.clone();
    }
    format!("{}, {}", personal.street, village_text(&personal.village)).trim_start_matches(", ").to_owned()
}

/// The text of a dotted name such as `form.luas`, `rec.luas` or `holder.name`; empty when it has no value.
pub fn value_text(
    definition: &ServiceDefinition,
    state: &Application,
    personal: &Personal,
    name: &str,
) -> String {
    match name.split_once('.') {
        Some(("form", id)) => {
            let typed = state.form.get(id).map_or("", String::as_str);
            definition.fields.iter().find(|f| f.id == id).map_or_else(String::new, |f| field_text(f, typed))
        }
        Some(("rec", id)) => definition
            .stages
            .iter()
            .flat_map(|s| &s.agencies)
            .find_map(|agency| {
                let field = agency.fields.iter().find(|f| f.id == id)?;
                let typed = state.recommendations.get(&agency.agency)?.values.get(id)?;
                Some(field_text(field, typed))
            })
            .unwrap_or_default(),
        Some(("holder", "name")) => state.holder_name.clone(),
        Some(("holder", "nik")) => personal.nik.as_ref().map_or_else(String::new, ToString::to_string),
        Some(("holder", "npwp")) => personal.npwp.as_ref().map_or_else(String::new, ToString::to_string),
        Some(("holder", "address")) => address_text(personal),
        Some(("application", "registration")) => {
            state.registration.map_or_else(String::new, |r| r.to_string())
        }
        _ => String::new(),
    }
}

/// What an application asks for, with the number of the permit that it is about.
pub(crate) fn kind_text(state: &Application) -> String {
    match &state.earlier {
        Some(EarlierPermit { number, holder: Some(holder), .. }) => {
            format!("{} atas izin nomor {number} dari {holder}", state.kind.label())
        }
        Some(earlier) => format!("{} atas izin nomor {}", state.kind.label(), earlier.number),
        None => state.kind.label().to_owned(),
    }
}
