//! One consent for several documents: one PIN for the ordered list (MJK18-13.3), or the choice itself where the region asks
//! for no PIN (PWK63-6.2.c).

use super::super::case::{Prepared, check_open, unknown};
use super::signing_list;
use crate::act::{Request, record_refusal};
use crate::error::AppError;
use crate::pin::{PinEntry, PinRequest};
use crate::{Region, pin};
use domain::party::{Actor, ApplicationRecord, Pin};
use domain::pin::{PinAct, PinProof};
use domain::process::{Command, Refusal};
use domain::value::{Digest, Id};
use jiff::Timestamp;

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

/// Documents of one kind of act that were chosen from the list and still stand as they were seen.
struct Chosen {
    act: PinAct,
    /// File, version seen, digest.
    documents: Vec<(Id<ApplicationRecord>, u64, Digest)>,
    /// Service and registration number of the first one.
    first: (String, String),
    labels: Vec<String>,
    dropped: Vec<String>,
}

/// Takes the chosen documents from the list: one that changed since it was chosen, or that asks for another act than the
/// first one, drops out alone.
fn choose(
    region: &Region,
    actor: &Actor,
    chosen: &[(Id<ApplicationRecord>, Digest)],
    attempt: &str,
) -> Result<Chosen, AppError> {
    let list = signing_list(region, actor)?;
    let mut documents = Vec::new();
    let (mut labels, mut dropped) = (Vec::new(), Vec::new());
    let mut first: Option<(PinAct, (String, String))> = None;
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
        if first.as_ref().is_some_and(|(act, _)| *act != item.act) {
            dropped.push(match with_pin(region) {
                true => format!("{label}: tindakan lain, minta PIN tersendiri."),
                false => format!("{label}: tindakan lain, pilih tersendiri."),
            });
            continue;
        }
        if !item.seen {
            let subject = crate::act::Subject::application(item.id);
            record_refusal(region, actor, &subject, attempt, &Refusal::DocumentNotSeen)?;
            return Err(Refusal::DocumentNotSeen.into());
        }
        documents.push((item.id, item.version, *digest));
        labels.push(label);
        first = first.or_else(|| Some((item.act, (item.service_short.clone(), item.registration.clone()))));
    }
    let Some((act, first)) = first else {
        let message = dropped.pop().unwrap_or_else(|| "Pilih paling sedikit satu dokumen.".to_owned());
        return Err(Refusal::Invalid { field: "pilih".into(), message }.into());
    };
    Ok(Chosen { act, documents, first, labels, dropped })
}

/// Whether this region asks for a PIN before an official's act counts (MJK18-13.3); others know none (PWK63-6.2.c).
pub fn with_pin(region: &Region) -> bool {
    region.profile.policy.pin.is_some()
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
    let Chosen { act, documents, first: (short, number), labels, dropped } =
        choose(region, actor, chosen, "request_pin")?;
    Ok(AskedBatch { pin: asked(region, actor, act, documents, short, number)?, labels, dropped })
}

/// What became of documents that were chosen where no PIN is asked.
#[derive(Debug, Clone)]
pub struct ChosenOutcome {
    /// Kind of act.
    pub act: PinAct,
    /// Each document that was acted on.
    pub outcomes: Vec<BatchOutcome>,
    /// Documents that were not, each with the reason.
    pub dropped: Vec<String>,
}

/// Does the act on the chosen documents in a region without PIN; the choice with its digests is the consent.
///
/// # Errors
/// [`Refusal::PinMissing`] where the region asks for a PIN; [`Refusal::DocumentNotSeen`]; database.
pub fn act_on_chosen(
    region: &Region,
    actor: &Actor,
    chosen: &[(Id<ApplicationRecord>, Digest)],
    key: &str,
) -> Result<ChosenOutcome, AppError> {
    if with_pin(region) {
        let subject = actor.account.map_or_else(crate::act::Subject::nobody, crate::act::Subject::account);
        record_refusal(region, actor, &subject, "act_on_chosen", &Refusal::PinMissing)?;
        return Err(Refusal::PinMissing.into());
    }
    let Chosen { act, documents, dropped, .. } = choose(region, actor, chosen, "act_on_chosen")?;
    let mut outcomes = Vec::new();
    for (id, version, digest) in documents {
        outcomes.extend(act_on_one(region, actor, (act, id, version, digest), key, None)?);
    }
    Ok(ChosenOutcome { act, outcomes, dropped })
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
    Ok(personal.phone.map_or_else(String::new, |p| super::super::case::masked(&p.to_string())))
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
        // The digest is the one on the list; the engine compares it with what stands in the file now.
        let digest = settled.1.get(n).copied().unwrap_or(Digest::new([0; 32]));
        outcomes.extend(act_on_one(region, actor, (act, *id, *version, digest), key, Some(&settled))?);
    }
    Ok(outcomes)
}

/// One document of a list; `None` when it is gone.
fn act_on_one(
    region: &Region,
    actor: &Actor,
    (act, id, version, digest): (PinAct, Id<ApplicationRecord>, u64, Digest),
    key: &str,
    settled: Option<&(PinProof, Vec<Digest>)>,
) -> Result<Option<BatchOutcome>, AppError> {
    let stored = region.store.read(|tx| store::application::find(tx, id))?;
    let Some(state) = stored.map(|s| s.state) else { return Ok(None) };
    let command = match act {
        PinAct::Initial => Command::Initial { digest },
        PinAct::Decide => Command::Decide { digest },
        _ => Command::Sign { digest },
    };
    let mut request = Request::new(id, command).at_version(version).with_key(format!("{key}.{id}"));
    request.settled = settled.cloned();
    let problem = match region.act(actor, request) {
        Ok(_) => None,
        Err(AppError::Refused(refusal)) => Some(region.profile.refusal(&refusal)),
        Err(AppError::NotFound) => Some(AppError::NotFound.to_string()),
        Err(other) => return Err(other),
    };
    Ok(Some(BatchOutcome {
        id,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        holder_name: state.holder_name,
        problem,
    }))
}
