//! One engine, four orders: every service of every shipped region runs from registration to its end through the stages of its
//! own regulation (requirements, tables 9.1 to 9.4), and the ledger agrees.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::play::{PersonKind, Plan, Refusing, Story};
use domain::definition::{ApplicantKind, ServiceId, StageKind};
use domain::process::{RecommendationOutcome, Status};
use proves::proves;
use testkit::house::{Database, House, Letters};

/// Stages by table; those in brackets are conditional.
fn table(stages: &str) -> Vec<(&str, bool)> {
    let stage = |word: &'static str| match word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
        Some(name) => (name, true),
        None => (word, false),
    };
    stages.split_whitespace().map(|w| stage(Box::leak(w.to_owned().into_boxed_str()))).collect()
}

/// The number of Batang's documents stands in the signed bytes: it is drawn in a step of its own right before the signature
///
const BATANG: &str = "registration admin_verification [site_visit] technical_recommendation decision numbering signing \
     notice handover";
const MOJOKERTO: &str = "registration admin_verification admin_validation [technical_recommendation] decision [payment] \
     printing signing numbering survey handover";
const KEDIRI: &str = "registration admin_verification admin_validation [technical_recommendation] decision [payment] \
     printing signing survey numbering handover";
const PURWAKARTA: &str =
    "registration completeness_verification approval approval_notice processing_issue delivery archive";

fn follows(table: &[(&str, bool)], went: &[String]) -> bool {
    let mut at = 0;
    for (name, optional) in table {
        if went.get(at).is_some_and(|w| w == name) {
            at += 1;
        } else if !optional {
            return false;
        }
    }
    at == went.len()
}

fn every_service_runs(region: &str, order: &str) -> House {
    let mut house = House::open(region, Database::Sqlite, Letters::Quick, 5).unwrap().unwrap();
    let services: Vec<_> = house.stand.region.profile.services.keys().cloned().collect();
    assert!(services.len() >= 6, "{region} has only {} services", services.len());
    for service in services {
        let (_, definition) = house.stand.region.office().active(&service).unwrap();
        let firm = definition.applicant == ApplicantKind::Business;
        let wanted = if firm { PersonKind::Business } else { PersonKind::Person };
        let owner = house.stand.cast.applicants.iter().find(|a| a.1 == wanted).unwrap().0;
        let start = house.stand.office_time_after(30);
        let plan = Plan { pace: Some(15), ..Plan::straight(service.clone()) };
        let endings = house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        assert_eq!(endings[0].status, Status::HandedOver, "{region} {service}");
        let store = &house.stand.region.store;
        let id = endings[0].application;
        let state = store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state;
        let went: Vec<String> = std::iter::once(definition.stages[0].id.0.clone())
            .chain(
                state.passages.iter().map(|p| p.stage.0.clone()).filter(|s| *s != definition.stages[0].id.0),
            )
            .collect();
        assert!(follows(&table(order), &went), "{region} {service}: {went:?}");
    }
    let region = &house.stand.region;
    let report = app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
    assert_eq!(report.findings, Vec::new());
    house
}

#[proves("BTG68-9.2", "BTG68-9.3")]
#[test]
fn batang_visits_recommends_decides_signs_and_tells() {
    let house = every_service_runs("batang", BATANG);
    let visited = house.stand.region.profile.services.values();
    let visited =
        visited.filter(|s| s.definition.stages.iter().any(|s| s.kind == StageKind::SiteVisit)).count();
    let invitations: Vec<_> = house
        .stand
        .gateway
        .messages()
        .into_iter()
        .filter(|m| m.subject.as_deref().is_some_and(|s| s.starts_with("Tinjauan lapangan")))
        .collect();
    assert!(visited > 0);
    assert_eq!(invitations.len(), visited, "each applicant is invited once, where a visit is a stage");
    for invitation in invitations {
        assert!(invitation.text.contains(" pukul ") && invitation.text.contains("Tempat: Alamat yang"));
    }
}

/// Refused by the official, signed with the certificate, told after that: two recorded acts (BTG68-11.3, 12).
#[proves("BTG68-11.3#2", "BTG68-12.1")]
#[test]
fn a_refusal_is_signed_by_the_head_before_the_applicant_is_told() {
    let mut house = House::open("batang", Database::Sqlite, Letters::Quick, 6).unwrap().unwrap();
    let owner = house.stand.cast.applicants.iter().find(|a| a.1 == PersonKind::Person).unwrap().0;
    let service = ServiceId("izin-praktik-dokter".into());
    let refusing = Refusing::Refuse(vec!["STR sudah berakhir. | Pasal 11 ayat (3)".to_owned()]);
    let plan =
        Plan { refusing, recommendation: RecommendationOutcome::NotRecommended, ..Plan::straight(service) };
    let start = house.stand.office_time_after(30);
    let stopped = Plan { stop_at: Some(StageKind::Signing), ..plan.clone() };
    let waiting = house.stand.play(vec![Story { owner, start, plan: stopped }], None).unwrap()[0].application;
    let region = house.stand.region.clone();
    let state = |id| region.store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state;
    let told = |id| {
        let rows = region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
        rows.iter().any(|m| m.template == "refused")
    };
    let before = state(waiting);
    assert!(!before.decision.as_ref().unwrap().approved && !before.status.is_terminal());
    assert!(before.letter.is_none() && !told(waiting), "nothing is told before it is signed");

    let plan = house.stand.fresh_object(plan, 2);
    let start = house.stand.office_time_after(30);
    let ended = house.stand.play(vec![Story { owner, start, plan }], None).unwrap()[0].application;
    let after = state(ended);
    assert_eq!(after.status, Status::Refused);
    let (decision, signature) = (after.decision.as_ref().unwrap(), after.signature.as_ref().unwrap());
    assert!(decision.at < signature.at, "decided first, signed after that");
    let letter = after.letter.as_ref().unwrap();
    assert_eq!(letter.digest, signature.signed.as_ref().unwrap().digest);
    assert!(told(ended));
    let (row, bytes) = app::letter::read_file(&region, ended, "refusal").unwrap().unwrap();
    assert_eq!((row.digest, bytes.is_empty()), (*letter.digest.as_bytes(), false));
}

#[proves("MJK18-11.3.i", "MJK18-11.3.j")]
#[test]
fn mojokerto_numbers_before_the_survey() {
    every_service_runs("mojokerto", MOJOKERTO);
}

#[proves("KDR11-11.3.i", "KDR11-11.3.j", "KDR11-11.3.k")]
#[test]
fn kediri_fills_the_survey_before_the_number_and_sends_by_courier() {
    let house = every_service_runs("kediri", KEDIRI);
    let states = house
        .stand
        .region
        .store
        .read(|tx| {
            let owners = house.stand.cast.applicants.iter().map(|a| a.0);
            let mut all = Vec::new();
            for owner in owners {
                all.extend(store::application::owned_by(tx, owner)?);
            }
            Ok::<_, store::StoreError>(all)
        })
        .unwrap();
    assert!(!states.is_empty());
    for state in &states {
        assert_eq!(state.handover.as_ref().unwrap().how, "courier", "{}", state.service);
        // Only the two types of Pasal 15 were ever billed.
        assert_eq!(state.skrd.is_some(), ["imb", "izin_gangguan"].contains(&state.service.0.as_str()));
    }
}

#[test]
fn purwakarta_approves_tells_issues_delivers_and_archives() {
    let house = every_service_runs("purwakarta", PURWAKARTA);
    let rows = house.stand.region.store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
    assert!(rows.iter().any(|r| r.act == "confirm_notice_sent") && rows.iter().any(|r| r.act == "archive"));
    // The document went with the message, to each applicant his own.
    let carried: Vec<_> =
        house.stand.gateway.messages().into_iter().filter(|m| !m.attachments.is_empty()).collect();
    assert_eq!(carried.len(), house.stand.region.profile.services.len());
    assert!(carried.iter().all(|m| m.attachments.len() == 1 && m.attachments[0].ends_with(".pdf")));
}
