//! Changes of the register of officials, one at a time: each gives a new register or says why not (MJK18-1.4, 13.4).

use crate::official::{Absence, Appointment, Delegation, Officials, RegisterProblem};
use crate::party::Account;
use crate::value::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum OfficialChange {
    /// Somebody gets a post.
    Appoint(Appointment),
    /// An appointment ends on a day.
    EndAppointment {
        /// Post.
        position: String,
        /// Who.
        account: Id<Account>,
        /// First day of the appointment, which names it.
        from: Date,
        /// Its last day.
        last: Date,
    },
    /// A post gets the right to sign (MJK18-13.4).
    Delegate(Delegation),
    /// A delegation ends on a day.
    EndDelegation {
        /// Post.
        position: String,
        /// Decree and first day, which name it.
        decree: String,
        /// First day.
        from: Date,
        /// Its last day.
        last: Date,
    },
    /// Leave or duty travel.
    NoteAbsence(Absence),
    /// An absence is taken back or shortened.
    EndAbsence {
        /// Who.
        account: Id<Account>,
        /// First day of the absence, which names it.
        from: Date,
        /// Its last day; a day before the first takes it back whole.
        last: Date,
    },
}

/// Why a change is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeRefused {
    /// The register would contradict itself.
    Contradiction(RegisterProblem),
    /// There is no such post.
    UnknownPosition,
    /// There is no such entry, or it has ended already.
    UnknownEntry,
    /// The decree or letter is not named.
    DecreeMissing,
    /// The last day lies before the first.
    EmptyPeriod,
    /// Two absences of one person on one day.
    AbsentAlready,
    /// A Plh or Plt needs a last day: the letter of assignment names it.
    ActingWithoutEnd,
}

impl OfficialChange {
    /// Stable name, for the record.
    pub fn name(&self) -> &'static str {
        match self {
            OfficialChange::Appoint(_) => "appoint",
            OfficialChange::EndAppointment { .. } => "end_appointment",
            OfficialChange::Delegate(_) => "delegate",
            OfficialChange::EndDelegation { .. } => "end_delegation",
            OfficialChange::NoteAbsence(_) => "note_absence",
            OfficialChange::EndAbsence { .. } => "end_absence",
        }
    }
}

impl Officials {
    /// The register after a change.
    ///
    /// # Errors
    /// [`ChangeRefused`]; the register stays as it was.
    pub fn changed(&self, change: &OfficialChange) -> Result<Officials, ChangeRefused> {
        let mut next = self.clone();
        match change {
            OfficialChange::Appoint(new) => next.appoint(new)?,
            OfficialChange::EndAppointment { position, account, from, last } => {
                let entry = next
                    .appointments
                    .iter_mut()
                    .find(|a| &a.position == position && a.account == *account && a.from == *from);
                shorten(entry.map(|a| (a.from, &mut a.until)), *last)?;
            }
            OfficialChange::Delegate(new) => {
                self.known(&new.position)?;
                decree(&new.decree)?;
                if new.until.is_some_and(|until| until < new.from) {
                    return Err(ChangeRefused::EmptyPeriod);
                }
                next.delegations.push(new.clone());
            }
            OfficialChange::EndDelegation { position, decree, from, last } => {
                let entry = next
                    .delegations
                    .iter_mut()
                    .find(|d| &d.position == position && &d.decree == decree && d.from == *from);
                shorten(entry.map(|d| (d.from, &mut d.until)), *last)?;
            }
            OfficialChange::NoteAbsence(new) => next.note_absence(new)?,
            OfficialChange::EndAbsence { account, from, last } => {
                let at = next.absences.iter().position(|a| a.account == *account && a.from == *from);
                let at = at.ok_or(ChangeRefused::UnknownEntry)?;
                if last < from {
                    next.absences.remove(at);
                } else if *last >= next.absences[at].until {
                    return Err(ChangeRefused::UnknownEntry);
                } else {
                    next.absences[at].until = *last;
                }
            }
        }
        match next.problems().into_iter().next() {
            Some(problem) => Err(ChangeRefused::Contradiction(problem)),
            None => Ok(next),
        }
    }

    fn known(&self, position: &str) -> Result<(), ChangeRefused> {
        if self.positions.iter().any(|p| p.id == position) {
            Ok(())
        } else {
            Err(ChangeRefused::UnknownPosition)
        }
    }

    fn appoint(&mut self, new: &Appointment) -> Result<(), ChangeRefused> {
        self.known(&new.position)?;
        decree(&new.decree)?;
        // A letter of assignment always names its days; a definitive holder's end is seldom known.
        if new.tenure != crate::official::Tenure::Definitive && new.until.is_none() {
            return Err(ChangeRefused::ActingWithoutEnd);
        }
        self.appointments.push(new.clone());
        Ok(())
    }

    fn note_absence(&mut self, new: &Absence) -> Result<(), ChangeRefused> {
        if new.until < new.from {
            return Err(ChangeRefused::EmptyPeriod);
        }
        let meets = |a: &&Absence| a.account == new.account && a.from <= new.until && new.from <= a.until;
        if self.absences.iter().any(|a| meets(&a)) {
            return Err(ChangeRefused::AbsentAlready);
        }
        self.absences.push(new.clone());
        Ok(())
    }

    /// Appointments of somebody that are still open after a day: they end before the service does.
    pub fn open_appointments(&self, account: Id<Account>, after: Date) -> Vec<&Appointment> {
        let open = |a: &&Appointment| a.account == account && a.until.is_none_or(|until| until > after);
        self.appointments.iter().filter(open).collect()
    }

    /// Whether somebody is away on a day.
    pub fn away(&self, account: Id<Account>, on: Date) -> bool {
        self.absences.iter().any(|a| a.account == account && a.from <= on && on <= a.until)
    }
}

fn decree(text: &str) -> Result<(), ChangeRefused> {
    if text.trim().is_empty() { Err(ChangeRefused::DecreeMissing) } else { Ok(()) }
}

/// Ends an entry earlier than it would; an entry never gets longer this way.
fn shorten(entry: Option<(Date, &mut Option<Date>)>, last: Date) -> Result<(), ChangeRefused> {
    let (from, until) = entry.ok_or(ChangeRefused::UnknownEntry)?;
    if last < from {
        return Err(ChangeRefused::EmptyPeriod);
    }
    if until.is_some_and(|until| until <= last) {
        return Err(ChangeRefused::UnknownEntry);
    }
    *until = Some(last);
    Ok(())
}
