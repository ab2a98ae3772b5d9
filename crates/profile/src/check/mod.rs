//! Checks that need more than one key: each file one subject.

mod across;
mod conditions;
mod copies;
mod flow;
mod money;
mod real_data;
mod references;
mod region;
mod standard;

pub(crate) use real_data::real_data;
pub(crate) use region::{calendar, law, letters_and_content, read_law};

use crate::load::Parts;
use crate::problem::Problems;
use crate::service::ServiceDraft;

/// What can be said of services when nothing is known of the region.
pub(crate) fn services_alone(drafts: &mut [ServiceDraft], problems: &Problems) {
    for draft in drafts.iter_mut() {
        let bound = conditions::check(draft, problems);
        if draft.stages_whole {
            flow::check(draft, bound, region::ORDINARY_DAY_MINUTES, problems);
        }
    }
    across::check(drafts, problems);
}

/// Every check of the services, each on its own and all together. Binds conditions and fees.
pub(crate) fn services(parts: &mut Parts, problems: &Problems) {
    let mut drafts = std::mem::take(&mut parts.services);
    let offered = drafts.len();
    if let Some(copy) = parts.copy.take() {
        drafts.push(copy);
    } else {
        copies::check(&drafts, problems);
    }
    let day_minutes = region::day_minutes(parts);
    for draft in &mut drafts {
        references::check(draft, parts, problems);
        let bound = conditions::check(draft, problems);
        money::check(draft, parts, problems);
        standard::check(draft, problems);
        if draft.stages_whole {
            flow::check(draft, bound, day_minutes, problems);
        }
    }
    across::check(&drafts, problems);
    parts.copy = drafts.split_off(offered).pop();
    parts.services = drafts;
}
