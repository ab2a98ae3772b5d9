//! Threads that do what is due: jobs, signed checkpoints, delivery reports of the demo.

use crate::bell::Bell;
use anyhow::{Context as _, Result};
use app::Region;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A worker without work looks again after this time.
const IDLE: Duration = Duration::from_millis(200);
/// After a failure of the database.
const PAUSE: Duration = Duration::from_secs(2);
/// Jobs claimed at once; few, so that workers share a burst.
const CLAIM: u32 = 4;
/// How often the log may get a new checkpoint.
const CHECKPOINT: Duration = Duration::from_secs(5);

/// Running threads.
pub struct Workers {
    stop: Arc<AtomicBool>,
    bell: Bell,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts for each region `count` job threads and one for checkpoints; in a demo one for delivery reports. A region has its
    /// own, so that a mail server that hangs for one holds up nobody else.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(regions: &[Region], count: usize) -> Result<Workers> {
        let mut workers = Workers { stop: Arc::default(), bell: Bell::default(), threads: Vec::new() };
        for region in regions {
            for n in 0..count.max(1) {
                workers.spawn(&format!("jobs-{n}"), region, jobs)?;
            }
            workers.spawn("checkpoint", region, checkpoints)?;
            if region.demo.is_some() {
                workers.spawn("reports", region, reports)?;
            }
        }
        Ok(workers)
    }

    fn spawn(&mut self, name: &str, region: &Region, work: fn(&Region, &Round)) -> Result<()> {
        let round = Round { stop: Arc::clone(&self.stop), bell: self.bell.clone() };
        let region = region.clone();
        // Whatever is told from inside names the region.
        let span = tracing::error_span!("worker", region = region.profile.id);
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || span.in_scope(|| work(&region, &round)))
            .context("the system gives no thread for a worker")?;
        self.threads.push(thread);
        Ok(())
    }

    /// The bell that wakes them before their idle time is over.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Lets each finish what it does now, and waits for that.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.store(true, Ordering::Release);
        self.bell.ring();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a worker thread had panicked");
            }
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.end();
    }
}

struct Round {
    stop: Arc<AtomicBool>,
    bell: Bell,
}

impl Round {
    fn ended(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// Waits for at most `longest`; ends early when everything ends.
    fn rest(&self, longest: Duration) {
        let mut left = longest;
        while !self.ended() && !left.is_zero() {
            let step = left.min(IDLE);
            thread::sleep(step);
            left -= step;
        }
    }
}

fn jobs(region: &Region, round: &Round) {
    let mut heard = 0;
    while !round.ended() {
        // A letter that makes a library panic must not end the worker; its lease runs out and it is tried again.
        let done = catch_unwind(AssertUnwindSafe(|| app::job::run_due(region, CLAIM)));
        match done {
            Ok(Ok(report)) if report == app::job::RunReport::default() => round.bell.wait(&mut heard, IDLE),
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "jobs cannot be done now");
                round.rest(PAUSE);
            }
            Err(_) => {
                tracing::error!("a job panicked");
                round.rest(PAUSE);
            }
        }
    }
}

fn checkpoints(region: &Region, round: &Round) {
    let mut signed = signed_size(region).unwrap_or(0);
    loop {
        let size = region.store.read(store::ledger_log::head).map(|head| head.frontier.size());
        match size {
            Ok(size) if size > signed => match app::audit::sign_checkpoint(region) {
                Ok(_) => signed = size,
                Err(error) => tracing::error!(%error, "the log's checkpoint cannot be signed"),
            },
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the log cannot be read"),
        }
        if let Err(error) = app::message::erase_expired(region) {
            tracing::error!(%error, "expired texts cannot be erased");
        }
        if round.ended() {
            return;
        }
        round.rest(CHECKPOINT);
    }
}

/// Size in the kept checkpoint.
fn signed_size(region: &Region) -> Option<u64> {
    let head = region.store.read(store::ledger_log::head).ok()?;
    ledger::Checkpoint::read_unverified(&head.checkpoint?).ok().map(|checkpoint| checkpoint.size)
}

/// The demo's telephone network: its reports come from the recorder, on the demo's clock.
fn reports(region: &Region, round: &Round) {
    let Some(demo) = region.demo.clone() else { return };
    while !round.ended() {
        if let Err(error) = app::message::take_recorded(region, &demo.gateway) {
            tracing::error!(%error, "a delivery report could not be kept");
        }
        round.rest(IDLE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::RegionParts;
    use app::keys::RegionKeys;
    use app::ports::SeededChance;
    use gateway::SendError;
    use gateway::sms::{Sms, SmsGateway, SmsReceipt};
    use std::sync::{Condvar, Mutex};
    use std::time::Instant;
    use testkit::house::{Database, House, Letters};

    /// A gateway that keeps whoever calls it until it is let go.
    #[derive(Default)]
    struct Hanging {
        state: Mutex<(u32, bool)>,
        changed: Condvar,
    }

    impl SmsGateway for Hanging {
        fn send(&self, _: &Sms) -> Result<SmsReceipt, SendError> {
            let mut state = self.state.lock().unwrap();
            state.0 += 1;
            self.changed.notify_all();
            let _let_go = self.changed.wait_while(state, |(_, let_go)| !*let_go).unwrap();
            Err(SendError::Temporary { reason: "let go".into() })
        }
    }

    fn house(seed: u64) -> House {
        House::open("contoh", Database::Sqlite, Letters::Quick, seed).unwrap().unwrap()
    }

    fn with_gateway(house: &House, sms: Arc<dyn SmsGateway>) -> Region {
        let region = &house.stand.region;
        Region::open(RegionParts {
            profile: region.profile.clone(),
            store: region.store.clone(),
            files: region.files.clone(),
            clock: region.clock.clone(),
            chance: Arc::new(SeededChance::new(3)),
            typesetter: region.typesetter.clone(),
            inspector: region.inspector.clone(),
            sms,
            email: region.email.clone(),
            // Those of every house.
            keys: RegionKeys::from_seed([7; 32], Vec::new()),
            base_url: region.base_url.clone(),
            password_cost: region.password_cost,
            demo: None,
        })
        .unwrap()
    }

    fn comes(mut done: impl FnMut() -> bool) -> bool {
        let begun = Instant::now();
        while !done() {
            if begun.elapsed() > Duration::from_secs(30) {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Design, section 5: jobs are per region.
    #[test]
    fn a_gateway_that_hangs_for_one_region_holds_up_no_other() {
        let (ill, well) = (house(7), house(8));
        let hanging = Arc::new(Hanging::default());
        let first = with_gateway(&ill, hanging.clone());
        let second = well.stand.region.clone();
        let login = ill.stand.cast.logins.iter().find(|(.., role)| role == "Pemohon").unwrap().0.clone();
        app::account::ask_new_password(&first, &login, false, "192.0.2.1").unwrap();
        let workers = Workers::start(&[first, second.clone()], 1).unwrap();
        let tried = comes(|| hanging.state.lock().unwrap().0 > 0);
        app::account::ask_new_password(&second, &login, false, "192.0.2.1").unwrap();
        workers.bell().ring();
        let sent = comes(|| !well.stand.gateway.messages().is_empty());
        // First let go: threads that wait would outlive a failed test.
        hanging.state.lock().unwrap().1 = true;
        hanging.changed.notify_all();
        workers.stop();
        assert!(tried, "the message of the first region is never tried");
        assert!(sent, "the second region waits for the first");
    }
}
