//! *Standar pelayanan*: what the head of the office sets for a service (MJK18-19) and everybody may read (MJK18-10.2.a.4).
//! Words of a form or a page may change without a new decree; these may not.

use super::{RequestKind, ServiceDefinition, StageId};
use crate::calendar::Budget;
use crate::formula::{Condition, Fee, Tables};
use serde::{Deserialize, Serialize};

/// A stage with its time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardStage {
    /// Name in the profile.
    pub id: StageId,
    /// Entered only when this holds.
    pub when: Option<Condition>,
    /// Working time of the office; `None` where somebody else is waited for.
    pub time: Option<Budget>,
}

/// A paper that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardRequirement {
    /// Name in the profile.
    pub id: String,
    /// May be left out.
    pub optional: bool,
    /// Asked only when this holds.
    pub when: Option<Condition>,
}

/// The part of a definition that a decree fixes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServiceStandard {
    /// Kinds of application.
    pub kinds: Vec<RequestKind>,
    /// Time from the receipt to the notice.
    pub service_time: Budget,
    /// Stages in order.
    pub stages: Vec<StandardStage>,
    /// Papers.
    pub requirements: Vec<StandardRequirement>,
    /// Cost; `None` is free of charge, unless the tariff is unset.
    pub fee: Option<Fee>,
    /// Liable, with a tariff that is not entered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_unset: Option<String>,
    /// Tariffs that the cost names.
    pub tables: Tables,
}

/// What of a standard differs from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandardPart {
    /// Kinds of application.
    Kinds,
    /// Time or stages.
    Time,
    /// Papers.
    Requirements,
    /// Cost.
    Fee,
}

impl ServiceDefinition {
    /// The standard that this definition follows.
    pub fn standard(&self) -> ServiceStandard {
        ServiceStandard {
            kinds: self.kinds.clone(),
            service_time: self.service_time,
            stages: self
                .stages
                .iter()
                .map(|stage| StandardStage {
                    id: stage.id.clone(),
                    when: stage.when.clone(),
                    time: stage.budget,
                })
                .collect(),
            requirements: self
                .documents
                .iter()
                .map(|paper| StandardRequirement {
                    id: paper.id.clone(),
                    optional: paper.optional,
                    when: paper.when.clone(),
                })
                .collect(),
            fee: self.fee.clone(),
            tariff_unset: self.tariff_unset.clone(),
            tables: self.tables.clone(),
        }
    }
}

impl ServiceStandard {
    /// What differs from an earlier standard, in the order in which a decree names it.
    pub fn differs_from(&self, before: &ServiceStandard) -> Vec<StandardPart> {
        let fee = |standard: &ServiceStandard| {
            (standard.fee.clone(), standard.tables.clone(), standard.tariff_unset.clone())
        };
        let parts = [
            (StandardPart::Kinds, self.kinds != before.kinds),
            (StandardPart::Time, self.service_time != before.service_time || self.stages != before.stages),
            (StandardPart::Requirements, self.requirements != before.requirements),
            (StandardPart::Fee, fee(self) != fee(before)),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }
}
