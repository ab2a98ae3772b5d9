//! The audit record of an act and its leaf in the ledger (design, section 7).

use crate::crypt::mac;
use crate::error::AppError;
use crate::keys::RegionKeys;
use crate::{Dice, Region};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, Event, Refusal};
use domain::value::Id;
use ledger::CanonicalLeaf;
use serde_json::{Value, json};
use store::WriteTx;
use store::audit::AuditRow;
use store::ledger_log::NewLeaf;

/// What an act is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// `application`, `account`, `setting` …
    pub kind: &'static str,
    /// Which.
    pub id: [u8; 16],
    /// Version after the act; 0 where the object has none.
    pub version: i64,
}

impl Subject {
    /// An account.
    pub fn account(id: Id<Account>) -> Self {
        Subject { kind: "account", id: *id.as_bytes(), version: 0 }
    }

    /// An application, in an act that does not change it.
    pub fn application(id: Id<ApplicationRecord>) -> Self {
        Subject { kind: "application", id: *id.as_bytes(), version: 0 }
    }

    /// A setting or register of the office.
    pub fn office(version: i64) -> Self {
        Subject { kind: "office", id: [0; 16], version }
    }

    /// Something that is not known, as at a failed sign-in.
    pub fn nobody() -> Self {
        Subject { kind: "nobody", id: [0; 16], version: 0 }
    }
}

fn roles_of(actor: &Actor) -> String {
    let names: Vec<&str> = actor.roles.iter().map(|r| r.0.as_str()).collect();
    names.join(",")
}

fn canonical(value: Value) -> Result<CanonicalLeaf, AppError> {
    CanonicalLeaf::new(value).map_err(|e| AppError::Damaged(e.to_string()))
}

/// Who, without telling who: the account under the region's key.
pub(crate) fn who(keys: &RegionKeys, account: &[u8; 16]) -> String {
    hex::encode(keys.index.derive("leaf actor").mac(account))
}

/// The name that the audit record shows, under the region's key, so that a changed name is found.
pub(crate) fn name_digest(keys: &RegionKeys, name: &str) -> String {
    hex::encode(keys.index.derive("leaf name").mac(name.as_bytes()))
}

#[allow(clippy::too_many_arguments)]
fn write(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    region: &Region,
    actor: &Actor,
    subject: &Subject,
    act: &str,
    refusal: Option<&Refusal>,
    fields: &[String],
    detail: Value,
) -> Result<[u8; 16], AppError> {
    let id: Id<domain::party::Leaf> = dice.id();
    let now = dice.now();
    let basis = region.profile.law.get(&format!("act.{act}")).cloned();
    let code = refusal.map(Refusal::code);
    let outcome = if refusal.is_some() { "refused" } else { "done" };
    let row = AuditRow {
        id: *id.as_bytes(),
        at: now,
        account: actor.account.map(|a| *a.as_bytes()),
        actor_name: actor.name.clone(),
        roles: roles_of(actor),
        act: act.to_owned(),
        object_kind: subject.kind.to_owned(),
        object_id: subject.id,
        outcome: outcome.to_owned(),
        code: code.clone(),
        fields: serde_json::to_string(fields).map_err(|e| AppError::Failed(e.to_string()))?,
        basis: basis.clone(),
    };
    store::audit::insert(tx, &row)?;
    let body = canonical(json!({
        "v": 1,
        "id": hex::encode(id.as_bytes()),
        "at": now.to_string(),
        "act": act,
        "actor": {
            "who": actor.account.map(|account| who(&region.keys, account.as_bytes())),
            "name": name_digest(&region.keys, &actor.name),
            "roles": roles_of(actor),
        },
        "object": { "kind": subject.kind, "id": hex::encode(subject.id), "version": subject.version },
        "outcome": outcome,
        "code": code,
        "fields": fields,
        "basis": basis,
        "detail": detail,
    }))?;
    store::ledger_log::append_leaf(
        tx,
        NewLeaf {
            id: *id.as_bytes(),
            object_kind: subject.kind,
            object_id: subject.id,
            object_version: subject.version,
            body: &body,
            recorded_at: now,
        },
    )?;
    Ok(*id.as_bytes())
}

/// Records an act that is not an event of an application: sign-in, settings, reads of restricted data.
///
/// # Errors
/// Database.
#[allow(clippy::too_many_arguments)]
pub fn record_act(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    region: &Region,
    actor: &Actor,
    subject: &Subject,
    act: &str,
    digest: Option<[u8; 32]>,
    fields: &[String],
) -> Result<[u8; 16], AppError> {
    let detail = json!({ "digest": digest.map(hex::encode) });
    write(tx, dice, region, actor, subject, act, None, fields, detail)
}

/// Records a refused act in a transaction of its own: code and field names, never values.
///
/// # Errors
/// Database.
pub fn record_refusal(
    region: &Region,
    actor: &Actor,
    subject: &Subject,
    act: &str,
    refusal: &Refusal,
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor, subject, act, refusal], |tx| {
        let mut dice = Region::dice_of(seed, now);
        let fields = refusal.field_names();
        write(tx, &mut dice, region, actor, subject, act, Some(refusal), &fields, Value::Null).map(|_| ())
    })
}

/// An act that changed an application.
pub(crate) struct ApplicationLeaf<'a> {
    pub region: &'a Region,
    pub actor: &'a Actor,
    pub act: &'a str,
    pub salt: [u8; 16],
    /// Version and stored text before the act.
    pub before: Option<(u64, &'a str)>,
    pub after: &'a Application,
    /// `after` as it is stored; a state is written as text once and not again for its digest.
    pub after_text: &'a str,
}

/// Digest of a state under its salt: what the ledger keeps instead of the state.
pub(crate) fn state_digest(salt: &[u8; 16], state_json: &str) -> [u8; 32] {
    mac(salt, state_json.as_bytes())
}

/// Digest of an event under the salt of its application.
pub(crate) fn event_digest(salt: &[u8; 16], event_json: &str) -> [u8; 32] {
    mac(salt, event_json.as_bytes())
}

/// Writes the events, their audit record and their leaf.
///
/// # Errors
/// Database.
pub(crate) fn record_events(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    leaf: &ApplicationLeaf<'_>,
    events: &[Event],
) -> Result<[u8; 16], AppError> {
    let first = leaf.before.map_or(0, |before| before.0);
    let mut listed = Vec::new();
    for (version, event) in (first + 1..).zip(events) {
        let body = serde_json::to_string(event).map_err(|e| AppError::Failed(e.to_string()))?;
        listed.push(json!({
            "version": version,
            "event": event.name(),
            "digest": hex::encode(event_digest(&leaf.salt, &body)),
        }));
    }
    let before = leaf.before.map(|(_, text)| hex::encode(state_digest(&leaf.salt, text)));
    let after = hex::encode(state_digest(&leaf.salt, leaf.after_text));
    let document = events.iter().find_map(|e| match e {
        Event::DocumentSealed { document } => Some(document.digest.to_string()),
        Event::LetterIssued { letter } => Some(letter.digest.to_string()),
        Event::DocumentSigned { signed } => Some(signed.digest.to_string()),
        _ => None,
    });
    let detail = json!({ "events": listed, "before": before, "after": after, "document": document });
    let subject = Subject {
        kind: "application",
        id: *leaf.after.id.as_bytes(),
        version: i64::try_from(leaf.after.version).unwrap_or(i64::MAX),
    };
    let act = write(tx, dice, leaf.region, leaf.actor, &subject, leaf.act, None, &[], detail)?;
    for (version, event) in (first + 1..).zip(events) {
        store::application::add_event(tx, leaf.after.id, version, event, dice.now(), act)?;
    }
    Ok(act)
}
