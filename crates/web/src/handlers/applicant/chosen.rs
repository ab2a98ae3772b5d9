//! What an upload form brings: files as they came, files that came in pieces before, and until when a paper is valid.

use crate::forms::Sent;
use app::folder::{Incoming, Received, Target, arrived, forget, receive};
use app::{AppError, Region};
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;

/// Hidden fields with ids of files that came in pieces.
const PIECES: &str = "unggahan";
/// Until when the paper is valid.
pub(super) const VALID_UNTIL: &str = "berlaku_sampai";

/// A refusal that stands beside the field of files.
pub(super) fn plain(message: &str) -> Refusal {
    Refusal::Upload { kind: "missing".to_owned(), message: message.to_owned() }
}

/// The day that was typed; an empty field says that there is none.
pub(super) fn valid_until(sent: &Sent) -> Result<Option<Date>, Refusal> {
    match sent.text(VALID_UNTIL).trim() {
        "" => Ok(None),
        typed => {
            date_text::read(typed).map(Some).ok_or_else(|| plain("Tulis tanggal berlaku seperti 30-03-2026."))
        }
    }
}

/// Files of the form in their order; those that came in pieces stand where the person put them.
pub(super) fn files(region: &Region, actor: &Actor, sent: &Sent) -> Result<Vec<Incoming>, AppError> {
    let mut files = Vec::new();
    for id in sent.all(PIECES) {
        files.push(arrived(region, actor, id)?);
    }
    let whole = sent.files().iter().map(|f| Incoming { name: f.name.clone(), bytes: f.bytes.clone() });
    files.extend(whole);
    Ok(files)
}

/// Their pieces are needed no longer.
pub(super) fn done_with_pieces(region: &Region, actor: &Actor, sent: &Sent) -> Result<(), AppError> {
    sent.all(PIECES).into_iter().try_for_each(|id| forget(region, actor, id))
}

/// Takes all files of a form as one document.
pub(super) fn take(
    region: &Region,
    actor: &Actor,
    sent: &Sent,
    target: &Target,
) -> Result<Received, AppError> {
    let received = receive(region, actor, target, files(region, actor, sent)?)?;
    done_with_pieces(region, actor, sent)?;
    Ok(received)
}
