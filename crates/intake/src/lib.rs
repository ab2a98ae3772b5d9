//! Files of strangers: what they really are, whether a person could read them, how they look, and several photos as one PDF.
//!
//! Invariant: bytes of strangers are decoded only by [`worker`], which in production is a child process with limits of
//! memory, time and files ([`Inspector::child`]). Whatever a file does to its child, the caller gets a [`Refused`].
//! [`join`] runs in the server: it copies pictures that this crate encoded itself and decodes nothing.

mod across;
mod child;
mod frame;
mod inspector;
mod join;
mod look;
mod paper;
mod picture;
mod quality;
mod question;
mod scale;
mod shade;
pub mod worker;

pub use child::ChildConfig;
pub use inspector::Inspector;
pub use join::{Leaf, join};
pub use question::{Doubt, Drawn, Looked, Picture, Refused};
