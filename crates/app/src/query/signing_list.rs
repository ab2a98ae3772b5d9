//! What waits for an official's initials, decision or signature, and one PIN for several documents (MJK18-13.3).
//!
//! Nothing is signed unseen: a document that the person has not opened cannot be in a list.

use super::case::{Prepared, awaited_initials, check_open, open_document, require, unknown};
use super::due::{DueLine, running_due};
use crate::act::{Request, record_refusal};
use crate::error::AppError;
use crate::pin::{PinEntry, PinRequest};
use crate::{Office, Region, letter, pin};
use domain::capability::Capability;
use domain::definition::{ServiceDefinition, SigningMode, StageKind};
use domain::party::{Actor, ApplicationRecord, Pin, StoredFile};
use domain::pin::PinAct;
use domain::process::{Application, Command, DraftKind, Refusal};
use domain::value::{Digest, Id};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::ReadTx;

const MOST: u32 = 200;

/// A document that waits for somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct SigningItem {
    /// File.
    pub id: Id<ApplicationRecord>,
    /// Version seen.
    pub version: u64,
    /// Registration number.
    pub registration: String,
    /// For example "SIP Dokter".
    pub service_short: String,
    /// Holder.
    pub holder_name: String,
    /// What is asked of the person.
    pub act: PinAct,
    /// Signed in ink on the printed sheet, and recorded on the file's page.
    pub ink: bool,
    /// The draft says no.
    pub refusal: bool,
    /// What would be signed; `None` while it is being laid out.
    pub digest: Option<Digest>,
    /// Its file.
    pub file: Option<Id<StoredFile>>,
    /// The person opened these very bytes.
    pub seen: bool,
    /// Agency and verdict.
    pub recommended_by: Vec<String>,
    /// For example "Rp1.400.000, lunas".
    pub fee: Option<String>,
    /// What deserves a second look.
    pub warnings: Vec<String>,
    /// Deadline.
    pub due: Option<DueLine>,
}

impl SigningItem {
    /// Whether one PIN can cover it together with others. Ink needs none, and a cancellation is granted or declined by
    /// itself.
    pub fn in_batch(&self) -> bool {
        !self.ink && self.act != PinAct::Cancel
    }
}

/// Everything that waits for this person now, the nearest deadline first.
///
/// # Errors
/// A refusal for somebody who neither initials, decides nor signs; database.
pub fn signing_list(region: &Region, actor: &Actor) -> Result<Vec<SigningItem>, AppError> {
    require(
        region,
        actor,
        &[Capability::Sign, Capability::Decide, Capability::Initial],
        "open_signing_list",
    )?;
    let office = region.office();
    let now = region.now();
    let mut items = region.store.read(|tx| waiting(region, tx, &office, actor, now))?;
    items.sort_by_key(|i| (i.due.as_ref().and_then(|d| d.at).unwrap_or(Timestamp::MAX), i.id));
    Ok(items)
}

fn waiting(
    region: &Region,
    tx: &ReadTx<'_>,
    office: &Office,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<SigningItem>, AppError> {
    let kinds = [StageKind::Decision, StageKind::Signing];
    let stages = office.definitions.values().flat_map(|d| &d.stages).filter(|s| kinds.contains(&s.kind));
    let roles: BTreeSet<&str> = stages.map(|s| s.role.0.as_str()).collect();
    let mut found: BTreeMap<Id<ApplicationRecord>, SigningItem> = BTreeMap::new();
    for role in roles {
        for line in store::application::waiting_for_role(tx, role, MOST)? {
            let Some(state) = store::application::find(tx, line.id)?.map(|stored| stored.state) else {
                continue;
            };
            let definition = office.definition(&state.definition)?;
            let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
            if !stage.is_some_and(|s| kinds.contains(&s.kind)) {
                continue;
            }
            if let Some(item) = item(region, tx, office, actor, &state, &definition, now)? {
                found.insert(state.id, item);
            }
        }
    }
    if actor.may(Capability::Decide) {
        for line in store::application::cancelling(tx, MOST)? {
            let Some(state) = store::application::find(tx, line.id)?.map(|stored| stored.state) else {
                continue;
            };
            let definition = office.definition(&state.definition)?;
            if let Some(item) = cancellation(region, office, actor, &state, &definition, now) {
                found.insert(state.id, item);
            }
        }
    }
    Ok(found.into_values().collect())
}

/// A checked request to cancel or revoke, for whoever decides it.
fn cancellation(
    region: &Region,
    office: &Office,
    actor: &Actor,
    state: &Application,
    definition: &ServiceDefinition,
    now: Timestamp,
) -> Option<SigningItem> {
    let today = office.calendar.local_date(now);
    let checked =
        state.cancellation.as_ref().filter(|c| state.awaits_cancellation() && c.checked_by.is_some())?;
    office.officials.signing_right(actor.account?, &definition.id, today).ok()?;
    Some(SigningItem {
        id: state.id,
        version: state.version,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        service_short: definition.short_name.clone(),
        holder_name: state.holder_name.clone(),
        act: PinAct::Cancel,
        ink: false,
        refusal: false,
        digest: checked.digest,
        file: None,
        seen: false,
        recommended_by: Vec::new(),
        fee: None,
        warnings: vec![if checked.revoke {
            "Pemohon meminta izin ini dicabut.".to_owned()
        } else {
            "Pemohon meminta permohonan ini dibatalkan.".to_owned()
        }],
        due: running_due(state, definition, &office.calendar, &region.profile, now),
    })
}

fn asked_of(
    office: &Office,
    actor: &Actor,
    state: &Application,
    definition: &ServiceDefinition,
    now: Timestamp,
) -> Option<PinAct> {
    let account = actor.account?;
    let today = office.calendar.local_date(now);
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id))?;
    if state.handler.as_ref().is_some_and(|h| h.account != actor.account) && stage.kind == StageKind::Signing
    {
        return None;
    }
    let may_sign = || office.officials.signing_right(account, &definition.id, today).is_ok();
    match stage.kind {
        StageKind::Decision => {
            let awaited = awaited_initials(state, definition, office);
            // Whoever decides and fills a lower post too is not asked for that paraf as well.
            let others = awaited.iter().any(|p| !office.officials.holds(account, p, today));
            if actor.may(Capability::Decide) && actor.has_role(&stage.role) && may_sign() && !others {
                return Some(PinAct::Decide);
            }
            let next = awaited.first().is_some_and(|p| office.officials.holds(account, p, today));
            (next && actor.may(Capability::Initial)).then_some(PinAct::Initial)
        }
        StageKind::Signing => {
            let ready = match definition.product.signing {
                SigningMode::Electronic => true,
                SigningMode::Wet => state.valid_sheet().is_some(),
                SigningMode::None => false,
            };
            let mine = actor.may(Capability::Sign) && actor.has_role(&stage.role) && may_sign();
            (ready && state.signature.is_none() && mine).then_some(PinAct::Sign)
        }
        _ => None,
    }
}

fn item(
    region: &Region,
    tx: &ReadTx<'_>,
    office: &Office,
    actor: &Actor,
    state: &Application,
    definition: &ServiceDefinition,
    now: Timestamp,
) -> Result<Option<SigningItem>, AppError> {
    let Some(act) = asked_of(office, actor, state, definition, now) else { return Ok(None) };
    let today = office.calendar.local_date(now);
    let document = match act {
        PinAct::Sign => state
            .frozen
            .as_ref()
            .filter(|p| Some(p.signer) == actor.account && p.date.is_none_or(|d| d == today))
            .map(|p| (p.digest, p.file)),
        _ => state.draft.as_ref().map(|d| (d.digest, d.file)),
    };
    let ink = act == PinAct::Sign && definition.product.signing == SigningMode::Wet;
    let seen = match (actor.account, document) {
        (Some(account), Some((digest, _))) => store::desk::has_seen(tx, account, &digest)?,
        _ => false,
    };
    let refusal = state.draft.as_ref().is_some_and(|d| matches!(d.kind, DraftKind::Refusal { .. }));
    let recommended_by = state
        .recommendations
        .iter()
        .map(|(agency, r)| format!("{}: {}", region.profile.agency_name(agency), r.outcome.label()))
        .collect();
    // What an approval would cost says nothing beside a refusal.
    let fee = state.skrd.as_ref().filter(|_| !refusal).map(|s| {
        let paid = state.payment.as_ref().is_some_and(|p| p.confirmed_by.is_some());
        format!("{}, {}", s.amount, if paid { "lunas" } else { "belum lunas" })
    });
    let later = definition.fee.as_ref().filter(|_| !refusal);
    let fee = fee.or_else(|| later.map(|_| "ditetapkan setelah permohonan disetujui".to_owned()));
    let mut warnings = Vec::new();
    let against = super::case::against_recommendation(state);
    if refusal {
        warnings.push("Ini surat penolakan. Permohonan ditolak bila konsep ini ditetapkan.".to_owned());
        if !against && !state.recommendations.is_empty() {
            warnings.push("Instansi teknis merekomendasikan permohonan ini.".to_owned());
        }
    }
    if against {
        warnings.push("Ada instansi yang tidak merekomendasikan.".to_owned());
    }
    if ink && document.is_none() {
        warnings.push(
            "Lembar memuat nama pejabat lain. Petugas cetak perlu menggantinya lebih dahulu.".to_owned(),
        );
    }
    if state.corrections.len() > 1 {
        warnings.push(format!("Diperbaiki {} kali.", state.corrections.len()));
    }
    if state.cancellation.is_some() {
        warnings.push("Pemohon meminta pembatalan.".to_owned());
    }
    Ok(Some(SigningItem {
        id: state.id,
        version: state.version,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        service_short: definition.short_name.clone(),
        holder_name: state.holder_name.clone(),
        act,
        ink,
        refusal,
        digest: document.map(|(digest, _)| digest),
        file: document.map(|(_, file)| file),
        seen,
        recommended_by,
        fee,
        warnings,
        due: running_due(state, definition, &office.calendar, &region.profile, now),
    }))
}

/// Opens what this person would sign: the draft in its decision, else the page laid out for him and for today. The view
/// is remembered. Answers file and digest.
///
/// # Errors
/// As for opening the file; without draft or page a refusal.
pub fn open_for_signing(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
) -> Result<(Id<StoredFile>, Digest), AppError> {
    let Some(prepared) = Prepared::load(region, actor, id)? else {
        unknown(region, actor, id, "open_document")?;
        return Err(AppError::NotFound);
    };
    check_open(region, actor, &prepared.definition, &prepared.state, "open_document")?;
    let stage = prepared.state.stage.as_ref().and_then(|s| prepared.definition.stage(s)).map(|s| s.kind);
    let file = match stage {
        Some(StageKind::Signing) if prepared.state.signature.is_none() => {
            letter::prepare_signing(region, actor, id)?.file
        }
        _ => prepared.state.draft.as_ref().ok_or(Refusal::DraftMissing)?.file,
    };
    let opened = open_document(region, actor, id, file)?;
    Ok((file, opened.digest))
}

/// A PIN that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPin {
    /// To be sent back with the code.
    pub challenge: Id<Pin>,
    /// Kind of act.
    pub act: PinAct,
    /// The documents it stands for, in order: file, version seen, digest.
    pub documents: Vec<(Id<ApplicationRecord>, u64, Digest)>,
    /// Masked number that it went to.
    pub phone: String,
    /// Until when it is valid.
    pub expires_at: Timestamp,
}

/// Asks one PIN for an act on one document.
///
/// # Errors
/// Refusals of [`pin::request`]; the file must be one that this person may open.
pub fn ask_pin(
    region: &Region,
    actor: &Actor,
    act: PinAct,
    id: Id<ApplicationRecord>,
    digest: Digest,
) -> Result<AskedPin, AppError> {
    let Some(prepared) = Prepared::load(region, actor, id)? else {
        unknown(region, actor, id, "request_pin")?;
        return Err(AppError::NotFound);
    };
    check_open(region, actor, &prepared.definition, &prepared.state, "request_pin")?;
    let number = prepared.state.registration.map_or_else(String::new, |r| r.to_string());
    let short = prepared.definition.short_name.clone();
    let version = prepared.state.version;
    asked(region, actor, act, vec![(id, version, digest)], short, number)
}

/// A PIN for a list, with what is on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBatch {
    /// The PIN and the documents in order.
    pub pin: AskedPin,
    /// What the documents are, in the same order.
    pub labels: Vec<String>,
    /// Documents that are not on the list, each with the reason.
    pub dropped: Vec<String>,
}

/// Asks one PIN for the chosen documents of one kind of act; bound to the digest of their ordered list. A document that
/// changed since it was chosen, or that asks for another act than the first one, drops out alone.
///
/// # Errors
/// [`Refusal::DocumentNotSeen`] when one was not opened; refusals of [`pin::request`].
pub fn ask_batch_pin(
    region: &Region,
    actor: &Actor,
    chosen: &[(Id<ApplicationRecord>, Digest)],
) -> Result<AskedBatch, AppError> {
    let list = signing_list(region, actor)?;
    let mut documents = Vec::new();
    let (mut labels, mut dropped) = (Vec::new(), Vec::new());
    let mut first: Option<(PinAct, String, String)> = None;
    for (id, digest) in chosen {
        let Some(item) = list.iter().find(|i| i.id == *id) else {
            dropped.push("Satu dokumen tidak lagi menunggu Anda.".to_owned());
            continue;
        };
        let label = format!("{} {}, {}", item.service_short, item.registration, item.holder_name);
        if item.in_batch() && item.digest != Some(*digest) {
            dropped.push(format!("{label}: dokumen berubah. Buka lagi."));
            continue;
        }
        if !item.in_batch() {
            dropped.push(format!("{label}: selesaikan di halaman berkasnya."));
            continue;
        }
        if first.as_ref().is_some_and(|(act, _, _)| *act != item.act) {
            dropped.push(format!("{label}: tindakan lain, minta PIN tersendiri."));
            continue;
        }
        if !item.seen {
            let subject = crate::act::Subject::application(item.id);
            record_refusal(region, actor, &subject, "request_pin", &Refusal::DocumentNotSeen)?;
            return Err(Refusal::DocumentNotSeen.into());
        }
        documents.push((item.id, item.version, *digest));
        labels.push(label);
        first = first.or_else(|| Some((item.act, item.service_short.clone(), item.registration.clone())));
    }
    let Some((act, short, number)) = first else {
        let message = dropped.pop().unwrap_or_else(|| "Pilih paling sedikit satu dokumen.".to_owned());
        return Err(Refusal::Invalid { field: "pilih".into(), message }.into());
    };
    Ok(AskedBatch { pin: asked(region, actor, act, documents, short, number)?, labels, dropped })
}

fn asked(
    region: &Region,
    actor: &Actor,
    act: PinAct,
    documents: Vec<(Id<ApplicationRecord>, u64, Digest)>,
    service_short: String,
    number: String,
) -> Result<AskedPin, AppError> {
    let request = PinRequest {
        act,
        documents: documents.iter().map(|(_, _, digest)| *digest).collect(),
        sample: format!("{service_short} {number}"),
        service_short,
        number,
    };
    let challenge = pin::request(region, actor, &request)?;
    let minutes = region.profile.policy.pin.as_ref().map_or(0, |p| i64::from(p.valid_minutes));
    let now = region.now();
    let expires_at = now.checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(now);
    Ok(AskedPin { challenge, act, documents, phone: masked_phone(region, actor)?, expires_at })
}

/// The registered number with its middle hidden: enough to know the telephone, not enough to call it.
///
/// # Errors
/// Database.
pub fn masked_phone(region: &Region, actor: &Actor) -> Result<String, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotSignedIn)?;
    let personal = crate::account::read_personal(&region.keys, &row)?;
    Ok(personal.phone.map_or_else(String::new, |p| super::case::masked(&p.to_string())))
}

/// What became of one document of a list.
#[derive(Debug, Clone)]
pub struct BatchOutcome {
    /// File.
    pub id: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Holder.
    pub holder_name: String,
    /// `None` when it is done, else the sentence that says why not.
    pub problem: Option<String>,
}

/// Does the act on every document of the list with one PIN; a document that changed drops out alone.
///
/// # Errors
/// The refusal of the PIN itself: then nothing was done. A refusal of one document is an outcome, not an error.
pub fn act_on_batch(
    region: &Region,
    actor: &Actor,
    entry: &PinEntry,
    act: PinAct,
    documents: &[(Id<ApplicationRecord>, u64)],
    key: &str,
) -> Result<Vec<BatchOutcome>, AppError> {
    let settled = pin::settle_batch(region, actor, entry, act)?;
    let mut outcomes = Vec::new();
    for (n, (id, version)) in documents.iter().enumerate() {
        let stored = region.store.read(|tx| store::application::find(tx, *id))?;
        let Some(state) = stored.map(|s| s.state) else { continue };
        // The digest is the one on the list; the engine compares it with what stands in the file now.
        let digest = settled.1.get(n).copied().unwrap_or(Digest::new([0; 32]));
        let command = match act {
            PinAct::Initial => Command::Initial { digest },
            PinAct::Decide => Command::Decide { digest },
            _ => Command::Sign { digest },
        };
        let mut request = Request::new(*id, command).at_version(*version).with_key(format!("{key}.{id}"));
        request.settled = Some(settled.clone());
        let problem = match region.act(actor, request) {
            Ok(_) => None,
            Err(AppError::Refused(refusal)) => Some(refusal.sentence()),
            Err(AppError::NotFound) => Some(AppError::NotFound.to_string()),
            Err(other) => return Err(other),
        };
        outcomes.push(BatchOutcome {
            id: *id,
            registration: state.registration.map_or_else(String::new, |r| r.to_string()),
            holder_name: state.holder_name,
            problem,
        });
    }
    Ok(outcomes)
}
