//! What `doctor` examines: each part by itself, so that one illness does not hide another.

use crate::clock::SystemClock;
use crate::location::{self, Location};
use crate::open::open_files;
use crate::typesetter::{LetterTypesetter, worker_command};
use crate::{fingerprint, keys};
use anyhow::{Context as _, Result, bail};
use app::ports::Clock as _;
use gateway::files::ObjectStore as _;
use jiff::{SignedDuration, Timestamp};
use std::fmt;
use std::time::Duration;
use store::Store;
use typeset::{DocumentDate, Output, Pool, PoolConfig, Request};

/// One examined part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    part: &'static str,
    /// What is fine, or what is wrong and what to do.
    result: std::result::Result<String, String>,
}

impl Finding {
    /// Whether nothing has to be mended.
    pub fn well(&self) -> bool {
        self.result.is_ok()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.result {
            Ok(text) => write!(f, "✓ {}: {text}", self.part),
            Err(text) => write!(f, "✗ {}: {text}", self.part),
        }
    }
}

fn finding(part: &'static str, advice: &str, result: Result<String>) -> Finding {
    let result = result.map_err(|error| format!("{}; {advice}", crate::one_line(&error)));
    Finding { part, result }
}

/// Examines an installation. Nothing is repaired; only a small file comes and goes in the files folder.
pub fn examine(location: &Location) -> Vec<Finding> {
    let mut findings = Vec::new();
    let store = location.existing_store();
    let opened = store.as_ref().map(|store| format!("{} opens", location::engine_name(store.engine())));
    let opened = opened.map_err(|error| anyhow::anyhow!("{}", crate::one_line(error)));
    findings.push(finding("database", "restore a backup, or correct its address", opened));
    if let Ok(store) = &store {
        findings.push(finding("migrations", "start the server once with this version", migrations(store)));
        findings.push(finding("database contents", "restore a backup", damage(store)));
        findings.push(finding(
            "clock",
            "set this machine's time (chrony, systemd-timesyncd)",
            clock(Some(store)),
        ));
    } else {
        findings.push(finding("clock", "set this machine's time (chrony, systemd-timesyncd)", clock(None)));
    }
    let advice = "the database cannot be read without its own keys; put them back from your safe copy";
    findings.push(finding("key files", advice, key_files(location, store.as_ref().ok())));
    findings.push(finding(
        "files folder",
        "give the server's user the right to write there",
        files(location),
    ));
    let advice = "install the whole program, or name satupintu-typeset in typeset.worker";
    findings.push(finding("typesetter", advice, typesetter(location)));
    if let Some(folder) = &location.profile {
        let advice = "run satupintu profile check";
        let profile = crate::commands::load_profile(folder);
        findings.push(finding(
            "profile",
            advice,
            profile.map(|profile| format!("{} is in order", profile.id)),
        ));
    }
    findings
}

fn migrations(store: &Store) -> Result<String> {
    let pending = location::pending_migrations(store)?;
    if !pending.is_empty() {
        bail!("not applied: {}", pending.join(", "));
    }
    Ok(format!("all {} applied", store::MIGRATIONS.len()))
}

fn damage(store: &Store) -> Result<String> {
    match store.find_damage()?.as_slice() {
        [] => Ok("no damage found".to_owned()),
        [first, rest @ ..] => bail!("{first} (and {} more)", rest.len()),
    }
}

/// This version cannot have been built after now; the log's last leaf must not lie far in the future.
fn clock(store: Option<&Store>) -> Result<String> {
    const EARLIEST: &str = "2025-01-01T00:00:00Z";
    let now = SystemClock.now();
    if now < EARLIEST.parse::<Timestamp>()? {
        bail!("this machine believes it is {now}");
    }
    if let Some(store) = store
        && fingerprint::owner(store)
            .ok()
            .flatten()
            .is_some_and(|o| o.purpose == fingerprint::Purpose::Production)
    {
        let records = store.read(|tx| store::audit::latest(tx, None, 1))?;
        if let Some(last) =
            records.first().filter(|last| last.at.duration_since(now) > SignedDuration::from_mins(1))
        {
            bail!("the last act is recorded at {}, which is after now ({now})", last.at);
        }
    }
    Ok(format!("{now}"))
}

fn key_files(location: &Location, store: Option<&Store>) -> Result<String> {
    let keys = keys::read(&location.keys)?;
    let Some(store) = store else {
        return Ok("readable, mode 0600; not compared, because no database opens".into());
    };
    let stored = fingerprint::stored(store)?.context("the database keeps no fingerprint of its keys")?;
    fingerprint::compare(&stored, &keys, &location.keys)?;
    Ok(format!(
        "{} belong to this database, mode 0600; {} trusted root(s)",
        keys::FILES.join(", "),
        keys.roots.len()
    ))
}

fn files(location: &Location) -> Result<String> {
    if !location.files.is_dir() {
        bail!("there is no folder {}", location.files.display());
    }
    let files = open_files(&location.files)?;
    // No content has this digest, so nothing of the office is touched.
    let name = "0".repeat(64);
    files.put(&name, b"satupintu doctor")?;
    files.delete(&name)?;
    Ok(format!("{} is writable", location.files.display()))
}

/// A letter of one line shows that the child starts, answers and makes a PDF; a profile's worker is asked the same way.
fn typesetter(location: &Location) -> Result<String> {
    if let Some(profile) = &location.profile
        && let Ok(profile) = profile::Profile::load(profile)
    {
        LetterTypesetter::new(&profile, location.typeset_worker.as_deref())?;
    }
    let mut config = PoolConfig::new(worker_command(location.typeset_worker.as_deref())?);
    config.deadline = Duration::from_secs(60);
    let rendered = Pool::new(config).render(&Request {
        name: "doctor.typ".to_owned(),
        template: "#set document(title: \"doctor\")\n#set text(lang: \"id\")\nSiap.".to_owned(),
        files: Vec::new(),
        data: serde_json::Value::Null,
        attachments: Vec::new(),
        output: Output::PdfA2a,
        expected_pages: Some(1),
        date: DocumentDate {
            year: 2026,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            offset_minutes: 420,
        },
        ident: None,
    })?;
    if !rendered.bytes.starts_with(b"%PDF-") {
        bail!("the worker answers, but not with a PDF");
    }
    Ok(format!("a letter of {} bytes was made", rendered.bytes.len()))
}
