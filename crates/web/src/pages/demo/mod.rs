//! Pages that only the demo has (`/demo`).

pub mod choose;
pub mod clock;
pub mod guide;
pub mod outbox;
pub mod style;
