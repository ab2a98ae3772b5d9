//! Blocks, opens and ends an account of the staff, and sends a new code to choose a password with.

use super::files_back::queue_files_back;
use super::people::keeps_a_manager;
use super::staff_change::no_manager;
use super::{manager, refuse, wrong};
use crate::account::{fresh_code, unknown_password};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use store::staff::StaffLine;

fn line(region: &Region, id: Id<Account>) -> Result<StaffLine, AppError> {
    region.store.read(|tx| store::staff::find(tx, id))?.ok_or(AppError::NotFound)
}

/// Nobody closes the own account: a slip of the hand would lock the office out.
fn somebody_else(actor: &Actor, id: Id<Account>) -> Result<(), Refusal> {
    if actor.account == Some(id) {
        return Err(wrong("akun", "Akun Anda sendiri hanya dapat ditutup oleh pengelola lain."));
    }
    Ok(())
}

fn close(
    region: &Region,
    actor: &Actor,
    id: Id<Account>,
    act: &'static str,
    for_good: bool,
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        if !keeps_a_manager(tx, region, Some((id, &[])))? {
            return Err(no_manager().into());
        }
        store::account::close(tx, id, now)?;
        if for_good {
            let division = store::staff::find(tx, id)?.and_then(|line| line.division);
            store::staff::keep(tx, id, division.as_deref(), Some(now), now)?;
        }
        store::staff::end_sessions(tx, id)?;
        store::access::drop_codes(tx, *id.as_bytes())?;
        record_act(tx, &mut dice, region, actor, &Subject::account(id), act, None, &[])?;
        queue_files_back(tx, &mut dice, id, now)
    });
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &Subject::account(id), act, refusal),
        other => other,
    }
}

/// Blocks somebody at once: no session, no sign-in; files in hand go back to their queues.
///
/// # Errors
/// A refusal for one's own account, one that is closed already, or the last one that configures the system; database.
pub fn block(region: &Region, actor: &Actor, id: Id<Account>) -> Result<(), AppError> {
    const ACT: &str = "block_account";
    manager(region, actor, ACT)?;
    let closed = line(region, id)?.closed_at.is_some();
    let allowed = somebody_else(actor, id).and_then(|()| {
        if closed { Err(wrong("akun", "Akun ini sudah diblokir atau ditutup.")) } else { Ok(()) }
    });
    match allowed {
        Err(refusal) => refuse(region, actor, &Subject::account(id), ACT, refusal),
        Ok(()) => close(region, actor, id, ACT, false),
    }
}

/// Opens a blocked account again.
///
/// # Errors
/// A refusal for an account that is not blocked, or whose service has ended; database.
pub fn unblock(region: &Region, actor: &Actor, id: Id<Account>) -> Result<(), AppError> {
    const ACT: &str = "unblock_account";
    manager(region, actor, ACT)?;
    let known = line(region, id)?;
    let subject = Subject::account(id);
    if known.ended_at.is_some() || known.closed_at.is_none() {
        let refusal = wrong("akun", "Hanya akun yang diblokir dapat dibuka lagi.");
        return refuse(region, actor, &subject, ACT, refusal);
    }
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        if store::staff::open(tx, id)? {
            record_act(tx, &mut dice, region, actor, &Subject::account(id), ACT, None, &[])?;
        }
        Ok::<_, AppError>(())
    })
}

/// Ends somebody's service (practice: mutasi). Posts end first, with their letters; files in hand go back to their queues,
/// and the account stays in every history under its name.
///
/// # Errors
/// A refusal while the person holds a post; otherwise as [`block`]; database.
pub fn end_service(region: &Region, actor: &Actor, id: Id<Account>) -> Result<(), AppError> {
    const ACT: &str = "end_service";
    manager(region, actor, ACT)?;
    let known = line(region, id)?;
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let post = office.officials.open_appointments(id, today).first().map(|a| a.position.clone());
    let allowed = somebody_else(actor, id).and_then(|()| match post {
        _ if known.ended_at.is_some() => Err(wrong("akun", "Tugas orang ini sudah berakhir.")),
        Some(position) => {
            let title = super::officials_view::title(region, &position);
            Err(wrong("akun", format!("Akhiri dahulu masa jabatan orang ini: {title}.")))
        }
        None => Ok(()),
    });
    match allowed {
        Err(refusal) => refuse(region, actor, &Subject::account(id), ACT, refusal),
        Ok(()) => close(region, actor, id, ACT, true),
    }
}

/// Sends a new code; the old password and every session end at once. The code is shown to nobody.
///
/// # Errors
/// [`Refusal::NoRegisteredPhone`]; a refusal for a closed account; database.
pub fn reset_sign_in(region: &Region, actor: &Actor, id: Id<Account>) -> Result<(), AppError> {
    const ACT: &str = "reset_sign_in";
    manager(region, actor, ACT)?;
    let subject = Subject::account(id);
    if line(region, id)?.closed_at.is_some() {
        let refusal = wrong("akun", "Akun ini diblokir atau ditutup. Buka blokirnya lebih dahulu.");
        return refuse(region, actor, &subject, ACT, refusal);
    }
    let (seed, now) = region.draw();
    let hash = &unknown_password(region, &mut Dice::new(seed, now))?;
    let result = written!(region, [region, actor, hash], |tx| {
        let mut dice = Dice::new(seed, now);
        dice.secret();
        dice.salt();
        let row = store::account::find(tx, id)?.ok_or(AppError::NotFound)?;
        store::staff::set_password(tx, id, hash)?;
        store::staff::end_sessions(tx, id)?;
        fresh_code(tx, &mut dice, region, &row)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(id), ACT, None, &[])?;
        Ok::<_, AppError>(())
    });
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &subject, ACT, refusal),
        other => other,
    }
}
