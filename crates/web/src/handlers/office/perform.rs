//! One act of a desk, from form to answer: open the file, build the command, act, and either go back to the file with a
//! message or show it again with the refusal and everything that was typed.

use super::show;
use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::act::{Subject, record_refusal};
use app::query::case::{CaseView, view};
use app::{AppError, Region};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Command, Refusal};
use domain::value::Id;

/// The id in an address; a text that is none leads nowhere.
pub(super) fn file_id<T: ?Sized>(text: &str) -> Result<Id<T>, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// A refusal of one field, with its sentence.
pub(super) fn wrong(field: &str, message: &str) -> AppError {
    Refusal::Invalid { field: field.to_owned(), message: message.to_owned() }.into()
}

/// Does one act. `name` is that of the command, for the record of an attempt that does not reach the engine.
pub(super) async fn perform<F>(
    visitor: &Visitor,
    id: &str,
    sent: &Sent,
    name: &'static str,
    said: &str,
    build: F,
) -> Answer
where
    F: FnOnce(&CaseView, &Actor, &Sent) -> Result<Command, AppError> + Send + 'static,
{
    let application = file_id(id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            let command = recorded(region, actor, application, name, build(&case, actor, &kept))?;
            region.act(actor, kept.request(application, command)).map(|_| ())
        })
        .await;
    settle(visitor, application, sent, said, result).await
}

/// Keeps an attempt that was refused before it reached the engine.
pub(super) fn recorded<T>(
    region: &Region,
    actor: &Actor,
    application: Id<ApplicationRecord>,
    name: &str,
    result: Result<T, AppError>,
) -> Result<T, AppError> {
    if let Err(AppError::Refused(refusal)) = &result {
        record_refusal(region, actor, &Subject::application(application), name, refusal)?;
    }
    result
}

/// Back to the file, or the file again with what was typed.
pub(super) async fn settle(
    visitor: &Visitor,
    id: Id<ApplicationRecord>,
    sent: &Sent,
    said: &str,
    result: Result<(), AppError>,
) -> Answer {
    match result {
        Ok(()) => visitor.go_with(&links::case(&id.to_string()), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) if !closes_the_door(&refusal) => {
            show::refused(visitor, id, sent, &refusal).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Refusals about the person, not about what was typed: the page is not shown to him again.
fn closes_the_door(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::NotAllowed { .. } | Refusal::NotYours)
}
