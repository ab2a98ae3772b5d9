//! An operator in a kelurahan helps outside the office: finds a person by the card alone and sees nothing but the own entries,
//! until the receipt (MJK18-12.6; practice, section 3).

use crate::support::*;
use app::AppError;
use app::act::{StartDraft, start_draft};
use app::query::applicant::{draft as draft_view, status};
use app::query::counter::{Found, contact, entered, file, person, receipt, search};
use domain::definition::{ServiceId, StageKind};
use domain::process::{Command, Declared, Refusal, SIGNED_DECLARATION};
use jiff::SignedDuration;
use proves::proves;

#[proves("MJK18-12.6#1", "MJK18-12.6#2")]
#[test]
fn an_operator_outside_the_office_sees_only_the_own_entries_until_the_receipt() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let other = reach(house, SIP, StageKind::AdminVerification);
        let owner_id = state(house, other).owner;
        let operator = officer(house, "village_operator", 0);
        let row = region.store.read(|tx| store::account::find(tx, owner_id)).unwrap().unwrap();
        let nik = app::account::read_personal(&region.keys, &row).unwrap().nik.unwrap().to_string();
        let number = state(house, other).registration.unwrap().to_string();

        // Found by the card, never by name, number or code of a file.
        assert_eq!(search(&region, &operator, &number).unwrap(), Found::Nothing);
        assert_eq!(search(&region, &operator, &row.name).unwrap(), Found::Nothing);
        assert_eq!(search(&region, &operator, &nik).unwrap(), Found::Person(owner_id.to_string()));
        let seen = person(&region, &operator, &owner_id.to_string()).unwrap();
        assert!(seen.files.is_empty() && seen.earlier.is_empty() && seen.powers.is_empty() && seen.outside);
        let shut =
            refused_as(house, &operator, "open_at_counter", || file(&region, &operator, &other.to_string()));
        assert_eq!(shut, Refusal::NotYours);
        let contact = refused_as(house, &operator, "open_at_counter", || {
            contact(&region, &operator, &owner_id.to_string())
        });
        assert!(matches!(contact, Refusal::NotAllowed { .. }));
        let unprinted =
            refused_as(house, &operator, "print_receipt", || receipt(&region, &operator, &other.to_string()));
        assert_eq!(unprinted, Refusal::NotYours);

        // The own entry: two identities, and the declaration stays the applicant's.
        let draft = draft(house, "izin-makam");
        let source = state(house, draft);
        let start = StartDraft {
            service: ServiceId("izin-makam".to_owned()),
            owner: Some(source.owner),
            kind: None,
            earlier: None,
            code: None,
        };
        let id = start_draft(&region, &operator, &start).unwrap();
        assert_eq!(entered(&region, &operator).unwrap().len(), 1);
        let mut form = source.form.clone();
        form.insert("nomor_petak".to_owned(), "Blok Z nomor 9".to_owned());
        act(house, &operator, id, Command::SaveForm { form });
        for (name, document) in source.documents.clone() {
            act(house, &operator, id, Command::AttachDocument { document: name, file: document });
        }
        let alone = refused(house, &operator, app::act::Request::new(id, submit()));
        assert_eq!(alone, Refusal::DeclarationMissing);
        let sheet = paper(house, &operator, "pernyataan");
        act(
            house,
            &operator,
            id,
            Command::AttachDocument { document: SIGNED_DECLARATION.into(), file: sheet },
        );
        let sent = act(house, &operator, id, submit());
        assert_eq!(sent.declaration.unwrap().how, Declared::SignedForm);
        assert_eq!((sent.owner, sent.entered_by.unwrap().account), (source.owner, operator.account));
        house.stand.settle().unwrap();
        // The receipt can be printed on that day; the file itself is shut at once.
        assert!(file(&region, &operator, &id.to_string()).is_ok());
        receipt(&region, &operator, &id.to_string()).unwrap();
        assert!(matches!(status(&region, &operator, &id.to_string()), Err(AppError::NotFound)));
        assert!(draft_view(&region, &operator, &id.to_string()).is_err());
        wait(house, SignedDuration::from_hours(24));
        assert!(matches!(file(&region, &operator, &id.to_string()), Err(AppError::NotFound)));
        let seen = person(&region, &operator, &source.owner.to_string()).unwrap();
        assert!(seen.files.is_empty());
    });
}
