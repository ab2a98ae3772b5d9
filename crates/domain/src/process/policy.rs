//! What the region's profile sets for all its services: always current, never kept by a running file.

use crate::access::AccessPolicy;
use crate::calendar::Budget;
use crate::definition::ServiceId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Retribution (MJK18-14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPolicy {
    /// Ten working days from the notice (MJK18-14.3).
    pub pay_within: Budget,
    /// Settlement grace after the deadline.
    pub settlement_grace: Budget,
    /// Bank named in the message (MJK18-14.2).
    pub bank: String,
    /// Temporary receiving account.
    pub account: String,
    /// First four digits of the payment code.
    pub code_prefix: String,
    /// Without a delivery report the clock starts with the first successful sending, after this many hours of waiting.
    pub delivery_wait_hours: u32,
    /// Revenue account printed on the SKRD.
    pub revenue_account: String,
    /// The only services that may carry retribution, where the regulation closes the list (KDR11-15); `None` for any.
    #[serde(default)]
    pub services: Option<BTreeSet<ServiceId>>,
}

/// Whether finished documents go by courier (MJK18-18.1, KDR11-18.1; A-61).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourierRule {
    /// Collected, printed by oneself, or sent by message.
    None,
    /// The office may send them.
    #[default]
    Optional,
    /// The rule; who comes to the counter gets one only after a delivery has failed.
    Mandatory,
}

/// Survey (MJK18-17), calendar days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyPolicy {
    /// Every two days.
    pub reminder_every_days: u16,
    /// Three times.
    pub reminder_count: u8,
    /// Six days.
    pub suspend_after_days: u16,
}

/// PIN by SMS (MJK18-13.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinPolicy {
    /// Five minutes by default.
    pub valid_minutes: u32,
    /// Three by default.
    pub attempts: u8,
}

/// Everything above, with the office's own times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionPolicy {
    /// Dotted code of the region, for example `35.76`.
    pub region_code: String,
    /// Names of the neighbouring regency that is told to people from there (practice: wrong office).
    pub neighbour: Option<String>,
    /// Retribution, when any service carries it.
    pub payment: Option<PaymentPolicy>,
    /// Survey, when the region asks for it.
    pub survey: Option<SurveyPolicy>,
    /// PIN, when signing works by SMS.
    pub pin: Option<PinPolicy>,
    /// Time to answer a correction.
    pub correction: Budget,
    /// How many days before its last day a permit may be renewed (practice, section 2 "After issue").
    pub renewal_opens_days: u16,
    /// After how many days at the counter the holder is reminded, once, of a document that nobody came for.
    pub pickup_remind_days: u16,
    /// How many days before the last day of a paper in the folder its owner is told, once.
    pub paper_notice_days: u16,
    /// How many whole years readable audit records are kept at least; `None` = for ever. Their leaves always stay.
    pub audit_keep_years: Option<u16>,
    /// Whether finished documents go by courier.
    #[serde(default)]
    pub courier: CourierRule,
    /// Whether a second person confirms a recorded payment.
    pub second_payment_confirmation: bool,
    /// Sessions, waiting times and limits of accounts.
    #[serde(default)]
    pub access: AccessPolicy,
}
