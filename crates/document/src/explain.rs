//! The verifier's report in plain Indonesian, for the person who holds the document.

use jiff::tz::TimeZone;

use crate::fields::{OFFICIAL_FIELD, SEAL_FIELD};
use crate::path::PathProblem;
use crate::verify::{ChangeKind, Problem, Report, SignatureReport, Verdict};

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Sentences of at most 20 words, the judgement first. Times are given as in western Indonesia (WIB).
pub fn explain_id(report: &Report) -> Vec<String> {
    let mut sentences = vec![match &report.verdict {
        Verdict::Valid => "Dokumen ini asli dan tidak berubah sejak ditandatangani.".to_owned(),
        Verdict::Invalid(_) => {
            "Dokumen ini tidak sah. Jangan gunakan sebelum menghubungi loket kami.".to_owned()
        }
        Verdict::NotSigned => "Dokumen ini tidak memiliki tanda tangan elektronik.".to_owned(),
    }];
    for problem in report.problems() {
        let sentence = problem_sentence(problem).to_owned();
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    if report.is_valid() {
        sentences.extend(report.signatures.iter().flat_map(signature_sentences));
        if let Some(number) = &report.number {
            sentences.push(format!("Nomor dokumen: {number}."));
        }
    }
    sentences
}

/// Who and when, in two sentences, because a name with titles may be long.
fn signature_sentences(signature: &SignatureReport) -> Vec<String> {
    let act = match signature.field.as_str() {
        SEAL_FIELD => "Segel elektronik kantor",
        OFFICIAL_FIELD => "Tanda tangan elektronik pejabat",
        _ => "Tanda tangan elektronik",
    };
    let mut sentences = vec![format!("{act}: {}.", signature.subject)];
    if let Some(at) = signature.signed_at {
        let local = at.to_zoned(TimeZone::fixed(jiff::tz::offset(7)));
        let month = MONTHS
            .get(usize::from(local.month().unsigned_abs()).saturating_sub(1))
            .copied()
            .unwrap_or_default();
        sentences.push(format!(
            "{act} dibubuhkan {} {month} {} pukul {:02}.{:02} WIB.",
            local.day(),
            local.year(),
            local.hour(),
            local.minute()
        ));
    }
    sentences
}

fn problem_sentence(problem: &Problem) -> &'static str {
    match problem {
        Problem::Unreadable { .. } => "Berkas rusak atau bukan PDF dari kantor kami.",
        Problem::BytesAppended { .. } | Problem::NotWholeFile => {
            "Ada isi yang ditambahkan setelah tanda tangan terakhir."
        }
        Problem::SignatureRemoved | Problem::HiddenSignature => {
            "Tanda tangan pada dokumen ini telah dihapus atau disembunyikan."
        }
        Problem::EnvelopeMalformed { .. } => "Data tanda tangan pada dokumen ini rusak.",
        Problem::NotWholeRevision { .. } => "Tanda tangan tidak mencakup seluruh isi dokumen.",
        Problem::DocumentAltered { .. } => "Isi dokumen telah berubah setelah ditandatangani.",
        Problem::SignatureForged { .. } => "Tanda tangan tidak cocok dengan sertifikat penanda tangan.",
        Problem::Untrusted { why: PathProblem::NotValidThen, .. } => {
            "Sertifikat tidak berlaku pada saat penandatanganan."
        }
        Problem::Untrusted { .. } => "Sertifikat penanda tangan tidak kami kenal.",
        Problem::NotCertified => "Tanda tangan pertama bukan tanda tangan pengesahan dokumen.",
        Problem::SealDoesNotLock { .. } => "Segel pada dokumen ini tidak mengunci isinya.",
        Problem::ForbiddenChange { changes } => forbidden_sentence(changes.iter().map(|change| change.kind)),
        Problem::NumberMissing => "Dokumen belum lengkap: nomor belum diisi.",
        Problem::SealMissing => "Dokumen belum lengkap: segel kantor belum ada.",
    }
}

fn forbidden_sentence(kinds: impl Iterator<Item = ChangeKind>) -> &'static str {
    let kinds: Vec<ChangeKind> = kinds.collect();
    if kinds.contains(&ChangeKind::PageChanged) {
        "Halaman dokumen diubah setelah ditandatangani."
    } else if kinds.contains(&ChangeKind::NumberChanged) {
        "Nomor dokumen diubah setelah diisi."
    } else if kinds.contains(&ChangeKind::FormFieldAdded) {
        "Kolom isian ditambahkan setelah dokumen ditandatangani."
    } else if kinds.contains(&ChangeKind::AnnotationAdded) {
        "Catatan atau gambar ditempelkan setelah dokumen ditandatangani."
    } else {
        "Ada perubahan yang tidak diizinkan setelah dokumen ditandatangani."
    }
}
