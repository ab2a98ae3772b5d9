//! *Kirim pesan*: a ready sentence to the applicant, by SMS and e-mail; it stays in the history (practice, section 3).

use super::perform::{perform, wrong};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use axum::extract::Path;
use domain::process::Command;
use profile::{PartCount, sms_parts};

/// Longest addition to a ready sentence: the whole SMS stays within two parts.
pub(super) const MORE: usize = 60;

/// What may not be added: an address that is not the portal's is how people are cheated, and no number of a card travels.
fn unfit(more: &str) -> Option<&'static str> {
    let lower = more.to_lowercase();
    let digits = more.chars().filter(char::is_ascii_digit).count();
    if more.chars().count() > MORE {
        Some("Tambahan paling banyak 60 huruf.")
    } else if ["http", "www", "wa.me", "://"].iter().any(|mark| lower.contains(mark)) {
        Some("Jangan menulis tautan. Pemohon hanya boleh membuka portal kami.")
    } else if digits >= 12 {
        Some("Jangan menulis NIK atau nomor lain dari kartu.")
    } else if matches!(sms_parts(more), PartCount::NotGsm(_)) {
        Some("Pakai huruf dan tanda biasa, karena pesan ini juga menjadi SMS.")
    } else {
        None
    }
}

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let ready = visitor.region().profile.sentences.clone();
    perform(&visitor, &id, &sent, "tell_applicant", "Pesan dikirim kepada pemohon.", move |_, _, sent| {
        let chosen = ready.iter().find(|(id, _)| id == sent.text("kalimat"));
        let (_, sentence) = chosen.ok_or_else(|| wrong("kalimat", "Pilih kalimat yang dikirim."))?;
        let more = sent.text("tambahan").split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(why) = unfit(&more) {
            return Err(wrong("tambahan", why));
        }
        Ok(Command::TellApplicant { text: format!("{sentence} {more}").trim().to_owned() })
    })
    .await
}
