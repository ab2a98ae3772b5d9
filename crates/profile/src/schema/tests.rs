//! The schemas are whole: every table was opened, every key has a type, every rule and every row of `FORMAT.md` finds its key.

use super::narrow::{self, visit};
use super::{
    CALENDAR, FileKind, INACTIVE, MESSAGES, NUMBERING, PROFILE, SERVICE, meaning, needed, of_kind, schemas,
};
use crate::problem::Problems;
use serde_json::Value;
use std::collections::BTreeSet;

const KINDS: [FileKind; 6] = [PROFILE, SERVICE, CALENDAR, NUMBERING, MESSAGES, INACTIVE];

fn paths(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    visit(&mut schema.clone(), "", &mut |path, _| {
        found.insert(path.to_owned());
    });
    found
}

/// A probe with a mistake would teach nothing about what must be there.
#[test]
fn the_readers_accept_their_probes() {
    for kind in KINDS {
        for text in kind.probes {
            let probe = needed::whole(kind, text).unwrap();
            let problems = Problems::default();
            (kind.read)(&probe.to_string(), &problems);
            assert_eq!(problems.into_sorted(), [], "{}", kind.files);
        }
    }
}

/// A table that no probe opens, or a key that is only asked for, would be a hole in the schema.
#[test]
fn every_key_has_a_type_and_every_table_was_opened() {
    for kind in KINDS {
        let mut schema = of_kind(kind).schema;
        visit(&mut schema, "", &mut |path, part| {
            assert_ne!(*part, Value::Bool(true), "{}: nobody says what `{path}` is", kind.files);
            let bare =
                part["type"] == "object" && part.get("properties").is_none() && !path.contains("given");
            assert!(!bare, "{}: no probe opens `{path}`", kind.files);
        });
    }
}

#[test]
fn every_rule_finds_its_key() {
    for kind in KINDS {
        let mut schema = of_kind(kind).schema;
        // Rules that turned a text into words have done so already.
        let missed: Vec<String> = narrow::apply(kind.name, &mut schema)
            .into_iter()
            .filter(|path| !schema.to_string().contains("unlimited") || path != "product.validity")
            .filter(|path| path != "message.event")
            .collect();
        assert_eq!(missed, [""; 0], "{}", kind.files);
    }
    let messages = of_kind(MESSAGES).schema.to_string();
    assert!(messages.contains("\"survey_opened\""), "{messages}");
}

/// Every key that a table of `FORMAT.md` names stands at the same place in the schema, and nothing else stands there.
#[test]
fn format_document_and_schemas_name_the_same_keys() {
    let words: BTreeSet<&str> = include_str!("../../FORMAT.md").split('`').collect();
    for kind in KINDS {
        let schema = of_kind(kind).schema;
        let known = paths(&schema);
        let rows = meaning::of(kind.heading);
        assert!(!rows.is_empty(), "no section {}", kind.heading);
        for row in rows {
            // Rows of tables that list no keys, such as the events of messages.
            let is_key = !row.path.is_empty() && !row.text.contains("MJK18-") && !is_event(&row.path);
            assert!(!is_key || known.contains(&row.path), "{} has no `{}`", kind.files, row.path);
        }
        for path in known.iter().filter(|p| !p.is_empty()) {
            let key = path.rsplit('.').next().unwrap();
            assert!(key == "*" || words.contains(key), "FORMAT.md does not name `{path}` of {}", kind.files);
        }
    }
}

fn is_event(path: &str) -> bool {
    crate::MessageEvent::named(path).is_some()
}

/// What must be there, what may be left out, and what depends on a word.
#[test]
fn what_is_needed_is_found_by_asking_the_reader() {
    let service = of_kind(SERVICE).schema;
    let needed: Vec<&str> =
        service["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(
        needed,
        [
            "applicant",
            "code",
            "declaration",
            "id",
            "kind",
            "legal_basis",
            "name",
            "name_en",
            "number_template",
            "product",
            "sector_class",
            "service_time",
            "service_time_basis",
            "short_name",
            "stage",
            "summary",
        ]
    );
    let field = &service["properties"]["field"]["items"];
    assert_eq!(field["required"], serde_json::json!(["id", "label", "type"]));
    let types = field["properties"]["type"]["enum"].as_array().unwrap().len();
    assert_eq!(types, 10, "{}", field["properties"]["type"]);
    let number = field["allOf"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["if"]["properties"]["type"]["const"] == "number");
    assert_eq!(number.unwrap()["then"]["required"], serde_json::json!(["id", "label", "max", "min", "type"]));
    assert_eq!(schemas().len(), 8);
}
