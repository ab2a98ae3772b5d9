//! Signing in somebody's name: the evening digest that tells the official what was done under it, and "Bukan saya", which
//! blocks it at once (MJK18-13.3; practice: the phone and its PIN may lie in other hands).

mod block;
mod digest;

pub use block::{BlockLine, block_own, blocked, blocks, lift};
pub use digest::{SignedLine, in_own_name, signed_today};
pub(crate) use digest::{plan, send_digest};
