//! Special paper: the kind of the service, each serial once, the stock counted (MJK18-16).

use crate::support::*;
use app::act::Request;
use domain::definition::StageKind;
use domain::process::{Command, Refusal};
use proves::proves;
use testkit::house::House;

fn stock(house: &House, paper: &str, state: &str) -> i64 {
    let rows = house.stand.region.store.read(store::desk::stock).unwrap();
    rows.iter().find(|(p, s, _)| p == paper && s == state).map_or(0, |(_, _, count)| *count)
}

#[proves("MJK18-16.1")]
#[test]
fn a_sheet_of_the_right_kind_is_used_once() {
    on_both(|house| {
        let files = reach_many(house, SIP, StageKind::Printing, 2);
        let printer = officer(house, "print_operator", 0);
        let store = house.stand.region.store.clone();
        let next = |paper: &str| store.read(|tx| store::desk::next_sheet(tx, paper)).unwrap().unwrap();
        let print = |paper: &str, serial: &str| Command::Print { paper: paper.into(), serial: serial.into() };
        let yellow = next("izin_kuning");
        let refusal = refused(house, &printer, Request::new(files[0], print("izin_kuning", &yellow)));
        assert_eq!(refusal, Refusal::WrongPaper { expected: "izin_hijau".into() });
        // A serial of another kind under the right name is no sheet either.
        let refusal = refused(house, &printer, Request::new(files[0], print("izin_hijau", &yellow)));
        assert_eq!(refusal, Refusal::SheetNotAvailable { serial: yellow });

        let before = stock(house, "izin_hijau", "stock");
        let serial = next("izin_hijau");
        act(house, &printer, files[0], print("izin_hijau", &serial));
        assert_eq!(stock(house, "izin_hijau", "stock"), before - 1);
        assert_eq!(stock(house, "izin_hijau", "used"), 1);
        let refusal = refused(house, &printer, Request::new(files[1], print("izin_hijau", &serial)));
        assert_eq!(refusal, Refusal::SheetNotAvailable { serial: serial.clone() });

        let spoiled = Command::SpoilSheet { serial: serial.clone(), reason: "Kertas macet.".into() };
        act(house, &printer, files[0], spoiled);
        assert_eq!(stock(house, "izin_hijau", "spoiled"), 1);
        let refusal = refused(house, &printer, Request::new(files[1], print("izin_hijau", &serial)));
        assert_eq!(refusal, Refusal::SheetNotAvailable { serial }, "a spoiled sheet does not come back");
        act(house, &printer, files[0], print("izin_hijau", &next("izin_hijau")));
        assert_eq!(state(house, files[0]).sheets.len(), 2, "the reprint is recorded beside its reason");
    });
}

#[test]
fn ink_comes_after_printing() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Printing);
        let head = holder(house, "kepala_dinas");
        let page = app::letter::prepare_signing(&house.stand.region, &head, id).unwrap();
        let sign = || Request::new(id, Command::SignInInk { digest: page.digest });
        assert_eq!(refused(house, &head, sign()), Refusal::NotPrinted);
        let paper = "izin_kuning";
        let serial = house.stand.region.store.read(|tx| store::desk::next_sheet(tx, paper)).unwrap().unwrap();
        act(house, &officer(house, "print_operator", 0), id, Command::Print { paper: paper.into(), serial });
        house.stand.region.act(&head, sign()).unwrap();
    });
}

#[test]
fn the_number_shown_is_the_one_that_comes_and_the_register_finds_it() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Numbering);
        let clerk = officer(house, "numbering_officer", 0);
        let region = house.stand.region.clone();
        let shown = || app::query::case::view(&region, &clerk, id).unwrap().next_number.unwrap();
        let first = shown();
        assert_eq!(first, shown(), "looking takes none");
        let given = act(house, &clerk, id, Command::AssignNumber { number: String::new() });
        assert_eq!(given.number.unwrap().number, first);

        let month = region.office().calendar.local_date(region.now());
        let of = |service: &str, page| {
            let filter =
                app::query::number_register::RegisterFilter { month, service: service.to_owned(), page };
            app::query::number_register::number_register(&region, &clerk, &filter).unwrap()
        };
        for page in [Some(1), Some(9), None] {
            let register = of("", page);
            assert_eq!((register.total, register.page, register.lines.len()), (1, 1, 1));
            assert_eq!(
                (register.lines[0].number.as_str(), register.lines[0].state),
                (first.as_str(), "Sedang disegel")
            );
        }
        assert_eq!(of(IMB, Some(1)).total, 0);
        house.stand.settle().unwrap();
        assert_eq!(of(SIP, Some(1)).lines[0].state, "Berlaku");
    });
}
