//! *Pencetakan*: prints or reserves a sheet of special paper (MJK18-16), or lays the page out anew before that.

use super::perform::{file_id, perform, recorded, settle};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::letter::renew_page;
use app::query::case::{DeskAct, view};
use axum::extract::Path;
use domain::party::ApplicationRecord;
use domain::process::{Command, Refusal};

/// Sends the form.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    if sent.has("susun") {
        return renew(&visitor, &id, &sent).await;
    }
    perform(&visitor, &id, &sent, "print", "Lembar dicatat.", |case, _, sent| {
        // The kind is the one of the service; a sheet of another kind is not in its stock (MJK18-16.1).
        let paper = case.definition.product.paper.0.clone();
        Ok(Command::Print { paper, serial: sent.text("seri").trim().to_owned() })
    })
    .await
}

/// Another official signs now: the page with the present name first, the sheet afterwards.
async fn renew(visitor: &Visitor, id: &str, sent: &Sent) -> Answer {
    let application = file_id::<ApplicationRecord>(id)?;
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            if !case.panels.open(DeskAct::Print) {
                let why = case.panels.blocked(DeskAct::Print).map(str::to_owned);
                let message = why.unwrap_or_else(|| Refusal::SheetExists.sentence());
                let refusal = Refusal::Invalid { field: "seri".to_owned(), message };
                return recorded(region, actor, application, "print", Err(refusal.into()));
            }
            renew_page(region, application).map(|_| ())
        })
        .await;
    settle(visitor, application, sent, "Halaman baru sudah disusun. Buka, cetak, lalu catat serinya.", result)
        .await
}
