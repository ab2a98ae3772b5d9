//! Invented people for a region: two officers for every role, an official for every post, a technician for every agency,
//! and applicants. A region may name its own in a file.

use super::names::{APPLICANTS, FIRMS, OFFICERS};
use crate::Region;
use crate::account::{AccountKind, NewAccount, Personal, accept_all, create};
use crate::error::AppError;
use crate::manage::{StandardApproval, approve_standards};
use crate::setup::{give_seal_key, give_signing_key, set_officials, stock_paper};
use document::certificate::{Period, Subject as CertificateSubject};
use domain::capability::{Capability, RoleId};
use domain::definition::{AgencyId, ServiceId};
use domain::official::{Absence, Appointment, Delegation, DelegationMode, Officials, Tenure};
use domain::party::{Account, Actor};
use domain::value::{Email, Id, Nik, Nip, Npwp, PhoneNumber, RegionCode, RegionLevel, RegionTable};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Person or firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// A natural person.
    Person,
    /// A firm.
    Business,
}

/// An applicant as a file of a region names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: PersonKind,
    /// NIK of a person.
    #[serde(default)]
    pub nik: Option<String>,
    /// NPWP of a firm.
    #[serde(default)]
    pub npwp: Option<String>,
    /// Street.
    #[serde(default)]
    pub street: String,
    /// Kelurahan code.
    #[serde(default)]
    pub village: String,
    /// What this applicant may be made to ask for: only what somebody of this trade asks for.
    #[serde(default, rename = "file")]
    pub files: Vec<PersonFile>,
}

/// One application that somebody may be made to hand in, with answers that fit the trade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// Service.
    pub service: ServiceId,
    /// Answers; `hari -3` is three days before the application is handed in, `hari 30` thirty days after.
    pub form: BTreeMap<String, String>,
    /// Items, where the service asks for them.
    #[serde(default)]
    pub items: Vec<BTreeMap<String, String>>,
}

/// An officer or official as a file of a region names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CastMember {
    /// Sign-in name.
    pub login: String,
    /// Name with titles.
    pub name: String,
    /// Roles.
    pub roles: Vec<RoleId>,
    /// Post held for good.
    #[serde(default)]
    pub position: Option<String>,
    /// Post filled as Plh while its holder is absent.
    #[serde(default)]
    pub plh_of: Option<String>,
    /// Days of absence of this person, both included.
    #[serde(default)]
    pub absent: Option<(Date, Date)>,
    /// Technical agency.
    #[serde(default)]
    pub agency: Option<AgencyId>,
    /// NIP; contract staff have none.
    #[serde(default)]
    pub nip: Option<String>,
}

/// The people of a played region.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// Officers by role, in order.
    pub by_role: BTreeMap<RoleId, Vec<Id<Account>>>,
    /// Technicians by agency.
    pub by_agency: BTreeMap<AgencyId, Vec<Id<Account>>>,
    /// Everybody who can sign in: login, name, what they do.
    pub logins: Vec<(String, String, String)>,
    /// Applicants: account and kind.
    pub applicants: Vec<(Id<Account>, PersonKind, String)>,
}

/// The password of all invented people; printed by the demo, refused outside it.
pub const PASSWORD: &str = "contoh-2026";

/// Delegations and certificates of invented officials begin here.
const BEGINNING: Date = Date::constant(2025, 1, 1);

fn phone(n: usize) -> Option<PhoneNumber> {
    format!("0840{:08}", n + 1).parse().ok()
}

fn slug(name: &str) -> String {
    name.to_lowercase().chars().filter(char::is_ascii_alphabetic).take(14).collect()
}

/// A NIK of the region with serial 0000, which is never given to anybody.
fn nik_for(region_code: &str, n: usize) -> Option<Nik> {
    let district = RegionTable::embedded()
        .children(&region_code.parse::<RegionCode>().ok()?)
        .next()
        .map(|d| d.code.as_str().replace('.', ""))
        .unwrap_or_else(|| format!("{}01", region_code.replace('.', "")));
    let day = n % 27 + 1;
    let month = n % 12 + 1;
    let year = 60 + n % 39;
    format!("{district}{day:02}{month:02}{year:02}0000").parse().ok()
}

/// The first village of the region and those after it, for addresses.
fn village_for(region_code: &str, n: usize) -> String {
    let table = RegionTable::embedded();
    let Ok(region) = region_code.parse::<RegionCode>() else { return String::new() };
    let mut villages = Vec::new();
    for district in table.children(&region) {
        villages.extend(table.children(&district.code).map(|v| v.code.as_str().to_owned()));
    }
    villages.retain(|v| v.parse::<RegionCode>().is_ok_and(|c| c.level() == RegionLevel::Village));
    if villages.is_empty() { String::new() } else { villages[n % villages.len()].clone() }
}

/// A role whose holders fill a post: they decide, sign, or put their initials.
fn is_official(role: &profile::RoleDef) -> bool {
    [Capability::Decide, Capability::Sign, Capability::Initial].iter().any(|c| role.capabilities.contains(c))
}

impl Cast {
    /// Officers and officials that cover every role, post and agency of the profile.
    pub fn invented(region: &Region) -> Vec<CastMember> {
        let mut members = Vec::new();
        let mut names = OFFICERS.iter().cycle();
        let mut next =
            |n: usize| format!("{}{}", names.next().unwrap_or(&"Petugas"), if n < 24 { "" } else { " Dua" });
        let applicant_side = [Capability::SubmitApplication, Capability::FillSurvey];
        for (role, def) in &region.profile.roles {
            let only_applicant = def
                .capabilities
                .iter()
                .all(|c| applicant_side.contains(c) || *c == Capability::RequestCancellation);
            let officer_of_agency = def.capabilities.contains(&Capability::RecommendTechnically);
            let official = is_official(def);
            if only_applicant || official || officer_of_agency {
                continue;
            }
            for copy in 0..2 {
                let name = next(members.len());
                members.push(CastMember {
                    login: format!("{}{}", role.0.replace('_', "-"), if copy == 0 { "" } else { "-2" }),
                    name,
                    roles: vec![role.clone()],
                    position: None,
                    plh_of: None,
                    absent: None,
                    agency: None,
                    nip: None,
                });
            }
        }
        let officials: Vec<RoleId> =
            region.profile.roles.iter().filter(|(_, d)| is_official(d)).map(|(r, _)| r.clone()).collect();
        for position in &region.profile.positions {
            members.push(CastMember {
                login: position.id.replace('_', "-"),
                name: next(members.len()),
                roles: officials.clone(),
                position: Some(position.id.clone()),
                plh_of: None,
                absent: None,
                agency: None,
                nip: Some("19700101 200001 1 000".to_owned()),
            });
        }
        let technical: Vec<RoleId> = region
            .profile
            .roles
            .iter()
            .filter(|(_, d)| d.capabilities.contains(&Capability::RecommendTechnically))
            .map(|(r, _)| r.clone())
            .collect();
        for agency in &region.profile.agencies {
            members.push(CastMember {
                login: agency.id.0.replace('_', "-"),
                name: next(members.len()),
                roles: technical.clone(),
                position: None,
                plh_of: None,
                absent: None,
                agency: Some(agency.id.clone()),
                nip: None,
            });
        }
        members
    }

    /// Applicants of the region, persons and firms.
    pub fn invented_applicants(region: &Region) -> Vec<Person> {
        let code = &region.profile.policy.region_code;
        let mut people: Vec<Person> = APPLICANTS
            .iter()
            .enumerate()
            .map(|(n, name)| Person {
                login: slug(name),
                name: (*name).to_owned(),
                kind: PersonKind::Person,
                nik: nik_for(code, n).map(|nik| nik.to_string()),
                npwp: None,
                street: format!("Jalan Kembang Sore {}", n + 3),
                village: village_for(code, n),
                files: Vec::new(),
            })
            .collect();
        people.extend(FIRMS.iter().enumerate().map(|(n, (name, npwp))| Person {
            login: slug(name),
            name: (*name).to_owned(),
            kind: PersonKind::Business,
            nik: None,
            npwp: Some((*npwp).to_owned()),
            street: format!("Jalan Taman Contoh {}", n + 5),
            village: village_for(code, n + 3),
            files: Vec::new(),
        }));
        people
    }

    /// Creates everybody, fills the register of officials, gives signing keys of the rehearsal CA, stocks paper.
    ///
    /// # Errors
    /// Refusals for a cast that contradicts the profile; database.
    pub fn create(region: &Region, members: &[CastMember], people: &[Person]) -> Result<Cast, AppError> {
        let system = Actor::system();
        let mut cast = Cast::default();
        let mut officials =
            Officials { positions: region.profile.positions.clone(), ..region.office().officials.clone() };
        let mut next_phone = 0;
        for member in members {
            let id = create(
                region,
                &system,
                &NewAccount {
                    kind: AccountKind::Staff,
                    login: member.login.clone(),
                    name: member.name.clone(),
                    personal: Personal {
                        phone: phone(next_phone),
                        email: format!("{}@kantor.example", member.login).parse::<Email>().ok(),
                        ..Personal::default()
                    },
                    password: PASSWORD.to_owned(),
                    roles: member.roles.clone(),
                    agency: member.agency.clone(),
                    nip: member.nip.as_ref().and_then(|n| n.parse::<Nip>().ok()),
                },
            )?;
            accept_all(region, id)?;
            next_phone += 1;
            for role in &member.roles {
                cast.by_role.entry(role.clone()).or_default().push(id);
            }
            if let Some(agency) = &member.agency {
                cast.by_agency.entry(agency.clone()).or_default().push(id);
            }
            note_official(&mut officials, id, member);
            let label = match (&member.position, member.roles.first()) {
                (Some(position), _) => region
                    .profile
                    .positions
                    .iter()
                    .find(|p| &p.id == position)
                    .map_or_else(|| position.clone(), |p| p.title.clone()),
                (None, Some(role)) => match &member.agency {
                    Some(agency) => region.profile.agency_name(agency).to_owned(),
                    None => region.profile.role_label(role).to_owned(),
                },
                (None, None) => String::new(),
            };
            cast.logins.push((member.login.clone(), member.name.clone(), label));
        }
        add_delegations(region, &mut officials);
        set_officials(region, &system, &officials)?;
        for person in people {
            let kind = match person.kind {
                PersonKind::Person => AccountKind::Person,
                PersonKind::Business => AccountKind::Business,
            };
            let id = create(
                region,
                &system,
                &NewAccount {
                    kind,
                    login: person.login.clone(),
                    name: person.name.clone(),
                    personal: Personal {
                        nik: person.nik.as_ref().and_then(|n| n.parse::<Nik>().ok()),
                        npwp: person.npwp.as_ref().and_then(|n| n.parse::<Npwp>().ok()),
                        phone: phone(next_phone),
                        email: format!("{}@warga.example", person.login).parse::<Email>().ok(),
                        street: person.street.clone(),
                        village: person.village.clone(),
                        ..Personal::default()
                    },
                    password: PASSWORD.to_owned(),
                    roles: vec![RoleId::from("applicant")],
                    agency: None,
                    nip: None,
                },
            )?;
            accept_all(region, id)?;
            next_phone += 1;
            cast.applicants.push((id, person.kind, person.name.clone()));
            cast.logins.push((person.login.clone(), person.name.clone(), "Pemohon".to_owned()));
        }
        give_keys(region, &officials)?;
        approve_all(region, &cast)?;
        for (n, paper) in region.profile.papers.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
            stock_paper(region, &system, &paper.id.0, &letter.to_string(), 401, 200)?;
        }
        Ok(cast)
    }
}

/// The head approves the standard of every service by one decree (MJK18-19).
fn approve_all(region: &Region, cast: &Cast) -> Result<(), AppError> {
    let services = region.profile.services.keys().cloned().collect();
    let may = |role: &RoleId| {
        region
            .profile
            .roles
            .get(role)
            .is_some_and(|def| def.capabilities.contains(&Capability::ApproveStandard))
    };
    let head = cast.by_role.iter().filter(|(role, _)| may(role)).find_map(|(_, people)| people.first());
    let head = head.ok_or_else(|| AppError::Failed("nobody of the cast approves standards".to_owned()))?;
    let approval = StandardApproval {
        services,
        decree: "188/002-CONTOH/2026".to_owned(),
        decided_on: region.office().calendar.local_date(region.now()),
        covered: false,
    };
    approve_standards(region, &region.actor(*head)?, &approval)
}

fn note_official(officials: &mut Officials, account: Id<Account>, member: &CastMember) {
    if let Some((from, until)) = member.absent {
        officials.absences.push(Absence { account, from, until, reason: "Cuti".to_owned() });
    }
    if let Some(position) = &member.position {
        officials.appointments.push(Appointment {
            position: position.clone(),
            account,
            from: BEGINNING,
            until: None,
            tenure: Tenure::Definitive,
            decree: "Keputusan Pengangkatan Nomor 800/000-CONTOH/2025".to_owned(),
            letter: None,
        });
    }
    if let Some(position) = &member.plh_of {
        // The absence of the post's holder is entered before its Plh.
        let holder = officials.appointments.iter().find(|a| &a.position == position).map(|a| a.account);
        let gap = officials.absences.iter().find(|a| Some(a.account) == holder).map(|a| (a.from, a.until));
        if let Some((from, until)) = gap {
            officials.appointments.push(Appointment {
                position: position.clone(),
                account,
                from,
                until: Some(until),
                tenure: Tenure::Plh,
                decree: "Surat Perintah Pelaksana Harian Nomor 800/001-CONTOH/2026".to_owned(),
                letter: None,
            });
        }
    }
}

/// The first post of the profile signs every service by delegation; others sign nothing but may initial.
fn add_delegations(region: &Region, officials: &mut Officials) {
    if let Some(first) = region.profile.positions.first() {
        officials.delegations.push(Delegation {
            position: first.id.clone(),
            services: Vec::new(),
            decree: "Keputusan Pelimpahan Kewenangan Nomor 188/000-CONTOH/2025".to_owned(),
            from: BEGINNING,
            until: None,
            mode: DelegationMode::OwnName,
        });
    }
}

fn midnight(date: Date) -> Timestamp {
    date.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp())
}

/// Certificates of the rehearsal CA for everybody who may hold the first post, and for the office seal.
fn give_keys(region: &Region, officials: &Officials) -> Result<(), AppError> {
    let period =
        Period { from: midnight(Date::constant(2020, 1, 1)), until: midnight(Date::constant(2050, 1, 1)) };
    let failed = |e: &dyn std::fmt::Display| AppError::Failed(e.to_string());
    let Some(first) = region.profile.positions.first() else { return Ok(()) };
    let mut serial = 1_000;
    let mut done = Vec::new();
    for appointment in officials.appointments.iter().filter(|a| a.position == first.id) {
        if done.contains(&appointment.account) {
            continue;
        }
        let row = region
            .store
            .read(|tx| store::account::find(tx, appointment.account))?
            .ok_or(AppError::NotFound)?;
        let subject = CertificateSubject {
            common_name: row.name.clone(),
            organization: Some(format!("{} (Sertifikat Contoh)", region.profile.identity.office_short)),
            title: Some(first.title.clone()),
            serial_number: None,
        };
        serial += 1;
        let (pkcs8, chain) = document::rehearsal::official_key(done.len(), &subject, serial, period)
            .map_err(|e| failed(&e))?;
        give_signing_key(region, appointment.account, &pkcs8, &chain)?;
        done.push(appointment.account);
    }
    let subject = CertificateSubject {
        common_name: format!("Segel {} (Sertifikat Contoh)", region.profile.identity.office_short),
        organization: Some(region.profile.identity.government.clone()),
        title: None,
        serial_number: None,
    };
    let (pkcs8, chain) =
        document::rehearsal::seal_key(&subject, serial + 1, period).map_err(|e| failed(&e))?;
    give_seal_key(region, &pkcs8, &chain)
}

/// A NIK of the region that belongs to nobody.
pub(super) fn sample_nik(region: &Region) -> String {
    nik_for(&region.profile.policy.region_code, 5).map_or_else(String::new, |nik| nik.to_string())
}

/// A kelurahan of the region.
pub(super) fn sample_village(region: &Region) -> String {
    let found = village_for(&region.profile.policy.region_code, 2);
    if found.is_empty() { format!("{}.01.1001", region.profile.policy.region_code) } else { found }
}
