//! `/loket/berkas/{id}/tanda-terima`: the receipt, to be printed for the person at the counter (MJK18-12.4, 12.5).

use crate::visitor::{Answer, Visitor};
use app::query::counter::receipt;
use axum::extract::Path;

/// Shows the PDF in the browser, whose print button is at hand.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (name, bytes) = visitor.run(move |region, actor| receipt(region, actor, &id)).await?;
    visitor.file(&name, "application/pdf", true, bytes)
}
