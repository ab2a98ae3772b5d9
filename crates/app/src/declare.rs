//! The applicant's own declaration on a form that an officer filled: a code goes to the applicant's phone, bound to exactly
//! what the form says (MJK18-12.3, 12.6).

use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::message::{Recipient, send, with_office};
use crate::query::applicant::own;
use crate::{Dice, Region};
use domain::party::{Actor, Pin};
use domain::pin::{PinAct, PinChallenge};
use domain::process::Refusal;
use domain::value::Id;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// Codes to one applicant within an hour.
const MOST_AN_HOUR: i64 = 6;

/// A code that was sent.
#[derive(Debug, Clone)]
pub struct AskedCode {
    /// The challenge that the code answers.
    pub challenge: Id<Pin>,
    /// Masked number it went to.
    pub phone: String,
    /// Until when.
    pub expires_at: Timestamp,
}

fn refused(message: &str) -> AppError {
    Refusal::Invalid { field: "kode".into(), message: message.into() }.into()
}

/// Sends the applicant the code for the draft as it is now.
///
/// # Errors
/// [`AppError::NotFound`] for a draft that this officer did not enter; refusals when the applicant has no phone number or
/// asked too often; all recorded.
pub fn ask(region: &Region, actor: &Actor, id: &str) -> Result<AskedCode, AppError> {
    let file = own(region, actor, id)?;
    let state = &file.state;
    let subject = Subject::application(state.id);
    let result = send_code(region, actor, &file);
    if let Err(AppError::Refused(refusal)) = &result {
        record_refusal(region, actor, &subject, "ask_declaration_code", refusal)?;
    }
    result
}

fn send_code(
    region: &Region,
    actor: &Actor,
    file: &crate::query::applicant::OwnFile,
) -> Result<AskedCode, AppError> {
    let state = &file.state;
    if actor.account == Some(state.owner) || file.under.is_some() || state.submitted_at.is_some() {
        return Err(Refusal::wrong_status(state.status).into());
    }
    let Some(policy) = &region.profile.policy.pin else {
        return Err(refused("Kantor ini tidak memakai kode. Pakai lembar pernyataan."));
    };
    let content = crate::act::content_of(state)?;
    let (seed, now) = region.draw();
    let service = file.definition.short_name.as_str();
    written!(region, [region, actor, state, policy, service], |tx| {
        let mut dice = Dice::new(seed, now);
        let since = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
        if store::desk::recent_pins(tx, state.owner, since)? >= MOST_AN_HOUR {
            return Err(refused(
                "Terlalu banyak kode dikirim. Coba lagi satu jam lagi, atau pakai lembar pernyataan.",
            ));
        }
        let row = store::account::find(tx, state.owner)?.ok_or(AppError::NotFound)?;
        let personal = crate::account::read_personal(&region.keys, &row)?;
        let Some(phone) = personal.phone else {
            return Err(refused("Pemohon belum mendaftarkan nomor ponsel. Pakai lembar pernyataan."));
        };
        let id: Id<Pin> = dice.id();
        let code = dice.pin();
        let challenge = PinChallenge::new(id, state.owner, PinAct::Declare, content, now, policy);
        store::desk::put_pin(tx, &challenge, crate::pin::code_hash(region, id, &code), &[content], now)?;
        let variables = json!({
            "pin": code,
            "minutes": policy.valid_minutes,
            "service_short": service,
            "officer": actor.name,
        });
        let masked = crate::query::case::masked(&phone.to_string());
        let to = Recipient { phone: Some(phone), email: None };
        let variables = with_office(region, variables);
        if send(tx, region, &mut dice, "declaration_code", &to, Some(state.id), &variables)? == 0 {
            return Err(refused("Kantor ini tidak mengirim kode. Pakai lembar pernyataan."));
        }
        let digest = Some(*content.as_bytes());
        let subject = Subject::application(state.id);
        record_act(tx, &mut dice, region, actor, &subject, "ask_declaration_code", digest, &[])?;
        Ok(AskedCode { challenge: id, phone: masked, expires_at: challenge.expires_at })
    })
}
