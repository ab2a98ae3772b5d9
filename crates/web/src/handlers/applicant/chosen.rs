//! What an upload form brings: files as they came, files that came in pieces before, and until when a paper is valid.

use crate::forms::Sent;
use app::folder::{Incoming, Received, Target, arrived, forget, receive};
use app::{AppError, Region};
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;

/// Hidden fields with ids of files that came in pieces; behind the dot, the field in which they were chosen.
pub(super) const PIECES: &str = "unggahan.";
/// Until when the paper is valid.
pub(super) const VALID_UNTIL: &str = "berlaku_sampai";

/// A refusal that stands beside the field of files.
pub(super) fn plain(message: &str) -> Refusal {
    Refusal::Upload { kind: "missing".to_owned(), message: message.to_owned() }
}

/// The day that was typed in `field`; an empty one says that there is none.
pub(super) fn valid_until(sent: &Sent, field: &str) -> Result<Option<Date>, Refusal> {
    match sent.text(field).trim() {
        "" => Ok(None),
        typed => {
            date_text::read(typed).map(Some).ok_or_else(|| plain("Tulis tanggal berlaku seperti 30-03-2026."))
        }
    }
}

/// Files that were chosen in `field`, in their order; those that came in pieces stand where the person put them.
pub(super) fn files(
    region: &Region,
    actor: &Actor,
    sent: &Sent,
    field: &str,
) -> Result<Vec<Incoming>, AppError> {
    let mut files = Vec::new();
    for id in sent.all(&format!("{PIECES}{field}")) {
        files.push(arrived(region, actor, id)?);
    }
    let chosen = sent.files().iter().filter(|f| f.field == field);
    files.extend(chosen.map(|f| Incoming { name: f.name.clone(), bytes: f.bytes.clone() }));
    Ok(files)
}

/// Whether anything was chosen in `field`.
pub(super) fn any(sent: &Sent, field: &str) -> bool {
    sent.file(field).is_some() || sent.has(&format!("{PIECES}{field}"))
}

/// Their pieces are needed no longer.
pub(super) fn done_with_pieces(
    region: &Region,
    actor: &Actor,
    sent: &Sent,
    field: &str,
) -> Result<(), AppError> {
    sent.all(&format!("{PIECES}{field}")).into_iter().try_for_each(|id| forget(region, actor, id))
}

/// Takes all files that were chosen in `field` as one document.
pub(super) fn take(
    region: &Region,
    actor: &Actor,
    sent: &Sent,
    field: &str,
    target: &Target,
) -> Result<Received, AppError> {
    let received = receive(region, actor, target, files(region, actor, sent, field)?)?;
    done_with_pieces(region, actor, sent, field)?;
    Ok(received)
}
