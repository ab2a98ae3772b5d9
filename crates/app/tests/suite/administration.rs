//! An office is set up and kept by who may configure the system, and by nobody else (MJK18-24.1).

use crate::support::*;
use app::account::{set_password, sign_in, signed_in};
use app::manage::*;
use app::{AppError, Region};
use domain::calendar::HolidayKind;
use domain::definition::StageKind;
use domain::official::{Absence, Appointment, Tenure};
use domain::official_change::OfficialChange;
use domain::party::{Account, Actor};
use domain::process::{Command, Event, Refusal};
use domain::value::Id;
use jiff::SignedDuration;
use jiff::civil::date;
use proves::proves;
use testkit::house::House;

fn manager(house: &House) -> Actor {
    officer(house, "system_manager", 0)
}

fn form(login: &str, roles: &[&str]) -> StaffForm {
    StaffForm {
        login: login.into(),
        name: "Wahyu Contoh, S.Kom.".into(),
        nip: "19800101 200501 1 001".into(),
        phone: "084000009001".into(),
        email: String::new(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        agency: String::new(),
        division: String::new(),
    }
}

/// The code that was sent last.
fn newest_code(region: &Region) -> String {
    let rows = region.store.read(|tx| store::outbox::latest(tx, 50)).unwrap();
    let row = rows.iter().find(|m| m.template == "sign_in_code").expect("a code was written");
    assert!(row.secret);
    let text = app::message::open_text(region, row).unwrap().unwrap().text;
    text.split_whitespace()
        .find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit()))
        .unwrap()
        .to_owned()
}

fn id_of(actor: &Actor) -> Id<Account> {
    actor.account.unwrap()
}

#[proves("MJK18-24.1")]
#[test]
fn only_the_system_manager_configures() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let stranger = officer(house, "service_officer", 0);
        let target = id_of(&officer(house, "admin_validator", 0));
        let new = form("wahyu", &["service_officer"]);
        let edit = CalendarEdit {
            date: date(2026, 5, 15),
            change: DayChange::Set { name: "Cuti bersama".into(), kind: HolidayKind::JointLeave },
            decree: "Keputusan contoh".into(),
            reason: "Diumumkan".into(),
            seen: 1,
        };
        let absent = OfficialChange::NoteAbsence(Absence {
            account: target,
            from: date(2026, 2, 3),
            until: date(2026, 2, 4),
            reason: "Cuti".into(),
        });
        type Attempt<'a> = Box<dyn Fn() -> Result<(), AppError> + 'a>;
        let (region, stranger) = (&region, &stranger);
        let attempts: Vec<(&str, Attempt<'_>)> = vec![
            ("open_administration", Box::new(|| overview(region, stranger).map(|_| ()))),
            ("open_staff", Box::new(|| staff_page(region, stranger, "", None).map(|_| ()))),
            ("create_account", Box::new(|| add_staff(region, stranger, &new).map(|_| ()))),
            ("change_staff", Box::new(|| change_staff(region, stranger, target, &new))),
            ("block_account", Box::new(|| block(region, stranger, target))),
            ("unblock_account", Box::new(|| unblock(region, stranger, target))),
            ("end_service", Box::new(|| end_service(region, stranger, target))),
            ("reset_sign_in", Box::new(|| reset_sign_in(region, stranger, target))),
            ("open_officials", Box::new(|| officials_view(region, stranger).map(|_| ()))),
            ("set_officials", Box::new(|| change_officials(region, stranger, 1, &absent, None))),
            ("open_calendar", Box::new(|| calendar_year(region, stranger, None).map(|_| ()))),
            ("set_calendar", Box::new(|| preview_calendar(region, stranger, &edit).map(|_| ()))),
            ("set_calendar", Box::new(|| apply_calendar(region, stranger, &edit))),
            ("add_calendar_year", Box::new(|| open_year(region, stranger, 2028, 1))),
            ("open_system_work", Box::new(|| work_lists(region, stranger).map(|_| ()))),
            ("retry_job", Box::new(|| retry_jobs_of(region, stranger, "receipt").map(|_| ()))),
            ("retry_message", Box::new(|| retry_messages_of(region, stranger, "pin").map(|_| ()))),
            ("open_profile", Box::new(|| running_profile(region, stranger).map(|_| ()))),
        ];
        for (act, attempt) in attempts {
            let refusal = refused_as(house, stranger, act, attempt);
            assert!(matches!(refusal, Refusal::NotAllowed { .. }), "{act}: {refusal:?}");
        }
        assert!(overview(region, &manager(house)).is_ok());
    });
}

#[test]
fn somebody_new_chooses_the_password_with_the_code_that_nobody_else_sees() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = add_staff(&region, &manager(house), &form("Wahyu", &["service_officer"])).unwrap();
        assert!(staff_view(&region, &manager(house), id).unwrap().code_waits);
        let code = newest_code(&region);
        let password = "kalimat yang panjang";
        let wrong = if code == "000000" { "111111" } else { "000000" };
        let unknown = use_code(&region, "siapa", &code, password).unwrap_err().to_string();
        assert_eq!(use_code(&region, "wahyu", wrong, password).unwrap_err().to_string(), unknown);
        assert!(use_code(&region, "wahyu", &code, "pendek").is_err());
        use_code(&region, "wahyu", &code, password).unwrap();
        let session = sign_in(&region, "wahyu", password, "tes", "192.0.2.1").unwrap();
        let (actor, _) = signed_in(&region, &session.cookie).unwrap();
        assert_eq!(actor.name, "Wahyu Contoh, S.Kom.");
        assert!(use_code(&region, "wahyu", &code, "kalimat yang lain").is_err(), "a code is used once");
        assert!(sign_in(&region, "wahyu", "kalimat yang lain", "tes", "192.0.2.1").is_err());

        // A reset ends the password and the session at once.
        reset_sign_in(&region, &manager(house), id).unwrap();
        assert!(matches!(signed_in(&region, &session.cookie), Err(AppError::NotSignedIn)));
        assert!(sign_in(&region, "wahyu", password, "tes", "192.0.2.1").is_err());
        let code = newest_code(&region);
        for _ in 0..5 {
            assert!(use_code(&region, "wahyu", wrong_of(&code), password).is_err());
        }
        assert!(use_code(&region, "wahyu", &code, password).is_err(), "five attempts are all");
        reset_sign_in(&region, &manager(house), id).unwrap();
        let code = newest_code(&region);
        wait(house, SignedDuration::from_hours(73));
        assert!(use_code(&region, "wahyu", &code, password).is_err(), "a code gets old");
    });
}

/// Chooses a password with a code, as the page does.
fn use_code(region: &Region, login: &str, code: &str, password: &str) -> Result<(), AppError> {
    set_password(region, login, code, [password, password], "tes", "192.0.2.1").map(|_| ())
}

fn wrong_of(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

#[test]
fn what_is_wrong_is_said_at_once_and_nothing_is_created() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let bad = StaffForm {
            login: "A B".into(),
            name: " ".into(),
            nip: "123".into(),
            phone: "12".into(),
            email: "tidak".into(),
            roles: vec!["applicant".into()],
            agency: "tidak-ada".into(),
            division: "tidak-ada".into(),
        };
        let refusal = refused_as(house, &manager, "create_account", || add_staff(&region, &manager, &bad));
        let mut fields = refusal.field_names();
        fields.sort();
        assert_eq!(fields, ["akun", "bidang", "instansi", "nama", "nip", "peran", "ponsel", "surel"]);

        let technician = form("teknisi", &["technical_agency"]);
        let refusal =
            refused_as(house, &manager, "create_account", || add_staff(&region, &manager, &technician));
        assert_eq!(refusal.field_names(), ["instansi"], "an agency's officer has an agency");

        add_staff(&region, &manager, &form("wahyu", &["service_officer"])).unwrap();
        let login = refused_as(house, &manager, "create_account", || {
            add_staff(&region, &manager, &form("WAHYU", &["service_officer"]))
        });
        assert_eq!(login.field_names(), ["akun"]);
        let phone = refused_as(house, &manager, "create_account", || {
            add_staff(&region, &manager, &form("wahyu2", &["service_officer"]))
        });
        assert_eq!(phone.field_names(), ["ponsel"]);
        assert!(!phone.sentence().contains("Wahyu"), "it does not tell whose");
    });
}

#[test]
fn the_list_is_searched_and_paged() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        for n in 0..60 {
            let mut new = form(&format!("orang{n:02}"), &["service_officer"]);
            new.name = format!("Zulaikha Nomor {n:02}");
            new.phone = format!("08400001{n:04}");
            add_staff(&region, &manager, &new).unwrap();
        }
        let mut found = Vec::new();
        let mut after: Option<(String, Id<Account>)> = None;
        loop {
            let key = after.as_ref().map(|(name, id)| (name.as_str(), *id));
            let page = staff_page(&region, &manager, "ZULAIKHA", key).unwrap();
            found.extend(page.lines.into_iter().map(|l| l.login));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found.len(), 60);
        assert_eq!(staff_page(&region, &manager, "orang07", None).unwrap().lines.len(), 1);
        assert_eq!(staff_page(&region, &manager, "%", None).unwrap().lines.len(), 0, "a sign, not a pattern");
    });
}

#[test]
fn files_of_somebody_who_goes_return_to_the_queue() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let files = reach_many(house, SIP, StageKind::AdminVerification, 3);
        let (first, second) = (officer(house, "service_officer", 0), officer(house, "service_officer", 1));
        let take = |house: &House, actor: &Actor, n: usize| {
            let to = domain::process::By { account: actor.account, name: actor.name.clone() };
            let overtaking = Some("Uji".to_owned());
            act(house, actor, files[n], Command::Assign { to, note: String::new(), overtaking });
        };
        take(house, &first, 0);
        take(house, &first, 1);
        take(house, &second, 2);
        assert_eq!(staff_view(&region, &manager, id_of(&first)).unwrap().held.len(), 2);

        end_service(&region, &manager, id_of(&first)).unwrap();
        assert!(matches!(region.actor(id_of(&first)), Err(AppError::NotSignedIn)));
        house.stand.settle().unwrap();
        for file in &files[..2] {
            let state = state(house, *file);
            assert_eq!((state.handler, state.stage.is_some()), (None, true), "back in the queue, not lost");
        }
        assert!(state(house, files[2]).handler.is_some(), "others keep theirs");
        let refused = unblock(&region, &manager, id_of(&first)).unwrap_err();
        assert!(refused.refusal().is_some(), "an ended service is not opened again");

        // Blocking is for now.
        block(&region, &manager, id_of(&second)).unwrap();
        house.stand.settle().unwrap();
        assert!(state(house, files[2]).handler.is_none());
        unblock(&region, &manager, id_of(&second)).unwrap();
        assert!(region.actor(id_of(&second)).is_ok());

        // Another role: the desk is left, and so is the file.
        take(house, &second, 2);
        let mut form = staff_view(&region, &manager, id_of(&second)).unwrap().form;
        form.roles = vec!["print_operator".into()];
        change_staff(&region, &manager, id_of(&second), &form).unwrap();
        house.stand.settle().unwrap();
        assert!(state(house, files[2]).handler.is_none());
        assert_eq!(
            app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now())
                .unwrap()
                .findings,
            []
        );
    });
}

#[test]
fn the_office_is_never_left_without_somebody_who_configures() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (one, two) = (officer(house, "system_manager", 0), officer(house, "system_manager", 1));
        assert!(block(&region, &one, id_of(&one)).unwrap_err().refusal().is_some(), "not oneself");
        end_service(&region, &one, id_of(&two)).unwrap();
        let mut form = staff_view(&region, &one, id_of(&one)).unwrap().form;
        form.roles = vec!["service_officer".into()];
        let refusal =
            refused_as(house, &one, "change_staff", || change_staff(&region, &one, id_of(&one), &form));
        assert_eq!(refusal.field_names(), ["peran"]);
    });
}

#[proves("MJK18-1.4")]
#[test]
fn a_second_head_is_refused_and_a_plh_fills_an_absence() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let view = officials_view(&region, &manager).unwrap();
        let position = region.profile.positions[0].id.clone();
        let head = holder(house, &position);
        let other = holder(house, &region.profile.positions[1].id);
        let appoint = |tenure, from, until| {
            OfficialChange::Appoint(Appointment {
                position: position.clone(),
                account: id_of(&other),
                from,
                until,
                tenure,
                decree: "Surat Perintah Nomor 800/002-CONTOH/2026".into(),
                letter: None,
            })
        };
        let (from, until) = (date(2026, 2, 9), date(2026, 2, 11));
        let change = |change: &OfficialChange, seen| change_officials(&region, &manager, seen, change, None);
        let second = appoint(Tenure::Definitive, from, None);
        let refusal = refused_as(house, &manager, "set_officials", || change(&second, view.version));
        assert!(refusal.sentence().contains("dipegang dua orang"), "{refusal:?}");
        let plh = appoint(Tenure::Plh, from, Some(until));
        let refusal = refused_as(house, &manager, "set_officials", || change(&plh, view.version));
        assert!(refusal.sentence().contains("berhalangan"), "{refusal:?}");

        let absence = Absence { account: id_of(&head), from, until, reason: "Cuti".into() };
        change(&OfficialChange::NoteAbsence(absence), view.version).unwrap();
        let refusal = refused_as(house, &manager, "set_officials", || change(&plh, view.version));
        assert_eq!(refusal, Refusal::Stale, "somebody was faster");
        let letter = app::play::sample_pdf(&["CONTOH"]);
        let letter = Some(LetterUpload { name: "surat.pdf", bytes: &letter });
        let seen = officials_view(&region, &manager).unwrap().version;
        change_officials(&region, &manager, seen, &plh, letter).unwrap();
        let view = officials_view(&region, &manager).unwrap();
        let line = view.appointments.iter().find(|a| a.tenure == Tenure::Plh && a.from == from).unwrap();
        assert_eq!(letter_file(&region, &manager, line.letter.unwrap()).unwrap().1, "application/pdf");
        let acting = region.office().officials.holder(&position, from).unwrap().account;
        assert_eq!(acting, id_of(&other));
        assert_eq!(
            region.office().officials.holder(&position, date(2026, 2, 12)).unwrap().account,
            id_of(&head)
        );

        // Who holds a post cannot leave before the post ends.
        let refusal =
            refused_as(house, &manager, "end_service", || end_service(&region, &manager, id_of(&head)));
        assert!(refusal.sentence().contains("masa jabatan"), "{refusal:?}");
    });
}

#[test]
fn a_late_joint_leave_is_shown_first_and_told_in_every_file() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let files = reach_many(house, SIP, StageKind::AdminVerification, 3);
        let calendar = &region.office().calendar;
        let due = state(house, files[0]).clock.unwrap().due(calendar).unwrap().unwrap();
        let day = due.last_day;
        let edit = CalendarEdit {
            date: day,
            change: DayChange::Set { name: "Cuti bersama tambahan".into(), kind: HolidayKind::JointLeave },
            decree: "SKB contoh Nomor 1 Tahun 2026".into(),
            reason: "Diumumkan terlambat.".into(),
            seen: calendar_year(&region, &manager, Some(2026)).unwrap().version,
        };
        let before = leaves(&region.store);
        let preview = preview_calendar(&region, &manager, &edit).unwrap();
        assert_eq!((preview.files, preview.earlier), (3, 0));
        assert!(preview.later >= 3 && preview.named.len() == 3);
        assert_eq!(leaves(&region.store), before, "a preview changes nothing");

        let without = CalendarEdit { decree: " ".into(), ..edit.clone() };
        let refusal =
            refused_as(house, &manager, "set_calendar", || apply_calendar(&region, &manager, &without));
        assert_eq!(refusal.field_names(), ["dasar"]);
        apply_calendar(&region, &manager, &edit).unwrap();
        let told = |id| {
            let events = region.store.read(|tx| store::application::events(tx, id)).unwrap();
            let moved = |e: &store::application::StoredEvent| match e.event().unwrap() {
                Event::DeadlineMoved { why, .. } => Some(why),
                _ => None,
            };
            events.iter().filter_map(moved).collect::<Vec<_>>()
        };
        house.stand.settle().unwrap();
        let counted: usize = files.iter().map(|id| told(*id).len()).sum();
        assert_eq!(counted, preview.later, "as many as the preview said");
        for id in &files {
            assert!(
                told(*id).iter().all(|why| why.contains("Alasan: Diumumkan terlambat.")),
                "{:?}",
                told(*id)
            );
        }
        // The job may run twice; a file is told once.
        region
            .store
            .write(|tx| {
                tx.execute(
                    "UPDATE job SET state = 'waiting', attempts = 0 WHERE kind = 'note_moved_deadlines'",
                    &[],
                )
            })
            .unwrap();
        house.stand.settle().unwrap();
        assert_eq!(files.iter().map(|id| told(*id).len()).sum::<usize>(), counted);
        let refusal =
            refused_as(house, &manager, "set_calendar", || apply_calendar(&region, &manager, &edit));
        assert_eq!(refusal, Refusal::Stale);

        let year = calendar_year(&region, &manager, Some(2026)).unwrap();
        let line = year.days.iter().find(|d| d.date == day).unwrap();
        assert_eq!((line.decree.as_str(), year.changes.len()), ("SKB contoh Nomor 1 Tahun 2026", 1));
        let back = CalendarEdit { change: DayChange::Remove, seen: year.version, ..edit };
        apply_calendar(&region, &manager, &back).unwrap();
        let after = state(house, files[0]).clock.unwrap().due(&region.office().calendar).unwrap().unwrap();
        assert_eq!(after.at, due.at);
    });
}

#[test]
fn the_next_year_is_opened_once() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let year = calendar_year(&region, &manager, None).unwrap();
        let next = year.next.unwrap();
        let far = refused_as(house, &manager, "add_calendar_year", || {
            open_year(&region, &manager, next + 1, year.version)
        });
        assert_eq!(far.field_names(), ["tahun"]);
        open_year(&region, &manager, next, year.version).unwrap();
        let opened = calendar_year(&region, &manager, Some(next)).unwrap();
        assert_eq!((opened.days.len(), opened.next), (0, Some(next + 1)));
        assert!(region.office().calendar.working_day(date(next, 6, 15)).is_ok());
    });
}

#[test]
fn what_failed_is_tried_again_but_never_a_code() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let manager = manager(house);
        let file = reach(house, SIP, StageKind::AdminVerification);
        add_staff(&region, &manager, &form("wahyu", &["service_officer"])).unwrap();
        region
            .store
            .write(|tx| {
                tx.execute("UPDATE outbox_message SET state = 'failed', last_error = 'no route'", &[])?;
                tx.execute(
                    "UPDATE job SET state = 'failed', last_error = 'no paper' WHERE kind = 'receipt'",
                    &[],
                )
            })
            .unwrap();
        let counts = work_lists(&region, &manager).unwrap();
        assert!(counts.jobs_in(WorkState::Failed) == 1 && counts.messages_in(WorkState::Failed) >= 2);
        let jobs = jobs_of(&region, &manager, WorkState::Failed).unwrap();
        assert_eq!((jobs[0].kind.as_str(), jobs[0].why.as_str()), ("receipt", "no paper"));
        let messages = messages_of(&region, &manager, WorkState::Failed).unwrap();
        let code = messages.iter().find(|m| m.template == "sign_in_code").unwrap();
        assert!(!code.can_retry && messages.iter().any(|m| m.can_retry));
        assert!(messages.iter().all(|m| m.recipient.contains('•')), "addresses are masked");
        assert_eq!(retry_messages_of(&region, &manager, "sign_in_code").unwrap(), 0);
        assert!(retry_messages_of(&region, &manager, "submitted").unwrap() >= 1);
        let refusal = app::query::register::retry_message(&region, &manager, code.id).unwrap_err();
        assert!(refusal.refusal().is_some());
        retry_job(&region, &manager, &jobs[0].id).unwrap();
        assert!(retry_job(&region, &manager, &jobs[0].id).unwrap_err().refusal().is_some(), "once");
        house.stand.settle().unwrap();
        assert_eq!(work_lists(&region, &manager).unwrap().jobs_in(WorkState::Failed), 0);
        let sent = region.store.read(|tx| store::outbox::of_application(tx, file)).unwrap();
        assert!(sent.iter().all(|m| m.state != "failed"));
    });
}

#[test]
fn the_profile_is_shown_with_basis_and_place() {
    on_both(|house| {
        let region = house.stand.region.clone();
        reach(house, SIP, StageKind::AdminVerification);
        let seen = running_profile(&region, &manager(house)).unwrap();
        let line = seen.settings.iter().find(|s| s.name == "payment.pay_within").unwrap();
        assert_eq!(line.value, "10 hari kerja");
        assert_eq!(line.basis, region.profile.basis("payment.pay_within"));
        let (file, number) = line.place.split_once(", baris ").unwrap();
        let text = std::fs::read_to_string(testkit::house::profile_dir("mojokerto").join(file)).unwrap();
        let there = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
        assert!(there.starts_with("pay_within"), "{there}");
        let version = seen.versions.iter().find(|v| v.service == SIP).unwrap();
        assert!(version.active && version.open_files == 1);
    });
}
