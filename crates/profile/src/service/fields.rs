//! Form fields, items and documents.

use super::{Spots, condition};
use crate::problem::ProblemKind;
use crate::reader::Table;
use domain::definition::{ChoiceOption, DocumentDef, FieldDef, FieldType, ItemsDef};
use domain::formula::parse_number;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Words for `type`.
const TYPES: &str = "text, long_text, number, choice, bool, date, nik, npwp, phone, village";

/// Reads a list of fields. `conditional` says whether a field here may have a condition.
pub(crate) fn fields(
    root: &Table<'_>,
    key: &str,
    path: &str,
    conditional: bool,
    spots: &mut Spots,
    whole: &mut bool,
) -> Vec<FieldDef> {
    let mut fields: Vec<FieldDef> = Vec::new();
    let mut seen = BTreeSet::new();
    for table in root.tables(key) {
        let at = format!("{path}[{}]", fields.len());
        spots.put(at.clone(), table.spot.clone());
        let id = table.text("id");
        if let Some(id) = &id {
            spots.put(format!("{at}.id"), id.spot.clone());
            if !seen.insert(id.value.clone()) {
                let what = format!("there are two fields `{}`", id.value);
                table.report(ProblemKind::DuplicateId, &id.spot, what, "give one of them another id");
            }
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if !id.value.chars().all(plain) || id.value.starts_with(|c: char| c.is_ascii_digit()) {
                let what = format!("`{}` cannot be named in a formula", id.value);
                table.report(ProblemKind::WrongValue, &id.spot, what, "use small letters, digits and _");
                *whole = false;
            }
        }
        let label = table.value("label");
        let hint = table.value_or("hint", "");
        let group = table.value_or("group", "");
        let required = table.flag("required", true);
        let when = if conditional { condition(&table, "when", &format!("{at}.when"), spots) } else { None };
        let kind = kind(&table);
        match (id, kind) {
            (Some(id), Some(kind)) => {
                let label = label.unwrap_or_else(|| id.value.clone());
                fields.push(FieldDef { id: id.value, label, hint, kind, required, when, group });
            }
            _ => *whole = false,
        }
        table.close();
    }
    fields
}

fn kind(table: &Table<'_>) -> Option<FieldType> {
    let text = table.text("type")?;
    Some(match text.value.as_str() {
        "text" => FieldType::Text { max: table.maybe_whole("max").unwrap_or(100) },
        "long_text" => FieldType::LongText { max: table.maybe_whole("max").unwrap_or(1_000) },
        "number" => return number(table),
        "choice" => return choice(table),
        "bool" => FieldType::Bool,
        "date" => FieldType::Date,
        "nik" => FieldType::Nik,
        "npwp" => FieldType::Npwp,
        "phone" => FieldType::Phone,
        "village" => FieldType::Village,
        other => {
            let what = format!("there is no type of field `{other}`");
            table.report(ProblemKind::WrongValue, &text.spot, what, format!("use one of: {TYPES}"));
            return None;
        }
    })
}

fn number(table: &Table<'_>) -> Option<FieldType> {
    let min = limit(table, "min");
    let max = limit(table, "max");
    let scale = table.maybe_whole("scale").unwrap_or(0_u32);
    let unit = table.value_or("unit", "");
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let what = format!("the smallest value {min} is above the largest {max}");
        table.report(ProblemKind::LimitsReversed, &table.spot_of("min"), what, "exchange `min` and `max`");
        return None;
    }
    Some(FieldType::Number { min: min?, max: max?, scale, unit })
}

/// A limit as a whole number or as a decimal in quotes.
fn limit(table: &Table<'_>, key: &str) -> Option<Decimal> {
    if !table.has(key) {
        table.missing(key);
        return None;
    }
    match table.maybe_number(key) {
        Some(Ok(number)) => Some(number),
        Some(Err(text)) => match parse_number(&text.value) {
            Ok(number) => Some(number),
            Err(error) => {
                let what = format!("`{key}` cannot be read: {error}");
                table.report(ProblemKind::WrongValue, &text.spot, what, "write 100 or \"0,5\"");
                None
            }
        },
        None => None,
    }
}

fn choice(table: &Table<'_>) -> Option<FieldType> {
    let mut options: Vec<ChoiceOption> = Vec::new();
    let given = table.tables("options");
    if given.is_empty() {
        let mend = "add `options = [{ value = \"…\", label = \"…\" }]`";
        table.report(ProblemKind::ChoiceWithoutOptions, &table.spot, "this choice offers nothing", mend);
        return None;
    }
    let mut whole = true;
    for option in given {
        let value = option.text("value");
        let label = option.value("label");
        match (value, label) {
            (Some(value), Some(label)) => {
                if options.iter().any(|o| o.value == value.value) {
                    let what = format!("the option `{}` is there twice", value.value);
                    option.report(ProblemKind::DuplicateId, &value.spot, what, "remove one");
                }
                options.push(ChoiceOption { value: value.value, label });
            }
            _ => whole = false,
        }
        option.close();
    }
    whole.then_some(FieldType::Choice { options })
}

pub(crate) fn items(root: &Table<'_>, spots: &mut Spots, whole: &mut bool) -> Option<ItemsDef> {
    let table = root.maybe_table("items")?;
    spots.put("items", table.spot.clone());
    let label = table.value("label").unwrap_or_default();
    let min = table.whole("min").unwrap_or(1_usize);
    let max = table.whole("max").unwrap_or(1_usize);
    if min > max {
        let what = format!("the fewest {min} is above the most {max}");
        table.report(ProblemKind::LimitsReversed, &table.spot_of("min"), what, "exchange `min` and `max`");
    }
    let fields = fields(&table, "field", "items.fields", false, spots, whole);
    if fields.is_empty() {
        table.missing("field");
    }
    table.close();
    Some(ItemsDef { label, min, max, fields })
}

pub(crate) fn documents(root: &Table<'_>, spots: &mut Spots) -> Vec<DocumentDef> {
    let mut documents: Vec<DocumentDef> = Vec::new();
    for table in root.tables("document") {
        let at = format!("documents[{}]", documents.len());
        let id = table.text("id");
        let label = table.value("label");
        let purpose = table.value("purpose");
        let compare = table.value_or("compare", "");
        let when = condition(&table, "when", &format!("{at}.when"), spots);
        let optional = table.flag("optional", false);
        let original_at_handover = table.flag("original_at_handover", false);
        let expires = table.flag("expires", false);
        if let (Some(id), Some(label)) = (id, label) {
            if documents.iter().any(|d| d.id == id.value) {
                let what = format!("the document `{}` is asked for twice", id.value);
                table.report(
                    ProblemKind::DuplicateDocument,
                    &id.spot,
                    what,
                    "remove one, or give it another id",
                );
            }
            spots.put(format!("{at}.id"), id.spot);
            documents.push(DocumentDef {
                id: id.value,
                label,
                purpose: purpose.unwrap_or_default(),
                compare,
                when,
                optional,
                original_at_handover,
                expires,
            });
        }
        table.close();
    }
    documents
}
