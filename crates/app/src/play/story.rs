//! Many applications at once: whoever is due first acts first, so that the clock never goes back.

use super::plan::Plan;
use super::stage::{Case, Next};
use super::stand::Stand;
use crate::error::AppError;
use domain::party::{Account, ApplicationRecord};
use domain::process::Status;
use domain::value::Id;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// An application to be played.
#[derive(Debug, Clone)]
pub struct Story {
    /// Whose.
    pub owner: Id<Account>,
    /// When it is handed in.
    pub start: Timestamp,
    /// How it goes.
    pub plan: Plan,
}

/// Where a story came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The application.
    pub application: Id<ApplicationRecord>,
    /// Its status.
    pub status: Status,
}

/// An application may take this many acts; more means that it runs in a circle.
const MOST_ACTS: usize = 400;

impl Stand {
    /// Plays all stories until each has come where its plan leads, or until `until`; then moves the clock there.
    ///
    /// # Errors
    /// Whatever a use case refuses: a played region must work.
    pub fn play(&mut self, stories: Vec<Story>, until: Option<Timestamp>) -> Result<Vec<Ending>, AppError> {
        let mut agenda: BTreeMap<(Timestamp, usize), ()> = BTreeMap::new();
        let mut cases: Vec<Option<Case>> = Vec::new();
        let mut acts = vec![0_usize; stories.len()];
        for (n, story) in stories.iter().enumerate() {
            agenda.insert((story.start.max(self.region.now()), n), ());
            cases.push(None);
        }
        while let Some(((at, n), ())) = agenda.pop_first() {
            if until.is_some_and(|until| at > until) {
                continue;
            }
            self.advance_to(at)?;
            acts[n] += 1;
            if acts[n] > MOST_ACTS {
                return Err(AppError::Failed(format!("story {n} does not come to an end")));
            }
            let story = &stories[n];
            let with = |e: AppError| AppError::Failed(format!("story {n} ({}): {e}", story.plan.service));
            let next = match &mut cases[n] {
                None => {
                    let case = self.register(story.owner, &story.plan).map_err(with)?;
                    cases[n] = Some(case);
                    Next::After(story.plan.pace.unwrap_or(45))
                }
                Some(case) => {
                    let mut taken = Case {
                        id: case.id,
                        owner: case.owner,
                        plan: case.plan.clone(),
                        corrected: case.corrected,
                        spoiled: case.spoiled,
                        cancelled: case.cancelled,
                        late_payment_tried: case.late_payment_tried,
                    };
                    let next = self.step(&mut taken).map_err(with)?;
                    cases[n] = Some(taken);
                    next
                }
            };
            match next {
                Next::Done => {}
                Next::After(minutes) => {
                    agenda.insert((self.office_time_after(minutes), n), ());
                }
                Next::At(at) => {
                    let at = at.max(self.region.now());
                    agenda.insert((at, n), ());
                }
            }
        }
        if let Some(until) = until {
            self.advance_to(until)?;
        }
        self.settle()?;
        let mut endings = Vec::new();
        for case in cases.into_iter().flatten() {
            let (state, _) = self.state(case.id)?;
            endings.push(Ending { application: case.id, status: state.status });
        }
        Ok(endings)
    }
}
