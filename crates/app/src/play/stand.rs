//! The stage itself: a region, its movable clock and recording gateways, its people, the trace.

use super::cast::Cast;
use super::trace::TraceLine;
use crate::Region;
use crate::error::AppError;
use crate::job::run_due;
use crate::ports::MovableClock;
use domain::access::{AccessKind, TypedClaims};
use domain::party::Account;
use domain::value::Id;
use gateway::sim::RecordingGateway;
use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A region being played.
pub struct Stand {
    /// The region.
    pub region: Region,
    /// Its clock.
    pub clock: Arc<MovableClock>,
    /// Its SMS and e-mail.
    pub gateway: Arc<RecordingGateway>,
    /// Its people.
    pub cast: Cast,
    /// Who asks for an account, and when.
    pub newcomers: BTreeMap<Timestamp, (AccessKind, TypedClaims)>,
    /// What people did so far.
    pub trace: Vec<TraceLine>,
    pub(super) rng: ChaCha20Rng,
}

impl Stand {
    /// Sets the stand up over a region that was opened with this clock and these gateways.
    pub fn new(
        region: Region,
        clock: Arc<MovableClock>,
        gateway: Arc<RecordingGateway>,
        cast: Cast,
        seed: u64,
    ) -> Self {
        Stand {
            region,
            clock,
            gateway,
            cast,
            newcomers: BTreeMap::new(),
            trace: Vec::new(),
            rng: ChaCha20Rng::seed_from_u64(seed),
        }
    }

    /// A number below `below`, from the seed.
    pub fn below(&mut self, below: u32) -> u32 {
        if below == 0 { 0 } else { self.rng.next_u32() % below }
    }

    /// Does everything that is due now, messages and their delivery reports included, until nothing is.
    ///
    /// # Errors
    /// Database.
    pub fn settle(&mut self) -> Result<(), AppError> {
        loop {
            let report = run_due(&self.region, 50)?;
            // In a play nothing outside fails by chance: what is tried again would fail again.
            if let Some(why) = report.failed.first().or(report.reasons.first()) {
                return Err(AppError::Failed(why.clone()));
            }
            let reported = crate::message::take_recorded(&self.region, &self.gateway)?;
            if report.done == 0 && report.again == 0 && !reported {
                return Ok(());
            }
        }
    }

    /// Moves the clock to `target`, doing every job at its due time on the way; people who ask for an account do so.
    ///
    /// # Errors
    /// Database; a newcomer whom the form refuses.
    pub fn advance_to(&mut self, target: Timestamp) -> Result<(), AppError> {
        while let Some((at, (kind, typed))) = self.newcomers.pop_first() {
            if at > target {
                self.newcomers.insert(at, (kind, typed));
                break;
            }
            self.move_to(at)?;
            self.request_access(kind, &typed)?;
        }
        self.move_to(target)
    }

    fn move_to(&mut self, target: Timestamp) -> Result<(), AppError> {
        self.settle()?;
        loop {
            let next =
                self.region.store.read(|tx| -> Result<_, AppError> { Ok(store::job::next_due(tx)?) })?;
            match next {
                Some(at) if at <= target => {
                    self.clock.move_to(at);
                    self.settle()?;
                }
                _ => break,
            }
            // A job that waits for its lease must not hold the clock for ever.
            if next.is_some_and(|at| at < self.region.now())
                && run_due(&self.region, 1)?.done == 0
                && next
                    == self
                        .region
                        .store
                        .read(|tx| -> Result<_, AppError> { Ok(store::job::next_due(tx)?) })?
            {
                break;
            }
        }
        self.clock.move_to(target);
        self.settle()
    }

    /// The moment that lies this many minutes of office time from now.
    pub fn office_time_after(&self, minutes: u32) -> Timestamp {
        let office = self.region.office();
        let mut at = self.region.now();
        let mut left = i64::from(minutes.max(1));
        // Quarter hours are exact enough for invented people.
        for _ in 0..40_000 {
            at = at.checked_add(SignedDuration::from_mins(15)).unwrap_or(at);
            if office.calendar.open_at(at).unwrap_or(true) {
                left -= 15;
                if left <= 0 {
                    break;
                }
            }
        }
        at
    }

    /// The newest PIN that was sent to somebody.
    pub fn newest_pin(&self, account: Id<Account>) -> Result<String, AppError> {
        let row =
            self.region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotFound)?;
        let personal = crate::account::read_personal(&self.region.keys, &row)?;
        let phone = personal.phone.ok_or(AppError::NotFound)?.to_string();
        self.gateway
            .messages_to(&phone)
            .iter()
            .rev()
            .find_map(|message| six_digits(&message.text))
            .ok_or_else(|| AppError::Failed("no PIN arrived".into()))
    }
}

/// The first run of exactly six digits in a text.
fn six_digits(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
}
