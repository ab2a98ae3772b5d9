//! Wakes waiting workers.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell that workers wait for; a clone rings the same bell.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<(Mutex<u64>, Condvar)>);

impl Bell {
    /// Wakes everybody who waits.
    pub fn ring(&self) {
        let (count, changed) = &*self.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        changed.notify_all();
    }

    /// Waits until it rings or the time is over. `heard` is what the caller has heard so far; rings in between count.
    pub fn wait(&self, heard: &mut u64, longest: Duration) {
        let (count, changed) = &*self.0;
        let guard = count.lock().unwrap_or_else(PoisonError::into_inner);
        let (guard, _) = changed
            .wait_timeout_while(guard, longest, |rung| *rung == *heard)
            .unwrap_or_else(PoisonError::into_inner);
        *heard = *guard;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_ring_before_the_wait_is_heard() {
        let bell = Bell::default();
        let mut heard = 0;
        bell.ring();
        let begun = Instant::now();
        bell.wait(&mut heard, Duration::from_secs(20));
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(heard, 1);
    }

    #[test]
    fn silence_ends_by_itself() {
        let mut heard = 0;
        Bell::default().wait(&mut heard, Duration::from_millis(5));
        assert_eq!(heard, 0);
    }
}
