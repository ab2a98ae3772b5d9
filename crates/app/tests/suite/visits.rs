//! An agency plans its visits: several on one day make one round, and every applicant is told (practice, section 2).

use crate::support::*;
use app::act::plan_visits;
use app::query::visits::visits;
use domain::definition::StageKind;
use domain::process::{Command, PlannedVisit, SiteVisit};
use jiff::civil::Date;
use proves::proves;

fn plan(day: Date) -> PlannedVisit {
    PlannedVisit {
        day,
        assignment: "094/7/2026".to_owned(),
        team: vec!["Endang".to_owned(), "Joko".to_owned()],
    }
}

#[proves("MJK18-20.c")]
#[test]
fn a_round_holds_the_files_of_a_day_and_tells_each_applicant() {
    on_both(|house| {
        let ids = reach_many(house, IMB, StageKind::TechnicalRecommendation, 3);
        let region = house.stand.region.clone();
        let agency = definition(house, ids[0]).stages.iter().flat_map(|s| s.agencies.clone()).next().unwrap();
        let people = &house.stand.cast.by_agency;
        let officer = region.actor(people[&agency.agency][0]).unwrap();
        let before = visits(&region, &officer).unwrap();
        assert_eq!((before.unplanned.len(), before.rounds.len()), (3, 0));
        assert!(before.unplanned[0].place.contains("Kelurahan"), "{}", before.unplanned[0].place);

        let today = region.office().calendar.local_date(region.now());
        let day = today.checked_add(jiff::ToSpan::days(2)).unwrap();
        let round = plan_visits(&region, &officer, &ids[..2], &plan(day), Some("kunci")).unwrap();
        assert_eq!((round.done.len(), round.refused.len()), (2, 0));
        let told = || {
            let rows = region.store.read(|tx| store::outbox::latest(tx, 100)).unwrap();
            rows.iter().filter(|m| m.template == "visit_planned" && m.channel == "sms").count()
        };
        assert_eq!(told(), 2, "each applicant is told the day");
        let sentence = |id| {
            let (state, definition) = (state(house, id), definition(house, id));
            app::query::status_sentence::status_sentence(&region, &region.office(), &definition, &state).duty
        };
        let said =
            format!("Dampingi tim tinjauan di lokasi pada {}.", domain::value::date_text::weekday_date(day));
        assert_eq!(sentence(ids[0]), said, "the status page says it first");
        assert_eq!(sentence(ids[2]), app::query::status_sentence::NOTHING_TO_DO);
        let after = visits(&region, &officer).unwrap();
        assert_eq!((after.unplanned.len(), after.rounds.len()), (1, 1));
        assert_eq!((after.rounds[0].day, after.rounds[0].files.len()), (day, 2));
        assert_eq!(after.rounds[0].team, ["Endang", "Joko"]);

        // The same again, as a second press of the button: nobody is told twice.
        plan_visits(&region, &officer, &ids[..2], &plan(day), None).unwrap();
        assert_eq!(told(), 2);

        // Another agency sees none of them and plans none of them (MJK18-20.c).
        let other = people.iter().find(|(id, _)| **id != agency.agency).unwrap().1[0];
        let other = region.actor(other).unwrap();
        let foreign = visits(&region, &other).unwrap();
        assert_eq!((foreign.unplanned.len(), foreign.rounds.len()), (0, 0));
        let tried = plan_visits(&region, &other, &ids[2..], &plan(day), None);
        assert!(tried.map_or(true, |round| round.done.is_empty()));
        assert_eq!(visits(&region, &officer).unwrap().unplanned.len(), 1);

        let visit = SiteVisit {
            at: region.now(),
            assignment: "094/7/2026".to_owned(),
            team: vec!["Endang".to_owned()],
            findings: "Sesuai.".to_owned(),
            photos: vec![paper(house, &officer, "foto")],
            position: None,
            meeting: false,
        };
        act(house, &officer, ids[0], Command::RecordVisit { agency: agency.agency.clone(), visit });
        assert_eq!(visits(&region, &officer).unwrap().rounds[0].files.len(), 1, "who was there is done");
        let case = app::query::case::view(&region, &officer, ids[0]).unwrap();
        assert!(
            case.papers.iter().any(|p| p.label.starts_with("Foto tinjauan 1")),
            "photos stand in the file"
        );
    });
}

#[test]
fn a_round_without_files_or_right_is_refused() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let today = region.office().calendar.local_date(region.now());
        let clerk = officer(house, "service_officer", 0);
        refused_as(house, &clerk, "plan_visit", || plan_visits(&region, &clerk, &[], &plan(today), None));
        let agency = region.actor(house.stand.cast.by_agency.values().next().unwrap()[0]).unwrap();
        let refusal = refused_as(house, &agency, "plan_visit", || {
            plan_visits(&region, &agency, &[], &plan(today), None)
        });
        assert_eq!(refusal.field_names(), ["berkas"]);
    });
}
