//! *Indeks kepuasan masyarakat*: per quarter, per element and per service (PermenPAN-RB 14/2017; MJK18-17.1). Only sums are
//! read: no answer can be led back to a file, and the desks that served see none of it.

use super::case::require;
use super::overview::short_name;
use crate::error::AppError;
use crate::{Office, Region};
use domain::capability::Capability;
use domain::party::Actor;
use domain::survey::{FAST_SECONDS, Ikm, counts, index_of_sums};
use jiff::civil::Date;
use store::ReadTx;

/// Who sees it: those who steer, and the auditor; never the desks.
const READERS: [Capability; 4] =
    [Capability::Decide, Capability::ApproveStandard, Capability::ReadAuditTrail, Capability::Assign];
/// A service is told apart from so many respondents on: fewer could be recognised. A *ketentuan kantor*.
pub const FEWEST: usize = 3;

/// *Triwulan*: a quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// Year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        Quarter { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        if self.number > 1 {
            Quarter { number: self.number - 1, ..self }
        } else {
            Quarter { year: self.year - 1, number: 4 }
        }
    }

    /// As in an address: `2026-1`.
    pub fn name(self) -> String {
        format!("{}-{}", self.year, self.number)
    }

    /// Reads [`Self::name`].
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('-')?;
        let quarter = Quarter { year: year.parse().ok()?, number: number.parse().ok()? };
        ((1..=4).contains(&quarter.number) && (1900..=9999).contains(&quarter.year)).then_some(quarter)
    }

    /// What people read: "Triwulan I 2026".
    pub fn label(self) -> String {
        let roman = match self.number {
            1 => "I",
            2 => "II",
            3 => "III",
            _ => "IV",
        };
        format!("Triwulan {roman} {}", self.year)
    }

    /// First and last month as stored.
    fn months(self) -> (String, String) {
        let first = (self.number - 1) * 3 + 1;
        (format!("{:04}-{first:02}", self.year), format!("{:04}-{:02}", self.year, first + 2))
    }
}

/// Index of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceIndex {
    /// Short name.
    pub label: String,
    /// Respondents.
    pub respondents: usize,
    /// `None` below [`FEWEST`] respondents.
    pub index: Option<Ikm>,
}

/// Index of a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyIndex {
    /// Which quarter.
    pub quarter: Quarter,
    /// Of all services; `None` without respondents.
    pub index: Option<Ikm>,
    /// Services with respondents.
    pub services: Vec<ServiceIndex>,
    /// Answers given on devices of the office, not counted.
    pub on_staff_devices: usize,
    /// Answers given faster than one can read, not counted.
    pub too_fast: usize,
    /// What the answers that are not counted would give alone.
    pub apart: Option<Ikm>,
}

/// The index of a quarter for those who steer.
///
/// # Errors
/// A refusal for everybody else, the desks too, recorded; database.
pub fn survey_index(region: &Region, actor: &Actor, quarter: Quarter) -> Result<SurveyIndex, AppError> {
    require(region, actor, &READERS, "open_survey_index")?;
    let office = region.office();
    region.store.read(|tx| read(tx, &office, quarter))
}

/// The index of the newest of the last `quarters` that has answers, the present one where none has.
///
/// # Errors
/// As [`survey_index`].
pub fn latest_survey_index(region: &Region, actor: &Actor, quarters: usize) -> Result<SurveyIndex, AppError> {
    require(region, actor, &READERS, "open_survey_index")?;
    let office = region.office();
    let this = Quarter::of(office.calendar.local_date(region.now()));
    region.store.read(|tx| {
        for quarter in std::iter::successors(Some(this), |q| Some(q.before())).take(quarters) {
            let found = read(tx, &office, quarter)?;
            if found.index.is_some() {
                return Ok(found);
            }
        }
        read(tx, &office, this)
    })
}

/// The index of the last full quarter, for everybody.
///
/// # Errors
/// Database.
pub fn public_index(region: &Region) -> Result<SurveyIndex, AppError> {
    let office = region.office();
    let quarter = Quarter::of(office.calendar.local_date(region.now())).before();
    region.store.read(|tx| read(tx, &office, quarter))
}

#[derive(Default)]
struct Sums {
    count: usize,
    sums: [u64; 9],
}

impl Sums {
    fn add(&mut self, row: &store::desk::AnswerSums) {
        self.count += usize::try_from(row.count).unwrap_or(0);
        for (sum, more) in self.sums.iter_mut().zip(row.sums) {
            *sum += u64::try_from(more).unwrap_or(0);
        }
    }

    fn index(&self) -> Option<Ikm> {
        index_of_sums(self.count, &self.sums)
    }
}

fn read(tx: &ReadTx<'_>, office: &Office, quarter: Quarter) -> Result<SurveyIndex, AppError> {
    let (first, last) = quarter.months();
    let (mut all, mut apart) = (Sums::default(), Sums::default());
    let (mut on_staff_devices, mut too_fast) = (0, 0);
    let mut services: Vec<(String, Sums)> = Vec::new();
    for row in store::desk::answer_sums(tx, &first, &last, FAST_SECONDS)? {
        let seconds = if row.fast { 0 } else { FAST_SECONDS };
        if !counts(seconds, row.staff_device) {
            let count = usize::try_from(row.count).unwrap_or(0);
            // One that is both is told once, as given on a device of the office.
            if row.staff_device {
                on_staff_devices += count;
            } else {
                too_fast += count;
            }
            apart.add(&row);
            continue;
        }
        all.add(&row);
        match services.iter_mut().find(|(service, _)| *service == row.service) {
            Some((_, sums)) => sums.add(&row),
            None => {
                let mut sums = Sums::default();
                sums.add(&row);
                services.push((row.service.clone(), sums));
            }
        }
    }
    let services = services
        .into_iter()
        .map(|(service, sums)| ServiceIndex {
            label: short_name(office, &service),
            respondents: sums.count,
            index: if sums.count < FEWEST { None } else { sums.index() },
        })
        .collect();
    Ok(SurveyIndex {
        quarter,
        index: all.index(),
        services,
        on_staff_devices,
        too_fast,
        apart: apart.index(),
    })
}

#[cfg(test)]
mod tests {
    use super::Quarter;

    #[test]
    fn quarters_follow_each_other() {
        let day = jiff::civil::date(2026, 4, 1);
        let quarter = Quarter::of(day).before();
        assert_eq!((quarter.name().as_str(), quarter.label().as_str()), ("2026-1", "Triwulan I 2026"));
        assert_eq!(quarter.before().months(), ("2025-10".to_owned(), "2025-12".to_owned()));
        assert_eq!(Quarter::parse("2026-1"), Some(quarter));
        assert_eq!([Quarter::parse("2026-5"), Quarter::parse("x")], [None, None]);
    }
}
