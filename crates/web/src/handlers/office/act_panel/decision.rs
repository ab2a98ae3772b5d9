//! Decision with its chain of initials, and signing.

use super::super::case_page::Forms;
use super::super::pin::name;
use super::{pin_entry, pinless, preparing};
use crate::components::{Field, FieldKind, FormSeed, Link, SummaryList, SummaryRow};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::decision::{DecisionPanel, DecisionStep, MarkRow};
use crate::pages::work::acts::signing::{SigningPanel, SigningStep};
use app::query::case::DeskAct;
use domain::definition::SigningMode;
use domain::pin::PinAct;
use domain::process::DraftKind;
use domain::value::date_text;

pub(super) fn decision(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    let region = forms.visitor.region();
    let recommendations = state.recommendations.iter().map(|(agency, r)| {
        let day = date_text::date_at(r.at, &case.zone);
        let note = if r.note.is_empty() { String::new() } else { format!(": {}", r.note) };
        let text = format!("{}, {day}{note}", r.outcome.label());
        SummaryRow::new(region.profile.agency_name(agency), text)
    });
    let refusing = matches!(state.draft.as_ref().map(|d| &d.kind), Some(DraftKind::Refusal { .. }));
    let draft = state.draft.as_ref().map(|d| {
        let text = match (refusing, pinless(forms)) {
            (true, _) => "Buka konsep surat penolakan (PDF)",
            (false, false) => "Buka konsep izin (PDF)",
            // Where officials only approve, what follows is seldom a permit.
            (false, true) => "Buka konsep dokumen (PDF)",
        };
        Link::new(links::case_file(&forms.id, &d.file.to_string()), text)
    });
    let marks = case.initials.iter().map(|(position, set)| MarkRow {
        position: position.clone(),
        done: set.as_ref().map_or_else(String::new, |(who, at)| format!("{who}, {}", forms.moment(*at))),
    });
    let approval = links::case_draft_approval(&forms.id);
    let refusal = links::case_draft_refusal(&forms.id);
    let standing = match state.draft.as_ref().map(|d| &d.kind) {
        Some(DraftKind::Refusal { grounds }) => grounds.join("\n"),
        _ => String::new(),
    };
    let reason = Field::new("alasan_persetujuan", "Alasan menyetujui", FieldKind::LongText { max: 2_000 })
        .hint("Wajib bila instansi teknis tidak merekomendasikan.");
    let grounds = Field::new(
        "alasan_penolakan",
        "Alasan penolakan beserta pasalnya",
        FieldKind::LongText { max: 2_000 },
    )
    .hint("Satu alasan tiap baris.")
    .value(standing);
    ActPanel::Decision(Box::new(DecisionPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        recommendations: SummaryList { rows: recommendations.collect() },
        draft,
        draft_digest: state.draft.as_ref().map_or_else(String::new, |d| d.digest.to_string()),
        marks: marks.collect(),
        step: step(forms, seed, refusing),
        reason: forms.field(&approval, reason),
        reason_needed: case.against_recommendation,
        grounds: case.panels.open(DeskAct::Draft).then(|| forms.field(&refusal, grounds)),
        back: refusing && case.panels.open(DeskAct::Draft),
        pinless: pinless(forms),
    }))
}

fn step(forms: &Forms<'_>, seed: &FormSeed, refusing: bool) -> DecisionStep {
    let case = forms.case;
    let wait = |text: &str| DecisionStep::Wait { text: text.to_owned() };
    let number = case.state.registration.map_or_else(String::new, |r| r.to_string());
    let what = |verb: &str| format!("{verb} {} {number}", case.definition.short_name);
    if let Some(entry) = forms.seen.pin {
        let (action, send) = match entry.act {
            PinAct::Initial => (links::case_initial(&forms.id), "Paraf"),
            _ => (links::case_decide(&forms.id), if refusing { "Tolak permohonan" } else { "Tetapkan" }),
        };
        if matches!(entry.act, PinAct::Initial | PinAct::Decide) {
            let entry = pin_entry(forms, seed, entry, action, what(entry.act.verb()), send);
            return DecisionStep::EnterPin(Box::new(entry));
        }
    }
    if case.state.draft.is_none() {
        return wait(&preparing("Konsep"));
    }
    let reason_missing = matches!(
        case.state.draft.as_ref().map(|d| &d.kind),
        Some(DraftKind::Approval { reason }) if case.against_recommendation && reason.trim().is_empty()
    );
    if reason_missing && case.panels.open(DeskAct::Draft) {
        return DecisionStep::Compose;
    }
    if pinless(forms) && case.panels.open(DeskAct::Decide) {
        let button = if refusing { "Tolak permohonan" } else { "Disetujui" }.to_owned();
        return DecisionStep::Act { action: links::case_decide(&forms.id), button, refuses: refusing };
    }
    if pinless(forms) && case.panels.open(DeskAct::Initial) {
        let button = "Bubuhkan paraf".to_owned();
        return DecisionStep::Act { action: links::case_initial(&forms.id), button, refuses: false };
    }
    let ask = |act: PinAct, button: &str| DecisionStep::AskPin {
        act: name(act).to_owned(),
        button: button.to_owned(),
    };
    if case.panels.open(DeskAct::Decide) {
        let button = if refusing { "Minta PIN untuk menolak" } else { "Minta PIN untuk menetapkan" };
        return ask(PinAct::Decide, button);
    }
    if case.panels.open(DeskAct::Initial) {
        return ask(PinAct::Initial, "Minta PIN untuk memaraf");
    }
    match (&case.awaited_initial, case.panels.blocked(DeskAct::Decide)) {
        (Some(position), _) => wait(&format!("Menunggu paraf {position}.")),
        (None, Some(why)) => wait(why),
        (None, None) => wait("Menunggu penetapan pejabat yang berwenang."),
    }
}

pub(super) fn signing(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    let wet = case.definition.product.signing == SigningMode::Wet;
    let name = forms.visitor.actor().map_or("", |a| a.name.as_str());
    let signer = match (&case.right, case.panels.blocked(DeskAct::Sign)) {
        (Some(right), _) => format!("{}, {name} ({})", right.title, right.appointment_decree),
        (None, Some(why)) => why.to_owned(),
        (None, None) => String::new(),
    };
    let opened = case.page_seen && case.page_current;
    let number = state.registration.map_or_else(String::new, |r| r.to_string());
    let step = match forms.seen.pin.filter(|e| e.act == PinAct::Sign) {
        Some(entry) => {
            let what = format!("menandatangani {} {number}", case.definition.short_name);
            let entry = pin_entry(forms, seed, entry, links::case_sign(&forms.id), what, "Tanda tangani");
            SigningStep::EnterPin(Box::new(entry))
        }
        None if state.signature.is_some() => SigningStep::Working,
        None if wet => SigningStep::Ink,
        None if pinless(forms) => SigningStep::Plain,
        None => SigningStep::AskPin,
    };
    if state.frozen.is_none() {
        return ActPanel::Nothing(preparing("Halaman izin"));
    }
    if case.right.is_none() {
        return ActPanel::Nothing(signer);
    }
    if let Some(why) = case.panels.blocked(DeskAct::SignInInk) {
        return ActPanel::Nothing(why.to_owned());
    }
    ActPanel::Signing(Box::new(SigningPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        signer,
        document: Link::new(links::signing_opened(&forms.id), "Buka dokumen"),
        opened,
        digest: state.frozen.as_ref().map_or_else(String::new, |p| p.digest.to_string()),
        step,
    }))
}
