//! What an applicant does with the own files. Whose file it is, is decided by the query and the use case, not here.

pub mod account;
pub mod application;
pub mod arrangement;
pub mod cancellation;
pub mod check;
mod chosen;
pub mod correction;
pub mod discard;
pub mod documents;
pub(crate) mod field_view;
pub mod folder;
pub mod form_group;
pub mod items;
pub mod paper;
pub mod pieces;
pub mod sent;
pub mod start;
pub mod survey;

pub(crate) use field_view::field;

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::links;
use domain::process::Status;

/// The colour of a status, seen by its owner.
pub(crate) fn status_tag(status: Status) -> Tag {
    let tone = match status {
        Status::Draft | Status::Cancelled | Status::Replaced => Tone::Neutral,
        Status::Submitted | Status::InProcess => Tone::Info,
        Status::Issued | Status::HandedOver => Tone::Good,
        Status::Returned | Status::AwaitingPayment | Status::Suspended(_) | Status::Lapsed => Tone::Warn,
        Status::Refused | Status::HandedBack | Status::ExpiredUnpaid | Status::Revoked => Tone::Bad,
    };
    Tag::new(tone, status.label())
}

/// Account, then the file, then this page.
fn breadcrumb(id: &str, file: &str, here: &str) -> Breadcrumb {
    let above = vec![Link::new(links::account(), "Permohonan saya"), Link::new(links::application(id), file)];
    Breadcrumb::new(above, here)
}
