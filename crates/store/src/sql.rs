//! SQL texts: one for both engines, or a pair where they truly differ.

use crate::Engine;

/// A statement, in one text or two.
///
/// Functions take `impl Into<Dialect>`, so a plain `&str` is enough for a text that both engines understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect<'a> {
    /// The text for SQLite.
    pub sqlite: &'a str,
    /// The text for PostgreSQL, also with placeholders `?1`.
    pub postgres: &'a str,
}

impl<'a> Dialect<'a> {
    pub(crate) fn of(self, engine: Engine) -> &'a str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

impl<'a> From<&'a str> for Dialect<'a> {
    fn from(text: &'a str) -> Self {
        Dialect { sqlite: text, postgres: text }
    }
}

impl<'a> From<&'a String> for Dialect<'a> {
    fn from(text: &'a String) -> Self {
        Dialect { sqlite: text, postgres: text }
    }
}

/// The parameters of a statement, as an array of [`crate::Value`]: `params![id, "text", None::<i64>]`.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Value] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Value::from($value)),+] as &[$crate::Value] };
}

/// Rewrites `?1` to `$1`, leaving string literals, quoted identifiers and comments alone.
///
/// SQLite numbers `$n` by order of appearance, so `?n` is the one spelling both engines can be given.
#[must_use]
pub fn to_numbered_dollars(sql: &str) -> String {
    let bytes = sql.as_bytes();
    let mut out = String::with_capacity(sql.len());
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            quote @ (b'\'' | b'"') => end_of_quoted(bytes, at, quote),
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |length| at + length)
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => end_of_comment(bytes, at),
            b'?' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                out.push_str(&sql[from..at]);
                out.push('$');
                from = at + 1;
                at + 1
            }
            _ => at + 1,
        };
        at = end;
    }
    out.push_str(&sql[from..]);
    out
}

/// Behind the closing quote; a doubled quote is part of the text and simply begins a new quoted part.
fn end_of_quoted(bytes: &[u8], start: usize, quote: u8) -> usize {
    bytes[start + 1..].iter().position(|&b| b == quote).map_or(bytes.len(), |length| start + 1 + length + 1)
}

/// Behind the end of a block comment. PostgreSQL nests them, SQLite does not; texts for both do not nest.
fn end_of_comment(bytes: &[u8], start: usize) -> usize {
    bytes[start + 2..]
        .windows(2)
        .position(|pair| pair == b"*/")
        .map_or(bytes.len(), |length| start + 2 + length + 2)
}

/// Whether a statement can change something (for PostgreSQL, which does not tell).
pub(crate) fn may_write(sql: &str) -> bool {
    let mut rest = sql.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after).trim_start();
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after).trim_start();
        } else {
            break;
        }
    }
    let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    !word.eq_ignore_ascii_case("select")
}
