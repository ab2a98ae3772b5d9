//! What is typed about one of the staff, and what is wrong with it.

use crate::Region;
use crate::account::{AccountKind, NewAccount, Personal};
use domain::capability::{Capability, RoleId};
use domain::definition::{AgencyId, FieldProblem};
use domain::process::Refusal;
use domain::value::{Email, Nip, PhoneNumber};

/// As typed; the names of the fields are those of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffForm {
    /// What is typed at sign-in; empty when an account is changed.
    pub login: String,
    /// Name with titles.
    pub name: String,
    /// NIP; contract staff have none.
    pub nip: String,
    /// Mobile number: codes and PINs go there (MJK18-13.3).
    pub phone: String,
    /// E-mail, or empty.
    pub email: String,
    /// Names of roles.
    pub roles: Vec<String>,
    /// Technical agency, or empty.
    pub agency: String,
    /// Division, or empty.
    pub division: String,
}

/// Shortest and longest name to sign in with.
const LOGIN: std::ops::RangeInclusive<usize> = 3..=40;

struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.0.push(FieldProblem { field: field.to_owned(), code: code.to_owned(), message: message.into() });
    }
}

impl StaffForm {
    /// The account that the form describes. `known` is what an existing account keeps.
    ///
    /// # Errors
    /// [`Refusal::Fields`] with everything that is wrong at once.
    pub(super) fn read(&self, region: &Region, known: Option<&Personal>) -> Result<NewAccount, Refusal> {
        let mut problems = Problems(Vec::new());
        let login = self.login.trim().to_lowercase();
        let plain = login.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        if known.is_none() && (!LOGIN.contains(&login.chars().count()) || !plain) {
            problems.add("akun", "login", "Nama akun 3 sampai 40 huruf kecil, angka, titik, atau garis.");
        }
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            problems.add("nama", "name", "Isi nama beserta gelar, paling panjang 100 huruf.");
        }
        let nip = match self.nip.trim() {
            "" => None,
            text => text.parse::<Nip>().map_err(|e| problems.add("nip", e.code(), e.message_id())).ok(),
        };
        let phone = match self.phone.trim() {
            "" => {
                problems.add("ponsel", "missing", "Isi nomor ponsel. Kode dan PIN dikirim ke sana.");
                None
            }
            text => {
                text.parse::<PhoneNumber>().map_err(|e| problems.add("ponsel", e.code(), e.message_id())).ok()
            }
        };
        let email = match self.email.trim() {
            "" => None,
            text => text.parse::<Email>().map_err(|e| problems.add("surel", e.code(), e.message_id())).ok(),
        };
        let agency = self.agency.trim();
        if !agency.is_empty() && !region.profile.agencies.iter().any(|a| a.id.0 == agency) {
            problems.add("instansi", "unknown", "Pilih instansi dari daftar.");
        }
        let division = self.division.trim();
        if !division.is_empty() && !region.profile.divisions.iter().any(|d| d.id == division) {
            problems.add("bidang", "unknown", "Pilih bidang dari daftar.");
        }
        let roles = self.roles(region, !agency.is_empty(), &mut problems);
        if !problems.0.is_empty() {
            return Err(Refusal::Fields { problems: problems.0 });
        }
        Ok(NewAccount {
            kind: AccountKind::Staff,
            login,
            name: name.to_owned(),
            personal: Personal { phone, email, ..known.cloned().unwrap_or_default() },
            password: String::new(),
            roles,
            agency: Some(agency).filter(|a| !a.is_empty()).map(|a| AgencyId(a.to_owned())),
            nip,
        })
    }

    /// One person may hold several roles (requirements, section 8.2); verifier and validator are kept apart in each file.
    fn roles(&self, region: &Region, of_agency: bool, problems: &mut Problems) -> Vec<RoleId> {
        let mut roles: Vec<RoleId> = self.roles.iter().map(|r| RoleId::from(r.as_str())).collect();
        roles.sort();
        roles.dedup();
        let holds = |capability: Capability| {
            roles.iter().any(|r| {
                region.profile.roles.get(r).is_some_and(|def| def.capabilities.contains(&capability))
            })
        };
        if roles.is_empty() {
            problems.add("peran", "missing", "Pilih paling sedikit satu peran.");
        } else if !roles.iter().all(|r| assignable(region, r)) {
            problems.add("peran", "unknown", "Pilih peran dari daftar.");
        } else if holds(Capability::RecommendTechnically) && !of_agency {
            problems.add("instansi", "missing", "Pilih instansi teknis tempat orang ini bekerja.");
        } else if of_agency && !holds(Capability::RecommendTechnically) && !holds(Capability::VisitSite) {
            // An agency narrows what somebody sees to the files on which it was asked.
            problems.add("instansi", "unused", "Instansi hanya untuk peran instansi atau tim teknis.");
        }
        roles
    }
}

/// Whether the office gives this role to its staff: those of applicants come with an applicant's account.
pub(super) fn assignable(region: &Region, role: &RoleId) -> bool {
    let applicants = [Capability::SubmitApplication, Capability::FillSurvey, Capability::RequestCancellation];
    region.profile.roles.get(role).is_some_and(|def| {
        def.capabilities.is_empty() || !def.capabilities.iter().all(|c| applicants.contains(c))
    })
}
