//! Values of the file and of the environment, each with its place, all as text.

use super::keys::KEYS;
use super::problem::ConfigProblem;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The `SATUPINTU_…` variables of this process, read once.
#[derive(Debug, Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

/// Variables that are no keys.
const OTHERS: [&str; 1] = ["SATUPINTU_LOG"];

impl Environment {
    /// Of this process.
    pub fn of_process() -> Self {
        let ours = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("SATUPINTU_"));
        Environment(ours.collect())
    }

    /// Of given values, for tests.
    #[cfg(test)]
    pub fn of(values: &[(&str, &str)]) -> Self {
        Environment(values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    /// What the log may say.
    pub fn log(&self) -> Option<&str> {
        self.0.get("SATUPINTU_LOG").map(String::as_str)
    }

    /// The typesetting program, for commands without a configuration.
    pub fn typeset_worker(&self) -> Option<PathBuf> {
        self.0.get("SATUPINTU_TYPESET_WORKER").filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub text: String,
    pub place: String,
}

/// All values by dotted key; the environment wins.
pub(super) fn gather(
    file: &Path,
    text: &str,
    environment: &Environment,
    problems: &mut Vec<ConfigProblem>,
) -> BTreeMap<String, Found> {
    let mut found = BTreeMap::new();
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let what = format!("this is not TOML: {}", error.message().lines().collect::<Vec<_>>().join(", "));
        let place = place(file, text, error.span().map_or(0, |span| span.start));
        problems.push(ConfigProblem { place, what, mend: "correct the line; texts stand in quotes".into() });
    }
    walk(file, text, "", root.get_ref(), &mut found, problems);
    for (name, value) in &environment.0 {
        match KEYS.iter().find(|key| key.variable() == *name) {
            Some(key) => {
                found.insert(key.name.to_owned(), Found { text: value.clone(), place: name.clone() });
            }
            None if OTHERS.contains(&name.as_str()) => {}
            None => problems.push(ConfigProblem {
                place: name.clone(),
                what: "there is no such variable".into(),
                mend: "remove it, or correct its name; docs/reference/configuration.md lists all".into(),
            }),
        }
    }
    found
}

fn place(file: &Path, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    let name =
        file.file_name().map_or_else(|| file.display().to_string(), |n| n.to_string_lossy().into_owned());
    format!("{name}:{line}:{column}")
}

fn walk(
    file: &Path,
    text: &str,
    prefix: &str,
    table: &DeTable<'_>,
    found: &mut BTreeMap<String, Found>,
    problems: &mut Vec<ConfigProblem>,
) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        let place = place(file, text, key.span().start);
        if let DeValue::Table(inner) = value.get_ref() {
            if KEYS.iter().any(|k| k.name.starts_with(&format!("{name}."))) {
                walk(file, text, &format!("{name}."), inner, found, problems);
            } else {
                problems.push(unknown(place, &name));
            }
        } else if !KEYS.iter().any(|k| k.name == name) {
            problems.push(unknown(place, &name));
        } else if let Some(text) = plain(value.get_ref()) {
            found.insert(name, Found { text, place });
        } else {
            let what = format!("`{name}` has a value of the wrong kind");
            problems.push(ConfigProblem {
                place,
                what,
                mend: "write a text in quotes or a whole number".into(),
            });
        }
    }
}

fn unknown(place: String, name: &str) -> ConfigProblem {
    let mend = if KEYS.iter().any(|key| key.name == format!("{name}_file")) {
        format!("secrets stand in files of their own: write `{name}_file` with the path of one")
    } else {
        "remove it, or correct its name".to_owned()
    };
    ConfigProblem { place, what: format!("nothing reads `{name}`"), mend }
}

/// Texts and whole numbers as they are, lists with commas between.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().replace('_', "")),
        DeValue::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| plain(item.get_ref())).collect();
            Some(items?.join(","))
        }
        _ => None,
    }
}
