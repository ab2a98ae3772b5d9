//! *Akun pengguna*: personal accounts, sign-in, sessions (MJK18-8, 9, 11.2).

mod actor;
mod create;
mod personal;
mod sign_in;

pub(crate) use actor::actor_from;
pub use actor::{actor_of, signed_in};
pub use create::{NewAccount, create};
pub use personal::{AccountKind, Personal, read_personal};
pub use sign_in::{SignedIn, sign_in, sign_out};
