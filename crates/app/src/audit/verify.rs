//! Recomputes every leaf from its event, the root from the leaves, and compares each state row, permit and document with
//! the digest in its last leaf.

use crate::Office;
use crate::act::{event_digest, name_digest, permit_row, state_digest, who};
use crate::error::AppError;
use crate::keys::RegionKeys;
use domain::process::{Application, replay};
use jiff::{SignedDuration, Timestamp};
use ledger::{CanonicalLeaf, Checkpoint, Frontier, leaf_hash};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use store::application::LookUp;
use store::audit::AuditRow;
use store::permit::PermitRow;
use store::{ReadTx, Store};

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Finding {
    /// The stored hash of a leaf is not that of its body.
    LeafChanged { seq: i64, id: String },
    /// A number is missing: a leaf was deleted.
    LeafMissing { seq: i64 },
    /// A leaf is not in the place that the tree has for it, or the tree has none: inserted or swapped.
    LeafMoved { seq: i64, id: String },
    /// The root over the leaves is not the one that was kept.
    RootDiffers { kept: String, computed: String },
    /// The signed checkpoint does not fit the log.
    CheckpointInvalid { why: String },
    /// A leaf waits for its number for more than a minute.
    LeafWaits { count: i64 },
    /// A leaf has no readable audit record, or one that says something else; or a record has no leaf.
    RecordDiffers { id: String },
    /// An event is not the one in its leaf, or has none.
    EventDiffers { application: String, version: i64 },
    /// A leaf names an event that is gone.
    EventMissing { application: String, version: i64 },
    /// The state row is not what its last leaf says, or is gone: changed without an event.
    StateDiffers { application: String },
    /// Replaying the events does not give the state.
    ReplayDiffers { application: String, why: String },
    /// A permit says something else than its application, or an issued one is not in the register.
    PermitDiffers { number: String },
    /// The bytes of a stored file are gone.
    FileMissing { file: String },
    /// A stored file has other bytes than were kept, or its row another digest than the state that names it.
    FileDiffers { file: String },
}

/// What was verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Leaves.
    pub leaves: i64,
    /// Applications.
    pub applications: usize,
    /// Permits.
    pub permits: usize,
    /// Stored files read again.
    pub files: usize,
    /// Root, hex.
    pub root: String,
    /// Everything that does not agree.
    pub findings: Vec<Finding>,
}

const PAGE: u32 = 1_000;
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(1);

struct Named {
    events: BTreeMap<i64, String>,
    last_after: Option<String>,
}

/// Verifies the whole record of a region.
///
/// # Errors
/// Only when the database itself cannot be read; everything that does not agree is a finding.
pub fn verify(
    store: &Store,
    keys: &RegionKeys,
    region_id: &str,
    now: Timestamp,
) -> Result<VerifyReport, AppError> {
    store.read(|tx| {
        let mut report = VerifyReport::default();
        let head = store::ledger_log::head(tx)?;
        let signed = signed_checkpoint(head.checkpoint.as_deref(), keys, region_id, &mut report)?;
        let named = leaves(tx, keys, signed.as_ref(), &mut report)?;
        let counted = i64::try_from(head.frontier.size()).unwrap_or(i64::MAX);
        for seq in (report.leaves..counted).take(PAGE as usize) {
            report.findings.push(Finding::LeafMissing { seq });
        }
        let kept = head.frontier.root().to_string();
        if kept != report.root {
            report.findings.push(Finding::RootDiffers { kept, computed: report.root.clone() });
        }
        let waiting = store::ledger_log::waiting(tx)?;
        if waiting.oldest.is_some_and(|oldest| now.duration_since(oldest) > LONGEST_WAIT) {
            report.findings.push(Finding::LeafWaits { count: waiting.count });
        }
        for id in store::audit::without_leaf(tx, PAGE)? {
            report.findings.push(Finding::RecordDiffers { id: hex::encode(id) });
        }
        applications(tx, named, &mut report)?;
        permits(tx, &mut report)?;
        Ok(report)
    })
}

/// The kept checkpoint, when its signature holds.
fn signed_checkpoint(
    note: Option<&str>,
    keys: &RegionKeys,
    region_id: &str,
    report: &mut VerifyReport,
) -> Result<Option<Checkpoint>, AppError> {
    let Some(note) = note else { return Ok(None) };
    let key = super::checkpoint_key(keys, region_id)?;
    match ledger::checkpoint::verify(note, &key) {
        Ok(checkpoint) => Ok(Some(checkpoint)),
        Err(e) => {
            report.findings.push(Finding::CheckpointInvalid { why: e.to_string() });
            Ok(None)
        }
    }
}

fn leaves(
    tx: &ReadTx<'_>,
    keys: &RegionKeys,
    signed: Option<&Checkpoint>,
    report: &mut VerifyReport,
) -> Result<BTreeMap<String, Named>, AppError> {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    let mut frontier = Frontier::new();
    let mut next = 0_i64;
    let mut signed_root = None;
    let removed = removed_before(tx)?;
    loop {
        let page = store::ledger_log::leaves(tx, next, PAGE)?;
        if page.is_empty() {
            break;
        }
        for leaf in &page {
            let seq = leaf.seq.unwrap_or(next);
            while next < seq {
                report.findings.push(Finding::LeafMissing { seq: next });
                next += 1;
            }
            next = seq + 1;
            let id = hex::encode(leaf.id);
            let hash = leaf_hash(leaf.body.as_bytes());
            let canonical = CanonicalLeaf::from_canonical(leaf.body.clone().into_bytes()).is_ok();
            if leaf.hash != Some(hash) || !canonical {
                report.findings.push(Finding::LeafChanged { seq, id: id.clone() });
            }
            let in_tree = store::ledger_log::nodes(tx, 0, seq, 1)?.first().copied();
            if in_tree != Some(hash) && leaf.hash == Some(hash) {
                report.findings.push(Finding::LeafMoved { seq, id: id.clone() });
            }
            frontier.append(hash);
            if signed.is_some_and(|c| c.size == frontier.size()) {
                signed_root = Some(frontier.root());
            }
            let body: Value = serde_json::from_str(&leaf.body).unwrap_or(Value::Null);
            check_record(tx, keys, leaf.id, &body, removed, report)?;
            note_events(&body, &mut named);
        }
    }
    report.leaves = next;
    report.root = frontier.root().to_string();
    if let Some(signed) = signed {
        // Whoever can write the database can also rebuild tree and root; the signed root stays.
        let why = match signed_root {
            Some(root) if root == signed.root => None,
            Some(_) => Some(format!("the first {} leaves are not those that were signed", signed.size)),
            None => {
                Some(format!("the checkpoint counts {} leaves, the log {}", signed.size, frontier.size()))
            }
        };
        if let Some(why) = why {
            report.findings.push(Finding::CheckpointInvalid { why });
        }
    }
    Ok(named)
}

fn check_record(
    tx: &ReadTx<'_>,
    keys: &RegionKeys,
    id: [u8; 16],
    body: &Value,
    removed_before: Timestamp,
    report: &mut VerifyReport,
) -> Result<(), AppError> {
    let agrees = match store::audit::find(tx, id)? {
        Some(record) => says(keys, body, &record),
        // Removed by an act after its time of keeping: the leaf alone remains (MJK18-22.3).
        None => body["at"]
            .as_str()
            .and_then(|at| at.parse().ok())
            .is_some_and(|at: Timestamp| at < removed_before),
    };
    if !agrees {
        report.findings.push(Finding::RecordDiffers { id: hex::encode(id) });
    }
    Ok(())
}

/// The latest moment before which records were removed by an act in the ledger.
fn removed_before(tx: &ReadTx<'_>) -> Result<Timestamp, AppError> {
    let mut latest = Timestamp::MIN;
    for leaf in store::ledger_log::leaves_of_object(tx, "office", [0; 16])? {
        let body: Value = serde_json::from_str(&leaf.body).unwrap_or(Value::Null);
        if body["act"] != super::remove::ACT || body["outcome"] != "done" {
            continue;
        }
        let field = body["fields"][0].as_str().and_then(|f| f.strip_prefix(super::remove::BEFORE));
        if let Some(moment) = field.and_then(|text| text.parse::<Timestamp>().ok()) {
            latest = latest.max(moment);
        }
    }
    Ok(latest)
}

/// Whether a leaf says what the readable record beside it says, column by column.
fn says(keys: &RegionKeys, body: &Value, record: &AuditRow) -> bool {
    let fields: Option<Value> = serde_json::from_str(&record.fields).ok();
    body["act"] == record.act.as_str()
        && body["outcome"] == record.outcome.as_str()
        && body["at"] == record.at.to_string().as_str()
        && body["actor"]["who"].as_str() == record.account.map(|a| who(keys, &a)).as_deref()
        && body["actor"]["name"] == name_digest(keys, &record.actor_name).as_str()
        && body["actor"]["roles"] == record.roles.as_str()
        && body["object"]["kind"] == record.object_kind.as_str()
        && body["object"]["id"] == hex::encode(record.object_id).as_str()
        && body["code"].as_str() == record.code.as_deref()
        && body["basis"].as_str() == record.basis.as_deref()
        && Some(&body["fields"]) == fields.as_ref()
}

fn note_events(body: &Value, named: &mut BTreeMap<String, Named>) {
    let Some(after) = body["detail"]["after"].as_str() else { return };
    let Some(object) = body["object"]["id"].as_str() else { return };
    let entry = named.entry(object.to_owned()).or_insert(Named { events: BTreeMap::new(), last_after: None });
    entry.last_after = Some(after.to_owned());
    for event in body["detail"]["events"].as_array().into_iter().flatten() {
        if let (Some(version), Some(digest)) = (event["version"].as_i64(), event["digest"].as_str()) {
            entry.events.insert(version, digest.to_owned());
        }
    }
}

fn applications(
    tx: &ReadTx<'_>,
    mut named: BTreeMap<String, Named>,
    report: &mut VerifyReport,
) -> Result<(), AppError> {
    for (id, state_text, salt) in store::application::all_rows(tx)? {
        report.applications += 1;
        let hex_id = hex::encode(id);
        let mut differs = |finding| report.findings.push(finding);
        let said = named.remove(&hex_id);
        let digest = hex::encode(state_digest(&salt, &state_text));
        let state: Option<Application> = serde_json::from_str(&state_text).ok();
        let columns = store::application::look_up(tx, id)?;
        if said.as_ref().and_then(|n| n.last_after.as_ref()) != Some(&digest)
            || state.as_ref().is_some_and(|state| LookUp::of(state) != columns)
        {
            differs(Finding::StateDiffers { application: hex_id.clone() });
        }
        let mut left: BTreeMap<i64, String> = said.map(|n| n.events).unwrap_or_default();
        let stored = store::application::events(tx, domain::value::Id::from_bytes(id))?;
        let mut events = Vec::new();
        for row in &stored {
            let digest = hex::encode(event_digest(&salt, &row.body));
            if left.remove(&row.version).as_ref() != Some(&digest) {
                differs(Finding::EventDiffers { application: hex_id.clone(), version: row.version });
            }
            if let Ok(event) = row.event() {
                events.push((event, row.at));
            }
        }
        for version in left.into_keys() {
            differs(Finding::EventMissing { application: hex_id.clone(), version });
        }
        match replay(events.iter().map(|(e, at)| (e, *at))) {
            Ok(replayed) if replayed == state => {}
            Ok(_) => {
                differs(Finding::ReplayDiffers {
                    application: hex_id.clone(),
                    why: "the events add up to another state".into(),
                });
            }
            Err(e) => differs(Finding::ReplayDiffers { application: hex_id.clone(), why: e.to_string() }),
        }
    }
    for application in named.into_keys() {
        report.findings.push(Finding::StateDiffers { application });
    }
    Ok(())
}

/// The register against the files: every row is computed again, and every issued file has one.
fn permits(tx: &ReadTx<'_>, report: &mut VerifyReport) -> Result<(), AppError> {
    let rows = store::permit::all(tx)?;
    let issued = store::application::all_rows(tx)?
        .into_iter()
        .filter_map(|(_, state, _)| serde_json::from_str::<Application>(&state).ok())
        .filter(|state| state.issued.is_some());
    let mut issued: BTreeMap<[u8; 16], Application> = issued.map(|s| (*s.id.as_bytes(), s)).collect();
    if rows.is_empty() && issued.is_empty() {
        return Ok(());
    }
    let office = Office::load(tx)?;
    for permit in rows {
        report.permits += 1;
        let state = issued.remove(permit.application.as_bytes());
        if state.and_then(|state| expected(&office, &state, &permit)).as_ref() != Some(&permit) {
            report.findings.push(Finding::PermitDiffers { number: permit.number });
        }
    }
    for state in issued.into_values() {
        let number = state.number.map_or_else(String::new, |n| n.number);
        report.findings.push(Finding::PermitDiffers { number });
    }
    Ok(())
}

fn expected(office: &Office, state: &Application, kept: &PermitRow) -> Option<PermitRow> {
    let definition = office.definition(&state.definition).ok()?;
    let digest = *state.issued.as_ref()?.digest.as_bytes();
    permit_row(office, &definition, state, kept.id, digest, kept.issued_at)
}
