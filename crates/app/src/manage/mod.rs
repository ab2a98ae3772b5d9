//! Administration of a region: people, officials, calendar, messages and jobs, the running profile (MJK18-24.1). Only who
//! may configure the system; everybody else is refused and the attempt recorded.

mod appointments;
mod calendar_change;
mod calendar_view;
mod certificate_ends;
mod files_back;
mod moved;
mod officials_view;
mod people;
mod roles;
mod running_profile;
mod staff_change;
mod staff_form;
mod staff_standing;
mod standards;
mod warning;
mod work_lists;
mod work_retry;

pub use appointments::{LetterUpload, change_officials};
pub use calendar_change::{
    CalendarEdit, CalendarPreview, DayChange, MovedFile, apply_calendar, open_year, preview_calendar,
};
pub use calendar_view::{CalendarChange, CalendarDay, CalendarYear, calendar_year};
pub use certificate_ends::{CertificateEnd, certificate_ends};
pub(crate) use files_back::give_files_back;
pub(crate) use moved::note_moved_deadlines;
pub use officials_view::{AppointmentLine, OfficialsView, letter_file, officials_view};
pub use people::{
    Overview, StaffPage, StaffSummary, StaffView, Standing, assignable_roles, overview, staff_page,
    staff_view,
};
pub use running_profile::{DefinitionVersion, RunningProfile, SettingLine, running_profile};
pub use staff_change::{add_staff, change_staff};
pub use staff_form::StaffForm;
pub use staff_standing::{block, end_service, reset_sign_in, unblock};
pub use standards::{
    StageTime, StandardApproval, StandardLine, StandardState, Standards, approve_standards, service_standards,
};
pub use warning::Warning;
pub use work_lists::{
    JobView, MessageView, WorkCount, WorkLists, WorkState, jobs_of, messages_of, work_lists,
};
pub use work_retry::{retry_job, retry_jobs_of, retry_messages_of};

use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use domain::capability::Capability;
use domain::party::Actor;
use domain::process::Refusal;

/// Refuses everybody who may not configure the system (MJK18-24.1); the attempt is recorded.
///
/// # Errors
/// [`Refusal::NotAllowed`]; database.
pub(crate) fn manager(region: &Region, actor: &Actor, act: &str) -> Result<(), AppError> {
    if actor.is_system() {
        return Ok(());
    }
    crate::query::case::require(region, actor, &[Capability::ConfigureSystem], act)
}

/// Records a refusal and gives it back.
fn refuse<T>(
    region: &Region,
    actor: &Actor,
    subject: &Subject,
    act: &str,
    refusal: Refusal,
) -> Result<T, AppError> {
    record_refusal(region, actor, subject, act, &refusal)?;
    Err(refusal.into())
}

/// A refusal of one field, with its sentence.
fn wrong(field: &str, message: impl Into<String>) -> Refusal {
    Refusal::Invalid { field: field.to_owned(), message: message.into() }
}
