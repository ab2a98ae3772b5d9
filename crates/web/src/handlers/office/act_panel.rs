//! The part of the case page that belongs to the stage; only what the engine would let this person do.

mod decision;
mod finishing;
mod money;
mod paper;
mod site_visit;
mod verification;

use super::case_page::Forms;
use super::pin::{Entry, again, name};
use crate::components::{Field, FieldKind, FormSeed, Notice, PinEntry, Tone};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::cancellation::CancellationPanel;
use crate::pages::work::acts::survey::SurveyWaitPanel;
use app::query::case::{DeskAct, cancellation_digest};
use app::query::signing_list::with_pin;
use domain::capability::Capability;
use domain::definition::StageKind;
use domain::pin::PinAct;
use domain::process::Status;
use domain::value::date_text;

/// The act of the present stage.
pub(super) fn act_panel(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let kind = case.state.stage.as_ref().and_then(|id| case.definition.stage(id)).map(|s| s.kind);
    let panels = &case.panels;
    if panels.open(DeskAct::SettleHandBack)
        || (case.state.hand_back.is_some() && panels.blocked(DeskAct::SettleHandBack).is_some())
    {
        return verification::validation(forms, seed);
    }
    match kind {
        Some(StageKind::AdminVerification)
            if panels.open(DeskAct::Check) || panels.open(DeskAct::ProposeHandBack) =>
        {
            verification::verification(forms, seed)
        }
        Some(StageKind::AdminValidation) if shows(forms, DeskAct::Validate) => {
            verification::validation(forms, seed)
        }
        Some(StageKind::SiteVisit) if visits(forms) => site_visit::site_visit(forms, seed),
        Some(StageKind::TechnicalRecommendation)
            if shows(forms, DeskAct::Recommend) || panels.open(DeskAct::RecordVisit) =>
        {
            verification::recommendation(forms, seed)
        }
        Some(StageKind::Decision) if decides(forms) => decision::decision(forms, seed),
        Some(StageKind::Payment)
            if may(forms, Capability::IssueSkrd) || may(forms, Capability::ConfirmPayment) =>
        {
            money::payment(forms, seed)
        }
        Some(StageKind::Printing) if shows(forms, DeskAct::Print) => paper::printing(forms, seed),
        Some(StageKind::Signing) if may(forms, Capability::Sign) && signs(forms) => {
            decision::signing(forms, seed)
        }
        Some(StageKind::Numbering) if may(forms, Capability::AssignNumber) => paper::numbering(forms, seed),
        Some(StageKind::ProcessingIssue)
            if shows(forms, DeskAct::ReleaseIssue)
                || (case.state.issue.is_some() && may(forms, Capability::ProcessIssue)) =>
        {
            finishing::issue(forms, seed)
        }
        Some(StageKind::Archive) if shows(forms, DeskAct::Archive) => finishing::archive(forms, seed),
        Some(StageKind::Survey) => survey(forms, seed),
        Some(StageKind::Handover) if shows(forms, DeskAct::HandOver) => paper::handover(forms, seed),
        _ if panels.open(DeskAct::Print) || panels.open(DeskAct::Spoil) => paper::printing(forms, seed),
        // Whoever visits finds the minutes again, with the word that they are locked.
        _ if may(forms, Capability::VisitSite) && case.site_visit.as_ref().is_some_and(|v| v.locked) => {
            site_visit::site_visit(forms, seed)
        }
        _ => ActPanel::Nothing(nothing(forms)),
    }
}

/// Whether this region's officials act without a PIN.
fn pinless(forms: &Forms<'_>) -> bool {
    !with_pin(forms.visitor.region())
}

fn may(forms: &Forms<'_>, capability: Capability) -> bool {
    forms.visitor.may(capability)
}

/// Open, or this person's turn with a rule in the way that says why.
fn shows(forms: &Forms<'_>, act: DeskAct) -> bool {
    forms.case.panels.open(act) || forms.case.panels.blocked(act).is_some()
}

fn decides(forms: &Forms<'_>) -> bool {
    shows(forms, DeskAct::Decide) || shows(forms, DeskAct::Initial) || shows(forms, DeskAct::Draft)
}

fn visits(forms: &Forms<'_>) -> bool {
    [DeskAct::PlanSiteVisit, DeskAct::RecordSiteVisit, DeskAct::SignOffSiteVisit]
        .into_iter()
        .any(|act| shows(forms, act))
}

fn signs(forms: &Forms<'_>) -> bool {
    let state = &forms.case.state;
    shows(forms, DeskAct::Sign)
        || shows(forms, DeskAct::SignInInk)
        || state
            .signature
            .as_ref()
            .is_some_and(|s| s.by.account == forms.visitor.actor().and_then(|a| a.account))
}

/// Why there is nothing to do here: a rule, or whose turn it is.
fn nothing(forms: &Forms<'_>) -> String {
    let panels = &forms.case.panels;
    let why = DeskAct::ALL.into_iter().find_map(|act| panels.blocked(act));
    if let Some(why) = why {
        return why.to_owned();
    }
    let step = forms.case.next_step.strip_prefix("Langkah berikutnya: ").unwrap_or(&forms.case.next_step);
    let mut chars = step.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A sentence for something that the background is making.
fn preparing(what: &str) -> String {
    format!("{what} sedang disiapkan. Muat ulang halaman ini sebentar lagi.")
}

/// The entry of a PIN for the act of a form.
fn pin_entry(
    forms: &Forms<'_>,
    seed: &FormSeed,
    entry: &Entry,
    action: String,
    what: String,
    send: &str,
) -> PinEntry {
    let mut hidden = vec![
        ("challenge".to_owned(), entry.challenge.to_string()),
        ("digest".to_owned(), entry.digest.to_string()),
        ("berlaku".to_owned(), entry.expires.clone()),
    ];
    if let (PinAct::Cancel, Some(sent)) = (entry.act, forms.seen.sent) {
        for field in ["putusan", "catatan"] {
            hidden.push((field.to_owned(), sent.text(field).to_owned()));
        }
    }
    PinEntry {
        action,
        // Another attempt is another request: its key differs from the one before.
        guard: seed.part("pin"),
        hidden,
        what,
        phone: entry.phone.clone(),
        expires: entry.expires.clone(),
        error: entry.error.clone(),
        send: send.to_owned(),
        resend: again(&forms.id, entry.act),
        resend_guard: seed.part(&format!("pin-baru-{}", name(entry.act))),
    }
}

fn survey(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let state = &forms.case.state;
    let since = state
        .survey
        .opened_at
        .map_or_else(String::new, |at| date_text::weekday_date_at(at, &forms.case.zone));
    let reminders =
        (1..=state.survey.reminders).map(|n| format!("Pengingat ke-{n} sudah dikirim.")).collect();
    ActPanel::Survey(Box::new(SurveyWaitPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        since,
        reminders,
        suspended: matches!(state.status, Status::Suspended(_)),
    }))
}

/// A request for cancellation that runs beside the stage.
pub(super) fn cancellation_panel(forms: &Forms<'_>, seed: &FormSeed) -> Option<ActPanel> {
    let request = forms.case.state.cancellation.as_ref()?;
    let panels = &forms.case.panels;
    if !panels.open(DeskAct::CheckCancellation) && !panels.open(DeskAct::DecideCancellation) {
        return None;
    }
    let digest = request.digest.or_else(|| cancellation_digest(request).ok());
    let action = match request.checked_by {
        None => links::case_check_cancellation(&forms.id),
        Some(_) if pinless(forms) => links::case_decide_cancellation(&forms.id),
        Some(_) => links::case_pin(&forms.id),
    };
    let note =
        forms.field(&action, Field::new("catatan", "Catatan", FieldKind::LongText { max: 1_000 }).optional());
    let entry = forms.seen.pin.filter(|e| e.act == PinAct::Cancel);
    let number = forms.case.state.registration.map_or_else(String::new, |r| r.to_string());
    Some(ActPanel::Cancellation(Box::new(CancellationPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        reason: request.reason.clone(),
        asked: date_text::weekday_date_at(request.at, &forms.case.zone),
        check: request.checked_by.as_ref().map(|by| format!("Patut, diperiksa {}.", by.name)),
        digest: digest.map_or_else(String::new, |d| d.to_string()),
        note,
        pinless: pinless(forms),
        pin: entry.map(|entry| {
            let grants = forms.seen.sent.is_some_and(|sent| sent.text("putusan") == "setuju");
            let (what, send) = match (grants, request.revoke) {
                (true, true) => (format!("mencabut izin {number}"), "Cabut izin"),
                (true, false) => (format!("membatalkan permohonan {number}"), "Batalkan permohonan"),
                (false, true) => (format!("menolak permintaan pencabutan {number}"), "Tolak permintaan"),
                (false, false) => (format!("menolak permintaan pembatalan {number}"), "Tolak permintaan"),
            };
            pin_entry(forms, seed, entry, links::case_decide_cancellation(&forms.id), what, send)
        }),
    })))
}

/// A notice for a rule in the way.
fn in_the_way(why: &str) -> Notice {
    Notice::new(Tone::Warn, why)
}
