//! The table of legal moves between statuses. Each row names the event that makes the move; whatever is not in the table
//! cannot happen. The diagram in the manual is printed from it.

use super::event::Event;
use super::status::{Status, SuspensionReason};

/// One row: from, event, to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// Before.
    pub from: Status,
    /// Name of the event.
    pub event: &'static str,
    /// After.
    pub to: Status,
}

const SURVEY: Status = Status::Suspended(SuspensionReason::Survey);
const KAHAR: Status = Status::Suspended(SuspensionReason::ForceMajeure);

macro_rules! table {
    ($($from:expr, $event:literal => $to:expr;)*) => {
        &[$(Transition { from: $from, event: $event, to: $to }),*]
    };
}

/// Every move that changes the status.
pub const TABLE: &[Transition] = table! {
    Status::Draft, "submitted" => Status::Submitted;
    Status::Submitted, "stage_entered" => Status::InProcess;
    Status::InProcess, "correction_requested" => Status::Returned;
    Status::Returned, "correction_answered" => Status::InProcess;
    Status::Returned, "handed_back" => Status::HandedBack;
    Status::Returned, "cancelled" => Status::Cancelled;
    Status::InProcess, "handed_back" => Status::HandedBack;
    Status::InProcess, "refused" => Status::Refused;
    Status::InProcess, "skrd_issued" => Status::AwaitingPayment;
    Status::InProcess, "cancelled" => Status::Cancelled;
    Status::AwaitingPayment, "payment_confirmed" => Status::InProcess;
    Status::AwaitingPayment, "expired_unpaid" => Status::ExpiredUnpaid;
    Status::AwaitingPayment, "cancelled" => Status::Cancelled;
    Status::InProcess, "document_sealed" => Status::Issued;
    Status::InProcess, "suspended" => SURVEY;
    Status::Issued, "suspended" => SURVEY;
    // A suspended survey resumes to where it stood: issued where the number precedes it, in process otherwise.
    SURVEY, "resumed" => Status::Issued;
    SURVEY, "resumed" => Status::InProcess;
    SURVEY, "cancelled" => Status::Cancelled;
    Status::InProcess, "suspended" => KAHAR;
    KAHAR, "resumed" => Status::InProcess;
    Status::Issued, "handed_over" => Status::HandedOver;
    Status::Issued, "revoked" => Status::Revoked;
    SURVEY, "revoked" => Status::Revoked;
    Status::HandedOver, "revoked" => Status::Revoked;
    Status::HandedOver, "lapsed" => Status::Lapsed;
    Status::HandedOver, "replaced" => Status::Replaced;
};

/// Whether `event` may move an application from one status to another; events that keep the status are always in order
/// as far as this table goes.
pub fn is_legal(from: Status, event: &Event, to: Status) -> bool {
    if from == to {
        return true;
    }
    TABLE.iter().any(|row| row.from == from && row.event == event.name() && row.to == to)
}
