//! What an application about an earlier permit needs (practice, section 2 "After issue").
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod process_support;

use domain::definition::{RequestKind, ServiceDefinition};
use domain::process::earlier::allowed;
use domain::process::{EarlierFacts, Refusal, Status};
use jiff::civil::{Date, date};
use process_support::*;

fn offering() -> ServiceDefinition {
    ServiceDefinition { kinds: RequestKind::ALL.to_vec(), ..sip() }
}

/// A permit in its holder's hands, in force through 30 June 2026.
fn own() -> EarlierFacts {
    EarlierFacts { status: Status::HandedOver, valid_until: Some(date(2026, 6, 30)), own: true, copy: false }
}

fn asked(kind: RequestKind, earlier: Option<EarlierFacts>, today: Date) -> Result<(), Refusal> {
    allowed(&offering(), kind, earlier.as_ref(), &policy(), today)
}

const TODAY: Date = date(2026, 6, 1);

#[test]
fn a_renewal_opens_sixty_days_before_the_last_day_and_says_so_before() {
    let renewal = |day: Date| asked(RequestKind::Renewal, Some(own()), day);
    let early = renewal(date(2026, 4, 30)).unwrap_err();
    assert_eq!(early, Refusal::RenewalTooEarly { from: "1 Mei 2026".to_owned() });
    assert!(early.sentence().contains("mulai 1 Mei 2026"));
    assert_eq!(renewal(date(2026, 5, 1)), Ok(()));
    // Also after the end; and without an end there is nothing to wait for.
    assert_eq!(renewal(date(2026, 7, 1)), Ok(()));
    let endless = EarlierFacts { valid_until: None, ..own() };
    assert_eq!(asked(RequestKind::Renewal, Some(endless), date(2026, 1, 2)), Ok(()));
    // Other kinds wait for nothing.
    assert_eq!(asked(RequestKind::Change, Some(own()), date(2026, 1, 2)), Ok(()));
    // The number of days is the profile's.
    let policy = domain::process::RegionPolicy { renewal_opens_days: 90, ..policy() };
    assert_eq!(allowed(&offering(), RequestKind::Renewal, Some(&own()), &policy, date(2026, 4, 1)), Ok(()));
}

#[test]
fn only_a_transfer_is_about_the_permit_of_somebody_else() {
    let others = EarlierFacts { own: false, ..own() };
    assert_eq!(asked(RequestKind::Transfer, Some(others), TODAY), Ok(()));
    assert_eq!(asked(RequestKind::Transfer, Some(own()), TODAY), Err(Refusal::AlreadyHolder));
    assert_eq!(asked(RequestKind::Transfer, None, TODAY), Err(Refusal::EarlierMissing));
    for kind in
        [RequestKind::Renewal, RequestKind::Change, RequestKind::Replacement, RequestKind::CertifiedCopy]
    {
        assert_eq!(asked(kind, Some(others), TODAY), Err(Refusal::NotYours), "{kind:?}");
    }
}

#[test]
fn nothing_follows_a_copy_or_a_permit_that_ended_and_no_copy_is_made_of_paper_unseen() {
    let ended = EarlierFacts { status: Status::Replaced, ..own() };
    let copy = EarlierFacts { copy: true, ..own() };
    for kind in RequestKind::ALL.into_iter().filter(|kind| kind.about_earlier()) {
        for earlier in [ended, copy] {
            assert_eq!(asked(kind, Some(earlier), TODAY), Err(Refusal::EarlierEnded), "{kind:?}");
        }
    }
    // A permit from before the register may be renewed from paper; a copy is made of what the register knows.
    let definition = ServiceDefinition { earlier_on_paper: true, ..offering() };
    let on_paper = |kind| allowed(&definition, kind, None, &policy(), TODAY);
    assert_eq!(on_paper(RequestKind::Renewal), Ok(()));
    assert_eq!(on_paper(RequestKind::CertifiedCopy), Err(Refusal::EarlierMissing));
    assert_eq!(on_paper(RequestKind::Transfer), Err(Refusal::EarlierMissing));
    // A copy ends nothing.
    assert!(RequestKind::Transfer.succeeds() && !RequestKind::CertifiedCopy.succeeds());
}

#[test]
fn what_is_not_offered_is_refused_before_anything_else() {
    let only_new = sip();
    let answer = allowed(&only_new, RequestKind::Transfer, None, &policy(), TODAY);
    assert_eq!(answer, Err(Refusal::KindNotOffered { kind: "Balik nama".to_owned() }));
    assert!(asked(RequestKind::New, Some(own()), TODAY).is_err());
    assert_eq!(asked(RequestKind::New, None, TODAY), Ok(()));
}
