//! `/unggahan`: files in pieces, for the script that goes on after a cut line. The ordinary form needs none of this.

use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::folder::{Arriving, Piece, begin, piece, progress};
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;

/// Begins: name and size.
pub async fn start(visitor: Visitor, sent: Sent) -> Answer {
    let size = sent.text("ukuran").parse().unwrap_or(0);
    let arriving = visitor.run(move |region, actor| begin(region, actor, sent.text("nama"), size)).await?;
    Ok(told(&arriving))
}

/// Tells how far it came.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let arriving = visitor.run(move |region, actor| progress(region, actor, &id)).await?;
    Ok(told(&arriving))
}

/// Takes the next piece, and tells how far it came.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let arriving = visitor.run(move |region, actor| {
        let bytes = sent.file("potongan").map_or(&[][..], |f| f.bytes.as_slice());
        piece(region, actor, &id, &Piece { start: sent.text("mulai").parse().unwrap_or(-1), bytes })
    });
    Ok(told(&arriving.await?))
}

/// Ids are hex and hyphens, so nothing needs escaping.
fn told(arriving: &Arriving) -> axum::response::Response {
    let Arriving { id, received, size } = arriving;
    let body = format!("{{\"id\":\"{id}\",\"received\":{received},\"size\":{size}}}");
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}
