//! Which keys must be there: one key is taken away, and the reader is listened to.

use super::FileKind;
use crate::asked::{ANY, DECIDING};
use crate::problem::Problems;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// Keys that must be there, and lists that must not be empty, by the path of their table.
#[derive(Debug, Default)]
pub(super) struct Needed {
    must: BTreeMap<String, BTreeSet<String>>,
    filled: BTreeMap<String, BTreeSet<String>>,
}

impl Needed {
    pub fn keys(&self, table: &str) -> impl Iterator<Item = &String> {
        self.must.get(table).into_iter().flatten()
    }

    pub fn is_filled(&self, table: &str, key: &str) -> bool {
        self.filled.get(table).is_some_and(|keys| keys.contains(key))
    }
}

/// Name of a step into a table: with its deciding word, as the notes keep it.
pub(super) fn step(key: &str, word: Option<(&str, &str)>) -> String {
    word.map_or_else(|| format!("/{key}"), |(deciding, word)| format!("/{key}<{deciding}={word}>"))
}

/// Tables whose keys are the region's own names: every one of them stands for all.
const FREE: [&str; 3] = ["table", "entries", "given"];

/// The probe of a kind, with a field of each type that the reader knows, wherever fields stand.
pub(super) fn whole(kind: FileKind, text: &str) -> Option<Table> {
    let mut probe: Table = text.parse().ok()?;
    if probe.contains_key("items") {
        let fields = Value::Array(field_types(kind).iter().map(|ty| field(ty)).collect());
        probe.insert("field".to_owned(), fields.clone());
        probe.get_mut("items")?.as_table_mut()?.insert("field".to_owned(), fields.clone());
        let stages = probe.get_mut("stage")?.as_array_mut()?;
        let agencies = stages.iter_mut().find_map(|stage| stage.as_table_mut()?.get_mut("agency"))?;
        agencies.as_array_mut()?.first_mut()?.as_table_mut()?.insert("field".to_owned(), fields);
    }
    Some(probe)
}

/// Types of fields, from the words with which the reader refuses one that it does not know.
fn field_types(kind: FileKind) -> Vec<String> {
    let problems = Problems::default();
    (kind.read)("[[field]]\nid = \"a\"\nlabel = \"A\"\ntype = \"?\"\n", &problems);
    let refused = problems.into_sorted().into_iter().find(|p| p.what.contains("`?`"));
    let words =
        refused.and_then(|p| Some(p.mend.strip_prefix("use one of: ")?.to_owned())).unwrap_or_default();
    words.split(", ").map(str::to_owned).collect()
}

/// A field of a type with every key that any type may want; the reader's complaints say which it does not know.
fn field(ty: &str) -> Value {
    let mut table = Table::new();
    for (key, value) in [("id", format!("f_{ty}")), ("label", ty.to_owned()), ("type", ty.to_owned())] {
        table.insert(key.to_owned(), Value::String(value));
    }
    let more: &[(&str, Value)] = match ty {
        "number" => &[("min", Value::Integer(0)), ("max", Value::Integer(9))],
        _ => &[],
    };
    table.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    if ty == "choice" {
        let option =
            Table::from_iter(["value", "label"].map(|k| (k.to_owned(), Value::String("a".to_owned()))));
        table.insert("options".to_owned(), Value::Array(vec![Value::Table(option)]));
    }
    Value::Table(table)
}

/// Takes each key of each table away, and each list's elements.
pub(super) fn find(kind: FileKind, probes: &[Table]) -> Needed {
    // By path: how many tables there are, and how many of them missed the key.
    let mut tables: BTreeMap<String, usize> = BTreeMap::new();
    let mut missed: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut emptied: BTreeMap<(String, String), usize> = BTreeMap::new();
    for probe in probes {
        for (at, path) in places(probe) {
            *tables.entry(path.clone()).or_default() += 1;
            let keys: Vec<String> =
                reach(&mut probe.clone(), &at).map(|t| t.keys().cloned().collect()).unwrap_or_default();
            for key in keys {
                let without = |change: &dyn Fn(&mut Table)| {
                    let mut copy = probe.clone();
                    if let Some(table) = reach(&mut copy, &at) {
                        change(table);
                    }
                    let problems = Problems::default();
                    (kind.read)(&copy.to_string(), &problems);
                    !problems.none()
                };
                if without(&|table| drop(table.remove(&key))) {
                    *missed.entry((path.clone(), key.clone())).or_default() += 1;
                }
                let empty = |table: &mut Table| {
                    if let Some(Value::Array(list)) = table.get_mut(&key) {
                        list.clear();
                    }
                };
                let list =
                    reach(&mut probe.clone(), &at).is_some_and(|t| t.get(&key).is_some_and(Value::is_array));
                if list && without(&empty) {
                    *emptied.entry((path.clone(), key.clone())).or_default() += 1;
                }
            }
        }
    }
    let always = |found: BTreeMap<(String, String), usize>| {
        let mut by_table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for ((path, key), count) in found {
            if tables.get(&path) == Some(&count) {
                by_table.entry(path).or_default().insert(key);
            }
        }
        by_table
    };
    Needed { must: always(missed), filled: always(emptied) }
}

/// A step into a value: a key, or a place in a list.
#[derive(Clone)]
enum Step {
    Key(String),
    Place(usize),
}

/// Every table of a probe: how to reach it, and its path as the notes name it.
fn places(probe: &Table) -> Vec<(Vec<Step>, String)> {
    let mut found = Vec::new();
    let root = word_of(probe).map(|(deciding, word)| format!("<{deciding}={word}>")).unwrap_or_default();
    walk(probe, Vec::new(), root, false, &mut found);
    found
}

fn word_of(table: &Table) -> Option<(&str, &str)> {
    DECIDING.iter().find_map(|key| Some((*key, table.get(*key)?.as_str()?)))
}

fn walk(table: &Table, at: Vec<Step>, path: String, free: bool, found: &mut Vec<(Vec<Step>, String)>) {
    found.push((at.clone(), path.clone()));
    for (key, value) in table {
        let name = if free { ANY } else { key };
        let inner_free = !free && FREE.contains(&key.as_str());
        let mut go = |inner: &Table, steps: Vec<Step>| {
            let at = at.iter().cloned().chain(steps).collect();
            walk(inner, at, format!("{path}{}", step(name, word_of(inner))), inner_free, found);
        };
        match value {
            Value::Table(inner) => go(inner, vec![Step::Key(key.clone())]),
            Value::Array(list) if key != "items" => {
                for (n, inner) in list.iter().enumerate().filter_map(|(n, v)| Some((n, v.as_table()?))) {
                    go(inner, vec![Step::Key(key.clone()), Step::Place(n)]);
                }
            }
            _ => {}
        }
    }
}

fn reach<'t>(table: &'t mut Table, at: &[Step]) -> Option<&'t mut Table> {
    let mut table = table;
    let mut steps = at.iter();
    while let Some(Step::Key(key)) = steps.next() {
        let mut value = table.get_mut(key)?;
        if let Value::Array(list) = value {
            let Some(Step::Place(n)) = steps.next() else { return None };
            value = list.get_mut(*n)?;
        }
        table = value.as_table_mut()?;
    }
    Some(table)
}
