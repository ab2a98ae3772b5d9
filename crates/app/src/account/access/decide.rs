//! Grants or refuses access, within one working day (MJK18-8.5, 8.6).

use super::begin::login_free;
use super::{Opened, not_registrable, open_row, subject};
use crate::account::code::{self, Contact};
use crate::account::create::{NewAccount, write_account};
use crate::account::notice_contact::keep as keep_notice_phone;
use crate::account::personal::{AccountKind, Personal};
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::message::{Recipient, with_office};
use crate::query::case::require;
use crate::{Dice, Region};
use domain::access::{AccessKind, Claims, CodeUse, decision_due};
use domain::capability::{Capability, RoleId};
use domain::party::{AccessRequest, Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use serde_json::json;
use store::WriteTx;

/// What the officer decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// *Setujui*.
    Grant,
    /// *Tolak*, with the reason that the person reads.
    Refuse {
        /// Reason in words.
        reason: String,
    },
}

/// The role of everybody who applies in his own name (requirements, section 8.1).
const APPLICANT: &str = "applicant";

fn new_account(login: &str, claims: &Claims) -> NewAccount {
    let kind = match claims.kind {
        AccessKind::Person => AccountKind::Person,
        AccessKind::Business => AccountKind::Business,
    };
    NewAccount {
        kind,
        login: login.to_owned(),
        name: claims.name.clone(),
        personal: Personal {
            nik: claims.nik.clone(),
            npwp: claims.npwp.clone(),
            phone: (!claims.borrowed).then(|| claims.phone.clone()),
            email: Some(claims.email.clone()),
            street: claims.street.clone(),
            village: claims.village.clone(),
            responsible: claims.responsible.clone(),
            power: claims.power.clone(),
            ..Personal::default()
        },
        password: String::new(),
        roles: vec![RoleId::from(APPLICANT)],
        agency: None,
        nip: None,
    }
}

fn grant(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    actor: &Actor,
    opened: &Opened,
    number: &str,
) -> Result<Id<Account>, AppError> {
    let claims = &opened.stated.claims;
    // Somebody else may have got the chosen name meanwhile; the number of the request always remains.
    let chosen = if login_free(tx, claims)? { claims.login.clone() } else { None };
    let login = chosen.unwrap_or_else(|| number.to_lowercase());
    // No password opens the account until its holder has chosen one with the code (MJK18-9.1).
    let account = write_account(tx, region, dice, actor, &new_account(&login, claims), "")?;
    // The papers were asked for once and serve every application from now on (MJK18-12.2).
    for file in opened.papers.values() {
        store::access::give_file(tx, *file, opened.row.id, account)?;
    }
    // A number of somebody else receives notices, and never the code that opens the account.
    let own = if claims.borrowed {
        keep_notice_phone(tx, region, dice, account, Some(&claims.phone))?;
        Contact::Email(claims.email.clone())
    } else {
        Contact::Phone(claims.phone.clone())
    };
    let digits = code::keep(tx, region, dice, *account.as_bytes(), CodeUse::FirstPassword, &own)?;
    let days = CodeUse::FirstPassword.life().as_hours() / 24;
    let variables =
        json!({ "name": claims.name, "number": number, "code": digits, "days": days, "login": login });
    tell(tx, region, dice, claims, "access_granted", variables)?;
    Ok(account)
}

fn tell(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    claims: &Claims,
    event: &str,
    variables: serde_json::Value,
) -> Result<(), AppError> {
    // Both channels at once: a telephone that does not answer is followed by nothing (MJK18-8.6).
    let phone = (!claims.borrowed || event != "access_granted").then(|| claims.phone.clone());
    let to = Recipient { phone, email: Some(claims.email.clone()) };
    crate::message::send(tx, region, dice, event, &to, None, &with_office(region, variables)).map(|_| ())
}

/// Decides a request; the version is the one the officer saw.
///
/// # Errors
/// [`Refusal::NotAllowed`], [`Refusal::RequestDecided`], [`Refusal::Stale`], a missing reason, a double; all recorded.
pub fn decide(
    region: &Region,
    actor: &Actor,
    id: Id<AccessRequest>,
    seen: i64,
    decision: &Decision,
) -> Result<(), AppError> {
    let act = "decide_access_request";
    require(region, actor, &[Capability::DecideAccessRequest], act)?;
    let (seed, now) = region.draw();
    let calendar = &region.office().calendar;
    let done = written!(region, [region, actor, decision, calendar], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::access::lock(tx, id)?.ok_or(AppError::NotFound)?;
        match row.state.as_str() {
            "open" => {}
            "draft" => return Err(AppError::NotFound),
            decided => {
                // Pressed twice: the same person, the same answer.
                let same = row.decided_by.as_deref() == Some(actor.name.as_str())
                    && (decided == "granted") == (*decision == Decision::Grant);
                return if same { Ok(()) } else { Err(Refusal::RequestDecided.into()) };
            }
        }
        if row.version != seen {
            return Err(Refusal::Stale.into());
        }
        let number = row.number.clone().unwrap_or_default();
        let late = match row.received_at {
            Some(received) => decision_due(calendar, received).is_ok_and(|due| due.passed(now)),
            None => false,
        };
        let opened = open_row(region, row)?;
        let fields = if late { vec!["late".to_owned()] } else { Vec::new() };
        record_act(tx, &mut dice, region, actor, &subject(id), act, None, &fields)?;
        match decision {
            Decision::Grant => {
                let account = grant(tx, region, &mut dice, actor, &opened, &number)?;
                store::access::decide(tx, id, &actor.name, None, Some(account), now)?;
            }
            Decision::Refuse { reason } => {
                let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
                let reason = reason.trim_end_matches('.');
                if reason.is_empty() || reason.chars().count() > 160 {
                    let message = "Tulis alasan penolakan, paling panjang 160 huruf.".into();
                    return Err(Refusal::Invalid { field: "alasan".into(), message }.into());
                }
                store::access::decide(tx, id, &actor.name, Some(reason), None, now)?;
                let claims = &opened.stated.claims;
                let variables = json!({ "name": claims.name, "number": number, "reason": reason });
                tell(tx, region, &mut dice, claims, "access_refused", variables)?;
            }
        }
        Ok(())
    })
    .map_err(not_registrable);
    if let Err(AppError::Refused(refusal)) = &done {
        record_refusal(region, actor, &subject(id), act, refusal)?;
    }
    done
}
