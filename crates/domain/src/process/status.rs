//! Statuses are closed. A profile adds stages, roles and flags, never a status.

use serde::{Deserialize, Serialize};

/// Why a file stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionReason {
    /// The survey was not filled within six days (MJK18-17.4).
    Survey,
    /// Force majeure (MJK18-26.1).
    ForceMajeure,
}

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status", content = "reason")]
pub enum Status {
    /// Being filled by the applicant; may be discarded freely.
    Draft,
    /// Sent and complete, a receipt exists; nobody has taken it yet.
    Submitted,
    /// In the office.
    InProcess,
    /// Back with the applicant for correction; same number, clock suspended.
    Returned,
    /// SKRD issued, payment awaited (MJK18-14).
    AwaitingPayment,
    /// Stands still for a closed reason.
    Suspended(SuspensionReason),
    /// The document exists, signed, numbered and sealed.
    Issued,
    /// In the holder's hands; the case is closed.
    HandedOver,
    /// Refused on the merits.
    Refused,
    /// Closed without a decision on the merits.
    HandedBack,
    /// Stopped on request before issue.
    Cancelled,
    /// Not paid in time (MJK18-14.4).
    ExpiredUnpaid,
    /// Withdrawn after issue.
    Revoked,
    /// Validity has ended.
    Lapsed,
    /// A newer document took its place.
    Replaced,
}

impl Status {
    /// Every status, each suspension reason once.
    pub const ALL: [Status; 16] = [
        Status::Draft,
        Status::Submitted,
        Status::InProcess,
        Status::Returned,
        Status::AwaitingPayment,
        Status::Suspended(SuspensionReason::Survey),
        Status::Suspended(SuspensionReason::ForceMajeure),
        Status::Issued,
        Status::HandedOver,
        Status::Refused,
        Status::HandedBack,
        Status::Cancelled,
        Status::ExpiredUnpaid,
        Status::Revoked,
        Status::Lapsed,
        Status::Replaced,
    ];

    /// Whether nothing more can happen to the file as an application.
    pub fn is_terminal(self) -> bool {
        matches!(
            self,
            Status::HandedOver
                | Status::Refused
                | Status::HandedBack
                | Status::Cancelled
                | Status::ExpiredUnpaid
                | Status::Revoked
                | Status::Lapsed
                | Status::Replaced
        )
    }

    /// Stable name, as stored and as in the requirements matrix (`suspended_survey`).
    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Submitted => "submitted",
            Status::InProcess => "in_process",
            Status::Returned => "returned",
            Status::AwaitingPayment => "awaiting_payment",
            Status::Suspended(SuspensionReason::Survey) => "suspended_survey",
            Status::Suspended(SuspensionReason::ForceMajeure) => "suspended_force_majeure",
            Status::Issued => "issued",
            Status::HandedOver => "handed_over",
            Status::Refused => "refused",
            Status::HandedBack => "handed_back",
            Status::Cancelled => "cancelled",
            Status::ExpiredUnpaid => "expired_unpaid",
            Status::Revoked => "revoked",
            Status::Lapsed => "lapsed",
            Status::Replaced => "replaced",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Status::Draft => "Belum dikirim",
            Status::Submitted => "Diterima",
            Status::InProcess => "Sedang diproses",
            Status::Returned => "Perlu diperbaiki",
            Status::AwaitingPayment => "Menunggu pembayaran",
            Status::Suspended(SuspensionReason::Survey) => "Ditangguhkan: survei belum diisi",
            Status::Suspended(SuspensionReason::ForceMajeure) => "Ditangguhkan: keadaan kahar",
            Status::Issued => "Izin terbit",
            Status::HandedOver => "Sudah diserahkan",
            Status::Refused => "Ditolak",
            Status::HandedBack => "Berkas dikembalikan",
            Status::Cancelled => "Dibatalkan",
            Status::ExpiredUnpaid => "Hangus: tidak dibayar",
            Status::Revoked => "Dicabut",
            Status::Lapsed => "Kedaluwarsa",
            Status::Replaced => "Diganti",
        }
    }
}
