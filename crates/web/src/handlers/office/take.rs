//! *Ambil* and *disposisi*: takes a file from the queue, or gives it to somebody with a note.

use super::perform::{perform, wrong};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::{By, Command};

/// Sends the form. Without a chosen colleague the file is taken.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let said = if sent.text("petugas").is_empty() {
        "Berkas ini sekarang Anda kerjakan."
    } else {
        "Berkas diberikan."
    };
    perform(&visitor, &id, &sent, "assign", said, |case, actor, sent| {
        let to = match sent.text("petugas") {
            "" => By { account: actor.account, name: actor.name.clone() },
            chosen => {
                let (account, name) = case
                    .colleagues
                    .iter()
                    .find(|(account, _)| account.to_string() == chosen)
                    .ok_or_else(|| wrong("petugas", "Pilih petugas dari daftar."))?;
                By { account: Some(*account), name: name.clone() }
            }
        };
        let overtaking = Some(sent.text("alasan").trim().to_owned()).filter(|r| !r.is_empty());
        Ok(Command::Assign { to, note: sent.text("catatan").to_owned(), overtaking })
    })
    .await
}
