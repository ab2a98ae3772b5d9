//! Puts special paper into stock (MJK18-16.1).

use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::Actor;

/// Adds sheets `prefix-000001 …` of a paper kind; serials known already are left alone. Answers how many are new.
///
/// # Errors
/// Database.
pub fn stock_paper(
    region: &Region,
    actor: &Actor,
    paper: &str,
    prefix: &str,
    first: u32,
    count: u32,
) -> Result<u32, AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor, paper, prefix], |tx| {
        let mut dice = Dice::new(seed, now);
        let mut added = 0;
        for n in first..first.saturating_add(count) {
            if store::desk::add_sheet(tx, paper, &format!("{prefix}-{n:06}"), now)? {
                added += 1;
            }
        }
        record_act(tx, &mut dice, region, actor, &Subject::office(0), "stock_paper", None, &[])?;
        Ok::<_, AppError>(added)
    })
}
