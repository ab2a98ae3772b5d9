//! Judges from outside: qpdf, pdfsig (poppler) and pyHanko read what we wrote.
//!
//! A judge that is missing is skipped with a printed line, unless `SATUPINTU_REQUIRE_TOOLS` is set: then it fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use proves::proves;
use support::*;

/// The tool's path: on PATH, or in the virtual environment of the test tools.
fn find(name: &str) -> Option<PathBuf> {
    let mut places: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    if let Some(home) = std::env::var_os("HOME") {
        places.push(Path::new(&home).join(".cache/satupintu/venv/bin"));
    }
    places.iter().map(|place| place.join(name)).find(|path| path.is_file())
}

/// The same; `None` only when the tool may be missing.
fn tool(name: &str) -> Option<PathBuf> {
    let found = find(name);
    if found.is_none() {
        assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "{name} is required and missing");
        println!("skipped: {name} is not installed");
    }
    found
}

fn run(command: &mut Command) -> (bool, String) {
    let output = command.env("TZ", "UTC").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// The documents of every kind that leaves the house, written to a folder.
fn documents(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let laid_out = paper::paper(2);
    let typeset = steps_of(TYPESET);
    let Steps { certified, numbered, sealed, .. } = steps_of(&laid_out);
    let numbered_before = document::FieldPlan { number: None, official: true, seal: false };
    let batang = certify(&document::fields::prepare(&laid_out, &numbered_before).unwrap());
    let scan =
        document::sign::seal_plain(&laid_out, &office(), &facts("Kantor", "2026-04-01T03:00:00Z")).unwrap();
    let font = include_bytes!("../../../data/fonts/nomor.ttf");
    let house = document::NumberPlan { font, ..plan().number.unwrap() };
    let house =
        document::fields::prepare(TYPESET, &document::FieldPlan { number: Some(house), ..plan() }).unwrap();
    let house = seal(&document::number::fill(&certify(&house), document::NUMBER_FIELD, NUMBER).unwrap());
    let all: Vec<(&'static str, Vec<u8>)> = vec![
        ("house-font-sealed", house),
        ("certified", certified),
        ("numbered", numbered),
        ("sealed", sealed),
        ("numbered-before-signing", batang),
        ("scan", scan),
        ("typeset-certified", typeset.certified),
        ("typeset-sealed", typeset.sealed),
    ];
    all.into_iter()
        .map(|(name, bytes)| {
            let path = folder.join(format!("{name}.pdf"));
            std::fs::write(&path, bytes).unwrap();
            (name, path)
        })
        .collect()
}

#[test]
fn qpdf_finds_no_fault() {
    let Some(qpdf) = tool("qpdf") else { return };
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in documents(folder.path()) {
        let (ok, text) = run(Command::new(&qpdf).arg("--check").arg(&path));
        assert!(ok && !text.contains("WARNING"), "{name}: {text}");
    }
}

#[test]
fn the_embedded_font_draws_the_number() {
    let Some(pdftotext) = tool("pdftotext") else { return };
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in documents(folder.path()) {
        let (ok, text) = run(Command::new(&pdftotext).arg(&path).arg("-"));
        let shown = text.contains(NUMBER);
        assert!(ok && shown == (name == "numbered" || name.ends_with("sealed")), "{name}: {text}");
    }
}

#[test]
#[proves("MJK18-13.2")]
fn pdfsig_verifies_every_signature() {
    let Some(pdfsig) = tool("pdfsig") else { return };
    let folder = tempfile::tempdir().unwrap();
    let store = trusted_store(folder.path());
    for (name, path) in documents(folder.path()) {
        let mut command = Command::new(&pdfsig);
        if let Some(store) = &store {
            command.arg("-nssdir").arg(store);
        }
        let (ok, text) = run(command.arg(&path));
        let signatures = if name.ends_with("sealed") { 2 } else { 1 };
        assert!(ok, "{name}: {text}");
        assert_eq!(text.matches("Signature is Valid.").count(), signatures, "{name}: {text}");
        if store.is_some() {
            assert_eq!(text.matches("Certificate is Trusted.").count(), signatures, "{name}: {text}");
        }
        assert_eq!(text.contains("Total document signed"), name != "numbered", "{name}: {text}");
    }
}

/// A certificate store for pdfsig that trusts the rehearsal root, when certutil is there to make one.
fn trusted_store(folder: &Path) -> Option<PathBuf> {
    let certutil = find("certutil")?;
    let store = folder.join("nss");
    std::fs::create_dir(&store).unwrap();
    let root = folder.join("trusted.pem");
    std::fs::write(&root, root_pem()).unwrap();
    let directory = format!("sql:{}", store.display());
    let (ok, text) = run(Command::new(&certutil).args(["-N", "-d", &directory, "--empty-password"]));
    assert!(ok, "{text}");
    let (ok, text) = run(Command::new(&certutil)
        .args(["-A", "-d", &directory, "-n", "rehearsal", "-t", "CT,C,C", "-a", "-i"])
        .arg(&root));
    assert!(ok, "{text}");
    Some(store)
}

fn root_pem() -> String {
    let root = document::rehearsal::root().unwrap();
    der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, &root).unwrap()
}

fn pyhanko(pyhanko: &Path, folder: &Path, pdf: &Path) -> (bool, String) {
    let root = folder.join("root.pem");
    std::fs::write(&root, root_pem()).unwrap();
    run(Command::new(pyhanko)
        .args(["sign", "validate", "--no-revocation-check", "--pretty-print", "--trust"])
        .arg(&root)
        .arg(pdf))
}

#[test]
#[proves("MJK18-13.2")]
fn pyhanko_accepts_certification_number_and_seal() {
    let Some(judge) = tool("pyhanko") else { return };
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in documents(folder.path()) {
        let (ok, text) = pyhanko(&judge, folder.path(), &path);
        let signatures = if name.ends_with("sealed") { 2 } else { 1 };
        assert!(ok, "{name}: {text}");
        assert_eq!(text.matches("The signature is judged VALID.").count(), signatures, "{name}: {text}");
    }
}

#[test]
#[proves("MJK18-1.11")]
fn pyhanko_refuses_an_altered_document() {
    let Some(judge) = tool("pyhanko") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut altered = steps().sealed;
    let at = altered.windows(3).position(|w| w == b"700").unwrap();
    altered[at] = b'8';
    let path = folder.path().join("altered.pdf");
    std::fs::write(&path, &altered).unwrap();
    let (ok, text) = pyhanko(&judge, folder.path(), &path);
    assert!(!ok && !text.contains("judged VALID"), "{text}");
}

#[test]
fn openssl_accepts_the_certificates() {
    let Some(openssl) = tool("openssl") else { return };
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, root_pem()).unwrap();
    for (name, signer) in [("official", official()), ("office", office())] {
        let leaf = folder.path().join(name);
        let der = &document::Signer::certificate_chain(&signer)[0];
        std::fs::write(&leaf, der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, der).unwrap())
            .unwrap();
        let (ok, text) = run(Command::new(&openssl)
            .args(["verify", "-x509_strict", "-attime", "1775000000", "-CAfile"])
            .arg(&root)
            .arg(&leaf));
        assert!(ok, "{name}: {text}");
    }
}

#[test]
fn zbarimg_reads_the_qr_code() {
    let Some(zbarimg) = tool("zbarimg") else { return };
    let url = "https://perizinan.contoh.example/v/7KQ2-M9XR-4TPD-AE8H";
    let modules = document::qr::modules(url).unwrap();
    // A portable bitmap, eight dots a module, with the quiet zone.
    let (scale, side) = (8, modules.width + 8);
    let mut image = format!("P1\n{0} {0}\n", side * scale);
    for y in 0..side * scale {
        for x in 0..side * scale {
            let (column, row) = ((x / scale).wrapping_sub(4), (y / scale).wrapping_sub(4));
            let inside = column < modules.width && row < modules.width;
            image.push(if inside && modules.dark[row * modules.width + column] { '1' } else { '0' });
        }
        image.push('\n');
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qr.pbm");
    std::fs::write(&path, image).unwrap();
    // Only what it reads: without a session bus it complains beside it.
    let output = Command::new(&zbarimg).args(["--quiet", "--raw"]).arg(&path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), url);
}
