//! The queue of a desk, with more files than fit on a page.

use crate::support::*;
use app::query::desk::{QueueFilter, queue};
use app::query::find::Narrow;
use domain::definition::StageKind;
use domain::process::Command;
use domain::value::Digest;
use jiff::SignedDuration;
use proves::proves;

#[proves("MJK18-12.3")]
#[test]
fn a_long_queue_is_counted_whole_and_read_page_by_page() {
    on_both(|house| {
        let files = reach_many(house, CARD, StageKind::AdminVerification, 60);
        let clerk = officer(house, "service_officer", 0);
        let page = |number: usize| {
            queue(&house.stand.region, &clerk, QueueFilter::All, &Narrow::default(), number).unwrap()
        };
        let (first, second) = (page(1), page(2));
        assert_eq!((first.total, first.counts.all, first.pages), (60, 60, 2));
        assert_eq!((first.first, first.items.len()), (1, 50));
        assert_eq!((second.first, second.items.len()), (51, 10));
        let shown: Vec<_> = first.items.iter().chain(&second.items).map(|item| item.id).collect();
        assert_eq!(shown, files, "oldest first, none twice, none left out");
        // A page past the end is the last one, so that a link kept too long still shows files.
        assert_eq!(page(9).items, second.items);
        assert_eq!(page(0).items, first.items);
    });
}

#[proves("MJK18-7.2.b")]
#[test]
fn a_wish_to_cancel_reaches_the_desk_from_any_stage_and_leaves_with_the_answer() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::TechnicalRecommendation);
        let clerk = officer(house, "service_officer", 0);
        let wishes = || {
            let all = queue(&house.stand.region, &clerk, QueueFilter::All, &Narrow::default(), 1).unwrap();
            all.items.iter().filter(|i| i.cancellation).map(|i| i.id).collect::<Vec<_>>()
        };
        assert_eq!(wishes(), []);
        let reason = "Bangunan batal didirikan.".to_owned();
        act(house, &owner(house, id), id, Command::RequestCancellation { reason });
        assert_eq!(wishes(), [id]);
        let note = "Pengirim bukan pemiliknya.".to_owned();
        let digest = Digest::from_bytes([7; 32]);
        act(house, &clerk, id, Command::CheckCancellation { proper: false, note, digest });
        assert_eq!(wishes(), []);
    });
}

/// The queue remembers files by version: what changed is read again, and words about a deadline follow the clock and the
/// calendar.
#[test]
fn what_a_queue_remembers_follows_acts_the_day_and_the_calendar() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::AdminVerification);
        let region = house.stand.region.clone();
        let clerk = officer(house, "service_officer", 0);
        let read = || {
            let all = queue(&region, &clerk, QueueFilter::All, &Narrow::default(), 1).unwrap();
            (all.counts, all.items.into_iter().find(|i| i.id == id).unwrap())
        };
        let (before, line) = read();
        assert_eq!((before.late, line.handler.clone()), (0, None));
        assert_eq!(read().1, line, "the same again");
        let to = domain::process::By { account: clerk.account, name: clerk.name.clone() };
        act(
            house,
            &clerk,
            id,
            Command::Assign { to, note: String::new(), overtaking: Some("Uji.".to_owned()) },
        );
        assert_eq!(read().1.handler.as_deref(), Some(clerk.name.as_str()), "an act is seen at once");

        // A holiday more moves the deadline, without an act on the file.
        let due = read().1.due.unwrap();
        let zone = region.office().calendar.time_zone().clone();
        let day = due.at.unwrap().to_zoned(zone).date();
        let manager = officer(house, "system_manager", 0);
        let edit = app::manage::CalendarEdit {
            date: day,
            change: app::manage::DayChange::Set {
                name: "Libur setempat".into(),
                kind: domain::calendar::HolidayKind::Local,
            },
            decree: "188/1/2026".into(),
            reason: "Hari jadi kota.".into(),
            seen: app::manage::calendar_year(&region, &manager, None).unwrap().version,
        };
        app::manage::apply_calendar(&region, &manager, &edit).unwrap();
        let moved = read().1.due.unwrap();
        assert!(moved.at > due.at, "{} after {}", moved.text, due.text);

        // Time alone makes it late.
        house.stand.clock.move_to(moved.at.unwrap());
        assert_eq!(read().0.late, 0, "the last second still counts");
        house.stand.clock.move_to(moved.at.unwrap().checked_add(SignedDuration::from_secs(1)).unwrap());
        assert_eq!(read().0.late, 1);
    });
}
