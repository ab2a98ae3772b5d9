//! What the stages of some regions have recorded: site visit, notice, issue by a division, archive.

use super::record::{By, SiteVisit};
use crate::definition::StageId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// *Tinjauan lapangan* as a stage of its own (BTG68-9.3, 10): team, visit, minutes and their sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteVisitRecord {
    /// When the team will come, as the applicant was told.
    pub planned: Timestamp,
    /// Where.
    pub place: String,
    /// Letter of assignment.
    pub assignment: String,
    /// Members; only they record findings, and all of them sign off (BTG68-10.2, 10.3).
    pub team: Vec<By>,
    /// The minutes, once recorded.
    pub visit: Option<SiteVisit>,
    /// Documents that the applicant handed over at the visit (BTG68-10.1).
    pub documents: Vec<String>,
    /// Members who signed the minutes off.
    pub signed_off: Vec<By>,
}

/// A notice that was sent in a `notice` stage (BTG68-12, PWK63-6.2.d).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRecord {
    /// The stage.
    pub stage: StageId,
    /// Channel, for example `sms` or `email`.
    pub channel: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// *Pengolahan dan penerbitan* by a division (PWK63-6.2.f).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRecord {
    /// Who released the document.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// *Pengarsipan*: where the finished file is kept (PWK63-9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRecord {
    /// Archive number or shelf; for a born-digital document the place of the electronic archive.
    pub location: String,
    /// Who archived.
    pub by: By,
    /// When.
    pub at: Timestamp,
}
