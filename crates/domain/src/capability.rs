//! What a person may do. The set is closed; which role holds which capability is profile data (requirements, section 8.2).

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// One thing that a role may be allowed to do. Everything not granted is forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Decide who gets an account, within one working day (MJK18-8.5).
    DecideAccessRequest,
    /// Apply in one's own name, with the declaration of truth (MJK18-12).
    SubmitApplication,
    /// Enter an application for somebody who stands at the counter (MJK18-12.6).
    AssistRegistration,
    /// The same outside the office, for example in a kelurahan: sees only what was entered by oneself, until the receipt
    /// (MJK18-12.6; practice, section 3).
    AssistOutside,
    /// Check item by item, ask for corrections (MJK18-11.3.b).
    VerifyAdministration,
    /// Confirm another person's verification (MJK18-11.3.c).
    ValidateAdministration,
    /// Visit the site and write the minutes (BTG68-10).
    VisitSite,
    /// Give the technical recommendation of one's agency (MJK18-11.3.d).
    RecommendTechnically,
    /// Approve or refuse (MJK18-11.3.e).
    Decide,
    /// Put one's initials under a draft (MJK18-13.3).
    Initial,
    /// Sign by delegation (MJK18-13.4).
    Sign,
    /// Issue the SKRD (MJK18-14.6).
    IssueSkrd,
    /// Record and confirm payments (MJK18-14.5).
    ConfirmPayment,
    /// Print on special paper (MJK18-16).
    Print,
    /// Give permit numbers (MJK18-11.3.i).
    AssignNumber,
    /// Fill the satisfaction survey (MJK18-17).
    FillSurvey,
    /// Hand the document over (MJK18-18).
    HandOver,
    /// Ask to cancel or revoke (MJK18-7.2.b).
    RequestCancellation,
    /// See files of all desks and assign them (practice: disposisi).
    Assign,
    /// Read restricted information and the audit trail (MJK18-10.3, 22).
    ReadAuditTrail,
    /// Configure workflow, profile, people, calendar (MJK18-24.1).
    ConfigureSystem,
    /// Approve service standards and SOPs (MJK18-19).
    ApproveStandard,
    /// Declare force majeure (MJK18-26.2).
    DeclareForceMajeure,
    /// Send the office's notices, archive and issue what a division issues (PWK63-6.2).
    ProcessIssue,
}

impl Capability {
    /// Every capability, in the order of the list above.
    pub const ALL: [Capability; 24] = [
        Capability::DecideAccessRequest,
        Capability::SubmitApplication,
        Capability::AssistRegistration,
        Capability::AssistOutside,
        Capability::VerifyAdministration,
        Capability::ValidateAdministration,
        Capability::VisitSite,
        Capability::RecommendTechnically,
        Capability::Decide,
        Capability::Initial,
        Capability::Sign,
        Capability::IssueSkrd,
        Capability::ConfirmPayment,
        Capability::Print,
        Capability::AssignNumber,
        Capability::FillSurvey,
        Capability::HandOver,
        Capability::RequestCancellation,
        Capability::Assign,
        Capability::ReadAuditTrail,
        Capability::ConfigureSystem,
        Capability::ApproveStandard,
        Capability::DeclareForceMajeure,
        Capability::ProcessIssue,
    ];
}

/// A role's name as in requirements section 8.1, for example `service_officer`. Which ones exist is profile data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleId(pub String);

impl fmt::Display for RoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RoleId {
    fn from(name: &str) -> Self {
        RoleId(name.to_owned())
    }
}

/// A set of capabilities.
pub type Capabilities = BTreeSet<Capability>;
