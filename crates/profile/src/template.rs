//! A complete small profile for a region that has none yet: the files as text, filled with id, name and year.
//!
//! Pure: who calls says the year, and writes the files. The result passes every check as it is.

use std::fmt;

/// What a new profile is called, and its first year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProfile {
    id: String,
    name: String,
    year: i16,
}

/// A name that cannot stand in a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameError {
    /// The id has other characters than small letters, digits and hyphens.
    Id(String),
    /// The name of the region is empty, too long, or has quotes, braces or control characters.
    Name(String),
    /// The year is none that a calendar can be made for.
    Year(i16),
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Id(id) => {
                write!(f, "`{id}` is no id; use small letters, digits and hyphens, beginning with a letter")
            }
            NameError::Name(name) => {
                write!(
                    f,
                    "`{name}` is no name of a region; write it as people say it, such as Kabupaten Contoh"
                )
            }
            NameError::Year(year) => write!(f, "the year {year} is not between 2000 and 9000"),
        }
    }
}

impl std::error::Error for NameError {}

/// Longest name: with the long values of an SMS it still fits two parts.
const LONGEST_NAME: usize = 30;

impl NewProfile {
    /// A new profile. `year` is the present year; the calendar gets it and the next.
    ///
    /// # Errors
    /// A name that cannot stand in the files.
    pub fn new(id: &str, name: &str, year: i16) -> Result<NewProfile, NameError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.chars().all(plain) || id.len() > 40 {
            return Err(NameError::Id(id.to_owned()));
        }
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'');
        if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
            return Err(NameError::Name(name));
        }
        if !(2000..9000).contains(&year) {
            return Err(NameError::Year(year));
        }
        Ok(NewProfile { id: id.to_owned(), name, year })
    }

    /// An id made of a folder's name: `Kab. Contoh` becomes `kab-contoh`; empty when nothing is left.
    pub fn id_of(folder: &str) -> String {
        let words = folder.to_lowercase();
        let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    }

    /// Every file with its path inside the profile, and the schemas that its first lines name.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> =
            FILES.iter().map(|(path, text)| ((*path).to_owned(), self.filled(text, self.year))).collect();
        for year in [self.year, self.year.saturating_add(1)] {
            files.push((format!("calendar/{year}.toml"), self.calendar(year)));
        }
        for schema in crate::schemas() {
            files.push((format!(".schema/{}", schema.name), format!("{:#}\n", schema.schema)));
        }
        files
    }

    fn filled(&self, text: &str, year: i16) -> String {
        let city = ["Kabupaten ", "Kota "].iter().find_map(|kind| self.name.strip_prefix(kind));
        text.replace("@ID@", &self.id)
            .replace("@CITY@", city.unwrap_or(&self.name))
            .replace("@NAME@", &self.name)
            .replace("@YEAR@", &year.to_string())
            .replace("@NEXT@", &year.saturating_add(1).to_string())
    }

    /// The calendar of a year: with all known holidays, or with those that have the same date every year.
    fn calendar(&self, year: i16) -> String {
        let prefix = format!("{year}-");
        let known: Vec<(String, &str, &str)> = HOLIDAYS
            .lines()
            .filter(|line| line.starts_with(&prefix))
            .filter_map(|line| {
                let (date, rest) = line.split_once(',')?;
                let (name, kind) = rest.rsplit_once(',')?;
                Some((date.to_owned(), name, if kind == "cuti_bersama" { "joint_leave" } else { "national" }))
            })
            .collect();
        let note = match known.is_empty() {
            false => {
                "# Hari libur: cocokkan dengan SKB 3 Menteri, lalu tambahkan hari libur daerah (kind = \"local\")."
            }
            true => {
                "# Hanya libur bertanggal tetap. Tambahkan yang lain menurut SKB 3 Menteri tahun ini sebelum dipakai."
            }
        };
        let holidays = match known.is_empty() {
            false => known,
            true => FIXED.iter().map(|(day, name)| (format!("{year}-{day}"), *name, "national")).collect(),
        };
        let mut text =
            self.filled(include_str!("../template/calendar/year.toml"), year).replace("@NOTE@", note);
        let mut last = String::new();
        for (date, name, kind) in holidays {
            if date == last {
                continue;
            }
            text.push_str(&format!(
                "\n[[holiday]]\ndate = \"{date}\"\nname = \"{name}\"\nkind = \"{kind}\"\n"
            ));
            last = date;
        }
        text
    }
}

/// Holidays that the government has announced.
const HOLIDAYS: &str = include_str!("../../../data/reference/holidays-id-2024-2027.csv");

/// Holidays with the same date every year.
const FIXED: [(&str, &str); 5] = [
    ("01-01", "Tahun Baru Masehi"),
    ("05-01", "Hari Buruh Internasional"),
    ("06-01", "Hari Lahir Pancasila"),
    ("08-17", "Hari Kemerdekaan Republik Indonesia"),
    ("12-25", "Hari Raya Natal"),
];

macro_rules! files {
    ($($path:literal),* $(,)?) => { &[$(($path, include_str!(concat!("../template/", $path)))),*] };
}

const FILES: &[(&str, &str)] = files![
    "profile.toml",
    "law.toml",
    "numbering.toml",
    "services/izin-kegiatan.toml",
    "messages/sms.toml",
    "messages/email.toml",
    "letters/kop.typ",
    "letters/receipt.typ",
    "letters/permit.typ",
    "letters/refusal.typ",
    "letters/hand_back.typ",
    "letters/cancellation.typ",
    "letters/control_sheet.typ",
    "content/aksesibilitas.md",
    "content/beranda.md",
    "content/cara-melacak.md",
    "content/cara-mengajukan.md",
    "content/kewajiban-akun.md",
    "content/pengaduan.md",
    "content/privasi.md",
    "theme/emblem.svg",
    "locales/en.po",
];
