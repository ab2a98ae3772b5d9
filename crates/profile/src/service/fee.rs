//! Fee, worked examples and tariff tables.

use crate::problem::ProblemKind;
use crate::reader::{Entry, Table, whole};
use crate::source::Spot;
use domain::formula::{
    Example, FeeSpec, Rounding, Tables, TariffEntry, TariffTable, Value, Values, parse_number,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use toml::de::{DeArray, DeValue};

/// A fee as read, with the places of its formula and examples.
pub(crate) struct FeeDraft {
    pub spec: FeeSpec,
    pub table: Spot,
    pub formula: Spot,
    pub examples: Vec<Spot>,
    /// An example could not be read; then "too few" would only repeat it.
    pub whole: bool,
}

/// What `[fee]` says: a formula with its examples, or that tariff and decree are not entered yet, in the words of the source.
pub(crate) enum Cost {
    /// Nothing: free of charge.
    Free,
    /// Liable, and nothing can be charged yet.
    Unset(String),
    /// To be computed.
    Fee(FeeDraft),
}

pub(crate) fn cost(root: &Table<'_>) -> Cost {
    let Some(table) = root.maybe_table("fee") else { return Cost::Free };
    let state = table.maybe_text("state");
    let source = table.maybe_text("source");
    let Some(state) = state else { return fee(table).map_or(Cost::Free, Cost::Fee) };
    if state.value != "unset" {
        let what = format!("`{}` is no state of a fee", state.value);
        table.report(ProblemKind::WrongValue, &state.spot, what, "write \"unset\", or leave `state` out");
    }
    if source.is_none() {
        table.missing("source");
    }
    table.close();
    Cost::Unset(source.map(|text| text.value).unwrap_or_default())
}

fn fee(table: Table<'_>) -> Option<FeeDraft> {
    // Not asked for as a key that must be there: a tariff that is unset has none.
    let formula = table.maybe_text("formula");
    if formula.is_none() {
        table.missing("formula");
    }
    let rounding = table.maybe_table("rounding").and_then(|t| {
        let mode = t.choice("mode");
        let to = t.maybe_whole("to").unwrap_or(1_i64);
        t.close();
        Some(Rounding { mode: mode?, to })
    });
    let mut examples = Vec::new();
    let mut spots = Vec::new();
    let mut whole = true;
    for example in table.tables("example") {
        let expect = example.whole("expect");
        let given = example.table("given").and_then(|t| given(&t));
        match (given, expect) {
            (Some(given), Some(expect)) => {
                spots.push(example.spot.clone());
                examples.push(Example { given, expect });
            }
            _ => whole = false,
        }
        example.close();
    }
    let spot = table.spot.clone();
    table.close();
    let formula = formula?;
    let spec = FeeSpec { formula: formula.value, rounding: rounding.unwrap_or_default(), examples };
    Some(FeeDraft { spec, table: spot, formula: formula.spot, examples: spots, whole })
}

fn given(table: &Table<'_>) -> Option<Values> {
    let mut values = Values::new();
    let mut good = true;
    for entry in table.entries() {
        match value(entry.value) {
            Some(value) => values.set(&entry.key, value),
            None => {
                good = false;
                let what =
                    format!("`{}` is a {}, which no field can hold", entry.key, entry.value.type_str());
                let mend = "write a whole number, true, or a text; decimals stand in quotes, as in \"112,5\"";
                table.report(ProblemKind::WrongType, &entry.spot, what, mend);
            }
        }
    }
    good.then_some(values)
}

fn value(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Integer(_) => Value::from(whole(value)?),
        DeValue::Array(items) => Value::List(records(items)?),
        _ => return None,
    })
}

fn records(items: &DeArray<'_>) -> Option<Vec<BTreeMap<String, Value>>> {
    let record = |item: &DeValue<'_>| -> Option<BTreeMap<String, Value>> {
        item.as_table()?.iter().map(|(k, v)| Some((k.get_ref().to_string(), value(v.get_ref())?))).collect()
    };
    items.iter().map(|item| record(item.get_ref())).collect()
}

pub(crate) fn tables(root: &Table<'_>) -> Tables {
    let mut tables = Tables::default();
    let Some(all) = root.maybe_table("table") else { return tables };
    for entry in all.entries() {
        let Some(table) = all.maybe_table(&entry.key) else { continue };
        let mut tariff = TariffTable {
            label: table.value_or("label", ""),
            unit: table.value_or("unit", ""),
            entries: BTreeMap::new(),
        };
        if let Some(entries) = table.table("entries") {
            for entry in entries.entries() {
                if let Some(amount) = amount(&entries, &entry) {
                    tariff.entries.insert(entry.key, amount);
                }
            }
        }
        table.close();
        tables = tables.with(entry.key, tariff);
    }
    tables
}

/// `175000`, `"1,5"` or `{ amount = 175000, label = "Bus besar" }`.
fn amount(entries: &Table<'_>, entry: &Entry<'_>) -> Option<TariffEntry> {
    let number = |value: &DeValue<'_>| match value {
        DeValue::Integer(_) => whole(value).map(Decimal::from),
        DeValue::String(text) => parse_number(text).ok(),
        _ => None,
    };
    let found = match entry.value {
        DeValue::Table(_) => {
            let table = entries.maybe_table(&entry.key)?;
            let label = table.value_or("label", "");
            let amount = match table.maybe_number("amount") {
                Some(Err(text)) => parse_number(&text.value).ok(),
                Some(Ok(number)) => Some(number),
                None => None,
            };
            table.close();
            amount.map(|amount| TariffEntry { amount, label })
        }
        value => number(value).map(|amount| TariffEntry { amount, label: String::new() }),
    };
    if found.is_none() {
        let what = format!("the amount of `{}` cannot be read", entry.key);
        let mend = "write 175000, \"1,5\" or { amount = 175000, label = \"…\" }";
        entries.report(ProblemKind::WrongValue, &entry.spot, what, mend);
    }
    found
}
