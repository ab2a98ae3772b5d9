//! Settings that a region gives a legal basis for in `law.toml`.

/// Every setting, with whether it is a deadline that must have a basis as soon as the profile sets it.
pub const SETTINGS: &[(&str, bool)] = &[
    ("access.decision", false),
    ("calendar.holidays", false),
    ("correction.answer_within", true),
    ("declaration.text", false),
    ("handover.courier", false),
    ("numbers.permit", false),
    ("numbers.skrd", false),
    ("papers.kinds", false),
    ("payment.account", false),
    ("payment.bank", false),
    ("payment.delivery_wait_hours", true),
    ("payment.pay_within", true),
    ("payment.second_confirmation", false),
    ("payment.settlement_grace", true),
    ("pin.attempts", false),
    ("pin.valid_minutes", true),
    ("roles.capabilities", false),
    ("stages.budget", false),
    ("stages.order", false),
    ("survey.order", false),
    ("survey.reminder_count", false),
    ("survey.reminder_every_days", true),
    ("survey.suspend_after_days", true),
];
