//! The evening digest: what was signed, decided or initialled in an official's name since the last one.

use crate::account::read_personal;
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue_once};
use crate::message::{Recipient, send, with_office};
use crate::{Dice, Office, Region};
use domain::calendar::Calendar;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::Event;
use domain::value::{Id, date_text};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::json;
use store::{ReadTx, WriteTx};

/// Hour of the second digest, for what is signed after the office has closed or on a day off.
const LATE: i8 = 21;

/// One act in somebody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLine {
    /// File.
    pub application: Id<ApplicationRecord>,
    /// When.
    pub at: Timestamp,
    /// What was done, for example "Tanda tangan".
    pub what: &'static str,
    /// For example "SIP Dokter".
    pub service_short: String,
    /// Registration number.
    pub number: String,
    /// Holder.
    pub holder_name: String,
}

/// Whether an event is done in an official's own name: paraf, decision, signature.
pub fn in_own_name(event: &Event) -> bool {
    matches!(
        event,
        Event::Initialled { .. }
            | Event::Approved { .. }
            | Event::RefusalDecided { .. }
            | Event::Refused { .. }
            | Event::SignatureGiven { .. }
            | Event::Cancelled { .. }
            | Event::Revoked { .. }
            | Event::CancellationDeclined { .. }
    )
}

fn verb(event: &str) -> &'static str {
    match event {
        "initialled" => "Paraf",
        "approved" => "Penetapan: disetujui",
        "refused" => "Penetapan: ditolak",
        "signature_given" => "Tanda tangan",
        _ => "Putusan pembatalan",
    }
}

/// Moments of a day at which a digest goes out: when the office closes, and late in the evening.
fn moments(calendar: &Calendar, day: Date) -> [Option<Timestamp>; 2] {
    let late = day.at(LATE, 0, 0, 0).to_zoned(calendar.time_zone().clone()).ok().map(|z| z.timestamp());
    // A year that nobody has entered yet has no opening hours; the late digest goes out all the same.
    [calendar.office_close(day).ok().flatten(), late]
}

/// The first digest that can tell of something done at `now`.
fn next_moment(calendar: &Calendar, now: Timestamp) -> Timestamp {
    let today = calendar.local_date(now);
    let days = [Some(today), today.checked_add(1.day()).ok()];
    let all = days.into_iter().flatten().flat_map(|day| moments(calendar, day)).flatten();
    all.filter(|at| *at >= now).min().unwrap_or_else(|| {
        // Only the end of time has no tomorrow.
        now.checked_add(SignedDuration::from_hours(12)).unwrap_or(now)
    })
}

/// Plans the digest for something just done; acts of the same evening share one.
///
/// # Errors
/// Database.
pub(crate) fn plan(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    office: &Office,
    account: Id<Account>,
) -> Result<(), AppError> {
    let now = dice.now();
    let until = next_moment(&office.calendar, now);
    let name = format!("signing_digest:{account}:{until}");
    enqueue_once(tx, dice, Work::SigningDigest { account, since: now, until }, until, &name)
}

fn lines(
    office: &Office,
    tx: &ReadTx<'_>,
    account: Id<Account>,
    since: Timestamp,
    until: Timestamp,
) -> Result<Vec<SignedLine>, AppError> {
    let mut lines = Vec::new();
    for act in store::signing_block::acts_of(tx, account, since, until)? {
        let Some(stored) = store::application::find(tx, act.application)? else { continue };
        let definition = office.definition(&stored.state.definition)?;
        lines.push(SignedLine {
            application: act.application,
            at: act.at,
            what: verb(&act.event),
            service_short: definition.short_name.clone(),
            number: stored.state.registration.map_or_else(String::new, |r| r.to_string()),
            holder_name: stored.state.holder_name,
        });
    }
    Ok(lines)
}

/// Sends one official the digest of what was done from `since` until `until`.
///
/// # Errors
/// Database.
pub(crate) fn send_digest(
    region: &Region,
    account: Id<Account>,
    since: Timestamp,
    until: Timestamp,
) -> Result<Outcome, AppError> {
    let office = &region.office();
    let (seed, now) = region.draw();
    written!(region, [region, office], |tx| {
        let mut dice = Dice::new(seed, now);
        let lines = lines(office, tx, account, since, until)?;
        let Some(row) = store::account::find(tx, account)? else { return Ok(()) };
        if lines.is_empty() || row.closed_at.is_some() {
            return Ok(());
        }
        let zone = office.calendar.time_zone();
        // Names of holders stay in the house: an e-mail travels unsealed.
        let list: Vec<String> = lines
            .iter()
            .map(|l| {
                format!("{} {}: {} {}", date_text::time_at(l.at, zone), l.what, l.service_short, l.number)
            })
            .collect();
        let first = &lines[0];
        let variables = json!({
            "name": row.name,
            "count": lines.len(),
            "sample": format!("{} {}", first.service_short, first.number),
            "list": list.join("\n"),
            "when": date_text::weekday_date_at(until, zone),
        });
        let personal = read_personal(&region.keys, &row)?;
        let to = Recipient { phone: personal.phone, email: personal.email };
        send(tx, region, &mut dice, "signing_digest", &to, None, &with_office(region, variables)).map(|_| ())
    })?;
    Ok(Outcome::Done)
}

/// What was done in one's own name since the last digest of yesterday, oldest first.
///
/// # Errors
/// Database.
pub fn signed_today(region: &Region, actor: &Actor) -> Result<Vec<SignedLine>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let now = region.now();
    let yesterday = office.calendar.local_date(now).checked_sub(1.day()).ok();
    let since = yesterday.and_then(|day| moments(&office.calendar, day)[1]).unwrap_or(now);
    region.store.read(|tx| lines(&office, tx, account, since, now))
}
