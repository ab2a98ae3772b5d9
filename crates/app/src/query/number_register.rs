//! The number register: the numbers of a month and a service, page by page or whole for printing (practice: numbers).

use super::case::require;
use super::find::Choice;
use crate::Region;
use crate::error::AppError;
use domain::capability::Capability;
use domain::party::{Actor, ApplicationRecord};
use domain::value::Id;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;
use store::number_register::{NumberRow, NumberSearch};

/// Numbers on a page of the screen.
const ON_A_PAGE: u32 = 50;

/// Numbers of one month on paper; far above what any office gives.
const ON_PAPER: u32 = 20_000;

/// One line of the number register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// Number as printed.
    pub number: String,
    /// Its file.
    pub application: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// For example "SIP Dokter".
    pub service_short: String,
    /// Holder.
    pub holder_name: String,
    /// When the number was given.
    pub numbered_at: Timestamp,
    /// Who signed.
    pub signer: String,
    /// "Berlaku", "Batal", "Dicabut", "Sedang disegel" …
    pub state: &'static str,
}

/// What to show of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterFilter {
    /// The month, by any of its days.
    pub month: Date,
    /// Id of a service; empty for all.
    pub service: String,
    /// The page, from 1; `None` for the whole month, to be printed.
    pub page: Option<u32>,
}

/// A page of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberRegister {
    /// In the order of numbering.
    pub lines: Vec<RegisterLine>,
    /// Place of the first line in the month, from 1.
    pub first: usize,
    /// Numbers of the month.
    pub total: usize,
    /// The page, from 1.
    pub page: u32,
    /// Pages, at least 1.
    pub pages: u32,
    /// First days of the months that can be chosen, the newest first.
    pub months: Vec<Date>,
    /// Services that can be chosen: id and short name.
    pub services: Vec<Choice>,
}

/// The register of a month. The number of a cancelled document stays in it as "Batal".
///
/// # Errors
/// A refusal for somebody without a desk at it; database.
pub fn number_register(
    region: &Region,
    actor: &Actor,
    filter: &RegisterFilter,
) -> Result<NumberRegister, AppError> {
    let readers =
        [Capability::AssignNumber, Capability::Assign, Capability::HandOver, Capability::ReadAuditTrail];
    require(region, actor, &readers, "open_register")?;
    let office = region.office();
    let zone = office.calendar.time_zone();
    let start = |date: Date| {
        let zoned = date.to_zoned(zone.clone());
        zoned.map(|z| z.timestamp()).map_err(|e| AppError::Failed(e.to_string()))
    };
    let first = filter.month.first_of_month();
    let next = first.checked_add(1.month()).map_err(|e| AppError::Failed(e.to_string()))?;
    let search = NumberSearch { since: start(first)?, until: start(next)?, service: filter.service.clone() };
    let (rows, total, pages, page, oldest) = region.store.read(|tx| -> Result<_, AppError> {
        let total = u32::try_from(store::number_register::count(tx, &search)?).unwrap_or(u32::MAX);
        let pages = total.div_ceil(ON_A_PAGE).max(1);
        let page = filter.page.unwrap_or(1).clamp(1, pages);
        let (limit, skip) = match filter.page {
            Some(_) => (ON_A_PAGE, (page - 1) * ON_A_PAGE),
            None => (ON_PAPER, 0),
        };
        let rows = store::number_register::list(tx, &search, limit, skip)?;
        Ok((rows, total, pages, page, store::number_register::first(tx)?))
    })?;
    let names: BTreeMap<String, String> =
        office.definitions.values().map(|d| (d.id.0.clone(), d.short_name.clone())).collect();
    let today = office.calendar.local_date(region.now());
    let oldest = oldest.map_or(today, |at| office.calendar.local_date(at));
    let before = if filter.page.is_some() { (page - 1) * ON_A_PAGE } else { 0 };
    Ok(NumberRegister {
        lines: rows.into_iter().map(|row| line(row, &names)).collect(),
        first: usize::try_from(before).unwrap_or(0) + 1,
        total: usize::try_from(total).unwrap_or(usize::MAX),
        page,
        pages,
        months: months(oldest, today),
        services: names.into_iter().collect(),
    })
}

fn line(row: NumberRow, names: &BTreeMap<String, String>) -> RegisterLine {
    let state = match (row.permit.as_ref().map(|(_, state)| state.as_str()), row.status.as_str()) {
        (Some("revoked"), _) => "Dicabut",
        (Some("lapsed"), _) => "Kedaluwarsa",
        (Some("replaced"), _) => "Diganti",
        (Some(_), _) => "Berlaku",
        (None, "cancelled") => "Batal",
        (None, _) => "Sedang disegel",
    };
    RegisterLine {
        service_short: names.get(&row.service).cloned().unwrap_or(row.service),
        signer: row.permit.map_or_else(String::new, |(signer, _)| signer),
        number: row.number,
        application: row.application,
        registration: row.registration,
        holder_name: row.holder_name,
        numbered_at: row.at,
        state,
    }
}

/// First days of the months between two days, the newest first.
fn months(oldest: Date, today: Date) -> Vec<Date> {
    let mut out = Vec::new();
    let mut month = today.first_of_month();
    while month >= oldest.first_of_month() {
        out.push(month);
        match month.checked_sub(1.month()) {
            Ok(earlier) => month = earlier,
            Err(_) => break,
        }
    }
    out
}
