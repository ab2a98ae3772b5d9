//! What waits for an official's initials, decision or signature, and one PIN for several documents (MJK18-13.3).
//!
//! Nothing is signed unseen: a document that the person has not opened cannot be in a list.

mod batch;

pub use batch::{
    AskedBatch, AskedPin, BatchOutcome, ChosenOutcome, act_on_batch, act_on_chosen, ask_batch_pin, ask_pin,
    masked_phone, with_pin,
};

use super::case::{Prepared, awaited_initials, check_open, open_document, require, unknown};
use super::due::{DueLine, running_due};
use crate::error::AppError;
use crate::{Office, Region, letter};
use domain::capability::Capability;
use domain::definition::{ServiceDefinition, SigningMode, StageKind};
use domain::party::{Actor, ApplicationRecord, StoredFile};
use domain::pin::PinAct;
use domain::process::{Application, DraftKind, Refusal};
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
    let unset = definition.tariff_unset.as_ref().filter(|_| !refusal);
    let fee = fee.or_else(|| unset.map(|_| "tarif belum diisi".to_owned()));
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
