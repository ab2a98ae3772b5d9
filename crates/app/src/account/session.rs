//! Sessions: who holds a cookie now; an officer's session locks itself, one on a public device ends, one that is used at the
//! same time elsewhere says so (MJK18-9.1, 11.2, 12.6).

use super::access::newcomer;
use super::failures::{Door, check_door, count};
use super::{actor_from, actor_of};
use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::{password_matches, sha256};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::{SignedDuration, Timestamp};
use store::WriteTx;
use store::account::{AccountRow, NewSession};
use store::account_guard::OwnSession;

/// A holder's session ends after this time without use.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is written as used at most this often; on a public device four times as often.
const TOUCH: SignedDuration = SignedDuration::from_mins(1);
/// A session ends at the latest after this time.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// Where somebody signs in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// Browser and system in short.
    pub name: String,
    /// Network address; empty when it is not known.
    pub address: String,
    /// Everybody's: the session ends soon and nothing is remembered (MJK18-12.6).
    pub public: bool,
    /// Random mark of a holder's own device; `None` on one of the office or a public one.
    pub mark: Option<[u8; 32]>,
}

/// A started session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whose.
    pub account: Id<Account>,
    /// The cookie's bytes; only their hash is kept.
    pub cookie: [u8; 32],
}

/// Who holds a cookie.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The person with the roles held now.
    pub actor: Actor,
    /// The account.
    pub row: AccountRow,
    /// On a public device.
    pub public: bool,
    /// Device on which the account was used at the same time, until its holder has seen it.
    pub also: Option<String>,
}

/// What a cookie stands for now.
#[derive(Debug, Clone)]
pub enum Held {
    /// Nobody, or no more.
    Nobody,
    /// A session on a public device that was left alone: it has just ended.
    Left,
    /// A session that asks for the password before it goes on.
    Locked(Box<Holder>),
    /// A session.
    Open(Box<Holder>),
}

/// How a session without use stands: ended, locked, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    InUse,
    Locked,
    Over,
}

fn rest(
    region: &Region,
    staff: bool,
    public: bool,
    seen_at: Timestamp,
    locked_at: Option<Timestamp>,
    now: Timestamp,
) -> Rest {
    let policy = &region.profile.policy.access;
    let idle = now.duration_since(seen_at);
    match (public, staff) {
        (true, _) if idle > policy.public_idle() => Rest::Over,
        (false, true) if locked_at.is_some() || idle > policy.lock_after() => Rest::Locked,
        (false, false) if idle > IDLE => Rest::Over,
        _ => Rest::InUse,
    }
}

/// Whether a session in a list is still in use.
pub(crate) fn is_live(region: &Region, staff: bool, session: &OwnSession, now: Timestamp) -> bool {
    rest(region, staff, session.public, session.seen_at, session.locked_at, now) != Rest::Over
}

/// Who holds this cookie now, and how.
///
/// # Errors
/// Database.
pub fn held(region: &Region, cookie: &[u8; 32]) -> Result<Held, AppError> {
    let hash = sha256(cookie);
    let now = region.now();
    let found = region.store.read(|tx| -> Result<_, AppError> {
        let Some(session) = store::account::session(tx, hash)?.filter(|s| now <= s.expires_at) else {
            return Ok(None);
        };
        match actor_of(region, tx, session.account) {
            Ok(of) => Ok(Some((session, of))),
            Err(AppError::NotSignedIn) => Ok(None),
            Err(other) => Err(other),
        }
    })?;
    let Some((session, (actor, row))) = found else { return Ok(Held::Nobody) };
    let staff = row.kind == "staff";
    let state = rest(region, staff, session.public, session.seen_at, session.locked_at, now);
    let public = session.public;
    let holder = Box::new(Holder { actor, row, public, also: session.also });
    match state {
        Rest::Locked => return Ok(Held::Locked(holder)),
        Rest::Over if public => {
            leave(region, &holder.actor, hash)?;
            return Ok(Held::Left);
        }
        Rest::Over => return Ok(Held::Nobody),
        Rest::InUse => {}
    }
    let often = if public { TOUCH / 4 } else { TOUCH };
    if now.duration_since(session.seen_at) > often {
        written!(region, [], |tx| Ok::<_, AppError>(store::account::touch_session(tx, hash, now)?))?;
    }
    Ok(Held::Open(holder))
}

/// Ends a session that was left alone on a public device.
fn leave(region: &Region, actor: &Actor, hash: [u8; 32]) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account::end_session(tx, hash)?;
        let about = actor.account.map_or_else(Subject::nobody, Subject::account);
        let fields = ["left_alone".to_owned()];
        record_act(tx, &mut dice, region, actor, &about, "end_sessions", None, &fields).map(|_| ())
    })
}

/// Who holds this cookie and may go on.
///
/// # Errors
/// [`AppError::NotSignedIn`] when nobody does, the session has ended or is locked.
pub fn signed_in(region: &Region, cookie: &[u8; 32]) -> Result<(Actor, AccountRow), AppError> {
    match held(region, cookie)? {
        Held::Open(holder) => Ok((holder.actor, holder.row)),
        _ => Err(AppError::NotSignedIn),
    }
}

/// Opens a session and records it. When the account is in use on another device or network, every session of it is told
/// (practice: simultaneous use from two places).
pub(super) fn open_session(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    account: Id<Account>,
    device: &Device,
) -> Result<SignedIn, AppError> {
    let now = dice.now();
    let cookie = dice.secret();
    let row = store::account::find(tx, account)?.ok_or(AppError::NotSignedIn)?;
    let actor = actor_from(region, &row)?;
    let place = (!device.address.is_empty()).then(|| region.keys.blind("session place", &device.address));
    let staff = row.kind == "staff";
    let mut elsewhere = store::account_guard::sessions(tx, account, now)?;
    elsewhere.retain(|s| {
        rest(region, staff, s.public, s.seen_at, s.locked_at, now) == Rest::InUse
            && (s.device != device.name || s.place != place)
    });
    for session in &elsewhere {
        store::account::set_also(tx, session.token_hash, Some(&also(device, &session.device)))?;
    }
    let first = elsewhere.first();
    let told =
        first.map(|s| if s.device == device.name { elsewhere_of(&s.device) } else { s.device.clone() });
    let new = NewSession {
        token_hash: sha256(&cookie),
        account,
        expires_at: now.checked_add(LONGEST).unwrap_or(now),
        device: &device.name,
        public: device.public,
        place,
        also: told.as_deref(),
    };
    store::account::open_session(tx, &new, now)?;
    let about = Subject::account(account);
    let kind: Vec<String> = device.public.then(|| "public_device".to_owned()).into_iter().collect();
    record_act(tx, dice, region, &actor, &about, "sign_in", None, &kind)?;
    if let Some(mark) = device.mark.filter(|_| !staff) {
        let index = region.keys.blind("device", &hex::encode(mark));
        store::account_guard::note_device(tx, index, account, &device.name, now)?;
    }
    if let Some(first) = first {
        let what = if first.device == device.name { "network" } else { "device" };
        let fields = [what.to_owned()];
        record_act(tx, dice, region, &actor, &about, "simultaneous_use", None, &fields)?;
    }
    Ok(SignedIn { account, cookie })
}

fn also(device: &Device, known: &str) -> String {
    if device.name == known { elsewhere_of(known) } else { device.name.clone() }
}

fn elsewhere_of(device: &str) -> String {
    format!("{device} di jaringan lain")
}

/// The holder has seen that the account is in use elsewhere.
///
/// # Errors
/// Database.
pub fn seen_elsewhere(region: &Region, cookie: &[u8; 32]) -> Result<(), AppError> {
    let hash = sha256(cookie);
    written!(region, [], |tx| Ok::<_, AppError>(store::account::set_also(tx, hash, None)?))
}

/// Locks the session of an officer who leaves the desk (practice: personal accounts in two seconds).
///
/// # Errors
/// Database.
pub fn lock(region: &Region, actor: &Actor, cookie: &[u8; 32]) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let hash = sha256(cookie);
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account::lock_session(tx, hash, Some(now))?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "lock_session", None, &[])?;
        Ok(())
    })
}

/// Opens a locked session with its holder's password.
///
/// # Errors
/// A wrong password, counted as at sign-in and recorded; [`Refusal::TooManyAttempts`]; [`AppError::NotSignedIn`] when there
/// is nothing to open any more.
pub fn unlock(region: &Region, cookie: &[u8; 32], password: &str, address: &str) -> Result<(), AppError> {
    let act = "unlock_session";
    let holder = match held(region, cookie)? {
        Held::Locked(holder) => holder,
        Held::Open(_) => return Ok(()),
        Held::Nobody | Held::Left => return Err(AppError::NotSignedIn),
    };
    let account = holder.row.id;
    let counted = account.to_string();
    check_door(region, Door::Address, address, act)?;
    check_door(region, Door::Account, &counted, act)?;
    let stored = holder.row.password_hash.as_str();
    if stored.is_empty() || !password_matches(password, stored) {
        count(region, Door::Account, &counted)?;
        count(region, Door::Address, address)?;
        let message = "Kata sandi tidak cocok. Isian Anda masih ada; coba lagi.".to_owned();
        let refusal = Refusal::Invalid { field: "kunci_sandi".into(), message };
        record_refusal(region, &newcomer(), &Subject::account(account), act, &refusal)?;
        return Err(refusal.into());
    }
    let key = Door::Account.key(region, &counted);
    let hash = sha256(cookie);
    let (seed, now) = region.draw();
    let actor = &holder.actor;
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account_guard::clear_failures(tx, key)?;
        store::account::lock_session(tx, hash, None)?;
        store::account::touch_session(tx, hash, now)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &[]).map(|_| ())
    })
}

/// Names of officers by what they type at sign-in, for the list of those who signed in on this device.
///
/// # Errors
/// Database.
pub fn officers_named(region: &Region, logins: &[String]) -> Result<Vec<(String, String)>, AppError> {
    region.store.read(|tx| {
        let mut found = Vec::new();
        for login in logins {
            let row = store::account::by_login(tx, login)?;
            found.extend(
                row.filter(|r| r.kind == "staff" && r.closed_at.is_none()).map(|r| (r.login, r.name)),
            );
        }
        Ok(found)
    })
}
