//! Every message about a file, to be read again in the account and printed at the counter, also for whoever has no e-mail
//! (practice, section 3). Codes and PINs are left out.

use super::applicant::own;
use super::case::require;
use super::counter::COUNTER;
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::message::open_text;
use crate::{Dice, Region};
use domain::party::{Actor, ApplicationRecord};
use domain::value::Id;
use jiff::Timestamp;

/// A message as it was written; SMS and e-mail of the same moment stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was written.
    pub at: Timestamp,
    /// Its name in the profile.
    pub template: String,
    /// `sms` before `email`.
    pub channels: Vec<String>,
    /// The longer text of the two.
    pub text: String,
    /// It did not arrive on any of these ways.
    pub failed: bool,
}

/// The messages of a file with its number and service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFile {
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Newest first.
    pub messages: Vec<Told>,
}

/// Messages of a file of mine.
///
/// # Errors
/// [`AppError::NotFound`] when it is not mine, recorded; database.
pub fn of_mine(region: &Region, actor: &Actor, id: &str) -> Result<ToldFile, AppError> {
    let file = own(region, actor, id)?;
    read(region, file.state.id)
}

/// The same at the counter, to be printed for the person who asks; recorded.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown file; a refusal without a counter, recorded; database.
pub fn at_the_counter(region: &Region, actor: &Actor, id: &str) -> Result<ToldFile, AppError> {
    require(region, actor, &COUNTER, "print_messages")?;
    let id: Id<ApplicationRecord> = id.parse().map_err(|_| AppError::NotFound)?;
    let told = read(region, id)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, &Subject::application(id), "print_messages", None, &[])
            .map(|_| ())
    })?;
    Ok(told)
}

fn read(region: &Region, id: Id<ApplicationRecord>) -> Result<ToldFile, AppError> {
    let (state, rows) = region.store.read(|tx| -> Result<_, AppError> {
        let state = store::application::find(tx, id)?.ok_or(AppError::NotFound)?.state;
        Ok((state, store::outbox::of_application(tx, id)?))
    })?;
    let number = state.registration.ok_or(AppError::NotFound)?.to_string();
    let mut messages: Vec<Told> = Vec::new();
    for row in rows.iter().filter(|row| !row.secret) {
        let Some(text) = open_text(region, row)? else { continue };
        let failed = row.state == "failed";
        match messages.iter_mut().find(|m| m.at == row.created_at && m.template == row.template) {
            Some(same) => {
                same.channels.push(row.channel.clone());
                same.channels.sort_by(|a, b| b.cmp(a));
                same.failed &= failed;
                if text.text.len() > same.text.len() {
                    same.text = text.text;
                }
            }
            None => messages.push(Told {
                at: row.created_at,
                template: row.template.clone(),
                channels: vec![row.channel.clone()],
                text: text.text,
                failed,
            }),
        }
    }
    messages.reverse();
    let service = region.office().definition(&state.definition)?.name.clone();
    Ok(ToldFile { number, service, messages })
}
