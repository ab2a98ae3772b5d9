//! *Paraf*, *penetapan*, *tanda tangan*: acts that a PIN authorises where the region uses one (MJK18-13.3, PWK63-6.2.c).

use super::perform::{file_id, recorded, wrong};
use super::pin;
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::pin::PinEntry;
use app::query::case::view;
use app::query::signing_list::with_pin;
use axum::extract::Path;
use domain::pin::PinAct;
use domain::process::Command;
use domain::value::Digest;

/// Initials the draft.
pub(super) async fn initial(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, PinAct::Initial, "Paraf Anda tercatat.").await
}

/// Approves or refuses what the draft says.
pub(super) async fn decide(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, PinAct::Decide, "Penetapan Anda tercatat.").await
}

/// Signs the page.
pub(super) async fn sign(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, PinAct::Sign, "Tanda tangan Anda tercatat. Dokumen sedang dibuat.").await
}

/// Decides on a cancellation or revocation.
pub(super) async fn decide_cancellation(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, PinAct::Cancel, "Putusan pembatalan tercatat.").await
}

/// The PIN as typed; none when the region works without one.
pub(super) fn entry(sent: &Sent) -> Option<PinEntry> {
    let challenge = sent.id("challenge")?;
    Some(PinEntry { challenge, code: sent.text("pin").trim().to_owned() })
}

async fn send(visitor: Visitor, id: &str, sent: Sent, act: PinAct, said: &str) -> Answer {
    let application = file_id(id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let digest = kept.text("digest").parse::<Digest>();
            let digest = digest.map_err(|_| match with_pin(region) {
                true => wrong("digest", "Buka dokumen lalu minta PIN lagi."),
                false => wrong("digest", "Buka dokumen lalu coba lagi."),
            });
            // Where a PIN is asked, asking for it looked at this. A decision without one is made on the page of the file,
            // beside its claims and proofs.
            let digest = match act {
                PinAct::Initial if !with_pin(region) => {
                    digest.and_then(|digest| Ok(pin::document(&case, act).map(|_| digest)?))
                }
                _ => digest,
            };
            let (command, name) = match act {
                PinAct::Initial => (digest.map(|digest| Command::Initial { digest }), "initial"),
                PinAct::Decide => (digest.map(|digest| Command::Decide { digest }), "decide"),
                PinAct::Sign => (digest.map(|digest| Command::Sign { digest }), "sign"),
                PinAct::Declare => (Err(wrong("digest", "Pernyataan diberikan di loket.")), "submit"),
                PinAct::Cancel if kept.text("putusan").is_empty() => {
                    (Err(wrong("putusan", "Pilih putusan lebih dahulu.")), "decide_cancellation")
                }
                PinAct::Cancel => {
                    let approve = kept.text("putusan") == "setuju";
                    let note = kept.text("catatan").to_owned();
                    (
                        digest.map(|digest| Command::DecideCancellation { approve, note, digest }),
                        "decide_cancellation",
                    )
                }
            };
            let command = recorded(region, actor, application, name, command)?;
            let mut request = kept.request(application, command);
            request.pin = entry(&kept);
            region.act(actor, request).map(|_| ())
        })
        .await;
    pin::answer(&visitor, application, &sent, act, said, result).await
}
