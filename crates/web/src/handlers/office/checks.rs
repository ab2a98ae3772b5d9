//! Verdicts document by document (MJK18-11.3.b): saves them, and where asked passes the file on or asks for correction.

use super::perform::{file_id, recorded, settle, wrong};
use crate::forms::Sent;
use crate::visitor::{Answer, Visitor};
use app::query::case::{CaseView, view};
use app::{AppError, Region};
use axum::extract::Path;
use domain::party::Actor;
use domain::process::{Command, CorrectionItem};

/// What comes after the verdicts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    Pass,
    RequestCorrection,
}

/// Saves the verdicts.
pub(super) async fn save(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, Then::Nothing, "Hasil pemeriksaan tersimpan.").await
}

/// Saves them and passes the file on.
pub(super) async fn pass(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, Then::Pass, "Verifikasi selesai. Berkas diteruskan.").await
}

/// Saves them and asks the applicant to put right what is wrong.
pub(super) async fn request_correction(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    send(visitor, &id, sent, Then::RequestCorrection, "Permintaan perbaikan dikirim kepada pemohon.").await
}

async fn send(visitor: Visitor, id: &str, sent: Sent, then: Then, said: &str) -> Answer {
    let application = file_id(id)?;
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let case = view(region, actor, application)?;
            all(region, actor, &case, &kept, then)
        })
        .await;
    settle(&visitor, application, &sent, said, result).await
}

/// Each verdict is an act of its own; the first carries the version that was seen, the next ones that of the act before.
fn all(region: &Region, actor: &Actor, case: &CaseView, sent: &Sent, then: Then) -> Result<(), AppError> {
    let id = case.state.id;
    let mut version = sent.version();
    let mut act = |command: Command, part: &str| -> Result<(), AppError> {
        let mut request = sent.request(id, command);
        request.expected = version;
        request.key = sent.key().map(|key| format!("{key}.{part}"));
        version = Some(region.act(actor, request)?.state.version);
        Ok(())
    };
    for command in verdicts(case, sent) {
        let part = match &command {
            Command::CheckItem { item, .. } => item.clone(),
            _ => String::new(),
        };
        act(command, &part)?;
    }
    match then {
        Then::Nothing => Ok(()),
        Then::Pass => act(Command::PassVerification, "pass"),
        Then::RequestCorrection => {
            let items = recorded(region, actor, id, "request_correction", corrections(case, sent))?;
            act(Command::RequestCorrection { items }, "correction")
        }
    }
}

/// Verdicts that were chosen and differ from what stands in the file.
fn verdicts(case: &CaseView, sent: &Sent) -> Vec<Command> {
    let mut commands = Vec::new();
    for line in &case.checks {
        let ok = match sent.text(&format!("hasil.{}", line.item)) {
            "sesuai" => true,
            "tidak" => false,
            _ => continue,
        };
        let note = sent.text(&format!("catatan.{}", line.item)).trim().to_owned();
        if line.check.as_ref().is_some_and(|c| c.ok == ok && c.note == note) {
            continue;
        }
        commands.push(Command::CheckItem { item: line.item.clone(), ok, note });
    }
    commands
}

/// Everything marked as wrong; a wrong form names the answer that is meant.
fn corrections(case: &CaseView, sent: &Sent) -> Result<Vec<CorrectionItem>, AppError> {
    let mut items = Vec::new();
    for line in &case.checks {
        let chosen = sent.text(&format!("hasil.{}", line.item));
        let wrong_now = match chosen {
            "sesuai" => false,
            "tidak" => true,
            _ => line.check.as_ref().is_some_and(|c| !c.ok),
        };
        if !wrong_now {
            continue;
        }
        let typed = sent.text(&format!("catatan.{}", line.item)).trim();
        let note = match (typed, &line.check) {
            ("", Some(check)) => check.note.clone(),
            (typed, _) => typed.to_owned(),
        };
        let item = if line.item == "form" {
            let field = sent.text("isian");
            if field.is_empty() {
                return Err(wrong("isian", "Pilih isian yang perlu diperbaiki."));
            }
            format!("form.{field}")
        } else {
            line.item.clone()
        };
        items.push(CorrectionItem { item, note });
    }
    Ok(items)
}
