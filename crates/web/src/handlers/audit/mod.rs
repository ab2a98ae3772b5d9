//! The audit trail for the organiser and the auditor who holds that role (MJK18-10.3, 22). Reading it is recorded.

mod list;
mod restricted;
mod story;
mod words;

pub(crate) use words::words as act_words;

use crate::links::path;
use crate::router::{Line, Permission, get};
use domain::capability::Capability;

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    vec![
        get(path::AUDIT_LIST, Permission::May(Capability::ReadAuditTrail), list::show),
        get(path::AUDIT_EXPORT, Permission::May(Capability::ReadAuditTrail), list::export),
        get(path::RESTRICTED, Permission::May(Capability::ReadAuditTrail), restricted::show),
        get(path::AUDIT_STORY, Permission::May(Capability::ReadAuditTrail), story::show),
    ]
}
