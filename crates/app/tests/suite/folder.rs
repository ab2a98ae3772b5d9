//! The folder of an account: photos become one PDF, pieces survive a cut line, versions, validity, removal.

use crate::support::*;
use app::AppError;
use app::folder::{
    Incoming, Piece, Place, Received, Step, Target, arrange, arrangement, arrived, begin, forget,
    keep_arranged, piece, progress, receive, remove,
};
use app::query::applicant::{Validity, attachable, folder, folder_file};
use domain::party::Actor;
use domain::process::{Command, Refusal};
use jiff::SignedDuration;
use jiff::civil::date;
use proves::proves;
use testkit::house::House;

fn target(name: &str) -> Target {
    Target { category: "ktp".into(), name: name.into(), valid_until: None, owner: None, place: Place::Folder }
}

/// A page of print; pages of different shades differ in their bytes.
fn photo(name: &str, shade: u8) -> Incoming {
    let mut page = image::RgbImage::from_pixel(900, 1_200, image::Rgb([235, 235, shade]));
    for (x, y, pixel) in page.enumerate_pixels_mut() {
        if x % 7 < 3 && y % 24 < 11 && (x / 60 + y / 24) % 3 != 0 {
            *pixel = image::Rgb([30, 30, 30]);
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    page.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    Incoming { name: name.into(), bytes: bytes.into_inner() }
}

fn owner(house: &House) -> Actor {
    house.stand.region.actor(house.stand.cast.applicants[0].0).unwrap()
}

fn stranger(house: &House) -> Actor {
    house.stand.region.actor(house.stand.cast.applicants[1].0).unwrap()
}

/// Files in the object store.
fn objects(house: &House) -> usize {
    fn walk(dir: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(dir) else { return 0 };
        entries.map(|e| e.unwrap().path()).map(|p| if p.is_dir() { walk(&p) } else { 1 }).sum()
    }
    walk(&house.dir.path().join("files"))
}

fn later(house: &House, hours: i64) {
    let region = &house.stand.region;
    let to = region.now().checked_add(SignedDuration::from_hours(hours)).unwrap();
    house.stand.clock.move_to(to);
    while app::job::run_due(region, 50).unwrap().done > 0 {}
}

#[proves("MJK18-12.2")]
#[test]
fn several_photos_are_put_in_order_and_become_one_pdf() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let before = objects(house);
        let photos = vec![photo("a.jpg", 200), photo("b.jpg", 210), photo("c.jpg", 220)];
        let Received::ToArrange(id) = receive(&region, &owner, &target(""), photos).unwrap() else {
            panic!("several photos are shown first")
        };
        let id = id.to_string();
        let names = || -> Vec<(String, u8)> {
            let view = arrangement(&region, &owner, &id).unwrap();
            view.pages.into_iter().map(|p| (p.name, p.turn)).collect()
        };
        let step = |step: Step| {
            let version = arrangement(&region, &owner, &id).unwrap().version;
            arrange(&region, &owner, &id, version, step).unwrap();
        };
        step(Step::Up(2));
        step(Step::Turn(0));
        step(Step::Remove(2));
        step(Step::Add(vec![photo("d.jpg", 230)]));
        assert_eq!(names(), [("a.jpg".into(), 1), ("c.jpg".into(), 0), ("d.jpg".into(), 0)]);
        // Somebody with an old page changes nothing.
        let stale = arrange(&region, &owner, &id, 1, Step::Remove(0)).unwrap_err();
        assert_eq!(stale.refusal(), Some(&Refusal::Stale));
        // Nobody else sees or changes it.
        let other = stranger(house);
        assert!(matches!(arrangement(&region, &other, &id), Err(AppError::NotFound)));
        assert!(matches!(keep_arranged(&region, &other, &id), Err(AppError::NotFound)));

        let kept = keep_arranged(&region, &owner, &id).unwrap().expect("a file");
        assert_eq!(kept.name, "a.pdf");
        let (row, bytes) = folder_file(&region, &owner, &kept.file.to_string()).unwrap();
        assert_eq!((row.media_type.as_str(), row.pages), ("application/pdf", Some(3)));
        assert!(bytes.starts_with(b"%PDF-"));
        // Pressed twice: one file.
        assert_eq!(keep_arranged(&region, &owner, &id).unwrap(), None);
        assert_eq!(folder(&region, &owner).unwrap().len(), 1);
        assert_eq!(objects(house), before + 1, "only the PDF stays");
    });
}

#[test]
fn a_clear_photo_is_kept_at_once_and_a_poor_one_is_shown_first() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let clear = receive(&region, &owner, &target(""), vec![photo("ktp.jpg", 200)]).unwrap();
        assert!(matches!(&clear, Received::Kept(file) if file.name == "ktp.jpg"), "{clear:?}");
        let white = image::RgbImage::from_pixel(1_200, 1_600, image::Rgb([250, 250, 250]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        white.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let empty = Incoming { name: "kosong.jpg".into(), bytes: bytes.into_inner() };
        let Received::ToArrange(id) = receive(&region, &owner, &target(""), vec![empty]).unwrap() else {
            panic!("a poor photo is shown first")
        };
        let view = arrangement(&region, &owner, &id.to_string()).unwrap();
        assert_eq!(view.pages[0].doubts, ["Halaman ini tampak kosong. Periksa apakah berkasnya benar."]);
        // Still the owner decides.
        let kept = keep_arranged(&region, &owner, &id.to_string()).unwrap().unwrap();
        assert_eq!(kept.name, "kosong.jpg");
    });
}

#[test]
fn photos_and_a_pdf_together_are_refused_and_nothing_is_kept() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let before = objects(house);
        let pdf = Incoming { name: "b.pdf".into(), bytes: app::play::sample_pdf(&["b"]) };
        let mixed = receive(&region, &owner, &target(""), vec![photo("a.jpg", 200), pdf]).unwrap_err();
        assert!(matches!(mixed.refusal(), Some(Refusal::Upload { kind, .. }) if kind == "mixed"));
        let broken = Incoming { name: "c.jpg".into(), bytes: b"\xff\xd8\xff nothing".to_vec() };
        let named = receive(&region, &owner, &target(""), vec![photo("a.jpg", 200), broken]).unwrap_err();
        assert!(named.to_string().starts_with("c.jpg: Foto ini tidak dapat dibuka."), "{named}");
        assert_eq!((objects(house), folder(&region, &owner).unwrap().len()), (before, 0));
    });
}

#[proves("MJK18-12.2")]
#[test]
fn an_interrupted_upload_resumes_where_it_stopped() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let bytes = app::play::sample_pdf(&["panjang"; 20]);
        let size = i64::try_from(bytes.len()).unwrap();
        let first = begin(&region, &owner, "surat.pdf", size).unwrap();
        let give = |start: usize, end: usize| {
            let part = Piece { start: i64::try_from(start).unwrap(), bytes: &bytes[start..end] };
            piece(&region, &owner, &first.id, &part).unwrap().received
        };
        assert_eq!(give(0, 100), 100);
        // The answer was lost, so the same piece comes again: it counts once.
        assert_eq!(give(0, 100), 100);
        // A gap changes nothing; the answer says where to go on.
        assert_eq!(give(200, 300), 100);
        let unfinished = arrived(&region, &owner, &first.id).unwrap_err();
        assert!(unfinished.to_string().contains("belum selesai"), "{unfinished}");
        // Nobody else can look at it or add to it.
        let other = stranger(house);
        assert!(matches!(progress(&region, &other, &first.id), Err(AppError::NotFound)));
        let foreign = Piece { start: 100, bytes: b"x" };
        assert!(matches!(piece(&region, &other, &first.id, &foreign), Err(AppError::NotFound)));
        assert!(matches!(arrived(&region, &other, &first.id), Err(AppError::NotFound)));

        let on = usize::try_from(progress(&region, &owner, &first.id).unwrap().received).unwrap();
        give(on, bytes.len());
        let whole = arrived(&region, &owner, &first.id).unwrap();
        assert_eq!(whole, Incoming { name: "surat.pdf".into(), bytes: bytes.clone() });
        let kept = receive(&region, &owner, &target(""), vec![whole]).unwrap();
        assert!(matches!(kept, Received::Kept(_)));
        forget(&region, &owner, &first.id).unwrap();
        assert_eq!(objects(house), 1, "only the file stays");
    });
}

#[test]
fn more_than_was_announced_and_too_much_are_refused() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let kind = |error: AppError| match error.refusal() {
            Some(Refusal::Upload { kind, .. }) => kind.clone(),
            _ => panic!("{error:?}"),
        };
        assert_eq!(kind(begin(&region, &owner, "a.pdf", 21 * 1024 * 1024).unwrap_err()), "too_large");
        assert_eq!(kind(begin(&region, &owner, "a.pdf", 0).unwrap_err()), "empty");
        let open = begin(&region, &owner, "a.pdf", 10).unwrap();
        let long = Piece { start: 0, bytes: &[7; 11] };
        assert_eq!(kind(piece(&region, &owner, &open.id, &long).unwrap_err()), "broken");
        for _ in 1..60 {
            begin(&region, &owner, "a.pdf", 10).unwrap();
        }
        assert_eq!(kind(begin(&region, &owner, "a.pdf", 10).unwrap_err()), "too_many");
        // Another account is not hindered by that.
        begin(&region, &stranger(house), "a.pdf", 10).unwrap();
    });
}

#[test]
fn what_nobody_finishes_is_swept_after_two_days() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let before = objects(house);
        let open = begin(&region, &owner, "a.pdf", 10).unwrap();
        piece(&region, &owner, &open.id, &Piece { start: 0, bytes: b"12345" }).unwrap();
        let photos = vec![photo("a.jpg", 200), photo("b.jpg", 210)];
        let Received::ToArrange(pages) = receive(&region, &owner, &target(""), photos).unwrap() else {
            panic!("several photos are shown first")
        };
        assert_eq!(objects(house), before + 5);
        later(house, 47);
        assert_eq!(progress(&region, &owner, &open.id).unwrap().received, 5);
        later(house, 2);
        assert!(matches!(progress(&region, &owner, &open.id), Err(AppError::NotFound)));
        assert!(matches!(arrangement(&region, &owner, &pages.to_string()), Err(AppError::NotFound)));
        assert_eq!(objects(house), before);
    });
}

#[proves("MJK18-12.2")]
#[test]
fn a_newer_upload_is_the_next_version_of_its_paper() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let owner = owner(house);
        let put = |category: &str, name: &str, shade: u8| {
            let minute = region.now().checked_add(SignedDuration::from_mins(1)).unwrap();
            house.stand.clock.move_to(minute);
            let target = Target { category: category.into(), ..target(name) };
            match receive(&region, &owner, &target, vec![photo(name, shade)]).unwrap() {
                Received::Kept(file) => file.file.to_string(),
                Received::ToArrange(_) => panic!("a clear photo"),
            }
        };
        let first = put("ktp", "ktp.jpg", 200);
        put("ktp@26-000001-1", "ktp baru.jpg", 205);
        put("folder", "Denah", 210);
        put("folder", "Surat", 215);
        put("folder", "denah", 220);
        let seen: Vec<(String, String, i64, bool)> = folder(&region, &owner)
            .unwrap()
            .into_iter()
            .map(|f| (f.series, f.name, f.version, f.newest))
            .collect();
        let line = |series: &str, name: &str, version: i64, newest: bool| {
            (series.to_owned(), name.to_owned(), version, newest)
        };
        assert_eq!(
            seen,
            [
                line("folder/denah", "denah", 2, true),
                line("folder/surat", "Surat", 1, true),
                line("folder/denah", "Denah", 1, false),
                line("ktp", "ktp baru.jpg", 2, true),
                line("ktp", "ktp.jpg", 1, false),
            ]
        );
        // A version number is never used again.
        remove(&region, &owner, &first).unwrap();
        put("ktp", "ktp.jpg", 225);
        assert_eq!(folder(&region, &owner).unwrap()[0].version, 3);
    });
}

#[test]
fn a_file_in_use_stays_and_an_unused_one_goes_with_its_bytes() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let draft = draft(house, SIP);
        let owner = crate::support::owner(house, draft);
        let before = objects(house);
        let used = state(house, draft).documents.values().next().unwrap().file.to_string();
        let refusal = remove(&region, &owner, &used).unwrap_err();
        assert!(matches!(refusal.refusal(), Some(Refusal::Upload { kind, .. }) if kind == "in_use"));
        let Received::Kept(loose) = receive(&region, &owner, &target(""), vec![photo("x.jpg", 90)]).unwrap()
        else {
            panic!("a clear photo")
        };
        assert!(matches!(
            remove(&region, &crate::support::stranger(house, draft), &loose.file.to_string()),
            Err(AppError::NotFound)
        ));
        remove(&region, &owner, &loose.file.to_string()).unwrap();
        assert!(matches!(folder_file(&region, &owner, &loose.file.to_string()), Err(AppError::NotFound)));
        assert_eq!(objects(house), before);
    });
}

#[test]
fn a_paper_is_named_thirty_days_before_it_ends() {
    let today = date(2026, 4, 1);
    let on = |last| Validity::on(today, Some(last));
    assert_eq!(Validity::on(today, None), Validity::Open);
    assert_eq!(on(date(2026, 5, 2)), Validity::Until(date(2026, 5, 2)));
    assert_eq!(on(date(2026, 5, 1)), Validity::Ending(date(2026, 5, 1)));
    assert_eq!(on(today), Validity::Ending(today));
    assert_eq!(on(date(2026, 3, 31)), Validity::Ended(date(2026, 3, 31)));
}

#[proves("MJK18-12.2")]
#[test]
fn the_validity_goes_with_the_file_into_the_application() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let draft = draft(house, SIP);
        let owner = crate::support::owner(house, draft);
        let ended =
            Target { valid_until: Some(date(2026, 1, 31)), category: "str".into(), ..target("str.jpg") };
        let Received::Kept(file) = receive(&region, &owner, &ended, vec![photo("str.jpg", 200)]).unwrap()
        else {
            panic!("a clear photo")
        };
        // Reused from the folder it still knows its end.
        let again = attachable(&region, &owner, &file.file.to_string()).unwrap();
        assert_eq!(again.valid_until, Some(date(2026, 1, 31)));
        act(house, &owner, draft, Command::AttachDocument { document: "str".into(), file: again });
        let refusal = refused(house, &owner, app::act::Request::new(draft, submit()));
        assert_eq!(refusal, Refusal::DocumentsExpired { documents: vec!["str".into()] });
    });
}
