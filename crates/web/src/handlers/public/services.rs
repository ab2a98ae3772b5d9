//! `/layanan`: list of services with a search.

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::forms;
use crate::links;
use crate::pages::services::list::{ServiceCard, ServiceListPage};
use crate::visitor::{Answer, Visitor};
use axum::extract::RawQuery;
use domain::definition::ServiceDefinition;
use profile::InformationPage;

/// A service in a list.
pub(crate) fn card(definition: &ServiceDefinition) -> ServiceCard {
    let price = match &definition.fee {
        Some(fee) if !fee.is_free() => Tag::new(Tone::Neutral, "Retribusi"),
        _ => Tag::new(Tone::Good, "Gratis"),
    };
    ServiceCard {
        id: definition.id.0.clone(),
        name: definition.name.clone(),
        summary: definition.summary.clone(),
        price,
        time: definition.service_time.to_string(),
    }
}

fn information(page: &InformationPage) -> ServiceCard {
    ServiceCard {
        id: page.id.clone(),
        name: page.name.clone(),
        summary: page.summary.clone(),
        price: Tag::new(Tone::Info, "Informasi"),
        time: String::new(),
    }
}

/// Every word of the question must stand somewhere in the texts.
fn found(query: &str, texts: &[&str]) -> bool {
    let all = texts.join(" ").to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| all.contains(word))
}

/// A value of a query text.
pub(crate) fn query_value(query: Option<&str>, name: &str) -> String {
    let pairs = forms::decode(query.unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(n, _)| n == name).map(|(_, v)| v.chars().take(200).collect()).unwrap_or_default()
}

/// Shows the list.
pub async fn list(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let query = query_value(query.as_deref(), "q");
    let query = query.trim();
    let profile = &visitor.region().profile;
    let own = profile.services.values().map(|hashed| &hashed.definition);
    let services = own
        .filter(|d| found(query, &[&d.name, &d.short_name, &d.summary, &d.code, &d.id.0]))
        .map(card)
        .chain(
            profile
                .information_pages
                .iter()
                .filter(|p| found(query, &[&p.name, &p.summary, &p.operator]))
                .map(information),
        )
        .collect();
    let page = ServiceListPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Layanan"),
        query: query.to_owned(),
        services,
    };
    visitor.page(&page)
}
