//! The four kinds of value both engines store alike, and how Rust types go in and out.

use crate::StoreError;

/// A stored value.
///
/// Integers are always 64 bits: columns are declared `{int}` in migrations and nothing else.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// Number, flag (0/1), money in rupiah, or time in microseconds UTC.
    Int(i64),
    /// Text, also JSON.
    Text(String),
    /// Bytes: ids, digests, encrypted values.
    Blob(Vec<u8>),
}

impl Value {
    /// The name of the kind, for messages; never the contents.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "int",
            Value::Text(_) => "text",
            Value::Blob(_) => "blob",
        }
    }
}

/// The kind only: parameters may hold personal data, and debug output reaches logs.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind())
    }
}

macro_rules! into_value {
    ($($type:ty => |$value:ident| $made:expr;)+) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Value { $made }
        })+
    };
}

into_value! {
    i64 => |value| Value::Int(value);
    i32 => |value| Value::Int(value.into());
    u32 => |value| Value::Int(value.into());
    u16 => |value| Value::Int(value.into());
    u8 => |value| Value::Int(value.into());
    bool => |value| Value::Int(value.into());
    String => |value| Value::Text(value);
    &String => |value| Value::Text(value.clone());
    &str => |value| Value::Text(value.to_owned());
    Vec<u8> => |value| Value::Blob(value);
    &Vec<u8> => |value| Value::Blob(value.clone());
    &[u8] => |value| Value::Blob(value.to_vec());
    [u8; 16] => |value| Value::Blob(value.to_vec());
    [u8; 32] => |value| Value::Blob(value.to_vec());
    &[u8; 16] => |value| Value::Blob(value.to_vec());
    &[u8; 32] => |value| Value::Blob(value.to_vec());
    uuid::Uuid => |value| Value::Blob(value.as_bytes().to_vec());
    jiff::Timestamp => |value| Value::Int(value.as_microsecond());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// A Rust type that can be taken from a [`Row`].
pub trait FromValue: Sized {
    /// What the type is called in an error.
    const EXPECTED: &'static str;

    /// Takes the value; `None` when it is of another kind, out of range or of another length.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($type:ty, $name:literal, $pattern:pat => $made:expr;)+) => {
        $(impl FromValue for $type {
            const EXPECTED: &'static str = $name;

            fn from_value(value: &Value) -> Option<Self> {
                match value { $pattern => $made, _ => None }
            }
        })+
    };
}

from_value! {
    i64, "int", Value::Int(n) => Some(*n);
    i32, "int of 32 bits", Value::Int(n) => i32::try_from(*n).ok();
    u32, "natural number of 32 bits", Value::Int(n) => u32::try_from(*n).ok();
    u16, "natural number of 16 bits", Value::Int(n) => u16::try_from(*n).ok();
    u8, "natural number of 8 bits", Value::Int(n) => u8::try_from(*n).ok();
    bool, "flag 0 or 1", Value::Int(n @ (0 | 1)) => Some(*n == 1);
    String, "text", Value::Text(text) => Some(text.clone());
    Vec<u8>, "blob", Value::Blob(bytes) => Some(bytes.clone());
    [u8; 16], "blob of 16 bytes", Value::Blob(bytes) => bytes.as_slice().try_into().ok();
    [u8; 32], "blob of 32 bytes", Value::Blob(bytes) => bytes.as_slice().try_into().ok();
    uuid::Uuid, "blob of 16 bytes", Value::Blob(bytes) => uuid::Uuid::from_slice(bytes).ok();
    jiff::Timestamp, "time in microseconds", Value::Int(n) => jiff::Timestamp::from_microsecond(*n).ok();
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            present => T::from_value(present).map(Some),
        }
    }
}

impl FromValue for Value {
    const EXPECTED: &'static str = "value";

    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Row {
        Row { values }
    }

    /// The value of a column, counted from 0 in the order of the SELECT.
    ///
    /// # Errors
    /// [`StoreError::Type`] when it is of another kind, does not fit, or the column does not exist.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        let value = self.values.get(column);
        value.and_then(T::from_value).ok_or_else(|| StoreError::Type {
            column,
            expected: T::EXPECTED,
            found: value.map_or("nothing", Value::kind),
        })
    }

    /// All values in order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}
