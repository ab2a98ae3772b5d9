//! Loads a profile: reads every file, then checks what only the whole can show.

use crate::folder::Folder;
use crate::inactive_file::{self, InactiveService};
use crate::locale::{Catalogue, read_po};
use crate::message_file::{self, Needs};
use crate::problem::{Problem, ProblemKind, Problems, Severity};
use crate::profile_type::{Profile, Theme};
use crate::reader::parse;
use crate::region_file::{self, RegionFile};
use crate::service::{self, ServiceDraft};
use crate::source::Spot;
use crate::{calendar_file, check as checks, numbering_file};
use domain::calendar::{Calendar, CalendarSpec};
use domain::definition::{ProductDef, RequestKind, ServiceDefinition, StageKind};
use domain::numbering::NumberTemplate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The outcome of a check: all problems, and the profile when none of them is an error.
#[derive(Debug)]
pub struct Report {
    /// Errors and warnings, by file and line.
    pub problems: Vec<Problem>,
    /// The profile; `None` when there is an error.
    pub profile: Option<Profile>,
}

impl Profile {
    /// Reads and checks the profile in a folder.
    ///
    /// # Errors
    /// Every problem found, warnings among them, by file and line; never only the first.
    pub fn load(dir: impl AsRef<Path>) -> Result<Profile, Vec<Problem>> {
        let report = check(dir);
        report.profile.ok_or(report.problems)
    }
}

/// Everything that was read, before anything is checked against anything else.
pub(crate) struct Parts {
    pub region: RegionFile,
    pub services: Vec<ServiceDraft>,
    /// How certified copies are made, the same for every service that offers them.
    pub copy: Option<ServiceDraft>,
    /// Services that are not open.
    pub inactive: Vec<InactiveService>,
    pub numbers: BTreeMap<String, NumberTemplate>,
    pub letters: BTreeMap<String, String>,
    pub content: BTreeMap<String, String>,
    pub english: Catalogue,
    pub law: BTreeMap<String, String>,
    pub calendar: Vec<(CalendarSpec, Spot)>,
    /// Years for which there is a file, readable or not.
    pub calendar_files: BTreeSet<String>,
    /// `numbering.toml` could be read; else its templates are not missed, they are unread.
    pub numbers_read: bool,
}

/// Checks the profile in a folder.
pub fn check(dir: impl AsRef<Path>) -> Report {
    let problems = Problems::default();
    let profile = build(dir.as_ref(), &problems);
    let problems = problems.into_sorted();
    let refused = problems.iter().any(|p| p.severity() == Severity::Error);
    let profile = profile.filter(|_| !refused).map(|p| Profile { warnings: problems.clone(), ..p });
    Report { problems, profile }
}

fn build(dir: &Path, problems: &Problems) -> Option<Profile> {
    let folder = Folder::read(dir, problems);
    checks::real_data(&folder, problems);
    let region = folder
        .required("profile.toml", ProblemKind::FileMissing, problems)
        .and_then(|source| parse(source, problems, region_file::read));
    let numbers = folder
        .required("numbering.toml", ProblemKind::FileMissing, problems)
        .and_then(|source| parse(source, problems, numbering_file::read));
    let law_source = folder.required("law.toml", ProblemKind::FileMissing, problems);
    let law = law_source.and_then(|source| parse(source, problems, checks::read_law));
    let mut services = Vec::new();
    for (_, source) in folder.within("services") {
        services.extend(parse(source, problems, service::read));
    }
    let mut copy =
        folder.optional("certified_copy.toml").and_then(|source| parse(source, problems, service::read));
    let inactive =
        folder.optional("inactive.toml").and_then(|source| parse(source, problems, inactive_file::read));
    let inactive = inactive.unwrap_or_default();
    inactive_file::check(&inactive, &services, problems);
    let mut drafts = Vec::new();
    let mut sentences = Vec::new();
    let mut messages_read = true;
    for (_, source) in folder.within("messages") {
        match parse(source, problems, message_file::read) {
            Some(read) => {
                drafts.extend(read.drafts);
                sentences.extend(read.sentences);
            }
            None => messages_read = false,
        }
    }
    let mut calendar = Vec::new();
    let mut calendar_files = BTreeSet::new();
    for (name, source) in folder.within("calendar") {
        if let Some(Some(spec)) = parse(source, problems, |root| calendar_file::read(root, &name)) {
            calendar.push((spec, Spot::top(source)));
        }
        calendar_files.insert(name);
    }
    let law_known = law.is_some();
    let Some(region) = region else {
        services.extend(copy.take());
        checks::services_alone(&mut services, problems);
        return None;
    };
    let mut parts = Parts {
        region,
        services,
        copy,
        inactive: inactive.into_iter().map(|(service, _)| service).collect(),
        numbers_read: numbers.is_some(),
        numbers: numbers.unwrap_or_default(),
        letters: folder.within("letters").map(|(name, s)| (format!("{name}.typ"), s.text.clone())).collect(),
        content: folder.within("content").map(|(name, s)| (name, s.text.clone())).collect(),
        english: english(&folder, problems),
        law: law.unwrap_or_default(),
        calendar,
        calendar_files,
    };
    let emblem =
        folder.required("theme/emblem.svg", ProblemKind::FileMissing, problems).map(|s| s.text.clone());
    if law_known {
        checks::law(&parts, problems);
    }
    checks::calendar(&parts, problems);
    checks::letters_and_content(&parts, problems);
    checks::services(&mut parts, problems);
    let messages =
        message_file::check(drafts, &needs(&parts, messages_read), &Spot::nowhere("messages"), problems);
    finish(parts, messages, sentences, emblem, problems)
}

/// The region's words in English; a region without the file shows its own words in Indonesian.
fn english(folder: &Folder, problems: &Problems) -> Catalogue {
    let Some(source) = folder.optional("locales/en.po") else { return Catalogue::default() };
    match read_po(&source.text) {
        Ok(entries) => Catalogue::new(entries),
        Err(mistakes) => {
            for mistake in mistakes {
                let start = source.text.split_inclusive('\n').take(mistake.line - 1).map(str::len).sum();
                let kind = match mistake.placeholders {
                    true => ProblemKind::LocalePlaceholders,
                    false => ProblemKind::LocaleSyntax,
                };
                problems.add(kind, &Spot::new(source, start..start), mistake.what, mistake.mend);
            }
            Catalogue::default()
        }
    }
}

/// What the messages must be able to say here.
fn needs(parts: &Parts, all_read: bool) -> Needs {
    let mut region = BTreeMap::new();
    if let Some(identity) = &parts.region.identity {
        region.insert("office_short", identity.office_short.clone());
        region.insert("office_long", identity.office_long.clone());
        region.insert("region_name", identity.region_name.clone());
        region.insert("system_name", identity.system_name.clone());
        region.insert("portal", identity.portal.clone());
    }
    let policy = parts.region.policy.as_ref();
    if let Some(payment) = policy.and_then(|p| p.payment.as_ref()) {
        region.insert("bank", payment.bank.clone());
        region.insert("account", payment.account.clone());
    }
    let has = |kind| parts.services.iter().any(|s| s.definition.stage_of_kind(kind).is_some());
    Needs {
        all_read,
        region,
        payment: has(StageKind::Payment),
        survey: has(StageKind::Survey),
        pin: parts.region.gives.pin,
        handover: has(StageKind::Handover),
        site_visit: has(StageKind::SiteVisit),
    }
}

/// How a certified copy of this service's permit is made: the region's way, under the name of the service.
fn copy_of(copy: &ServiceDefinition, service: &ServiceDefinition) -> ServiceDefinition {
    ServiceDefinition {
        id: service.id.clone(),
        name: format!("{} {}", copy.name, service.name),
        name_en: format!("{}: {}", copy.name_en, service.name_en),
        short_name: format!("{} {}", copy.short_name, service.short_name),
        kind: service.kind,
        sector_class: service.sector_class,
        applicant: service.applicant,
        kinds: vec![RequestKind::CertifiedCopy],
        earlier_on_paper: false,
        object_field: None,
        product: ProductDef {
            title: format!("{} {}", copy.product.title, service.product.title),
            ..copy.product.clone()
        },
        ..copy.clone()
    }
}

/// Puts the profile together; anything missing has been reported.
fn finish(
    parts: Parts,
    messages: BTreeMap<String, crate::message::MessageTemplate>,
    sentences: Vec<(String, String)>,
    emblem: Option<String>,
    problems: &Problems,
) -> Option<Profile> {
    let calendar = Calendar::new(parts.calendar.into_iter().map(|(spec, _)| spec)).ok();
    let mut services = BTreeMap::new();
    let mut service_pages = BTreeMap::new();
    let mut copies = BTreeMap::new();
    for draft in parts.services {
        let id = draft.definition.id.clone();
        if let Some(copy) = &parts.copy
            && draft.definition.kinds.contains(&RequestKind::CertifiedCopy)
        {
            let definition = copy_of(&copy.definition, &draft.definition);
            if let Some(hashed) = service::hashed(definition, &copy.spots, problems) {
                copies.insert(id.clone(), hashed);
            }
        }
        service_pages.insert(id.clone(), draft.page);
        if let Some(hashed) = service::hashed(draft.definition, &draft.spots, problems) {
            services.insert(id, hashed);
        }
    }
    // A service names itself in English where its standard does.
    let mut english = parts.english;
    for service in services.values() {
        english.add(&service.definition.name, &service.definition.name_en);
    }
    let region = parts.region;
    Some(Profile {
        id: region.id?,
        identity: region.identity?,
        policy: region.policy?,
        roles: region.roles,
        divisions: region.divisions,
        positions: region.positions,
        agencies: region.agencies,
        papers: region.papers,
        services,
        copies,
        service_pages,
        inactive: parts.inactive,
        information_pages: region.information_pages,
        calendar: calendar?,
        numbers: parts.numbers,
        letters: parts.letters,
        theme: Theme { tokens: region.theme_tokens, emblem_svg: emblem? },
        messages,
        sentences,
        content: parts.content,
        english,
        law: parts.law,
        said: region.said,
        warnings: Vec::new(),
    })
}
