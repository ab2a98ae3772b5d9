//! Names of people, in one field, as their card has them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// *Nama sesuai KTP*: 1 to 100 characters, one field because many people have one name only; never re-cased.
/// Academic titles stand apart ([`TitledName`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Nothing, or no letter at all.
    #[error("a name has at least one letter")]
    Empty,
    /// More than 100 characters.
    #[error("a name has at most 100 characters")]
    TooLong,
    /// A character that stands in no name.
    #[error("`{0}` does not stand in a name")]
    Character(char),
}

impl PersonNameError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "person_name_empty",
            Self::TooLong => "person_name_too_long",
            Self::Character(_) => "person_name_character",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::Empty => "Tulis nama sesuai KTP.".to_owned(),
            Self::TooLong => "Nama paling panjang 100 huruf.".to_owned(),
            Self::Character(character) => {
                format!("Nama tidak boleh memuat \"{character}\". Tulis nama sesuai KTP.")
            }
        }
    }
}

/// Ways to write Muhammad that the same person uses one day and drops the next.
pub(super) const PREFIXES: [&str; 6] = ["m", "md", "moch", "moh", "mohd", "muh"];

impl PersonName {
    /// The name as typed, with single spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For sorting and for finding the same person: no case, no dots, no "Moch.", "Moh." or "M." in front.
    pub fn sort_key(&self) -> String {
        let plain = self.0.to_lowercase().replace('.', " ");
        let mut words: Vec<&str> = plain.split_whitespace().collect();
        // A name that consists of the prefix only is the name.
        if let [first, _, ..] = words.as_slice()
            && PREFIXES.contains(first)
        {
            words.remove(0);
        }
        words.join(" ")
    }
}

impl FromStr for PersonName {
    type Err = PersonNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(wrong) = name
            .chars()
            .find(|c| !c.is_alphabetic() && !matches!(c, ' ' | '\'' | '’' | '`' | '.' | ',' | '-'))
        {
            return Err(PersonNameError::Character(wrong));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(PersonNameError::Empty);
        }
        if name.chars().count() > 100 {
            return Err(PersonNameError::TooLong);
        }
        Ok(Self(name))
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonName {
    type Error = PersonNameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

/// A name with academic titles, as letters print it: "Dra. Laksmi Wahyuningtyas, M.Si.".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TitledName {
    /// The name itself.
    pub name: PersonName,
    /// Title in front: "Dra.".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Titles behind: "M.Si.".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl fmt::Display for TitledName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = &self.before {
            write!(f, "{before} ")?;
        }
        write!(f, "{}", self.name)?;
        match &self.after {
            Some(after) => write!(f, ", {after}"),
            None => Ok(()),
        }
    }
}
