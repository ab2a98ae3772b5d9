//! *Permohonan hak akses*: from the public form to the account (MJK18-8). One action, one file. Who asks has no account yet;
//! a draft belongs to the browser that began it.

mod begin;
mod confirm;
mod decide;
mod overdue;
mod paper;
mod save;
mod send;

pub use begin::{begin, begin_with};
pub use confirm::{confirm, send_code};
pub use decide::{Decision, decide};
pub(crate) use overdue::{erase_draft, note_overdue};
pub use paper::attach;
pub(crate) use paper::looked;
pub use save::{save, save_with};
pub use send::send;

use crate::Region;
use crate::account::Contact;
use crate::act::Subject;
use crate::error::AppError;
use domain::access::{AccessKind, AccessPaper, Claims, TypedClaims};
use domain::party::{AccessRequest, Actor, StoredFile};
use domain::process::Refusal;
use domain::value::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::StoreError;
use store::access::RequestRow;

/// What a draft keeps: the form as typed, and what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// As typed, for changing it.
    pub typed: TypedClaims,
    /// As read.
    pub claims: Claims,
}

/// Papers of a request: which file shows which.
pub type Papers = BTreeMap<AccessPaper, Id<StoredFile>>;

/// A request, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Row.
    pub row: RequestRow,
    /// What is stated.
    pub stated: Stated,
    /// What is attached.
    pub papers: Papers,
}

impl Opened {
    /// Whether number and mailbox are confirmed as they stand now.
    pub fn confirmed(&self, region: &Region) -> (bool, bool) {
        let claims = &self.stated.claims;
        let phone = Contact::Phone(claims.phone.clone()).index(region);
        let email = Contact::Email(claims.email.clone()).index(region);
        (self.row.phone_confirmed == Some(phone), self.row.email_confirmed == Some(email))
    }
}

/// Who fills in a draft: the browser's cookie under the region's key.
pub(super) fn visitor_key(region: &Region, cookie: &[u8; 32]) -> [u8; 32] {
    region.keys.index.derive("access visitor").mac(cookie)
}

/// The person without an account, as histories show her.
pub(crate) fn newcomer() -> Actor {
    Actor { name: "Calon pengguna".into(), ..Actor::system() }
}

pub(super) fn subject(id: Id<AccessRequest>) -> Subject {
    Subject { kind: "access_request", id: *id.as_bytes(), version: 0 }
}

pub(super) fn kind_name(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::Person => "person",
        AccessKind::Business => "business",
    }
}

/// Blind indexes of identity, telephone and e-mail, the same as accounts have. A number of somebody else is nobody's double.
pub(super) fn indexes(region: &Region, claims: &Claims) -> [[u8; 32]; 3] {
    let phone = if claims.borrowed {
        region.keys.blind("borrowed phone", &format!("{}:{}", claims.identity(), claims.phone.as_str()))
    } else {
        region.keys.blind("phone", claims.phone.as_str())
    };
    [
        region.keys.blind("identity", &claims.identity()),
        phone,
        region.keys.blind("email", &claims.email.lookup_key()),
    ]
}

pub(super) fn seal(
    region: &Region,
    nonce: [u8; 12],
    id: Id<AccessRequest>,
    stated: &Stated,
) -> Result<Vec<u8>, AppError> {
    let plain = serde_json::to_vec(stated).map_err(|e| AppError::Failed(e.to_string()))?;
    region.keys.master.derive("access request").encrypt(nonce, id.as_bytes(), &plain)
}

/// Opens what a request states.
///
/// # Errors
/// [`AppError::Damaged`] when the region's key does not open it.
pub fn open_row(region: &Region, row: RequestRow) -> Result<Opened, AppError> {
    let damaged = |e: serde_json::Error| AppError::Damaged(e.to_string());
    let plain = region.keys.master.derive("access request").decrypt(row.id.as_bytes(), &row.claims_enc)?;
    let stated = serde_json::from_slice(&plain).map_err(damaged)?;
    let papers = serde_json::from_str(&row.papers).map_err(damaged)?;
    Ok(Opened { row, stated, papers })
}

/// A request of this browser, in whatever state.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or another browser began it.
pub fn own(region: &Region, cookie: &[u8; 32], id: Id<AccessRequest>) -> Result<Opened, AppError> {
    let row = region.store.read(|tx| store::access::find(tx, id))?.ok_or(AppError::NotFound)?;
    if row.visitor != visitor_key(region, cookie) {
        return Err(AppError::NotFound);
    }
    open_row(region, row)
}

/// A draft of this browser that may still change.
pub(super) fn own_draft(
    region: &Region,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
) -> Result<Opened, AppError> {
    let opened = own(region, cookie, id)?;
    if opened.row.state == "draft" { Ok(opened) } else { Err(AppError::NotFound) }
}

/// Today in the region.
pub(super) fn today(region: &Region) -> Date {
    region.office().calendar.local_date(region.now())
}

/// The same words whatever the double is, and never whose (practice, sentence 6).
pub(super) fn not_registrable(error: AppError) -> AppError {
    match error {
        AppError::Store(StoreError::Unique { .. }) => Refusal::NotRegistrable.into(),
        other => other,
    }
}
