//! *Penyerahan*: to the holder, a representative, or by courier; with the SKRD where there is one (MJK18-18).

use super::perform::perform;
use super::perform::wrong;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::{Command, RecipientKind};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    perform(&visitor, &id, &sent, "hand_over", "Dokumen diserahkan. Berkas selesai.", |_, _, sent| {
        let text = |name: &str| sent.text(name).trim().to_owned();
        let recipient = match sent.text("penerima") {
            "holder" => RecipientKind::Holder { id_seen: text("identitas") },
            "representative" => RecipientKind::Representative {
                name: text("nama"),
                relation: text("hubungan"),
                id_seen: text("identitas_wakil"),
                power_of_attorney: sent.ticked("surat_kuasa"),
            },
            "courier" => {
                RecipientKind::Courier { received_by: text("penerima_kurir"), waybill: text("resi") }
            }
            _ => return Err(wrong("penerima", "Pilih siapa yang menerima dokumen.")),
        };
        Ok(Command::HandOver { recipient, with_skrd: sent.ticked("skrd") })
    })
    .await
}
