//! Random people ask random things of files of every order: nothing breaks and no rule gives way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{ServiceDefinition, StageId, StageKind};
use domain::party::Actor;
use domain::process::{transition, *};
use domain::value::Rupiah;
use jiff::SignedDuration;
use process_support::cast::by;
use process_support::file::{attached, form, issued, visit};
use process_support::*;
use proptest::prelude::*;

/// Every command with somebody who may give it, filled from the state as it is; the last argument varies what can vary.
fn wishes(file: &File, n: u8) -> Vec<(Actor, Command)> {
    let s = &file.state;
    let now = file.now;
    let system = Actor::system;
    let text = |t: &str| t.to_owned();
    let note = || if n.is_multiple_of(5) { String::new() } else { text("catatan") };
    let draft = s.draft.as_ref().map_or(digest(10), |d| d.digest);
    let page = s.frozen.as_ref().map_or(digest(20), |p| p.digest);
    let verifier = || if n.is_multiple_of(3) { Cast::both() } else { Cast::verifier() };
    let validator = || if n.is_multiple_of(2) { Cast::both() } else { Cast::validator() };
    let head = || file.signer();
    let clerk = || if n.is_multiple_of(2) { Cast::printer() } else { Cast::comparer() };
    let cashier = || if n.is_multiple_of(2) { Cast::retribution() } else { Cast::cashier() };
    let agency = s.agencies.get(usize::from(n) % s.agencies.len().max(1)).map_or("dinkes", |a| a.0.as_str());
    let agent = || match agency {
        "dinas_pu" => Cast::pu(),
        "tim_teknis" => Cast::team_a(),
        _ => Cast::dinkes(),
    };
    let passages = s.passages.len().max(1);
    let earlier = s.passages.get(usize::from(n) % passages).map_or(StageId(text("x")), |p| p.stage.clone());
    let asked = s.open_correction().map(|c| c.items.clone()).unwrap_or_default();
    let answers =
        asked.iter().filter_map(|i| Some((i.item.strip_prefix("form.")?, "Sugeng"))).collect::<Vec<_>>();
    let outcome = match n % 7 {
        0 => RecommendationOutcome::NotRecommended,
        1 => RecommendationOutcome::WithConditions,
        _ => RecommendationOutcome::Recommended,
    };
    let serial = s.valid_sheet().map_or(text("A-000000"), |sheet| sheet.serial.clone());
    let frozen =
        FrozenPage { digest: digest(20 + n % 3), file: id(20), signer: head().account.unwrap(), date: None };
    let kind = if n.is_multiple_of(9) {
        DraftKind::Refusal { grounds: vec![text("Pasal 5")] }
    } else {
        DraftKind::Approval { reason: text("Sudah baik.") }
    };
    let agency = domain::definition::AgencyId(text(agency));
    let items = vec![CorrectionItem {
        item: text(if n.is_multiple_of(2) { "form.nama" } else { "doc.ktp" }),
        note: note(),
    }];
    vec![
        (Cast::owner(), Command::SaveForm { form: form(&[("nama", "Sugeng")]) }),
        (Cast::owner(), Command::DiscardDraft),
        (Cast::owner(), File::submit()),
        (verifier(), Command::Assign { to: by(&verifier()), note: note(), overtaking: None }),
        (Cast::kabid(), Command::Assign { to: by(&verifier()), note: note(), overtaking: None }),
        (Cast::kabid(), Command::Unassign { note: note() }),
        (verifier(), Command::CheckItem { item: text("form"), ok: !n.is_multiple_of(8), note: note() }),
        (verifier(), Command::CheckItem { item: text("doc.ktp"), ok: n % 8 != 1, note: note() }),
        (verifier(), Command::RequestCorrection { items }),
        (
            Cast::owner(),
            Command::AnswerCorrection {
                form: form(&answers),
                documents: [(text("ktp"), attached(n))].into(),
                declared: !n.is_multiple_of(4),
            },
        ),
        (verifier(), Command::PassVerification),
        (validator(), Command::Validate),
        (validator(), Command::SendBack { to: earlier.clone(), note: note() }),
        (agent(), Command::SendBack { to: earlier.clone(), note: note() }),
        (head(), Command::SendBack { to: earlier, note: note() }),
        (verifier(), Command::ProposeHandBack { reason: note() }),
        (validator(), Command::SettleHandBack { confirm: n.is_multiple_of(6), note: note() }),
        (agent(), Command::RecordVisit { agency: agency.clone(), visit: visit(now) }),
        (
            agent(),
            Command::Recommend {
                agency,
                outcome,
                values: form(&[("luas", "112"), ("koefisien", "1")]),
                note: note(),
            },
        ),
        (system(), Command::ComposeDraft { kind: kind.clone(), digest: digest(10 + n % 2), file: id(10) }),
        (head(), Command::ComposeDraft { kind, digest: digest(10 + n % 2), file: id(10) }),
        (Cast::kabid(), Command::Initial { digest: draft }),
        (Cast::secretary(), Command::Initial { digest: draft }),
        (head(), Command::Decide { digest: draft }),
        (system(), Command::FileLetter { letter: issued(n, now) }),
        (cashier(), Command::IssueSkrd { number: text("SKRD/1"), payment_code: text("1") }),
        (system(), Command::ConfirmNoticeReceived { at: now }),
        (cashier(), file.pay("BANK-1", now)),
        (
            cashier(),
            Command::RecordPayment {
                bank_reference: text("B"),
                amount: Rupiah::new(1),
                paid_at: now,
                proof: None,
            },
        ),
        (cashier(), Command::SettlePayment { confirm: !n.is_multiple_of(3), note: note() }),
        (system(), Command::Expire),
        (system(), Command::FreezePage { page: frozen }),
        (Cast::printer(), file.print(n)),
        (Cast::printer(), Command::SpoilSheet { serial, reason: note() }),
        (head(), Command::Sign { digest: page }),
        (head(), Command::SignInInk { digest: page }),
        (system(), Command::FileSigned { signed: FiledDocument { digest: digest(30), file: id(30) } }),
        (clerk(), Command::AssignNumber { number: format!("500/{n}/2026") }),
        (clerk(), Command::Scan { file: attached(n) }),
        (clerk(), Command::SettleScan { matches: !n.is_multiple_of(3), note: note() }),
        (system(), Command::FileSealed { document: issued(40, now) }),
        (system(), Command::RemindSurvey),
        (system(), Command::SuspendForSurvey),
        (Cast::owner(), Command::AnswerSurvey { answers: vec![1 + n % 5; 9] }),
        (Cast::handover(), Command::Ship { courier: text("Kurir"), waybill: text("R-1") }),
        (Cast::handover(), File::holder()),
        (
            Cast::handover(),
            Command::HandOver {
                recipient: RecipientKind::Courier { received_by: text("Sri"), waybill: text("R-1") },
                with_skrd: n.is_multiple_of(2),
            },
        ),
        (Cast::owner(), Command::RequestCancellation { reason: note() }),
        (
            verifier(),
            Command::CheckCancellation { proper: !n.is_multiple_of(3), note: note(), digest: digest(60) },
        ),
        (
            head(),
            Command::DecideCancellation { approve: n.is_multiple_of(2), note: note(), digest: digest(60) },
        ),
        (
            Cast::team_a(),
            Command::PlanSiteVisit {
                at: now,
                place: text("Wates"),
                assignment: text("ST"),
                team: vec![by(&Cast::team_a()), by(&Cast::team_b())],
            },
        ),
        (Cast::team_a(), Command::RecordSiteVisit { visit: visit(now), documents: vec![text("ktp")] }),
        (Cast::team_a(), Command::SignOffSiteVisit),
        (Cast::team_b(), Command::SignOffSiteVisit),
        (system(), Command::ConfirmNoticeSent { channel: text("sms"), at: now }),
        (Cast::division(), Command::ReleaseIssue { number: format!("5/{n}") }),
        (
            system(),
            Command::ConfirmDelivered { channel: text("email"), address: text("a@b.example"), at: now },
        ),
        (Cast::division(), Command::Archive { location: note() }),
        (verifier(), Command::NoteContact { note: note() }),
    ]
}

/// Whether a command belongs to the work of a stage, so that files get far enough to be interesting.
fn fits(kind: Option<StageKind>, command: &Command) -> bool {
    let names: &[&str] = match kind {
        None => &["save_form", "submit", "file_letter"],
        Some(StageKind::AdminVerification) => {
            &["check_item", "pass_verification", "answer_correction", "propose_hand_back", "settle_hand_back"]
        }
        Some(StageKind::AdminValidation) => &["validate", "send_back"],
        Some(StageKind::SiteVisit) => &["plan_site_visit", "record_site_visit", "sign_off_site_visit"],
        Some(StageKind::TechnicalRecommendation) => &["record_visit", "recommend"],
        Some(StageKind::Decision) => &["compose_draft", "initial", "decide"],
        Some(StageKind::Payment) => {
            &["issue_skrd", "confirm_notice_received", "record_payment", "settle_payment", "expire"]
        }
        Some(StageKind::Printing) => &["freeze_page", "print"],
        Some(StageKind::Signing) => {
            &["freeze_page", "sign", "sign_in_ink", "file_signed", "file_sealed", "scan", "settle_scan"]
        }
        Some(StageKind::Numbering) => &["assign_number", "scan", "settle_scan", "file_sealed"],
        Some(StageKind::Survey) => &["remind_survey", "suspend_for_survey", "answer_survey"],
        Some(StageKind::Notice) => &["confirm_notice_sent"],
        Some(StageKind::ProcessingIssue) => &["release_issue", "file_sealed"],
        Some(StageKind::Delivery) => &["confirm_delivered"],
        Some(StageKind::Handover) => &["ship", "hand_over"],
        Some(StageKind::Archive) => &["archive"],
        Some(StageKind::Registration) => &[],
    };
    names.contains(&command.name())
}

const ENDING: [&str; 4] = ["request_cancellation", "check_cancellation", "decide_cancellation", "expire"];

fn walk(definition: ServiceDefinition, steps: &[(u8, u8, u8, u8)]) -> File {
    let mut file = File::draft(definition);
    let everybody = Cast::all();
    for (how, which, who, n) in steps {
        let mut wishes = wishes(&file, *n);
        // Three of four wishes belong to the present desk; the rest is anything at all.
        if how % 12 == 7 {
            wishes.retain(|(_, command)| ENDING.contains(&command.name()));
        } else if how % 4 != 0 {
            let kind = file.kind();
            wishes.retain(|(_, command)| fits(kind, command));
        }
        if wishes.is_empty() {
            continue;
        }
        let (actor, command) = wishes.swap_remove(usize::from(*which) % wishes.len());
        let actor =
            if how % 10 == 9 { everybody[usize::from(*who) % everybody.len()].clone() } else { actor };
        let given = if how % 16 == 15 { Given { pin: None, ..Given::default() } } else { Given::default() };
        let before = file.state.status;
        let outcome = file.try_with(&actor, command, &given);
        if before.is_terminal() && file.state.status != before {
            assert_eq!((before, file.state.status), (Status::HandedOver, Status::Revoked));
        }
        if let Err(refusal) = outcome {
            assert!(!refusal.sentence().is_empty() && refusal.code() != "refused");
        }
        if how % 8 == 1 {
            file.now = file.now.checked_add(SignedDuration::from_hours(i64::from(*n) / 4)).unwrap();
        }
        if how % 32 == 5 {
            file.now = file.now.checked_add(SignedDuration::from_hours(24 * 12)).unwrap();
        }
        if file.now > wib("2026-11-30T00:00:00") {
            break;
        }
    }
    file
}

fn index(file: &File, name: &str) -> Option<usize> {
    file.events.iter().position(|(e, _)| e.name() == name)
}

fn judge(file: &File) {
    let mut state: Option<Application> = None;
    let mut verifier = None;
    let mut recorder = None;
    for (event, at) in &file.events {
        let before = state.as_ref().map(|s| s.status);
        let next = apply(state, event, *at).unwrap();
        if let Some(before) = before.filter(|b| *b != next.status) {
            let row = transition::TABLE
                .iter()
                .any(|r| r.from == before && r.event == event.name() && r.to == next.status);
            assert!(row, "{before:?} -{}-> {:?}", event.name(), next.status);
        }
        if next.status.is_terminal() {
            assert!(next.closed_at.is_some() && next.stage.is_none());
        }
        match event {
            Event::VerificationPassed { by } => verifier = by.account,
            Event::Validated { by } => assert_ne!(by.account, verifier),
            Event::PaymentRecorded { payment } => {
                recorder = payment.recorded_by.account;
                assert_eq!(Some(payment.amount), next.skrd.as_ref().map(|s| s.amount));
            }
            Event::PaymentConfirmed { by } => assert_ne!(by.account, recorder),
            Event::Approved { decision } => {
                let all = next.agencies.iter().all(|a| next.recommendations.contains_key(a));
                assert!(all && decision.approved);
            }
            Event::DocumentSealed { .. } => {
                assert!(next.number.is_some());
                let scan = next.scan.as_ref();
                assert!(scan.is_none_or(|s| s.compared_by.as_ref().unwrap().account != s.by.account));
                let signed = file.world.definition.product.signing == domain::definition::SigningMode::None;
                assert!(signed || next.signature.is_some());
            }
            Event::HandedOver { handover } => {
                let survey = next.survey.opened_at.is_none() || next.survey.answered_at.is_some();
                assert!(survey && next.issued.is_some());
                assert_eq!(handover.items.contains(&"skrd".to_owned()), next.skrd.is_some());
            }
            _ => {}
        }
        assert!(next.survey.reminders <= 3);
        state = Some(next);
    }
    let numbers = file.events.iter().filter(|(e, _)| e.name() == "numbered").count();
    assert!(numbers <= 1, "a permit has one number");
    let again = replay(file.events.iter().map(|(e, at)| (e, *at))).unwrap().unwrap();
    assert_eq!(again, file.state);
    assert_eq!(state.as_ref(), Some(&file.state));
    let text = serde_json::to_string(&file.state).unwrap();
    assert_eq!(serde_json::from_str::<Application>(&text).unwrap(), file.state);
    for (event, _) in &file.events {
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
    }
    if let (Some(number), Some(survey)) = (index(file, "numbered"), index(file, "survey_answered"))
        && file.world.definition.id.0.ends_with("kediri")
    {
        assert!(survey < number);
    }
}

fn every() -> [ServiceDefinition; 7] {
    [sip(), imb(), kartu(), kediri(), kediri_wet(), batang(), purwakarta()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 56, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_wishes_breaks_a_file(
        which in 0_usize..7,
        steps in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 250),
    ) {
        judge(&walk(every()[which].clone(), &steps));
    }
}

/// The walk must be worth its name: with fixed seeds files reach every status and nearly every event.
#[test]
fn the_walks_go_everywhere_and_replay_gives_the_same_state() {
    let mut seen = std::collections::BTreeSet::new();
    let mut events = std::collections::BTreeSet::new();
    let mut seed = 20_260_401_u64;
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u8
    };
    for _ in 0..14 {
        let steps: Vec<_> = (0..250).map(|_| (draw(), draw(), draw(), draw())).collect();
        for definition in every() {
            let file = walk(definition, &steps);
            judge(&file);
            seen.insert(file.state.status.name());
            events.extend(file.events.iter().map(|(e, _)| e.name()));
        }
    }
    for status in ["handed_over", "refused", "handed_back", "cancelled", "expired_unpaid", "revoked"] {
        assert!(seen.contains(status), "{status} was never reached: {seen:?}");
    }
    for event in [
        "sheet_spoiled",
        "scan_rejected",
        "sent_back",
        "payment_rejected",
        "suspended",
        "archived",
        "delivered",
    ] {
        assert!(events.contains(event), "{event} never happened");
    }
}

#[test]
fn the_table_never_leaves_a_closed_file_except_for_a_permit_in_hands() {
    for row in transition::TABLE {
        if row.from.is_terminal() {
            assert_eq!(row.from, Status::HandedOver, "{}", row.event);
            assert!(matches!(row.to, Status::Revoked | Status::Lapsed | Status::Replaced));
        }
    }
}

#[test]
fn an_event_out_of_order_is_no_record_of_this_file() {
    let file = File::submitted(sip());
    let start = file.events[0].0.clone();
    assert!(matches!(apply(Some(file.state.clone()), &start, file.now), Err(ApplyError::Order(_))));
    assert!(matches!(apply(None, &Event::SurveyAnswered, file.now), Err(ApplyError::Order(_))));
    let expired = apply(Some(file.state.clone()), &Event::ExpiredUnpaid, file.now);
    assert!(matches!(expired, Err(ApplyError::Transition { from: "in_process", to: "expired_unpaid", .. })));
}
