//! Officials: posts, who holds them when, and for which services they may sign (MJK18-13.4; practice, section 2).
//!
//! A *Plh* fills an absence, a *Plt* a vacancy; there is never a second holder of a post at one moment (MJK18-1.4).

use crate::definition::ServiceId;
use crate::party::{Account, StoredFile};
use crate::value::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How somebody holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Appointed for good.
    Definitive,
    /// *Pelaksana harian*: fills the holder's absence.
    Plh,
    /// *Pelaksana tugas*: fills a vacancy.
    Plt,
}

impl Tenure {
    /// What stands before the post's title in the signature block.
    pub fn prefix(self) -> &'static str {
        match self {
            Tenure::Definitive => "",
            Tenure::Plh => "Plh. ",
            Tenure::Plt => "Plt. ",
        }
    }
}

/// One person in one post for one period, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Post, for example `head_of_office`.
    pub position: String,
    /// Who.
    pub account: Id<Account>,
    /// First day.
    pub from: Date,
    /// Last day; open when `None`.
    pub until: Option<Date>,
    /// How.
    pub tenure: Tenure,
    /// Decree or letter of assignment.
    pub decree: String,
    /// The letter itself, where it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Id<StoredFile>>,
}

/// *Cuti, dinas luar*: closes the person's right for these days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Who.
    pub account: Id<Account>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Why.
    pub reason: String,
}

/// In whose name a delegate signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationMode {
    /// *Delegasi*: in one's own name.
    OwnName,
    /// *Mandat*: "a.n." somebody.
    OnBehalfOf(String),
}

/// *Pelimpahan kewenangan* to a post (MJK18-13.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Post that gets it.
    pub position: String,
    /// Services; empty means all.
    pub services: Vec<ServiceId>,
    /// Decree.
    pub decree: String,
    /// First day.
    pub from: Date,
    /// Last day; open when `None`.
    pub until: Option<Date>,
    /// In whose name.
    pub mode: DelegationMode,
}

/// A post as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Name in the profile.
    pub id: String,
    /// Title as printed, for example `Kepala DPM-PTSP Kota …`.
    pub title: String,
}

/// The register of officials at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officials {
    /// Posts.
    pub positions: Vec<Position>,
    /// Appointments.
    pub appointments: Vec<Appointment>,
    /// Absences.
    pub absences: Vec<Absence>,
    /// Delegations.
    pub delegations: Vec<Delegation>,
}

/// Why somebody may sign: printed in the signature block and kept with the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningRight {
    /// Post.
    pub position: String,
    /// Title as printed, with "Plh." or "Plt.".
    pub title: String,
    /// "a.n. …", when signing by mandate.
    pub on_behalf_of: Option<String>,
    /// Decree of the delegation.
    pub delegation_decree: String,
    /// Decree or letter of the appointment.
    pub appointment_decree: String,
    /// How the post is held.
    pub tenure: Tenure,
}

/// Why somebody may not sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRight {
    /// Holds no post on that day.
    NoPost,
    /// Holds the post but is absent on that day.
    Absent,
    /// The post holds no delegation for the service on that day.
    NoDelegation,
}

/// Why the register of officials contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterProblem {
    /// Two holders of one post on one day.
    TwoHolders {
        /// Post.
        position: String,
        /// First such day.
        on: Date,
    },
    /// A Plh on a day on which no holder is absent.
    PlhWithoutAbsence {
        /// Post.
        position: String,
        /// First such day.
        on: Date,
    },
    /// A Plt on a day on which the post has a definitive holder.
    PltWithoutVacancy {
        /// Post.
        position: String,
        /// First such day.
        on: Date,
    },
    /// A period that ends before it begins.
    EmptyPeriod {
        /// Post.
        position: String,
    },
}

fn covers(from: Date, until: Option<Date>, on: Date) -> bool {
    from <= on && until.is_none_or(|last| on <= last)
}

impl Officials {
    /// Whether somebody is on leave or away on duty that day.
    pub fn absent(&self, account: Id<Account>, on: Date) -> bool {
        self.absences.iter().any(|a| a.account == account && covers(a.from, Some(a.until), on))
    }

    /// Who holds the post on that day, for acting: the definitive holder unless absent, else Plh or Plt.
    pub fn holder(&self, position: &str, on: Date) -> Option<&Appointment> {
        let here = || {
            self.appointments.iter().filter(move |a| a.position == position && covers(a.from, a.until, on))
        };
        here()
            .find(|a| a.tenure == Tenure::Definitive && !self.absent(a.account, on))
            .or_else(|| here().find(|a| a.tenure != Tenure::Definitive && !self.absent(a.account, on)))
    }

    /// Whether `account` may act in `position` on that day.
    pub fn holds(&self, account: Id<Account>, position: &str, on: Date) -> bool {
        self.holder(position, on).is_some_and(|a| a.account == account)
    }

    /// The post in which `account` acts on that day as Plh or Plt; strategic acts then ask whether the letter of assignment covers
    /// them (practice, section 2).
    pub fn acting_post(&self, account: Id<Account>, on: Date) -> Option<&Appointment> {
        self.appointments
            .iter()
            .find(|a| a.account == account && a.tenure != Tenure::Definitive && covers(a.from, a.until, on))
    }

    /// The right of `account` to sign for `service` on the local day `on` (MJK18-13.4).
    pub fn signing_right(
        &self,
        account: Id<Account>,
        service: &ServiceId,
        on: Date,
    ) -> Result<SigningRight, NoRight> {
        let mine: Vec<&Appointment> = self
            .appointments
            .iter()
            .filter(|a| a.account == account && covers(a.from, a.until, on))
            .collect();
        if mine.is_empty() {
            return Err(NoRight::NoPost);
        }
        if self.absent(account, on) {
            return Err(NoRight::Absent);
        }
        let mut holds = false;
        for appointment in mine {
            if self.holder(&appointment.position, on) != Some(appointment) {
                continue;
            }
            holds = true;
            let delegation = self.delegations.iter().find(|d| {
                d.position == appointment.position
                    && covers(d.from, d.until, on)
                    && (d.services.is_empty() || d.services.contains(service))
            });
            if let Some(delegation) = delegation {
                let title = self
                    .positions
                    .iter()
                    .find(|p| p.id == appointment.position)
                    .map_or(appointment.position.as_str(), |p| p.title.as_str());
                return Ok(SigningRight {
                    position: appointment.position.clone(),
                    title: format!("{}{title}", appointment.tenure.prefix()),
                    on_behalf_of: match &delegation.mode {
                        DelegationMode::OwnName => None,
                        DelegationMode::OnBehalfOf(whom) => Some(whom.clone()),
                    },
                    delegation_decree: delegation.decree.clone(),
                    appointment_decree: appointment.decree.clone(),
                    tenure: appointment.tenure,
                });
            }
        }
        // A Plh whose holder is back fills nothing any more.
        Err(if holds { NoRight::NoDelegation } else { NoRight::NoPost })
    }

    /// Whether `account` may no longer sign for `service` on that day while somebody else may: what was laid out with the
    /// old name waits for nobody (MJK18-13.4). Nobody else to sign means waiting for the one whose name it bears.
    pub fn has_successor(&self, account: Id<Account>, service: &ServiceId, on: Date) -> bool {
        self.signing_right(account, service, on).is_err()
            && self.appointments.iter().any(|a| self.signing_right(a.account, service, on).is_ok())
    }

    /// The first contradiction of each post in the register (MJK18-1.4): two holders, a Plh without absence, a Plt without vacancy.
    pub fn problems(&self) -> Vec<RegisterProblem> {
        let mut found = Vec::new();
        for a in &self.appointments {
            if a.until.is_some_and(|until| until < a.from) {
                found.push(RegisterProblem::EmptyPeriod { position: a.position.clone() });
            }
        }
        let mut days: Vec<Date> = Vec::new();
        for a in &self.appointments {
            days.push(a.from);
            days.extend(a.until);
            days.extend(a.until.and_then(|until| until.tomorrow().ok()));
        }
        for a in &self.absences {
            days.extend([a.from, a.until]);
            days.extend(a.until.tomorrow().ok());
        }
        days.sort();
        days.dedup();
        let positions: std::collections::BTreeSet<&str> =
            self.appointments.iter().map(|a| a.position.as_str()).collect();
        for position in positions {
            for &on in &days {
                let here: Vec<&Appointment> = self
                    .appointments
                    .iter()
                    .filter(|a| a.position == position && covers(a.from, a.until, on))
                    .collect();
                let definitive: Vec<_> = here.iter().filter(|a| a.tenure == Tenure::Definitive).collect();
                let acting = here.iter().filter(|a| a.tenure != Tenure::Definitive).count();
                let problem = if definitive.len() > 1 || acting > 1 {
                    Some(RegisterProblem::TwoHolders { position: position.to_owned(), on })
                } else if here.iter().any(|a| a.tenure == Tenure::Plt) && !definitive.is_empty() {
                    Some(RegisterProblem::PltWithoutVacancy { position: position.to_owned(), on })
                } else if here.iter().any(|a| a.tenure == Tenure::Plh)
                    // A vacancy is filled by a Plt, so a Plh needs a holder, and one who is away.
                    && definitive.iter().all(|a| !self.absent(a.account, on))
                {
                    Some(RegisterProblem::PlhWithoutAbsence { position: position.to_owned(), on })
                } else {
                    None
                };
                if let Some(problem) = problem {
                    found.push(problem);
                    break;
                }
            }
        }
        found
    }
}
