//! *Akun pengguna*: requests for access, personal accounts, sign-in, sessions, security (MJK18-8, 9, 11.2).

pub mod access;
mod actor;
mod blocked;
mod change_contact;
mod change_password;
mod code;
mod create;
mod duties;
mod failures;
mod forgotten;
mod fresh_code;
mod own_sessions;
mod personal;
mod set_password;
mod sign_in;

pub(crate) use actor::{IDLE, actor_from};
pub use actor::{actor_of, signed_in};
pub use blocked::{reopen, report_misuse};
pub(crate) use change_contact::apply_waiting;
pub use change_contact::{AskedChange, ask_change, cancel_change, confirm_change};
pub use change_password::change_password;
pub use create::{NewAccount, create};
pub(crate) use create::{roles_text, sort_name, write_account};
pub(crate) use duties::accept_all;
pub use duties::{AGENCY_GUIDE, CONFIDENTIALITY, DUTIES, DutyText, accept_duties, duties_of, pending_duties};
pub(crate) use failures::{check_asking, count_asking};
pub use forgotten::ask_new_password;
pub(crate) use fresh_code::{fresh_code, unknown_password};
pub use own_sessions::{end_other_sessions, end_own_session};
pub(crate) use personal::seal_personal;
pub use personal::{AccountKind, Personal, read_personal};
pub use set_password::set_password;
pub use sign_in::{SignedIn, sign_in, sign_out};
