//! *Akun pengguna*: personal accounts, sign-in, sessions (MJK18-8, 9, 11.2).

mod actor;
mod code;
mod create;
mod personal;
mod sign_in;

pub use actor::{actor_of, signed_in};
pub use code::{SHORTEST_PASSWORD, use_code};
pub(crate) use code::{fresh_code, unknown_password};
pub use create::{NewAccount, create};
pub(crate) use create::{insert, roles_text, seal_personal, sort_name};
pub use personal::{AccountKind, Personal, read_personal};
pub use sign_in::{SignedIn, sign_in, sign_out};
