//! Turns what the readers asked for into a schema.

use super::needed::{Needed, step};
use crate::asked::{ANY, As, Asked, Key};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The schema of a table.
pub(super) fn object(asked: &Asked, needed: &Needed, path: &str) -> Value {
    let asked = asked.0.borrow();
    if asked.kinds.is_empty() {
        return plain(&asked.keys, asked.free, needed, path);
    }
    let kinds: Vec<(&str, &str, Value)> = asked
        .kinds
        .iter()
        .map(|((deciding, word), inner)| {
            // The root has no step of its own.
            let path = format!("{path}<{deciding}={word}>");
            let inner = inner.0.borrow();
            (*deciding, word.as_str(), plain(&inner.keys, inner.free, needed, &path))
        })
        .collect();
    by_kind(&kinds)
}

fn plain(keys: &BTreeMap<String, Key>, free: bool, needed: &Needed, path: &str) -> Value {
    let mut properties = Map::new();
    let mut others = json!(false);
    for (name, key) in keys {
        let schema = value(name, key, needed, path);
        if name == ANY && free {
            others = schema;
        } else {
            properties.insert(name.clone(), schema);
        }
    }
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": others });
    let required: Vec<&String> = needed.keys(path).filter(|key| keys.contains_key(*key)).collect();
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// Several tables at one place, told apart by a word: all keys for the editor's list, then what each word allows.
fn by_kind(kinds: &[(&str, &str, Value)]) -> Value {
    let mut properties: Map<String, Value> = Map::new();
    let mut words = Vec::new();
    let mut cases = Vec::new();
    let mut common: Option<BTreeSet<String>> = None;
    for (deciding, word, schema) in kinds {
        words.push(*word);
        let Some(own) = schema["properties"].as_object() else { continue };
        for (key, value) in own {
            match properties.get_mut(key) {
                None => drop(properties.insert(key.clone(), value.clone())),
                Some(known) if known == value => {}
                Some(known) => *known = either(known, value),
            }
        }
        let required = names(&schema["required"]);
        common =
            Some(common.map_or_else(|| required.clone(), |c| c.intersection(&required).cloned().collect()));
        let keys: Vec<&String> = own.keys().collect();
        cases.push(json!({
            "if": { "required": [deciding], "properties": { *deciding: { "const": word } } },
            "then": { "properties": own, "required": schema["required"].as_array().cloned().unwrap_or_default(),
                      "propertyNames": { "enum": keys } },
        }));
    }
    if let Some((deciding, ..)) = kinds.first() {
        properties.insert((*deciding).to_owned(), json!({ "enum": words }));
    }
    json!({
        "type": "object", "properties": properties, "additionalProperties": false,
        "required": common.unwrap_or_default(), "allOf": cases,
    })
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// One of two schemas; flat, so that editors show each once.
fn either(known: &Value, other: &Value) -> Value {
    let mut all: Vec<Value> = known["anyOf"].as_array().cloned().unwrap_or_else(|| vec![known.clone()]);
    if !all.contains(other) {
        all.push(other.clone());
    }
    json!({ "anyOf": all })
}

fn value(name: &str, key: &Key, needed: &Needed, path: &str) -> Value {
    let inside =
        || key.inside.as_ref().map(|asked| object(asked, needed, &format!("{path}{}", step(name, None))));
    let mut kinds: Vec<Value> = Vec::new();
    if let Some(text) = text(key) {
        kinds.push(text);
    }
    for read in &key.read {
        let schema = match read {
            As::Flag => json!({ "type": "boolean" }),
            As::Whole(least, most) => {
                let mut number = json!({ "type": "integer" });
                for (bound, value) in [("minimum", least), ("maximum", most)] {
                    if let Some(value) = value {
                        number[bound] = json!(value);
                    }
                }
                number
            }
            As::Number => json!({ "type": ["integer", "string"] }),
            As::Texts => list(json!({ "type": "string" }), needed.is_filled(path, name)),
            As::Wholes => list(json!({ "type": "integer" }), needed.is_filled(path, name)),
            As::Tables => {
                list(inside().unwrap_or_else(|| json!({ "type": "object" })), needed.is_filled(path, name))
            }
            As::Table => inside().unwrap_or_else(|| json!({ "type": "object" })),
            As::Seen | As::Text | As::Said | As::Parsed(_) | As::Words(_) => continue,
        };
        kinds.push(schema);
    }
    if kinds.len() > 1 { json!({ "anyOf": kinds }) } else { kinds.pop().unwrap_or(Value::Bool(true)) }
}

fn list(items: Value, filled: bool) -> Value {
    let mut list = json!({ "type": "array", "items": items });
    if filled {
        list["minItems"] = json!(1);
    }
    list
}

/// The strictest way in which a text is read.
fn text(key: &Key) -> Option<Value> {
    let words =
        key.read.iter().find_map(|read| if let As::Words(words) = read { Some(*words) } else { None });
    if let Some(words) = words {
        return Some(json!({ "enum": words }));
    }
    let parsed =
        key.read.iter().find_map(|read| if let As::Parsed(name) = read { Some(*name) } else { None });
    if let Some(pattern) = parsed.and_then(pattern) {
        return Some(json!({ "type": "string", "pattern": pattern }));
    }
    if key.read.contains(&As::Said) || parsed.is_some() {
        return Some(json!({ "type": "string", "pattern": "\\S" }));
    }
    key.read.contains(&As::Text).then(|| json!({ "type": "string" }))
}

/// How a text looks that is read as a type of this name.
fn pattern(name: &str) -> Option<&'static str> {
    Some(match name.rsplit("::").next()? {
        "Budget" => super::narrow::BUDGET,
        "Date" => super::narrow::DATE,
        _ => return None,
    })
}
