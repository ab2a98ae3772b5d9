//! JSON Schemas (draft 2020-12) of a profile's files, for editors: made from what the readers themselves ask for.
//!
//! A *probe* is a small file that holds every table once. The real reader reads it, and every accessor it calls notes key
//! and type ([`crate::asked`]). What must be there is found by taking one key away at a time and listening for a complaint.
//! Only what a reader says in words (such as four digits) is repeated, in `narrow.rs`. What a key means comes from
//! `FORMAT.md`. Schemas know one file; what needs the whole folder stays with `satupintu profile check`.

mod build;
mod meaning;
mod narrow;
mod needed;

use crate::asked::Asked;
use crate::problem::Problems;
use crate::reader::parse;
use crate::settings::{ACTS, SETTINGS};
use crate::source::Source;
use crate::{calendar_file, inactive_file, message_file, numbering_file, region_file, service};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The schema of one kind of file.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// File name of the schema, for example `service.schema.json`.
    pub name: &'static str,
    /// Files it is for, inside a profile, for example `services/*.toml`.
    pub files: &'static str,
    /// The schema itself.
    pub schema: Value,
}

/// A kind of file: how it is read, and what is read to learn its keys.
#[derive(Clone, Copy)]
struct FileKind {
    name: &'static str,
    files: &'static str,
    /// Heading of its section in `FORMAT.md`.
    heading: &'static str,
    read: fn(&str, &Problems),
    probes: &'static [&'static str],
}

const PROFILE: FileKind = FileKind {
    name: "profile.schema.json",
    files: "profile.toml",
    heading: "profile.toml",
    read: |text, problems| drop(parse(&source(text), problems, region_file::read)),
    probes: &[include_str!("probe/profile.toml")],
};
const SERVICE: FileKind = FileKind {
    name: "service.schema.json",
    files: "services/*.toml",
    heading: "services/\\<id\\>.toml",
    read: |text, problems| drop(parse(&source(text), problems, service::read)),
    probes: &[include_str!("probe/service.toml"), include_str!("probe/service_plain.toml")],
};
/// Written like a service.
const CERTIFIED_COPY: FileKind =
    FileKind { name: "certified_copy.schema.json", files: "certified_copy.toml", ..SERVICE };
const CALENDAR: FileKind = FileKind {
    name: "calendar.schema.json",
    files: "calendar/*.toml",
    heading: "calendar/\\<year\\>.toml",
    read: |text, problems| {
        drop(parse(&source(text), problems, |root| calendar_file::read(root, "2026")));
    },
    probes: &[include_str!("probe/calendar.toml")],
};
const NUMBERING: FileKind = FileKind {
    name: "numbering.schema.json",
    files: "numbering.toml",
    heading: "numbering.toml",
    read: |text, problems| drop(parse(&source(text), problems, numbering_file::read)),
    probes: &[include_str!("probe/numbering.toml")],
};
const MESSAGES: FileKind = FileKind {
    name: "messages.schema.json",
    files: "messages/*.toml",
    heading: "messages/\\<channel\\>.toml",
    read: |text, problems| drop(parse(&source(text), problems, message_file::read)),
    probes: &[include_str!("probe/sms.toml"), include_str!("probe/email.toml")],
};

const INACTIVE: FileKind = FileKind {
    name: "inactive.schema.json",
    files: "inactive.toml",
    heading: "inactive.toml",
    read: |text, problems| drop(parse(&source(text), problems, inactive_file::read)),
    probes: &[include_str!("probe/inactive.toml")],
};

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source { file: "probe".to_owned(), text: text.to_owned() })
}

/// Every schema, one for each kind of file.
pub fn schemas() -> Vec<Schema> {
    let mut all: Vec<Schema> = [PROFILE, SERVICE, CERTIFIED_COPY, CALENDAR, NUMBERING, MESSAGES, INACTIVE]
        .into_iter()
        .map(of_kind)
        .collect();
    all.push(law());
    all
}

fn of_kind(kind: FileKind) -> Schema {
    let probes: Vec<toml::Table> = kind.probes.iter().flat_map(|text| needed::whole(kind, text)).collect();
    let asked = Asked::default();
    for probe in &probes {
        (kind.read)(&probe.to_string(), &Problems::asking(asked.clone()));
    }
    let needed = needed::find(kind, &probes);
    let mut schema = build::object(&asked, &needed, "");
    narrow::apply(kind.name, &mut schema);
    meaning::describe(kind.heading, &mut schema);
    Schema { name: kind.name, files: kind.files, schema: titled(kind.files, schema) }
}

fn titled(files: &str, schema: Value) -> Value {
    let mut titled = Map::new();
    titled.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    titled.insert("title".to_owned(), json!(format!("{files} of a regional profile")));
    if let Value::Object(rest) = schema {
        titled.extend(rest);
    }
    Value::Object(titled)
}

/// `law.toml`: the tables of settings and acts are the check's own.
fn law() -> Schema {
    let said = || json!({ "type": "string", "pattern": "\\S" });
    let mut subjects = Map::new();
    let acts = ACTS.iter().map(|act| format!("act.{act}"));
    for setting in SETTINGS.iter().map(|(name, _)| (*name).to_owned()).chain(acts) {
        let Some((subject, key)) = setting.split_once('.') else { continue };
        let table = subjects
            .entry(subject)
            .or_insert_with(|| json!({ "type": "object", "additionalProperties": false, "properties": {} }));
        table["properties"][key] = said();
    }
    let schema = json!({ "type": "object", "additionalProperties": false, "properties": subjects });
    Schema { name: "law.schema.json", files: "law.toml", schema: titled("law.toml", schema) }
}

#[cfg(test)]
mod tests;
