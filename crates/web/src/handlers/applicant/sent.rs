//! `/permohonan/{id}/terkirim`: confirmation with the registration number and what happens next.

use crate::components::{Deadline, Tone};
use crate::links;
use crate::pages::application::sent::SentPage;
use crate::visitor::{Answer, Visitor};
use app::query::applicant::status;
use axum::extract::Path;
use domain::process::Status;

/// Shows it.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| status(region, actor, &id)).await?;
    if view.status == Status::Draft {
        return visitor.go(&links::application(&view.id));
    }
    let mut next = vec![view.sentence.place.clone()];
    next.push("Bila ada yang kurang, kami mengirim SMS dan menghentikan hitungan waktu.".to_owned());
    next.push("Tanda terima dapat diunduh pada halaman status.".to_owned());
    let page = SentPage {
        shell: visitor.shell(),
        id: view.id,
        number: view.number,
        service: view.service,
        received: view.received,
        deadline: Deadline::new(Tone::Info, format!("Selesai paling lambat {}", view.due), view.due_why),
        next,
    };
    visitor.page(&page)
}
