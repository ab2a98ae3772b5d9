//! What is only counted: texts, letters, pages, numbers, calendar, colours. Last, so that no difference is silent.

use super::{Pair, words};
use crate::profile_type::Profile;
use std::collections::BTreeMap;

pub(super) fn sentences(pair: &Pair<'_>) -> Vec<String> {
    let (a, b) = (pair.a, pair.b);
    let mut said = Vec::new();
    let mut count = |count: usize, what: &str| {
        if count > 0 {
            said.push(format!("{count} {what}"));
        }
    };
    count(unlike(&a.messages, &b.messages), "message(s)");
    count(unlike(&a.letters, &b.letters), "letter(s)");
    count(unlike(&a.content, &b.content), "page(s)");
    count(unlike(&a.numbers, &b.numbers), "number template(s)");
    count(unlike(&a.law, &b.law), "basis or bases in law.toml");
    count(unlike(&hashes(a), &hashes(b)), "way(s) of making certified copies");
    count(unlike(&listed(a), &listed(b)), "value(s) of profile.toml");
    let whole = [
        ("the calendar", format!("{:?}", a.calendar) != format!("{:?}", b.calendar)),
        ("the emblem", a.theme.emblem_svg != b.theme.emblem_svg),
        ("the words in English", a.english != b.english),
        ("the ready sentences", a.sentences != b.sentences),
        ("the services that are not open", a.inactive != b.inactive),
    ];
    said.extend(whole.into_iter().filter(|(_, differ)| *differ).map(|(what, _)| what.to_owned()));
    if said.is_empty() { Vec::new() } else { vec![format!("Also different: {}.", words::list(&said))] }
}

fn hashes(profile: &Profile) -> BTreeMap<String, String> {
    profile.copies.iter().map(|(id, copy)| (id.0.clone(), copy.hash.to_string())).collect()
}

/// Everything that `profile.toml` says, by name.
fn listed(profile: &Profile) -> BTreeMap<String, String> {
    profile.said.iter().map(|said| (said.name.clone(), said.value.clone())).collect()
}

/// How many entries are not in both, or not the same.
fn unlike<V: PartialEq>(a: &BTreeMap<String, V>, b: &BTreeMap<String, V>) -> usize {
    let changed = a.iter().filter(|(key, value)| b.get(*key) != Some(value)).count();
    changed + b.keys().filter(|key| !a.contains_key(*key)).count()
}
