//! Addresses: street as text, everything above it as codes chosen from lists.

use serde::{Deserialize, Serialize};

use super::reference::{RegionCode, RegionLevel, RegionTable};

/// *Alamat*. Kecamatan and kelurahan are chosen, never typed, because the city is surrounded by the regency
/// of the same name and people pick the wrong one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    street: String,
    region: RegionCode,
}

/// Why an address was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// No street.
    #[error("the street is empty")]
    StreetEmpty,
    /// More than 200 characters.
    #[error("the street has at most 200 characters")]
    StreetTooLong,
    /// The code is not in the table, or not of the level asked for.
    #[error("no region of the right level has the code `{0}`")]
    UnknownRegion(RegionCode),
    /// The address lies in another regency.
    #[error("the address lies outside, in {regency}")]
    OutsideRegion {
        /// Name of the regency it lies in ("Kabupaten Contoh").
        regency: String,
    },
}

impl AddressError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StreetEmpty => "address_street_empty",
            Self::StreetTooLong => "address_street_too_long",
            Self::UnknownRegion(_) => "address_unknown_region",
            Self::OutsideRegion { .. } => "address_outside_region",
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::StreetEmpty => "Tulis nama jalan dan nomor rumah.".to_owned(),
            Self::StreetTooLong => "Alamat jalan paling panjang 200 huruf.".to_owned(),
            Self::UnknownRegion(_) => "Pilih kecamatan dan kelurahan dari daftar.".to_owned(),
            Self::OutsideRegion { regency } => {
                let office = if regency.starts_with("Kota ") { "kota" } else { "kabupaten" };
                format!("Alamat ini di {regency}. Izin ini diurus di kantor perizinan {office}.")
            }
        }
    }
}

impl Address {
    /// An address in a village (*kelurahan, desa*) that the table knows.
    pub fn in_village(
        street: &str,
        village: RegionCode,
        regions: &RegionTable,
    ) -> Result<Self, AddressError> {
        Self::build(street, village, RegionLevel::Village, regions)
    }

    /// An address elsewhere in Indonesia, known only down to its regency or city; kecamatan and kelurahan
    /// then stand in the street text as on the card.
    pub fn elsewhere(street: &str, regency: RegionCode, regions: &RegionTable) -> Result<Self, AddressError> {
        Self::build(street, regency, RegionLevel::Regency, regions)
    }

    fn build(
        street: &str,
        region: RegionCode,
        level: RegionLevel,
        regions: &RegionTable,
    ) -> Result<Self, AddressError> {
        let street = street.split_whitespace().collect::<Vec<_>>().join(" ");
        if street.is_empty() {
            return Err(AddressError::StreetEmpty);
        }
        if street.chars().count() > 200 {
            return Err(AddressError::StreetTooLong);
        }
        if region.level() != level || !regions.contains(&region) {
            return Err(AddressError::UnknownRegion(region));
        }
        Ok(Self { street, region })
    }

    /// Street, number, RT/RW.
    pub fn street(&self) -> &str {
        &self.street
    }

    /// Code of the village; `None` for an address known to its regency only.
    pub fn village(&self) -> Option<RegionCode> {
        self.region.at_level(RegionLevel::Village)
    }

    /// Code of the district (*kecamatan*); `None` for an address known to its regency only.
    pub fn district(&self) -> Option<RegionCode> {
        self.region.at_level(RegionLevel::District)
    }

    /// Code of the regency or city.
    pub fn regency(&self) -> Option<RegionCode> {
        self.region.at_level(RegionLevel::Regency)
    }

    /// Refuses an address that lies outside `home`, naming the office that is responsible.
    pub fn check_within(&self, home: &RegionCode, regions: &RegionTable) -> Result<(), AddressError> {
        if self.region.within(home) {
            return Ok(());
        }
        let regency = self.regency().and_then(|code| regions.name(&code).map(str::to_owned));
        Err(match regency {
            Some(regency) => AddressError::OutsideRegion { regency },
            None => AddressError::UnknownRegion(self.region.clone()),
        })
    }

    /// One line: "Jl. Kembang Sore 12, Mentikan, Prajurit Kulon, Kota Contoh".
    pub fn line(&self, regions: &RegionTable) -> String {
        let above = [self.village(), self.district(), self.regency()];
        let names = above.iter().flatten().filter_map(|code| regions.name(code));
        std::iter::once(self.street.as_str()).chain(names).collect::<Vec<_>>().join(", ")
    }
}
