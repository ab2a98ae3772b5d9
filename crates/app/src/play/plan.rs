//! How one application is meant to go.

use domain::definition::{RequestKind, ServiceId, StageKind};
use domain::party::ApplicationRecord;
use domain::process::RecommendationOutcome;
use domain::value::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether and when the retribution is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pay {
    /// After a working day.
    #[default]
    InTime,
    /// Not at all: the receivable lapses.
    Never,
    /// One day after the deadline: refused and listed for refund.
    TooLate,
}

/// Whether and when the survey is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyAnswer {
    /// The next morning.
    #[default]
    Soon,
    /// After the file was suspended.
    AfterSuspension,
    /// Not yet.
    Never,
}

/// How an application ends otherwise than with a permit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusing {
    /// It does not.
    #[default]
    No,
    /// Refused on the merits, each ground as `reason | article`.
    Refuse(Vec<String>),
    /// Handed back without a decision, with the reason shown.
    HandBack(String),
    /// The applicant asks to cancel while the file is at this stage.
    CancelAt(StageKind),
    /// The holder asks to revoke after hand-over.
    Revoke,
}

fn recommended() -> RecommendationOutcome {
    RecommendationOutcome::Recommended
}

/// A plan; what it leaves open goes the straight way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Service.
    pub service: ServiceId,
    /// What is asked for; the service's usual kind without it.
    #[serde(default)]
    pub kind: Option<RequestKind>,
    /// The application of the permit that it is about.
    #[serde(default)]
    pub earlier: Option<Id<ApplicationRecord>>,
    /// Verification code of somebody else's permit that is taken over.
    #[serde(default)]
    pub code: Option<String>,
    /// Form values over the samples that are made up for every field.
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    /// Items; one made-up item when empty and the service wants items.
    #[serde(default)]
    pub items: Vec<BTreeMap<String, String>>,
    /// Values that the agencies measure, over the form's own.
    #[serde(default)]
    pub measured: BTreeMap<String, String>,
    /// What the agencies say.
    #[serde(default = "recommended")]
    pub recommendation: RecommendationOutcome,
    /// Note of the recommendation.
    #[serde(default)]
    pub recommendation_note: String,
    /// Rounds of correction.
    #[serde(default)]
    pub corrections: u8,
    /// Payment.
    #[serde(default)]
    pub pay: Pay,
    /// Survey.
    #[serde(default)]
    pub survey: SurveyAnswer,
    /// Another end.
    #[serde(default)]
    pub refusing: Refusing,
    /// A first sheet jams.
    #[serde(default)]
    pub spoil_sheet: bool,
    /// Stop when the file comes to this stage, and leave it there.
    #[serde(default)]
    pub stop_at: Option<StageKind>,
    /// Leave it as a draft.
    #[serde(default)]
    pub stay_draft: bool,
    /// An officer fills it at the counter; the applicant declares with a code (MJK18-12.6).
    #[serde(default)]
    pub assisted: bool,
    /// Stay with the applicant when a correction is asked.
    #[serde(default)]
    pub leave_correction_open: bool,
    /// Working minutes between two acts.
    #[serde(default)]
    pub pace: Option<u32>,
}

impl Plan {
    /// The straight way of a service.
    pub fn straight(service: ServiceId) -> Self {
        Plan {
            service,
            kind: None,
            earlier: None,
            code: None,
            form: BTreeMap::new(),
            items: Vec::new(),
            measured: BTreeMap::new(),
            recommendation: RecommendationOutcome::Recommended,
            recommendation_note: String::new(),
            corrections: 0,
            pay: Pay::InTime,
            survey: SurveyAnswer::Soon,
            refusing: Refusing::No,
            spoil_sheet: false,
            stop_at: None,
            stay_draft: false,
            assisted: false,
            leave_correction_open: false,
            pace: None,
        }
    }
}
