//! Which transaction, if any, this thread is inside.

use std::cell::Cell;

use crate::StoreError;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    None,
    Read,
    Write,
}

thread_local! {
    static SCOPE: Cell<Scope> = const { Cell::new(Scope::None) };
}

/// Whether this thread is inside a write transaction.
///
/// Slow work (password hashing, rendering, signing, files, network) asserts that it is not:
/// `debug_assert!(!store::in_write())`.
#[must_use]
pub fn in_write() -> bool {
    SCOPE.with(Cell::get) == Scope::Write
}

/// Marks the thread until dropped.
pub(crate) struct Entered {
    before: Scope,
}

/// Enters a transaction; a second one inside it is refused, because it would wait for itself on SQLite and could
/// exhaust the pool on PostgreSQL.
pub(crate) fn enter(scope: Scope) -> Result<Entered, StoreError> {
    SCOPE.with(|current| {
        if current.get() != Scope::None {
            return Err(StoreError::Nested);
        }
        current.set(scope);
        Ok(Entered { before: Scope::None })
    })
}

/// Refuses where [`enter`] would refuse, without entering: for a write that runs on another thread.
pub(crate) fn refuse_nested() -> Result<(), StoreError> {
    if SCOPE.with(Cell::get) == Scope::None { Ok(()) } else { Err(StoreError::Nested) }
}

impl Drop for Entered {
    fn drop(&mut self) {
        SCOPE.with(|current| current.set(self.before));
    }
}

/// What a caught panic said.
pub(crate) fn panic_text(payload: &(dyn std::any::Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "no message".to_owned()
    }
}
