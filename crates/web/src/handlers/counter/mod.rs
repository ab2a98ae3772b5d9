//! The counter: find what somebody came for, fill an application for somebody (MJK18-12.6). One action, one file.

mod code;
mod contact;
mod declaration;
mod messages;
mod notice;
pub(crate) mod person;
mod receipt;
mod search;
mod start;

use crate::links::path;
use crate::router::{Line, Permission, get, post};
use domain::capability::Capability;

/// The lines of this group, each with its permission.
pub fn lines() -> Vec<Line> {
    use Capability::{AssistOutside, AssistRegistration, HandOver};
    use Permission::MayOneOf;
    const HELPERS: Permission = MayOneOf(&[AssistRegistration, HandOver, AssistOutside]);
    const ASSIST: Permission = MayOneOf(&[AssistRegistration, AssistOutside]);
    const COUNTER: Permission = MayOneOf(&[AssistRegistration, HandOver]);
    vec![
        get(path::COUNTER, HELPERS, search::show),
        post(path::COUNTER, HELPERS, search::send),
        get(path::COUNTER_FILE, HELPERS, person::file),
        get(path::COUNTER_MESSAGES, COUNTER, messages::show),
        get(path::COUNTER_RECEIPT, HELPERS, receipt::show),
        get(path::COUNTER_PERSON, HELPERS, person::show),
        get(path::COUNTER_CONTACT, COUNTER, contact::show),
        post(path::COUNTER_CONTACT, COUNTER, contact::send),
        post(path::COUNTER_CONTACT_CONFIRM, COUNTER, contact::confirm),
        post(path::COUNTER_CONTACT_CODE, COUNTER, contact::code),
        post(path::COUNTER_CONTACT_CANCEL, COUNTER, contact::cancel),
        get(path::COUNTER_NOTICE, COUNTER, notice::show),
        post(path::COUNTER_NOTICE, COUNTER, notice::send),
        post(path::COUNTER_NOTICE_CODE, COUNTER, notice::confirm),
        post(path::COUNTER_START, ASSIST, start::send),
        post(path::APPLICATION_CODE, ASSIST, code::send),
        get(path::APPLICATION_DECLARATION, ASSIST, declaration::show),
    ]
}
