//! Approval of service standards: stages, times, papers and cost of a service are those that the head of the office set, or
//! nobody can apply for it yet (MJK18-19). What changes in a profile waits here; what is in force meanwhile stays in force.

use super::{refuse, wrong};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::standard::{copies_of, standard_digest};
use crate::{Dice, Office, Region};
use domain::capability::Capability;
use domain::definition::{ServiceDefinition, ServiceId, StandardPart};
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::Digest;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::standard::ApprovalRow;

const ACT: &str = "approve_standard";
/// Letters of a decree's number.
const DECREE: usize = 150;

/// Where a standard stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandardState {
    /// Nobody can apply before it is approved.
    FirstApproval,
    /// It waits; applications follow the one before it.
    ChangeWaits,
    /// In force since before approvals were kept here.
    NotRecorded,
    /// Approved and in force.
    InForce(ApprovalRow),
}

impl StandardState {
    /// Whether somebody has to approve it.
    pub fn is_open(&self) -> bool {
        !matches!(self, StandardState::InForce(_))
    }
}

/// A stage with its time, and the time in force where that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTime {
    /// What people see.
    pub label: String,
    /// Time; `None` where somebody else is waited for.
    pub time: Option<String>,
    /// The time in force, when it is another one.
    pub before: Option<String>,
}

/// The standard of a service: the one that waits, else the one in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardLine {
    /// Service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: StandardState,
    /// Time of the service.
    pub service_time: String,
    /// The time in force, when it is another one.
    pub service_time_before: Option<String>,
    /// Stages in order.
    pub stages: Vec<StageTime>,
    /// What differs from the standard in force.
    pub differs: Vec<StandardPart>,
}

/// An approval: which services, by which decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardApproval {
    /// Services.
    pub services: BTreeSet<ServiceId>,
    /// Number of the decree.
    pub decree: String,
    /// Its day.
    pub decided_on: Date,
    /// Whoever acts as Plh or Plt says that the letter of assignment covers this.
    pub covered: bool,
}

/// All standards, for one reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standards {
    /// Those to be approved first.
    pub lines: Vec<StandardLine>,
    /// The letter under which the reader acts as Plh or Plt.
    pub acting: Option<String>,
}

/// A service's definition and the one of its certified copies, which have one standard together.
struct Both<'o> {
    own: &'o ServiceDefinition,
    copies: Option<&'o ServiceDefinition>,
}

impl<'o> Both<'o> {
    /// Of these, or of those where one of them is not there.
    fn find(
        office: &'o Office,
        service: &ServiceId,
        these: [&BTreeMap<ServiceId, Digest>; 2],
        those: [&BTreeMap<ServiceId, Digest>; 2],
    ) -> Option<Self> {
        let find = |n: usize| {
            let hash = these[n].get(service).or_else(|| those[n].get(service))?;
            office.definitions.get(hash).map(AsRef::as_ref)
        };
        Some(Both { own: find(0)?, copies: find(1) })
    }

    /// What waits; what does not wait is as it is in force.
    fn newest(office: &'o Office, service: &ServiceId) -> Option<Self> {
        let waiting = [&office.waiting, &office.waiting_copies];
        Both::find(office, service, waiting, [&office.active, &office.copies])
    }

    /// What new applications follow now.
    fn in_force(office: &'o Office, service: &ServiceId) -> Option<Self> {
        let active = [&office.active, &office.copies];
        Both::find(office, service, active, active)
    }

    fn digest(&self) -> Result<Digest, AppError> {
        standard_digest(self.own, self.copies)
    }

    fn differs_from(&self, before: &Both<'_>) -> Vec<StandardPart> {
        let mut parts = self.own.standard().differs_from(&before.own.standard());
        if let (Some(copies), Some(before)) = (self.copies, before.copies) {
            parts.extend(copies.standard().differs_from(&before.standard()));
        }
        parts.sort();
        parts.dedup();
        parts
    }
}

fn line(
    office: &Office,
    service: &ServiceId,
    approved: &[ApprovalRow],
) -> Result<Option<StandardLine>, AppError> {
    let Some(newest) = Both::newest(office, service) else { return Ok(None) };
    let (definition, digest) = (newest.own, newest.digest()?);
    let waits = office.awaits_approval(service);
    let before = Both::in_force(office, service).filter(|_| waits);
    let in_force = before.as_ref().map(|before| before.own);
    let approval = approved.iter().find(|row| row.service == service.0 && &row.digest == digest.as_bytes());
    let state = match (waits, &in_force, approval) {
        (true, None, _) => StandardState::FirstApproval,
        (true, Some(_), _) => StandardState::ChangeWaits,
        (false, _, None) => StandardState::NotRecorded,
        (false, _, Some(row)) => StandardState::InForce(row.clone()),
    };
    let time_before = |id| {
        let stage = in_force.as_ref()?.stage(id);
        Some(stage.and_then(|s| s.budget).map_or_else(|| "–".to_owned(), |time| time.to_string()))
    };
    let stages = definition.stages.iter().map(|stage| {
        let time = stage.budget.map(|time| time.to_string());
        let shown = time.clone().unwrap_or_else(|| "–".to_owned());
        StageTime {
            label: stage.label.clone(),
            before: time_before(&stage.id).filter(|before| *before != shown),
            time,
        }
    });
    let service_time = definition.service_time.to_string();
    Ok(Some(StandardLine {
        service: service.clone(),
        name: definition.name.clone(),
        state,
        service_time_before: in_force
            .as_ref()
            .map(|d| d.service_time.to_string())
            .filter(|before| *before != service_time),
        service_time,
        stages: stages.collect(),
        differs: before.map_or_else(Vec::new, |before| newest.differs_from(&before)),
    }))
}

/// The standards of the running profile, those to be approved first.
///
/// # Errors
/// A refusal without the right, recorded; database.
pub fn service_standards(region: &Region, actor: &Actor) -> Result<Standards, AppError> {
    let rights = [Capability::ApproveStandard, Capability::ConfigureSystem];
    crate::query::case::require(region, actor, &rights, "open_standards")?;
    let office = region.office();
    let approved = region.store.read(store::standard::all)?;
    let mut lines = Vec::new();
    for service in region.profile.services.keys() {
        lines.extend(line(&office, service, &approved)?);
    }
    lines.sort_by_key(|line| !line.state.is_open());
    let acting = acting(region, &office, actor).map(|letter| letter.to_owned());
    Ok(Standards { lines, acting })
}

fn acting<'o>(region: &Region, office: &'o Office, actor: &Actor) -> Option<&'o str> {
    let today = office.calendar.local_date(region.now());
    office.officials.acting_post(actor.account?, today).map(|post| post.decree.as_str())
}

fn check(
    region: &Region,
    office: &Office,
    actor: &Actor,
    approval: &StandardApproval,
) -> Result<(), Refusal> {
    if !approval.covered && acting(region, office, actor).is_some() {
        let ask =
            "Anda bertindak sebagai Plh. atau Plt. Nyatakan bahwa surat perintah Anda mencakup hal ini.";
        return Err(wrong("mencakup", ask));
    }
    if approval.services.is_empty() {
        return Err(wrong("layanan", "Pilih paling sedikit satu layanan."));
    }
    let decree = approval.decree.trim();
    if decree.is_empty() || decree.chars().count() > DECREE || decree.chars().any(char::is_control) {
        return Err(wrong("keputusan", "Isi nomor keputusan, paling panjang 150 huruf."));
    }
    if approval.decided_on > office.calendar.local_date(region.now()) {
        return Err(wrong("tanggal", "Tanggal keputusan tidak boleh sesudah hari ini."));
    }
    Ok(())
}

/// Approves standards by a decree; from now on applications follow them (MJK18-19).
///
/// # Errors
/// [`Refusal::NotAllowed`]; a refusal for an unknown or approved service, no decree, a day to come; each recorded. Database.
pub fn approve_standards(
    region: &Region,
    actor: &Actor,
    approval: &StandardApproval,
) -> Result<(), AppError> {
    crate::query::case::require(region, actor, &[Capability::ApproveStandard], ACT)?;
    let own = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let subject = Subject::office(0);
    if let Err(refusal) = check(region, &office, actor, approval) {
        return refuse(region, actor, &subject, ACT, refusal);
    }
    let (seed, now) = region.draw();
    let office = &office;
    let result = written!(region, [region, actor, approval, office], |tx| {
        let mut dice = Dice::new(seed, now);
        for service in &approval.services {
            let known = region.profile.services.contains_key(service);
            let Some(newest) = Both::newest(office, service).filter(|_| known) else {
                return Err(wrong("layanan", "Pilih layanan dari daftar.").into());
            };
            let digest = newest.digest()?;
            let row = ApprovalRow {
                service: service.0.clone(),
                digest: *digest.as_bytes(),
                decree: approval.decree.trim().to_owned(),
                decided_on: approval.decided_on.to_string(),
                approved_by: own,
                approved_name: actor.name.clone(),
                approved_at: now,
            };
            if !store::standard::insert(tx, &row)? {
                return Err(wrong("layanan", "Standar ini sudah disahkan. Muat ulang halaman.").into());
            }
            let copies = copies_of(&service.0);
            let both =
                [(&service.0, office.waiting.get(service)), (&copies, office.waiting_copies.get(service))];
            for (name, hash) in both {
                if let Some(hash) = hash {
                    store::office::activate_definition(tx, name, *hash.as_bytes())?;
                }
            }
            // The leaf proves which standard and which decree.
            let said = serde_json::json!({
                "service": row.service, "standard": digest.to_string(), "decree": row.decree, "decided_on": row.decided_on,
            });
            let bytes =
                serde_json_canonicalizer::to_vec(&said).map_err(|e| AppError::Failed(e.to_string()))?;
            let (digest, fields) = (Some(crate::crypt::sha256(&bytes)), [service.0.clone()]);
            record_act(tx, &mut dice, region, actor, &Subject::office(0), ACT, digest, &fields)?;
        }
        Ok::<_, AppError>(())
    });
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &subject, ACT, refusal),
        Err(other) => Err(other),
        Ok(()) => region.reload_office(),
    }
}
