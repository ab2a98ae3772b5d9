//! Made-up values that a field takes: for plays, and for the sample of a permit that a service page shows.

use super::cast::{sample_nik, sample_village};
use crate::Region;
use domain::definition::{FieldDef, FieldType};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A day that can be true: a death, a birth or an issue lies behind, a beginning shortly ahead, an end far ahead.
fn fitting_day(field: &str, today: Date) -> Date {
    let is = |words: &[&str]| words.iter().any(|word| field.contains(word));
    let day = if is(&["wafat", "lahir", "terbit"]) {
        today.checked_sub(4.days())
    } else if is(&["mulai"]) {
        today.checked_add(7.days())
    } else {
        Ok(Date::new(today.year() + 3, 2, 17).unwrap_or(today))
    };
    day.unwrap_or(today)
}

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
            let today = region.office().calendar.local_date(region.now());
            fitting_day(&field.id, today).to_string()
        }
        FieldType::Nik => sample_nik(region),
        FieldType::Npwp => "01.000.011.5-999.000".to_owned(),
        FieldType::Phone => "084000000001".to_owned(),
        FieldType::Village => sample_village(region),
    }
}

#[cfg(test)]
mod tests {
    use super::fitting_day;
    use jiff::civil::date;

    #[test]
    fn nobody_dies_in_the_future_and_nothing_ends_before_it_begins() {
        let today = date(2026, 3, 30);
        assert!(fitting_day("tanggal_wafat", today) < today);
        assert!(fitting_day("mulai", today) > today);
        assert!(fitting_day("sampai", today) > fitting_day("mulai", today));
    }
}
