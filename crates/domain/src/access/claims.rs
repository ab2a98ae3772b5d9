//! What somebody states who asks for an account (MJK18-8.2 to 8.4).

use crate::definition::FieldProblem;
use crate::process::RegionPolicy;
use crate::value::{Address, Email, Nik, Npwp, PersonName, PhoneNumber, RegionCode, RegionTable, date_text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who asks (MJK18-1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// *Perorangan*.
    Person,
    /// *Badan usaha*.
    Business,
}

/// Until when an identity card is valid (MJK18-8.4.c, A-73).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardValidity {
    /// "Seumur hidup".
    Lifetime,
    /// Last day of validity.
    Until(Date),
}

/// What ties the person or firm to the region: one of the two suffices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// *Domisili*.
    Domicile,
    /// *Tempat kegiatan*; the domicile lies elsewhere.
    Activity,
}

/// *Surat kuasa* of somebody who is not the head of the firm (MJK18-8.4.e).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// Name of the representative.
    pub representative: String,
    /// Last day of validity.
    pub until: Date,
}

/// Everything stated. `Debug` masks the numbers, so they cannot reach a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Person or business.
    pub kind: AccessKind,
    /// Name as on the card, or the firm's name.
    pub name: String,
    /// NIK of a person.
    pub nik: Option<Nik>,
    /// Validity of a person's card.
    pub card: Option<CardValidity>,
    /// NPWP of a firm.
    pub npwp: Option<Npwp>,
    /// *Penanggung jawab* of a firm, who answers the telephone (MJK18-8.4.a); empty for a person.
    pub responsible: String,
    /// Set when the person who asks is not the head of the firm.
    pub power: Option<Power>,
    /// Mobile number.
    pub phone: PhoneNumber,
    /// E-mail.
    pub email: Email,
    /// What lies in the region.
    pub link: Link,
    /// Street of the address in the region.
    pub street: String,
    /// Kelurahan of the address in the region, dotted code.
    pub village: String,
    /// Domicile outside the region, as on the card; empty when it lies in it.
    pub home_elsewhere: String,
    /// Name to type at sign-in, when one was chosen; NIK or NPWP, number and mailbox always do.
    #[serde(default)]
    pub login: Option<String>,
    /// The number is another holder's, who lets it receive notices; recorded at the counter only (practice: one number for
    /// a family).
    #[serde(default)]
    pub borrowed: bool,
}

/// The form as typed; names of the fields are those of [`FieldProblem::field`].
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedClaims {
    /// `nama`.
    pub name: String,
    /// `nik`.
    pub nik: String,
    /// `berlaku`: `seumur_hidup` or `tanggal`.
    pub card: String,
    /// `berlaku_sampai`.
    pub card_until: String,
    /// `npwp`.
    pub npwp: String,
    /// `penanggung_jawab`.
    pub responsible: String,
    /// `pimpinan`: `ya` or `tidak`.
    pub head: String,
    /// `wakil`.
    pub representative: String,
    /// `kuasa_sampai`.
    pub power_until: String,
    /// `ponsel`.
    pub phone: String,
    /// `surel`.
    pub email: String,
    /// `kaitan`: `domisili`, `kegiatan` or `luar`.
    pub link: String,
    /// `jalan`.
    pub street: String,
    /// `kelurahan`.
    pub village: String,
    /// `alamat_luar`.
    pub home_elsewhere: String,
    /// `nama_akun`.
    pub login: String,
    /// `nomor_orang_lain`: `ya` or empty.
    pub borrowed: String,
}

impl std::fmt::Debug for TypedClaims {
    /// Nothing of what was typed: it may hold any personal value.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedClaims(…)")
    }
}

fn problem(field: &str, code: &str, message: impl Into<String>) -> FieldProblem {
    FieldProblem { field: field.to_owned(), code: code.to_owned(), message: message.into() }
}

impl Claims {
    /// Whether card and power of attorney are valid on a day (MJK18-8.4.c, 8.4.e).
    ///
    /// # Errors
    /// The field that has run out.
    pub fn check_validity(&self, today: Date) -> Result<(), FieldProblem> {
        if let Some(CardValidity::Until(until)) = self.card
            && until < today
        {
            let text = format!("KTP ini berakhir {}. Perbarui KTP lebih dahulu.", date_text::date(until));
            return Err(problem("berlaku_sampai", "card_expired", text));
        }
        if let Some(power) = &self.power
            && power.until < today
        {
            let text = format!("Surat kuasa berakhir {}. Minta yang baru.", date_text::date(power.until));
            return Err(problem("kuasa_sampai", "power_expired", text));
        }
        Ok(())
    }

    /// What identifies the holder: NIK or NPWP (MJK18-11.2).
    pub fn identity(&self) -> String {
        let number = self.nik.as_ref().map(ToString::to_string);
        number.or_else(|| self.npwp.as_ref().map(ToString::to_string)).unwrap_or_default()
    }
}

struct Reading<'a> {
    typed: &'a TypedClaims,
    problems: Vec<FieldProblem>,
}

impl Reading<'_> {
    fn wrong(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.problems.push(problem(field, code, message));
    }

    fn text(&mut self, field: &str, text: &str, what: &str, max: usize) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            self.wrong(field, "missing", format!("Isi {what}."));
        } else if text.chars().count() > max {
            self.wrong(field, "too_long", format!("Paling panjang {max} huruf."));
        }
        text
    }

    fn day(&mut self, field: &str, text: &str) -> Option<Date> {
        let day = read_date(text);
        if day.is_none() {
            self.wrong(field, "date", "Tulis tanggal seperti 31-12-2027.");
        }
        day
    }

    fn link(&mut self, policy: &RegionPolicy) -> Option<Link> {
        match self.typed.link.as_str() {
            "domisili" => Some(Link::Domicile),
            "kegiatan" => Some(Link::Activity),
            "luar" => {
                // MJK18-1.5, 8.2: neither lives nor works here; the person is told where to go.
                let message = match &policy.neighbour {
                    Some(neighbour) => format!(
                        "Alamat dan kegiatan Anda di luar wilayah kami. Di {neighbour}, urus di kantor perizinan kabupaten."
                    ),
                    None => {
                        "Alamat dan kegiatan Anda di luar wilayah kami. Hubungi kantor perizinan setempat."
                            .into()
                    }
                };
                self.wrong("kaitan", "outside_region", message);
                None
            }
            _ => {
                self.wrong("kaitan", "missing", "Pilih letak alamat atau kegiatan Anda.");
                None
            }
        }
    }

    /// Street and village inside the region. A region whose villages nobody has listed takes any code of its own.
    fn address(&mut self, policy: &RegionPolicy, regions: &RegionTable) -> Option<(String, RegionCode)> {
        let home = policy.region_code.parse::<RegionCode>().ok();
        let Ok(code) = self.typed.village.trim().parse::<RegionCode>() else {
            self.wrong("kelurahan", "address_unknown_region", "Pilih kelurahan dari daftar.");
            return None;
        };
        let listed = home.as_ref().is_none_or(|home| regions.children(home).next().is_some());
        if !listed && home.as_ref().is_some_and(|home| code.within(home)) {
            let street = self.text("jalan", &self.typed.street, "nama jalan dan nomor rumah", 200);
            return (!street.is_empty()).then_some((street, code));
        }
        let read = Address::in_village(&self.typed.street, code.clone(), regions);
        let read = read.and_then(|address| match &home {
            Some(home) => address.check_within(home, regions).map(|()| address),
            None => Ok(address),
        });
        match read {
            Ok(address) => Some((address.street().to_owned(), code)),
            Err(error) => {
                let street = error.code().starts_with("address_street");
                self.wrong(if street { "jalan" } else { "kelurahan" }, error.code(), error.message_id());
                None
            }
        }
    }

    /// The name to type at sign-in; empty for none. It starts with a letter and never looks like the number of a request, a
    /// NIK or a telephone number, which name accounts too.
    fn login(&mut self) -> Option<String> {
        let login = self.typed.login.trim().to_lowercase();
        if login.is_empty() {
            return None;
        }
        let long = (4..=30).contains(&login.chars().count());
        let letter = login.starts_with(|c: char| c.is_ascii_lowercase());
        let plain = login.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c));
        if !(long && letter && plain) {
            let text = "Pakai 4 sampai 30 huruf kecil, angka, titik, atau garis bawah. Awali dengan huruf.";
            self.wrong("nama_akun", "login", text);
            return None;
        }
        Some(login)
    }

    fn person(&mut self) -> (Option<Nik>, Option<CardValidity>) {
        let nik = match self.typed.nik.parse::<Nik>() {
            Ok(nik) => Some(nik),
            Err(error) => {
                self.wrong("nik", error.code(), error.message_id());
                None
            }
        };
        let card = match self.typed.card.as_str() {
            "seumur_hidup" => Some(CardValidity::Lifetime),
            "tanggal" => self.day("berlaku_sampai", &self.typed.card_until).map(CardValidity::Until),
            _ => {
                self.wrong("berlaku", "missing", "Pilih masa berlaku KTP Anda.");
                None
            }
        };
        (nik, card)
    }

    fn business(&mut self) -> (Option<Npwp>, String, Option<Power>) {
        let npwp = match self.typed.npwp.parse::<Npwp>() {
            Ok(npwp) if npwp.is_nik() => {
                let text = "NPWP ini milik perorangan. Daftarlah sebagai perorangan.";
                self.wrong("npwp", "npwp_of_person", text);
                None
            }
            Ok(npwp) => Some(npwp),
            Err(error) => {
                self.wrong("npwp", error.code(), error.message_id());
                None
            }
        };
        let responsible =
            self.text("penanggung_jawab", &self.typed.responsible, "nama penanggung jawab", 100);
        let power = match self.typed.head.as_str() {
            "ya" => None,
            "tidak" => {
                let representative =
                    self.text("wakil", &self.typed.representative, "nama penerima kuasa", 100);
                let until = self.day("kuasa_sampai", &self.typed.power_until);
                until.map(|until| Power { representative, until })
            }
            _ => {
                self.wrong("pimpinan", "missing", "Pilih ya atau tidak.");
                None
            }
        };
        (npwp, responsible, power)
    }
}

/// "31-12-2027", "31/12/2027" or "2027-12-31".
fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads the form. Every problem is told at once.
///
/// # Errors
/// The fields to be put right, in the order of the form.
pub fn read_claims(
    kind: AccessKind,
    typed: &TypedClaims,
    policy: &RegionPolicy,
    regions: &RegionTable,
    today: Date,
) -> Result<Claims, Vec<FieldProblem>> {
    let mut reading = Reading { typed, problems: Vec::new() };
    let name = match kind {
        AccessKind::Person => match typed.name.parse::<PersonName>() {
            Ok(name) => name.to_string(),
            Err(error) => {
                reading.wrong("nama", "name", error.message_id());
                String::new()
            }
        },
        AccessKind::Business => reading.text("nama", &typed.name, "nama badan usaha", 100),
    };
    let ((nik, card), (npwp, responsible, power)) = match kind {
        AccessKind::Person => (reading.person(), (None, String::new(), None)),
        AccessKind::Business => ((None, None), reading.business()),
    };
    let phone = typed.phone.parse::<PhoneNumber>();
    if let Err(error) = &phone {
        reading.wrong("ponsel", error.code(), error.message_id());
    }
    let email = typed.email.trim().parse::<Email>();
    if let Err(error) = &email {
        reading.wrong("surel", error.code(), error.message_id());
    }
    let link = reading.link(policy);
    let address = if link.is_some() { reading.address(policy, regions) } else { None };
    let home_elsewhere = match link {
        Some(Link::Activity) => {
            reading.text("alamat_luar", &typed.home_elsewhere, "alamat sesuai KTP atau akta", 200)
        }
        _ => String::new(),
    };
    let login = reading.login();
    let Reading { mut problems, .. } = reading;
    if let (true, Ok(phone), Ok(email), Some(link), Some(address)) =
        (problems.is_empty(), phone, email, link, address)
    {
        let claims = Claims {
            kind,
            name,
            nik,
            card,
            npwp,
            responsible,
            power,
            phone,
            email,
            link,
            street: address.0,
            village: address.1.to_string(),
            home_elsewhere,
            login,
            borrowed: typed.borrowed == "ya",
        };
        match claims.check_validity(today) {
            Ok(()) => return Ok(claims),
            Err(problem) => problems.push(problem),
        }
    }
    Err(problems)
}
