//! Signs a prepared document (PAdES B-B, ETSI EN 319 142-1): an incremental update that fills a signature field.

use jiff::Timestamp;

use crate::algorithm::sha256;
use crate::certificate::describe;
use crate::envelope;
use crate::error::{DocumentError, Result, SignError};
use crate::fields::{FieldPlan, SEAL_FIELD, prepare};
use crate::form::{self, Field};
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Dict, Object, ObjectId};
use crate::pdf::write::{Increment, Written};
use crate::signer::Signer;

/// What a signature says about itself besides the certificate. All of it is inside the signed bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningFacts {
    /// When it was signed, by the region's clock; written to the second, in UTC.
    pub time: Timestamp,
    /// Why, in words for the reader.
    pub reason: String,
    /// Where.
    pub location: String,
    /// The signer's name as printed.
    pub name: String,
}

/// What a certification permits afterwards (DocMDP, ISO 32000-1, 12.8.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocMdp {
    /// Level 1: nothing at all.
    NoChanges,
    /// Level 2: the fields that exist may be filled and signed.
    FormFilling,
}

impl DocMdp {
    pub(crate) fn level(self) -> i64 {
        match self {
            Self::NoChanges => 1,
            Self::FormFilling => 2,
        }
    }
}

/// Signs as the first and certifying signature.
///
/// # Errors
/// [`DocumentError::NoSuchField`], [`DocumentError::FieldFilled`], [`DocumentError::Order`] when anything is signed
/// already, [`DocumentError::CertificateNotValid`], [`DocumentError::Sign`] when the key refuses.
pub fn certify(
    pdf: &[u8],
    field: &str,
    signer: &dyn Signer,
    facts: &SigningFacts,
    permits: DocMdp,
) -> Result<Vec<u8>> {
    let file = PdfFile::open(pdf)?;
    let view = file.now();
    if !form::signed_fields(&view)?.is_empty() {
        return Err(DocumentError::Order("a certification is the first signature"));
    }
    let target = form::field(&view, field)?;
    let (catalog_id, mut catalog) = view.catalog()?;
    if catalog.get("Perms").is_some() {
        return Err(DocumentError::Order("the document is certified already"));
    }
    let mut update = Increment::new(&file)?;
    let value = update.reserve();
    catalog.set("Perms", Object::Dict(Dict::new().with("DocMDP", Object::Ref(value))));
    update.put(catalog_id, &Object::Dict(catalog));
    let parameters = Dict::new()
        .with("Type", Object::name("TransformParams"))
        .with("P", Object::Int(permits.level()))
        .with("V", Object::name("1.2"));
    let reference = Dict::new()
        .with("Type", Object::name("SigRef"))
        .with("TransformMethod", Object::name("DocMDP"))
        .with("TransformParams", Object::Dict(parameters));
    write_signature(&file, update, target, value, reference, signer, facts)
}

/// Closes a finished file (a scanned paper permit, a receipt) with the office's seal: one field, one certification that
/// permits nothing afterwards.
///
/// # Errors
/// Those of [`prepare`] and [`certify`].
pub fn seal_plain(pdf: &[u8], signer: &dyn Signer, facts: &SigningFacts) -> Result<Vec<u8>> {
    let prepared = prepare(pdf, &FieldPlan { number: None, official: false, seal: true })?;
    certify(&prepared, SEAL_FIELD, signer, facts, DocMdp::NoChanges)
}

/// Ten digits for each number of the byte range, patched once the file is laid out.
const RANGE_ROOM: &str = "[0 0000000000 0000000000 0000000000]";

pub(crate) fn write_signature(
    file: &PdfFile<'_>,
    mut update: Increment,
    target: Field,
    value: ObjectId,
    reference: Dict,
    signer: &dyn Signer,
    facts: &SigningFacts,
) -> Result<Vec<u8>> {
    if !target.is_signature() {
        return Err(DocumentError::NoSuchField(target.name));
    }
    if target.is_filled() {
        return Err(DocumentError::FieldFilled(target.name));
    }
    let own = signer.certificate_chain().first();
    let own = own.ok_or_else(|| SignError::Chain("it is empty".to_owned()))?;
    if !describe(own)?.valid_at(facts.time) {
        return Err(DocumentError::CertificateNotValid);
    }
    update.put(target.id, &Object::Dict(target.dict.with("V", Object::Ref(value))));

    let mut body = Vec::new();
    let facts = Dict::new()
        .with("Type", Object::name("Sig"))
        .with("Filter", Object::name("Adobe.PPKLite"))
        .with("SubFilter", Object::name("ETSI.CAdES.detached"))
        .with("Name", Object::text(&facts.name))
        .with("Location", Object::text(&facts.location))
        .with("Reason", Object::text(&facts.reason))
        .with("M", Object::text(&pdf_date(facts.time)))
        .with("Reference", Object::Array(vec![Object::Dict(reference)]));
    Object::Dict(facts).write(&mut body);
    body.truncate(body.len() - b">>".len());
    body.extend(b"/ByteRange ");
    let range_at = body.len();
    body.extend(RANGE_ROOM.bytes());
    body.extend(b" /Contents ");
    let contents_at = body.len();
    let digits = envelope::room(signer.certificate_chain()) * 2;
    body.push(b'<');
    body.resize(body.len() + digits, b'0');
    body.extend(b"> >>");
    update.put_raw(value, body);

    let Written { mut bytes, body_at } = update.finish(file)?;
    let start = body_at.get(&value).copied().unwrap_or_default();
    let gap = start + contents_at..start + contents_at + digits + 2;
    let range = format!("[0 {:010} {:010} {:010}]", gap.start, gap.end, bytes.len() - gap.end);
    patch(&mut bytes, start + range_at, range.as_bytes());
    let before = bytes.get(..gap.start).unwrap_or_default();
    let behind = bytes.get(gap.end..).unwrap_or_default();
    let envelope = envelope::close(signer, &sha256(&[before, behind]))?;
    let envelope = hex::encode_upper(envelope);
    if envelope.len() > digits {
        return Err(DocumentError::Order("the envelope is larger than the room kept for it"));
    }
    patch(&mut bytes, gap.start + 1, envelope.as_bytes());
    Ok(bytes)
}

fn patch(bytes: &mut [u8], at: usize, new: &[u8]) {
    if let Some(slot) = bytes.get_mut(at..at + new.len()) {
        slot.copy_from_slice(new);
    }
}

/// A date as PDF writes it (7.9.4), in UTC.
fn pdf_date(time: Timestamp) -> String {
    time.strftime("D:%Y%m%d%H%M%S+00'00'").to_string()
}

/// Reads a date as PDF writes it, with any offset.
pub(crate) fn read_pdf_date(text: &str) -> Option<Timestamp> {
    let digits = text.strip_prefix("D:")?;
    if !digits.is_ascii() || digits.len() < 15 {
        return None;
    }
    let (stamp, offset) = digits.split_at(14);
    let offset = match offset.as_bytes() {
        [b'Z', ..] => "+0000".to_owned(),
        [_, _, _, b'\'', minutes @ ..] if minutes.len() >= 2 => {
            format!("{}{}", offset.get(..3)?, offset.get(4..6)?)
        }
        _ => return None,
    };
    Timestamp::strptime("%Y%m%d%H%M%S%z", format!("{stamp}{offset}")).ok()
}
