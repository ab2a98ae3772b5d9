//! `/loket/berkas/{id}/pesan`: the messages of a file, to be printed for whoever has no e-mail (practice, section 3).

use crate::components::{Breadcrumb, Link};
use crate::handlers::applicant::messages::page;
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::query::told::at_the_counter;
use axum::extract::Path;

/// Shows them; the browser's print button is at hand.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let asked = id.clone();
    let told = visitor.run(move |region, actor| at_the_counter(region, actor, &asked)).await?;
    let up =
        vec![Link::new(links::counter(), "Loket"), Link::new(links::counter_file(&id), told.number.clone())];
    visitor.page(&page(&visitor, told, Breadcrumb::new(up, "Pesan")))
}
