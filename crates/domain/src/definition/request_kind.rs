//! What an application asks for: a new permit, or something about an earlier one (practice, section 2 "After issue").

use serde::{Deserialize, Serialize};

/// Kind of an application. A service says which it offers; conditions ask for it as `application.kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// *Permohonan baru*.
    #[default]
    New,
    /// *Perpanjangan*.
    Renewal,
    /// *Perubahan*: what the permit says changes.
    Change,
    /// *Penggantian*: the sheet was lost or damaged.
    Replacement,
    /// *Balik nama*: another holder takes the permit over.
    Transfer,
    /// *Legalisir*: a stamped copy of the issued permit, with a verification entry of its own.
    CertifiedCopy,
}

impl RequestKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [RequestKind; 6] = [
        RequestKind::New,
        RequestKind::Renewal,
        RequestKind::Change,
        RequestKind::Transfer,
        RequestKind::Replacement,
        RequestKind::CertifiedCopy,
    ];

    /// Stable name, as stored and as conditions write it.
    pub fn name(self) -> &'static str {
        match self {
            RequestKind::New => "new",
            RequestKind::Renewal => "renewal",
            RequestKind::Change => "change",
            RequestKind::Replacement => "replacement",
            RequestKind::Transfer => "transfer",
            RequestKind::CertifiedCopy => "certified_copy",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            RequestKind::New => "Permohonan baru",
            RequestKind::Renewal => "Perpanjangan",
            RequestKind::Change => "Perubahan",
            RequestKind::Replacement => "Penggantian karena hilang atau rusak",
            RequestKind::Transfer => "Balik nama",
            RequestKind::CertifiedCopy => "Salinan sah (legalisir)",
        }
    }

    /// When somebody needs it, in one sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            RequestKind::New => "Anda belum memiliki izin ini.",
            RequestKind::Renewal => "Izin Anda akan atau sudah berakhir.",
            RequestKind::Change => "Isi izin Anda berubah.",
            RequestKind::Replacement => "Lembar izin Anda hilang atau rusak.",
            RequestKind::Transfer => "Izin orang lain beralih kepada Anda.",
            RequestKind::CertifiedCopy => {
                "Anda memerlukan salinan yang disahkan dari izin yang sudah terbit."
            }
        }
    }

    /// Whether it is about an earlier permit.
    pub fn about_earlier(self) -> bool {
        self != RequestKind::New
    }

    /// Whether the earlier permit ends when the new one is issued. A copy leaves it as it is.
    pub fn succeeds(self) -> bool {
        self.about_earlier() && self != RequestKind::CertifiedCopy
    }
}
