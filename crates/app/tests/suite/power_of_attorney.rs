//! A helper with an own account acts under a power of attorney: asked for, confirmed by the owner's code or on signed paper,
//! limited to services and a time, ended by either (MJK18-12.6; practice, section 3).

use crate::support::*;
use app::AppError;
use app::account::read_personal;
use app::act::{Request, StartDraft, start_draft};
use app::folder::{Upload, put_own_pdf, upload};
use app::power_of_attorney::{
    AskedPower, PaperVerdict, ask, attach_paper, confirm, end, send_code_again, settle,
};
use app::query::applicant::{draft as draft_view, files_for, folder_file, own_list, status};
use app::query::power_of_attorney::{
    PowerState, open_power_paper, paper_case, papers_waiting, power, powers,
};
use domain::definition::{ServiceId, StageKind};
use domain::party::{Account, Actor, PowerRecord};
use domain::process::{Command, CorrectionItem, Declared, Refusal};
use domain::value::Id;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use proves::proves;
use std::collections::{BTreeMap, BTreeSet};
use testkit::house::House;

fn today(house: &House) -> Date {
    let region = &house.stand.region;
    region.office().calendar.local_date(region.now())
}

fn phone_of(house: &House, id: Id<Account>) -> String {
    let row = house.stand.region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
    read_personal(&house.stand.region.keys, &row).unwrap().phone.unwrap().to_string()
}

fn asked(house: &House, owner: Id<Account>, services: &[&str], days: i64) -> AskedPower {
    AskedPower {
        number: phone_of(house, owner),
        services: services.iter().map(|s| ServiceId((*s).to_owned())).collect(),
        until: today(house).checked_add(days.days()).unwrap(),
    }
}

/// The power, confirmed with the code that came to the owner's telephone.
fn given(
    house: &mut House,
    owner: Id<Account>,
    helper: &Actor,
    services: &[&str],
    days: i64,
) -> Id<PowerRecord> {
    let region = house.stand.region.clone();
    let id = ask(&region, helper, &asked(house, owner, services, days)).unwrap();
    house.stand.settle().unwrap();
    let code = house.stand.newest_code(&phone_of(house, owner)).unwrap();
    confirm(&region, helper, id, &code).unwrap();
    id
}

fn draft_for(house: &House, helper: &Actor, owner: Id<Account>, service: &str) -> Result<String, AppError> {
    let start = StartDraft {
        service: ServiceId(service.to_owned()),
        owner: Some(owner),
        kind: None,
        earlier: None,
        code: None,
    };
    start_draft(&house.stand.region, helper, &start).map(|id| id.to_string())
}

#[proves("MJK18-12.6#2")]
#[test]
fn a_power_given_by_code_lets_a_helper_begin_fill_and_send_and_both_names_are_kept() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = draft(house, SIP);
        let owner_id = state(house, id).owner;
        let helper = stranger(house, id);
        let me = owner(house, id);
        // Before: nothing, and recorded.
        let refusal = refused(house, &helper, Request::new(id, submit()));
        assert_eq!(refusal, Refusal::NotYours);
        let starting = refused_as(house, &helper, "start_draft", || draft_for(house, &helper, owner_id, SIP));
        assert!(matches!(starting, Refusal::NotAllowed { .. }));

        let power_id = ask(&region, &helper, &asked(house, owner_id, &[SIP], 30)).unwrap();
        let line = powers(&region, &helper).unwrap().remove(0);
        assert_eq!(line.state, PowerState::Asked);
        assert!(
            line.other.contains('•'),
            "the owner's name is not told before the owner agrees: {}",
            line.other
        );
        assert_eq!(powers(&region, &me).unwrap()[0].other, helper.name);
        assert!(draft_for(house, &helper, owner_id, SIP).is_err(), "asking is not having");

        house.stand.settle().unwrap();
        let code = house.stand.newest_code(&phone_of(house, owner_id)).unwrap();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let confirming = "confirm_power_of_attorney";
        let tried = refused_as(house, &helper, confirming, || confirm(&region, &helper, power_id, wrong));
        assert_eq!(tried, Refusal::CodeWrong { left: 4 });
        // The code of the one paper is no code of another one's.
        confirm(&region, &me, power_id, &code).unwrap();
        assert!(matches!(confirm(&region, &me, power_id, &code), Err(AppError::NotFound)), "once");
        house.stand.settle().unwrap();
        let told = house.stand.gateway.messages_to(&phone_of(house, owner_id));
        assert!(told.last().unwrap().text.contains(&helper.name), "{:?}", told.last());

        let view = power(&region, &helper, power_id).unwrap();
        assert_eq!(view.line.state, PowerState::InForce);
        assert_eq!(view.services.iter().map(|s| s.0.as_str()).collect::<Vec<_>>(), [SIP]);
        assert!(view.files.iter().any(|f| f.id == id.to_string()));
        // The owner's own draft in the helper's hands: filled, declared and sent in the owner's name.
        let seen = draft_view(&region, &helper, &id.to_string()).unwrap();
        assert_eq!(seen.assisted.as_ref().unwrap().power, Some(power_id));
        let sent = act(house, &helper, id, submit());
        assert_eq!(sent.owner, owner_id);
        assert_eq!(sent.declaration.as_ref().unwrap().how, Declared::Attorney);
        assert_eq!(sent.representative.as_ref().unwrap().representative, helper.name);
        let shown = status(&region, &me, &id.to_string()).unwrap();
        assert!(shown.helped.contains(&helper.name), "{}", shown.helped);
        assert!(!status(&region, &helper, &id.to_string()).unwrap().may_cancel);
        assert!(own_list(&region, &helper).unwrap().iter().all(|l| l.id != id.to_string()));

        // One that the helper began names both from its first event.
        let new = draft_for(house, &helper, owner_id, SIP).unwrap();
        let begun = state(house, new.parse().unwrap());
        assert_eq!((begun.owner, begun.power), (owner_id, Some(power_id)));
        assert_eq!(begun.entered_by.unwrap().account, helper.account);
    });
}

#[proves("MJK18-12.6#2")]
#[test]
fn it_ends_with_its_last_day_for_other_services_and_when_either_ends_it() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = draft(house, SIP);
        let owner_id = state(house, id).owner;
        let helper = stranger(house, id);
        let me = owner(house, id);
        let other = given(house, owner_id, &helper, &["izin-makam"], 30);
        assert_eq!(refused(house, &helper, Request::new(id, submit())), Refusal::NotYours);
        assert!(status(&region, &helper, &id.to_string()).is_err());
        end(&region, &me, other).unwrap();
        assert!(draft_for(house, &helper, owner_id, "izin-makam").is_err(), "the owner has ended it");
        assert!(matches!(end(&region, &me, other), Err(AppError::NotFound)));

        wait(house, SignedDuration::from_mins(2));
        let short = given(house, owner_id, &helper, &[], 1);
        assert!(status(&region, &helper, &id.to_string()).is_ok());
        wait(house, SignedDuration::from_hours(48));
        assert_eq!(power(&region, &helper, short).unwrap().line.state, PowerState::Expired);
        assert_eq!(refused(house, &helper, Request::new(id, submit())), Refusal::NotYours);
        assert!(status(&region, &helper, &id.to_string()).is_err());
        // Neither is anybody else's business.
        let third = officer(house, "print_operator", 0);
        let seen = refused_as(house, &third, "open_power_of_attorney", || power(&region, &third, short));
        assert_eq!(seen, Refusal::NotYours);
        let ended = refused_as(house, &third, "end_power_of_attorney", || end(&region, &third, short));
        assert_eq!(ended, Refusal::NotYours);
    });
}

#[proves("MJK18-12.6#2")]
#[test]
fn a_signed_paper_is_confirmed_by_an_officer_with_a_tick_or_refused_with_a_reason() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = draft(house, SIP);
        let owner_id = state(house, id).owner;
        let helper = stranger(house, id);
        let power_id = ask(&region, &helper, &asked(house, owner_id, &[], 60)).unwrap();
        let desk = officer(house, "service_officer", 0);
        let act = "settle_power_of_attorney";
        let yes = PaperVerdict::Confirm { seen: true };
        let none = refused_as(house, &desk, act, || settle(&region, &desk, power_id, &yes));
        assert_eq!(none, Refusal::NotYours, "there is no paper yet");
        let me = owner(house, id);
        assert!(matches!(attach_paper(&region, &me, power_id, b"x"), Err(AppError::NotFound)));
        let garbage = refused_as(house, &helper, "attach_power_of_attorney", || {
            attach_paper(&region, &helper, power_id, b"x")
        });
        assert!(matches!(garbage, Refusal::Upload { .. }));
        let bytes = app::play::sample_pdf(&["Surat kuasa"]);
        attach_paper(&region, &helper, power_id, &bytes).unwrap();

        let waiting = papers_waiting(&region, &desk).unwrap();
        assert_eq!((waiting.len(), waiting[0].helper.as_str()), (1, helper.name.as_str()));
        assert_eq!(paper_case(&region, &desk, power_id).unwrap().media_type, "application/pdf");
        assert_eq!(open_power_paper(&region, &desk, power_id).unwrap().2, bytes);
        let unseen = PaperVerdict::Confirm { seen: false };
        let tick = refused_as(house, &desk, act, || settle(&region, &desk, power_id, &unseen));
        assert_eq!(tick.field_names(), ["cocok"]);
        let silent = PaperVerdict::Refuse { reason: "  ".into() };
        let reason = refused_as(house, &desk, act, || settle(&region, &desk, power_id, &silent));
        assert_eq!(reason.field_names(), ["alasan"]);
        let printer = officer(house, "print_operator", 0);
        let closed = refused_as(house, &printer, act, || settle(&region, &printer, power_id, &yes));
        assert!(matches!(closed, Refusal::NotAllowed { .. }));
        settle(&region, &desk, power_id, &yes).unwrap();
        assert_eq!(power(&region, &helper, power_id).unwrap().line.confirmed, "di atas kertas");
        assert!(status(&region, &helper, &id.to_string()).is_ok());

        let again = ask(&region, &helper, &asked(house, owner_id, &[], 60)).unwrap();
        attach_paper(&region, &helper, again, &bytes).unwrap();
        let no = PaperVerdict::Refuse { reason: "tanda tangan tidak ada".into() };
        settle(&region, &desk, again, &no).unwrap();
        let line = power(&region, &helper, again).unwrap().line;
        assert_eq!((line.state, line.reason.as_str()), (PowerState::Refused, "tanda tangan tidak ada"));
    });
}

#[test]
fn a_number_without_account_reads_alike_and_never_comes_into_force() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = draft(house, SIP);
        let helper = stranger(house, id);
        let unknown =
            AskedPower { number: "084099999999".into(), ..asked(house, state(house, id).owner, &[], 9) };
        let before = house.stand.gateway.messages().len();
        let power_id = ask(&region, &helper, &unknown).unwrap();
        house.stand.settle().unwrap();
        assert_eq!(house.stand.gateway.messages().len(), before);
        assert_eq!(power(&region, &helper, power_id).unwrap().line.state, PowerState::Asked);
        let act = "confirm_power_of_attorney";
        let wrong = refused_as(house, &helper, act, || confirm(&region, &helper, power_id, "123456"));
        assert_eq!(wrong, Refusal::CodeWrong { left: 4 });
        let soon = refused_as(house, &helper, "ask_power_of_attorney", || {
            send_code_again(&region, &helper, power_id)
        });
        assert!(matches!(soon, Refusal::CodeTooSoon { .. }));
        // An officer cannot confirm for nobody.
        attach_paper(&region, &helper, power_id, &app::play::sample_pdf(&["Surat kuasa"])).unwrap();
        let desk = officer(house, "service_officer", 0);
        let yes = PaperVerdict::Confirm { seen: true };
        let nobody =
            refused_as(house, &desk, "settle_power_of_attorney", || settle(&region, &desk, power_id, &yes));
        assert!(nobody.sentence().contains("belum punya akun"));
    });
}

#[test]
fn what_cannot_be_asked_is_said_at_its_field_and_recorded() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = draft(house, SIP);
        let helper = stranger(house, id);
        let right = asked(house, state(house, id).owner, &[], 9);
        let act = "ask_power_of_attorney";
        let own = phone_of(house, helper.account.unwrap());
        let past = today(house).yesterday().unwrap();
        for (wrong, field) in [
            (AskedPower { number: "abc".into(), ..right.clone() }, "nomor"),
            (AskedPower { number: own, ..right.clone() }, "nomor"),
            (AskedPower { until: past, ..right.clone() }, "sampai"),
            (AskedPower { until: today(house).checked_add(400.days()).unwrap(), ..right.clone() }, "sampai"),
            (
                AskedPower { services: BTreeSet::from([ServiceId("tidak-ada".into())]), ..right.clone() },
                "layanan",
            ),
        ] {
            let refusal = refused_as(house, &helper, act, || ask(&region, &helper, &wrong));
            assert_eq!(refusal.field_names(), [field], "{wrong:?}");
        }
        let clerk = officer(house, "registration_assistant", 0);
        let officers = refused_as(house, &clerk, act, || ask(&region, &clerk, &right));
        assert!(matches!(officers, Refusal::NotAllowed { .. }));
    });
}

#[proves("MJK18-12.6#2")]
#[test]
fn the_owners_folder_stays_shut_and_a_correction_is_answered_for_the_owner() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let id = reach(house, SIP, StageKind::AdminVerification);
        let owner_id = state(house, id).owner;
        let helper = stranger(house, id);
        let me = owner(house, id);
        let secret = upload(
            &region,
            &me,
            &Upload { category: "ktp", name: "ktp-lain.pdf", bytes: &app::play::sample_pdf(&["lain"]) },
        )
        .unwrap();
        given(house, owner_id, &helper, &[SIP], 30);
        assert!(folder_file(&region, &helper, &secret.document.file.to_string()).is_err());
        let (name, used) = state(house, id).documents.into_iter().next().unwrap();
        assert!(folder_file(&region, &helper, &used.file.to_string()).is_ok());
        let listed = files_for(&region, &helper, &id.to_string()).unwrap();
        assert!(listed.iter().all(|f| f.id != secret.document.file.to_string()));
        assert!(listed.iter().any(|f| f.id == used.file.to_string()));

        let desk = officer(house, "service_officer", 0);
        let item = format!("doc.{name}");
        act(house, &desk, id, Command::CheckItem { item: item.clone(), ok: false, note: "Buram.".into() });
        let items = vec![CorrectionItem { item, note: "Buram.".into() }];
        act(house, &desk, id, Command::RequestCorrection { items });
        let bytes = app::play::sample_pdf(&["baru"]);
        let new = Upload { category: &format!("{name}@x"), name: "baru.pdf", bytes: &bytes };
        let file = put_own_pdf(&region, &helper, Some(owner_id), &new).unwrap();
        let answer = Command::AnswerCorrection {
            form: BTreeMap::new(),
            documents: BTreeMap::from([(name.clone(), file)]),
            declared: true,
        };
        let after = act(house, &helper, id, answer);
        assert_eq!(after.declaration.unwrap().how, Declared::Attorney);
    });
}
