//! Region codes of the Ministry of Home Affairs: provinces, regencies and cities, and where known districts
//! (*kecamatan*) and villages (*kelurahan, desa*).
//!
//! The tables are compiled in; source and licence stand in `data/reference/README.md`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

const PROVINCES: &str = include_str!("../../../../data/reference/provinces-id.csv");
const REGENCIES: &str = include_str!("../../../../data/reference/regencies-id.csv");
const DISTRICTS: &str = include_str!("../../../../data/reference/districts-id.csv");
const VILLAGES: &str = include_str!("../../../../data/reference/villages-id.csv");

/// Parsed at first use; never changes afterwards.
static EMBEDDED: LazyLock<RegionTable> =
    LazyLock::new(|| RegionTable::from_csv(PROVINCES, REGENCIES, DISTRICTS, VILLAGES));

/// The text is not a region code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a region code such as 11, 11.01, 11.01.02 or 11.01.02.2003")]
pub struct RegionCodeError(String);

impl RegionCodeError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        "region_code_unreadable"
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        "Kode wilayah tidak dikenal. Pilih wilayah dari daftar.".to_owned()
    }
}

/// How deep a region code goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionLevel {
    /// *Provinsi*, two digits.
    Province,
    /// *Kabupaten* or *kota*, four digits.
    Regency,
    /// *Kecamatan*, six digits.
    District,
    /// *Kelurahan* or *desa*, ten digits.
    Village,
}

/// A dotted code such as `35.76.01.1003`. Well formed, which does not mean that such a region exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(String);

impl RegionCode {
    /// The dotted text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How deep it goes.
    pub fn level(&self) -> RegionLevel {
        match self.0.len() {
            2 => RegionLevel::Province,
            5 => RegionLevel::Regency,
            8 => RegionLevel::District,
            _ => RegionLevel::Village,
        }
    }

    /// The code of the region one level above; `None` for a province.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The code cut to a level; `None` when it does not go so deep.
    pub fn at_level(&self, level: RegionLevel) -> Option<Self> {
        let length = match level {
            RegionLevel::Province => 2,
            RegionLevel::Regency => 5,
            RegionLevel::District => 8,
            RegionLevel::Village => 13,
        };
        self.0.get(..length).map(|code| Self(code.to_owned()))
    }

    /// Whether it is `region` itself or lies in it.
    pub fn within(&self, region: &Self) -> bool {
        self.at_level(region.level()).as_ref() == Some(region)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RegionCode {
    type Err = RegionCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split('.').collect();
        let lengths: &[usize] = &[2, 2, 2, 4];
        let fits = parts.len() <= lengths.len()
            && parts
                .iter()
                .zip(lengths)
                .all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()));
        if fits { Ok(Self(text.to_owned())) } else { Err(RegionCodeError(text.to_owned())) }
    }
}

impl TryFrom<String> for RegionCode {
    type Error = RegionCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.0
    }
}

/// One region with its name ("Kabupaten Contoh", "Mentikan").
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
}

/// Reference data: the names of regions by code. Passed in wherever an address is judged.
#[derive(Debug, Clone, Default)]
pub struct RegionTable {
    regions: BTreeMap<RegionCode, String>,
}

impl RegionTable {
    /// The compiled-in table: all provinces, regencies and cities, and the districts and villages of some.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Builds a table of regions given one by one, for tests or a region's own list.
    pub fn new(regions: impl IntoIterator<Item = Region>) -> Self {
        Self { regions: regions.into_iter().map(|r| (r.code, r.name)).collect() }
    }

    /// Reads the four lists: code first, name last, one header line. Lines that are not so are left out; a
    /// test counts the lines.
    fn from_csv(provinces: &str, regencies: &str, districts: &str, villages: &str) -> Self {
        let rows =
            [provinces, regencies, districts, villages].into_iter().flat_map(|list| list.lines().skip(1));
        let region = |row: &str| {
            let (code, rest) = row.split_once(',')?;
            let name = rest.rsplit(',').next()?;
            Some(Region { code: code.parse().ok()?, name: name.trim().to_owned() })
        };
        Self::new(rows.filter_map(region))
    }

    /// The name of a region, if it is known.
    pub fn name(&self, code: &RegionCode) -> Option<&str> {
        self.regions.get(code).map(String::as_str)
    }

    /// Whether a region of this code is known.
    pub fn contains(&self, code: &RegionCode) -> bool {
        self.regions.contains_key(code)
    }

    /// The regions directly below this one, by code: for the choice kecamatan → kelurahan.
    pub fn children(&self, parent: &RegionCode) -> impl Iterator<Item = Region> + '_ {
        let parent = parent.clone();
        self.regions
            .iter()
            .filter(move |(code, _)| code.parent().as_ref() == Some(&parent))
            .map(|(code, name)| Region { code: code.clone(), name: name.clone() })
    }

    /// All provinces, by code.
    pub fn provinces(&self) -> impl Iterator<Item = Region> + '_ {
        self.regions
            .iter()
            .filter(|(code, _)| code.level() == RegionLevel::Province)
            .map(|(code, name)| Region { code: code.clone(), name: name.clone() })
    }

    /// Number of regions of a level.
    pub fn count(&self, level: RegionLevel) -> usize {
        self.regions.keys().filter(|code| code.level() == level).count()
    }
}
