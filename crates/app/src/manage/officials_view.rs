//! The register of officials as the administration shows it, with what will soon end.

use super::appointments::register;
use super::manager;
use super::warning::Warning;
use crate::Region;
use crate::error::AppError;
use domain::official::{Absence, Delegation, Officials, Tenure};
use domain::party::{Account, Actor, StoredFile};
use domain::value::{Id, date_text};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days ahead at which an end is announced.
const AHEAD_DAYS: i64 = 30;

/// An appointment with the names of post and person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentLine {
    /// Post, as in the profile.
    pub position: String,
    /// Title as printed.
    pub title: String,
    /// Who.
    pub account: Id<Account>,
    /// Name.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// How.
    pub tenure: Tenure,
    /// Letter by number and date.
    pub decree: String,
    /// The letter itself.
    pub letter: Option<Id<StoredFile>>,
    /// In force today.
    pub now: bool,
}

/// The register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialsView {
    /// Version, for the forms.
    pub version: i64,
    /// Today, by the office's calendar.
    pub today: Date,
    /// Posts: id, title, who may act in it today.
    pub positions: Vec<(String, String, String)>,
    /// Appointments that have not ended, and those that ended last, the newest first within a post.
    pub appointments: Vec<AppointmentLine>,
    /// Delegations with the title of their post.
    pub delegations: Vec<(String, Delegation)>,
    /// Absences with the person's name; those of the last year and later.
    pub absences: Vec<(String, Absence)>,
    /// Staff who may be appointed: id and name.
    pub people: Vec<(Id<Account>, String)>,
    /// Services: id and name.
    pub services: Vec<(String, String)>,
    /// What needs attention.
    pub warnings: Vec<Warning>,
    /// Certificates of signers and of the seal.
    pub certificates: Vec<super::CertificateEnd>,
}

/// Title of a post as printed; its bare name when the profile has dropped it.
pub(super) fn title(region: &Region, id: &str) -> String {
    let office = region.office();
    let named = region.profile.positions.iter().chain(&office.officials.positions).find(|p| p.id == id);
    named.map_or_else(|| id.to_owned(), |p| p.title.clone())
}

/// The register with everything that the page offers.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn officials_view(region: &Region, actor: &Actor) -> Result<OfficialsView, AppError> {
    manager(region, actor, "open_officials")?;
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let ((officials, version), people) = region.store.read(|tx| {
        let mut people = Vec::new();
        let mut after: Option<(String, Id<Account>)> = None;
        loop {
            let key = after.as_ref().map(|(name, id)| (name.as_str(), *id));
            let page = store::staff::list(tx, "", key, 200)?;
            after = page.last().map(|l| (l.sort_name.clone(), l.id));
            let full = page.len() == 200;
            people.extend(page.into_iter().map(|l| (l.id, l.name, l.ended_at.is_none())));
            if !full {
                break;
            }
        }
        Ok::<_, AppError>((register(region, tx)?, people))
    })?;
    let names: BTreeMap<Id<Account>, String> =
        people.iter().map(|(id, name, _)| (*id, name.clone())).collect();
    let name = |id: &Id<Account>| names.get(id).cloned().unwrap_or_else(|| "Tidak dikenal".to_owned());
    let mut appointments: Vec<AppointmentLine> = officials
        .appointments
        .iter()
        .map(|a| AppointmentLine {
            position: a.position.clone(),
            title: title(region, &a.position),
            account: a.account,
            name: name(&a.account),
            from: a.from,
            until: a.until,
            tenure: a.tenure,
            decree: a.decree.clone(),
            letter: a.letter,
            now: a.from <= today && a.until.is_none_or(|u| today <= u),
        })
        .collect();
    let rank = |id: &str| officials.positions.iter().position(|p| p.id == id).unwrap_or(usize::MAX);
    appointments.sort_by_key(|a| (rank(&a.position), std::cmp::Reverse(a.from)));
    let year_ago = today.checked_sub(1.year()).unwrap_or(today);
    let certificates = super::certificate_ends::ends(region, &officials, today, &names)?;
    let mut warnings = warnings(region, &officials, today);
    warnings.extend(certificates.iter().filter_map(|c| c.warning(region, today)));
    if today.month() >= 10 && !office.calendar.years().any(|y| y == today.year() + 1) {
        let text = format!("Kalender tahun {} belum dibuka.", today.year() + 1);
        warnings.push(Warning { text, urgent: false });
    }
    Ok(OfficialsView {
        version,
        today,
        positions: officials
            .positions
            .iter()
            .map(|p| {
                let acting = officials.holder(&p.id, today);
                let acting = acting.map(|a| format!("{}{}", a.tenure.prefix(), name(&a.account)));
                (p.id.clone(), p.title.clone(), acting.unwrap_or_default())
            })
            .collect(),
        appointments,
        delegations: officials.delegations.iter().map(|d| (title(region, &d.position), d.clone())).collect(),
        absences: officials
            .absences
            .iter()
            .rev()
            .filter(|a| a.until >= year_ago)
            .map(|a| (name(&a.account), a.clone()))
            .collect(),
        people: people.into_iter().filter(|p| p.2).map(|p| (p.0, p.1)).collect(),
        services: region
            .profile
            .services
            .iter()
            .map(|(id, s)| (id.0.clone(), s.definition.short_name.clone()))
            .collect(),
        warnings,
        certificates,
    })
}

/// What ends within a month, and what is missing today.
fn warnings(region: &Region, officials: &Officials, today: Date) -> Vec<Warning> {
    let limit = today.checked_add(AHEAD_DAYS.days()).unwrap_or(today);
    let soon = |until: Option<Date>| until.filter(|u| today <= *u && *u <= limit);
    let mut found = Vec::new();
    for a in officials.appointments.iter().filter(|a| a.from <= today) {
        if let Some(last) = soon(a.until) {
            let title = format!("{}{}", a.tenure.prefix(), title(region, &a.position));
            let text = format!("{title}: masa jabatan berakhir {}.", date_text::date(last));
            found.push(Warning { text, urgent: false });
        }
    }
    for d in &officials.delegations {
        let post = title(region, &d.position);
        if let Some(last) = soon(d.until) {
            let text = format!("{post}: pelimpahan kewenangan berakhir {}.", date_text::date(last));
            found.push(Warning { text, urgent: false });
        }
        let in_force = d.from <= today && d.until.is_none_or(|u| today <= u);
        if in_force && officials.holder(&d.position, today).is_none() {
            let text = format!("{post}: hari ini tidak ada yang dapat menandatangani.");
            found.push(Warning { text, urgent: true });
        }
    }
    let covered = officials.delegations.iter().any(|d| d.from <= today && d.until.is_none_or(|u| today <= u));
    if !covered {
        let text = "Belum ada pelimpahan kewenangan yang berlaku hari ini.".to_owned();
        found.push(Warning { text, urgent: true });
    }
    found
}

/// The letter of an appointment: name, media type, bytes.
///
/// # Errors
/// As [`officials_view`]; [`AppError::NotFound`] for a file that no appointment names.
pub fn letter_file(
    region: &Region,
    actor: &Actor,
    id: Id<StoredFile>,
) -> Result<(String, String, Vec<u8>), AppError> {
    manager(region, actor, "open_letter")?;
    let (officials, _) = region.store.read(|tx| register(region, tx))?;
    if !officials.appointments.iter().any(|a| a.letter == Some(id)) {
        return Err(AppError::NotFound);
    }
    let (row, bytes) = crate::letter::read_file_by_id(region, id)?;
    Ok((row.name, row.media_type, bytes))
}
