//! `/kerja/pesan`: messages that did not arrive: somebody must call.

use super::perform::file_id;
use crate::components::{Notice, Tone};
use crate::links;
use crate::pages::work::failed_messages::{FailedMessage, FailedMessagesPage};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::register::{failed_messages, retry_message};
use axum::extract::Path;
use domain::party::Message;
use domain::value::date_text;

/// Shows the list, oldest first.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let lines = visitor.run(failed_messages).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let messages = lines.iter().rev().map(|line| FailedMessage {
        id: line.id.to_string(),
        case: line.application.map_or_else(String::new, |id| id.to_string()),
        number: line.registration.clone(),
        to: line.recipient.clone(),
        text: line.text.clone(),
        why: format!("{}. Ditulis {}.", line.why, date_text::moment_at(line.written_at, &zone)),
    });
    visitor.page(&FailedMessagesPage { shell: visitor.shell(), messages: messages.collect() })
}

/// Sends one again.
pub(super) async fn retry(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = file_id::<Message>(&id)?;
    let notice = match visitor.run(move |region, actor| retry_message(region, actor, id)).await {
        Ok(()) => Notice::new(Tone::Good, "Pesan dikirim lagi."),
        Err(AppError::Refused(refusal @ domain::process::Refusal::Invalid { .. })) => {
            Notice::new(Tone::Bad, refusal.sentence())
        }
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&links::failed_messages(), &notice)
}
