//! *Surat kuasa* of a helper: somebody acts for an owner from an own account, for named services and a time. The owner
//! confirms it by a code or on signed paper (MJK18-12.6; practice, section 3: a go-between fills everything with his own
//! phone).

use crate::definition::ServiceId;
use crate::party::{Account, PowerRecord};
use crate::process::Refusal;
use crate::value::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A power of attorney that the owner has confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerOfAttorney {
    /// Id.
    pub id: Id<PowerRecord>,
    /// Who gave it.
    pub owner: Id<Account>,
    /// Who acts.
    pub helper: Id<Account>,
    /// The helper's name.
    pub helper_name: String,
    /// Services that it is for; empty for all.
    pub services: BTreeSet<ServiceId>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl PowerOfAttorney {
    /// Longest time, in days (ketentuan kantor): after a year the owner is asked again.
    pub const LONGEST_DAYS: i64 = 366;

    /// Requests of one helper that may wait at the same time (ketentuan kantor).
    pub const MOST_WAITING: usize = 20;

    /// Whether `helper` may act for `owner` in a service on a day; the last day counts.
    pub fn covers(
        &self,
        owner: Id<Account>,
        helper: Option<Id<Account>>,
        service: &ServiceId,
        today: Date,
    ) -> bool {
        self.owner == owner
            && helper == Some(self.helper)
            && (self.services.is_empty() || self.services.contains(service))
            && (self.from..=self.until).contains(&today)
    }

    /// Whether a file that ended on `ended` is the helper's business: what was over before the power began is not.
    pub fn reaches(&self, ended: Option<Date>) -> bool {
        ended.is_none_or(|ended| ended >= self.from)
    }

    /// Whether it may be asked for until a day.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a day that has passed or lies too far ahead.
    pub fn check_until(until: Date, today: Date) -> Result<(), Refusal> {
        let days = today.until(until).map_or(-1, |span| i64::from(span.get_days()));
        let message = match days {
            ..0 => "Tanggal ini sudah lewat. Pilih tanggal hari ini atau sesudahnya.",
            0..=Self::LONGEST_DAYS => return Ok(()),
            _ => "Surat kuasa berlaku paling lama satu tahun. Pilih tanggal yang lebih dekat.",
        };
        Err(Refusal::Invalid { field: "sampai".into(), message: message.to_owned() })
    }
}
