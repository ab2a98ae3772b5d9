//! One person, one account; without one nothing is done (MJK18-11.2).

use crate::support::*;
use app::AppError;
use app::account::{AccountKind, NewAccount, Personal, create, read_personal, sign_in, sign_out, signed_in};
use app::act::{StartDraft, start_draft};
use app::folder::{Upload, upload};
use domain::capability::RoleId;
use domain::definition::ServiceId;
use domain::party::Actor;
use domain::process::Refusal;
use jiff::SignedDuration;
use proves::proves;

#[proves("MJK18-11.2")]
#[test]
fn without_an_account_nothing_and_with_a_second_one_neither() {
    on_both(|house| {
        let region = house.stand.region.clone();
        assert!(matches!(signed_in(&region, &[9; 32]), Err(AppError::NotSignedIn)));
        let start = StartDraft {
            service: ServiceId(SIP.to_owned()),
            owner: None,
            kind: None,
            earlier: None,
            code: None,
        };
        let nobody = Actor { name: "Tidak dikenal".into(), ..Actor::system() };
        assert!(matches!(start_draft(&region, &nobody, &start), Err(AppError::NotSignedIn)));
        let new = Upload { category: "ktp", name: "ktp.pdf", bytes: b"%PDF-1.4\n%%EOF\n" };
        assert!(matches!(upload(&region, &nobody, &new), Err(AppError::NotSignedIn)));

        for service in [SIP, CARD] {
            let row =
                region.store.read(|tx| store::account::find(tx, owner_of(house, service))).unwrap().unwrap();
            let own = read_personal(&region.keys, &row).unwrap();
            let kind = if row.kind == "business" { AccountKind::Business } else { AccountKind::Person };
            let double = NewAccount {
                kind,
                login: "akun-kedua".into(),
                name: row.name.clone(),
                personal: Personal { nik: own.nik, npwp: own.npwp, ..Personal::default() },
                password: "contoh-2026".into(),
                roles: vec![RoleId::from("applicant")],
                agency: None,
                nip: None,
            };
            let refusal = create(&region, &Actor::system(), &double).unwrap_err();
            let Some(Refusal::Invalid { field, message }) = refusal.refusal() else { panic!("{refusal:?}") };
            assert_eq!(field, "identity");
            assert!(!message.contains(&row.name), "it does not tell whose: {message}");
        }
    });
}

#[test]
fn a_session_ends_by_idleness_and_by_leaving_and_a_failure_tells_nothing() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (login, ..) = house.stand.cast.logins.last().unwrap().clone();
        let enter = |login: &str, password: &str| sign_in(&region, login, password, "tes", "");
        let unknown = enter("siapa-ini", "contoh-2026").unwrap_err();
        let wrong = enter(&login, "salah").unwrap_err();
        assert_eq!(unknown.to_string(), wrong.to_string());
        assert!(unknown.refusal().is_some());
        let first = enter(&login, app::play::PASSWORD).unwrap();
        let (actor, _) = signed_in(&region, &first.cookie).unwrap();
        wait(house, SignedDuration::from_mins(29));
        assert!(signed_in(&region, &first.cookie).is_ok());
        wait(house, SignedDuration::from_mins(31));
        assert!(matches!(signed_in(&region, &first.cookie), Err(AppError::NotSignedIn)));
        let second = enter(&login, app::play::PASSWORD).unwrap();
        sign_out(&region, &actor, &second.cookie).unwrap();
        assert!(matches!(signed_in(&region, &second.cookie), Err(AppError::NotSignedIn)));
    });
}
