//! Judges a signed document: accepts only what is certainly unaltered (MJK18-1.11).
//!
//! Invariants: the last signature covers the file to its last byte; everything outside `/Contents` is under a digest;
//! inside `/Contents` every digit has one permitted value; after the certification nothing happened but the filling of
//! the number field and the seal. Bytes behind `%%EOF`, which common validators let pass, make the document invalid.

mod changes;
mod report;
mod signature;

pub use report::{
    Change, ChangeKind, Problem, Report, RevisionReport, SignatureKind, SignatureReport, Verdict,
};

use der::Decode;
use x509_cert::Certificate;

use crate::error::{DocumentError, Result};
use crate::fields::{NUMBER_FIELD, SEAL_FIELD};
use crate::form;
use crate::pdf::file::PdfFile;
use crate::pdf::object::Object;
use signature::Checked;

/// Whom we trust.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Root certificates in DER. An unreadable one is ignored and trusts nobody.
    pub roots: Vec<Vec<u8>>,
}

/// What the caller knows the document must hold; a document without it is incomplete.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The number field must be filled. `false` where the number is laid out before signing.
    pub number: bool,
    /// The office's seal must be there.
    pub seal: bool,
}

/// Judges a document. Never fails: what cannot be read is invalid.
pub fn verify(pdf: &[u8], trust: &Trust, expectation: Expectation) -> Report {
    let mut report = Report::default();
    let end = end_of_last_revision(pdf);
    let mut problems = Vec::new();
    if end < pdf.len() {
        problems.push(Problem::BytesAppended { bytes: pdf.len() - end });
    }
    let roots: Vec<Certificate> =
        trust.roots.iter().filter_map(|root| Certificate::from_der(root).ok()).collect();
    let body = pdf.get(..end).unwrap_or_default();
    let signed = match inspect(body, &roots, expectation, &mut report, &mut problems) {
        Ok(signed) => signed,
        Err(error) => {
            problems.push(Problem::Unreadable { detail: error.to_string() });
            true
        }
    };
    if end < pdf.len() {
        report.signatures.iter_mut().for_each(|signature| signature.covers_whole_file = false);
    }
    report.verdict = match (signed, problems.is_empty()) {
        (true, true) => Verdict::Valid,
        // Nothing was ever signed here; what is appended to such a file is not our question.
        (false, _) => Verdict::NotSigned,
        (true, false) => Verdict::Invalid(problems),
    };
    report
}

/// Behind the last `%%EOF` and its line end.
fn end_of_last_revision(pdf: &[u8]) -> usize {
    const MARK: &[u8] = b"%%EOF";
    let Some(at) = pdf.windows(MARK.len()).rposition(|window| window == MARK) else { return pdf.len() };
    let behind = at + MARK.len();
    match pdf.get(behind..) {
        Some([b'\r', b'\n', ..]) => behind + 2,
        Some([b'\r' | b'\n', ..]) => behind + 1,
        _ => behind,
    }
}

fn count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle).count()
}

/// Fills the report; answers whether the document carries signatures or traces of them.
fn inspect(
    body: &[u8],
    roots: &[Certificate],
    expectation: Expectation,
    report: &mut Report,
    problems: &mut Vec<Problem>,
) -> Result<bool> {
    let file = PdfFile::open(body)?;
    let view = file.now();
    let fields = form::fields(&view)?;
    report.number = fields
        .iter()
        .find(|f| f.is_text() && f.name == NUMBER_FIELD)
        .and_then(|f| f.dict.get("V")?.as_text());
    let signed = form::signed_fields(&view)?;
    let traces = count(body, b"/ByteRange");
    if signed.is_empty() {
        let (_, catalog) = view.catalog()?;
        if traces == 0 && catalog.get("Perms").is_none() && count(body, b"/Adobe.PPKLite") == 0 {
            return Ok(false);
        }
        problems.push(Problem::SignatureRemoved);
        return Ok(true);
    }
    if traces != signed.len() {
        problems.push(Problem::HiddenSignature);
    }

    let mut checked: Vec<Checked> = Vec::new();
    for (field, value) in &signed {
        checked.push(signature::check(&file, field, *value, roots, problems)?);
    }
    checked.sort_by_key(|one| one.revision);
    let first = checked.first().and_then(|one| Some((one.revision?, one.certifies?, one.value)));
    match first {
        Some((revision, permits, value)) => {
            let (_, catalog) = file.after(revision + 1).catalog()?;
            let named = catalog.get("Perms").and_then(Object::as_dict).and_then(|perms| perms.get("DocMDP"));
            if named.and_then(Object::as_ref) != Some(value) {
                problems.push(Problem::NotCertified);
            }
            report.revisions = changes::since(&file, revision, permits, &checked)?;
        }
        None => problems.push(Problem::NotCertified),
    }
    if checked.iter().skip(1).any(|one| one.certifies.is_some()) {
        problems.push(Problem::NotCertified);
    }
    for one in checked.iter().skip(1).filter(|one| !one.locks_all) {
        problems.push(Problem::SealDoesNotLock { field: one.report.field.clone() });
    }
    for revision in report.revisions.iter().filter(|revision| !revision.permitted) {
        problems.push(Problem::ForbiddenChange { changes: revision.changes.clone() });
    }
    if checked.last().and_then(|one| one.revision) != Some(file.revisions.len() - 1) {
        problems.push(Problem::NotWholeFile);
    }
    report.signatures = checked.into_iter().map(|one| one.report).collect();
    if expectation.number && report.number.is_none() {
        problems.push(Problem::NumberMissing);
    }
    if expectation.seal && !report.signatures.iter().any(|signature| signature.field == SEAL_FIELD) {
        problems.push(Problem::SealMissing);
    }
    Ok(true)
}

/// A reading error of the verifier with a place.
fn unreadable<T>(what: &'static str) -> Result<T> {
    Err(DocumentError::Unreadable { at: 0, what })
}
