//! Another official signs than yesterday: pages for ink, lists of what waits, files in the hands of somebody on leave.

use crate::support::*;
use app::act::Request;
use app::query::case::{DeskAct, view};
use app::query::signing_list::{SigningItem, ask_batch_pin, signing_list};
use app::setup::set_officials;
use domain::definition::StageKind;
use domain::official::{Absence, Appointment, Tenure};
use domain::party::{Actor, ApplicationRecord};
use domain::pin::PinAct;
use domain::process::{By, Command, Refusal};
use domain::value::Id;
use jiff::ToSpan;
use proves::proves;
use testkit::house::House;

/// The head goes on leave from today, the secretary is Plh.
fn leave(house: &mut House) -> (Actor, Actor) {
    let region = house.stand.region.clone();
    let (head, deputy) = (holder(house, "kepala_dinas"), holder(house, "sekretaris"));
    let from = region.office().calendar.local_date(region.now());
    let until = from.checked_add(5.days()).unwrap();
    let mut officials = region.office().officials.clone();
    officials.absences.push(Absence { account: head.account.unwrap(), from, until, reason: "Cuti".into() });
    officials.appointments.push(Appointment {
        position: "kepala_dinas".into(),
        account: deputy.account.unwrap(),
        from,
        until: Some(until),
        tenure: Tenure::Plh,
        decree: "Surat Perintah Nomor 800/001-CONTOH/2026".into(),
        letter: None,
    });
    set_officials(&region, &Actor::system(), &officials).unwrap();
    house.stand.settle().unwrap();
    (region.actor(head.account.unwrap()).unwrap(), region.actor(deputy.account.unwrap()).unwrap())
}

fn next_sheet(house: &House) -> String {
    house.stand.region.store.read(|tx| store::desk::next_sheet(tx, "izin_kuning")).unwrap().unwrap()
}

fn print(house: &House) -> Command {
    Command::Print { paper: "izin_kuning".into(), serial: next_sheet(house) }
}

fn listed(house: &House, actor: &Actor, id: Id<ApplicationRecord>) -> Option<SigningItem> {
    signing_list(&house.stand.region, actor).unwrap().into_iter().find(|item| item.id == id)
}

#[proves("MJK18-13.4", "MJK18-16.2")]
#[test]
fn a_printed_page_of_the_official_before_is_replaced_and_both_desks_are_told() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Signing);
        let region = house.stand.region.clone();
        let printer = officer(house, "print_operator", 0);
        let head = holder(house, "kepala_dinas");
        let waiting = listed(house, &head, id).expect("what is signed in ink is listed too");
        assert!(waiting.ink && !waiting.in_batch() && waiting.warnings.is_empty(), "{waiting:?}");
        let (head, deputy) = leave(house);
        assert!(listed(house, &head, id).is_none());
        let waiting = listed(house, &deputy, id).unwrap();
        assert!(waiting.warnings.iter().any(|w| w.contains("pejabat lain")), "{waiting:?}");

        let old = state(house, id).valid_sheet().unwrap().serial.clone();
        let signer = view(&region, &deputy, id).unwrap();
        let why = signer.panels.blocked(DeskAct::SignInInk).unwrap();
        assert_eq!(why, Refusal::SheetForAnother { serial: old.clone() }.sentence());
        assert!(signer.next_step.contains("menunggu petugas cetak"), "{}", signer.next_step);
        let desk = view(&region, &printer, id).unwrap();
        assert!(desk.page_outlived && desk.next_step.contains("rusak"), "{}", desk.next_step);

        // Spoiling is enough: the new page is laid out without anybody opening anything.
        act(house, &printer, id, Command::SpoilSheet { serial: old, reason: "Pejabat berganti.".into() });
        let early = refused(house, &printer, Request::new(id, print(house)));
        assert_eq!(early, Refusal::PageOutlived, "the old name is not printed again");
        house.stand.settle().unwrap();
        assert_eq!(state(house, id).frozen.unwrap().signer, deputy.account.unwrap());
        let desk = view(&region, &printer, id).unwrap();
        assert!(!desk.page_outlived && desk.next_step.contains("cetak halaman baru"), "{}", desk.next_step);
        act(house, &printer, id, print(house));
        let digest = state(house, id).frozen.unwrap().digest;
        let signed = act(house, &deputy, id, Command::SignInInk { digest });
        assert!(signed.signature.unwrap().right.title.starts_with("Plh. Kepala Dinas"));
    });
}

#[test]
fn a_page_that_outlived_its_signer_before_printing_is_laid_out_anew_on_demand() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Printing);
        house.stand.settle().unwrap();
        let old = state(house, id).frozen.unwrap();
        let (_, deputy) = leave(house);
        let printer = officer(house, "print_operator", 0);
        assert_eq!(refused(house, &printer, Request::new(id, print(house))), Refusal::PageOutlived);
        let page = app::letter::renew_page(&house.stand.region, id).unwrap();
        assert!(page.signer == deputy.account.unwrap() && page.digest != old.digest);
        assert_eq!(app::letter::renew_page(&house.stand.region, id).unwrap(), page, "twice is once");
        act(house, &printer, id, print(house));
    });
}

#[test]
fn who_is_on_leave_takes_no_file_and_is_given_none() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Decision);
        let (head, deputy) = leave(house);
        let to = |actor: &Actor| By { account: actor.account, name: actor.name.clone() };
        let take = |actor: &Actor| {
            let command = Command::Assign { to: to(actor), note: "x".into(), overtaking: Some("x".into()) };
            Request::new(id, command)
        };
        assert_eq!(refused(house, &head, take(&head)), Refusal::OnLeave);
        let desk = view(&house.stand.region, &head, id).unwrap();
        assert_eq!(desk.panels.blocked(DeskAct::Take), Some(Refusal::OnLeave.sentence().as_str()));
        if deputy.may(domain::capability::Capability::Assign) {
            let name = head.name.clone();
            assert_eq!(refused(house, &deputy, take(&head)), Refusal::ColleagueOnLeave { name });
        }
    });
}

#[test]
fn a_checked_cancellation_waits_in_the_list_of_whoever_decides_it() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminValidation);
        let head = holder(house, "kepala_dinas");
        let reason = "Pindah kota.".to_owned();
        act(house, &owner(house, id), id, Command::RequestCancellation { reason });
        assert!(listed(house, &head, id).is_none(), "not before it was checked");
        let request = state(house, id).cancellation.unwrap();
        let digest = app::query::case::cancellation_digest(&request).unwrap();
        let check = Command::CheckCancellation { proper: true, note: String::new(), digest };
        act(house, &officer(house, "service_officer", 0), id, check);
        let item = listed(house, &head, id).unwrap();
        assert_eq!((item.act, item.in_batch()), (PinAct::Cancel, false));
        // It takes a decision of its own, never one PIN among others.
        assert!(ask_batch_pin(&house.stand.region, &head, &[(id, digest)]).is_err());
    });
}
