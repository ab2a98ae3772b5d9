//! What a reader says in words about a text, said again as a pattern or a list of words. Each rule must find its key, and
//! the shipped profiles must pass; both are tested.

use crate::message_event::MessageEvent;
use domain::capability::Capability;
use domain::definition::{RequestKind, StageKind};
use serde_json::{Value, json};

/// A budget as [`domain::calendar::Budget`] reads it.
pub(super) const BUDGET: &str = r"^\s*[0-9]+(,[05])?\s+([hH][aA][rR][iI](\s+([kK][eE][rR][jJ][aA]|[kK][aA][lL][eE][nN][dD][eE][rR]))?|[jJ][aA][mM](\s+[kK][eE][rR][jJ][aA])?|[mM][eE][nN][iI][tT](\s+[kK][eE][rR][jJ][aA])?)\s*$";
/// A civil date.
pub(super) const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const HOURS: &str = r"^[0-9]{1,2}\.[0-9]{2}-[0-9]{1,2}\.[0-9]{2}$";
const COLOUR: &str = "^#[0-9a-fA-F]{6}$";
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What a key narrows to.
enum Narrow {
    Pattern(&'static str),
    Words(Vec<String>),
    /// Elements of a list.
    Elements(Value),
}

/// Rules of a schema: path of the key, and what it narrows to.
fn rules(schema: &str) -> Vec<(String, Narrow)> {
    let pattern = |path: &str, pattern| (path.to_owned(), Narrow::Pattern(pattern));
    let words = |path: &str, words: Vec<String>| (path.to_owned(), Narrow::Words(words));
    match schema {
        "profile.schema.json" => {
            let capabilities: Vec<Value> = Capability::ALL.iter().map(|c| json!(c)).collect();
            vec![
                pattern("identity.region_code", r"^[0-9A-Za-z]{2}\.[0-9A-Za-z]{2}$"),
                pattern("identity.verification_path", "^/.*[^/]$"),
                pattern("payment.code_prefix", "^[0-9]{4}$"),
                pattern("information.link", "^https://.{5,}"),
                pattern("theme.primary", COLOUR),
                pattern("theme.accent", COLOUR),
                pattern("theme.*", COLOUR),
                ("role.capabilities".to_owned(), Narrow::Elements(json!({ "enum": capabilities }))),
            ]
        }
        "service.schema.json" | "certified_copy.schema.json" => {
            let kinds: Vec<&str> = RequestKind::ALL.iter().map(|k| k.name()).collect();
            vec![
                ("kinds".to_owned(), Narrow::Elements(json!({ "enum": kinds }))),
                words("product.validity", vec!["unlimited".to_owned()]),
                pattern("field.id", "^[a-z_][a-z0-9_]*$"),
                pattern("items.field.id", "^[a-z_][a-z0-9_]*$"),
                pattern("stage.agency.field.id", "^[a-z_][a-z0-9_]*$"),
            ]
        }
        "calendar.schema.json" => WEEK
            .iter()
            .flat_map(|day| [format!("week.{day}"), format!("season.week.{day}")])
            .map(|path| (path, Narrow::Elements(json!({ "type": "string", "pattern": HOURS }))))
            .collect(),
        "messages.schema.json" => {
            vec![words("message.event", MessageEvent::ALL.iter().map(|e| e.name().to_owned()).collect())]
        }
        _ => Vec::new(),
    }
}

/// Applies the rules of a schema; answers the paths that it does not have.
pub(super) fn apply(name: &str, schema: &mut Value) -> Vec<String> {
    let rules = rules(name);
    let mut missed: Vec<String> = rules.iter().map(|(path, _)| path.clone()).collect();
    visit(schema, "", &mut |path, schema| {
        if let Some((path, narrow)) = rules.iter().find(|(p, _)| p == path)
            && set(schema, narrow)
        {
            missed.retain(|p| p != path);
        }
        if path == "stage" && name != "profile.schema.json" && schema["type"] == "object" {
            // A stage whose id is no kind of stage says its kind; a budget says what it rests on.
            let kinds: Vec<&str> = StageKind::ALL.iter().map(|k| k.name()).collect();
            schema["anyOf"] =
                json!([{ "required": ["kind"] }, { "properties": { "id": { "enum": kinds } } }]);
            schema["dependentRequired"] = json!({ "budget": ["basis"] });
        }
    });
    missed
}

fn set(schema: &mut Value, narrow: &Narrow) -> bool {
    let is = |kind: &str| schema["type"] == kind;
    match narrow {
        Narrow::Pattern(pattern) if is("string") => schema["pattern"] = json!(pattern),
        Narrow::Words(words) if is("string") => *schema = json!({ "enum": words }),
        Narrow::Elements(elements) if is("array") => schema["items"] = elements.clone(),
        _ => return false,
    }
    true
}

/// Calls for every part of a schema, with the keys that lead to it.
pub(super) fn visit(schema: &mut Value, path: &str, call: &mut impl FnMut(&str, &mut Value)) {
    call(path, schema);
    let Some(parts) = schema.as_object_mut() else { return };
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    if let Some(properties) = parts.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, value) in properties {
            visit(value, &below(key), call);
        }
    }
    if let Some(others) = parts.get_mut("additionalProperties").filter(|v| v.is_object()) {
        visit(others, &below("*"), call);
    }
    if let Some(items) = parts.get_mut("items") {
        visit(items, path, call);
    }
    for several in ["anyOf", "allOf"] {
        for part in parts.get_mut(several).and_then(Value::as_array_mut).into_iter().flatten() {
            match part.get_mut("then") {
                Some(then) => visit(then, path, call),
                None => visit(part, path, call),
            }
        }
    }
}
