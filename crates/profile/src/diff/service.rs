//! Services: which of them there are, and how those that both have differ.

use super::{Pair, words};
use crate::profile_type::Profile;
use domain::definition::{ServiceDefinition, ServiceId, Validity};

/// Services that only one region has, and how many of the common ones differ.
pub(super) fn present(pair: &Pair<'_>, differing: &[(String, Vec<String>)]) -> Vec<String> {
    let mut sentences = Vec::new();
    let both = pair.a.services.keys().filter(|id| pair.b.services.contains_key(*id)).count();
    if !differing.is_empty() {
        sentences.push(format!(
            "Of {both} service(s) that both have, {} differ (--services says how).",
            differing.len()
        ));
    }
    let only = |one: &Profile, other: &Profile| -> Vec<String> {
        let own = one.services.iter().filter(|(id, _)| !other.services.contains_key(*id));
        own.map(|(_, hashed)| hashed.definition.short_name.clone()).collect()
    };
    let [name_a, name_b] = pair.names();
    for (name, own) in [(name_a, only(pair.a, pair.b)), (name_b, only(pair.b, pair.a))] {
        if !own.is_empty() {
            sentences.push(format!("Services that only {name} has: {}.", words::list(&own)));
        }
    }
    sentences
}

/// Each common service that differs, with its sentences.
pub(super) fn each(pair: &Pair<'_>) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for (id, hashed_a) in &pair.a.services {
        let Some(hashed_b) = pair.b.services.get(id) else { continue };
        let mut sentences = one(pair, &hashed_a.definition, &hashed_b.definition);
        sentences.extend(page(pair, id));
        if hashed_a.hash != hashed_b.hash && sentences.is_empty() {
            sentences.push("Words or details differ.".to_owned());
        }
        if !sentences.is_empty() {
            all.push((hashed_a.definition.name.clone(), sentences));
        }
    }
    all
}

fn page(pair: &Pair<'_>, id: &ServiceId) -> Option<String> {
    let same = pair.a.service_pages.get(id) == pair.b.service_pages.get(id);
    (!same).then(|| "The service's page says something else (source, notes, words, or division).".to_owned())
}

type Row = (&'static str, fn(&ServiceDefinition) -> String);

const ROWS: &[Row] = &[
    ("Stages", |d| d.stages.iter().map(|s| words::stage(s.kind).noun).collect::<Vec<_>>().join(", ")),
    ("Signing", |d| words::signing(d.product.signing).to_owned()),
    ("Initials", |d| words::list(&d.paraf)),
    ("Kind", |d| words::word(&d.kind)),
    ("Class", |d| words::class(d.sector_class).to_owned()),
    ("Applicant", |d| words::word(&d.applicant)),
    ("Kinds of application", |d| words::list(&d.kinds.iter().map(words::word).collect::<Vec<_>>())),
    ("Fee", fee),
    ("Published time", |d| words::budget(d.service_time)),
    ("Budgets", budgets),
    ("Agencies", agencies),
    ("Fields", |d| words::list(&d.fields.iter().map(|f| f.id.clone()).collect::<Vec<_>>())),
    ("Papers", |d| words::list(&d.documents.iter().map(|p| p.id.clone()).collect::<Vec<_>>())),
    ("Validity", validity),
    ("Paper", |d| d.product.paper.0.clone()),
];

fn one(pair: &Pair<'_>, a: &ServiceDefinition, b: &ServiceDefinition) -> Vec<String> {
    ROWS.iter().filter_map(|(topic, value)| pair.unlike(topic, [value(a), value(b)], &[])).collect()
}

fn fee(definition: &ServiceDefinition) -> String {
    definition.fee.as_ref().map_or("free of charge".to_owned(), |fee| {
        let tables = serde_json::to_string(&definition.tables).unwrap_or_default();
        let tables = if tables.len() > 2 { " with its own table" } else { "" };
        format!("`{}`{tables}", fee.spec().formula)
    })
}

fn budgets(definition: &ServiceDefinition) -> String {
    let said = definition.stages.iter().filter_map(|stage| {
        Some(format!("{} {}", words::stage(stage.kind).noun, words::budget(stage.budget?)))
    });
    said.collect::<Vec<_>>().join(", ")
}

fn agencies(definition: &ServiceDefinition) -> String {
    let asked = definition.stages.iter().flat_map(|stage| &stage.agencies);
    words::list(&asked.map(|agency| agency.agency.0.clone()).collect::<Vec<_>>())
}

fn validity(definition: &ServiceDefinition) -> String {
    match &definition.product.validity {
        Validity::Unlimited => "without end".to_owned(),
        Validity::Years(years) => format!("{years} year(s)"),
        Validity::UntilField { field, years_otherwise } => {
            format!("until `{field}`, or {years_otherwise} year(s)")
        }
    }
}
