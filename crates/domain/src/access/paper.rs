//! Papers that a request for access must show (MJK18-8.4.c to e).

use super::{AccessKind, Claims};
use serde::{Deserialize, Serialize};

/// A paper of a request for access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessPaper {
    /// *KTP* (MJK18-8.4.c).
    IdentityCard,
    /// *Kartu NPWP perusahaan* (MJK18-8.4.c).
    TaxCard,
    /// *Akta pendirian* (MJK18-8.4.d).
    Deed,
    /// *Surat kuasa* (MJK18-8.4.e).
    PowerOfAttorney,
}

impl AccessPaper {
    /// Every paper.
    pub const ALL: [AccessPaper; 4] = [Self::IdentityCard, Self::TaxCard, Self::Deed, Self::PowerOfAttorney];

    /// Name in addresses, and category of the file in the folder.
    pub fn id(self) -> &'static str {
        match self {
            Self::IdentityCard => "ktp",
            Self::TaxCard => "npwp",
            Self::Deed => "akta",
            Self::PowerOfAttorney => "surat-kuasa",
        }
    }

    /// The paper of a name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.id() == id)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::IdentityCard => "KTP",
            Self::TaxCard => "Kartu NPWP perusahaan",
            Self::Deed => "Akta pendirian",
            Self::PowerOfAttorney => "Surat kuasa",
        }
    }

    /// What it is for, in one line.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::IdentityCard => "Untuk mencocokkan nama dan NIK Anda.",
            Self::TaxCard => "Untuk mencocokkan nama dan NPWP badan usaha.",
            Self::Deed => "Untuk mengetahui bentuk dan pimpinan badan usaha.",
            Self::PowerOfAttorney => "Karena yang mendaftar bukan pimpinan badan usaha.",
        }
    }
}

/// What this request must show: a person the identity card, a firm tax card and deed, and the power of attorney when
/// the one who asks is not its head.
pub fn required_papers(claims: &Claims) -> Vec<AccessPaper> {
    match claims.kind {
        AccessKind::Person => vec![AccessPaper::IdentityCard],
        AccessKind::Business => {
            let mut papers = vec![AccessPaper::TaxCard, AccessPaper::Deed];
            papers.extend(claims.power.as_ref().map(|_| AccessPaper::PowerOfAttorney));
            papers
        }
    }
}
