//! `satupintu pdf verify`: who signed, when, what was added, whether it was permitted, whether the region knows it.

use crate::config::Environment;
use crate::location::{Existing, Location};
use crate::open::open_files;
use anyhow::{Context as _, Result};
use app::crypt::sha256;
use document::verify::{ChangeKind, verify};
use document::{Expectation, NUMBER_FIELD, Report, SEAL_FIELD, Trust, explain_id};
use gateway::files::ObjectStore as _;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What can be done with a document.
#[derive(Debug, clap::Subcommand)]
pub enum PdfCommand {
    /// Says whether a document is genuine and unaltered. Exits with 0 only then.
    Verify {
        /// The document.
        file: PathBuf,
        /// Data folder whose roots are trusted and whose register and ledger are asked. Without it only the
        /// rehearsal authority is trusted, whose documents are samples.
        #[arg(long, value_name = "DIR", conflicts_with = "config")]
        data: Option<PathBuf>,
        /// Configuration file, instead of a data folder.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Region of the configuration, by the id of its profile; needed when there are several.
        #[arg(long, value_name = "ID", requires = "config")]
        region: Option<String>,
        /// Database, where it is not in the data folder.
        #[arg(long, value_name = "URL", requires = "data")]
        database: Option<String>,
        /// Prints one JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// What the region says about exactly these bytes.
struct Known {
    /// Number and state of the permit.
    permit: Option<(String, String)>,
    /// The object store holds the file.
    archived: bool,
    /// A leaf of the ledger names its digest.
    in_ledger: bool,
}

impl Known {
    /// A permit must stand in the ledger and be in force; of another letter the office must hold the very same file.
    fn good(&self) -> bool {
        match &self.permit {
            Some((_, state)) => self.in_ledger && state == "active",
            None => self.archived,
        }
    }

    /// A document that its regulation leaves unsigned rests on register and ledger alone: these very bytes were issued
    /// (PWK63-6.2.f). Any other unsigned file is vouched for by nobody.
    fn vouched_for(&self) -> bool {
        self.permit.is_some() && self.archived && self.good()
    }
}

/// Runs it.
///
/// # Errors
/// When the file or the region cannot be read.
pub fn run(command: PdfCommand, environment: &Environment) -> Result<ExitCode> {
    let PdfCommand::Verify { file, data, config, region, database, json } = command;
    let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let location = match (data, config) {
        (None, None) => None,
        (data, config) => {
            let which = crate::location::Which { data, config, region };
            Some(Location::find(&which, database.as_deref(), environment)?)
        }
    };
    let region = location.as_ref().map(Location::existing).transpose()?;
    let trust = match &region {
        Some(region) => Trust { roots: region.keys.roots.clone() },
        None => document::rehearsal::trust()?,
    };
    let report = verify(&bytes, &trust, expectation(&bytes));
    let known = match (&location, &region) {
        (Some(location), Some(region)) => Some(ask(region, &location.files, &bytes)?),
        _ => None,
    };
    let rehearsal = trust.roots.contains(&document::rehearsal::root()?);
    let accepted = if report.signatures.is_empty() {
        known.as_ref().is_some_and(Known::vouched_for)
    } else {
        report.is_valid() && known.as_ref().is_none_or(Known::good)
    };
    if json {
        println!("{}", serde_json::to_string(&as_json(&report, known.as_ref(), accepted, &bytes)?)?);
    } else {
        println!("{}", sentences(&report, known.as_ref(), rehearsal).join("\n"));
    }
    Ok(if accepted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A document that has a number field or a seal field is complete only with both filled.
fn expectation(pdf: &[u8]) -> Expectation {
    let has = |name: &str| {
        let text = format!("({name})");
        pdf.windows(text.len()).any(|window| window == text.as_bytes())
    };
    Expectation { number: has(NUMBER_FIELD), seal: has(SEAL_FIELD) }
}

const PAGE: u32 = 1_000;

fn ask(region: &Existing, files: &Path, bytes: &[u8]) -> Result<Known> {
    let digest = sha256(bytes);
    let archived = files.is_dir() && open_files(files)?.exists(&region.keys.object_name(bytes))?;
    let wanted = hex::encode(digest);
    let (permit, in_ledger) = region.store.read(|tx| {
        let permit = store::permit::by_digest(tx, digest)?.map(|row| (row.number, row.state));
        let mut next = 0_i64;
        loop {
            let leaves = store::ledger_log::leaves(tx, next, PAGE)?;
            let Some(last) = leaves.last() else { return Ok::<_, store::StoreError>((permit, false)) };
            next = last.seq.unwrap_or(next) + 1;
            if leaves.iter().any(|leaf| leaf.body.contains(&wanted)) {
                return Ok((permit, true));
            }
        }
    })?;
    Ok(Known { permit, archived, in_ledger })
}

fn sentences(report: &Report, known: Option<&Known>, rehearsal: bool) -> Vec<String> {
    let mut lines = explain_id(report);
    for (n, revision) in report.revisions.iter().enumerate() {
        let mut what: Vec<&str> = revision.changes.iter().map(|change| change_text(change.kind)).collect();
        what.sort_unstable();
        what.dedup();
        let verdict = if revision.permitted { "diizinkan" } else { "tidak diizinkan" };
        lines.push(format!("Tambahan {} setelah tanda tangan: {} ({verdict}).", n + 1, what.join(", ")));
    }
    if rehearsal && !report.signatures.is_empty() {
        lines.push("Sertifikatnya sertifikat latihan: dokumen ini contoh dan tidak berlaku.".to_owned());
    }
    let Some(known) = known else { return lines };
    if let Some((number, state)) = &known.permit {
        lines.push(format!("Terdaftar sebagai izin {number}."));
        lines.push(match state.as_str() {
            "active" => "Izin ini masih berlaku menurut register kantor.".to_owned(),
            "revoked" => "Izin ini sudah dicabut.".to_owned(),
            "lapsed" => "Izin ini sudah berakhir.".to_owned(),
            _ => "Izin ini sudah diganti dengan yang baru.".to_owned(),
        });
    }
    lines.push(match (known.archived, known.in_ledger) {
        (true, true) if report.signatures.is_empty() && known.permit.is_some() => {
            "Berkas ini sama persis dengan yang tercatat di kantor; catatan itulah yang membuktikannya."
                .to_owned()
        }
        (true, true) => "Berkas ini sama persis dengan yang tercatat di kantor.".to_owned(),
        (true, false) => "Berkas ini ada di arsip kantor, tetapi tidak ada di catatan audit.".to_owned(),
        (false, true) => "Berkas ini ada di catatan audit, tetapi tidak ada di arsip kantor.".to_owned(),
        (false, false) => "Berkas ini tidak dikenal oleh kantor.".to_owned(),
    });
    lines
}

fn change_text(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::NumberFilled => "nomor diisi",
        ChangeKind::NumberChanged => "nomor diubah",
        ChangeKind::SealFilled => "segel kantor dibubuhkan",
        ChangeKind::FormFieldAdded => "kolom isian ditambahkan",
        ChangeKind::PageChanged => "halaman diubah",
        ChangeKind::AnnotationAdded => "catatan ditempelkan",
        ChangeKind::Other => "isi lain ditambahkan",
    }
}

fn as_json(report: &Report, known: Option<&Known>, accepted: bool, bytes: &[u8]) -> Result<Value> {
    let mut value = serde_json::to_value(report)?;
    value["accepted"] = json!(accepted);
    value["sha256"] = json!(hex::encode(sha256(bytes)));
    value["sentences"] = json!(explain_id(report));
    value["known"] = known.map_or(Value::Null, |known| {
        json!({
            "permit": known.permit.as_ref().map(|(number, state)| json!({ "number": number, "state": state })),
            "archived": known.archived,
            "in_ledger": known.in_ledger,
        })
    });
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_has_it_must_have_filled() {
        assert_eq!(expectation(b"/T (NomorIzin) /T (SegelKantor)"), Expectation { number: true, seal: true });
        assert_eq!(expectation(b"%PDF-1.7"), Expectation { number: false, seal: false });
    }

    #[test]
    fn a_revoked_permit_is_not_accepted() {
        let known = |state: &str| Known {
            permit: Some(("503/1".into(), state.into())),
            archived: true,
            in_ledger: true,
        };
        assert!(known("active").good());
        assert!(!known("revoked").good());
        assert!(!Known { in_ledger: false, ..known("active") }.good());
        assert!(Known { permit: None, archived: true, in_ledger: false }.good());
        assert!(!Known { permit: None, archived: false, in_ledger: false }.good());
    }
}
