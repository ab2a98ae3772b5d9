//! From a question of the profile to a field of a page.

use crate::components::{Choice, District, Field, FieldKind};
use app::Region;
use domain::definition::{FieldDef, FieldType};
use domain::value::{RegionCode, RegionTable, date_text};

/// More answers than this stand in a list instead of all being visible.
const MOST_VISIBLE: usize = 6;

/// A question with what was typed; `id` is its name on the page.
pub(crate) fn field(region: &Region, def: &FieldDef, id: &str, value: &str) -> Field {
    let kind = match &def.kind {
        FieldType::Text { max } => FieldKind::Text { max: *max },
        FieldType::LongText { max } => FieldKind::LongText { max: *max },
        FieldType::Number { unit, .. } => FieldKind::Number { unit: unit.clone() },
        FieldType::Choice { options } => {
            let options: Vec<Choice> =
                options.iter().map(|o| Choice::new(o.value.clone(), o.label.clone())).collect();
            if options.len() > MOST_VISIBLE {
                FieldKind::Select { options }
            } else {
                FieldKind::Choice { options }
            }
        }
        FieldType::Bool => FieldKind::Bool,
        FieldType::Date => FieldKind::Date,
        FieldType::Nik => FieldKind::Nik,
        FieldType::Npwp => FieldKind::Npwp,
        FieldType::Phone => FieldKind::Phone,
        FieldType::Village => villages(&region.profile.policy.region_code),
    };
    Field {
        id: id.to_owned(),
        name: String::new(),
        label: def.label.clone(),
        hint: hint(def),
        error: None,
        required: def.required,
        value: shown(def, value),
        kind,
    }
}

/// A date says how it may be typed.
fn hint(def: &FieldDef) -> String {
    match def.kind {
        FieldType::Date if !def.hint.contains("Contoh") => {
            format!("{} Contoh: 30-03-2026.", def.hint).trim().to_owned()
        }
        _ => def.hint.clone(),
    }
}

/// A kept date as people write it; everything else as typed.
fn shown(def: &FieldDef, value: &str) -> String {
    match (&def.kind, date_text::read(value)) {
        (FieldType::Date, Some(date)) => date_text::short_date(date),
        _ => value.to_owned(),
    }
}

/// Kecamatan and kelurahan of the region, by name; a region whose villages are not in the list types the code.
pub(crate) fn villages(region_code: &str) -> FieldKind {
    let table = RegionTable::embedded();
    let Ok(code) = region_code.parse::<RegionCode>() else { return FieldKind::Text { max: 13 } };
    let mut districts: Vec<District> = table
        .children(&code)
        .map(|district| {
            let mut villages: Vec<Choice> =
                table.children(&district.code).map(|v| Choice::new(v.code.to_string(), v.name)).collect();
            villages.sort_by(|a, b| a.label.cmp(&b.label));
            District { name: district.name, villages }
        })
        .filter(|district| !district.villages.is_empty())
        .collect();
    districts.sort_by(|a, b| a.name.cmp(&b.name));
    if districts.is_empty() { FieldKind::Text { max: 13 } } else { FieldKind::Village { districts } }
}
