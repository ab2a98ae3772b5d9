//! A demanding invented region: what it can say today as data, and what it cannot say and is refused for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited_profile;

use domain::definition::{ServiceDefinition, ServiceId};
use domain::formula::Values;
use domain::numbering::{NumberParts, Reset};
use edited_profile::Edit::Swap;
use edited_profile::EditedProfile;
use profile::{ProblemKind, Profile};
use std::collections::BTreeSet;
use std::path::PathBuf;

const PROFILE: &str = "profile.toml";
const TAMBAK: &str = "services/izin-tambak.toml";
const NUMBERS: &str = "numbering.toml";
const SMS: &str = "messages/sms.toml";
/// Where the region stands, as seen from the shipped ones.
const BERAT: &str = "../crates/profile/tests/data/berat";

fn berat() -> Profile {
    EditedProfile::of(BERAT).check().profile.unwrap()
}

fn tambak() -> ServiceDefinition {
    berat().service(&ServiceId("izin-tambak".to_owned())).unwrap().definition.clone()
}

#[test]
fn the_order_of_its_stages_is_nobody_elses() {
    let order = |d: &ServiceDefinition| d.stages.iter().map(|s| s.kind).collect::<Vec<_>>();
    let own = order(&tambak());
    assert_eq!(own.len(), 11);
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
    for region in std::fs::read_dir(shipped).unwrap().map(Result::unwrap).filter(|e| e.path().is_dir()) {
        let report = profile::check(region.path());
        let all = report.profile.unwrap_or_else(|| panic!("{:?}", region.path()));
        assert!(all.services.values().all(|s| order(&s.definition) != own), "{:?}", region.path());
    }
}

#[test]
fn three_initials_follow_each_other_and_one_of_three_agencies_depends_on_an_answer() {
    let tambak = tambak();
    assert_eq!(tambak.paraf, ["kasi_tambak", "kabid_pelayanan", "sekretaris"]);
    let agencies: Vec<_> = tambak.stages.iter().flat_map(|s| &s.agencies).collect();
    assert_eq!(agencies.len(), 3);
    let conditional: Vec<&str> =
        agencies.iter().filter(|a| a.when.is_some()).map(|a| a.agency.0.as_str()).collect();
    assert_eq!(conditional, ["dinas_pekerjaan_umum"]);
    let asked = |channel: &str| {
        let values = Values::new().with("form.saluran", channel);
        agencies[2].when.as_ref().unwrap().evaluate(&values, &tambak.tables).unwrap()
    };
    assert!(asked("umum") && !asked("sendiri"));
}

#[test]
fn saturday_is_a_working_day_and_numbers_begin_again_each_month() {
    let profile = berat();
    let saturday = jiff::civil::date(2026, 2, 7);
    assert!(profile.calendar.working_day(saturday).unwrap());
    assert!(!profile.calendar.working_day(saturday.tomorrow().unwrap()).unwrap());
    let template = &profile.numbers["tambak"];
    assert_eq!(template.reset, Reset::Monthly);
    let parts = NumberParts { counter: 7, code: "TB", date: saturday };
    assert_eq!(template.fill(&parts).unwrap(), "007/TB/B-07/II/2026");
}

#[test]
fn the_fee_rises_in_steps_and_small_businesses_pay_half() {
    let fee = tambak().fee.unwrap();
    let of = |area: i64, small: bool| {
        let values = Values::new().with("form.luas", area).with("form.usaha_kecil", small);
        fee.compute(&values).unwrap().amount
    };
    assert_eq!([of(100, false), of(101, false), of(200_000, false)], [500_000, 503_000, 500_250_000]);
    assert_eq!([of(100, true), of(101, true)], [250_000, 252_000]);
}

/// What the region wants besides and no file can say yet: each is refused by name, nothing is silently ignored.
#[test]
fn what_cannot_be_said_is_refused() {
    let payment = "[[stage]]\nid = \"payment\"\nrole = \"retribution_officer\"\n\n";
    let verification = "[[stage]]\nid = \"admin_verification\"\n";
    let first = format!("{payment}{verification}");
    // Payment before anybody has decided (MJK18-14.2).
    refused(&[(TAMBAK, payment, ""), (TAMBAK, verification, &first)], ProblemKind::StageOrder);
    // Officers who see their own kecamatan only.
    let role = "id = \"service_officer\"\n";
    refused(&[(PROFILE, role, "id = \"service_officer\"\nsees = \"kecamatan\"\n")], ProblemKind::UnknownKey);
    // One series of numbers for each kecamatan.
    refused(
        &[(NUMBERS, "per_code = true", "per_code = true\nper_field = \"kecamatan\"")],
        ProblemKind::UnknownKey,
    );
    refused(
        &[(NUMBERS, "{counter:3}/{code}/{unit}", "{counter:3}/{kecamatan}/{unit}")],
        ProblemKind::BadNumberPattern,
    );
    // A third channel, and what happens when it fails.
    refused(&[(SMS, "channel = \"sms\"", "channel = \"whatsapp\"")], ProblemKind::WrongValue);
    let fallback = "channel = \"sms\"\nfallback = \"email\"";
    refused(&[(SMS, "channel = \"sms\"", fallback)], ProblemKind::UnknownKey);
}

#[track_caller]
fn refused(edits: &[(&'static str, &str, &str)], kind: ProblemKind) {
    let profile = EditedProfile::of(BERAT);
    for (file, old, new) in edits {
        let text = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        profile.apply(&Swap(file, text(old), text(new)));
    }
    let report = profile.check();
    let kinds: BTreeSet<ProblemKind> = report.problems.iter().map(|p| p.kind).collect();
    assert!(kinds.contains(&kind), "{kinds:?}");
    assert!(report.profile.is_none());
}
