//! Typst behind a child-process protocol.
//!
//! A letter is a Typst template plus a JSON document. An edited template may loop or eat memory, so it is never compiled in the
//! process that serves people: [`Pool`] starts child processes on demand, sends each a [`Request`] and gets a [`Rendered`] back,
//! kills the child at the deadline and lets idle children go. The child is [`worker::run`] (feature `engine`), reached through a
//! hidden subcommand of the main binary or through the program `satupintu-typeset`.
//!
//! What a template may see is what the request carries: its own text, the template files beside it, `/data.json` and the named
//! attachments. The disk, packages, the network and the current date are denied, so the same request gives the same bytes.
//!
//! The JSON each letter expects stands in `LETTERS.md`.

mod error;
mod frame;
mod message;
mod pool;
mod rendered;
mod request;
#[cfg(feature = "engine")]
pub mod worker;

pub use error::TypesetError;
pub use pool::{Pool, PoolConfig};
pub use rendered::{Diagnostic, Place, Rendered};
pub use request::{Attachment, DocumentDate, Output, Request};
