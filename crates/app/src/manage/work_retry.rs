//! Tries again what was given up: one job, all of a kind, or all messages of a kind. A message with a code is never sent again:
//! whoever waits for it asks for a new one.

use super::{manager, refuse, wrong};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::message::send_again;
use crate::{Dice, Region};
use domain::party::Actor;

const JOB: &str = "retry_job";
const MESSAGE: &str = "retry_message";

/// Tries one job again, from its first attempt.
///
/// # Errors
/// A refusal without the right to configure, or for a job that has not failed, recorded; database.
pub fn retry_job(region: &Region, actor: &Actor, id: &str) -> Result<(), AppError> {
    manager(region, actor, JOB)?;
    let id: [u8; 16] = hex::decode(id).ok().and_then(|b| b.try_into().ok()).ok_or(AppError::NotFound)?;
    let (seed, now) = region.draw();
    let revived = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let revived = store::job::revive(tx, id, now)?;
        if revived {
            let subject = Subject { kind: "job", id, version: 0 };
            record_act(tx, &mut dice, region, actor, &subject, JOB, None, &[])?;
        }
        Ok::<_, AppError>(revived)
    })?;
    if revived {
        return Ok(());
    }
    let refusal = wrong("pekerjaan", "Pekerjaan ini tidak gagal, jadi tidak perlu dicoba lagi.");
    refuse(region, actor, &Subject::office(0), JOB, refusal)
}

/// Tries every failed job of a kind again; answers how many.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn retry_jobs_of(region: &Region, actor: &Actor, kind: &str) -> Result<u64, AppError> {
    manager(region, actor, JOB)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor, kind], |tx| {
        let mut dice = Dice::new(seed, now);
        let count = store::job::revive_kind(tx, kind, now)?;
        let fields = [kind.to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::office(0), JOB, None, &fields)?;
        Ok::<_, AppError>(count)
    })
}

/// Sends every failed message of a kind again, except those with a secret; answers how many.
///
/// # Errors
/// A refusal without the right to configure, recorded; database.
pub fn retry_messages_of(region: &Region, actor: &Actor, template: &str) -> Result<usize, AppError> {
    manager(region, actor, MESSAGE)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor, template], |tx| {
        let mut dice = Dice::new(seed, now);
        let rows = store::outbox::failed_of(tx, template)?;
        for row in &rows {
            send_again(tx, &mut dice, row.id)?;
        }
        let fields = [template.to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::office(0), MESSAGE, None, &fields)?;
        Ok::<_, AppError>(rows.len())
    })
}
