//! Wet mode: the scan of the numbered sheet. In a demo, where nobody holds paper, the system draws one.

use super::perform::{file_id, recorded, settle, wrong};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::folder::{Upload, upload};
use app::letter::simulated_scan;
use app::query::case::view;
use axum::extract::Path;
use domain::process::Command;

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let application = file_id(&id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            view(region, actor, application)?;
            // In a demo an empty choice asks for the drawn one.
            let sample = region.demo.is_some();
            let (name, bytes) = match kept.file("pindaian").filter(|f| !f.bytes.is_empty()) {
                Some(file) => (file.name.clone(), file.bytes.clone()),
                None if sample => ("pindaian-contoh.png".to_owned(), simulated_scan(region, application)?),
                None => {
                    let missing = Err(wrong("pindaian", "Pilih pindaian lembar bernomor."));
                    return recorded(region, actor, application, "scan", missing);
                }
            };
            let file = Upload { category: "scan", name: &name, bytes: &bytes };
            let kept_file = upload(region, actor, &file)?.document;
            region.act(actor, kept.request(application, Command::Scan { file: kept_file })).map(|_| ())
        })
        .await;
    settle(&visitor, application, &sent, "Pindaian tersimpan. Petugas lain membandingkan.", result).await
}
