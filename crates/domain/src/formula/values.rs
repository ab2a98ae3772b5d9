//! The values a formula is computed from.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

/// One value.
///
/// Written as JSON or TOML: `null`, `true`, `"text"`, `{ decimal = "112.5" }`, `{ date = "2026-01-31" }`, a list of
/// records. A whole number is read as a decimal; a text is read as a number or a date where the type of its name
/// says so. A binary fraction (`1.5` without quotes) is refused: it is not exact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Missing.
    Null,
    /// True or false.
    Bool(bool),
    /// An exact number.
    Decimal(Decimal),
    /// A text or a choice.
    Text(String),
    /// A calendar day.
    Date(Date),
    /// Several records; fields are named without `item.`.
    List(Vec<BTreeMap<String, Value>>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Decimal(Decimal::from(value))
    }
}

impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Value::Decimal(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Value::Date(value)
    }
}

impl From<Vec<BTreeMap<String, Value>>> for Value {
    fn from(value: Vec<BTreeMap<String, Value>>) -> Self {
        Value::List(value)
    }
}

/// Values by dotted name, such as `form.luas_bangunan`. A name that is not there counts as missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(pub BTreeMap<String, Value>);

impl Values {
    /// No values.
    pub fn new() -> Values {
        Values::default()
    }

    /// The same values and one more.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Values {
        self.0.insert(name.into(), value.into());
        self
    }

    /// Puts a value in; a name given twice keeps the last.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tagged = |serializer: S, tag: &str, text: String| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(tag, &text)?;
            map.end()
        };
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Decimal(value) => tagged(serializer, "decimal", value.to_string()),
            Value::Text(value) => serializer.serialize_str(value),
            Value::Date(value) => tagged(serializer, "date", value.to_string()),
            Value::List(items) => items.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "null, true, a whole number, a text, a list of records, or { decimal = … } or { date = … }",
        )
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Decimal(Decimal::from(value)))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("write a decimal in quotes, such as \"1,5\": binary fractions are not exact"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Some((tag, text)) = map.next_entry::<String, String>()? else {
            return Err(de::Error::custom("an empty table is not a value"));
        };
        let value = match tag.as_str() {
            "decimal" => text.parse().map(Value::Decimal).map_err(de::Error::custom)?,
            "date" => text.parse().map(Value::Date).map_err(de::Error::custom)?,
            other => return Err(de::Error::unknown_field(other, &["decimal", "date"])),
        };
        match map.next_key::<String>()? {
            None => Ok(value),
            Some(key) => Err(de::Error::custom(format!("unexpected `{key}` beside `{tag}`"))),
        }
    }
}
