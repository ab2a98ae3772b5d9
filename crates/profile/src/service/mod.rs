//! `services/<id>.toml`: reads one service into its definition, with the place of everything a check may name.

mod fee;
mod fields;
mod product;
mod stages;

pub(crate) use fee::FeeDraft;

use crate::problem::{ProblemKind, Problems};
use crate::profile_type::ServicePage;
use crate::reader::{Table, Text};
use crate::source::Spot;
use domain::calendar::Budget;
use domain::definition::{
    Admission, Basis, DeclarationText, HashedDefinition, RequestKind, ServiceDefinition, ServiceId,
};
use domain::formula::{Condition, Formula};
use domain::value::Digest;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The word for "no article, a rule of this office".
pub(crate) const OFFICE_POLICY: &str = "ketentuan kantor";

/// A service as read; its conditions and its fee are not checked yet.
pub(crate) struct ServiceDraft {
    pub definition: ServiceDefinition,
    pub fee: Option<FeeDraft>,
    pub page: ServicePage,
    pub spots: Spots,
    /// Every field could be read; else a formula's unknown names would only repeat what has been said.
    pub fields_whole: bool,
    /// Every stage could be read; else sums and order would be judged on half a list.
    pub stages_whole: bool,
}

/// Places by path, for example `stages[3].when`.
pub(crate) struct Spots {
    top: Spot,
    by_path: BTreeMap<String, Spot>,
}

impl Spots {
    pub fn put(&mut self, path: impl Into<String>, spot: Spot) {
        self.by_path.insert(path.into(), spot);
    }

    /// The place of a path, of the nearest part above it, or the file.
    pub fn of(&self, path: &str) -> Spot {
        let mut path = path;
        loop {
            if let Some(spot) = self.by_path.get(path) {
                return spot.clone();
            }
            let Some(cut) = path.rfind('.') else { return self.top.clone() };
            path = &path[..cut];
        }
    }
}

fn text_of<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let deserializer: StrDeserializer<'de, ValueError> = text.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// A condition that is only text so far; its check comes when all fields are known.
pub(crate) fn condition(table: &Table<'_>, key: &str, path: &str, spots: &mut Spots) -> Option<Condition> {
    let text = table.maybe_text(key)?;
    spots.put(path, text.spot.clone());
    text_of(&text.value)
}

pub(crate) fn formula(text: &Text, path: &str, spots: &mut Spots) -> Option<Formula> {
    spots.put(path, text.spot.clone());
    text_of(&text.value)
}

/// Reads a basis; `needed` says what stands without one when the key is missing.
pub(crate) fn basis(table: &Table<'_>, key: &str, needed: Option<&str>) -> Basis {
    match table.maybe_text(key) {
        Some(text) if text.value.trim() == OFFICE_POLICY => Basis::OfficePolicy,
        Some(text) if !text.value.trim().is_empty() => Basis::Law(text.value),
        _ => {
            if let Some(what) = needed {
                table.report(
                    ProblemKind::DeadlineWithoutBasis,
                    &table.spot_of(key),
                    format!("{what} has no basis"),
                    format!("add `{key} = \"Pasal …\"`, or `{key} = \"{OFFICE_POLICY}\"`"),
                );
            }
            Basis::OfficePolicy
        }
    }
}

pub(crate) const BUDGET: &str =
    "write an amount such as \"7 hari kerja\", \"0,5 hari kerja\" or \"3 jam kerja\"";

pub(crate) fn read(root: Table<'_>) -> ServiceDraft {
    let mut spots = Spots { top: root.spot.clone(), by_path: BTreeMap::new() };
    for key in ["id", "code", "service_time", "number_template", "object_field"] {
        if let Some(text) = root.maybe_text(key) {
            spots.put(key, text.spot);
        }
    }
    let mut fields_whole = true;
    let fields = fields::fields(&root, "field", "fields", true, &mut spots, &mut fields_whole);
    let items = fields::items(&root, &mut spots, &mut fields_whole);
    let documents = fields::documents(&root, &mut spots);
    let mut stages_whole = true;
    let stages = stages::stages(&root, &mut spots, &mut stages_whole, &mut fields_whole);
    let tables = fee::tables(&root);
    let (fee, tariff_unset) = match fee::cost(&root) {
        fee::Cost::Free => (None, None),
        fee::Cost::Unset(source) => (None, Some(source)),
        fee::Cost::Fee(fee) => (Some(fee), None),
    };
    let product = product::product(&root, &mut spots);
    let paraf = root.texts("paraf");
    for (i, text) in paraf.iter().enumerate() {
        spots.put(format!("paraf[{i}]"), text.spot.clone());
    }
    let legal_basis = root.values("legal_basis");
    if legal_basis.is_empty() {
        root.missing("legal_basis");
    }
    let service_time = root.parsed::<Budget>("service_time", BUDGET);
    let definition = ServiceDefinition {
        id: ServiceId(root.value("id").unwrap_or_default()),
        name: root.value("name").unwrap_or_default(),
        name_en: root.value("name_en").unwrap_or_default(),
        short_name: root.value("short_name").unwrap_or_default(),
        summary: root.value("summary").unwrap_or_default(),
        kind: root.choice("kind").unwrap_or(domain::definition::ServiceKind::Permit),
        sector_class: root.choice("sector_class").unwrap_or(domain::definition::SectorClass::SpecificGeneral),
        applicant: root.choice("applicant").unwrap_or(domain::definition::ApplicantKind::Both),
        kinds: kinds(&root, &mut spots),
        earlier_on_paper: root.flag("earlier_on_paper", false),
        fields,
        items,
        documents,
        stages,
        service_time: service_time.unwrap_or(Budget::working_days(1)),
        service_time_source: root.maybe_text("service_time_source").map(|t| t.value),
        service_time_basis: basis(&root, "service_time_basis", Some("the published service time")),
        fee: None,
        tariff_unset,
        tables,
        product,
        declaration: declaration(&root, &mut spots),
        number_template: root.value("number_template").unwrap_or_default(),
        code: root.value("code").unwrap_or_default(),
        paraf: paraf.into_iter().map(|t| t.value).collect(),
        legal_basis,
        object_field: root.maybe_text("object_field").map(|t| t.value),
        admission: admission(&root, &mut spots),
    };
    stages_whole &= service_time.is_some();
    let page = page(&root);
    root.close();
    ServiceDraft { definition, fee, page, spots, fields_whole, stages_whole }
}

/// Kinds of application, `["new"]` without the key.
fn kinds(root: &Table<'_>, spots: &mut Spots) -> Vec<RequestKind> {
    let mut kinds = Vec::new();
    for text in root.texts("kinds") {
        spots.put("kinds", text.spot.clone());
        match text_of::<RequestKind>(&text.value) {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {
                let what = format!("the kind `{}` is offered twice", text.value);
                root.report(ProblemKind::DuplicateId, &text.spot, what, "remove one");
            }
            None => {
                let what = format!("there is no kind of application `{}`", text.value);
                let known: Vec<&str> = RequestKind::ALL.iter().map(|kind| kind.name()).collect();
                let mend = format!("use one of: {}", known.join(", "));
                root.report(ProblemKind::WrongValue, &text.spot, what, mend);
            }
        }
    }
    if kinds.is_empty() { vec![RequestKind::New] } else { kinds }
}

fn declaration(root: &Table<'_>, spots: &mut Spots) -> DeclarationText {
    let mut declaration = DeclarationText { version: String::new(), text: String::new() };
    match root.maybe_table("declaration") {
        None => {
            root.report(
                ProblemKind::DeclarationEmpty,
                &root.spot,
                "the applicant declares nothing (MJK18-12.3)",
                "add `[declaration]` with `version` and `text`",
            );
        }
        Some(table) => {
            let text = table.maybe_text("text");
            let spot = text.as_ref().map_or(&table.spot, |t| &t.spot).clone();
            if text.as_ref().is_none_or(|t| t.value.trim().is_empty()) {
                let mend = "write the sentence that the applicant ticks";
                table.report(
                    ProblemKind::DeclarationEmpty,
                    &spot,
                    "the declaration says nothing (MJK18-12.3)",
                    mend,
                );
            }
            spots.put("declaration.text", spot);
            declaration.version = table.value("version").unwrap_or_default();
            declaration.text = text.map(|t| t.value).unwrap_or_default();
            table.close();
        }
    }
    declaration
}

fn admission(root: &Table<'_>, spots: &mut Spots) -> Vec<Admission> {
    let mut list = Vec::new();
    for table in root.tables("admission") {
        let path = format!("admission[{}].condition", list.len());
        let condition = condition(&table, "condition", &path, spots);
        if condition.is_none() {
            table.missing("condition");
        }
        let message = table.value("message");
        let basis = basis(&table, "basis", Some("this condition"));
        if let (Some(condition), Some(message)) = (condition, message) {
            list.push(Admission { condition, message, basis });
        }
        table.close();
    }
    list
}

fn page(root: &Table<'_>) -> ServicePage {
    let Some(table) = root.maybe_table("page") else { return ServicePage::default() };
    let page = ServicePage {
        source: table.value_or("source", ""),
        notes: table.values("notes"),
        words: table.values("words"),
        division: table.maybe_text("division").map(|t| t.value),
    };
    table.close();
    page
}

/// SHA-256 of the canonical JSON (RFC 8785) of a definition: the name under which it is stored and kept by a file.
///
/// # Errors
/// When the definition cannot be written as JSON, which no definition read from a profile can cause.
pub fn canonical_hash(definition: &ServiceDefinition) -> Result<Digest, serde_json::Error> {
    let bytes = serde_json_canonicalizer::to_vec(definition)?;
    Ok(Digest::from_bytes(Sha256::digest(&bytes).into()))
}

/// Puts the hash beside a definition.
pub(crate) fn hashed(
    definition: ServiceDefinition,
    spots: &Spots,
    problems: &Problems,
) -> Option<HashedDefinition> {
    match canonical_hash(&definition) {
        Ok(hash) => Some(HashedDefinition { hash, definition }),
        Err(error) => {
            let what = format!("the definition cannot be written as canonical JSON: {error}");
            problems.add(ProblemKind::WrongValue, &spots.of("id"), what, "look for very large numbers");
            None
        }
    }
}
