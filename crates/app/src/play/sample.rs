//! Made-up values that a field takes: for plays, and for the sample of a permit that a service page shows.

use super::cast::{sample_nik, sample_village};
use crate::Region;
use domain::definition::{FieldDef, FieldType};
use rust_decimal::Decimal;

/// A value that the field takes; `n` makes items and objects differ.
pub(crate) fn sample_value(region: &Region, field: &FieldDef, n: usize) -> String {
    match &field.kind {
        FieldType::Text { max } => {
            let text = format!("{} contoh {}", field.label, n + 1);
            if text.chars().count() <= *max {
                text
            } else {
                format!("C {:04} XX", n + 1).chars().take(*max).collect()
            }
        }
        FieldType::LongText { .. } => format!("Uraian contoh untuk {}.", field.label.to_lowercase()),
        FieldType::Number { min, max, .. } => {
            let hundred = Decimal::from(100);
            if *min <= hundred && hundred <= *max { hundred.to_string() } else { min.normalize().to_string() }
        }
        FieldType::Choice { options } => {
            options.get(n % options.len().max(1)).map_or_else(String::new, |o| o.value.clone())
        }
        FieldType::Bool => "ya".to_owned(),
        FieldType::Date => {
            let year = region.office().calendar.local_date(region.now()).year() + 3;
            format!("{year}-02-17")
        }
        FieldType::Nik => sample_nik(region),
        FieldType::Npwp => "01.000.011.5-999.000".to_owned(),
        FieldType::Phone => "084000000001".to_owned(),
        FieldType::Village => sample_village(region),
    }
}
