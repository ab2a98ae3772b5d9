//! `/layanan`: list of services by class, with a search by words of every day.

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::forms;
use crate::links;
use crate::locale::{self, Locale};
use crate::pages::services::list::{Found, ServiceCard, ServiceGroup, ServiceListPage};
use crate::visitor::{Answer, Visitor};
use app::Region;
use axum::extract::RawQuery;
use domain::definition::{SectorClass, ServiceDefinition, ServiceKind};
use domain::formula::format_rupiah;
use profile::InformationPage;
use std::sync::Arc;

/// A service in a list.
pub(crate) fn card(definition: &ServiceDefinition) -> ServiceCard {
    let price = match &definition.fee {
        Some(fee) if !fee.is_free() => {
            let fixed = fee.formula().range().filter(|(low, high)| low == high);
            let amount = fixed.and_then(|_| fee.spec().examples.first()).map(|e| e.expect);
            Tag::new(
                Tone::Neutral,
                amount.map_or_else(|| "Retribusi".to_owned(), |a| format_rupiah(a.into())),
            )
        }
        _ if definition.tariff_unset.is_some() => Tag::new(Tone::Warn, "Retribusi, tarif belum diisi"),
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

/// Words that say nothing about which service is meant.
const EMPTY_WORDS: [&str; 27] = [
    "izin",
    "surat",
    "mau",
    "ingin",
    "saya",
    "cara",
    "urus",
    "mengurus",
    "buat",
    "membuat",
    "buka",
    "membuka",
    "untuk",
    "dan",
    "atau",
    "di",
    "yang",
    "ke",
    "ajukan",
    "permohonan",
    "permit",
    "want",
    "apply",
    "how",
    "for",
    "the",
    "licence",
];

/// How many words of the question stand in the texts: all, some, or none.
fn fits(words: &[String], texts: &[&str]) -> Found {
    let all = texts.join(" ").to_lowercase();
    match words.iter().filter(|word| all.contains(word.as_str())).count() {
        0 => Found::Nothing,
        n if n == words.len() => Found::Whole,
        _ => Found::Near,
    }
}

/// The question's words, without those that say nothing unless there are no others.
fn words(query: &str) -> Vec<String> {
    let all: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let telling: Vec<String> =
        all.iter().filter(|word| !EMPTY_WORDS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// The class under which a service stands (MJK18-1.14 to 1.17, 24.6): the three classes of permits, then what is none.
pub(crate) fn class(definition: &ServiceDefinition) -> &'static str {
    match (definition.kind, definition.sector_class) {
        (ServiceKind::Permit, SectorClass::Business) => "Perizinan usaha",
        (ServiceKind::Permit, SectorClass::NonBusiness) => "Perizinan non usaha",
        (ServiceKind::Permit, SectorClass::SpecificGeneral) => "Perizinan tertentu dan umum",
        (ServiceKind::ServiceEase, _) => "Nonperizinan: kemudahan pelayanan",
        (ServiceKind::FiscalFacility, _) => "Nonperizinan: fasilitas fiskal",
        (ServiceKind::Information, _) => "Nonperizinan: informasi",
    }
}

/// Classes in the order of the list.
const ORDER: [&str; 7] = [
    "Perizinan usaha",
    "Perizinan non usaha",
    "Perizinan tertentu dan umum",
    "Nonperizinan: kemudahan pelayanan",
    "Nonperizinan: fasilitas fiskal",
    "Nonperizinan: informasi",
    CENTRE,
];

/// Where the services of the centre stand (MJK18-2).
const CENTRE: &str = "Diurus pemerintah pusat";

/// The services of the profile as people may apply for them now.
pub(crate) fn offered(region: &Region) -> Vec<Arc<ServiceDefinition>> {
    let office = region.office();
    region.profile.services.keys().filter_map(|id| office.offered(id)).map(|(_, d)| d).collect()
}

/// What a reader of the English pages has before the eyes, and so looks for.
fn in_english(region: &Region, locale: Locale, texts: &[&str]) -> String {
    if locale != Locale::English {
        return String::new();
    }
    let said = texts
        .iter()
        .filter_map(|text| locale::text_in_english(text, &region.profile.english, &mut Vec::new()));
    said.collect::<Vec<_>>().join(" ")
}

/// Every service with its class and how well it fits the question.
fn judged(region: &Region, locale: Locale, words: &[String]) -> Vec<(&'static str, Found, ServiceCard)> {
    let mut all = Vec::new();
    let profile = &region.profile;
    for definition in offered(region) {
        let definition = definition.as_ref();
        let everyday =
            profile.service_pages.get(&definition.id).map(|p| p.words.join(" ")).unwrap_or_default();
        let d = definition;
        let english = in_english(region, locale, &[&d.name, &d.summary, class(d)]);
        let texts =
            [&d.name, &d.name_en, &d.short_name, &d.summary, &d.code, &d.id.0, &everyday, class(d), &english];
        all.push((class(d), fits(words, &texts), card(d)));
    }
    for page in &profile.information_pages {
        let everyday = page.words.join(" ");
        let english = in_english(region, locale, &[&page.name, &page.summary, CENTRE]);
        let texts = [&page.name, &page.summary, &page.operator, everyday.as_str(), english.as_str()];
        all.push((CENTRE, fits(words, &texts), information(page)));
    }
    all
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
    let judged = judged(visitor.region(), visitor.locale(), &words(query));
    let found = match query {
        "" => Found::All,
        _ if judged.iter().any(|(_, fit, _)| *fit == Found::Whole) => Found::Whole,
        _ if judged.iter().any(|(_, fit, _)| *fit == Found::Near) => Found::Near,
        _ => Found::Nothing,
    };
    let mut groups: Vec<ServiceGroup> = Vec::new();
    for heading in ORDER {
        let services: Vec<ServiceCard> = judged
            .iter()
            .filter(|(class, fit, _)| {
                *class == heading && (found == Found::All || (*fit == found && found != Found::Nothing))
            })
            .map(|(_, _, card)| card.clone())
            .collect();
        if !services.is_empty() {
            groups.push(ServiceGroup { heading: heading.to_owned(), services });
        }
    }
    let page = ServiceListPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Layanan"),
        query: query.to_owned(),
        found,
        groups,
    };
    visitor.page(&page)
}

#[cfg(test)]
mod tests {
    use super::{Found, fits, words};

    #[test]
    fn words_of_every_day_are_found_and_empty_words_do_not_hide_them() {
        let texts = ["Surat Izin Praktik Dokter", "praktik dokter buka praktik kesehatan"];
        assert_eq!(fits(&words("Saya mau buka praktik dokter"), &texts), Found::Whole);
        assert_eq!(fits(&words("praktik bidan"), &texts), Found::Near);
        assert_eq!(fits(&words("kapal"), &texts), Found::Nothing);
        // Nothing but such words is still a question.
        assert_eq!(fits(&words("izin"), &texts), Found::Whole);
    }
}
