//! What a region may set about accounts: waiting time, locks, limits for strangers (MJK18-9.1, 12.6). All have a default
//! (ketentuan kantor), so that a profile without the table works.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// Sessions, waiting times and limits of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessPolicy {
    /// Hours before a number or mailbox that replaces a lost one may sign in (practice: 24).
    pub wait_hours: u32,
    /// Minutes without use after which an officer's session asks for the password.
    pub lock_minutes: u32,
    /// Minutes without use after which a session on a public device ends (MJK18-12.6: 3).
    pub public_minutes: u32,
    /// Codes that one network address may ask for within an hour.
    pub codes_an_hour: u32,
    /// Requests for access that one network address may begin or send within an hour.
    pub requests_an_hour: u32,
    /// Documents that one network address may have checked within an hour.
    pub checks_an_hour: u32,
}

impl Default for AccessPolicy {
    fn default() -> Self {
        AccessPolicy {
            wait_hours: 24,
            lock_minutes: 10,
            public_minutes: 3,
            codes_an_hour: 30,
            requests_an_hour: 20,
            checks_an_hour: 60,
        }
    }
}

impl AccessPolicy {
    /// How long a new contact waits that replaces a lost one.
    pub fn wait(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.wait_hours))
    }

    /// When an officer's session asks for the password.
    pub fn lock_after(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.lock_minutes))
    }

    /// When a session on a public device ends.
    pub fn public_idle(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.public_minutes))
    }
}
