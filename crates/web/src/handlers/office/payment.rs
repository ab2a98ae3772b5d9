//! Records a payment with the bank's proof (MJK18-14.5). The office takes no cash.

use super::moment::moment;
use super::perform::{file_id, recorded, settle, wrong};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::folder::{Upload, upload};
use app::query::case::view;
use axum::extract::Path;
use domain::process::Command;
use domain::value::Rupiah;

/// Sends the form, with or without a picture of the slip.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let application = file_id(&id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let typed = || -> Result<_, app::AppError> {
                let amount = kept.text("jumlah").parse::<Rupiah>();
                let amount = amount.map_err(|_| wrong("jumlah", "Tulis jumlah seperti 1.400.000."))?;
                Ok((amount, moment(&kept, "tanggal_bayar", "jam_bayar", case.zone.clone())?))
            };
            let (amount, paid_at) = recorded(region, actor, application, "record_payment", typed())?;
            let proof = match kept.file("bukti").filter(|f| !f.bytes.is_empty()) {
                Some(file) => {
                    let file = Upload { category: "payment_proof", name: &file.name, bytes: &file.bytes };
                    Some(upload(region, actor, &file)?.document)
                }
                None => None,
            };
            let bank_reference = kept.text("nomor_bukti").trim().to_owned();
            let command = Command::RecordPayment { bank_reference, amount, paid_at, proof };
            region.act(actor, kept.request(application, command)).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, "Pembayaran dicatat. Petugas lain mengonfirmasi.", result).await
}
