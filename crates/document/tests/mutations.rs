//! One flipped bit anywhere, appended bytes, hostile revisions and cut files: each must be judged invalid.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use document::verify::{ChangeKind, Problem};
use document::*;
use proves::proves;
use support::hostile::{append, cut_to_revision, object_with};
use support::*;

fn assert_invalid(pdf: &[u8], expectation: Expectation, what: &str) -> Vec<Problem> {
    let report = judge(pdf, expectation);
    assert!(matches!(report.verdict, Verdict::Invalid(_)), "{what}: {:?}", report.verdict);
    report.problems().to_vec()
}

/// Places spread over the whole file by a multiplier without common factor, each with another bit.
fn flips(length: usize, count: usize) -> impl Iterator<Item = (usize, u8)> {
    (0..count).map(move |n| (n * length / count + (n * 7919) % (length / count).max(1), 1 << (n % 8)))
}

fn assert_every_flip_is_seen(
    pdf: &[u8],
    expectation: Expectation,
    places: impl Iterator<Item = (usize, u8)>,
) {
    assert!(judge(pdf, expectation).is_valid());
    let mut changed = pdf.to_vec();
    for (at, bit) in places {
        changed[at] ^= bit;
        assert_invalid(&changed, expectation, &format!("bit {bit} of byte {at}"));
        changed[at] ^= bit;
    }
}

#[test]
#[proves("MJK18-1.11")]
fn one_flipped_bit_anywhere_makes_a_sealed_permit_invalid() {
    let sealed = steps().sealed;
    assert_every_flip_is_seen(&sealed, WHOLE, flips(sealed.len(), 800));
}

#[test]
#[proves("MJK18-1.11")]
fn one_flipped_bit_anywhere_makes_a_typeset_permit_invalid() {
    let sealed = steps_of(TYPESET).sealed;
    assert_every_flip_is_seen(&sealed, WHOLE, flips(sealed.len(), 400));
}

#[test]
fn one_flipped_bit_anywhere_makes_a_sealed_scan_invalid() {
    let facts = facts("Kantor", "2026-04-01T03:00:00Z");
    let closed = sign::seal_plain(&paper::paper(1), &office(), &facts).unwrap();
    assert_every_flip_is_seen(&closed, Expectation { number: false, seal: true }, flips(closed.len(), 400));
}

#[test]
fn every_bit_of_the_last_envelope_its_padding_and_the_end_of_the_file_counts() {
    let sealed = steps().sealed;
    let gap = sealed.windows(10).rposition(|w| w == b"/Contents ").unwrap() + 10;
    let digits = sealed[gap..].iter().position(|b| *b == b'>').unwrap();
    let padding = gap + sealed[gap..gap + digits].iter().rposition(|b| *b != b'0').unwrap();
    // The case bit of a letter, and all bits around the borders of the gap and in the last lines.
    let letters =
        (gap..padding).filter(|at| sealed[*at].is_ascii_uppercase()).step_by(5).map(|at| (at, 0x20));
    let borders = [
        gap - 1,
        gap,
        gap + 1,
        padding,
        padding + 1,
        padding + 2,
        gap + digits - 1,
        gap + digits,
        gap + digits + 1,
    ];
    let borders = borders.into_iter().flat_map(|at| (0..8).map(move |bit| (at, 1 << bit)));
    let end = (sealed.len() - 40..sealed.len()).flat_map(|at| (0..8).map(move |bit| (at, 1 << bit)));
    assert_every_flip_is_seen(&sealed, WHOLE, letters.chain(borders).chain(end));
}

#[test]
#[proves("MJK18-1.11")]
fn bytes_behind_the_end_are_refused() {
    let sealed = steps().sealed;
    for tail in
        [&b"\n"[..], b" ", b"\0", b"%", b"\r\n", b"%%EOF\n", b"startxref\n0\n%%EOF\n", b"\x00\x00hello"]
    {
        assert_invalid(&[&sealed, tail].concat(), WHOLE, &format!("{tail:?}"));
    }
    let problems = assert_invalid(&[&sealed[..], b"x"].concat(), WHOLE, "x");
    assert_eq!(problems, [Problem::BytesAppended { bytes: 1 }]);
}

fn forbidden(problems: &[Problem]) -> Vec<ChangeKind> {
    let changes = problems.iter().filter_map(|problem| match problem {
        Problem::ForbiddenChange { changes } => Some(changes.iter().map(|change| change.kind)),
        _ => None,
    });
    changes.flatten().collect()
}

#[test]
#[proves("MJK18-1.11")]
fn a_revision_that_changes_a_page_is_refused_and_named() {
    let Steps { certified, numbered, sealed, .. } = steps();
    for pdf in [certified, numbered, sealed] {
        let (page, body) = object_with(&pdf, "/Type /Page ");
        let moved = append(&pdf, &[(page, body.replace("595.28", "600"))]);
        assert_eq!(
            forbidden(&assert_invalid(&moved, Expectation::default(), "page")).last(),
            Some(&ChangeKind::PageChanged)
        );
        let text = "q\n0 0 400 400 re\nf\nQ";
        let stream = format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
        let painted = append(&pdf, &[(4, stream)]);
        assert_eq!(
            forbidden(&assert_invalid(&painted, Expectation::default(), "content")).last(),
            Some(&ChangeKind::PageChanged)
        );
        let note = "<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (PALSU) >>";
        let noted = append(&pdf, &[(900, note.to_owned())]);
        let kinds = forbidden(&assert_invalid(&noted, Expectation::default(), "annotation"));
        assert_eq!(kinds.last(), Some(&ChangeKind::AnnotationAdded));
        let field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Lain) /Rect [0 0 99 99] >>";
        let added = append(&pdf, &[(900, field.to_owned())]);
        let kinds = forbidden(&assert_invalid(&added, Expectation::default(), "field"));
        assert_eq!(kinds.last(), Some(&ChangeKind::FormFieldAdded));
        let other = append(&pdf, &[(900, "(nothing)".to_owned())]);
        let kinds = forbidden(&assert_invalid(&other, Expectation::default(), "other"));
        assert_eq!(kinds.last(), Some(&ChangeKind::Other));
    }
}

#[test]
#[proves("MJK18-1.11")]
fn a_number_changed_after_the_seal_is_refused() {
    let Steps { numbered, sealed, .. } = steps();
    let (field, body) = object_with(&sealed, "/T (NomorIzin)");
    let changed = body.replace("/0147/", "/0148/");
    assert_ne!(body, changed);
    for pdf in [&numbered, &sealed] {
        let problems = assert_invalid(&append(pdf, &[(field, changed.clone())]), WHOLE, "number");
        assert!(forbidden(&problems).contains(&ChangeKind::NumberChanged), "{problems:?}");
    }
    let emptied = body.replace(&format!("/V ({NUMBER})"), "");
    assert_invalid(&append(&sealed, &[(field, emptied)]), WHOLE, "number removed");
}

#[test]
fn a_seal_over_a_forbidden_change_does_not_make_it_permitted() {
    // The office itself is deceived: it seals a file whose page was changed after certification.
    let certified = steps().certified;
    let (page, body) = object_with(&certified, "/Type /Page ");
    let moved = append(&certified, &[(page, body.replace("595.28", "600"))]);
    let sealed = seal(&number::fill(&moved, NUMBER_FIELD, NUMBER).unwrap());
    let problems = assert_invalid(&sealed, WHOLE, "page");
    assert_eq!(forbidden(&problems), [ChangeKind::PageChanged]);
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_number_drawn_differently_from_its_value_is_refused() {
    let numbered = steps().numbered;
    let (drawn, body) = object_with(&numbered, "Tj\nET");
    let (field, field_body) = object_with(&numbered, "/T (NomorIzin)");
    let certified = steps().certified;
    let lie = append(&certified, &[(field, field_body), (drawn, body.replace("/0147/", "/9999/"))]);
    let sealed = seal(&lie);
    let problems = assert_invalid(&sealed, WHOLE, "appearance");
    assert!(forbidden(&problems).contains(&ChangeKind::NumberChanged), "{problems:?}");
}

#[test]
fn a_number_filled_twice_before_the_seal_is_refused() {
    let Steps { certified, numbered, .. } = steps();
    let other = number::fill(&certified, NUMBER_FIELD, "2").unwrap();
    let (field, body) = object_with(&other, "/T (NomorIzin)");
    let (drawn, stream) = object_with(&other, "Tj\nET");
    let fresh = drawn + 1;
    let body = body.replace(&format!("/N {drawn} 0 R"), &format!("/N {fresh} 0 R"));
    let twice = seal(&append(&numbered, &[(field, body), (fresh, stream)]));
    let problems = assert_invalid(&twice, WHOLE, "second number");
    assert!(forbidden(&problems).contains(&ChangeKind::NumberChanged), "{problems:?}");
}

#[test]
fn a_certification_without_changes_permits_no_number() {
    let prepared = steps().prepared;
    let facts = facts("x", "2026-04-01T02:30:00Z");
    let strict = sign::certify(&prepared, OFFICIAL_FIELD, &official(), &facts, DocMdp::NoChanges).unwrap();
    let sealed = seal(&number::fill(&strict, NUMBER_FIELD, NUMBER).unwrap());
    let kinds = forbidden(&assert_invalid(&sealed, WHOLE, "level 1"));
    assert_eq!(
        kinds,
        [ChangeKind::NumberFilled, ChangeKind::NumberFilled, ChangeKind::SealFilled, ChangeKind::SealFilled]
    );
}

#[test]
#[proves("MJK18-1.11")]
fn a_file_cut_back_to_an_earlier_revision_is_refused() {
    let sealed = steps().sealed;
    // 1 laid out, 2 prepared, 3 certified, 4 numbered, 5 sealed.
    for count in 3..5 {
        let problems = assert_invalid(&cut_to_revision(&sealed, count), WHOLE, &format!("revision {count}"));
        assert!(problems.contains(&Problem::SealMissing));
    }
    for count in 1..3 {
        assert_eq!(judge(&cut_to_revision(&sealed, count), WHOLE).verdict, Verdict::NotSigned);
    }
    for length in (0..sealed.len()).step_by(997) {
        assert!(!judge(&sealed[..length], WHOLE).is_valid(), "cut to {length} bytes");
    }
}

#[test]
fn a_hidden_signature_is_refused() {
    let sealed = steps().sealed;
    let (field, body) = object_with(&sealed, "/T (SegelKantor)");
    let start = body.find(" /V ").unwrap();
    let end = start + body[start..].find(" R").unwrap() + 2;
    let emptied = format!("{}{}", &body[..start], &body[end..]);
    let problems =
        assert_invalid(&append(&sealed, &[(field, emptied)]), Expectation::default(), "seal hidden");
    assert!(problems.contains(&Problem::HiddenSignature));
    let (catalog, body) = object_with(&sealed, "/Type /Catalog");
    let bare = append(&sealed, &[(catalog, body.replace("/AcroForm", "/Ac"))]);
    assert_eq!(assert_invalid(&bare, Expectation::default(), "form removed"), [Problem::SignatureRemoved]);
}

proptest::proptest! {
    #[test]
    fn nothing_makes_the_verifier_stumble(bytes in proptest::collection::vec(0u8..=255, 0..400)) {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.extend(bytes);
        file.extend(b"\nstartxref\n9\n%%EOF");
        proptest::prop_assert!(!judge(&file, WHOLE).is_valid());
    }

    #[test]
    fn a_torn_file_never_makes_the_verifier_stumble(from in 0usize..9000, length in 1usize..3000) {
        let mut sealed = steps_once().clone();
        let from = from.min(sealed.len());
        let until = (from + length).min(sealed.len());
        sealed.drain(from..until);
        let whole = from == until;
        proptest::prop_assert_eq!(judge(&sealed, WHOLE).is_valid(), whole);
    }
}

fn steps_once() -> &'static Vec<u8> {
    static SEALED: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    SEALED.get_or_init(|| steps().sealed)
}
