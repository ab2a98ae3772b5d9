//! The way of a permit: prepared, certified, numbered, sealed, judged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use document::verify::{ChangeKind, Problem, SignatureKind};
use document::*;
use proves::proves;
use support::*;

#[test]
#[proves("MJK18-1.11", "MJK18-13.2")]
fn a_certified_numbered_and_sealed_permit_is_valid_and_says_who_signed_when() {
    for laid_out in [paper::paper(2), TYPESET.to_vec()] {
        let report = judge(&steps_of(&laid_out).sealed, WHOLE);
        assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
        assert_eq!(report.number.as_deref(), Some(NUMBER));
        let [signed, sealed] = &report.signatures[..] else { panic!("{report:#?}") };
        assert_eq!(signed.field, OFFICIAL_FIELD);
        assert_eq!(signed.subject, "Dra. Laksmi Wahyuningtyas – Sertifikat Contoh");
        assert_eq!(signed.issuer, document::rehearsal::ROOT_NAME);
        assert_eq!(signed.signed_at, Some("2026-04-01T02:30:00Z".parse().unwrap()));
        assert_eq!(signed.reason.as_deref(), Some("Penetapan izin – contoh"));
        assert_eq!(signed.kind, SignatureKind::Certification(DocMdp::FormFilling));
        assert!(signed.covers_whole_revision && !signed.covers_whole_file);
        assert_eq!((sealed.field.as_str(), sealed.kind), (SEAL_FIELD, SignatureKind::Approval));
        assert!(sealed.covers_whole_file && sealed.digest_ok && sealed.signature_ok && sealed.chain_ok);
        assert_eq!(signed.certificate, hex::encode(&official().certificate_chain()[0]));
        let kinds: Vec<Vec<ChangeKind>> =
            report.revisions.iter().map(|r| r.changes.iter().map(|c| c.kind).collect()).collect();
        assert_eq!(kinds, [[ChangeKind::NumberFilled; 2], [ChangeKind::SealFilled; 2]]);
        assert!(report.revisions.iter().all(|revision| revision.permitted));
    }
}

#[test]
fn each_step_only_appends_and_repeats_itself_exactly() {
    let laid_out = paper::paper(1);
    let (once, again) = (steps_of(&laid_out), steps_of(&laid_out));
    assert!(once.prepared.starts_with(&laid_out));
    assert!(once.certified.starts_with(&once.prepared));
    assert!(once.numbered.starts_with(&once.certified));
    assert!(once.sealed.starts_with(&once.numbered));
    assert_eq!(once.sealed, again.sealed);
}

#[test]
#[proves("MJK18-1.11")]
fn a_document_is_incomplete_until_number_and_seal_are_there() {
    let Steps { prepared, certified, numbered, .. } = steps();
    assert_eq!(judge(&prepared, WHOLE).verdict, Verdict::NotSigned);
    assert_eq!(
        judge(&certified, WHOLE).verdict,
        Verdict::Invalid(vec![Problem::NumberMissing, Problem::SealMissing])
    );
    assert_eq!(
        judge(&numbered, WHOLE).verdict,
        Verdict::Invalid(vec![Problem::NotWholeFile, Problem::SealMissing])
    );
    let seal_of_batang = Expectation { number: false, seal: true };
    assert_eq!(judge(&certified, seal_of_batang).verdict, Verdict::Invalid(vec![Problem::SealMissing]));
    assert!(judge(&certified, Expectation::default()).is_valid());
}

#[test]
fn a_number_laid_out_before_signing_needs_no_number_field() {
    let plan = FieldPlan { number: None, official: true, seal: false };
    let signed = certify(&fields::prepare(&paper::paper(1), &plan).unwrap());
    assert!(judge(&signed, Expectation::default()).is_valid());
    let plan = FieldPlan { number: None, official: true, seal: true };
    let sealed = seal(&certify(&fields::prepare(&paper::paper(1), &plan).unwrap()));
    assert!(judge(&sealed, Expectation { number: false, seal: true }).is_valid());
}

#[test]
fn a_page_whose_annotations_stand_apart_keeps_them() {
    let laid_out = paper::paper(1);
    let (page, body) = hostile::object_with(&laid_out, "/Type /Page ");
    let note = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 4 >>";
    let apart = [
        (page, body.replace("/Resources", "/Annots 5 0 R /Resources")),
        (5, "[6 0 R]".into()),
        (6, note.into()),
    ];
    let laid_out = hostile::append(&laid_out, &apart);
    let sealed = steps_of(&laid_out).sealed;
    assert!(judge(&sealed, WHOLE).is_valid());
    let (_, list) = hostile::object_with(&sealed, "[6 0 R ");
    assert_eq!(list.matches(" 0 R").count(), 4, "the link, the number and two signatures: {list}");
}

/// The font of our letters, which has the characters of number templates and not all of ASCII.
const NUMBER_FONT: &[u8] = include_bytes!("../../../data/fonts/nomor.ttf");

#[test]
fn a_character_that_the_number_font_lacks_is_refused() {
    let number = NumberPlan { font: NUMBER_FONT, ..plan().number.unwrap() };
    let certified =
        certify(&fields::prepare(TYPESET, &FieldPlan { number: Some(number), ..plan() }).unwrap());
    let error = number::fill(&certified, NUMBER_FIELD, "417{999}").unwrap_err().to_string();
    assert!(error.contains("font lacks"), "{error}");
    let sealed = seal(&number::fill(&certified, NUMBER_FIELD, NUMBER).unwrap());
    assert!(judge(&sealed, WHOLE).is_valid());
}

#[test]
fn a_scan_is_closed_with_the_seal_alone() {
    let facts = facts("DPM-PTSP Kota Contoh", "2026-04-01T03:00:00Z");
    let closed = sign::seal_plain(&paper::paper(1), &office(), &facts).unwrap();
    let report = judge(&closed, Expectation { number: false, seal: true });
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert_eq!(report.signatures[0].kind, SignatureKind::Certification(DocMdp::NoChanges));
}

#[test]
fn a_file_without_signature_is_called_so() {
    assert_eq!(judge(&paper::paper(1), WHOLE).verdict, Verdict::NotSigned);
    assert!(matches!(judge(b"", WHOLE).verdict, Verdict::Invalid(_)));
    assert!(matches!(judge(b"hello", WHOLE).verdict, Verdict::Invalid(_)));
}

#[test]
fn steps_in_the_wrong_order_are_refused() {
    let Steps { prepared, certified, numbered, sealed } = steps();
    let facts = facts("x", "2026-04-01T03:00:00Z");
    let refused = |result: Result<Vec<u8>, DocumentError>| result.unwrap_err().to_string();
    assert!(refused(fields::prepare(&prepared, &plan())).contains("already has form"));
    assert!(refused(fields::prepare(&paper::paper(1), &FieldPlan::default())).contains("no field"));
    assert!(refused(number::fill(&prepared, NUMBER_FIELD, NUMBER)).contains("after certification"));
    assert!(refused(seal::seal(&prepared, SEAL_FIELD, &office(), &facts)).contains("follows"));
    assert!(refused(seal::seal(&certified, SEAL_FIELD, &office(), &facts)).contains("still empty"));
    assert!(refused(number::fill(&numbered, NUMBER_FIELD, "2")).contains("filled already"));
    assert!(refused(number::fill(&sealed, NUMBER_FIELD, "2")).contains("filled already"));
    assert!(refused(seal::seal(&sealed, SEAL_FIELD, &office(), &facts)).contains("filled already"));
    assert!(refused(number::fill(&certified, "Lain", "2")).contains("no field"));
    assert!(refused(number::fill(&certified, OFFICIAL_FIELD, "2")).contains("no field"));
    let again = sign::certify(&certified, SEAL_FIELD, &office(), &facts, DocMdp::FormFilling);
    assert!(refused(again).contains("first signature"));
}

#[test]
fn a_number_that_cannot_be_printed_is_refused() {
    let certified = steps().certified;
    for (text, why) in [
        ("", "empty"),
        (" 1", "space"),
        ("nomor\u{2013}1", "ASCII"),
        ("1\n2", "ASCII"),
        (&"9".repeat(101), "100"),
        (&"W".repeat(100), "too long"),
    ] {
        let error = number::fill(&certified, NUMBER_FIELD, text).unwrap_err().to_string();
        assert!(error.contains(why), "{text:?}: {error}");
    }
    // Brackets and backslash are notation in PDF and must survive.
    let filled = number::fill(&certified, NUMBER_FIELD, r"(1)\2/#3").unwrap();
    let report = judge(&seal(&filled), WHOLE);
    assert_eq!((report.is_valid(), report.number.as_deref()), (true, Some(r"(1)\2/#3")), "{report:#?}");
}

#[test]
#[proves("MJK18-13.2")]
fn a_signature_counts_only_under_a_known_root_and_within_its_validity() {
    let sealed = steps().sealed;
    let nobody = verify::verify(&sealed, &Trust::default(), WHOLE);
    assert!(
        matches!(nobody.problems(), [Problem::Untrusted { why: path::PathProblem::UnknownIssuer, .. }, _]),
        "{nobody:#?}"
    );
    // A stranger's authority with the same name does not help.
    let key = signer::generate_rsa_2048().unwrap();
    let subject = certificate::Subject {
        common_name: document::rehearsal::ROOT_NAME.into(),
        ..certificate::Subject::default()
    };
    let stranger = certificate::issue_root(&key, &subject, period(), 1).unwrap();
    assert!(!verify::verify(&sealed, &Trust { roots: vec![stranger] }, WHOLE).is_valid());
    // Our own authority, with a certificate that ended before the signature was made.
    let subject = certificate::Subject { common_name: document::rehearsal::ROOT_NAME.into(), ..subject };
    let ended = certificate::Period { until: "2026-03-31T23:59:59Z".parse().unwrap(), ..period() };
    let root =
        certificate::issue_root(&document::rehearsal::root_key().unwrap(), &subject, ended, 1).unwrap();
    let report = verify::verify(&sealed, &Trust { roots: vec![root] }, WHOLE);
    let why = path::PathProblem::NotValidThen;
    let untrusted = [OFFICIAL_FIELD, SEAL_FIELD].map(|field| Problem::Untrusted { field: field.into(), why });
    assert_eq!(report.problems(), untrusted);
}

#[test]
fn a_certificate_outside_its_validity_cannot_sign() {
    let numbered = steps().numbered;
    let seal_at = |time: &str| seal::seal(&numbered, SEAL_FIELD, &office(), &facts("x", time));
    for time in ["2025-12-31T23:59:59Z", "2028-01-01T00:00:00Z"] {
        assert!(matches!(seal_at(time), Err(DocumentError::CertificateNotValid)));
    }
    for time in ["2026-01-01T00:00:00Z", "2027-12-31T23:59:59Z"] {
        assert!(judge(&seal_at(time).unwrap(), WHOLE).is_valid());
    }
}

#[test]
fn the_form_carries_nothing_that_pdf_a_forbids() {
    let sealed = steps().sealed;
    for word in ["/NeedAppearances", "/JavaScript", "/AA", "/OpenAction", "/DigestValue", "/DigestMethod"] {
        assert!(!sealed.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}

#[test]
fn a_key_with_the_certificate_of_another_cannot_sign() {
    let key = signer::generate_rsa_2048().unwrap();
    let foreign = official().certificate_chain().to_vec();
    assert!(matches!(LocalSigner::from_pkcs8(&key, foreign), Err(SignError::Chain(_))));
    assert!(matches!(LocalSigner::from_pkcs8(&key, vec![]), Err(SignError::Chain(_))));
    assert!(matches!(LocalSigner::from_pkcs8(b"x", vec![]), Err(SignError::Key(_))));
}

#[test]
fn the_report_speaks_plain_indonesian() {
    let Steps { certified, sealed, .. } = steps();
    let valid = explain_id(&judge(&sealed, WHOLE));
    assert_eq!(
        valid,
        [
            "Dokumen ini asli dan tidak berubah sejak ditandatangani.",
            "Tanda tangan elektronik pejabat: Dra. Laksmi Wahyuningtyas – Sertifikat Contoh.",
            "Tanda tangan elektronik pejabat dibubuhkan 1 April 2026 pukul 09.30 WIB.",
            "Segel elektronik kantor: DPM-PTSP Kota Contoh – Sertifikat Contoh.",
            "Segel elektronik kantor dibubuhkan 1 April 2026 pukul 10.00 WIB.",
            "Nomor dokumen: 500.16.7.2/0147/SIPD-2/417.999/IV/2026.",
        ]
    );
    let incomplete = explain_id(&judge(&certified, WHOLE));
    assert_eq!(incomplete[0], "Dokumen ini tidak sah. Jangan gunakan sebelum menghubungi loket kami.");
    assert_eq!(incomplete[2], "Dokumen belum lengkap: segel kantor belum ada.");
    let report = serde_json::to_value(judge(&certified, WHOLE)).unwrap();
    assert_eq!(report["verdict"], "invalid");
    assert_eq!(report["reasons"][1]["code"], "seal_missing");
}
