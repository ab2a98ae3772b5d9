//! A selection of the audit trail to take along: as a table, or as leaves of the ledger with their proofs, so that the
//! receiver needs to trust nobody (MJK18-22.1). An export is an act and stands in the record, before the bytes leave.

use super::auditor::AuditFilter;
use super::case::require;
use crate::act::{Subject, record_act};
use crate::audit::{checkpoint_key, sign_checkpoint};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::Actor;
use ledger::{InclusionProof, leaf_hash};
use serde_json::json;
use store::audit::Found;
use store::ledger_log::StoredNodes;

/// Records read at once.
const BATCH: u32 = 1_000;
/// Most records of one export.
const MOST: usize = 20_000;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// A table for people, `text/csv`.
    Csv,
    /// Leaves with inclusion proofs and a signed checkpoint, JSON (`ledger/EXPORT.md`).
    Bundle,
}

/// Exports the records that fit, the newest first.
///
/// # Errors
/// A refusal for everybody but readers of the audit trail, recorded; database.
pub fn audit_export(
    region: &Region,
    actor: &Actor,
    filter: &AuditFilter,
    form: ExportForm,
) -> Result<Vec<u8>, AppError> {
    require(region, actor, &[Capability::ReadAuditTrail], "export_audit_trail")?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let mut fields = filter.fields();
    fields.push(if form == ExportForm::Csv { "csv" } else { "bundle" }.to_owned());
    let fields = fields.as_slice();
    written!(region, [region, actor, fields], |tx| {
        let mut dice = Dice::new(seed, now);
        let subject = Subject::account(account);
        record_act(tx, &mut dice, region, actor, &subject, "export_audit_trail", None, fields).map(|_| ())
    })?;
    match form {
        ExportForm::Csv => Ok(csv(region, &selection(region, filter)?)),
        ExportForm::Bundle => {
            // Everything that is written has a place before the log is signed.
            let note = sign_checkpoint(region)?;
            bundle(region, filter, &note)
        }
    }
}

fn selection(region: &Region, filter: &AuditFilter) -> Result<Vec<Found>, AppError> {
    region.store.read(|tx| {
        let mut search = filter.search(tx, &region.office().calendar)?;
        let mut all: Vec<Found> = Vec::new();
        loop {
            let found = store::audit::search(tx, &search, BATCH)?;
            let more = found.len() == BATCH as usize;
            search.before = found.last().map(|f| (f.row.at, f.row.id)).or(search.before);
            all.extend(found);
            if !more || all.len() >= MOST {
                return Ok(all);
            }
        }
    })
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

fn csv(region: &Region, found: &[Found]) -> Vec<u8> {
    let zone = region.office().calendar.time_zone().clone();
    let mut out = String::from("urut,waktu,pelaku,peran,tindakan,objek,nomor,hasil,kode,dasar,hash_daun\r\n");
    for f in found {
        let cells = [
            f.seq.map_or_else(String::new, |seq| seq.to_string()),
            f.row.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            f.row.actor_name.clone(),
            f.row.roles.clone(),
            f.row.act.clone(),
            f.row.object_kind.clone(),
            f.registration.clone().unwrap_or_default(),
            f.row.outcome.clone(),
            f.row.code.clone().unwrap_or_default(),
            f.row.basis.clone().unwrap_or_default(),
            f.hash.map_or_else(String::new, hex::encode),
        ];
        out.push_str(&cells.map(|text| cell(&text)).join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn bundle(region: &Region, filter: &AuditFilter, note: &str) -> Result<Vec<u8>, AppError> {
    let found = selection(region, filter)?;
    let key = checkpoint_key(&region.keys, &region.profile.id)?;
    // The first lines of a note are origin and size: the proofs lead to the root that it signs.
    let size: u64 = note.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
    let leaves = region.store.read(|tx| -> Result<Vec<_>, AppError> {
        let mut leaves = Vec::new();
        for f in &found {
            let (Some(body), Some(index)) = (&f.body, f.seq.and_then(|seq| u64::try_from(seq).ok())) else {
                continue;
            };
            if index >= size {
                continue;
            }
            let proof = InclusionProof::build(index, size, &StoredNodes(tx))
                .map_err(|e| AppError::Damaged(e.to_string()))?;
            leaves.push(json!({
                "index": index,
                "leaf": body,
                "hash": leaf_hash(body.as_bytes()).to_string(),
                "proof": proof.path.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }));
        }
        Ok(leaves)
    })?;
    let all = json!({ "checkpoint": note, "key": key.to_string(), "leaves": leaves });
    serde_json::to_vec_pretty(&all).map_err(|e| AppError::Failed(e.to_string()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(super::cell("=1+1"), "\"'=1+1\"");
        assert_eq!(super::cell("Ma\"ruf"), "\"Ma\"\"ruf\"");
    }
}
