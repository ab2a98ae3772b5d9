//! What a file says, value by value, for the page that shows a region's settings.

use crate::reader::Table;
use crate::source::Spot;
use toml::de::{DeTable, DeValue};

/// What a file says in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Name with the tables above it, for example `payment.pay_within` or `role.auditor.label`.
    pub name: String,
    /// Value as text.
    pub value: String,
    /// Path inside the profile.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

impl Said {
    fn at(name: String, value: String, spot: &Spot) -> Self {
        Said { name, value, file: spot.source.file.clone(), line: spot.line_and_column().0 }
    }
}

impl Table<'_> {
    /// Every value of the table with its name and place, in the order of the file; counts nothing as read.
    pub fn said(&self) -> Vec<Said> {
        let mut said = Vec::new();
        self.say(self.table, "", &mut said);
        said.sort_by_key(|s| s.line);
        said
    }

    fn say(&self, table: &DeTable<'_>, above: &str, said: &mut Vec<Said>) {
        for (key, value) in table {
            let name = format!("{above}{}", key.get_ref());
            let spot = self.here(value.span());
            match value.get_ref() {
                DeValue::Table(inner) => self.say(inner, &format!("{name}."), said),
                DeValue::Array(list) if list.iter().any(|v| matches!(v.get_ref(), DeValue::Table(_))) => {
                    for (n, element) in list.iter().enumerate() {
                        let DeValue::Table(inner) = element.get_ref() else { continue };
                        let id = inner.iter().find(|(k, _)| k.get_ref().as_ref() == "id");
                        let id = id.and_then(|(_, v)| match v.get_ref() {
                            DeValue::String(text) => Some(text.to_string()),
                            _ => None,
                        });
                        let id = id.unwrap_or_else(|| (n + 1).to_string());
                        self.say(inner, &format!("{name}.{id}."), said);
                    }
                }
                DeValue::String(text) => said.push(Said::at(name, text.to_string(), &spot)),
                _ => {
                    let raw = spot.source.text.get(value.span()).unwrap_or_default();
                    let plain = raw.trim_matches(['[', ']']).replace('"', "");
                    said.push(Said::at(name, plain.split_whitespace().collect::<Vec<_>>().join(" "), &spot));
                }
            }
        }
    }
}
