//! Stages: kinds are closed, which ones a service has and in which order is profile data.

use super::{Basis, FieldDef};
use crate::calendar::Budget;
use crate::capability::{Capability, RoleId};
use crate::formula::Condition;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A stage's name in the profile, for example `completeness_verification`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StageId(pub String);

impl fmt::Display for StageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A technical agency's name in the profile, for example `dinkes`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgencyId(pub String);

impl fmt::Display for AgencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a stage is. Each kind has its own meaning, page and rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// *Pendaftaran permohonan*.
    Registration,
    /// *Verifikasi administrasi*.
    AdminVerification,
    /// *Validasi administrasi*.
    AdminValidation,
    /// *Tinjauan lapangan* as a stage of its own (BTG68-10).
    SiteVisit,
    /// *Rekomendasi teknis*, of one or several agencies in parallel.
    TechnicalRecommendation,
    /// *Penetapan persetujuan atau penolakan*, with the paraf chain.
    Decision,
    /// *Pembayaran retribusi*.
    Payment,
    /// *Pencetakan*.
    Printing,
    /// *Pengesahan/penandatanganan*.
    Signing,
    /// *Penomoran*.
    Numbering,
    /// *Pengisian IKM*.
    Survey,
    /// *Pemberitahuan*.
    Notice,
    /// *Pengolahan dan penerbitan* by a division (PWK63-6.2.f).
    ProcessingIssue,
    /// *Pengiriman* by message.
    Delivery,
    /// *Penyerahan*.
    Handover,
    /// *Pengarsipan*.
    Archive,
}

impl StageKind {
    /// All kinds.
    pub const ALL: [StageKind; 16] = [
        StageKind::Registration,
        StageKind::AdminVerification,
        StageKind::AdminValidation,
        StageKind::SiteVisit,
        StageKind::TechnicalRecommendation,
        StageKind::Decision,
        StageKind::Payment,
        StageKind::Printing,
        StageKind::Signing,
        StageKind::Numbering,
        StageKind::Survey,
        StageKind::Notice,
        StageKind::ProcessingIssue,
        StageKind::Delivery,
        StageKind::Handover,
        StageKind::Archive,
    ];

    /// The capability that works a stage of this kind.
    pub fn capability(self) -> Capability {
        match self {
            StageKind::Registration => Capability::SubmitApplication,
            StageKind::AdminVerification => Capability::VerifyAdministration,
            StageKind::AdminValidation => Capability::ValidateAdministration,
            StageKind::SiteVisit => Capability::VisitSite,
            StageKind::TechnicalRecommendation => Capability::RecommendTechnically,
            StageKind::Decision => Capability::Decide,
            StageKind::Payment => Capability::IssueSkrd,
            StageKind::Printing => Capability::Print,
            StageKind::Signing => Capability::Sign,
            StageKind::Numbering => Capability::AssignNumber,
            StageKind::Survey => Capability::FillSurvey,
            StageKind::Handover => Capability::HandOver,
            StageKind::Notice | StageKind::ProcessingIssue | StageKind::Delivery | StageKind::Archive => {
                Capability::ProcessIssue
            }
        }
    }

    /// Whether working days of the office run in this stage, or somebody else is waited for.
    pub fn office_clock_runs(self) -> bool {
        !matches!(
            self,
            StageKind::Registration | StageKind::Payment | StageKind::Survey | StageKind::Handover
        )
    }

    /// Stable name, as stored and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            StageKind::Registration => "registration",
            StageKind::AdminVerification => "admin_verification",
            StageKind::AdminValidation => "admin_validation",
            StageKind::SiteVisit => "site_visit",
            StageKind::TechnicalRecommendation => "technical_recommendation",
            StageKind::Decision => "decision",
            StageKind::Payment => "payment",
            StageKind::Printing => "printing",
            StageKind::Signing => "signing",
            StageKind::Numbering => "numbering",
            StageKind::Survey => "survey",
            StageKind::Notice => "notice",
            StageKind::ProcessingIssue => "processing_issue",
            StageKind::Delivery => "delivery",
            StageKind::Handover => "handover",
            StageKind::Archive => "archive",
        }
    }

    /// The label people see.
    pub fn label(self) -> &'static str {
        match self {
            StageKind::Registration => "Pendaftaran",
            StageKind::AdminVerification => "Verifikasi administrasi",
            StageKind::AdminValidation => "Validasi administrasi",
            StageKind::SiteVisit => "Tinjauan lapangan",
            StageKind::TechnicalRecommendation => "Rekomendasi teknis",
            StageKind::Decision => "Penetapan",
            StageKind::Payment => "Pembayaran retribusi",
            StageKind::Printing => "Pencetakan",
            StageKind::Signing => "Penandatanganan",
            StageKind::Numbering => "Penomoran",
            StageKind::Survey => "Survei kepuasan",
            StageKind::Notice => "Pemberitahuan",
            StageKind::ProcessingIssue => "Pengolahan dan penerbitan",
            StageKind::Delivery => "Pengiriman dokumen",
            StageKind::Handover => "Penyerahan",
            StageKind::Archive => "Pengarsipan",
        }
    }
}

/// Whether an agency visits the site inside its recommendation (practice: an act, not a stage, in some regions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitPolicy {
    /// No visit.
    #[default]
    None,
    /// A visit with minutes must precede the recommendation.
    Required,
    /// A visit may be made.
    Optional,
}

/// One agency that recommends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgencyDef {
    /// The agency, declared in the region's list.
    pub agency: AgencyId,
    /// Asked only when this holds.
    pub when: Option<Condition>,
    /// Values that the agency fixes (measured area …); the fee is computed from them.
    pub fields: Vec<FieldDef>,
    /// Visit with minutes inside this stage.
    pub visit: VisitPolicy,
}

/// One stage of a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageDef {
    /// Name in the profile.
    pub id: StageId,
    /// What it is.
    pub kind: StageKind,
    /// What people see; the kind's label when empty.
    pub label: String,
    /// Who works it.
    pub role: RoleId,
    /// Entered only when this holds.
    pub when: Option<Condition>,
    /// Working time of the office; `None` where somebody else is waited for.
    pub budget: Option<Budget>,
    /// Where the budget comes from.
    pub basis: Basis,
    /// Agencies, for `technical_recommendation`.
    pub agencies: Vec<AgencyDef>,
}
