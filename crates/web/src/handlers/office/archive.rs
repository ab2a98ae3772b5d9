//! *Pengarsipan*: where the finished file is kept, or that nothing of it is on paper (PWK63-9, A-89).

use super::perform::perform;
use super::problems::Problems;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;

/// What stands in the record of a file without paper.
pub(super) const NO_PAPER: &str = "Dokumen elektronik, tanpa berkas fisik";
/// Longest place.
pub(super) const LONGEST: usize = 200;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "archive", "Tempat arsip dicatat.", |_, _, sent| {
        let mut problems = Problems::default();
        let location = match sent.text("arsip") {
            "elektronik" => NO_PAPER.to_owned(),
            "fisik" => {
                let place = sent.text("tempat_arsip");
                problems.text("tempat_arsip", place, LONGEST, "Tulis lemari, rak, kotak, atau mapnya.")
            }
            _ => {
                problems.add("arsip", "missing", "Pilih bentuk arsip.");
                String::new()
            }
        };
        problems.or(Some(Command::Archive { location }))
    })
    .await
}
