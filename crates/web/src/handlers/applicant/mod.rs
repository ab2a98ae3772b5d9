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
pub mod messages;
pub mod paper;
pub mod pieces;
pub mod sent;
pub mod start;
pub mod survey;

pub(crate) use field_view::field;

use crate::components::{Breadcrumb, Link, Notice, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use crate::visitor::Visitor;
use app::query::applicant::DraftView;
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

/// The page above a draft: the own applications, the counter for an officer who fills it for somebody, the powers of attorney
/// for a helper.
fn above(visitor: &Visitor, view: &DraftView) -> Link {
    let helped = view.assisted.as_ref().filter(|a| a.by_helper);
    match helped.map(|a| a.power) {
        _ if visitor.is_staff() => Link::new(links::counter(), "Loket"),
        Some(Some(power)) => Link::new(links::power(&power.to_string()), "Surat kuasa"),
        _ => Link::new(links::account(), "Permohonan saya"),
    }
}

/// The same as [`breadcrumb`] for a page of a draft.
pub(crate) fn draft_breadcrumb(visitor: &Visitor, view: &DraftView, here: &str) -> Breadcrumb {
    Breadcrumb::new(vec![above(visitor, view), Link::new(links::application(&view.id), &view.service)], here)
}

/// Header and footer of a page of a draft; says who helps whom (MJK18-12.6).
pub(crate) fn shell_of(visitor: &Visitor, view: &DraftView) -> Shell {
    let mut shell = visitor.shell();
    shell.assisting = view.assisted.as_ref().map(|a| match (a.by_helper, a.power.is_some()) {
        (true, true) => Notice::new(Tone::Info, format!("Anda mengisi untuk {}.", a.holder_name))
            .text("Permohonan ini milik pemberi kuasa. Nama Anda tercatat sebagai penerima kuasa."),
        (true, false) => Notice::new(Tone::Info, format!("Anda mengisi untuk {}.", a.holder_name))
            .text("Permohonan ini milik pemohon. Pernyataannya tetap diberikan pemohon sendiri."),
        (false, true) => Notice::new(Tone::Info, format!("Penerima kuasa {} mengisi draf ini.", a.helper))
            .text("Periksa isinya. Anda atau penerima kuasa boleh mengirimnya."),
        (false, false) => Notice::new(Tone::Info, format!("Petugas {} membantu mengisi draf ini.", a.helper))
            .text("Periksa isinya, lalu kirim dengan pernyataan Anda sendiri."),
    });
    shell
}

/// Account, then the file, then this page.
fn breadcrumb(id: &str, file: &str, here: &str) -> Breadcrumb {
    let above = vec![Link::new(links::account(), "Permohonan saya"), Link::new(links::application(id), file)];
    Breadcrumb::new(above, here)
}
