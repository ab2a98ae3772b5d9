//! Many at once, on both databases: numbers without gap or double, one of each thing that exists once, and no error of
//! the engine reaches anybody.

use crate::support::*;
use app::act::{Done, Request};
use app::{AppError, Region};
use domain::definition::StageKind;
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Command, Refusal};
use domain::value::Id;
use proves::proves;
use std::collections::BTreeSet;
use std::sync::Barrier;

type Answer = Result<Done, AppError>;

/// Everybody acts at the same moment, each in a thread of its own.
fn race(region: &Region, starters: Vec<(Actor, Request)>) -> Vec<Answer> {
    let line = Barrier::new(starters.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = starters
            .into_iter()
            .map(|(actor, request)| {
                let line = &line;
                scope.spawn(move || {
                    line.wait();
                    region.act(&actor, request)
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

/// Exactly one was accepted; each of the others was refused by a rule.
fn one_winner(answers: Vec<Answer>, rule: impl Fn(&Refusal) -> bool) -> usize {
    let mut winner = None;
    for (n, answer) in answers.into_iter().enumerate() {
        match answer {
            Ok(_) => assert!(winner.replace(n).is_none(), "two winners"),
            Err(AppError::Refused(refusal)) => assert!(rule(&refusal), "{refusal:?}"),
            Err(other) => panic!("{other:?}"),
        }
    }
    winner.unwrap()
}

#[proves("MJK18-12.4")]
#[test]
fn sixty_four_racing_submits_get_consecutive_numbers() {
    on_both(|house| {
        let files = drafts(house, CARD, 64);
        let owner = owner(house, files[0]);
        let starters = files.iter().map(|id| (owner.clone(), Request::new(*id, submit()))).collect();
        let answers = race(&house.stand.region, starters);
        let mut serials: Vec<u32> = answers
            .into_iter()
            .map(|answer| answer.unwrap().state.registration.unwrap().to_string())
            .map(|number| number.split('-').nth(1).unwrap().parse().unwrap())
            .collect();
        serials.sort_unstable();
        assert_eq!(serials, (1..=64).collect::<Vec<u32>>());
        assert_eq!(jobs(&house.stand.region.store, "receipt"), 64);
    });
}

#[proves("MJK18-11.3.i")]
#[test]
fn numbering_from_sixteen_threads_leaves_no_gap_and_no_double() {
    on_both(|house| {
        let files = reach_many(house, SIP, StageKind::Numbering, 16);
        let clerks = [officer(house, "numbering_officer", 0), officer(house, "numbering_officer", 1)];
        // Both clerks ask for each file: thirty-two at once, sixteen of them in vain.
        let starters: Vec<_> = files
            .iter()
            .flat_map(|id| clerks.iter().map(|c| (c.clone(), *id)))
            .map(|(clerk, id)| (clerk, Request::new(id, Command::AssignNumber { number: String::new() })))
            .collect();
        let answers = race(&house.stand.region, starters);
        let in_vain = answers.iter().filter(|a| a.is_err()).count();
        for answer in answers {
            if let Err(error) = answer {
                assert_eq!(error.refusal(), Some(&Refusal::AlreadyNumbered), "{error:?}");
            }
        }
        assert_eq!(in_vain, 16);
        let counters: BTreeSet<u32> = files
            .iter()
            .map(|id| state(house, *id).number.unwrap().number)
            .map(|number| number.split('/').nth(1).unwrap().parse().unwrap())
            .collect();
        assert_eq!(counters, (1..=16).collect());
    });
}

#[test]
fn eight_racing_issuers_make_one_skrd() {
    on_both(|house| {
        let id = reach(house, CARD, StageKind::Payment);
        let clerks = [officer(house, "retribution_officer", 0), officer(house, "retribution_officer", 1)];
        let issue = || Command::IssueSkrd { number: String::new(), payment_code: String::new() };
        let starters = (0..8).map(|n| (clerks[n % 2].clone(), Request::new(id, issue()))).collect();
        one_winner(race(&house.stand.region, starters), |r| *r == Refusal::SkrdExists);
        let store = &house.stand.region.store;
        assert_eq!(counters(store)["number.skrd.2026"], 1);
        assert_eq!(jobs(store, "skrd"), 1);
    });
}

#[test]
fn one_key_from_eight_threads_sends_once() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let starters = (0..8).map(|_| (owner.clone(), Request::new(id, submit()).with_key("sama"))).collect();
        let answers = race(&house.stand.region, starters);
        let numbers: BTreeSet<String> =
            answers.iter().map(|a| a.as_ref().unwrap().state.registration.unwrap().to_string()).collect();
        assert_eq!(numbers.len(), 1);
        assert_eq!(answers.iter().filter(|a| !a.as_ref().unwrap().events.is_empty()).count(), 1);
        assert_eq!(jobs(&house.stand.region.store, "receipt"), 1);
    });
}

#[proves("MJK18-16.1")]
#[test]
fn one_sheet_goes_to_one_of_eight() {
    on_both(|house| {
        let files = reach_many(house, SIP, StageKind::Printing, 8);
        let printer = officer(house, "print_operator", 0);
        let store = house.stand.region.store.clone();
        let serial = store.read(|tx| store::desk::next_sheet(tx, "izin_hijau")).unwrap().unwrap();
        let print = |id: &Id<ApplicationRecord>| {
            Request::new(*id, Command::Print { paper: "izin_hijau".into(), serial: serial.clone() })
        };
        let starters = files.iter().map(|id| (printer.clone(), print(id))).collect();
        let rule = |r: &Refusal| matches!(r, Refusal::SheetNotAvailable { .. });
        let winner = one_winner(race(&house.stand.region, starters), rule);
        for (n, id) in files.iter().enumerate() {
            assert_eq!(state(house, *id).sheets.len(), usize::from(n == winner));
        }
    });
}

#[test]
fn one_bank_reference_pays_one_of_eight() {
    on_both(|house| {
        let files = reach_many(house, CARD, StageKind::Payment, 8);
        let clerk = officer(house, "retribution_officer", 0);
        for id in &files {
            act(
                house,
                &clerk,
                *id,
                Command::IssueSkrd { number: String::new(), payment_code: String::new() },
            );
        }
        wait(house, jiff::SignedDuration::from_hours(1));
        let paid_at = house.stand.region.now();
        let pay = |id: &Id<ApplicationRecord>| {
            let amount = state(house, *id).skrd.unwrap().amount;
            let bank_reference = "BCD-2026-1".to_owned();
            Request::new(*id, Command::RecordPayment { bank_reference, amount, paid_at, proof: None })
        };
        let starters = files.iter().map(|id| (clerk.clone(), pay(id))).collect();
        one_winner(race(&house.stand.region, starters), |r| *r == Refusal::BankReferenceUsed);
    });
}

/// Crossing locks: two people reject and record the same two references the other way round, again and again.
#[test]
fn crossing_acts_end_in_answers_and_not_in_deadlocks() {
    on_both(|house| {
        let files = reach_many(house, CARD, StageKind::Payment, 4);
        let clerk = officer(house, "retribution_officer", 0);
        let issue = || Command::IssueSkrd { number: String::new(), payment_code: String::new() };
        for id in &files {
            act(house, &clerk, *id, issue());
        }
        wait(house, jiff::SignedDuration::from_hours(1));
        let paid_at = house.stand.region.now();
        let second = officer(house, "retribution_officer", 1);
        for round in 0..3 {
            let mut starters = Vec::new();
            for (n, id) in files.iter().enumerate() {
                let amount = state(house, *id).skrd.unwrap().amount;
                for reference in [n, n + 1] {
                    let bank_reference = format!("BCD-{round}-{}", reference % files.len());
                    let pay = Command::RecordPayment { bank_reference, amount, paid_at, proof: None };
                    starters.push((clerk.clone(), Request::new(*id, pay)));
                }
                let reject = Command::SettlePayment { confirm: false, note: "Tertukar.".into() };
                starters.push((second.clone(), Request::new(*id, reject)));
            }
            for answer in race(&house.stand.region, starters) {
                assert!(matches!(answer, Ok(_) | Err(AppError::Refused(_))), "{answer:?}");
            }
        }
    });
}
