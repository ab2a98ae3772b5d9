//! `inactive.toml`: services of the office's list that are not open. Nobody applies for them and pages for the public do not name
//! them; the office sees them with what the list said and what was made of it, and their codes stay taken (BTG68-3.2.c).

use crate::problem::{ProblemKind, Problems};
use crate::reader::Table;
use crate::service::ServiceDraft;
use crate::source::Spot;
use domain::calendar::Budget;
use domain::definition::{ApplicantKind, SectorClass};

/// A service that is not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InactiveService {
    /// Name that it would have in addresses.
    pub id: String,
    /// Full name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Short name.
    pub short_name: String,
    /// Code inside numbers; no open service may use it.
    pub code: String,
    /// Sector in one spelling.
    pub sector: String,
    /// Routing class.
    pub sector_class: SectorClass,
    /// Who would apply.
    pub applicant: ApplicantKind,
    /// Published time.
    pub service_time: Budget,
    /// `free`, or `unset` where the list names a cost without a tariff.
    pub fee: String,
    /// A cost in foreign money, as the list says it; nothing can be charged from it.
    pub foreign_fee: Option<String>,
    /// Who issues it instead, for example `oss`.
    pub handled_by: Option<String>,
    /// The words of the list, unchanged: key and value in its order.
    pub list: Vec<(String, String)>,
    /// What was decided, and why.
    pub note: Option<String>,
}

/// Services as read, with the places of id and code.
pub(crate) type Drafts = Vec<(InactiveService, Spot)>;

const LIST: [&str; 8] = ["code", "name", "abbrev", "applicant", "sector", "sla", "validity", "fee"];

pub(crate) fn read(root: Table<'_>) -> Drafts {
    let default = root.maybe_table("default").map(|table| {
        let time = table.parsed::<Budget>("service_time", crate::service::BUDGET);
        let fee = table.value_or("fee", "free");
        table.close();
        (time, fee)
    });
    let (usual_time, usual_fee) = default.unwrap_or((None, "free".to_owned()));
    let mut drafts = Vec::new();
    for table in root.tables("inactive") {
        let spot = table.spot_of("id");
        let list = table.maybe_table("list").map(|list| {
            let said = LIST.iter().filter_map(|key| Some(((*key).to_owned(), list.maybe_text(key)?.value)));
            let said = said.collect();
            list.close();
            said
        });
        let own_time = table
            .maybe_text("service_time")
            .and_then(|text| table.parse_text("service_time", &text, crate::service::BUDGET));
        let service = InactiveService {
            id: table.value("id").unwrap_or_default(),
            name: table.value("name").unwrap_or_default(),
            name_en: table.value("name_en").unwrap_or_default(),
            short_name: table.value("short_name").unwrap_or_default(),
            code: table.value("code").unwrap_or_default(),
            sector: table.value("sector").unwrap_or_default(),
            sector_class: table.choice("sector_class").unwrap_or(SectorClass::SpecificGeneral),
            applicant: table.choice("applicant").unwrap_or(ApplicantKind::Both),
            service_time: own_time.or(usual_time).unwrap_or(Budget::working_days(1)),
            fee: table.value_or("fee", &usual_fee),
            foreign_fee: table.maybe_text("foreign_fee").map(|t| t.value),
            handled_by: table.maybe_text("handled_by").map(|t| t.value),
            list: list.unwrap_or_default(),
            note: table.maybe_text("note").map(|t| t.value),
        };
        table.close();
        drafts.push((service, spot));
    }
    root.close();
    drafts
}

/// Names and codes stay apart from those of open services and from each other.
pub(crate) fn check(drafts: &Drafts, services: &[ServiceDraft], problems: &Problems) {
    for (at, (service, spot)) in drafts.iter().enumerate() {
        let open =
            services.iter().any(|s| s.definition.id.0 == service.id || s.definition.code == service.code);
        let twice = drafts[..at].iter().any(|(s, _)| s.id == service.id || s.code == service.code);
        if open || twice {
            let what = format!("`{}` or its code `{}` is used by another service", service.id, service.code);
            let mend = "give it a code of its own, or take it out when the service is open";
            problems.add(ProblemKind::DuplicateId, spot, what, mend);
        }
    }
}
