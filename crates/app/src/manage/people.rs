//! The staff of the office: who they are, what they hold, and what the first page of the administration counts.

use super::manager;
use super::roles::roles_of;
use super::warning::Warning;
use super::work_lists::WorkLists;
use crate::Region;
use crate::account::read_personal;
use crate::error::AppError;
use domain::access::CodeUse;
use domain::capability::{Capabilities, Capability, RoleId};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::value::{Id, PhoneNumber};
use store::WriteTx;
use store::staff::StaffLine;

/// Lines a page.
const PAGE: u32 = 50;

/// Whether somebody may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May sign in.
    Active,
    /// Blocked for now.
    Blocked,
    /// Service ended.
    Ended,
}

impl Standing {
    /// Of a line.
    pub fn of(line: &StaffLine) -> Self {
        match (line.ended_at, line.closed_at) {
            (Some(_), _) => Standing::Ended,
            (None, Some(_)) => Standing::Blocked,
            (None, None) => Standing::Active,
        }
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSummary {
    /// Account.
    pub id: Id<Account>,
    /// What is typed at sign-in.
    pub login: String,
    /// Name.
    pub name: String,
    /// Roles in words.
    pub roles: Vec<String>,
    /// Agency or division in words; empty for none.
    pub unit: String,
    /// Whether the person may sign in.
    pub standing: Standing,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffPage {
    /// By name.
    pub lines: Vec<StaffSummary>,
    /// Key of the next page: name and id.
    pub next: Option<(String, Id<Account>)>,
}

/// Staff by name, those whose name, login or NIP contains `part`.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn staff_page(
    region: &Region,
    actor: &Actor,
    part: &str,
    after: Option<(&str, Id<Account>)>,
) -> Result<StaffPage, AppError> {
    manager(region, actor, "open_staff")?;
    let part = part.trim().to_lowercase();
    let mut lines = region.store.read(|tx| store::staff::list(tx, &part, after, PAGE + 1))?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|l| (l.sort_name.clone(), l.id));
    let lines = lines.iter().map(|line| summary(region, line)).collect::<Result<_, _>>()?;
    Ok(StaffPage { lines, next })
}

fn summary(region: &Region, line: &StaffLine) -> Result<StaffSummary, AppError> {
    let profile = &region.profile;
    let roles = roles_of(&line.roles)?.iter().map(|r| profile.role_label(r).to_owned()).collect();
    let agency = line.agency.as_ref().and_then(|id| profile.agencies.iter().find(|a| &a.id.0 == id));
    let division = line.division.as_ref().and_then(|id| profile.divisions.iter().find(|d| &d.id == id));
    let unit = agency.map(|a| a.name.clone()).or_else(|| division.map(|d| d.name.clone()));
    Ok(StaffSummary {
        id: line.id,
        login: line.login.clone(),
        name: line.name.clone(),
        roles,
        unit: unit.unwrap_or_default(),
        standing: Standing::of(line),
    })
}

/// One person, as the page shows and changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffView {
    /// Account.
    pub id: Id<Account>,
    /// What stands in the form.
    pub form: super::StaffForm,
    /// Whether the person may sign in.
    pub standing: Standing,
    /// This is the person who looks.
    pub own: bool,
    /// Posts held today or later, as printed.
    pub posts: Vec<String>,
    /// Files in hand: id and registration number.
    pub held: Vec<(Id<ApplicationRecord>, String)>,
    /// A code was sent and not used yet.
    pub code_waits: bool,
    /// Verifier and validator at once: never of the same file (MJK18-11.3.c).
    pub checks_both: bool,
}

/// One of the staff.
///
/// # Errors
/// As [`staff_page`]; [`AppError::NotFound`].
pub fn staff_view(region: &Region, actor: &Actor, id: Id<Account>) -> Result<StaffView, AppError> {
    manager(region, actor, "open_staff")?;
    let (line, row, held, code) = region.store.read(|tx| {
        let line = store::staff::find(tx, id)?.ok_or(AppError::NotFound)?;
        let row = store::account::find(tx, id)?.ok_or(AppError::NotFound)?;
        let held = store::application::held_by(tx, id)?;
        Ok::<_, AppError>((
            line,
            row,
            held,
            store::access::newest_code(tx, *id.as_bytes(), CodeUse::FirstPassword.name())?,
        ))
    })?;
    let personal = read_personal(&region.keys, &row)?;
    let roles = roles_of(&line.roles)?;
    let may = |capability: Capability| {
        roles
            .iter()
            .any(|r| region.profile.roles.get(r).is_some_and(|d| d.capabilities.contains(&capability)))
    };
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let yesterday = today.yesterday().unwrap_or(today);
    let posts = office.officials.open_appointments(id, yesterday);
    Ok(StaffView {
        id,
        standing: Standing::of(&line),
        own: actor.account == Some(id),
        posts: posts
            .iter()
            .map(|a| format!("{}{}", a.tenure.prefix(), super::officials_view::title(region, &a.position)))
            .collect(),
        held: held.into_iter().map(|l| (l.id, l.registration)).collect(),
        code_waits: code.is_some_and(|c| !c.closed && region.now() <= c.expires_at),
        checks_both: may(Capability::VerifyAdministration) && may(Capability::ValidateAdministration),
        form: super::StaffForm {
            login: line.login,
            name: line.name,
            nip: line.nip.unwrap_or_default(),
            phone: personal.phone.as_ref().map(PhoneNumber::local_form).unwrap_or_default(),
            email: personal.email.as_ref().map(ToString::to_string).unwrap_or_default(),
            roles: roles.into_iter().map(|r| r.0).collect(),
            agency: line.agency.unwrap_or_default(),
            division: line.division.unwrap_or_default(),
        },
    })
}

/// Groups of roles by the desk where they work, in the order of a file's way through the house.
const DESKS: [(&str, &[Capability]); 6] = [
    ("Sistem dan pengawasan", &[Capability::ConfigureSystem, Capability::ReadAuditTrail]),
    ("Keputusan dan tanda tangan", &[Capability::Decide, Capability::Sign, Capability::Initial]),
    ("Instansi dan tim teknis", &[Capability::RecommendTechnically, Capability::VisitSite]),
    (
        "Loket dan verifikasi",
        &[
            Capability::AssistRegistration,
            Capability::AssistOutside,
            Capability::DecideAccessRequest,
            Capability::VerifyAdministration,
            Capability::ValidateAdministration,
        ],
    ),
    (
        "Retribusi, cetak, nomor dan penyerahan",
        &[
            Capability::IssueSkrd,
            Capability::ConfirmPayment,
            Capability::Print,
            Capability::AssignNumber,
            Capability::ProcessIssue,
            Capability::HandOver,
        ],
    ),
    ("Belum membuka halaman apa pun", &[]),
];

/// The order in which the groups are shown: the way of a file, then those who steer, then what opens nothing.
const SHOWN: [usize; 6] = [3, 2, 1, 4, 0, 5];

/// The group of a role: the first that one of its capabilities names. A role without any opens no page.
fn desk_of(capabilities: &Capabilities) -> usize {
    let named = DESKS.iter().position(|(_, of)| of.iter().any(|c| capabilities.contains(c)));
    named.unwrap_or(DESKS.len() - 1)
}

/// Roles that the office gives to its staff, with their words, by desk and then by name.
pub fn assignable_roles(region: &Region) -> Vec<(&'static str, Vec<(String, String)>)> {
    let roles = region.profile.roles.iter().filter(|(id, _)| super::staff_form::assignable(region, id));
    let mut by_desk: [Vec<(String, String)>; DESKS.len()] = Default::default();
    for (id, def) in roles {
        by_desk[desk_of(&def.capabilities)].push((id.0.clone(), def.label.clone()));
    }
    let mut groups = Vec::new();
    for desk in SHOWN {
        let mut roles = std::mem::take(&mut by_desk[desk]);
        roles.sort_by_key(|(_, label)| label.to_lowercase());
        if !roles.is_empty() {
            groups.push((DESKS[desk].0, roles));
        }
    }
    groups
}

/// Whether somebody who may configure the system is left when a person holds other roles, or none. Takes the row that such
/// changes share, so that two managers cannot close each other at one moment.
///
/// # Errors
/// Database.
pub(super) fn keeps_a_manager(
    tx: &WriteTx<'_>,
    region: &Region,
    change: Option<(Id<Account>, &[RoleId])>,
) -> Result<bool, AppError> {
    store::office::lock(tx, crate::office::OFFICIALS)?;
    let manages = |roles: &[RoleId]| {
        roles.iter().any(|r| {
            region
                .profile
                .roles
                .get(r)
                .is_some_and(|def| def.capabilities.contains(&Capability::ConfigureSystem))
        })
    };
    let (mut before, mut after) = (0, 0);
    for (id, text) in store::staff::open_roles(tx)? {
        let roles = roles_of(&text)?;
        before += usize::from(manages(&roles));
        after += usize::from(match change {
            Some((changed, new)) if changed == id => manages(new),
            _ => manages(&roles),
        });
    }
    // An installation that has no manager yet is set up by the operator's command line.
    Ok(after > 0 || before == 0)
}

/// What the first page counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// People who may sign in.
    pub people: usize,
    /// What needs attention among the officials.
    pub warnings: Vec<Warning>,
    /// Messages and jobs by state.
    pub work: WorkLists,
    /// The last year that the calendar knows.
    pub last_year: Option<i16>,
}

/// The first page.
///
/// # Errors
/// As [`staff_page`].
pub fn overview(region: &Region, actor: &Actor) -> Result<Overview, AppError> {
    manager(region, actor, "open_administration")?;
    let people = region.store.read(store::staff::open_roles)?.len();
    Ok(Overview {
        people,
        warnings: super::officials_view(region, actor)?.warnings,
        work: super::work_lists(region, actor)?,
        last_year: region.office().calendar.years().last(),
    })
}

#[cfg(test)]
mod tests {
    use super::{DESKS, desk_of};
    use domain::capability::Capability;

    #[test]
    fn a_role_stands_with_its_desk_and_one_that_opens_nothing_says_so() {
        let desk = |of: &[Capability]| DESKS[desk_of(&of.iter().copied().collect())].0;
        assert_eq!(desk(&[Capability::HandOver]), "Retribusi, cetak, nomor dan penyerahan");
        assert_eq!(desk(&[Capability::Assign, Capability::Sign]), "Keputusan dan tanda tangan");
        assert_eq!(desk(&[]), "Belum membuka halaman apa pun");
    }
}
