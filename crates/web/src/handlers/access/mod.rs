//! Asking for an account, and what protects it: public form, officer's desk, first password, security. One action, one file;
//! their lines stand here and are joined to the one list in `router.rs`.

mod decide;
mod desk;
mod draft;
mod duties;
mod form;
mod not_me;
mod password;
mod reopen;
mod security;
mod state;

pub(crate) use duties::must_accept;

use crate::links::path;
use crate::router::{Line, Permission, get, post, upload};
use domain::capability::Capability;

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    use Permission::{Public, SignedIn};
    const DESK: Permission = Permission::May(Capability::DecideAccessRequest);
    vec![
        get(path::ACCESS, Public, form::start),
        get(path::ACCESS_NEW, Public, form::show),
        post(path::ACCESS_NEW, Public, form::send),
        get(path::ACCESS_REQUEST, Public, draft::show),
        get(path::ACCESS_DATA, Public, form::change),
        post(path::ACCESS_DATA, Public, form::save),
        upload(path::ACCESS_PAPER, Public, draft::attach),
        post(path::ACCESS_CODE, Public, draft::send_code),
        post(path::ACCESS_CONFIRM, Public, draft::confirm),
        post(path::ACCESS_SEND, Public, draft::send),
        get(path::ACCESS_STATE, Public, state::show),
        post(path::ACCESS_STATE, Public, state::ask),
        get(path::FIRST_SIGN_IN, Public, password::show),
        post(path::FIRST_SIGN_IN, Public, password::send),
        get(path::FORGOTTEN, Public, password::forgotten),
        post(path::FORGOTTEN, Public, password::ask),
        get(path::NOT_ME, Public, not_me::show),
        post(path::NOT_ME, Public, not_me::send),
        get(path::DUTIES, SignedIn, duties::show),
        post(path::DUTIES, SignedIn, duties::send),
        get(path::SECURITY, SignedIn, security::show),
        post(path::SECURITY_PASSWORD, SignedIn, security::password),
        post(path::SECURITY_CONTACT, SignedIn, security::change_contact),
        post(path::SECURITY_CODES, SignedIn, security::codes),
        post(path::SECURITY_CANCEL, SignedIn, security::cancel),
        post(path::SECURITY_SESSIONS, SignedIn, security::sessions),
        post(path::SECURITY_REPORT, SignedIn, security::report),
        get(path::ACCESS_DESK, DESK, desk::show),
        get(path::ACCESS_CASE, DESK, decide::show),
        get(path::ACCESS_CASE_PAPER, DESK, decide::paper),
        post(path::ACCESS_GRANT, DESK, decide::grant),
        post(path::ACCESS_REFUSE, DESK, decide::refuse),
        post(path::ACCESS_REOPEN, DESK, reopen::send),
    ]
}
