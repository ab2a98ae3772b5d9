//! Checks one signature by itself: place, form, digest, value, path.

use der::Encode;
use x509_cert::Certificate;

use super::report::{Problem, SignatureKind, SignatureReport};
use super::unreadable;
use crate::algorithm::sha256;
use crate::certificate::{common_name, organization};
use crate::envelope;
use crate::error::Result;
use crate::form::Field;
use crate::path;
use crate::pdf::file::PdfFile;
use crate::pdf::object::{Dict, Object, ObjectId};
use crate::pdf::parse::Span;
use crate::sign::{DocMdp, read_pdf_date};

/// A signature with what the rest of the verifier needs.
pub(super) struct Checked {
    pub(super) report: SignatureReport,
    /// Object number of the signature dictionary.
    pub(super) value: ObjectId,
    /// The revision it closes, counted from 0; `None` when it closes none.
    pub(super) revision: Option<usize>,
    /// What it permits, when it is a certification.
    pub(super) certifies: Option<DocMdp>,
    /// Whether it locks all fields.
    pub(super) locks_all: bool,
}

/// Checks the signature of `field`. What is wrong goes to `problems`.
pub(super) fn check(
    file: &PdfFile<'_>,
    field: &Field,
    value: ObjectId,
    roots: &[Certificate],
    problems: &mut Vec<Problem>,
) -> Result<Checked> {
    let located = file.now().locate(value)?;
    let Object::Dict(dict) = &located.object else { return unreadable("a signature dictionary") };
    let certifies = certification(dict);
    let text = |key: &str| dict.get(key).and_then(Object::as_text);
    let mut report = SignatureReport {
        field: field.name.clone(),
        kind: certifies.map_or(SignatureKind::Approval, SignatureKind::Certification),
        subject: String::new(),
        organization: None,
        issuer: String::new(),
        certificate: String::new(),
        signed_at: text("M").and_then(|date| read_pdf_date(&date)),
        reason: text("Reason"),
        location: text("Location"),
        covers_whole_revision: false,
        covers_whole_file: false,
        digest_ok: false,
        signature_ok: false,
        chain_ok: false,
    };
    let name = || field.name.clone();

    let gap = located.spans.iter().find(|span| span.key == b"Contents");
    let revision = gap.and_then(|gap| closes(file, dict, gap));
    report.covers_whole_revision = revision.is_some();
    report.covers_whole_file = revision.is_some() && revision == file.revisions.len().checked_sub(1);
    if revision.is_none() {
        problems.push(Problem::NotWholeRevision { field: name() });
    }
    let plain = dict.is_name("Type", "Sig")
        && dict.is_name("Filter", "Adobe.PPKLite")
        && dict.is_name("SubFilter", "ETSI.CAdES.detached");
    let digits = gap.and_then(|gap| file.bytes.get(gap.start..gap.end));
    let opened = digits.filter(|_| plain).and_then(canonical).and_then(|der| envelope::open(&der));
    let Some(opened) = opened else {
        problems.push(Problem::EnvelopeMalformed { field: name() });
        return Ok(Checked { report, value, revision, certifies, locks_all: false });
    };
    report.subject = common_name(&opened.signer.tbs_certificate.subject);
    report.organization = organization(&opened.signer.tbs_certificate.subject);
    report.issuer = common_name(&opened.signer.tbs_certificate.issuer);
    report.certificate = opened.signer.to_der().map(hex::encode).unwrap_or_default();

    let end = revision.and_then(|index| file.revisions.get(index)).map(|revision| revision.end);
    if let (Some(gap), Some(end)) = (gap, end) {
        let before = file.bytes.get(..gap.start).unwrap_or_default();
        let behind = file.bytes.get(gap.end..end).unwrap_or_default();
        report.digest_ok = sha256(&[before, behind]) == opened.digest;
    }
    if !report.digest_ok {
        problems.push(Problem::DocumentAltered { field: name() });
    }
    report.signature_ok = opened.signature_ok;
    if !opened.signature_ok {
        problems.push(Problem::SignatureForged { field: name() });
    }
    match path::check(&opened.signer, &opened.others, roots, report.signed_at) {
        Ok(()) => report.chain_ok = true,
        Err(why) => problems.push(Problem::Untrusted { field: name(), why }),
    }
    Ok(Checked { report, value, revision, certifies, locks_all: locks_all(dict) })
}

/// The revision that the byte range closes: from byte 0 to the gap, which is exactly `/Contents`, and on to the end.
fn closes(file: &PdfFile<'_>, dict: &Dict, gap: &Span) -> Option<usize> {
    let range: Vec<usize> = dict
        .get("ByteRange")?
        .as_array()?
        .iter()
        .map(|item| item.as_int().and_then(|value| usize::try_from(value).ok()))
        .collect::<Option<_>>()?;
    let [0, before, behind, length] = range[..] else { return None };
    if before != gap.start || behind != gap.end {
        return None;
    }
    let end = behind.checked_add(length)?;
    file.revisions.iter().position(|revision| revision.end == end)
}

/// The envelope's bytes, when the digits are upper case, enclosed in `<>`, and all padding is zero.
fn canonical(contents: &[u8]) -> Option<Vec<u8>> {
    let digits = contents.strip_prefix(b"<")?.strip_suffix(b">")?;
    if !digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F')) {
        return None;
    }
    let mut bytes = hex::decode(digits).ok()?;
    let length = der_length(&bytes)?;
    if bytes.get(length..)?.iter().any(|byte| *byte != 0) {
        return None;
    }
    bytes.truncate(length);
    Some(bytes)
}

/// Length of the DER sequence at the start, header included.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let (tag, length) = (bytes.first()?, usize::from(*bytes.get(1)?));
    if *tag != 0x30 {
        return None;
    }
    if length < 0x80 {
        return Some(2 + length);
    }
    let more = length - 0x80;
    if more == 0 || more > 3 {
        return None;
    }
    let value = bytes.get(2..2 + more)?.iter().fold(0usize, |sum, byte| (sum << 8) | usize::from(*byte));
    Some(2 + more + value)
}

/// The single signature reference with this method, and its parameters.
fn transform<'a>(dict: &'a Dict, method: &str) -> Option<&'a Dict> {
    let [reference] = dict.get("Reference")?.as_array()? else { return None };
    let reference = reference.as_dict()?;
    if reference.is_name("TransformMethod", method) {
        reference.get("TransformParams")?.as_dict()
    } else {
        None
    }
}

fn certification(dict: &Dict) -> Option<DocMdp> {
    match transform(dict, "DocMDP")?.get("P") {
        Some(Object::Int(1)) => Some(DocMdp::NoChanges),
        Some(Object::Int(2)) => Some(DocMdp::FormFilling),
        _ => None,
    }
}

fn locks_all(dict: &Dict) -> bool {
    transform(dict, "FieldMDP").is_some_and(|parameters| parameters.is_name("Action", "All"))
}
