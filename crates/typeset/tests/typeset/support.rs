//! Finds the real worker and builds requests for the letters of a profile.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use typeset::{Attachment, DocumentDate, Output, Pool, PoolConfig, Request};

/// The program `satupintu-typeset`, built once in release; `None` (with a printed line) where it was not built.
pub fn worker() -> Option<PathBuf> {
    let named = std::env::var_os("SATUPINTU_TYPESET_WORKER").map(PathBuf::from);
    let built = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), PathBuf::from)
        .join("release/satupintu-typeset");
    let found = named.or(Some(built)).filter(|path| path.is_file());
    if found.is_none() {
        assert!(
            std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(),
            "the typesetting worker is required but was not built"
        );
        println!("skipped: build the worker with `cargo build --release -p typeset --features engine`");
    }
    found
}

/// A pool of one worker.
pub fn pool(worker: &Path, deadline: Duration) -> Pool {
    let mut config = PoolConfig::new(vec![OsString::from(worker)]);
    config.workers = 1;
    config.deadline = deadline;
    Pool::new(config)
}

/// A generous pool, for tests that are not about time.
pub fn patient_pool(worker: &Path) -> Pool {
    pool(worker, Duration::from_secs(60))
}

/// A template without letterhead or attachments.
pub fn bare(template: &str) -> Request {
    Request {
        name: "main.typ".to_owned(),
        template: format!("#set document(title: \"Uji\")\n#set text(lang: \"id\")\n{template}"),
        files: Vec::new(),
        data: Value::Null,
        attachments: Vec::new(),
        output: Output::PdfA2a,
        expected_pages: None,
        date: DocumentDate {
            year: 2026,
            month: 4,
            day: 1,
            hour: 9,
            minute: 30,
            second: 0,
            offset_minutes: 420,
        },
        ident: None,
    }
}

/// A letter of a profile with one of the sample documents of this crate.
pub fn letter(profile: &str, letter: &str, sample: &str) -> Request {
    let folder = root().join("profiles").join(profile);
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let text = |name: &str| fs::read_to_string(folder.join("letters").join(name)).unwrap();
    let attach =
        |name: &str, path: PathBuf| Attachment { name: name.to_owned(), bytes: fs::read(path).unwrap() };
    let mut data = json(&samples.join(format!("{sample}.json")));
    if profile != "mojokerto" {
        let Value::Object(region) = json(&samples.join(format!("region_{profile}.json"))) else { panic!() };
        data.as_object_mut().unwrap().extend(region);
    }
    Request {
        name: format!("{letter}.typ"),
        template: text(&format!("{letter}.typ")),
        files: vec![("kop.typ".to_owned(), text("kop.typ"))],
        data,
        attachments: vec![
            attach("emblem.svg", folder.join("theme/emblem.svg")),
            attach("qr.svg", samples.join("qr.svg")),
            attach("scan-1.jpg", samples.join("scan-1.jpg")),
        ],
        ident: Some(format!("sample-{sample}")),
        ..bare("")
    }
}

/// Reads a JSON file.
pub fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
