//! What anybody may ask: whether a document is genuine; and what probes ask.

use crate::Region;
use crate::act::{Subject, record_refusal};
use crate::crypt::sha256;
use crate::error::AppError;
use document::{Expectation, Trust, Verdict, explain_id};
use domain::capability::Capability;
use domain::definition::ServiceId;
use domain::party::Actor;
use domain::process::{Application, Refusal, Status};
use domain::value::date_text;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use store::permit::PermitRow;

/// What the register says of a document today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Genuine and in force.
    InForce,
    /// Withdrawn.
    Revoked,
    /// Its validity has ended.
    Lapsed,
    /// A newer one took its place.
    Replaced,
}

/// The six data that anybody may see, and the standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Number as printed.
    pub number: String,
    /// What was issued.
    pub kind: String,
    /// Whose it is.
    pub holder: String,
    /// Who signed.
    pub signer: String,
    /// Date of signature, in words.
    pub date: String,
    /// State with its date, in words.
    pub status: String,
    /// What holds today.
    pub standing: Standing,
}

/// The region's database answers.
///
/// # Errors
/// Whatever the database says.
pub fn ready(region: &Region) -> Result<(), AppError> {
    region
        .store
        .read(|tx| store::office::get(tx, crate::office::CALENDAR).map(|_| ()))
        .map_err(AppError::from)
}

/// The document with this code (16 characters, without hyphens). A permit first; else the SKRD or the refusal letter of
/// a file whose permit does not exist, since their QR codes carry the same code.
///
/// # Errors
/// Database.
pub fn by_code(region: &Region, compact: &str) -> Result<Option<Card>, AppError> {
    let (permit, stored) = region.store.read(|tx| -> Result<_, AppError> {
        let permit = store::permit::by_code(tx, compact)?;
        let stored = match permit {
            Some(_) => None,
            None => store::application::by_code(tx, compact)?,
        };
        Ok((permit, stored))
    })?;
    Ok(match (permit, stored) {
        (Some(permit), _) => Some(document_card(region, permit)?),
        (None, Some(stored)) => other_card(region, &stored.state),
        (None, None) => None,
    })
}

fn product(region: &Region, service: &str) -> String {
    let service = ServiceId(service.to_owned());
    region.office().active(&service).map_or_else(|| service.0.clone(), |(_, d)| d.product.title.clone())
}

fn date(region: &Region, at: Timestamp) -> String {
    date_text::date(region.office().calendar.local_date(at))
}

/// A permit, or a certified copy: that one says what it is a copy of, and stands as the document does that it copies.
fn document_card(region: &Region, permit: PermitRow) -> Result<Card, AppError> {
    let Some(of) = permit.copy_of else { return Ok(permit_card(region, permit)) };
    let original = region.store.read(|tx| store::permit::of_application(tx, of))?;
    let original = original.ok_or_else(|| AppError::Damaged("a copy without its document".into()))?;
    let number = original.number.clone();
    let original = permit_card(region, original);
    let copy = permit_card(region, permit);
    // A copy may itself be withdrawn; else it goes with its document.
    let (standing, status) = match copy.standing {
        Standing::InForce => (original.standing, format!("Dokumen asli: {}", original.status)),
        own => (own, copy.status),
    };
    Ok(Card { kind: format!("Salinan sah dari {} nomor {number}", original.kind), status, standing, ..copy })
}

fn permit_card(region: &Region, permit: PermitRow) -> Card {
    let today = region.office().calendar.local_date(region.now());
    let until: Option<jiff::civil::Date> = permit.valid_until.as_deref().and_then(|d| d.parse().ok());
    let lapsed = until.is_some_and(|until| until < today);
    let (standing, status) = match (permit.state.as_str(), until) {
        ("revoked", _) => (Standing::Revoked, "Dicabut".to_owned()),
        ("replaced", _) => (Standing::Replaced, "Diganti dengan dokumen yang lebih baru".to_owned()),
        ("active", Some(until)) if !lapsed => {
            (Standing::InForce, format!("Berlaku sampai {}", date_text::date(until)))
        }
        ("active", None) => (Standing::InForce, "Berlaku".to_owned()),
        (_, Some(until)) => (Standing::Lapsed, format!("Berakhir {}", date_text::date(until))),
        (_, None) => (Standing::Lapsed, "Berakhir".to_owned()),
    };
    Card {
        kind: product(region, &permit.service),
        date: date(region, permit.signed_at),
        number: permit.number,
        holder: permit.holder_name,
        signer: permit.signer,
        status,
        standing,
    }
}

fn other_card(region: &Region, state: &Application) -> Option<Card> {
    let registration = state.registration.map(|r| r.to_string()).unwrap_or_default();
    if let (Status::Refused, Some(decision), Some(_)) = (state.status, &state.decision, &state.letter) {
        return Some(Card {
            number: registration,
            kind: "Surat penolakan permohonan".to_owned(),
            holder: state.holder_name.clone(),
            signer: decision.by.name.clone(),
            date: date(region, decision.at),
            status: "Permohonan ditolak; surat ini bukan izin".to_owned(),
            standing: Standing::InForce,
        });
    }
    let skrd = state.skrd.as_ref()?;
    let paid = state.payment.as_ref().is_some_and(|p| p.confirmed_by.is_some());
    let (standing, status) = match state.status {
        Status::ExpiredUnpaid => (Standing::Lapsed, "Batas pembayaran sudah lewat"),
        Status::Cancelled | Status::HandedBack => (Standing::Revoked, "Permohonan sudah ditutup"),
        _ if paid => (Standing::InForce, "Sudah dibayar; surat ini bukan izin"),
        _ => (Standing::InForce, "Menunggu pembayaran; surat ini bukan izin"),
    };
    Some(Card {
        number: skrd.number.clone(),
        kind: "Surat Ketetapan Retribusi Daerah".to_owned(),
        holder: state.holder_name.clone(),
        signer: skrd.by.name.clone(),
        date: date(region, skrd.issued_at),
        status: status.to_owned(),
        standing,
    })
}

/// What a PDF turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfCheck {
    /// The register's entry, when these very bytes were issued.
    pub card: Option<Card>,
    /// Signed under our roots, and changed afterwards.
    pub altered: bool,
    /// Nothing speaks against the file.
    pub sound: bool,
    /// Signatures and changes in plain words.
    pub sentences: Vec<String>,
}

/// Checks an uploaded PDF: its digest in the register, its signatures under the region's roots.
///
/// # Errors
/// Database.
pub fn check_pdf(region: &Region, bytes: &[u8]) -> Result<PdfCheck, AppError> {
    let permit = region.store.read(|tx| store::permit::by_digest(tx, sha256(bytes)))?;
    let trust = Trust { roots: region.keys.roots.clone() };
    let report = document::verify::verify(bytes, &trust, Expectation::default());
    let ours = report.signatures.iter().any(|s| s.chain_ok);
    let altered = permit.is_none() && ours && matches!(report.verdict, Verdict::Invalid(_));
    let mut sentences = explain_id(&report);
    if permit.is_none() && !altered {
        sentences.push("Berkas ini tidak tercatat sebagai izin dalam register kami.".to_owned());
    }
    let sound = permit.is_some() && report.is_valid();
    let card = permit.map(|permit| document_card(region, permit)).transpose()?;
    Ok(PdfCheck { card, altered, sound, sentences })
}

/// Anonymous refusals seen lately, by region, address and minute.
static SEEN: LazyLock<Mutex<BTreeMap<(String, String), i64>>> = LazyLock::new(|| Mutex::new(BTreeMap::new()));
/// Addresses remembered at a time.
const MOST_ADDRESSES: usize = 10_000;

/// Keeps a page that was refused to somebody. Anonymous attempts are kept once per address and minute, so that a
/// stranger cannot fill the record.
///
/// # Errors
/// Database.
pub fn refused_page(
    region: &Region,
    actor: Option<&Actor>,
    capability: Option<Capability>,
    address: &str,
) -> Result<(), AppError> {
    let refusal = Refusal::NotAllowed { capability };
    if let Some(actor) = actor {
        let subject = actor.account.map_or_else(Subject::nobody, Subject::account);
        return record_refusal(region, actor, &subject, "open_page", &refusal);
    }
    let minute = region.now().as_second().div_euclid(60);
    if let Ok(mut seen) = SEEN.lock() {
        if seen.len() >= MOST_ADDRESSES {
            seen.retain(|_, last| *last == minute);
        }
        let key = (region.profile.id.clone(), address.to_owned());
        if seen.insert(key, minute) == Some(minute) {
            return Ok(());
        }
    }
    let stranger = Actor { name: "Tidak dikenal".into(), ..Actor::system() };
    record_refusal(region, &stranger, &Subject::nobody(), "open_page", &refusal)
}
