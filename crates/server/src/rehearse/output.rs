//! What a rehearsal leaves behind: stages, traces, documents, messages.

use anyhow::{Context as _, Result};
use app::letter::read_file;
use app::play::{Ending, Stand};
use domain::definition::ServiceId;
use domain::party::{ApplicationRecord, Message};
use domain::value::Id;
use serde_json::json;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Letters copied out, category and file name.
const LETTERS: [(&str, &str); 6] = [
    ("permit", "permit.pdf"),
    ("receipt", "receipt.pdf"),
    ("skrd", "skrd.pdf"),
    ("refusal", "refusal.pdf"),
    ("hand_back", "hand_back.pdf"),
    ("cancellation", "cancellation.pdf"),
];

/// Writes `OUT/<service>/…` of the straight way.
///
/// # Errors
/// File system or database.
pub fn write_service(stand: &Stand, service: &ServiceId, ending: &Ending, out: &Path) -> Result<()> {
    write_case(stand, ending, &out.join(&service.0))
}

/// Writes stages, trace, documents and messages of one application into a folder.
///
/// # Errors
/// File system or database.
pub fn write_case(stand: &Stand, ending: &Ending, dir: &Path) -> Result<()> {
    let documents = dir.join("documents");
    fs::create_dir_all(&documents).with_context(|| format!("the folder {} cannot be made", dir.display()))?;
    let id = ending.application.to_string();
    let mut trace = Vec::new();
    for line in stand.trace.iter().filter(|l| l.application == id) {
        serde_json::to_writer(&mut trace, line)?;
        trace.push(b'\n');
    }
    fs::write(dir.join("trace.jsonl"), trace)?;
    fs::write(dir.join("stages.txt"), stages(stand, ending.application)?)?;
    for (category, name) in LETTERS {
        if let Some((_, bytes)) = read_file(&stand.region, ending.application, category)? {
            fs::write(documents.join(name), bytes)?;
        }
    }
    fs::write(dir.join("messages.jsonl"), messages(stand, ending.application)?)?;
    Ok(())
}

/// Stages in the order they were passed, one a line; also those that nobody at a desk passes, as the notice of an approval.
fn stages(stand: &Stand, application: Id<ApplicationRecord>) -> Result<String> {
    let stored = stand.region.store.read(|tx| store::application::find(tx, application))?;
    let state = stored.context("the application is not there")?.state;
    let definition = stand.region.office().definition(&state.definition)?;
    let first = definition.stages.first().map(|s| s.id.0.clone());
    let later = state.passages.iter().map(|p| p.stage.0.clone()).filter(|s| Some(s) != first.as_ref());
    Ok(first.iter().cloned().chain(later).map(|s| format!("{s}\n")).collect())
}

/// Messages about one application, as their receivers got them.
fn messages(stand: &Stand, application: Id<ApplicationRecord>) -> Result<Vec<u8>> {
    let rows = stand.region.store.read(|tx| store::outbox::of_application(tx, application))?;
    let sent = stand.gateway.messages();
    let mut lines = Vec::new();
    for row in rows {
        let of = |m: &&gateway::sim::RecordedMessage| {
            m.reference.as_str().parse::<Id<Message>>().ok() == Some(row.id)
        };
        let Some(message) = sent.iter().find(of) else { continue };
        let line = json!({
            "at": message.taken_at.to_string(),
            "channel": row.channel,
            "template": row.template,
            "to": message.to,
            "subject": message.subject,
            "text": message.text,
            "state": row.state,
        });
        writeln!(lines, "{line}")?;
    }
    Ok(lines)
}

/// Writes the root of the run's ledger.
///
/// # Errors
/// File system.
pub fn write_root(out: &Path, root: &str) -> Result<()> {
    fs::write(out.join("root.txt"), format!("{root}\n"))?;
    Ok(())
}
