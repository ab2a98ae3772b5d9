//! Adds one of the staff, or changes what an account says (MJK18-24.1).

use super::files_back::queue_files_back;
use super::people::keeps_a_manager;
use super::roles::roles_of;
use super::staff_form::StaffForm;
use super::{manager, refuse, wrong};
use crate::account::{
    AccountKind, fresh_code, read_personal, roles_text, seal_personal, sort_name, unknown_password,
    write_account,
};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use store::StoreError;

const ADD: &str = "create_account";
const CHANGE: &str = "change_staff";

/// Creates the account; a code to choose a password with goes to the person, so that nobody else ever knows it.
///
/// # Errors
/// [`Refusal::Fields`] with everything that is wrong; database.
pub fn add_staff(region: &Region, actor: &Actor, form: &StaffForm) -> Result<Id<Account>, AppError> {
    manager(region, actor, ADD)?;
    let nobody = Subject::nobody();
    let new = match form.read(region, None) {
        Ok(new) => new,
        Err(refusal) => return refuse(region, actor, &nobody, ADD, refusal),
    };
    if region.store.read(|tx| store::account::by_login(tx, &new.login))?.is_some() {
        return refuse(
            region,
            actor,
            &nobody,
            ADD,
            wrong("akun", "Nama akun ini sudah dipakai. Pilih yang lain."),
        );
    }
    let division = &form.division.trim().to_owned();
    let (seed, now) = region.draw();
    let hash = &unknown_password(region, &mut Dice::new(seed, now))?;
    let new = &new;
    let result = written!(region, [region, actor, new, hash, division], |tx| {
        let mut dice = Dice::new(seed, now);
        dice.secret();
        dice.salt();
        let id = write_account(tx, region, &mut dice, actor, new, hash)?;
        let division = Some(division.as_str()).filter(|d| !d.is_empty());
        store::staff::keep(tx, id, division, None, now)?;
        let row = store::account::find(tx, id)?.ok_or(AppError::NotFound)?;
        fresh_code(tx, &mut dice, region, &row)?;
        Ok(id)
    });
    match result {
        Err(error) => refuse_taken(region, actor, &nobody, ADD, error),
        done => done,
    }
}

/// Changes name, NIP, contact, roles, agency and division. Files at desks that the person leaves go back to their queues.
///
/// # Errors
/// [`Refusal::Fields`]; a refusal when nobody would be left who configures the system; database.
pub fn change_staff(
    region: &Region,
    actor: &Actor,
    id: Id<Account>,
    form: &StaffForm,
) -> Result<(), AppError> {
    manager(region, actor, CHANGE)?;
    let subject = Subject::account(id);
    let line = region.store.read(|tx| store::staff::find(tx, id))?.ok_or(AppError::NotFound)?;
    if line.ended_at.is_some() {
        let refusal = wrong("akun", "Tugas orang ini sudah berakhir, jadi datanya tidak diubah lagi.");
        return refuse(region, actor, &subject, CHANGE, refusal);
    }
    let row = region.store.read(|tx| store::account::find(tx, id))?.ok_or(AppError::NotFound)?;
    let new = match form.read(region, Some(&read_personal(&region.keys, &row)?)) {
        Ok(new) => new,
        Err(refusal) => return refuse(region, actor, &subject, CHANGE, refusal),
    };
    let sort_name = &sort_name(AccountKind::Staff, &new.name)?;
    let division = &form.division.trim().to_owned();
    let (seed, now) = region.draw();
    let (new, row, before) = (&new, &row, &roles_of(&row.roles)?);
    let result = written!(region, [region, actor, new, row, before, sort_name, division], |tx| {
        let mut dice = Dice::new(seed, now);
        if !keeps_a_manager(tx, region, Some((id, &new.roles)))? {
            return Err(no_manager().into());
        }
        let blind = |kind: &str, value: Option<String>| value.map(|v| region.keys.blind(kind, &v));
        let mut row = row.clone();
        row.name.clone_from(&new.name);
        row.sort_name.clone_from(sort_name);
        row.personal_enc = seal_personal(&region.keys, dice.nonce(), id, &new.personal)?;
        row.phone_index = blind("phone", new.personal.phone.as_ref().map(ToString::to_string));
        row.email_index = blind("email", new.personal.email.as_ref().map(|e| e.lookup_key()));
        row.roles = roles_text(&new.roles)?;
        row.agency = new.agency.as_ref().map(|a| a.0.clone());
        row.nip = new.nip.as_ref().map(ToString::to_string);
        if !store::staff::update(tx, &row)? {
            return Err(AppError::NotFound);
        }
        store::staff::keep(tx, id, Some(division.as_str()).filter(|d| !d.is_empty()), None, now)?;
        // Field names, never values: the record says that roles changed, the list says which they are now.
        let changed: Vec<String> = if *before == new.roles { Vec::new() } else { vec!["roles".to_owned()] };
        record_act(tx, &mut dice, region, actor, &Subject::account(id), CHANGE, None, &changed)?;
        queue_files_back(tx, &mut dice, id, now)
    });
    match result {
        Err(AppError::Refused(refusal)) => refuse(region, actor, &subject, CHANGE, refusal),
        Err(error) => refuse_taken(region, actor, &subject, CHANGE, error),
        Ok(()) => Ok(()),
    }
}

/// Nobody would be left who may configure the system.
pub(super) fn no_manager() -> Refusal {
    wrong("peran", "Harus ada paling sedikit satu pengelola sistem. Beri peran itu kepada orang lain dahulu.")
}

/// One sentence for a number and an address that are used already; it never tells by whom.
fn refuse_taken<T>(
    region: &Region,
    actor: &Actor,
    subject: &Subject,
    act: &str,
    error: AppError,
) -> Result<T, AppError> {
    match error {
        AppError::Store(StoreError::Unique { .. }) => {
            let refusal = wrong("ponsel", "Nomor ponsel atau surel ini sudah dipakai akun lain.");
            refuse(region, actor, subject, act, refusal)
        }
        other => Err(other),
    }
}
