//! What queues have read, by version: a desk with thousands of files is looked at many times a day, and nearly all of them are as
//! they were. A file that was acted on has a new version and is read again; another process may have done it.

use super::due::{DueLine, running_due};
use crate::error::AppError;
use crate::{Office, Region};
use domain::definition::ServiceDefinition;
use domain::party::ApplicationRecord;
use domain::process::Application;
use domain::value::Id;
use jiff::{Timestamp, ToSpan};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::ReadTx;
use store::application::Waiting;

/// Files remembered; about 2 kB each.
const MOST: usize = 20_000;

/// A file without what no queue asks for: answers, papers, findings.
pub(crate) struct Remembered {
    /// The state, lightened.
    pub state: Application,
    due: Mutex<Option<KnownDue>>,
}

/// A deadline in words, and until when the words are right.
struct KnownDue {
    office: Weak<Office>,
    until: Timestamp,
    line: Option<DueLine>,
}

/// The memory of one region.
#[derive(Default)]
pub(crate) struct DeskMemory(Mutex<HashMap<Id<ApplicationRecord>, Arc<Remembered>>>);

impl Remembered {
    fn new(state: Application) -> Self {
        let state = Application {
            form: Default::default(),
            items: Vec::new(),
            documents: Default::default(),
            declaration: None,
            checks: Default::default(),
            visits: Default::default(),
            planned_visits: Default::default(),
            ..state
        };
        Remembered { state, due: Mutex::new(None) }
    }

    /// The running deadline under the calendar of this office.
    pub fn due(
        &self,
        region: &Region,
        office: &Arc<Office>,
        definition: &ServiceDefinition,
        now: Timestamp,
    ) -> Option<DueLine> {
        let mut known = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref()
            && std::ptr::eq(known.office.as_ptr(), Arc::as_ptr(office))
            && now < known.until
        {
            return known.line.clone();
        }
        let line = running_due(&self.state, definition, &office.calendar, &region.profile, now);
        let until = unchanged_until(office, line.as_ref(), now);
        *known = Some(KnownDue { office: Arc::downgrade(office), until, line: line.clone() });
        line
    }
}

/// The level of a deadline changes with the local day, and when the deadline passes.
fn unchanged_until(office: &Office, line: Option<&DueLine>, now: Timestamp) -> Timestamp {
    let calendar = &office.calendar;
    let tomorrow = calendar.local_date(now).checked_add(1.day()).ok();
    let midnight = tomorrow.and_then(|day| day.to_zoned(calendar.time_zone().clone()).ok());
    let midnight = midnight.map_or(now, |zoned| zoned.timestamp());
    // The whole last second still counts as in time.
    let late = line.and_then(|line| line.at).and_then(|at| at.checked_add(1.second()).ok());
    late.filter(|late| *late > now).map_or(midnight, |late| midnight.min(late))
}

impl DeskMemory {
    /// The files of a list with their states, in its order.
    ///
    /// # Errors
    /// Database.
    pub fn read(
        &self,
        tx: &ReadTx<'_>,
        list: &[Waiting],
    ) -> Result<Vec<(Timestamp, Arc<Remembered>)>, AppError> {
        let known: Vec<Option<Arc<Remembered>>> = {
            let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |line: &Waiting| memory.get(&line.id).filter(|r| r.state.version == line.version);
            list.iter().map(|line| same(line).cloned()).collect()
        };
        let mut files = Vec::with_capacity(list.len());
        let mut fresh = Vec::new();
        for (line, known) in list.iter().zip(known) {
            let file = match known {
                Some(file) => file,
                None => {
                    let Some(stored) = store::application::find(tx, line.id)? else { continue };
                    let file = Arc::new(Remembered::new(stored.state));
                    fresh.push(file.clone());
                    file
                }
            };
            files.push((line.entered_at, file));
        }
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What left its desk is forgotten with the rest, seldom enough.
        if memory.len() + fresh.len() > MOST {
            memory.clear();
        }
        memory.extend(fresh.into_iter().map(|file| (file.state.id, file)));
        Ok(files)
    }
}
