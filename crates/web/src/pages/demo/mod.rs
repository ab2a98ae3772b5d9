//! Pages that only the demo has (`/demo`).

pub mod clock;
pub mod guide;
pub mod outbox;
pub mod style;
