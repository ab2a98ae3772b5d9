//! A small pool of connections for blocking threads.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::StoreError;

type Open<C> = Box<dyn Fn() -> Result<C, StoreError> + Send + Sync>;

/// Connections are opened when needed, up to a number; who comes later waits.
pub(crate) struct Pool<C> {
    open: Open<C>,
    most: usize,
    state: Mutex<State<C>>,
    freed: Condvar,
}

struct State<C> {
    idle: Vec<C>,
    /// Idle and lent connections together.
    alive: usize,
    /// Raised by [`Pool::renew`]; a connection of an earlier age is closed when it comes back.
    age: u64,
}

impl<C> Pool<C> {
    pub(crate) fn new(
        most: usize,
        open: impl Fn() -> Result<C, StoreError> + Send + Sync + 'static,
    ) -> Pool<C> {
        Pool {
            open: Box::new(open),
            most: most.max(1),
            state: Mutex::new(State { idle: Vec::new(), alive: 0, age: 0 }),
            freed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection; waits while all are lent.
    pub(crate) fn take(&self) -> Result<Lent<'_, C>, StoreError> {
        let mut state = self.lock();
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(Lent { pool: self, connection: Some(connection), age: state.age });
            }
            if state.alive < self.most {
                state.alive += 1;
                let age = state.age;
                drop(state);
                // From here the guard gives the place back, also when opening fails.
                let mut lent = Lent { pool: self, connection: None, age };
                lent.connection = Some((self.open)()?);
                return Ok(lent);
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Closes what is idle now and what is lent when it comes back: after a migration or a lost server.
    pub(crate) fn renew(&self) {
        let mut state = self.lock();
        state.age += 1;
        state.alive -= state.idle.len();
        state.idle.clear();
        drop(state);
        self.freed.notify_all();
    }
}

/// A lent connection; goes back when dropped.
pub(crate) struct Lent<'p, C> {
    pool: &'p Pool<C>,
    connection: Option<C>,
    age: u64,
}

impl<C> Lent<'_, C> {
    /// Closes the connection instead of giving it back.
    pub(crate) fn discard(mut self) {
        self.connection = None;
    }
}

/// `None` only between [`Lent::discard`] and the drop that follows it, so the accessors always find a connection.
impl<C> Deref for Lent<'_, C> {
    type Target = C;

    fn deref(&self) -> &C {
        match &self.connection {
            Some(connection) => connection,
            None => unreachable!("a lent connection is there until it is dropped"),
        }
    }
}

impl<C> DerefMut for Lent<'_, C> {
    fn deref_mut(&mut self) -> &mut C {
        match &mut self.connection {
            Some(connection) => connection,
            None => unreachable!("a lent connection is there until it is dropped"),
        }
    }
}

impl<C> Drop for Lent<'_, C> {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        match self.connection.take() {
            Some(connection) if self.age == state.age => state.idle.push(connection),
            _ => state.alive -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
