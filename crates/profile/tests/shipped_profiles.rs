//! The profiles of this repository load without a problem and say what the regulation and the practice say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::definition::{
    ProductKind, SectorClass, ServiceDefinition, ServiceId, ServiceKind, SigningMode, StageKind,
};
use domain::formula::{Value, Values};
use domain::numbering::NumberParts;
use domain::official::NoRight;
use domain::process::Refusal;
use profile::{Profile, SETTINGS, canonical_hash};
use proves::proves;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn load(name: &str) -> Profile {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name);
    Profile::load(folder).unwrap_or_else(|problems| {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{name}:\n{}", all.join("\n"))
    })
}

fn service(profile: &Profile, id: &str) -> ServiceDefinition {
    profile.service(&ServiceId(id.to_owned())).unwrap().definition.clone()
}

fn stages(definition: &ServiceDefinition) -> Vec<&str> {
    definition.stages.iter().map(|s| s.id.0.as_str()).collect()
}

#[test]
fn all_load_without_a_warning() {
    for name in ["mojokerto", "batang", "kediri", "purwakarta", "contoh"] {
        assert!(load(name).warnings.is_empty(), "{name}: {:?}", load(name).warnings);
        assert!(load(name).identity.sample);
    }
}

/// The engine refuses alike everywhere; which article stands behind it is each region's own.
#[test]
fn a_refusal_cites_the_article_of_its_own_region() {
    let read = |name: &str, refusal: Refusal| load(name).refusal(&refusal);
    let verified = "Anda memverifikasi berkas ini, jadi validasi harus dilakukan petugas lain.";
    assert_eq!(
        read("mojokerto", Refusal::OwnVerification),
        format!("{verified} Dasar: Pasal 11 ayat (3) huruf c.")
    );
    assert_eq!(read("contoh", Refusal::OwnVerification), verified);
    assert_eq!(
        read("kediri", Refusal::NoRetribution),
        "Layanan ini tidak dipungut retribusi. Dasar: Pasal 15."
    );
    let post = "Anda tidak memegang jabatan yang berwenang pada hari ini.";
    let basis = |name: &str| read(name, Refusal::NoSigningRight { why: NoRight::NoPost });
    assert_eq!(basis("mojokerto"), format!("{post} Dasar: Pasal 13 ayat (4)."));
    assert_eq!(basis("batang"), format!("{post} Dasar: Pasal 11 ayat (4)."));
    assert_eq!(basis("purwakarta"), post);
}

/// A name under `[refusal]` that no refusal has would be read by nobody.
#[test]
fn every_cited_refusal_exists() {
    let mut cited: Vec<&str> =
        SETTINGS.iter().filter_map(|(name, _)| name.strip_prefix("refusal.")).collect();
    let codes = [
        Refusal::NoRetribution,
        Refusal::NoSigningRight { why: NoRight::NoPost },
        Refusal::NotPrinted,
        Refusal::OwnEntry,
        Refusal::OwnVerification,
        Refusal::PaidTooLate,
        Refusal::SkrdMissing,
        Refusal::SkrdNotHandedOver,
        Refusal::SurveyMissing,
        Refusal::WrongPaper { expected: String::new() },
    ]
    .map(|refusal| refusal.code());
    cited.retain(|code| !codes.contains(&(*code).to_owned()));
    assert!(cited.is_empty(), "{cited:?}");
}

/// Table 9.2 of the requirements: the eleven stages, with payment only for what carries retribution and a technical
/// recommendation only where it is not switched off.
#[proves("MJK18-11.3.i")]
#[test]
fn mojokerto_numbers_and_then_surveys() {
    let profile = load("mojokerto");
    let eleven = [
        "registration",
        "admin_verification",
        "admin_validation",
        "technical_recommendation",
        "decision",
        "payment",
        "printing",
        "signing",
        "numbering",
        "survey",
        "handover",
    ];
    assert_eq!(stages(&service(&profile, "imb")), eleven);
    let without = |missing: &str| eleven.iter().copied().filter(|s| *s != missing).collect::<Vec<_>>();
    assert_eq!(stages(&service(&profile, "sip-dokter")), without("payment"));
    assert_eq!(stages(&service(&profile, "kartu-pengawasan")), without("technical_recommendation"));
    let roles: Vec<String> = service(&profile, "imb").stages.iter().map(|s| s.role.0.clone()).collect();
    assert_eq!(
        roles,
        [
            "applicant",
            "service_officer",
            "admin_validator",
            "technical_agency",
            "deciding_official",
            "retribution_officer",
            "print_operator",
            "head_of_office",
            "numbering_officer",
            "applicant",
            "handover_officer",
        ]
    );
}

/// Ten services; each stands in one of the three classes or is no permit at all, and says so.
#[proves("MJK18-1.15", "MJK18-1.17", "MJK18-24.6")]
#[test]
fn mojokerto_has_ten_services_in_three_classes() {
    let profile = load("mojokerto");
    let of = |kind: ServiceKind, class: SectorClass| -> Vec<&str> {
        let services = profile.services.values().map(|s| &s.definition);
        services.filter(|d| d.kind == kind && d.sector_class == class).map(|d| d.id.0.as_str()).collect()
    };
    use SectorClass::{Business, NonBusiness, SpecificGeneral};
    assert_eq!(profile.services.len(), 10);
    let business = ["izin-apotek", "izin-klinik", "izin-trayek-perpanjangan", "kartu-pengawasan"];
    assert_eq!(of(ServiceKind::Permit, Business), business);
    assert_eq!(of(ServiceKind::Permit, NonBusiness), ["izin-makam", "sip-bidan-mandiri", "sip-dokter"]);
    assert_eq!(of(ServiceKind::Permit, SpecificGeneral), ["imb", "izin-reklame"]);
    assert_eq!(of(ServiceKind::ServiceEase, NonBusiness), ["skp-perorangan"]);
    // The division of a class, and of nothing else, has its services.
    for (id, hashed) in &profile.services {
        let division = match hashed.definition.sector_class {
            Business => "perizinan_usaha",
            NonBusiness => "perizinan_non_usaha",
            SpecificGeneral => "perizinan_tertentu",
        };
        assert_eq!(profile.service_pages[id].division.as_deref(), Some(division), "{id}");
    }
}

/// A product says what it is, in its own template and series; what is no permit is numbered apart.
#[proves("MJK18-1.12", "MJK18-1.14")]
#[test]
fn what_is_no_permit_is_numbered_in_a_series_of_its_own() {
    let profile = load("mojokerto");
    for (id, hashed) in &profile.services {
        let no_permit = hashed.definition.kind != ServiceKind::Permit;
        assert_eq!(hashed.definition.number_template == "nonperizinan", no_permit, "{id}");
    }
    let kinds: BTreeSet<String> = ["mojokerto", "contoh"]
        .into_iter()
        .flat_map(|name| load(name).services.into_values())
        .map(|s| format!("{:?}", s.definition.product.kind))
        .collect();
    assert_eq!(kinds.len(), 4, "all four product kinds are shown: {kinds:?}");
    assert_eq!(service(&profile, "skp-perorangan").number_template, "nonperizinan");
    assert_eq!(service(&profile, "skp-perorangan").product.kind, ProductKind::Equivalent);
}

#[test]
fn a_clinic_is_judged_by_two_agencies_and_a_tariff_follows_the_cemetery() {
    let profile = load("mojokerto");
    let clinic = service(&profile, "izin-klinik");
    let asked: Vec<&str> = clinic
        .stage_of_kind(StageKind::TechnicalRecommendation)
        .map(|s| s.agencies.iter().map(|a| a.agency.0.as_str()).collect())
        .unwrap_or_default();
    assert_eq!(asked, ["dinkes", "dlh"]);
    let fee = service(&profile, "izin-makam").fee.unwrap();
    let class = |class: &str| fee.compute(&Values::new().with("form.kelas_makam", class)).unwrap().amount;
    assert_eq!([class("tpu_a"), class("tpu_b"), class("tpu_c")], [15_000, 10_000, 7_500]);
    assert_eq!(
        service(&profile, "izin-trayek-perpanjangan").fee.unwrap().compute(&Values::new()).unwrap().amount,
        540_000
    );
    for page in profile.service_pages.values() {
        assert!(page.source.starts_with("contoh; sumber: ") && page.words.len() > 3, "{page:?}");
    }
}

#[test]
fn contoh_uses_every_stage_kind_and_every_way_to_sign() {
    let profile = load("contoh");
    let definitions: Vec<&ServiceDefinition> = profile.services.values().map(|s| &s.definition).collect();
    let kinds: BTreeSet<StageKind> = definitions.iter().flat_map(|d| &d.stages).map(|s| s.kind).collect();
    assert_eq!(kinds.len(), StageKind::ALL.len());
    for mode in [SigningMode::Electronic, SigningMode::Wet, SigningMode::None] {
        assert!(definitions.iter().any(|d| d.product.signing == mode));
    }
    for kind in [ProductKind::Permit, ProductKind::RegistrationCertificate, ProductKind::Approval] {
        assert!(definitions.iter().any(|d| d.product.kind == kind));
    }
    assert!(service(&profile, "izin-warung").numbered_before_signing());
    let pasar = service(&profile, "tanda-daftar-pedagang");
    assert!(!pasar.numbered_before_signing());
    let at = |kind| pasar.stages.iter().position(|s| s.kind == kind).unwrap();
    assert!(at(StageKind::Survey) < at(StageKind::Numbering));
    assert!(definitions.iter().flat_map(|d| &d.stages).any(|s| s.agencies.len() > 1));
}

#[test]
fn the_building_fee_follows_the_measured_area() {
    let profile = load("mojokerto");
    let fee = service(&profile, "imb").fee.unwrap();
    let values = Values::new().with("rec.luas", 112).with("rec.fungsi", "rumah_tinggal");
    assert_eq!(fee.compute(&values).unwrap().amount, 1_400_000);
    // The applicant's own 96 m² under the same id, for the line beside it.
    assert_eq!(fee.compute(&values.with("rec.luas", 96)).unwrap().amount, 1_200_000);
    let imb = service(&profile, "imb");
    let measured: BTreeSet<&str> =
        imb.stages.iter().flat_map(|s| &s.agencies).flat_map(|a| &a.fields).map(|f| f.id.as_str()).collect();
    for id in ["luas", "fungsi"] {
        assert!(measured.contains(id) && imb.fields.iter().any(|f| f.id == id));
    }
}

#[test]
fn the_card_fee_is_the_sum_over_the_vehicles() {
    let fee = service(&load("mojokerto"), "kartu-pengawasan").fee.unwrap();
    let vehicle = |class: &str| BTreeMap::from([("kelas".to_owned(), Value::from(class))]);
    let values =
        Values::new().with("items", vec![vehicle("bus_besar"), vehicle("taksi_argo"), vehicle("bus_kecil")]);
    assert_eq!(fee.compute(&values).unwrap().amount, 425_000);
}

#[test]
fn a_fourth_practice_permit_is_not_admitted_and_the_second_is_sipd_2() {
    let sip = service(&load("mojokerto"), "sip-dokter");
    let holding = |n: i64| Values::new().with("register.active_permits", n);
    let admitted = |n| sip.admission[0].condition.evaluate(&holding(n), &sip.tables).unwrap();
    assert!(admitted(0) && admitted(2) && !admitted(3));
    let ordinal = sip.product.ordinal.as_ref().unwrap();
    assert_eq!(
        ordinal.evaluate(&holding(1), &sip.tables).unwrap(),
        domain::formula::Outcome::Decimal(2.into())
    );
}

#[test]
fn numbers_look_as_the_office_writes_them() {
    let profile = load("mojokerto");
    let fill = |id: &str, counter, code, month| {
        let parts = NumberParts { counter, code, date: jiff::civil::date(2026, month, 9) };
        profile.numbers[id].fill(&parts).unwrap()
    };
    assert_eq!(fill("izin", 147, "SIPD-2", 4), "500.16.7.2/0147/SIPD-2/417.999/IV/2026");
    assert_eq!(fill("skrd", 98, "IMB", 3), "SKRD/000098/IMB/2026");
    assert_eq!(fill("nonperizinan", 31, "", 3), "500.16.7.4/0031/417.999/III/2026");
}

#[test]
fn a_definition_read_back_from_its_json_is_the_same_and_has_the_same_hash() {
    for name in ["mojokerto", "contoh"] {
        for hashed in load(name).services.into_values() {
            let json = serde_json::to_string(&hashed.definition).unwrap();
            let mut back: ServiceDefinition = serde_json::from_str(&json).unwrap();
            back.bind().unwrap();
            assert_eq!(back, hashed.definition);
            assert_eq!(canonical_hash(&back).unwrap(), hashed.hash);
            back.declaration.text.push('!');
            assert_ne!(canonical_hash(&back).unwrap(), hashed.hash);
        }
    }
}

#[test]
fn services_of_the_centre_are_pages_with_a_link() {
    let profile = load("mojokerto");
    let pages: Vec<&str> = profile.information_pages.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(pages, ["nib", "siup", "pbg"]);
    assert!(profile.information_pages.iter().all(|p| p.link.starts_with("https://")));
    assert!(pages.iter().all(|id| profile.service(&ServiceId((*id).to_owned())).is_none()));
}

#[test]
fn every_value_says_what_it_rests_on() {
    let profile = load("mojokerto");
    assert_eq!(profile.basis("payment.pay_within"), "Pasal 14 ayat (3)");
    assert_eq!(profile.basis("payment.settlement_grace"), "ketentuan kantor");
    for hashed in profile.services.values() {
        let laws = &hashed.definition.legal_basis;
        assert!(laws.iter().any(|l| l == "Peraturan Walikota Mojokerto Nomor 18 Tahun 2020"), "{laws:?}");
        let page = &profile.service_pages[&hashed.definition.id];
        assert!(page.source.starts_with("contoh; sumber: "), "{page:?}");
    }
}

/// The list of a region, whole: what is open has a page, what is not stays with its own words and its code.
#[test]
fn every_row_of_the_list_is_a_service_open_or_not() {
    let profile = load("batang");
    assert_eq!((profile.services.len(), profile.inactive.len()), (17, 66));
    let said = |service: &profile::InactiveService, key: &str| {
        service.list.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone())
    };
    assert!(profile.inactive.iter().all(|s| said(s, "code").is_some() && said(s, "name").is_some()));
    let codes: std::collections::BTreeSet<&str> = profile
        .inactive
        .iter()
        .map(|s| s.code.as_str())
        .chain(profile.services.values().map(|s| s.definition.code.as_str()))
        .collect();
    assert_eq!(codes.len(), 83, "no code stands twice");
    // A cost without a tariff is neither free nor a figure; nothing can be charged.
    let unset: Vec<&str> = profile
        .services
        .values()
        .filter(|s| s.definition.tariff_unset.is_some())
        .map(|s| s.definition.id.0.as_str())
        .collect();
    assert_eq!(unset, ["imb", "izin-trayek", "izin-trayek-insidentil", "kartu-pengawasan"]);
    assert!(profile.services.values().all(|s| s.definition.fee.is_none()));
    let foreign = profile.inactive.iter().find(|s| s.foreign_fee.is_some()).unwrap();
    assert_eq!(foreign.fee, "unset");
}
