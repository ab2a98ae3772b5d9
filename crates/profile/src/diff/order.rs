//! Order of the stages, and which of them there are.

use super::{Pair, article, words};
use crate::profile_type::Profile;
use domain::definition::{SectorClass, ServiceDefinition, StageKind};
use std::collections::BTreeMap;

/// Whether a kind stands before another in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Before,
    After,
    /// Now so, now so.
    Mixed,
}

type Orders = BTreeMap<(StageKind, StageKind), Order>;

const CLASSES: [SectorClass; 3] =
    [SectorClass::Business, SectorClass::NonBusiness, SectorClass::SpecificGeneral];

pub(super) fn sentences(pair: &Pair<'_>) -> Vec<String> {
    let [all_a, all_b] = pair.both().map(|p| orders(p, None));
    let mut sentences = opposite(pair, &all_a, &all_b, "");
    for class in CLASSES {
        let [a, b] = pair.both().map(|p| orders(p, Some(class)));
        let prefix = format!("For {}: ", words::class(class));
        let not_said = |own: &Orders, all: &Orders| -> Orders {
            // What holds for all services has been said.
            own.iter().filter(|(key, order)| all.get(key) != Some(*order)).map(|(k, o)| (*k, *o)).collect()
        };
        let [own_a, own_b] = [not_said(&a, &all_a), not_said(&b, &all_b)];
        let keys = own_a.keys().chain(own_b.keys());
        let pick = |from: &Orders| -> Orders {
            keys.clone().filter_map(|key| from.get(key).map(|order| (*key, *order))).collect()
        };
        sentences.extend(opposite(pair, &pick(&a), &pick(&b), &prefix));
    }
    sentences.extend(kinds(pair));
    sentences
}

fn definitions(profile: &Profile, class: Option<SectorClass>) -> impl Iterator<Item = &ServiceDefinition> {
    let all = profile.services.values().map(|hashed| &hashed.definition);
    all.filter(move |d| class.is_none_or(|class| d.sector_class == class))
}

/// For every two kinds, the later one of the list of kinds first: where it stands.
fn orders(profile: &Profile, class: Option<SectorClass>) -> Orders {
    let mut orders = Orders::new();
    for definition in definitions(profile, class) {
        for (at, later) in definition.stages.iter().enumerate() {
            for (other, earlier) in definition.stages.iter().enumerate() {
                if later.kind <= earlier.kind {
                    continue;
                }
                let order = if at < other { Order::Before } else { Order::After };
                orders
                    .entry((later.kind, earlier.kind))
                    .and_modify(|known| *known = if *known == order { order } else { Order::Mixed })
                    .or_insert(order);
            }
        }
    }
    orders
}

fn opposite(pair: &Pair<'_>, a: &Orders, b: &Orders, prefix: &str) -> Vec<String> {
    let [name_a, name_b] = pair.names();
    let mut sentences = Vec::new();
    for ((kind, other), order) in a {
        let (said_a, said_b) = match (order, b.get(&(*kind, *other))) {
            (Order::Before, Some(Order::After)) => ("before", "after"),
            (Order::After, Some(Order::Before)) => ("after", "before"),
            _ => continue,
        };
        let [basis_a, basis_b] = pair.both().map(|p| article::behind(p, &settings(p, *kind, *other)));
        let (does, happens) = (words::stage(*kind).does, words::stage(*other).happens);
        sentences.push(format!(
            "{prefix}{name_a} {does} {said_a} {happens}{basis_a}; {name_b} {said_b}{basis_b}."
        ));
    }
    sentences
}

/// What says where a stage stands: its own settings where both have one, else the order of all.
fn settings(profile: &Profile, kind: StageKind, other: StageKind) -> Vec<&'static str> {
    let own = |kind| match kind {
        StageKind::Survey => Some("survey.order"),
        StageKind::Numbering => Some("numbers.permit"),
        _ => None,
    };
    match (own(kind), own(other)) {
        (Some(one), Some(two)) if profile.law.contains_key(one) && profile.law.contains_key(two) => {
            vec![one, two]
        }
        _ => vec!["stages.order"],
    }
}

/// Stages that only one of the regions has, in any service.
fn kinds(pair: &Pair<'_>) -> Option<String> {
    let has = |profile: &Profile, kind| definitions(profile, None).any(|d| d.stage_of_kind(kind).is_some());
    let only = |one: &Profile, other: &Profile| -> Vec<String> {
        let kinds = StageKind::ALL.into_iter().filter(|kind| has(one, *kind) && !has(other, *kind));
        kinds.map(|kind| words::stage(kind).noun.to_owned()).collect()
    };
    let [a, b] = [only(pair.a, pair.b), only(pair.b, pair.a)];
    let mut parts = Vec::new();
    for ((name, profile), own) in pair.names().into_iter().zip(pair.both()).zip([&a, &b]) {
        if !own.is_empty() {
            let basis = article::behind(profile, &["stages.order"]);
            parts.push(format!("only {name} has {}{basis}", words::list(own)));
        }
    }
    (!parts.is_empty()).then(|| format!("Stages: {}.", parts.join("; ")))
}
