//! The papers themselves, laid out by the real worker and judged from outside: ours, pdfsig, pyHanko, zbarimg.

use crate::support::*;
use app::letter::read_file;
use app::play::{Plan, Refusing};
use document::verify::verify;
use document::{Expectation, NUMBER_FIELD, SEAL_FIELD, Trust};
use domain::definition::{RequestKind, ServiceId, StageKind};
use domain::party::ApplicationRecord;
use domain::value::Id;
use proves::proves;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use testkit::house::{Database, House, Letters};

/// A tool on PATH or in the virtual environment of the test tools; `None` only when it may be missing.
fn tool(name: &str) -> Option<PathBuf> {
    let mut places: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    if let Some(home) = std::env::var_os("HOME") {
        places.push(Path::new(&home).join(".cache/satupintu/venv/bin"));
    }
    let found = places.iter().map(|place| place.join(name)).find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "{name} is required and missing");
        println!("skipped: {name} is not installed");
    }
    found
}

fn run(program: &Path, arguments: &[&Path]) -> (bool, String) {
    let output = Program::new(program).args(arguments).env("TZ", "UTC").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

fn house() -> Option<House> {
    House::open("mojokerto", Database::Sqlite, Letters::Real, 1).unwrap()
}

fn bytes(house: &House, id: Id<ApplicationRecord>, category: &str) -> Vec<u8> {
    read_file(&house.stand.region, id, category).unwrap().unwrap_or_else(|| panic!("no {category}")).1
}

fn trust(house: &House) -> Trust {
    Trust { roots: house.stand.region.keys.roots.clone() }
}

/// pdfsig and pyHanko count so many valid signatures.
fn judged(house: &House, pdf: &[u8], name: &str, signatures: usize) {
    let path = house.dir.path().join(name);
    std::fs::write(&path, pdf).unwrap();
    if let Some(pdfsig) = tool("pdfsig") {
        let (ok, text) = run(&pdfsig, &[&path]);
        assert!(ok, "{name}: {text}");
        assert_eq!(text.matches("Signature is Valid.").count(), signatures, "{name}: {text}");
    }
    if let Some(pyhanko) = tool("pyhanko") {
        use base64::Engine as _;
        let root = house.dir.path().join("root.pem");
        let der = base64::engine::general_purpose::STANDARD.encode(&house.stand.region.keys.roots[0]);
        let lines: Vec<&str> = der.as_bytes().chunks(64).map(|l| std::str::from_utf8(l).unwrap()).collect();
        let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"));
        std::fs::write(&root, pem).unwrap();
        let words = ["sign", "validate", "--no-revocation-check", "--pretty-print", "--trust"];
        let mut arguments: Vec<&Path> = words.iter().map(Path::new).collect();
        arguments.extend([root.as_path(), path.as_path()]);
        let (ok, text) = run(&pyhanko, &arguments);
        assert!(ok, "{name}: {text}");
        assert_eq!(text.matches("The signature is judged VALID.").count(), signatures, "{name}: {text}");
    }
}

/// What a telephone reads from the first page, as an office printer would draw it.
fn scanned(house: &House, pdf: &[u8], name: &str) -> Option<String> {
    let (pdftoppm, zbarimg) = (tool("pdftoppm")?, tool("zbarimg")?);
    let path = house.dir.path().join(format!("{name}.pdf"));
    let picture = house.dir.path().join(name);
    std::fs::write(&path, pdf).unwrap();
    let words = ["-r", "150", "-png", "-singlefile"];
    let mut arguments: Vec<&Path> = words.iter().map(Path::new).collect();
    arguments.extend([path.as_path(), picture.as_path()]);
    let (ok, text) = run(&pdftoppm, &arguments);
    assert!(ok, "{text}");
    let output =
        Program::new(zbarimg).args(["--quiet", "--raw"]).arg(picture.with_extension("png")).output().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn reads_its_address(house: &House, id: Id<ApplicationRecord>, pdf: &[u8], name: &str) {
    let Some(read) = scanned(house, pdf, name) else { return };
    let code = state(house, id).verification_code.unwrap();
    let plain: String = read.chars().filter(char::is_ascii_alphanumeric).collect();
    assert!(read.starts_with("https://contoh.example/"), "{read}");
    assert!(plain.contains(&code), "{read} does not lead to {code}");
}

#[proves("MJK18-13.2", "MJK18-12.4")]
#[test]
fn the_electronic_permit_is_valid_and_a_flipped_byte_is_not() {
    let Some(mut house) = house() else { return };
    let id = reach(&mut house, SIP, StageKind::Handover);
    assert!(bytes(&house, id, "receipt").starts_with(b"%PDF-"));
    let permit = bytes(&house, id, "permit");
    let expectation = Expectation { number: true, seal: true };
    let report = verify(&permit, &trust(&house), expectation);
    assert!(report.is_valid(), "{report:#?}");
    assert_eq!(report.number, state(&house, id).number.map(|n| n.number), "{NUMBER_FIELD}");
    assert_eq!(report.signatures.len(), 2);
    assert_eq!(report.signatures[1].field, SEAL_FIELD);
    let entered = house.stand.region.store.read(|tx| store::permit::of_application(tx, id)).unwrap().unwrap();
    assert_eq!(entered.digest, app::crypt::sha256(&permit), "the register knows these bytes");
    for place in (0..permit.len()).step_by(permit.len() / 40) {
        let mut changed = permit.clone();
        changed[place] ^= 0x01;
        assert!(!verify(&changed, &trust(&house), expectation).is_valid(), "byte {place}");
    }
    judged(&house, &permit, "elektronik.pdf", 2);
    reads_its_address(&house, id, &permit, "elektronik");
}

#[proves("MJK18-13.2")]
#[test]
fn the_wet_scan_is_sealed_and_the_skrd_exists() {
    let Some(mut house) = house() else { return };
    let id = reach(&mut house, IMB, StageKind::Handover);
    let permit = bytes(&house, id, "permit");
    let report = verify(&permit, &trust(&house), Expectation { number: false, seal: false });
    assert!(report.is_valid(), "{report:#?}");
    assert_eq!(report.signatures.len(), 1, "one seal of the office");
    let organization = &report.signatures[0].organization;
    assert!(report.signatures[0].subject.contains("Segel"), "{organization:?}");
    assert!(bytes(&house, id, "skrd").starts_with(b"%PDF-"));
    assert!(bytes(&house, id, "recommendation.dinas_pu").starts_with(b"%PDF-"));
    judged(&house, &permit, "basah.pdf", 1);
    reads_its_address(&house, id, &permit, "basah");
}

#[test]
fn a_refusal_letter_is_sealed() {
    let Some(mut house) = house() else { return };
    let refusing = Refusing::Refuse(vec!["Tempat praktik tidak memenuhi syarat. | Pasal 5".into()]);
    let plan = Plan { refusing, ..draft_plan(&house, SIP, 0) };
    let id = play(&mut house, SIP, vec![plan])[0];
    let letter = bytes(&house, id, "refusal");
    assert!(verify(&letter, &trust(&house), Expectation::default()).is_valid());
    assert_eq!(state(&house, id).letter.map(|l| *l.digest.as_bytes()), Some(app::crypt::sha256(&letter)));
    judged(&house, &letter, "penolakan.pdf", 1);
}

#[test]
fn a_certified_copy_says_what_the_permit_says_under_its_own_number() {
    let Some(mut house) = house() else { return };
    let plan = draft_plan(&house, SIP, 1);
    let first = play(&mut house, SIP, vec![plan])[0];
    let kind = Some(RequestKind::CertifiedCopy);
    let plan = Plan { kind, earlier: Some(first), ..Plan::straight(ServiceId(SIP.to_owned())) };
    let copy = play(&mut house, SIP, vec![plan])[0];
    let pdf = bytes(&house, copy, "permit");
    judged(&house, &pdf, "salinan.pdf", 2);
    let Some(pdftotext) = tool("pdftotext") else { return };
    let path = house.dir.path().join("salinan.pdf");
    let (_, text) = run(&pdftotext, &[Path::new("-layout"), &path, Path::new("-")]);
    let (permit, file) = (state(&house, first), state(&house, copy));
    let of_permit = permit.number.unwrap().number;
    // The number of the copy is a filled field; the number of the permit stands in the text, as does where she practises.
    assert!(text.contains("SALINAN SAH SURAT IZIN PRAKTIK DOKTER"), "{text}");
    assert!(text.contains(&of_permit), "{text}");
    assert!(file.number.unwrap().number.starts_with("LEG/"));
    let place = &permit.form["tempat_praktik"];
    assert!(text.contains(place.as_str()), "{place}: {text}");
}

#[proves("MJK18-1.3")]
#[test]
fn the_receipt_says_the_exact_names_of_office_and_system() {
    let Some(mut house) = house() else { return };
    let id = reach(&mut house, SIP, StageKind::AdminVerification);
    let region = &house.stand.region;
    let messages = region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
    let sms = messages.iter().find(|m| m.template == "submitted" && m.channel == "sms").unwrap();
    let text = app::message::open_text(region, sms).unwrap().unwrap().text;
    assert!(text.starts_with("DPM-PTSP Kota Mojokerto"), "{text}");
    let Some(pdftotext) = tool("pdftotext") else { return };
    let path = house.dir.path().join("tanda-terima.pdf");
    std::fs::write(&path, bytes(&house, id, "receipt")).unwrap();
    let (_, text) = run(&pdftotext, &[&path, Path::new("-")]);
    for name in ["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPM-PTSP", "SIMOJO"] {
        let (flat, name) = (text.split_whitespace().collect::<Vec<_>>().join(" "), name.to_uppercase());
        assert!(flat.to_uppercase().contains(&name), "{name}: {flat}");
    }
}
