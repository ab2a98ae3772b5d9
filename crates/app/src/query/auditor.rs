//! *Jejak audit* for the organiser and the auditor who holds that role (MJK18-10.3, 22): the list, and one file's story
//! with its leaves and their proofs. Reading is an act too and stands in the record.

pub use super::rebuilt::{Rebuilt, RebuiltEvent};

use super::case::{CaseView, OpenedDocument, Prepared, build, require, unknown};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::calendar::Calendar;
use domain::capability::Capability;
use domain::party::{Actor, ApplicationRecord, StoredFile};
use domain::value::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Hash, HashReader, InclusionProof, leaf_hash};
use std::cell::RefCell;
use std::collections::BTreeMap;
use store::ReadTx;
use store::audit::{AuditRow, Found, Search};
use store::ledger_log::{Head, StoredLeaf, StoredNodes};

/// Rows of one page.
const PAGE: u32 = 50;

/// Whether the log proves an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inclusion {
    /// The leaf is at this place, and its path leads to the root of the log now.
    Proven {
        /// Place from 0.
        sequence: i64,
        /// Hashes on the way to the root, hex.
        path: Vec<String>,
    },
    /// Not numbered yet; that takes a second at most.
    Waiting,
    /// Body, hash and tree do not agree: `audit verify` will name it.
    Broken,
    /// There is no leaf for the record.
    Missing,
}

/// One act in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Id of record and leaf, hex.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor_name: String,
    /// Labels of the roles held.
    pub roles: String,
    /// Stable name of the act.
    pub act: String,
    /// `application`, `account` …
    pub object_kind: String,
    /// The file, when the act is about one.
    pub application: Option<Id<ApplicationRecord>>,
    /// Its registration number.
    pub registration: String,
    /// Done or refused.
    pub done: bool,
    /// Refusal code.
    pub code: String,
    /// Names of the fields concerned.
    pub fields: Vec<String>,
    /// Article.
    pub basis: String,
    /// Leaf hash, hex; empty while it waits.
    pub leaf_hash: String,
    /// Place in the log.
    pub inclusion: Inclusion,
}

/// What to look for; empty texts mean everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Part of a person's name.
    pub actor: String,
    /// Name of an act.
    pub act: String,
    /// Kind of object: `application`, `account`, `office` …
    pub object: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// Registration number.
    pub registration: String,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Only before this record: microseconds and id as on the page before.
    pub before: Option<(Timestamp, [u8; 16])>,
}

impl AuditFilter {
    /// Names of what is looked for; the record keeps these, never what was typed.
    pub(crate) fn fields(&self) -> Vec<String> {
        let day = |date: Option<Date>| date.map_or_else(String::new, |d| d.to_string());
        [
            ("actor", self.actor.clone()),
            ("act", self.act.clone()),
            ("object", self.object.clone()),
            ("outcome", self.outcome.clone()),
            ("registration", self.registration.clone()),
            ("since", day(self.since)),
            ("until", day(self.until)),
        ]
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, _)| name.to_owned())
        .collect()
    }

    /// The same as a question to the database. A number that does not exist fits nothing.
    pub(crate) fn search(&self, tx: &ReadTx<'_>, calendar: &Calendar) -> Result<Search, AppError> {
        let start = |date: Date| {
            let zoned = date.to_zoned(calendar.time_zone().clone());
            zoned.map(|z| z.timestamp()).map_err(|e| AppError::Failed(e.to_string()))
        };
        let object = match self.registration.trim() {
            "" => None,
            number => Some(
                store::application::by_registration(tx, number)?
                    .map_or([0xff; 16], |s| *s.state.id.as_bytes()),
            ),
        };
        Ok(Search {
            before: self.before,
            since: self.since.map_or(Ok(Timestamp::UNIX_EPOCH), start)?,
            until: match self.until.and_then(|d| d.tomorrow().ok()) {
                Some(next) => start(next)?,
                None => Timestamp::MAX,
            },
            actor: self.actor.trim().to_lowercase(),
            act: self.act.clone(),
            outcome: self.outcome.clone(),
            object_kind: self.object.clone(),
            object,
        })
    }
}

/// A page of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// Newest first.
    pub lines: Vec<AuditLine>,
    /// Key of the next older page.
    pub older: Option<(Timestamp, [u8; 16])>,
    /// Leaves in the log.
    pub size: u64,
    /// Root of the log, hex.
    pub root: String,
}

/// The record, the newest first.
///
/// # Errors
/// A refusal for everybody but readers of the audit trail, recorded; database.
pub fn audit_list(region: &Region, actor: &Actor, filter: &AuditFilter) -> Result<AuditPage, AppError> {
    require(region, actor, &[Capability::ReadAuditTrail], "read_audit_trail")?;
    let fields = filter.fields();
    let page = region.store.read(|tx| page(region, tx, filter))?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let fields = fields.as_slice();
    written!(region, [region, actor, fields], |tx| {
        let mut dice = Dice::new(seed, now);
        let subject = Subject::account(account);
        record_act(tx, &mut dice, region, actor, &subject, "read_audit_trail", None, fields).map(|_| ())
    })?;
    Ok(page)
}

fn page(region: &Region, tx: &ReadTx<'_>, filter: &AuditFilter) -> Result<AuditPage, AppError> {
    let search = filter.search(tx, &region.office().calendar)?;
    let mut found = store::audit::search(tx, &search, PAGE + 1)?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let older = found.last().filter(|_| more).map(|f| (f.row.at, f.row.id));
    let head = store::ledger_log::head(tx)?;
    let lines = found.iter().map(|f| found_line(region, f)).collect();
    Ok(AuditPage { lines, older, size: head.frontier.size(), root: head.frontier.root().to_string() })
}

/// A line of the list: body, hash and place in the tree agree. The whole path to the root stands in the story of a file and
/// in an export.
fn found_line(region: &Region, found: &Found) -> AuditLine {
    let inclusion = match (&found.body, found.seq, found.hash) {
        (None, ..) => Inclusion::Missing,
        (Some(_), None, _) | (Some(_), _, None) => Inclusion::Waiting,
        (Some(body), Some(sequence), Some(kept)) => {
            let hash = *leaf_hash(body.as_bytes()).as_bytes();
            if hash == kept && found.in_tree == Some(hash) {
                Inclusion::Proven { sequence, path: Vec::new() }
            } else {
                Inclusion::Broken
            }
        }
    };
    let hash = found.hash.map_or_else(String::new, hex::encode);
    readable(region, &found.row, found.registration.clone().unwrap_or_default(), hash, inclusion)
}

/// Nodes of the log that were read already: paths of neighbouring leaves share most of theirs.
struct Remembered<'t, 'c> {
    log: StoredNodes<'t, 'c>,
    nodes: RefCell<BTreeMap<(u8, u64), Option<Hash>>>,
}

impl HashReader for Remembered<'_, '_> {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        if let Some(known) = self.nodes.borrow().get(&(level, index)) {
            return *known;
        }
        let node = self.log.node(level, index);
        self.nodes.borrow_mut().insert((level, index), node);
        node
    }
}

/// Every act on one file with its leaf: rows and leaves are read once each, whatever their number.
fn lines_of(
    region: &Region,
    tx: &ReadTx<'_>,
    head: &Head,
    id: Id<ApplicationRecord>,
    registration: &str,
) -> Result<Vec<AuditLine>, AppError> {
    let nodes = Remembered { log: StoredNodes(tx), nodes: RefCell::default() };
    let leaves = store::ledger_log::leaves_of_object(tx, "application", *id.as_bytes())?;
    let leaves: BTreeMap<[u8; 16], StoredLeaf> = leaves.into_iter().map(|leaf| (leaf.id, leaf)).collect();
    let mut rows = store::audit::of_object(tx, "application", *id.as_bytes())?;
    // Acts of one moment stand in the order of the log.
    rows.sort_by_key(|row| (row.at, leaves.get(&row.id).and_then(|leaf| leaf.seq).unwrap_or(i64::MAX)));
    let line = |row: &AuditRow| {
        let leaf = leaves.get(&row.id);
        let hash = leaf.and_then(|l| l.hash).map_or_else(String::new, |h| h.to_string());
        let proof = leaf.map_or(Inclusion::Missing, |leaf| inclusion(&nodes, head, leaf));
        readable(region, row, registration.to_owned(), hash, proof)
    };
    Ok(rows.iter().map(line).collect())
}

fn readable(
    region: &Region,
    row: &AuditRow,
    registration: String,
    leaf_hash: String,
    inclusion: Inclusion,
) -> AuditLine {
    let known = |id: &str| region.profile.roles.iter().find(|(role, _)| role.0 == id);
    let roles: Vec<&str> = row
        .roles
        .split(',')
        .filter(|r| !r.is_empty())
        .map(|id| known(id).map_or(id, |(_, def)| def.label.as_str()))
        .collect();
    AuditLine {
        id: hex::encode(row.id),
        at: row.at,
        actor_name: row.actor_name.clone(),
        roles: roles.join(", "),
        act: row.act.clone(),
        object_kind: row.object_kind.clone(),
        application: (row.object_kind == "application").then(|| Id::from_bytes(row.object_id)),
        registration,
        done: row.outcome == "done",
        code: row.code.clone().unwrap_or_default(),
        fields: serde_json::from_str(&row.fields).unwrap_or_default(),
        basis: row.basis.clone().unwrap_or_default(),
        leaf_hash,
        inclusion,
    }
}

/// Hashes the body anew and follows the path to the root of the log as it stands.
fn inclusion(nodes: &impl HashReader, head: &Head, leaf: &StoredLeaf) -> Inclusion {
    let (Some(sequence), Some(kept)) = (leaf.seq, leaf.hash) else { return Inclusion::Waiting };
    let hash = leaf_hash(leaf.body.as_bytes());
    if hash != kept {
        return Inclusion::Broken;
    }
    let Ok(index) = u64::try_from(sequence) else { return Inclusion::Broken };
    let Ok(proof) = InclusionProof::build(index, head.frontier.size(), nodes) else {
        return Inclusion::Broken;
    };
    if proof.verify(&hash, &head.frontier.root()).is_err() {
        return Inclusion::Broken;
    }
    Inclusion::Proven { sequence, path: proof.path.iter().map(ToString::to_string).collect() }
}

/// One file's story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The file as it stands.
    pub case: CaseView,
    /// Every act on it, done or refused, oldest first.
    pub lines: Vec<AuditLine>,
    /// The file rebuilt from its events.
    pub rebuilt: Rebuilt,
    /// Leaves in the log.
    pub size: u64,
    /// Root of the log, hex.
    pub root: String,
}

fn loaded(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    act: &'static str,
) -> Result<Prepared, AppError> {
    require(region, actor, &[Capability::ReadAuditTrail], act)?;
    match Prepared::load(region, actor, id)? {
        Some(prepared) => Ok(prepared),
        None => {
            unknown(region, actor, id, act)?;
            Err(AppError::NotFound)
        }
    }
}

/// One file with everything that was done and tried on it. The reading itself is recorded first, so that it stands in the
/// story that it shows.
///
/// # Errors
/// A refusal for everybody but readers of the audit trail, recorded; [`AppError::NotFound`].
pub fn story(region: &Region, actor: &Actor, id: Id<ApplicationRecord>) -> Result<Story, AppError> {
    let prepared = loaded(region, actor, id, "read_case")?;
    let registration = prepared.state.registration.map_or_else(String::new, |r| r.to_string());
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, &Subject::application(id), "read_case", None, &[])
            .map(|_| ())
    })?;
    let (lines, rebuilt, size, root) = region.store.read(|tx| -> Result<_, AppError> {
        let head = store::ledger_log::head(tx)?;
        let lines = lines_of(region, tx, &head, id, &registration)?;
        let rebuilt = super::rebuilt::rebuild(tx, id)?;
        Ok((lines, rebuilt, head.frontier.size(), head.frontier.root().to_string()))
    })?;
    Ok(Story { case: build(region, actor, prepared)?, lines, rebuilt, size, root })
}

/// Opens a document of a file for the auditor; recorded.
///
/// # Errors
/// As [`story`].
pub fn read_document(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
    file: Id<StoredFile>,
) -> Result<OpenedDocument, AppError> {
    let prepared = loaded(region, actor, id, "read_document")?;
    super::case::open_checked(region, actor, &prepared.state, file, "read_document")
}
