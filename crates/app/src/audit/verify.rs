//! Recomputes every leaf from its event, the root from the leaves, and compares each state row, permit and document with
//! the digest in its last leaf.

use crate::act::{event_digest, state_digest};
use crate::error::AppError;
use crate::keys::RegionKeys;
use domain::process::{Application, replay};
use jiff::{SignedDuration, Timestamp};
use ledger::{CanonicalLeaf, Frontier, leaf_hash};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
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
    /// A leaf is not in the place that the tree has for it: inserted or swapped.
    LeafMoved { seq: i64, id: String },
    /// The root over the leaves is not the one that was kept.
    RootDiffers { kept: String, computed: String },
    /// The signed checkpoint does not fit the log.
    CheckpointInvalid { why: String },
    /// A leaf waits for its number for more than a minute.
    LeafWaits { count: i64 },
    /// A leaf has no readable audit record, or one that says something else.
    RecordDiffers { id: String },
    /// An event is not the one in its leaf, or has none.
    EventDiffers { application: String, version: i64 },
    /// A leaf names an event that is gone.
    EventMissing { application: String, version: i64 },
    /// The state row is not what its last leaf says: changed without an event.
    StateDiffers { application: String },
    /// Replaying the events does not give the state.
    ReplayDiffers { application: String, why: String },
    /// A permit says something else than its application.
    PermitDiffers { number: String },
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
pub fn verify(store: &Store, keys: &RegionKeys, region_id: &str, now: Timestamp) -> Result<VerifyReport, AppError> {
    store.read(|tx| {
        let mut report = VerifyReport::default();
        let named = leaves(tx, &mut report)?;
        let head = store::ledger_log::head(tx)?;
        let kept = head.frontier.root().to_string();
        if kept != report.root {
            report.findings.push(Finding::RootDiffers { kept, computed: report.root.clone() });
        }
        if let Some(note) = &head.checkpoint {
            check_note(note, keys, region_id, &mut report)?;
        }
        let waiting = store::ledger_log::waiting(tx)?;
        if waiting.oldest.is_some_and(|oldest| now.duration_since(oldest) > LONGEST_WAIT) {
            report.findings.push(Finding::LeafWaits { count: waiting.count });
        }
        applications(tx, &named, &mut report)?;
        permits(tx, &mut report)?;
        Ok(report)
    })
}

fn check_note(note: &str, keys: &RegionKeys, region_id: &str, report: &mut VerifyReport) -> Result<(), AppError> {
    let key = super::checkpoint_key(keys, region_id)?;
    match ledger::checkpoint::verify(note, &key) {
        Err(e) => report.findings.push(Finding::CheckpointInvalid { why: e.to_string() }),
        Ok(checkpoint) if i64::try_from(checkpoint.size).unwrap_or(i64::MAX) > report.leaves => {
            let why = format!("the checkpoint counts {} leaves, the log {}", checkpoint.size, report.leaves);
            report.findings.push(Finding::CheckpointInvalid { why });
        }
        Ok(_) => {}
    }
    Ok(())
}

fn leaves(tx: &ReadTx<'_>, report: &mut VerifyReport) -> Result<BTreeMap<String, Named>, AppError> {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    let mut frontier = Frontier::new();
    let mut next = 0_i64;
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
            if in_tree.is_some_and(|node| node != hash) && leaf.hash == Some(hash) {
                report.findings.push(Finding::LeafMoved { seq, id: id.clone() });
            }
            frontier.append(hash);
            let body: Value = serde_json::from_str(&leaf.body).unwrap_or(Value::Null);
            check_record(tx, leaf.id, &body, report)?;
            note_events(&body, &mut named);
        }
    }
    report.leaves = next;
    report.root = frontier.root().to_string();
    Ok(named)
}

fn check_record(tx: &ReadTx<'_>, id: [u8; 16], body: &Value, report: &mut VerifyReport) -> Result<(), AppError> {
    let agrees = store::audit::find(tx, id)?.is_some_and(|record| {
        body["act"] == record.act.as_str()
            && body["outcome"] == record.outcome.as_str()
            && body["at"] == record.at.to_string().as_str()
            && body["actor"]["roles"] == record.roles.as_str()
            && body["object"]["id"] == hex::encode(record.object_id).as_str()
    });
    if !agrees {
        report.findings.push(Finding::RecordDiffers { id: hex::encode(id) });
    }
    Ok(())
}

fn note_events(body: &Value, named: &mut BTreeMap<String, Named>) {
    let Some(after) = body["detail"]["after"].as_str() else { return };
    let Some(object) = body["object"]["id"].as_str() else { return };
    let entry =
        named.entry(object.to_owned()).or_insert(Named { events: BTreeMap::new(), last_after: None });
    entry.last_after = Some(after.to_owned());
    for event in body["detail"]["events"].as_array().into_iter().flatten() {
        if let (Some(version), Some(digest)) = (event["version"].as_i64(), event["digest"].as_str()) {
            entry.events.insert(version, digest.to_owned());
        }
    }
}

fn applications(
    tx: &ReadTx<'_>,
    named: &BTreeMap<String, Named>,
    report: &mut VerifyReport,
) -> Result<(), AppError> {
    for (id, state_text, salt) in store::application::all_rows(tx)? {
        report.applications += 1;
        let hex_id = hex::encode(id);
        let mut differs = |finding| report.findings.push(finding);
        let said = named.get(&hex_id);
        let digest = hex::encode(state_digest(&salt, &state_text));
        if said.and_then(|n| n.last_after.as_ref()) != Some(&digest) {
            differs(Finding::StateDiffers { application: hex_id.clone() });
        }
        let mut left: BTreeMap<i64, String> = said.map(|n| n.events.clone()).unwrap_or_default();
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
        let state: Option<Application> = serde_json::from_str(&state_text).ok();
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
    Ok(())
}

fn permits(tx: &ReadTx<'_>, report: &mut VerifyReport) -> Result<(), AppError> {
    for permit in store::permit::all(tx)? {
        report.permits += 1;
        let agrees = store::application::find(tx, permit.application)?.is_some_and(|stored| {
            let state = &stored.state;
            state.number.as_ref().is_some_and(|n| n.number == permit.number)
                && state.issued.as_ref().is_some_and(|d| d.digest.as_bytes() == &permit.digest)
                && state.holder_name == permit.holder_name
                && (permit.state == "revoked") == (state.status == domain::process::Status::Revoked)
        });
        if !agrees {
            report.findings.push(Finding::PermitDiffers { number: permit.number });
        }
    }
    Ok(())
}
