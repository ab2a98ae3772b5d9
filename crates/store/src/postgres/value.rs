//! Values on PostgreSQL's wire.

use std::error::Error;

use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use bytes::BytesMut;

use crate::Value;

/// Whether parameters and columns of this type are of the type map. `integer`, `smallint` and `boolean` come out of
/// expressions and system tables, never out of our own.
pub(super) fn is_of_the_map(of: &Type) -> bool {
    [
        Type::INT8,
        Type::INT4,
        Type::INT2,
        Type::BOOL,
        Type::TEXT,
        Type::VARCHAR,
        Type::BPCHAR,
        Type::NAME,
        Type::UNKNOWN,
        Type::BYTEA,
        Type::VOID,
    ]
    .contains(of)
}

fn is_text(of: &Type) -> bool {
    [Type::TEXT, Type::VARCHAR, Type::BPCHAR, Type::NAME, Type::UNKNOWN].contains(of)
}

impl ToSql for Value {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *of == Type::INT8 => number.to_sql(of, out),
            Value::Int(number) if *of == Type::INT4 => i32::try_from(*number)?.to_sql(of, out),
            Value::Int(number) if *of == Type::INT2 => i16::try_from(*number)?.to_sql(of, out),
            Value::Int(number @ (0 | 1)) if *of == Type::BOOL => (*number == 1).to_sql(of, out),
            Value::Text(text) if is_text(of) => text.to_sql(&Type::TEXT, out),
            Value::Blob(bytes) if *of == Type::BYTEA => bytes.to_sql(of, out),
            other => Err(format!("a parameter is {}, the statement needs {of}", other.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *of {
            Type::INT8 => Value::Int(i64::from_sql(of, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(of, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(of, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(of, raw)?.into()),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            Type::VOID => Value::Null,
            _ => Value::Text(<&str>::from_sql(of, raw)?.to_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(of: &Type) -> bool {
        is_of_the_map(of)
    }
}
