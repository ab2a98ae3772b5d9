//! `Keamanan akun`: one's own sessions, number and mailbox, and a change that is under way (MJK18-9.1).

use crate::Region;
use crate::account::read_personal;
use crate::crypt::sha256;
use crate::error::AppError;
use domain::party::Actor;
use jiff::Timestamp;

/// A session in the list.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// Hash of its cookie in hex; names it in the form.
    pub token: String,
    /// Device in short.
    pub device: String,
    /// Begin.
    pub created_at: Timestamp,
    /// Last use kept.
    pub seen_at: Timestamp,
    /// The one of this browser.
    pub here: bool,
    /// On a public device.
    pub public: bool,
    /// From another network than this one.
    pub other_network: bool,
}

/// A change under way.
#[derive(Debug, Clone)]
pub struct ChangeView {
    /// The mailbox; otherwise the number.
    pub email: bool,
    /// The old address is lost.
    pub lost: bool,
    /// Begun at the counter; a second officer must confirm it.
    pub counter: bool,
    /// When it takes effect; `None` while codes are awaited.
    pub effective_at: Option<Timestamp>,
}

/// Everything of the page.
#[derive(Debug, Clone)]
pub struct SecurityView {
    /// What is typed at sign-in.
    pub login: String,
    /// Masked number.
    pub phone: String,
    /// Masked mailbox.
    pub email: String,
    /// Change under way.
    pub change: Option<ChangeView>,
    /// Sessions, last used first.
    pub sessions: Vec<SessionView>,
}

/// Reads the page of the signed-in person.
///
/// # Errors
/// Database.
pub fn security(region: &Region, actor: &Actor, cookie: &[u8; 32]) -> Result<SecurityView, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let now = region.now();
    let (row, sessions, change) = region.store.read(|tx| -> Result<_, AppError> {
        Ok((
            store::account::find(tx, account)?.ok_or(AppError::NotSignedIn)?,
            store::account_guard::sessions(tx, account, now)?,
            store::account_guard::open_change(tx, account)?,
        ))
    })?;
    let personal = read_personal(&region.keys, &row)?;
    let here = sha256(cookie);
    let staff = row.kind == "staff";
    let place = sessions.iter().find(|s| s.token_hash == here).and_then(|s| s.place);
    let sessions = sessions
        .into_iter()
        .filter(|s| crate::account::is_live(region, staff, s, now))
        .map(|s| SessionView {
            here: s.token_hash == here,
            public: s.public,
            other_network: s.place != place,
            token: hex::encode(s.token_hash),
            device: s.device,
            created_at: s.created_at,
            seen_at: s.seen_at,
        })
        .collect();
    Ok(SecurityView {
        login: row.login,
        phone: personal.phone.map_or_else(String::new, |phone| phone.masked()),
        email: personal.email.map_or_else(String::new, |email| email.masked()),
        change: change.map(|c| ChangeView {
            email: c.channel == "email",
            lost: c.lost,
            counter: c.first_by.is_some(),
            effective_at: c.effective_at,
        }),
        sessions,
    })
}
