//! Codes by SMS and e-mail: kept as keyed hashes, limited in tries and in number (MJK18-8.4, 9.1).

use crate::crypt::{mac, same};
use crate::error::AppError;
use crate::message::{Recipient, with_office};
use crate::{Dice, Region};
use domain::access::{CodeChallenge, CodeUse};
use domain::party::ContactCode;
use domain::process::Refusal;
use domain::value::{Email, Id, PhoneNumber};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::WriteTx;
use store::access::CodeRow;

/// Where a code goes, and what it confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Contact {
    /// By SMS.
    Phone(PhoneNumber),
    /// By e-mail.
    Email(Email),
}

impl Contact {
    /// The blind index that accounts keep for it.
    pub(crate) fn index(&self, region: &Region) -> [u8; 32] {
        match self {
            Contact::Phone(phone) => region.keys.blind("phone", phone.as_str()),
            Contact::Email(email) => region.keys.blind("email", &email.lookup_key()),
        }
    }

    /// As the recipient of a message.
    pub(crate) fn recipient(&self) -> Recipient {
        match self {
            Contact::Phone(phone) => Recipient { phone: Some(phone.clone()), email: None },
            Contact::Email(email) => Recipient { phone: None, email: Some(email.clone()) },
        }
    }
}

fn code_hash(region: &Region, id: Id<ContactCode>, digits: &str) -> [u8; 32] {
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    mac(region.keys.index.derive("contact code").bytes(), format!("{id}:{digits}").as_bytes())
}

/// Draws and keeps a code; the caller puts the digits into its message.
pub(crate) fn keep(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    subject: [u8; 16],
    purpose: CodeUse,
    to: &Contact,
) -> Result<String, AppError> {
    let challenge = CodeChallenge::new(purpose, dice.now());
    keep_challenge(tx, region, dice, subject, challenge, to)
}

/// The same with an end of its own.
pub(crate) fn keep_until(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    subject: [u8; 16],
    purpose: CodeUse,
    to: &Contact,
    until: Timestamp,
) -> Result<String, AppError> {
    let challenge = CodeChallenge { expires_at: until, ..CodeChallenge::new(purpose, dice.now()) };
    keep_challenge(tx, region, dice, subject, challenge, to)
}

fn keep_challenge(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    subject: [u8; 16],
    challenge: CodeChallenge,
    to: &Contact,
) -> Result<String, AppError> {
    keep_at(tx, region, dice, subject, challenge, to.index(region))
}

/// The same under an index that need not be that of an address.
pub(crate) fn keep_at(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    subject: [u8; 16],
    challenge: CodeChallenge,
    address_index: [u8; 32],
) -> Result<String, AppError> {
    let id: Id<ContactCode> = dice.id();
    let digits = dice.pin();
    let row = CodeRow { id, subject, address_index, code_hash: code_hash(region, id, &digits), challenge };
    store::access::put_code(tx, &row, dice.now())?;
    Ok(digits)
}

/// Draws, keeps and sends a code; `purpose_text` stands in the message ("mendaftarkan nomor ini").
pub(crate) fn send(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    subject: [u8; 16],
    purpose: CodeUse,
    to: &Contact,
    purpose_text: &str,
) -> Result<(), AppError> {
    let now = dice.now();
    let since = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
    let (recent, newest) = store::access::recent_codes(tx, to.index(region), since)?;
    CodeChallenge::may_send(recent, newest, now)?;
    let digits = keep(tx, region, dice, subject, purpose, to)?;
    let minutes = purpose.life().as_mins();
    let variables =
        with_office(region, json!({ "code": digits, "purpose": purpose_text, "minutes": minutes }));
    crate::message::send(tx, region, dice, "contact_code", &to.recipient(), None, &variables)?;
    Ok(())
}

/// Tries a code against the newest one of each purpose and address. A wrong try counts against all of them, so that
/// several open codes give no more tries than one. What was counted must be committed by the caller.
pub(crate) fn attempt(
    tx: &WriteTx<'_>,
    region: &Region,
    subject: [u8; 16],
    wanted: &[(CodeUse, [u8; 32])],
    typed: &str,
    now: Timestamp,
) -> Result<Result<(), Refusal>, AppError> {
    let mut rows = Vec::new();
    for (purpose, address) in wanted {
        rows.extend(store::access::lock_code(tx, subject, purpose.name(), *address)?);
    }
    let mut answer = Err(Refusal::CodeClosed);
    if let Some(row) = rows.iter().find(|row| same(&row.code_hash, &code_hash(region, row.id, typed))) {
        let (after, outcome) = row.challenge.clone().attempt(true, now);
        store::access::set_code(tx, row.id, &after)?;
        return Ok(outcome);
    }
    for row in rows {
        let open = !row.challenge.closed && now <= row.challenge.expires_at;
        let (after, outcome) = row.challenge.clone().attempt(false, now);
        store::access::set_code(tx, row.id, &after)?;
        if open || answer == Err(Refusal::CodeClosed) {
            answer = outcome;
        }
    }
    Ok(answer)
}

/// Whether a try would be right; nothing is counted.
pub(crate) fn is_right(
    tx: &WriteTx<'_>,
    region: &Region,
    subject: [u8; 16],
    wanted: &[(CodeUse, [u8; 32])],
    typed: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    for (purpose, address) in wanted {
        if let Some(row) = store::access::lock_code(tx, subject, purpose.name(), *address)?
            && same(&row.code_hash, &code_hash(region, row.id, typed))
        {
            return Ok(row.challenge.attempt(true, now).1.is_ok());
        }
    }
    Ok(false)
}
