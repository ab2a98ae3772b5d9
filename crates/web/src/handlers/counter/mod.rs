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
    use Capability::{AssistRegistration, HandOver};
    use Permission::{May, MayOneOf};
    const COUNTER: Permission = MayOneOf(&[AssistRegistration, HandOver]);
    vec![
        get(path::COUNTER, COUNTER, search::show),
        post(path::COUNTER, COUNTER, search::send),
        get(path::COUNTER_FILE, COUNTER, person::file),
        get(path::COUNTER_MESSAGES, COUNTER, messages::show),
        get(path::COUNTER_RECEIPT, COUNTER, receipt::show),
        get(path::COUNTER_PERSON, COUNTER, person::show),
        get(path::COUNTER_CONTACT, COUNTER, contact::show),
        post(path::COUNTER_CONTACT, COUNTER, contact::send),
        post(path::COUNTER_CONTACT_CONFIRM, COUNTER, contact::confirm),
        post(path::COUNTER_CONTACT_CODE, COUNTER, contact::code),
        post(path::COUNTER_CONTACT_CANCEL, COUNTER, contact::cancel),
        get(path::COUNTER_NOTICE, COUNTER, notice::show),
        post(path::COUNTER_NOTICE, COUNTER, notice::send),
        post(path::COUNTER_NOTICE_CODE, COUNTER, notice::confirm),
        post(path::COUNTER_START, May(AssistRegistration), start::send),
        post(path::APPLICATION_CODE, May(AssistRegistration), code::send),
        get(path::APPLICATION_DECLARATION, May(AssistRegistration), declaration::show),
    ]
}
