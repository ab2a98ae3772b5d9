//! Who acts: marker types of ids, and the actor of a command.

use crate::capability::{Capabilities, Capability, RoleId};
use crate::definition::AgencyId;
use crate::value::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])* #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)] pub enum $name {})*
    };
}

markers! {
    /// *Akun pengguna* (MJK18-11.2).
    Account;
    /// A request for access, *permohonan hak akses* (MJK18-8.1).
    AccessRequest;
    /// A code that confirms a number or mailbox.
    ContactCode;
    /// A change of number or mailbox that waits.
    ContactChange;
    /// *Permohonan* as an aggregate; the state is `process::Application`.
    ApplicationRecord;
    /// A file in the applicant's folder (MJK18-12.2).
    StoredFile;
    /// A file on its way into a folder, in pieces.
    UploadSession;
    /// Photos being put in order before they are kept.
    Arrangement;
    /// A timed piece of work.
    Job;
    /// A leaf of the ledger.
    Leaf;
    /// A message that leaves the office.
    Message;
    /// A permit in the register.
    Permit;
    /// A PIN challenge (MJK18-13.3).
    Pin;
    /// A power of attorney as a record; what it says is `access::PowerOfAttorney` (MJK18-12.6).
    PowerRecord;
    /// A signed-in session.
    Session;
}

/// Who gives a command: a signed-in person with the roles held now, or the system itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The personal account; `None` for the system's own timed acts.
    pub account: Option<Id<Account>>,
    /// The name as shown in histories.
    pub name: String,
    /// Roles of section 8.1 held now.
    pub roles: BTreeSet<RoleId>,
    /// What those roles may do under the region's profile.
    pub capabilities: Capabilities,
    /// The technical agency the person works for, when any.
    pub agency: Option<AgencyId>,
}

impl Actor {
    /// The system: timed acts and results of background work.
    pub fn system() -> Self {
        Actor {
            account: None,
            name: "Sistem".to_owned(),
            roles: BTreeSet::from([RoleId("system".to_owned())]),
            capabilities: Capabilities::new(),
            agency: None,
        }
    }

    /// Whether this is the system itself.
    pub fn is_system(&self) -> bool {
        self.account.is_none()
    }

    /// Whether the actor holds `capability`.
    pub fn may(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// Whether the actor enters applications for others, in the office or outside it (MJK18-12.6).
    pub fn may_assist(&self) -> bool {
        self.may(Capability::AssistRegistration) || self.may(Capability::AssistOutside)
    }

    /// Whether the actor holds `role`.
    pub fn has_role(&self, role: &RoleId) -> bool {
        self.roles.contains(role)
    }
}
