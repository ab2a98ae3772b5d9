//! Reads TOML with places: every missing, mistyped and unknown key is a problem, and reading goes on.
//!
//! Whoever asks for a key says in which type ([`As`]); the same call marks the key as known. So the check of unknown keys and
//! the schemas that [`crate::schemas`] makes for editors come from one place and cannot tell two stories.

use crate::asked::{As, Asked, limits_of, words_of};
use crate::problem::{ProblemKind, Problems};
use crate::source::{Source, Spot};
use rust_decimal::Decimal;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text with its place.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub value: String,
    pub spot: Spot,
}

/// A table of a file.
pub(crate) struct Table<'a> {
    pub(crate) table: &'a DeTable<'a>,
    pub spot: Spot,
    taken: RefCell<BTreeSet<String>>,
    pub problems: &'a Problems,
    /// Keeps what is asked for, when schemas are made; `None` when a profile is read.
    asked: Option<Asked>,
}

/// Any value with its key.
pub(crate) struct Entry<'a> {
    pub key: String,
    pub key_spot: Spot,
    pub spot: Spot,
    pub value: &'a DeValue<'a>,
}

/// Parses a file, reports every syntax error, and gives what could be read to `read`. Returns `None` when the text is
/// not TOML, so that nothing is reported twice.
pub(crate) fn parse<T>(
    source: &Arc<Source>,
    problems: &Problems,
    read: impl FnOnce(Table<'_>) -> T,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let spot = Spot::new(source, error.span().unwrap_or(0..0));
        let what = format!("this is not TOML: {}", error.message().lines().collect::<Vec<_>>().join(", "));
        problems.add(ProblemKind::TomlSyntax, &spot, what, "correct the line; texts stand in quotes");
    }
    if !errors.is_empty() {
        return None;
    }
    let asked = problems.asked.as_ref().map(|asked| asked.of_kind(root.get_ref()));
    Some(read(Table::new(root.get_ref(), Spot::top(source), problems, asked)))
}

/// Reads a closed word (a serde enum of unit variants).
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let deserializer: StrDeserializer<'_, ValueError> = text.into_deserializer();
    T::deserialize(deserializer).map_err(|e| e.to_string())
}

impl<'a> Table<'a> {
    fn new(table: &'a DeTable<'a>, spot: Spot, problems: &'a Problems, asked: Option<Asked>) -> Table<'a> {
        Table { table, spot, taken: RefCell::default(), problems, asked }
    }

    /// A table that stands under a key of this one.
    fn inner(&self, key: &str, table: &'a DeTable<'a>, spot: Spot) -> Table<'a> {
        let asked = self.asked.as_ref().map(|asked| asked.inside(key).of_kind(table));
        Table::new(table, spot, self.problems, asked)
    }

    fn note(&self, key: &str, read: impl FnOnce() -> As) {
        if let Some(asked) = &self.asked {
            asked.note(key, read());
        }
    }

    pub fn report(&self, kind: ProblemKind, spot: &Spot, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.add(kind, spot, what, mend);
    }

    pub(crate) fn here(&self, span: std::ops::Range<usize>) -> Spot {
        Spot::new(&self.spot.source, span)
    }

    /// The only way to a value: marks the key as known and says in which type it is read.
    fn find(&self, key: &str, read: impl FnOnce() -> As) -> Option<(&'a Spanned<DeValue<'a>>, Spot)> {
        self.note(key, read);
        self.taken.borrow_mut().insert(key.to_owned());
        self.table
            .iter()
            .find(|(k, _)| k.get_ref().as_ref() == key)
            .map(|(_, value)| (value, self.here(value.span())))
    }

    /// Whether the key is there; counts as read.
    pub fn has(&self, key: &str) -> bool {
        self.find(key, || As::Seen).is_some()
    }

    /// Where the key's value is, or the table itself.
    pub fn spot_of(&self, key: &str) -> Spot {
        self.find(key, || As::Seen).map_or_else(|| self.spot.clone(), |(_, spot)| spot)
    }

    /// All keys, whatever their names; for maps.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        if let Some(asked) = &self.asked {
            asked.free(self.table);
        }
        let mut entries: Vec<Entry<'a>> = self
            .table
            .iter()
            .map(|(key, value)| {
                self.taken.borrow_mut().insert(key.get_ref().to_string());
                Entry {
                    key: key.get_ref().to_string(),
                    key_spot: self.here(key.span()),
                    spot: self.here(value.span()),
                    value: value.get_ref(),
                }
            })
            .collect();
        entries.sort_by_key(|e| e.key_spot.line_and_column());
        entries
    }

    pub fn missing(&self, key: &str) {
        self.report(
            ProblemKind::MissingKey,
            &self.spot,
            format!("`{key}` is missing"),
            format!("add `{key} = …`"),
        );
    }

    fn wrong_type(&self, key: &str, spot: &Spot, wanted: &str, value: &DeValue<'_>) {
        self.report(
            ProblemKind::WrongType,
            spot,
            format!("`{key}` is a {}, but a {wanted} is needed", value.type_str()),
            format!("write a {wanted}"),
        );
    }

    pub fn maybe_text(&self, key: &str) -> Option<Text> {
        let (value, spot) = self.find(key, || As::Text)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Text { value: text.to_string(), spot }),
            other => {
                self.wrong_type(key, &spot, "text in quotes", other);
                None
            }
        }
    }

    /// A text that must be there and say something.
    pub fn text(&self, key: &str) -> Option<Text> {
        self.note(key, || As::Said);
        if !self.has(key) {
            self.missing(key);
            return None;
        }
        let text = self.maybe_text(key)?;
        if text.value.trim().is_empty() {
            let mend = format!("write something behind `{key}`");
            self.report(ProblemKind::WrongValue, &text.spot, format!("`{key}` is empty"), mend);
            return None;
        }
        Some(text)
    }

    pub fn value(&self, key: &str) -> Option<String> {
        self.text(key).map(|t| t.value)
    }

    pub fn value_or(&self, key: &str, default: &str) -> String {
        self.maybe_text(key).map_or_else(|| default.to_owned(), |t| t.value)
    }

    /// A text that is read as something.
    pub fn parsed<T: FromStr<Err: Display>>(&self, key: &str, mend: &str) -> Option<T> {
        let text = self.text(key)?;
        self.parse_text(key, &text, mend)
    }

    pub fn parse_text<T: FromStr<Err: Display>>(&self, key: &str, text: &Text, mend: &str) -> Option<T> {
        self.note(key, || As::Parsed(std::any::type_name::<T>()));
        match text.value.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let what = format!("`{key}` cannot be read: {error}");
                self.report(ProblemKind::WrongValue, &text.spot, what, mend);
                None
            }
        }
    }

    /// A closed word that must be there.
    pub fn choice<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        self.choice_text(key, &text)
    }

    pub fn choice_text<T: DeserializeOwned>(&self, key: &str, text: &Text) -> Option<T> {
        self.note(key, words_of::<T>);
        match word(&text.value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(
                    ProblemKind::WrongValue,
                    &text.spot,
                    format!("`{key}`: {error}"),
                    "use one of these words",
                );
                None
            }
        }
    }

    pub fn flag(&self, key: &str, default: bool) -> bool {
        match self.find(key, || As::Flag) {
            None => default,
            Some((value, spot)) => value.get_ref().as_bool().unwrap_or_else(|| {
                self.wrong_type(key, &spot, "true or false", value.get_ref());
                default
            }),
        }
    }

    /// A whole number that must be there and fit.
    pub fn whole<N: TryFrom<i64>>(&self, key: &str) -> Option<N> {
        if !self.has(key) {
            self.missing(key);
            return None;
        }
        self.maybe_whole(key)
    }

    pub fn maybe_whole<N: TryFrom<i64>>(&self, key: &str) -> Option<N> {
        let (value, spot) = self.find(key, || limits_of::<N>())?;
        let Some(number) = whole(value.get_ref()) else {
            self.wrong_type(key, &spot, "whole number", value.get_ref());
            return None;
        };
        let fits = N::try_from(number).ok();
        if fits.is_none() {
            let what = format!("`{key}` cannot be {number}");
            self.report(ProblemKind::WrongValue, &spot, what, "write a number that makes sense here");
        }
        fits
    }

    /// A whole number, or a text that the caller reads as a number.
    pub fn maybe_number(&self, key: &str) -> Option<Result<Decimal, Text>> {
        let (value, spot) = self.find(key, || As::Number)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Err(Text { value: text.to_string(), spot })),
            other => match whole(other) {
                Some(number) => Some(Ok(Decimal::from(number))),
                None => {
                    self.wrong_type(key, &spot, "whole number, or decimal in quotes", other);
                    None
                }
            },
        }
    }

    /// Whether the key holds a text.
    pub fn is_text(&self, key: &str) -> bool {
        self.find(key, || As::Seen).is_some_and(|(value, _)| value.get_ref().is_str())
    }

    /// A list of texts; empty when the key is not there.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        let Some((value, spot)) = self.find(key, || As::Texts) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, &spot, "list of texts", value.get_ref());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            let spot = self.here(item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.push(Text { value: text.to_string(), spot }),
                other => self.wrong_type(key, &spot, "text in quotes", other),
            }
        }
        texts
    }

    pub fn values(&self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|t| t.value).collect()
    }

    /// A list of whole numbers with their places.
    pub fn wholes(&self, key: &str) -> Vec<(i64, Spot)> {
        let Some((value, spot)) = self.find(key, || As::Wholes) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, &spot, "list of whole numbers", value.get_ref());
            return Vec::new();
        };
        let mut numbers = Vec::new();
        for item in array.iter() {
            let spot = self.here(item.span());
            match whole(item.get_ref()) {
                Some(number) => numbers.push((number, spot)),
                None => self.wrong_type(key, &spot, "whole number", item.get_ref()),
            }
        }
        numbers
    }

    /// A list of tables (`[[key]]` or `key = [{ … }]`); empty when the key is not there.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some((value, spot)) = self.find(key, || As::Tables) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, &spot, "list of tables", value.get_ref());
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            let spot = self.here(item.span());
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.inner(key, table, spot)),
                other => self.wrong_type(key, &spot, "table", other),
            }
        }
        tables
    }

    pub fn maybe_table(&self, key: &str) -> Option<Table<'a>> {
        let (value, spot) = self.find(key, || As::Table)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.inner(key, table, spot)),
            other => {
                self.wrong_type(key, &spot, "table", other);
                None
            }
        }
    }

    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        if !self.has(key) {
            self.report(
                ProblemKind::MissingKey,
                &self.spot,
                format!("the table `{key}` is missing"),
                format!("add `[{key}]`"),
            );
        }
        self.maybe_table(key)
    }

    /// Reports every key that nothing has asked for. Call it last.
    pub fn close(self) {
        let taken = self.taken.borrow();
        for key in self.table.keys() {
            if !taken.contains(key.get_ref().as_ref()) {
                let known: Vec<&str> = taken.iter().map(String::as_str).collect();
                self.report(
                    ProblemKind::UnknownKey,
                    &self.here(key.span()),
                    format!("nothing reads the key `{}`", key.get_ref()),
                    format!("remove it or use one of: {}", known.join(", ")),
                );
            }
        }
    }
}

/// The value as a whole number.
pub(crate) fn whole(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok()
}
