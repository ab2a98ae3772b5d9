//! Completes a command with what the transaction draws: numbers from counters, codes from dice.

use super::register::register_facts;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::definition::{ServiceDefinition, StageKind};
use domain::formula::Outcome;
use domain::numbering::{NumberParts, NumberTemplate};
use domain::process::{Application, Command, Refusal};
use domain::value::PaymentCode;
use jiff::Timestamp;
use store::{ReadTx, WriteTx};

/// Number template of the SKRD.
pub(crate) const SKRD_TEMPLATE: &str = "skrd";

pub(super) fn prepare(
    region: &Region,
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    state: &Application,
    definition: &ServiceDefinition,
    command: &Command,
) -> Result<Command, AppError> {
    Ok(match command {
        Command::Submit { declared, .. } => {
            Command::Submit { declared: *declared, verification_code: dice.verification_code().compact() }
        }
        Command::AssignNumber { .. } if state.number.is_none() => {
            let code = numbered_code(tx, state, definition)?;
            let template = template(region, &definition.number_template)?;
            Command::AssignNumber { number: draw(region, tx, dice, template, &definition.code, &code)?.0 }
        }
        Command::ReleaseIssue { .. }
            if state.number.is_none() && definition.stage_of_kind(StageKind::Numbering).is_none() =>
        {
            let template = template(region, &definition.number_template)?;
            Command::ReleaseIssue {
                number: draw(region, tx, dice, template, &definition.code, &definition.code)?.0,
            }
        }
        Command::IssueSkrd { .. } if state.skrd.is_none() => {
            let template = template(region, SKRD_TEMPLATE)?;
            let (number, _) = draw(region, tx, dice, template, &definition.code, &definition.code)?;
            let prefix = region.profile.policy.payment.as_ref().map_or("0000", |p| p.code_prefix.as_str());
            let year = region.office().calendar.local_date(dice.now()).year();
            // A counter of its own: SKRD may be numbered per service or month, codes of the bank never repeat (MJK18-14.2).
            let serial = store::counter::next(tx, &format!("payment_code.{year}"))?;
            let code = u32::try_from(serial)
                .ok()
                .zip(u16::try_from(year).ok())
                .and_then(|(serial, year)| PaymentCode::new(prefix, serial, year).ok())
                .ok_or_else(|| AppError::Failed("payment code".into()))?;
            Command::IssueSkrd { number, payment_code: code.to_string() }
        }
        other => other.clone(),
    })
}

fn template<'r>(region: &'r Region, id: &str) -> Result<&'r NumberTemplate, AppError> {
    region
        .profile
        .numbers
        .get(id)
        .ok_or_else(|| AppError::Damaged(format!("number template {id} is missing")))
}

/// Draws a number. Year and month are those of this moment: no back-dating and no inserted numbers exist.
fn draw(
    region: &Region,
    tx: &WriteTx<'_>,
    dice: &Dice,
    template: &NumberTemplate,
    counter_code: &str,
    code: &str,
) -> Result<(String, i64), AppError> {
    let date = region.office().calendar.local_date(dice.now());
    let counter = store::counter::next(tx, &template.counter_name(counter_code, date))?;
    let number = template
        .fill(&NumberParts { counter, code, date })
        .map_err(|e| AppError::Damaged(format!("number template {}: {e}", template.id)))?;
    Ok((number, counter))
}

/// The number that a file would get now, for the page where it is given; the counter stays where it is.
pub(crate) fn next_number(
    region: &Region,
    tx: &ReadTx<'_>,
    state: &Application,
    definition: &ServiceDefinition,
    now: Timestamp,
) -> Result<String, AppError> {
    let template = template(region, &definition.number_template)?;
    let code = numbered_code(tx, state, definition)?;
    let date = region.office().calendar.local_date(now);
    let counter = store::counter::last(tx, &template.counter_name(&definition.code, date))? + 1;
    template
        .fill(&NumberParts { counter, code: &code, date })
        .map_err(|e| AppError::Damaged(format!("number template {}: {e}", template.id)))
}

/// The service's code as it stands in a number, with the holder's ordinal where the service counts them.
fn numbered_code(
    tx: &ReadTx<'_>,
    state: &Application,
    definition: &ServiceDefinition,
) -> Result<String, AppError> {
    Ok(match ordinal(tx, state, definition)? {
        Some(n) => format!("{}-{n}", definition.code),
        None => definition.code.clone(),
    })
}

/// The ordinal inside the number (SIPD-1, -2, -3), computed from the register.
fn ordinal(
    tx: &ReadTx<'_>,
    state: &Application,
    definition: &ServiceDefinition,
) -> Result<Option<i64>, AppError> {
    let Some(formula) = &definition.product.ordinal else { return Ok(None) };
    // The holder's kind plays no part in an ordinal.
    let register = register_facts(tx, state, definition, "person")?;
    // A successor keeps the ordinal of what it succeeds: another permit may have the next one.
    if let Some(kept) = register.earlier_permit.and_then(|permit| permit.ordinal) {
        return Ok(Some(kept));
    }
    match formula.evaluate(&register.values, &definition.tables) {
        Ok(Outcome::Decimal(n)) => Ok(n.trunc().to_string().parse().ok()),
        Ok(_) => Err(AppError::Damaged("the ordinal is not a number".into())),
        Err(e) => Err(Refusal::Invalid { field: "ordinal".into(), message: e.message_id() }.into()),
    }
}
