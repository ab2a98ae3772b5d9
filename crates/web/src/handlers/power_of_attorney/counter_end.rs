//! `/loket/orang/{id}/kuasa/{power}/akhiri`: an officer ends a power of attorney for an owner who stands at the counter.

use super::power_id;
use crate::components::{Notice, Tone};
use crate::links;
use crate::visitor::{Answer, Visitor};
use app::power_of_attorney::end;
use axum::extract::Path;

/// Ends it.
pub(super) async fn send(visitor: Visitor, Path((id, power)): Path<(String, String)>) -> Answer {
    let power = power_id(&power)?;
    visitor.run(move |region, actor| end(region, actor, power)).await?;
    visitor.go_with(&links::counter_person(&id), &Notice::new(Tone::Good, "Surat kuasa sudah berakhir."))
}
