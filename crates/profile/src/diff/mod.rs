//! Where two regions differ, in plain English sentences, the most important first.
//!
//! Names, articles and words come from the profiles; nothing here knows a region. What is compared in words is what changes
//! how people work: order, signing, money, survey, hand-over, deadlines, roles, services. Everything else (texts, letters,
//! colours) is counted, so that no difference is silent: no sentence at all means that the profiles say the same.

mod article;
mod order;
mod region;
mod rest;
mod service;
mod words;

use crate::profile_type::Profile;

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Sentences about the whole, the most important first.
    pub general: Vec<String>,
    /// Name of a service that both have, with its sentences.
    pub services: Vec<(String, Vec<String>)>,
}

impl Differences {
    /// Whether the two say the same.
    pub fn is_empty(&self) -> bool {
        self.general.is_empty() && self.services.is_empty()
    }
}

/// Compares two regions.
pub fn differences(a: &Profile, b: &Profile) -> Differences {
    let pair = Pair { a, b };
    let services = service::each(&pair);
    let mut general = order::sentences(&pair);
    general.extend(region::sentences(&pair));
    general.extend(region::roles(&pair));
    general.extend(service::present(&pair, &services));
    general.extend(rest::sentences(&pair));
    Differences { general, services }
}

/// The two, as they are called in sentences.
pub(crate) struct Pair<'p> {
    pub a: &'p Profile,
    pub b: &'p Profile,
}

impl<'p> Pair<'p> {
    pub fn both(&self) -> [&'p Profile; 2] {
        [self.a, self.b]
    }

    /// Names of the regions; the profiles' ids when both regions have one name.
    pub fn names(&self) -> [&'p str; 2] {
        let [a, b] = self.both().map(|p| p.identity.region_name.as_str());
        if a == b { self.both().map(|p| p.id.as_str()) } else { [a, b] }
    }

    /// `Topic: this in A (basis); that in B (basis).`, when they differ. Settings name what the values rest on.
    pub fn unlike(&self, topic: &str, values: [String; 2], settings: &[&str]) -> Option<String> {
        if values[0] == values[1] {
            return None;
        }
        let [a, b] = self.names();
        let [basis_a, basis_b] = self.both().map(|p| article::behind(p, settings));
        let [value_a, value_b] = values;
        Some(format!("{topic}: {value_a} in {a}{basis_a}; {value_b} in {b}{basis_b}."))
    }
}
