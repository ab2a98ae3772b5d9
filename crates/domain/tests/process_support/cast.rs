//! The invented office: who works there, with which roles, and who holds which post.

use domain::capability::{Capability as C, RoleId};
use domain::definition::AgencyId;
use domain::official::{Absence, Appointment, Delegation, DelegationMode, Officials, Position, Tenure};
use domain::party::{Account, Actor};
use domain::process::By;
use domain::value::{Digest, Id};

pub fn id<T>(n: u8) -> Id<T> {
    Id::from_bytes([n; 16])
}

pub fn account(n: u8) -> Id<Account> {
    id(n)
}

pub fn digest(n: u8) -> Digest {
    Digest::new([n; 32])
}

pub fn capabilities(role: &str) -> &'static [C] {
    match role {
        "applicant" => &[C::SubmitApplication, C::FillSurvey, C::RequestCancellation],
        "registration_assistant" => &[C::AssistRegistration, C::SubmitApplication],
        "service_officer" => &[C::VerifyAdministration],
        "admin_validator" => &[C::ValidateAdministration],
        "technical_agency" => &[C::RecommendTechnically],
        "technical_team" => &[C::RecommendTechnically, C::VisitSite],
        "initialling_official" => &[C::Initial, C::Assign],
        "deciding_official" => &[C::Decide, C::Initial, C::Assign],
        "head_of_office" => &[C::Sign],
        "retribution_officer" => &[C::IssueSkrd, C::ConfirmPayment],
        "print_operator" => &[C::Print],
        "numbering_officer" => &[C::AssignNumber],
        "handover_officer" => &[C::HandOver],
        "division_officer" => &[C::ProcessIssue],
        _ => &[],
    }
}

/// A person with roles.
pub fn person(n: u8, name: &str, roles: &[&str], agency: Option<&str>) -> Actor {
    Actor {
        account: Some(account(n)),
        name: name.to_owned(),
        roles: roles.iter().map(|r| RoleId::from(*r)).collect(),
        capabilities: roles.iter().flat_map(|r| capabilities(r)).copied().collect(),
        agency: agency.map(|a| AgencyId(a.to_owned())),
    }
}

pub struct Cast;

macro_rules! cast {
    ($($who:ident = $n:literal, $name:literal, [$($role:literal),*], $agency:expr;)*) => {
        impl Cast {
            $(pub fn $who() -> Actor { person($n, $name, &[$($role),*], $agency) })*

            /// Everybody, and the system.
            pub fn all() -> Vec<Actor> {
                vec![Actor::system(), $(Cast::$who()),*]
            }
        }
    };
}

cast! {
    owner = 1, "Moch. Sugeng", ["applicant"], None;
    stranger = 2, "Yulia", ["applicant"], None;
    helper = 3, "Petugas Bantuan", ["registration_assistant"], None;
    verifier = 4, "Sukinem", ["service_officer"], None;
    both = 5, "Petugas Ganda", ["service_officer", "admin_validator"], None;
    validator = 6, "Yohanes Wibisana", ["admin_validator"], None;
    dinkes = 7, "Maheswari Kusumadewi", ["technical_agency"], Some("dinkes");
    pu = 8, "Gunadi Lesmana", ["technical_agency"], Some("dinas_pu");
    kabid = 9, "Bagas Tirtonegoro", ["initialling_official"], None;
    secretary = 10, "Laksmi Wahyuningtyas", ["initialling_official", "deciding_official", "head_of_office"], None;
    head = 11, "Wirayuda Pranatajaya", ["deciding_official", "head_of_office"], None;
    retribution = 12, "Nurlaila", ["retribution_officer"], None;
    cashier = 13, "Kasir Kedua", ["retribution_officer"], None;
    printer = 14, "Darsono", ["print_operator", "numbering_officer"], None;
    comparer = 15, "Pembanding", ["numbering_officer"], None;
    handover = 16, "Ayu Kinasih", ["handover_officer"], None;
    team_a = 17, "Tim Satu", ["technical_team"], Some("tim_teknis");
    team_b = 18, "Tim Dua", ["technical_team"], Some("tim_teknis");
    team_c = 19, "Bukan Anggota", ["technical_team"], Some("tim_teknis");
    division = 20, "Petugas Bidang", ["division_officer"], None;
}

pub fn by(actor: &Actor) -> By {
    By { account: actor.account, name: actor.name.clone() }
}

pub fn appointment(position: &str, n: u8, from: &str, until: Option<&str>, tenure: Tenure) -> Appointment {
    Appointment {
        position: position.to_owned(),
        account: account(n),
        from: super::day(from),
        until: until.map(super::day),
        tenure,
        decree: format!("SK-{n}"),
        letter: None,
    }
}

pub fn absence(n: u8, from: &str, until: &str) -> Absence {
    Absence {
        account: account(n),
        from: super::day(from),
        until: super::day(until),
        reason: "cuti".to_owned(),
    }
}

pub fn delegation(position: &str, services: &[&str], from: &str, until: Option<&str>) -> Delegation {
    Delegation {
        position: position.to_owned(),
        services: services.iter().map(|s| domain::definition::ServiceId((*s).to_owned())).collect(),
        decree: "SK Pelimpahan 1/2026".to_owned(),
        from: super::day(from),
        until: until.map(super::day),
        mode: DelegationMode::OwnName,
    }
}

/// The head is on leave from 30 March to 2 April 2026; the secretary is Plh for exactly these days.
pub fn officials() -> Officials {
    let post = |id: &str, title: &str| Position { id: id.to_owned(), title: title.to_owned() };
    Officials {
        positions: vec![
            post("kepala_dinas", "Kepala Dinas"),
            post("sekretaris", "Sekretaris"),
            post("kabid", "Kepala Bidang"),
        ],
        appointments: vec![
            appointment("kepala_dinas", 11, "2026-01-01", None, Tenure::Definitive),
            appointment("kepala_dinas", 10, "2026-03-30", Some("2026-04-02"), Tenure::Plh),
            appointment("sekretaris", 10, "2026-01-01", None, Tenure::Definitive),
            appointment("kabid", 9, "2026-01-01", None, Tenure::Definitive),
        ],
        absences: vec![absence(11, "2026-03-30", "2026-04-02")],
        delegations: vec![delegation("kepala_dinas", &[], "2026-01-01", None)],
    }
}
