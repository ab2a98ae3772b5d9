//! The register of officials: one holder a moment, delegations, absence, Plh and Plt.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::ServiceId;
use domain::official::{DelegationMode, NoRight, RegisterProblem, Tenure};
use jiff::ToSpan;
use process_support::cast::{absence, appointment, delegation};
use process_support::*;
use proptest::prelude::*;
use proves::proves;

fn imb_id() -> ServiceId {
    ServiceId("imb".to_owned())
}

#[test]
#[proves("MJK18-1.4")]
fn an_overlapping_second_holder_is_a_contradiction() {
    let mut register = officials();
    assert_eq!(register.problems(), []);
    register.appointments.push(appointment("kepala_dinas", 9, "2026-06-01", None, Tenure::Definitive));
    let two = RegisterProblem::TwoHolders { position: "kepala_dinas".to_owned(), on: day("2026-06-01") };
    assert_eq!(register.problems(), [two]);
    register.appointments[0].until = Some(day("2026-05-31"));
    assert_eq!(register.problems(), []);
}

#[test]
fn a_plh_fills_exactly_the_absence() {
    for (from, until, wrong) in [
        ("2026-03-29", "2026-04-02", Some("2026-03-29")),
        ("2026-03-30", "2026-04-03", Some("2026-04-03")),
        ("2026-03-31", "2026-04-01", None),
    ] {
        let mut register = officials();
        register.appointments[1] = appointment("kepala_dinas", 10, from, Some(until), Tenure::Plh);
        let expected: Vec<_> = wrong
            .map(|on| RegisterProblem::PlhWithoutAbsence { position: "kepala_dinas".to_owned(), on: day(on) })
            .into_iter()
            .collect();
        assert_eq!(register.problems(), expected, "{from}");
    }
}

#[test]
fn a_vacancy_is_filled_by_a_plt_and_not_by_a_plh() {
    let mut register = officials();
    register.appointments[0].until = Some(day("2026-05-31"));
    register.appointments.push(appointment("kepala_dinas", 10, "2026-06-01", None, Tenure::Plt));
    assert_eq!(register.problems(), []);
    assert_eq!(
        register.signing_right(account(10), &imb_id(), day("2026-06-01")).unwrap().title,
        "Plt. Kepala Dinas"
    );
    register.appointments[4].tenure = Tenure::Plh;
    let plh =
        RegisterProblem::PlhWithoutAbsence { position: "kepala_dinas".to_owned(), on: day("2026-06-01") };
    assert_eq!(register.problems(), [plh]);
    register.appointments[4] = appointment("kepala_dinas", 10, "2026-05-31", None, Tenure::Plt);
    let plt =
        RegisterProblem::PltWithoutVacancy { position: "kepala_dinas".to_owned(), on: day("2026-05-31") };
    assert_eq!(register.problems(), [plt]);
}

#[test]
fn a_period_that_ends_before_it_begins_is_named() {
    let mut register = officials();
    register.appointments.push(appointment("kabid", 9, "2025-06-01", Some("2025-05-01"), Tenure::Definitive));
    assert_eq!(register.problems(), [RegisterProblem::EmptyPeriod { position: "kabid".to_owned() }]);
}

#[test]
#[proves("MJK18-13.4")]
fn the_right_to_sign_lies_inside_decree_service_and_period() {
    let mut register = officials();
    register.delegations = vec![delegation("kepala_dinas", &["imb"], "2026-02-01", Some("2026-02-28"))];
    let right = |service: &str, on: &str| {
        register
            .signing_right(account(11), &ServiceId(service.to_owned()), day(on))
            .map(|r| r.delegation_decree)
    };
    assert_eq!(right("imb", "2026-02-01").unwrap(), "SK Pelimpahan 1/2026");
    assert!(right("imb", "2026-02-28").is_ok());
    assert_eq!(right("imb", "2026-01-31"), Err(NoRight::NoDelegation));
    assert_eq!(right("imb", "2026-03-01"), Err(NoRight::NoDelegation));
    assert_eq!(right("sip-dokter", "2026-02-10"), Err(NoRight::NoDelegation));
    let nobody = register.signing_right(account(4), &imb_id(), day("2026-02-10"));
    assert_eq!(nobody, Err(NoRight::NoPost));
}

#[test]
fn the_block_shows_mandate_plh_and_both_decrees() {
    let mut register = officials();
    register.delegations[0].mode = DelegationMode::OnBehalfOf("Walikota".to_owned());
    let right = register.signing_right(account(10), &imb_id(), day("2026-03-30")).unwrap();
    assert_eq!(right.title, "Plh. Kepala Dinas");
    assert_eq!(right.on_behalf_of.as_deref(), Some("Walikota"));
    assert_eq!(right.appointment_decree, "SK-10");
    assert_eq!(right.tenure, Tenure::Plh);
}

#[test]
fn a_plh_whose_holder_is_back_has_no_post() {
    let mut register = officials();
    register.appointments.remove(2);
    register.appointments[1].until = Some(day("2026-04-10"));
    assert_eq!(register.signing_right(account(10), &imb_id(), day("2026-04-06")), Err(NoRight::NoPost));
}

#[test]
fn an_absent_plh_leaves_the_post_empty() {
    let mut register = officials();
    register.absences.push(absence(10, "2026-04-01", "2026-04-01"));
    assert!(register.holder("kepala_dinas", day("2026-04-01")).is_none());
    assert!(!register.holds(account(11), "kepala_dinas", day("2026-04-01")));
    assert_eq!(register.signing_right(account(10), &imb_id(), day("2026-04-01")), Err(NoRight::Absent));
}

proptest! {
    /// In a register without contradiction at most one account holds a post on any day, whatever the periods are.
    #[test]
    fn a_register_without_problems_never_has_two_holders(
        periods in prop::collection::vec((0_i32..60, 0_i32..30, 0_u8..3, 1_u8..6), 1..6),
        leaves in prop::collection::vec((0_i32..60, 0_i32..10, 1_u8..6), 0..4),
    ) {
        let first = day("2026-01-01");
        let at = |offset: i32| first.checked_add(offset.days()).unwrap();
        let mut register = officials();
        register.appointments = periods.iter().map(|(from, length, tenure, who)| {
            let tenure = [Tenure::Definitive, Tenure::Plh, Tenure::Plt][usize::from(*tenure)];
            let (from, until) = (at(*from).to_string(), at(from + length).to_string());
            appointment("kepala_dinas", *who, &from, Some(&until), tenure)
        }).collect();
        register.absences = leaves.iter().map(|(from, length, who)| {
            absence(*who, &at(*from).to_string(), &at(from + length).to_string())
        }).collect();
        let mut contradiction = false;
        for on in (0..100).map(at) {
            let here = register.appointments.iter().filter(|a| a.from <= on && a.until.is_none_or(|u| on <= u));
            let away = |who| register.absences.iter().any(|a| a.account == who && a.from <= on && on <= a.until);
            let definitive: Vec<_> = here.clone().filter(|a| a.tenure == Tenure::Definitive).collect();
            let acting: Vec<_> = here.filter(|a| a.tenure != Tenure::Definitive).collect();
            contradiction |= definitive.len() > 1 || acting.len() > 1;
            contradiction |= acting.iter().any(|a| match a.tenure {
                Tenure::Plt => !definitive.is_empty(),
                _ => definitive.iter().all(|d| !away(d.account)),
            });
            let rights = (1..6).filter(|n| register.holds(account(*n), "kepala_dinas", on)).count();
            prop_assert!(rights <= 1);
        }
        prop_assert_eq!(register.problems().is_empty(), !contradiction);
    }
}
