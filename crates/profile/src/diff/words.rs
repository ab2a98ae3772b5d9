//! English words for what the profiles say in closed sets.

use domain::calendar::Budget;
use domain::capability::Capability;
use domain::definition::{SectorClass, SigningMode, StageKind};
use domain::process::CourierRule;
use serde::Serialize;

/// A stage kind: what it is called, what a region does in it, and that it happens.
pub(super) struct StageWords {
    pub noun: &'static str,
    pub does: &'static str,
    pub happens: &'static str,
}

pub(super) fn stage(kind: StageKind) -> StageWords {
    let (noun, does, happens) = match kind {
        StageKind::Registration => ("registration", "registers the file", "the file is registered"),
        StageKind::AdminVerification => ("verification", "verifies the papers", "the papers are verified"),
        StageKind::AdminValidation => {
            ("validation by a second person", "validates the verification", "the verification is validated")
        }
        StageKind::SiteVisit => ("site visit", "visits the site", "the site is visited"),
        StageKind::TechnicalRecommendation => {
            ("technical recommendation", "asks the technical agencies", "the technical agencies are asked")
        }
        StageKind::Decision => ("decision", "decides", "the decision is made"),
        StageKind::Payment => ("payment", "takes the payment", "the fee is paid"),
        StageKind::Printing => ("printing", "prints the document", "the document is printed"),
        StageKind::Signing => ("signing", "signs the document", "the document is signed"),
        StageKind::Numbering => ("numbering", "gives the number", "the number is given"),
        StageKind::Survey => ("survey", "fills the survey", "the survey is filled"),
        StageKind::Notice => ("notice", "sends its notice", "the notice is sent"),
        StageKind::ProcessingIssue => (
            "processing and issue by a division",
            "processes and issues",
            "the document is processed and issued",
        ),
        StageKind::Delivery => ("delivery by message", "delivers by message", "the document is delivered"),
        StageKind::Handover => ("hand-over", "hands the document over", "the document is handed over"),
        StageKind::Archive => ("archiving", "archives the file", "the file is archived"),
    };
    StageWords { noun, does, happens }
}

pub(super) fn budget(budget: Budget) -> String {
    let of = |n: u32, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match budget {
        Budget::WorkingDays { halves: 1 } => "half a working day".to_owned(),
        Budget::WorkingDays { halves } if halves % 2 == 0 => of(u32::from(halves) / 2, "working day"),
        Budget::WorkingDays { halves } => format!("{}.5 working days", halves / 2),
        Budget::WorkingMinutes(minutes) if minutes % 60 == 0 => of(minutes / 60, "working hour"),
        Budget::WorkingMinutes(minutes) => of(minutes, "working minute"),
        Budget::CalendarDays(days) => of(u32::from(days), "calendar day"),
    }
}

pub(super) fn signing(mode: SigningMode) -> &'static str {
    match mode {
        SigningMode::Electronic => "electronic signature",
        SigningMode::Wet => "signature in ink",
        SigningMode::None => "no signature",
    }
}

pub(super) fn courier(rule: CourierRule) -> &'static str {
    match rule {
        CourierRule::None => "none",
        CourierRule::Optional => "the office may send by one",
        CourierRule::Mandatory => "the rule; the counter only after a failed delivery",
    }
}

pub(super) fn class(class: SectorClass) -> &'static str {
    match class {
        SectorClass::Business => "business permits",
        SectorClass::NonBusiness => "non-business permits",
        SectorClass::SpecificGeneral => "specific and general permits",
    }
}

pub(super) fn capability(capability: Capability) -> String {
    word(&capability)
}

/// The word of a closed set as the profile writes it, with spaces.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(|word| word.replace('_', " ")))
        .unwrap_or_default()
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
