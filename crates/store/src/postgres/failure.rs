//! PostgreSQL's errors in the words of [`StoreError`].

use ::postgres::Error;
use ::postgres::error::{DbError, SqlState};

use crate::StoreError;
use crate::tx::Failure;

pub(super) fn from_postgres(error: &Error, sql: &str) -> Failure {
    let Some(found) = error.as_db_error() else {
        let detail = with_causes(error);
        return if error.is_closed() {
            StoreError::Connect(detail).into()
        } else {
            StoreError::Statement { sql: sql.to_owned(), detail }.into()
        };
    };
    let code = found.code();
    let message = found.message().to_owned();
    if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        return Failure { error: StoreError::Busy(message), again: true };
    }
    let constraints = [
        SqlState::FOREIGN_KEY_VIOLATION,
        SqlState::NOT_NULL_VIOLATION,
        SqlState::CHECK_VIOLATION,
        SqlState::EXCLUSION_VIOLATION,
    ];
    let store_error = if *code == SqlState::UNIQUE_VIOLATION {
        unique(found)
    } else if constraints.contains(code) {
        StoreError::Constraint(message)
    } else if *code == SqlState::LOCK_NOT_AVAILABLE {
        StoreError::Busy(message)
    } else {
        // By class: 53 insufficient resources, 58 system error, 57P0x shut down, XX damage, 08 connection.
        match code.code() {
            "57P01" | "57P02" | "57P03" => StoreError::Connect(message),
            other if other.starts_with("08") => StoreError::Connect(message),
            other if other.starts_with("53") || other.starts_with("58") => StoreError::Disk(message),
            "XX001" | "XX002" => {
                StoreError::Damaged { path: "the server's database".into(), detail: message }
            }
            _ => StoreError::Statement { sql: sql.to_owned(), detail: message },
        }
    };
    store_error.into()
}

/// The driver hides the reason behind words like "error serializing parameter 0".
fn with_causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// The columns stand in the detail, `Key (a, b)=(1, 2) already exists.`; the values behind them are never kept.
fn unique(found: &DbError) -> StoreError {
    let columns = found
        .detail()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns.to_owned())
        .or_else(|| found.constraint().map(str::to_owned))
        .unwrap_or_default();
    StoreError::Unique { table: found.table().unwrap_or_default().to_owned(), columns }
}
