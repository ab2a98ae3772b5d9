//! Technical recommendation: agencies, visits, values that fix the fee.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{AgencyId, StageId, StageKind, VisitPolicy};
use domain::process::*;
use process_support::file::{form, visit};
use process_support::services::{agency, condition, number};
use process_support::*;
use proves::proves;

fn outcome(agency: &str, outcome: RecommendationOutcome, note: &str, values: &[(&str, &str)]) -> Command {
    Command::Recommend {
        agency: AgencyId(agency.to_owned()),
        outcome,
        values: form(values),
        note: note.to_owned(),
    }
}

fn visited(n: &str, file: &File) -> Command {
    Command::RecordVisit { agency: AgencyId(n.to_owned()), visit: visit(file.now) }
}

/// Two agencies in parallel, the second only for higher buildings.
fn two() -> File {
    let mut definition = sip();
    let stage = definition.stages.iter_mut().find(|s| s.kind == StageKind::TechnicalRecommendation).unwrap();
    stage.agencies = vec![
        agency("dinkes", vec![number("luas", 10_000, 2)], VisitPolicy::None),
        agency("dinas_pu", vec![number("tinggi", 100, 2)], VisitPolicy::None),
    ];
    stage.agencies[1].when = Some(condition("form.lantai >= 1"));
    definition.bind().unwrap();
    File::at(definition, StageKind::TechnicalRecommendation)
}

#[test]
#[proves("MJK18-11.3.d", "KDR11-11.3.d")]
fn no_decision_before_every_agency_asked_has_spoken() {
    let mut file = two();
    assert_eq!(file.state.agencies.len(), 2);
    file.ok(&Cast::dinkes(), outcome("dinkes", RecommendationOutcome::Recommended, "", &[("luas", "10")]));
    assert_eq!(file.kind(), Some(StageKind::TechnicalRecommendation));
    let decide = Command::Decide { digest: digest(10) };
    assert!(matches!(file.refused(&Cast::head(), decide), Refusal::WrongStage { .. }));
    file.ok(&Cast::pu(), outcome("dinas_pu", RecommendationOutcome::Recommended, "", &[("tinggi", "4")]));
    assert_eq!(file.kind(), Some(StageKind::Decision));
    assert_eq!(file.state.recommendations.len(), 2);
}

#[test]
fn values_of_several_agencies_stand_beside_each_other() {
    let mut file = two();
    file.ok(&Cast::dinkes(), outcome("dinkes", RecommendationOutcome::Recommended, "", &[("luas", "10")]));
    file.ok(&Cast::pu(), outcome("dinas_pu", RecommendationOutcome::NotRecommended, "Terlalu tinggi.", &[]));
    let values = file.with_facts(&Cast::head(), None, &Given::default(), |facts| facts.values(&file.state));
    let text = |name: &str| format!("{:?}", values.get(name));
    assert!(text("rec.luas").contains("10"));
    assert!(text("rec.tinggi").contains("Null"));
}

#[test]
fn an_agency_without_a_value_does_not_wipe_out_anothers() {
    let mut file = two();
    file.world.definition.stages[3].agencies[1].fields = vec![number("luas", 10_000, 2)];
    file.ok(&Cast::dinkes(), outcome("dinkes", RecommendationOutcome::Recommended, "", &[("luas", "10")]));
    file.ok(&Cast::pu(), outcome("dinas_pu", RecommendationOutcome::NotRecommended, "Tidak.", &[]));
    let values = file.with_facts(&Cast::head(), None, &Given::default(), |facts| facts.values(&file.state));
    assert!(format!("{:?}", values.get("rec.luas")).contains("10"));
}

#[test]
fn an_agency_speaks_only_for_itself_and_once() {
    let mut file = two();
    let no = |agency| outcome(agency, RecommendationOutcome::NotRecommended, "Tidak.", &[]);
    assert_eq!(file.refused(&Cast::dinkes(), no("dinas_pu")), Refusal::AgencyNotAsked);
    assert_eq!(
        file.refused(&Cast::team_a(), no("dinkes")),
        Refusal::NotAllowed { capability: Some(domain::capability::Capability::RecommendTechnically) }
    );
    file.ok(&Cast::dinkes(), no("dinkes"));
    assert_eq!(file.refused(&Cast::dinkes(), no("dinkes")), Refusal::AlreadyRecommended);
}

#[test]
fn what_one_agency_has_taken_does_not_stop_the_other() {
    let mut file = two();
    let take = Command::Assign { to: cast::by(&Cast::dinkes()), note: String::new(), overtaking: None };
    file.ok(&Cast::dinkes(), take);
    file.ok(&Cast::pu(), outcome("dinas_pu", RecommendationOutcome::Recommended, "", &[("tinggi", "4")]));
}

#[test]
fn a_stage_without_an_agency_to_ask_is_not_entered() {
    let mut definition = sip();
    definition.stages[3].agencies[0].when = Some(condition("form.lantai > 5"));
    definition.bind().unwrap();
    let file = File::at(definition, StageKind::Decision);
    assert!(file.state.passages.iter().all(|p| p.stage.0 != "technical_recommendation"));
}

#[test]
fn a_required_visit_comes_before_the_recommendation() {
    let mut file = File::at(imb(), StageKind::TechnicalRecommendation);
    assert_eq!(file.refused(&Cast::pu(), File::recommend("dinas_pu", "x")), Refusal::VisitMissing);
    let mut future = visit(file.now);
    future.at = wib("2026-12-01T09:00:00");
    let agency = AgencyId("dinas_pu".to_owned());
    let refusal = file.refused(&Cast::pu(), Command::RecordVisit { agency: agency.clone(), visit: future });
    assert!(matches!(refusal, Refusal::Invalid { .. }));
    let mut silent = visit(file.now);
    silent.findings = String::new();
    assert_eq!(
        file.refused(&Cast::pu(), Command::RecordVisit { agency, visit: silent }),
        Refusal::NoteMissing
    );
    let command = visited("dinas_pu", &file);
    file.ok(&Cast::pu(), command);
    file.ok(&Cast::pu(), File::recommend("dinas_pu", "Terukur 112."));
}

#[test]
fn another_value_than_the_applicants_needs_a_reason() {
    let mut file = File::at(imb(), StageKind::TechnicalRecommendation);
    let command = visited("dinas_pu", &file);
    file.ok(&Cast::pu(), command);
    // The applicant wrote 96, the team measured 112.
    assert_eq!(file.refused(&Cast::pu(), File::recommend("dinas_pu", " ")), Refusal::NoteMissing);
    file.ok(
        &Cast::pu(),
        outcome("dinas_pu", RecommendationOutcome::Recommended, "", &[("luas", "96"), ("koefisien", "1")]),
    );
}

#[test]
fn values_that_the_fee_needs_are_mandatory_and_unknown_ones_are_dropped() {
    let mut file = File::at(imb(), StageKind::TechnicalRecommendation);
    let command = visited("dinas_pu", &file);
    file.ok(&Cast::pu(), command);
    let refusal = file.refused(
        &Cast::pu(),
        outcome("dinas_pu", RecommendationOutcome::Recommended, "x", &[("luas", "9,99999")]),
    );
    assert_eq!(refusal.field_names(), ["rec.luas", "rec.koefisien"]);
    let values = [("luas", "112"), ("koefisien", "1"), ("tarif", "0")];
    file.ok(&Cast::pu(), outcome("dinas_pu", RecommendationOutcome::Recommended, "Diukur.", &values));
    assert!(!file.state.recommendations[&AgencyId("dinas_pu".to_owned())].values.contains_key("tarif"));
}

#[test]
fn conditions_and_a_no_need_their_grounds() {
    let mut file = File::at(sip(), StageKind::TechnicalRecommendation);
    for which in [RecommendationOutcome::WithConditions, RecommendationOutcome::NotRecommended] {
        assert_eq!(file.refused(&Cast::dinkes(), outcome("dinkes", which, " ", &[])), Refusal::NoteMissing);
    }
}

#[test]
fn sent_back_for_a_recommendation_the_agency_speaks_again_and_the_old_draft_falls() {
    let mut file = File::at(imb(), StageKind::Decision);
    file.compose(10);
    file.ok(&Cast::kabid(), Command::Initial { digest: digest(10) });
    let back = Command::SendBack {
        to: StageId("technical_recommendation".to_owned()),
        note: "Ukur lagi.".to_owned(),
    };
    file.ok(&Cast::head(), back);
    assert!(file.state.recommendations.is_empty() && file.state.draft.is_none());
    assert!(!file.state.visits.is_empty(), "the visit stays");
    file.ok(&Cast::pu(), File::recommend("dinas_pu", "Sudah benar."));
    assert_eq!(file.kind(), Some(StageKind::Decision));
    let refusal = file.refused(&Cast::head(), Command::Decide { digest: digest(10) });
    assert_eq!(refusal, Refusal::DraftMissing);
}

#[test]
#[proves("MJK18-11.3.d")]
fn a_visit_is_planned_and_planned_anew_until_somebody_was_there() {
    let mut file = File::at(imb(), StageKind::TechnicalRecommendation);
    let pu = AgencyId("dinas_pu".to_owned());
    let today = file.with_facts(&Cast::pu(), None, &Given::default(), |facts| facts.today);
    let plan = |days: i64, assignment: &str, team: &[&str]| Command::PlanVisit {
        agency: pu.clone(),
        plan: PlannedVisit {
            day: today.checked_add(jiff::ToSpan::days(days)).unwrap(),
            assignment: assignment.to_owned(),
            team: team.iter().map(|n| (*n).to_owned()).collect(),
        },
    };
    for (command, field) in [
        (plan(-1, "ST/1", &["Endang"]), "tanggal"),
        (plan(2, " ", &["Endang"]), "surat_tugas"),
        (plan(2, "ST/1", &[]), "tim"),
    ] {
        assert_eq!(file.refused(&Cast::pu(), command).field_names(), [field]);
    }
    assert_eq!(file.refused(&Cast::dinkes(), plan(2, "ST/1", &["Endang"])), Refusal::AgencyNotAsked);
    file.ok(&Cast::pu(), plan(2, "ST/1", &["Endang"]));
    assert!(file.ok(&Cast::pu(), plan(2, "ST/1", &["Endang"])).is_empty(), "the same again says nothing new");
    file.ok(&Cast::pu(), plan(3, "ST/1", &["Endang"]));
    assert_eq!(file.state.planned_visits[&pu].day, today.checked_add(jiff::ToSpan::days(3)).unwrap());
    file.ok(&Cast::pu(), visited("dinas_pu", &file));
    assert_eq!(file.refused(&Cast::pu(), plan(4, "ST/1", &["Endang"])).field_names(), ["berkas"]);
}

#[test]
fn nothing_is_planned_where_no_visit_is_made() {
    let mut file = File::at(sip(), StageKind::TechnicalRecommendation);
    let plan =
        PlannedVisit { day: day("2030-01-01"), assignment: "ST/1".to_owned(), team: vec!["A".to_owned()] };
    let command = Command::PlanVisit { agency: AgencyId("dinkes".to_owned()), plan };
    assert_eq!(file.refused(&Cast::dinkes(), command).field_names(), ["berkas"]);
}
