//! What a newer program keeps beside a file is filled in for files that an older one wrote: the words by which it is found
//! (MJK18-3.d), and the figures that the head's lists count.

use crate::act::placement;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue, enqueue_once};
use crate::query::find::make_findable;
use crate::{Dice, Region};
use domain::party::ApplicationRecord;
use domain::value::Id;

/// Files of one job.
const PAGE: u32 = 200;

/// Asks for it when the region opens and a file lacks them.
///
/// # Errors
/// Database.
pub fn refill(region: &Region) -> Result<(), AppError> {
    let missing = region.store.read(|tx| store::overview::unfindable(tx, None, 1))?;
    if missing.is_empty() {
        return Ok(());
    }
    let (seed, now) = region.draw();
    written!(region, [], |tx| {
        let mut dice = Dice::new(seed, now);
        enqueue_once(tx, &mut dice, Work::Refill { after: None }, now, "refill")
    })
}

/// Fills one page of files, then asks for the next. Doing it twice changes nothing; a file that was acted on meanwhile has
/// its figures already.
///
/// # Errors
/// Database.
pub(crate) fn refill_page(
    region: &Region,
    after: Option<Id<ApplicationRecord>>,
) -> Result<Outcome, AppError> {
    let ids = region.store.read(|tx| store::overview::unfindable(tx, after, PAGE))?;
    let office = region.office();
    for id in &ids {
        make_findable(region, *id)?;
        let Some(stored) = region.store.read(|tx| store::application::find(tx, *id))? else { continue };
        let definition = office.definition(&stored.state.definition)?;
        let place = placement(&stored.state, &definition, &office.calendar);
        let (state, place) = (&stored.state, &place);
        written!(region, [state, place], |tx| {
            store::application::refill(tx, state, place)?;
            Ok::<_, AppError>(())
        })?;
    }
    if ids.len() == PAGE as usize {
        let (seed, now) = region.draw();
        let after = ids.last().copied();
        written!(region, [], |tx| {
            let mut dice = Dice::new(seed, now);
            enqueue(tx, &mut dice, Work::Refill { after }, now)
        })?;
    }
    Ok(Outcome::Done)
}
