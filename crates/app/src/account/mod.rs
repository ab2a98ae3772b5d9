//! *Akun pengguna*: requests for access, personal accounts, sign-in, sessions, security (MJK18-8, 9, 11.2).

pub mod access;
mod actor;
mod blocked;
mod change_contact;
mod change_password;
pub(crate) mod code;
mod counter_contact;
mod create;
mod duties;
mod failures;
mod forgotten;
mod fresh_code;
mod kept_form;
mod limits;
mod notice_contact;
mod own_sessions;
mod personal;
mod public_device;
mod session;
mod set_password;
mod sign_in;
mod stop_change;

pub(crate) use actor::actor_from;
pub use actor::actor_of;
pub use blocked::{reopen, report_misuse};
pub use change_contact::{AskedChange, ask_change, cancel_change, confirm_change};
pub(crate) use change_contact::{apply_waiting, new_contact};
pub use change_password::change_password;
pub(crate) use code::Contact;
pub(crate) use counter_contact::pending as pending_counter_change;
pub use counter_contact::{
    cancel_counter_change, confirm_counter_change, propose_change, resend_change_code,
};
pub use create::{NewAccount, create};
pub(crate) use create::{roles_text, sort_name, write_account};
pub(crate) use duties::accept_all;
pub use duties::{AGENCY_GUIDE, CONFIDENTIALITY, DUTIES, DutyText, accept_duties, duties_of, pending_duties};
pub(crate) use failures::{check_asking, count_asking};
pub use forgotten::ask_new_password;
pub(crate) use fresh_code::{fresh_code, unknown_password};
pub use kept_form::{open_form, seal_form};
pub use limits::{Limited, use_once};
pub use notice_contact::{ask_notice_contact, confirm_notice_contact, remove_notice_contact};
pub use own_sessions::{end_other_sessions, end_own_session};
pub(crate) use personal::seal_personal;
pub use personal::{AccountKind, Personal, read_personal};
pub use public_device::mark_public_device;
pub(crate) use session::is_live;
pub use session::{
    Device, Held, Holder, SignedIn, held, lock, officers_named, seen_elsewhere, signed_in, unlock,
};
pub use set_password::{set_password, set_password_on};
pub(crate) use sign_in::account_named;
pub use sign_in::{sign_in, sign_in_on, sign_out};
pub use stop_change::stop_change;
