//! Every letter of the profiles, typeset by the real worker with the sample documents.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{letter, patient_pool, worker};
use serde_json::{Value, json};
use typeset::{Output, Rendered};

/// Letter and sample; a letter may have several samples.
const LETTERS: [(&str, &str); 13] = [
    ("receipt", "receipt"),
    ("skrd", "skrd"),
    ("technical_recommendation", "technical_recommendation"),
    ("permit", "permit"),
    ("permit", "permit_wet"),
    ("permit_card", "permit_card"),
    ("certified_copy", "certified_copy"),
    ("refusal", "refusal"),
    ("hand_back", "hand_back"),
    ("cancellation", "cancellation"),
    ("minutes", "minutes"),
    ("control_sheet", "control_sheet"),
    ("scan", "scan"),
];
const PROFILES: [&str; 2] = ["mojokerto", "contoh"];
const MARK: &str = "CONTOH – TIDAK BERLAKU";

/// The marks of ISO 19005-2 level A that can be seen without a validator.
fn assert_pdf_a_2a(name: &str, rendered: &Rendered) {
    let text = String::from_utf8_lossy(&rendered.bytes);
    assert!(text.starts_with("%PDF-1.7"), "{name}: no PDF 1.7");
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>"), "{name}: not part 2");
    assert!(text.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "{name}: not level A");
    assert!(text.contains("/OutputIntents"), "{name}: no output intent");
    assert!(text.contains("/MarkInfo<</Marked true"), "{name}: not tagged");
    assert!(text.contains("/StructTreeRoot"), "{name}: no structure tree");
    assert!(text.contains("/Lang(id-ID)"), "{name}: the language is missing");
    assert!(!text.contains("/JavaScript") && !text.contains("/JS"), "{name}: has a script");
    assert!(!text.contains("/Encrypt"), "{name}: is encrypted");
}

#[test]
fn every_letter_becomes_pdf_a() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    for profile in PROFILES {
        for (name, sample) in LETTERS {
            let rendered = pool
                .render(&letter(profile, name, sample))
                .unwrap_or_else(|e| panic!("{profile}/{name}: {e}"));
            assert_eq!(rendered.warnings, [], "{profile}/{name}");
            assert_eq!(rendered.pages, if name == "permit_card" { 2 } else { 1 }, "{profile}/{name}");
            assert_pdf_a_2a(&format!("{profile}/{name}"), &rendered);
            for place in &rendered.places {
                assert!(place.x >= 0.0 && place.x + place.width <= 595.3, "{profile}/{name}: {place:?}");
                assert!(place.y >= 0.0 && place.y + place.height <= 841.9, "{profile}/{name}: {place:?}");
            }
        }
    }
}

#[test]
fn the_number_is_a_place_until_it_is_known() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let mut request = letter("mojokerto", "permit", "permit");
    let empty = pool.render(&request).unwrap();
    let place = empty.place("nomor").expect("a place for the number");
    assert_eq!((place.page, place.width.round(), place.height.round()), (0, 255.0, 17.0));
    assert!(empty.place("ttd").is_some() && empty.place("segel").is_some());
    request.data["number"] = json!("500.16.7.2/0147/SIPD-2/417.999/IV/2026");
    let numbered = pool.render(&request).unwrap();
    assert!(numbered.place("nomor").is_none());
}

#[test]
fn wet_mode_leaves_room_for_ink() {
    let Some(worker) = worker() else { return };
    let rendered = patient_pool(&worker).render(&letter("mojokerto", "permit", "permit_wet")).unwrap();
    for name in ["nomor", "tanggal", "ttd", "segel"] {
        assert!(rendered.place(name).is_some(), "{name}");
    }
}

#[test]
fn every_sample_says_what_it_is_and_nothing_else_does() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    for (name, sample) in LETTERS {
        let mut request = letter("mojokerto", name, sample);
        let marked = pool.render(&request).unwrap();
        let Some(text) = words(&marked.bytes) else { return };
        // The bottom of each page and, where a letterhead is, the top as well.
        let times = if name == "scan" { 1 } else { 2 * marked.pages };
        assert_eq!(text.matches(MARK).count(), times, "{name}: {text}");
        request.data["sample"] = json!(false);
        let plain = pool.render(&request).unwrap();
        assert!(!words(&plain.bytes).unwrap().contains(MARK), "{name}");
    }
}

#[test]
fn values_never_become_markup() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let mut request = letter("mojokerto", "permit", "permit");
    let honest = pool.render(&request).unwrap();
    let name = "Budi #read(\"data.json\") *tebal* $x$ #metadata(1)<place>";
    request.data["holder"]["name"] = json!(name);
    let rendered = pool.render(&request).unwrap();
    assert_eq!(rendered.places.len(), honest.places.len());
    let Some(text) = words(&rendered.bytes) else { return };
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("#read(\"data.json\") *tebal* $x$ #metadata(1)<place>"), "{flat}");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let Some(worker) = worker() else { return };
    let pool = patient_pool(&worker);
    let request = letter("mojokerto", "skrd", "skrd");
    let first = pool.render(&request).unwrap();
    pool.render(&letter("contoh", "receipt", "receipt")).unwrap();
    let again = pool.render(&request).unwrap();
    let elsewhere = patient_pool(&worker).render(&request).unwrap();
    assert!(first == again, "a second run in the same worker differs");
    assert!(first == elsewhere, "another worker gives other bytes");
    let mut other = request;
    other.ident = Some("another".to_owned());
    assert!(pool.render(&other).unwrap().bytes != first.bytes, "the identifier has no effect");
}

#[test]
fn previews_are_pictures_of_every_page() {
    let Some(worker) = worker() else { return };
    let mut request = letter("mojokerto", "permit_card", "permit_card");
    request.output = Output::Png { ppi: 40 };
    let rendered = patient_pool(&worker).render(&request).unwrap();
    assert_eq!((rendered.pages, rendered.further_pages.len()), (2, 1));
    for page in std::iter::once(&rendered.bytes).chain(&rendered.further_pages) {
        assert_eq!(&page[..8], b"\x89PNG\r\n\x1a\n");
    }
}

#[test]
fn every_key_of_a_sample_is_documented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::fs::read_to_string(folder.join("LETTERS.md")).unwrap();
    for (_, sample) in LETTERS {
        let data = crate::support::json(&folder.join(format!("samples/{sample}.json")));
        assert_documented(sample, &data, &manual);
    }
}

fn assert_documented(sample: &str, value: &Value, manual: &str) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                assert!(manual.contains(&format!("`{key}`")), "{sample}: `{key}` is not in LETTERS.md");
                assert_documented(sample, inner, manual);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_documented(sample, item, manual)),
        _ => {}
    }
}

/// The words of a PDF as poppler reads them; `None` (with a printed line) where poppler is not installed.
fn words(pdf: &[u8]) -> Option<String> {
    let started = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "pdftotext is required");
        println!("skipped: pdftotext is not installed");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}
