//! Named tariff tables of a profile.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::number_text::parse_number;

/// All tariff tables of a profile, by the name `table("name", …)` uses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tables(pub BTreeMap<String, TariffTable>);

impl Tables {
    /// The table of a name.
    pub fn get(&self, name: &str) -> Option<&TariffTable> {
        self.0.get(name)
    }

    /// The same tables and one more.
    pub fn with(mut self, name: impl Into<String>, table: TariffTable) -> Tables {
        self.0.insert(name.into(), table);
        self
    }
}

/// A tariff per key, such as the class of a vehicle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TariffTable {
    /// Indonesian label, shown in the calculation.
    #[serde(default)]
    pub label: String,
    /// Unit of the amounts, "Rp" for money; empty for a coefficient.
    #[serde(default)]
    pub unit: String,
    /// Amount of each key.
    pub entries: BTreeMap<String, TariffEntry>,
}

impl TariffTable {
    /// A table of rupiah amounts.
    pub fn rupiah<const N: usize>(label: &str, entries: [(&str, i64); N]) -> TariffTable {
        let entry = |(key, amount): (&str, i64)| {
            (key.to_owned(), TariffEntry { amount: Decimal::from(amount), label: String::new() })
        };
        TariffTable {
            label: label.to_owned(),
            unit: "Rp".to_owned(),
            entries: entries.into_iter().map(entry).collect(),
        }
    }
}

/// One amount of a table. A profile writes `175000`, `"1,5"` or `{ amount = 175000, label = "Bus besar" }`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TariffEntry {
    /// The amount in the unit of the table.
    #[serde(serialize_with = "with_comma")]
    pub amount: Decimal,
    /// Indonesian label of the key; the key itself is shown when it is empty.
    pub label: String,
}

/// With a comma, because "1.125" would be refused as ambiguous when it is read back.
fn with_comma<S: serde::Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&amount.to_string().replace('.', ","))
}

impl<'de> Deserialize<'de> for TariffEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TariffEntryVisitor)
    }
}

struct TariffEntryVisitor;

impl<'de> Visitor<'de> for TariffEntryVisitor {
    type Value = TariffEntry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a decimal in quotes, or a table with `amount` and `label`")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<TariffEntry, E> {
        Ok(TariffEntry { amount: Decimal::from(value), label: String::new() })
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<TariffEntry, E> {
        Ok(TariffEntry { amount: Decimal::from(value), label: String::new() })
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<TariffEntry, E> {
        Err(E::custom("write a decimal in quotes, such as \"1,5\": binary fractions are not exact"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<TariffEntry, E> {
        let amount = parse_number(text).map_err(|e| E::custom(format!("`{text}`: {e}")))?;
        Ok(TariffEntry { amount, label: String::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TariffEntry, A::Error> {
        let (mut amount, mut label) = (None, String::new());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "amount" => amount = Some(map.next_value::<TariffEntry>()?.amount),
                "label" => label = map.next_value()?,
                other => return Err(de::Error::unknown_field(other, &["amount", "label"])),
            }
        }
        let amount = amount.ok_or_else(|| de::Error::missing_field("amount"))?;
        Ok(TariffEntry { amount, label })
    }
}
