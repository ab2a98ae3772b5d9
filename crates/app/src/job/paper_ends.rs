//! A paper of the folder that ends soon: its owner is told once, and only of papers that a file rests on (MJK18-12.2).

use super::{Outcome, Work, enqueue_once};
use crate::account::read_personal;
use crate::error::AppError;
use crate::message::{Recipient, send, with_office};
use crate::{Dice, Office, Region};
use domain::party::{Account, StoredFile};
use domain::process::{Application, Status};
use domain::value::{Id, date_text};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use store::WriteTx;
use store::file::FileRow;

/// Hour of the day at which people are told.
const HOUR: i8 = 9;

/// Asks for the message about each paper of a file that ends, so many days before its last day.
///
/// # Errors
/// Database.
pub(crate) fn plan_paper_ends(
    region: &Region,
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    office: &Office,
    state: &Application,
) -> Result<(), AppError> {
    for document in state.documents.values() {
        let Some(last) = document.valid_until else { continue };
        let Some(at) = told_at(region, office, last) else { continue };
        let name = format!("paper_ends.{}", document.file);
        let work = Work::TellPaperEnds { file: document.file };
        enqueue_once(tx, dice, work, at.max(dice.now()), &name)?;
    }
    Ok(())
}

/// Morning of the day on which the owner of a paper with this last day is told.
fn told_at(region: &Region, office: &Office, last: Date) -> Option<Timestamp> {
    let days = i64::from(region.profile.policy.paper_notice_days);
    let day = last.checked_sub(days.days()).ok()?;
    let zone = office.calendar.time_zone().clone();
    day.at(HOUR, 0, 0, 0).to_zoned(zone).ok().map(|moment| moment.timestamp())
}

/// Whether a file rests on this paper: it runs, or its document was issued and has not been taken back.
fn rests_on(state: &Application, paper: Id<StoredFile>) -> bool {
    let ended = state.status.is_terminal() && state.status != Status::HandedOver;
    state.submitted_at.is_some() && !ended && state.documents.values().any(|d| d.file == paper)
}

/// Tells the owner, unless the paper is gone, has a newer version, ended already, was told of, or no file rests on it.
///
/// # Errors
/// Database.
pub(super) fn tell_paper_ends(region: &Region, id: Id<StoredFile>) -> Result<Outcome, AppError> {
    let office = region.office();
    let (seed, now) = region.draw();
    let today = office.calendar.local_date(now);
    let papers = &crate::query::applicant::papers(region);
    written!(region, [region, papers], |tx| {
        let Some(paper) = store::file::find(tx, id)? else { return Ok(()) };
        let owner: Id<Account> = Id::from_bytes(paper.owner);
        let Some(row) = store::account::find(tx, owner)? else { return Ok(()) };
        let Some(last) = paper.valid_until.as_ref().and_then(|day| day.parse::<Date>().ok()) else {
            return Ok(());
        };
        let newer = |f: &FileRow| f.series == paper.series && f.version > paper.version;
        let replaced = store::file::owned_by(tx, paper.owner)?.iter().any(newer);
        let used = store::application::owned_by(tx, owner)?.iter().any(|state| rests_on(state, id));
        if last < today || replaced || !used || !store::file::tell_expiry(tx, id, now)? {
            return Ok(());
        }
        let personal = read_personal(&region.keys, &row)?;
        let to = Recipient { phone: personal.phone, email: personal.email };
        let label = papers.iter().find(|(known, _)| *known == paper.series).map(|(_, label)| label.clone());
        let variables = json!({
            "name": row.name,
            "paper": label.unwrap_or_else(|| paper.name.clone()),
            "due_date": date_text::weekday_date(last),
            "due_short": last.strftime("%d-%m-%Y").to_string(),
            "days": today.until(last).map_or(0, |span| i64::from(span.get_days())),
        });
        let mut dice = Dice::new(seed, now);
        send(tx, region, &mut dice, "paper_ends", &to, None, &with_office(region, variables))?;
        Ok::<_, AppError>(())
    })?;
    Ok(Outcome::Done)
}
