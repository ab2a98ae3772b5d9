//! Administration of a region (MJK18-24.1): people, officials, calendar, the system's own work, the running profile. Only who
//! may configure the system; service standards are also read and approved by the head. The use cases ask again and record
//! every refusal.

mod calendar;
mod calendar_change;
mod cause_words;
mod home;
mod officials;
mod officials_change;
mod person;
mod profile;
mod setting_words;
mod staff;
mod standards;
mod standing;
mod system;
mod words;

pub(crate) use words::message as message_words;

use crate::components::{Field, Link, Notice, TickList, Tone};
use crate::links::{self, path};
use crate::router::{Line, Permission, get, post, upload};
use domain::capability::Capability;
use domain::process::Refusal;

/// The lines of this group.
pub fn lines() -> Vec<Line> {
    const MANAGER: Permission = Permission::May(Capability::ConfigureSystem);
    vec![
        get(path::MANAGE, MANAGER, home::show),
        get(path::STAFF, MANAGER, staff::show),
        get(path::STAFF_ADD, MANAGER, person::blank),
        post(path::STAFF_ADD, MANAGER, person::add),
        get(path::STAFF_ONE, MANAGER, person::show),
        post(path::STAFF_ONE, MANAGER, person::change),
        post(path::STAFF_BLOCK, MANAGER, standing::block),
        post(path::STAFF_UNBLOCK, MANAGER, standing::unblock),
        post(path::STAFF_END, MANAGER, standing::end),
        post(path::STAFF_CODE, MANAGER, standing::code),
        get(path::OFFICIALS, MANAGER, officials::show),
        upload(path::OFFICIALS_APPOINT, MANAGER, officials_change::appoint),
        post(path::OFFICIALS_END, MANAGER, officials_change::end),
        post(path::OFFICIALS_DELEGATE, MANAGER, officials_change::delegate),
        post(path::OFFICIALS_UNDELEGATE, MANAGER, officials_change::undelegate),
        post(path::OFFICIALS_ABSENCE, MANAGER, officials_change::absence),
        post(path::OFFICIALS_ABSENCE_END, MANAGER, officials_change::absence_end),
        get(path::OFFICIALS_LETTER, MANAGER, officials::letter),
        get(path::CALENDAR, MANAGER, calendar::show),
        post(path::CALENDAR_PREVIEW, MANAGER, calendar_change::preview),
        post(path::CALENDAR_APPLY, MANAGER, calendar_change::apply),
        post(path::CALENDAR_YEAR, MANAGER, calendar_change::open_year),
        get(path::SYSTEM_WORK, MANAGER, system::show),
        post(path::SYSTEM_JOB_RETRY, MANAGER, system::job),
        post(path::SYSTEM_JOBS_RETRY, MANAGER, system::jobs),
        post(path::SYSTEM_MESSAGE_RETRY, MANAGER, system::message),
        post(path::SYSTEM_MESSAGES_RETRY, MANAGER, system::messages),
        get(path::RUNNING_PROFILE, MANAGER, profile::show),
        get(
            path::STANDARDS,
            Permission::MayOneOf(&[Capability::ApproveStandard, Capability::ConfigureSystem]),
            standards::show,
        ),
        post(path::STANDARDS, Permission::May(Capability::ApproveStandard), standards::approve),
    ]
}

/// The page above each of these.
fn above() -> Vec<Link> {
    vec![Link::new(links::manage(), "Kelola")]
}

/// Each sentence of a refusal with the field that it is about.
fn sentences(refusal: &Refusal) -> Vec<(String, String)> {
    match refusal {
        Refusal::Fields { problems } => {
            problems.iter().map(|p| (p.field.clone(), p.message.clone())).collect()
        }
        Refusal::Invalid { field, message } => vec![(field.clone(), message.clone())],
        other => vec![(String::new(), other.sentence())],
    }
}

/// Marks the fields that a refusal is about, found by the name under which they are sent; what belongs to no field becomes a
/// message above the page.
fn mark(refusal: &Refusal, fields: &mut [Field], ticks: &mut [&mut TickList]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (name, message) in sentences(refusal) {
        let field = fields.iter_mut().find(|f| f.id == name || f.name == name);
        let tick = ticks.iter_mut().find(|t| t.name == name);
        match (field, tick) {
            (Some(field), _) => field.error = Some(message),
            (None, Some(tick)) => tick.error = Some(message),
            (None, None) => notices.push(Notice::new(Tone::Bad, message)),
        }
    }
    notices
}

/// What has to be put right, field by field and group by group.
fn summary(fields: &[Field], ticks: &[&TickList]) -> crate::components::ErrorSummary {
    let mut errors = crate::components::ErrorSummary::of(fields);
    for tick in ticks {
        if let Some(message) = &tick.error {
            errors
                .items
                .push(crate::components::ErrorItem { field: tick.id.clone(), message: message.clone() });
        }
    }
    errors
}
