//! One system: one record of each person for all desks, and no way beside it (MJK18-1.22, 11.1).

use crate::support::*;
use app::AppError;
use app::account::{AskedChange, ask_change, confirm_change, read_personal};
use app::act::{Request, StartDraft, start_draft};
use app::audit::verify;
use app::message::open_recipient;
use app::query::case::view;
use domain::capability::Capability;
use domain::definition::{ServiceId, StageKind};
use domain::process::{Command, Refusal};
use proves::proves;
use store::params;

#[proves("MJK18-1.22")]
#[test]
fn a_change_of_the_master_record_is_there_for_every_desk_at_once() {
    on_both(|house| {
        let permit = reach(house, SIP, StageKind::AdminVerification);
        let plot = reach(house, "izin-makam", StageKind::AdminVerification);
        let user = owner(house, permit);
        assert_eq!(state(house, plot).owner, state(house, permit).owner, "one account");
        let region = house.stand.region.clone();
        let personal = |house: &testkit::house::House| {
            let id = state(house, permit).owner;
            let row = region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
            read_personal(&region.keys, &row).unwrap()
        };
        let old = personal(house).phone.unwrap().to_string();
        let new = "+6284090000021";
        let asked = AskedChange { email: false, address: "0840-9000-0021".into(), lost: false };
        ask_change(&region, &user, &asked).unwrap();
        house.stand.settle().unwrap();
        let codes = [new, old.as_str()].map(|at| house.stand.newest_code(at).unwrap());
        confirm_change(&region, &user, [&codes[0], &codes[1]]).unwrap();
        // Both desks write to the new number at once, without being told.
        let clerk = officer(house, "service_officer", 0);
        for id in [permit, plot] {
            let text = "Mohon bawa dokumen asli ke loket.".to_owned();
            act(house, &clerk, id, Command::TellApplicant { text });
            let rows = region.store.read(|tx| store::outbox::of_application(tx, id)).unwrap();
            let sent = rows.iter().find(|m| m.template == "office_message" && m.channel == "sms").unwrap();
            assert_eq!(open_recipient(&region, sent).unwrap(), new);
            // And both see the same person.
            let shown = view(&region, &clerk, id).unwrap().holder.rows;
            let nik = personal(house).nik.unwrap().to_string();
            assert!(shown.contains(&("NIK".to_owned(), nik)), "{shown:?}");
        }
    });
}

#[proves("MJK18-11.1")]
#[test]
fn what_is_entered_beside_the_system_is_refused_or_found() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Numbering);
        let region = house.stand.region.clone();
        // Nobody enters a file for another person but who is there to help, and that only as help.
        let clerk = officer(house, "service_officer", 0);
        let start = StartDraft {
            service: ServiceId(SIP.to_owned()),
            owner: Some(state(house, id).owner),
            kind: None,
            earlier: None,
            code: None,
        };
        let refusal = Refusal::NotAllowed { capability: Some(Capability::AssistRegistration) };
        let answer = start_draft(&region, &clerk, &start);
        assert!(matches!(answer, Err(AppError::Refused(why)) if why == refusal));
        recorded(&region, &clerk, "start_draft", &refusal);
        // What the system alone may say is not taken from a person: a document signed or sealed elsewhere.
        let numbering = officer(house, "numbering_officer", 0);
        let issued = state(house, id).signature.unwrap().signed.unwrap();
        let document =
            domain::process::IssuedDocument { digest: issued.digest, file: issued.file, at: region.now() };
        refused(house, &numbering, Request::new(id, Command::FileSealed { document }));
        // A number written by hand is not taken over; the next of the series stands in the file.
        let number = "NOMOR/SISIPAN/147.a".to_owned();
        let numbered = act(house, &numbering, id, Command::AssignNumber { number: number.clone() });
        assert_ne!(numbered.number.unwrap().number, number);
        house.stand.settle().unwrap();
        let report = |house: &testkit::house::House| {
            let region = &house.stand.region;
            verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap().findings
        };
        assert_eq!(report(house), []);
        // Whoever changes a file in the database is found out.
        let sql = "UPDATE application SET state = REPLACE(state, 'SIPD', 'SIPX') WHERE id = ?1";
        region.store.write(move |tx| tx.execute(sql, params![*id.as_bytes()])).unwrap();
        assert_ne!(report(house), []);
    });
}
