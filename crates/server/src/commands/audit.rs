//! `satupintu audit verify` and `audit export`.

use crate::clock::SystemClock;
use crate::config::Environment;
use crate::location::{Location, Which};
use anyhow::{Context as _, Result};
use app::audit::{Finding, VerifyReport};
use app::ports::Clock as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with the ledger.
#[derive(Debug, clap::Subcommand)]
pub enum AuditCommand {
    /// Recomputes every leaf and the root, compares the records with them, and reads every stored file again.
    Verify {
        #[command(flatten)]
        which: Which,
        /// Database, where it is not in the data folder.
        #[arg(long, value_name = "URL", requires = "data")]
        database: Option<String>,
        /// Leaves the stored files unread: quicker, and says nothing about their bytes.
        #[arg(long)]
        without_files: bool,
        /// Prints one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Writes the log as a folder that anybody can verify with another program.
    Export {
        #[command(flatten)]
        which: Which,
        /// Database, where it is not in the data folder.
        #[arg(long, value_name = "URL", requires = "data")]
        database: Option<String>,
        /// Folder to write; it must not hold an export yet.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Runs it.
///
/// # Errors
/// When the database cannot be opened; what does not agree is printed and exits with 1.
pub fn run(command: AuditCommand, environment: &Environment) -> Result<ExitCode> {
    match command {
        AuditCommand::Verify { which, database, without_files, json } => {
            let location = Location::find(&which, database.as_deref(), environment)?;
            let region = location.existing()?;
            let mut report =
                app::audit::verify(&region.store, &region.keys, &region.owner.region, SystemClock.now())?;
            if !without_files {
                let files = crate::open::open_files(&location.files)?;
                app::audit::verify_files(&region.store, &files, &mut report)?;
            }
            if json {
                println!("{}", serde_json::to_string(&report)?);
            } else {
                println!("{}", explain(&report).join("\n"));
            }
            Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        AuditCommand::Export { which, database, out } => {
            let region = Location::find(&which, database.as_deref(), environment)?.existing()?;
            let count = app::audit::export(&region.store, &region.keys, &region.owner.region, &out)
                .with_context(|| format!("the log cannot be exported to {}", out.display()))?;
            println!("{count} leaves exported to {}.", out.display());
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The report in plain sentences, each finding with its code.
pub(super) fn explain(report: &VerifyReport) -> Vec<String> {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("✗ {} [{}]", sentence(finding), code(finding)))
        .collect();
    lines.push(format!(
        "Diperiksa: {} catatan, {} permohonan, {} izin, {} berkas tersimpan. Akar: {}",
        report.leaves, report.applications, report.permits, report.files, report.root
    ));
    lines.push(if report.findings.is_empty() {
        "✓ Seluruh catatan utuh dan saling cocok.".to_owned()
    } else {
        format!(
            "✗ Ada {} hal yang tidak cocok. Jangan ubah apa pun; hubungi Inspektorat.",
            report.findings.len()
        )
    });
    lines
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::LeafChanged { seq, id } => format!("Catatan nomor {seq} ({id}) telah diubah."),
        Finding::LeafMissing { seq } => format!("Catatan nomor {seq} telah dihapus."),
        Finding::LeafMoved { seq, id } => {
            format!("Catatan nomor {seq} ({id}) disisipkan atau ditukar tempatnya.")
        }
        Finding::RootDiffers { kept, computed } => {
            format!("Akar catatan tidak cocok: tersimpan {kept}, seharusnya {computed}.")
        }
        Finding::CheckpointInvalid { why } => format!("Tanda tangan atas catatan tidak sah: {why}."),
        Finding::LeafWaits { count } => format!("{count} catatan menunggu nomor lebih dari satu menit."),
        Finding::RecordDiffers { id } => format!("Jejak audit {id} berbeda dari catatannya."),
        Finding::EventDiffers { application, version } => {
            format!("Kejadian {version} pada permohonan {application} berbeda dari catatannya.")
        }
        Finding::EventMissing { application, version } => {
            format!("Kejadian {version} pada permohonan {application} hilang.")
        }
        Finding::StateDiffers { application } => {
            format!("Keadaan permohonan {application} diubah tanpa kejadian.")
        }
        Finding::ReplayDiffers { application, why } => {
            format!("Kejadian permohonan {application} tidak menghasilkan keadaannya: {why}.")
        }
        Finding::PermitDiffers { number } => format!("Izin {number} berbeda dari permohonannya."),
        Finding::FileMissing { file } => format!("Berkas tersimpan {file} hilang."),
        Finding::FileDiffers { file } => format!("Isi berkas tersimpan {file} telah diubah."),
    }
}

/// The finding's stable name, as in the JSON.
fn code(finding: &Finding) -> String {
    let value = serde_json::to_value(finding).unwrap_or_default();
    value["finding"].as_str().unwrap_or("finding").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_a_sentence_with_its_code() {
        let report =
            VerifyReport { findings: vec![Finding::LeafMissing { seq: 7 }], ..VerifyReport::default() };
        let lines = explain(&report);
        assert_eq!(lines[0], "✗ Catatan nomor 7 telah dihapus. [leaf_missing]");
        assert!(lines.last().unwrap().contains("Ada 1 hal"));
        assert!(explain(&VerifyReport::default()).last().unwrap().starts_with('✓'));
    }
}
