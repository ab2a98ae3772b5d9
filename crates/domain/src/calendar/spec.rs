//! The calendar of one office: what a year's file says, and the checked calendar built from it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use super::Week;

/// Why a calendar could not be built or asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A computation entered a year for which nobody has entered holidays.
    #[error("the calendar holds no data for the year {0}")]
    YearNotKnown(i16),
    /// The zone is not an IANA name.
    #[error("`{0}` is not a time zone")]
    TimeZone(String),
    /// Two years of one calendar disagree about the zone.
    #[error("the years of a calendar must share one time zone")]
    MixedTimeZones,
    /// The same year was given twice.
    #[error("the year {0} is given twice")]
    YearTwice(i16),
    /// Opening hours cannot be read, end before they begin, or overlap.
    #[error("`{0}` are not opening hours such as \"07.30-12.00\"")]
    Hours(String),
    /// No weekday has opening hours.
    #[error("the week has no working day")]
    NoWorkingDay,
    /// A holiday or a season lies outside the year of its file, or a season ends before it begins.
    #[error("{date} does not belong to the year {year}")]
    OutsideYear {
        /// Year of the file.
        year: i16,
        /// The date that does not fit.
        date: Date,
    },
    /// Two holidays on one date; write one entry with both names.
    #[error("{0} is listed twice as a holiday")]
    HolidayTwice(Date),
    /// The date or instant lies outside what the civil calendar can hold.
    #[error("the date is out of range")]
    OutOfRange,
    /// The order of suspensions of a clock makes no sense.
    #[error(transparent)]
    Clock(#[from] super::ClockError),
}

impl CalendarError {
    /// Stable code for logs and the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::YearNotKnown(_) => "calendar_year_not_known",
            Self::TimeZone(_) => "calendar_time_zone",
            Self::MixedTimeZones => "calendar_mixed_time_zones",
            Self::YearTwice(_) => "calendar_year_twice",
            Self::Hours(_) => "calendar_hours",
            Self::NoWorkingDay => "calendar_no_working_day",
            Self::OutsideYear { .. } => "calendar_outside_year",
            Self::HolidayTwice(_) => "calendar_holiday_twice",
            Self::OutOfRange => "calendar_out_of_range",
            Self::Clock(error) => error.code(),
        }
    }

    /// The sentence people see.
    pub fn message_id(&self) -> String {
        match self {
            Self::YearNotKnown(year) => {
                format!("Kalender tahun {year} belum diisi. Hubungi pengelola untuk melengkapi hari libur.")
            }
            Self::TimeZone(_) => "Zona waktu tidak dikenal.".to_owned(),
            Self::MixedTimeZones => "Semua tahun kalender harus memakai zona waktu yang sama.".to_owned(),
            Self::YearTwice(year) => format!("Kalender tahun {year} tercatat dua kali."),
            Self::Hours(hours) => format!("Jam pelayanan \"{hours}\" tidak benar. Contoh: 07.30-12.00."),
            Self::NoWorkingDay => "Kalender harus mempunyai paling sedikit satu hari kerja.".to_owned(),
            Self::OutsideYear { year, date } => {
                format!("Tanggal {} tidak termasuk tahun {year}.", crate::value::date_text::date(*date))
            }
            Self::HolidayTwice(date) => {
                format!("Tanggal {} tercatat dua kali sebagai libur.", crate::value::date_text::date(*date))
            }
            Self::OutOfRange => "Tanggal di luar jangkauan kalender.".to_owned(),
            Self::Clock(error) => error.message_id(),
        }
    }
}

/// Who declared a day to be free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// *Hari libur nasional*, by joint ministerial decree.
    National,
    /// *Cuti bersama*, by joint ministerial decree or Keppres; often announced late.
    JointLeave,
    /// *Libur daerah*, by the head of the region.
    Local,
}

/// One day on which the office does not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Official name.
    pub name: String,
    /// Name used in a sentence ("Nyepi"); the official name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Who declared it.
    pub kind: HolidayKind,
    /// The date follows the moon and has not been confirmed yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

impl Holiday {
    /// The name to use in a sentence.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// Part of a year with other opening hours, such as Ramadan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// Name of the season.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Hours of that season; a weekday without hours is not a working day in it.
    pub week: Week,
}

/// What one year's calendar file says. Readable from TOML; dates stand in quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarSpec {
    /// The year all entries belong to.
    pub year: i16,
    /// IANA name such as "Asia/Jakarta".
    pub time_zone: String,
    /// Ordinary opening hours.
    pub week: Week,
    /// Seasons with other hours; the first one that contains a day wins.
    #[serde(default, rename = "season", skip_serializing_if = "Vec::is_empty")]
    pub seasons: Vec<Season>,
    /// Days on which the office does not work.
    #[serde(default, rename = "holiday", skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

/// One checked year.
#[derive(Debug, Clone)]
pub(super) struct YearPlan {
    pub(super) week: Week,
    pub(super) seasons: Vec<Season>,
    pub(super) holidays: BTreeMap<Date, Holiday>,
}

/// *Kalender kerja*: the checked working calendar of an office, over one or more years, with its time zone.
///
/// Invariant: every question about a year that was not given is answered by [`CalendarError::YearNotKnown`].
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    zone_name: String,
    pub(super) years: BTreeMap<i16, YearPlan>,
}

impl Calendar {
    /// Builds a calendar from the files of its years, in any order.
    pub fn new(specs: impl IntoIterator<Item = CalendarSpec>) -> Result<Self, CalendarError> {
        let mut zone: Option<String> = None;
        let mut years = BTreeMap::new();
        for spec in specs {
            match &zone {
                Some(name) if *name != spec.time_zone => return Err(CalendarError::MixedTimeZones),
                Some(_) => {}
                None => zone = Some(spec.time_zone.clone()),
            }
            let year = spec.year;
            if years.insert(year, YearPlan::check(spec)?).is_some() {
                return Err(CalendarError::YearTwice(year));
            }
        }
        let zone_name = zone.ok_or(CalendarError::NoWorkingDay)?;
        // The bundled database, so that two machines never disagree about a zone.
        let zone = TimeZoneDatabase::bundled()
            .get(&zone_name)
            .map_err(|_| CalendarError::TimeZone(zone_name.clone()))?;
        Ok(Self { zone, zone_name, years })
    }

    /// The zone in which days begin and end.
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// IANA name of the zone.
    pub fn time_zone_name(&self) -> &str {
        &self.zone_name
    }

    /// The years with data, ascending.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.years.keys().copied()
    }

    /// All holidays of a year, by date.
    pub fn holidays(&self, year: i16) -> Result<impl Iterator<Item = &Holiday> + '_, CalendarError> {
        Ok(self.plan(year)?.holidays.values())
    }

    /// The holiday on this date, if there is one.
    pub fn holiday(&self, date: Date) -> Result<Option<&Holiday>, CalendarError> {
        Ok(self.plan(date.year())?.holidays.get(&date))
    }

    /// Length of an ordinary working day in minutes, for checks of sums ([`super::Budget::compare_sum`]).
    pub fn day_minutes(&self, year: i16) -> Result<u32, CalendarError> {
        Ok(self.plan(year)?.week.longest_day_minutes())
    }

    /// The same calendar with one more holiday, as when joint leave is announced late. Replaces an entry of
    /// the same date.
    pub fn with_holiday(&self, holiday: Holiday) -> Result<Self, CalendarError> {
        let mut changed = self.clone();
        let year = holiday.date.year();
        let plan = changed.years.get_mut(&year).ok_or(CalendarError::YearNotKnown(year))?;
        plan.holidays.insert(holiday.date, holiday);
        Ok(changed)
    }

    /// The same calendar without a holiday on this date.
    pub fn without_holiday(&self, date: Date) -> Result<Self, CalendarError> {
        let mut changed = self.clone();
        let plan = changed.years.get_mut(&date.year()).ok_or(CalendarError::YearNotKnown(date.year()))?;
        plan.holidays.remove(&date);
        Ok(changed)
    }

    /// The files this calendar would be written to, one a year, ascending.
    pub fn to_specs(&self) -> Vec<CalendarSpec> {
        self.years
            .iter()
            .map(|(year, plan)| CalendarSpec {
                year: *year,
                time_zone: self.zone_name.clone(),
                week: plan.week.clone(),
                seasons: plan.seasons.clone(),
                holidays: plan.holidays.values().cloned().collect(),
            })
            .collect()
    }

    pub(super) fn plan(&self, year: i16) -> Result<&YearPlan, CalendarError> {
        self.years.get(&year).ok_or(CalendarError::YearNotKnown(year))
    }
}

impl YearPlan {
    fn check(spec: CalendarSpec) -> Result<Self, CalendarError> {
        let CalendarSpec { year, week, seasons, holidays, .. } = spec;
        let inside = |date: Date| {
            if date.year() == year { Ok(()) } else { Err(CalendarError::OutsideYear { year, date }) }
        };
        week.check()?;
        for season in &seasons {
            inside(season.from)?;
            inside(season.to)?;
            if season.to < season.from {
                return Err(CalendarError::OutsideYear { year, date: season.to });
            }
            season.week.check()?;
        }
        let mut by_date = BTreeMap::new();
        for holiday in holidays {
            let date = holiday.date;
            inside(date)?;
            if by_date.insert(date, holiday).is_some() {
                return Err(CalendarError::HolidayTwice(date));
            }
        }
        Ok(Self { week, seasons, holidays: by_date })
    }
}
