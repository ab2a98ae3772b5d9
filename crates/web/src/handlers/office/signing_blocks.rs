//! `/kerja/blokir-tanda-tangan`: the system manager lifts a block, with a reason.

use crate::components::{Cell, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::signing_blocks::{OpenBlock, SigningBlocksPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::signing::{blocks, lift};
use axum::http::StatusCode;
use domain::process::Refusal;
use domain::value::date_text;

async fn page(visitor: &Visitor) -> Result<SigningBlocksPage, Problem> {
    let lines = visitor.run(blocks).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let moment = |at| date_text::moment_at(at, &zone);
    let (mut open, mut past) = (Vec::new(), Vec::new());
    for line in lines {
        match line.lifted {
            None => open.push(OpenBlock {
                reason: SigningBlocksPage::reason(&line.id),
                id: line.id,
                name: line.name,
                since: moment(line.blocked_at),
            }),
            Some((at, by, reason)) => past.push(vec![
                Cell::text(line.name),
                Cell::text(moment(line.blocked_at)),
                Cell::text(moment(at)),
                Cell::text(by),
                Cell::text(reason),
            ]),
        }
    }
    Ok(SigningBlocksPage { shell: visitor.shell(), open, past: SigningBlocksPage::past(past) })
}

/// Shows the blocks.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let page = page(&visitor).await?;
    visitor.page(&page)
}

/// Lifts one.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let (id, reason) = (sent.text("blokir").to_owned(), sent.text("alasan").to_owned());
    let (asked, why) = (id.clone(), reason.clone());
    match visitor.run(move |region, actor| lift(region, actor, &asked, &why)).await {
        Ok(()) => {
            visitor.go_with(&links::signing_blocks(), &Notice::new(Tone::Good, "Blokir tanda tangan dibuka."))
        }
        Err(AppError::Refused(refusal @ Refusal::Invalid { .. })) => {
            let mut page = page(&visitor).await?;
            for block in page.open.iter_mut().filter(|b| b.id == id) {
                block.reason = block.reason.clone().value(reason.clone()).error(refusal.sentence());
            }
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
