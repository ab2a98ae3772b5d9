//! Timers of requests: a day that has passed without a decision is a breach (MJK18-8.5); drafts nobody sends are erased.

use super::subject;
use crate::act::record_act;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue};
use crate::{Dice, Region};
use domain::access::decision_due;
use domain::party::{AccessRequest, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;

/// Records the breach once; the calendar may have moved the day, then the job moves with it.
pub(crate) fn note_overdue(region: &Region, id: Id<AccessRequest>) -> Result<Outcome, AppError> {
    let Some(row) = region.store.read(|tx| store::access::find(tx, id))? else { return Ok(Outcome::Done) };
    let (Some(received), "open") = (row.received_at, row.state.as_str()) else { return Ok(Outcome::Done) };
    let due = decision_due(&region.office().calendar, received).map_err(Refusal::from)?;
    let (seed, now) = region.draw();
    let passed = due.passed(now);
    let again = due.at.checked_add(SignedDuration::from_secs(1)).unwrap_or(due.at);
    written!(region, [region], |tx| {
        let mut dice = Dice::new(seed, now);
        if passed {
            let about = subject(id);
            record_act(tx, &mut dice, region, &Actor::system(), &about, "note_access_overdue", None, &[])?;
        } else {
            enqueue(tx, &mut dice, Work::AccessOverdue { request: id }, again)?;
        }
        Ok::<_, AppError>(())
    })?;
    Ok(Outcome::Done)
}

/// Erases a draft that was never sent, with the bytes of its papers: personal data without a purpose are not kept. Bytes
/// that another file names too stay with that one. The rows and the record go first: bytes without a row hurt nobody.
pub(crate) fn erase_draft(region: &Region, id: Id<AccessRequest>) -> Result<Outcome, AppError> {
    let (seed, now) = region.draw();
    let alone = written!(region, [region], |tx| {
        let mut dice = Dice::new(seed, now);
        let Some(objects) = store::access::erase_draft(tx, id)? else { return Ok(Vec::new()) };
        store::access::drop_codes(tx, *id.as_bytes())?;
        let about = subject(id);
        let fields: Vec<String> = (!objects.is_empty()).then(|| "papers".to_owned()).into_iter().collect();
        record_act(tx, &mut dice, region, &Actor::system(), &about, "erase_access_draft", None, &fields)?;
        let mut alone = Vec::new();
        for object in objects {
            if store::file::named(tx, &object)? == 0 {
                alone.push(object);
            }
        }
        Ok::<_, AppError>(alone)
    })?;
    for object in alone {
        region.files.delete(&object)?;
    }
    Ok(Outcome::Done)
}
