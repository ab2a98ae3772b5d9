//! Values of the file and of the environment, each with its place, all as text.

use super::keys::{KEYS, of_region};
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

/// The tables of a file with several regions.
const REGION: &str = "region";

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub text: String,
    pub place: String,
}

/// Everything that is set.
pub(super) struct Gathered {
    /// What stands at the top or in the environment, by dotted key; the environment wins.
    pub top: BTreeMap<String, Found>,
    /// What stands below each `[[region]]`, with the place of that line; `None` in a file of one region.
    pub regions: Option<Vec<(String, BTreeMap<String, Found>)>>,
}

/// All values by dotted key.
pub(super) fn gather(
    file: &Path,
    text: &str,
    environment: &Environment,
    problems: &mut Vec<ConfigProblem>,
) -> Gathered {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let what = format!("this is not TOML: {}", error.message().lines().collect::<Vec<_>>().join(", "));
        let place = place(file, text, error.span().map_or(0, |span| span.start));
        problems.push(ConfigProblem { place, what, mend: "correct the line; texts stand in quotes".into() });
    }
    let mut source = Source { file, text, problems, regions: None };
    let mut top = BTreeMap::new();
    source.walk("", root.get_ref(), &|name| KEYS.iter().any(|key| key.name == name), &mut top);
    let regions = source.regions;
    for (name, value) in &environment.0 {
        match KEYS.iter().find(|key| key.variable() == *name) {
            Some(key) => {
                top.insert(key.name.to_owned(), Found { text: value.clone(), place: name.clone() });
            }
            None if OTHERS.contains(&name.as_str()) => {}
            None => problems.push(ConfigProblem {
                place: name.clone(),
                what: "there is no such variable".into(),
                mend: "remove it, or correct its name; docs/reference/configuration.md lists all".into(),
            }),
        }
    }
    Gathered { top, regions }
}

fn place(file: &Path, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    let name =
        file.file_name().map_or_else(|| file.display().to_string(), |n| n.to_string_lossy().into_owned());
    format!("{name}:{line}:{column}")
}

struct Source<'a> {
    file: &'a Path,
    text: &'a str,
    problems: &'a mut Vec<ConfigProblem>,
    regions: Option<Vec<(String, BTreeMap<String, Found>)>>,
}

impl Source<'_> {
    fn walk(
        &mut self,
        prefix: &str,
        table: &DeTable<'_>,
        known: &dyn Fn(&str) -> bool,
        found: &mut BTreeMap<String, Found>,
    ) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            let place = place(self.file, self.text, key.span().start);
            if name == REGION && known("listen") {
                self.regions(place, value.get_ref());
            } else if let DeValue::Table(inner) = value.get_ref() {
                if KEYS.iter().any(|k| k.name.starts_with(&format!("{name}.")) && known(k.name)) {
                    self.walk(&format!("{name}."), inner, known, found);
                } else {
                    self.problems.push(unknown(place, &name));
                }
            } else if !known(&name) {
                self.problems.push(unknown(place, &name));
            } else if let Some(text) = plain(value.get_ref()) {
                found.insert(name, Found { text, place });
            } else {
                let what = format!("`{name}` has a value of the wrong kind");
                let mend = "write a text in quotes or a whole number".to_owned();
                self.problems.push(ConfigProblem { place, what, mend });
            }
        }
    }

    /// The tables `[[region]]`.
    fn regions(&mut self, at: String, value: &DeValue<'_>) {
        let mut regions = Vec::new();
        if let DeValue::Array(items) = value {
            for item in items.iter() {
                let place = place(self.file, self.text, item.span().start);
                let DeValue::Table(table) = item.get_ref() else { continue };
                let mut found = BTreeMap::new();
                self.walk("", table, &of_region, &mut found);
                regions.push((place, found));
            }
        }
        if regions.is_empty() {
            let what = "`region` names no region".to_owned();
            let mend = "write [[region]] and its keys below it, once for each region".to_owned();
            self.problems.push(ConfigProblem { place: at, what, mend });
        }
        self.regions = Some(regions);
    }
}

fn unknown(place: String, name: &str) -> ConfigProblem {
    let mend = if KEYS.iter().any(|key| key.name == format!("{name}_file")) {
        format!("secrets stand in files of their own: write `{name}_file` with the path of one")
    } else if KEYS.iter().any(|key| key.name == name) {
        "it is one for the whole process: write it before the first [[region]]".to_owned()
    } else if name == super::keys::HOST {
        "host names stand below a [[region]]; an only region answers to every name".to_owned()
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
