//! Duties that a person accepts before anything else answers: those of every holder (MJK18-9.1), for technical agencies
//! also the guide and confidentiality (MJK18-20.a, 20.c). A changed text asks again.

use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::sha256;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use store::account::AccountRow;

/// Page of the profile with the duties of every holder.
pub const DUTIES: &str = "kewajiban-akun";
/// Page of the profile with the guide for technical agencies.
pub const AGENCY_GUIDE: &str = "panduan-instansi";
/// Page of the profile with the statement of confidentiality.
pub const CONFIDENTIALITY: &str = "kerahasiaan";

/// One text to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyText {
    /// Page of the profile.
    pub document: &'static str,
    /// SHA-256 of its text: what exactly was accepted.
    pub version: [u8; 32],
}

/// Everything that the holder of this account must have accepted.
pub fn duties_of(region: &Region, row: &AccountRow) -> Vec<DutyText> {
    let agency: &[&'static str] = if row.agency.is_some() { &[AGENCY_GUIDE, CONFIDENTIALITY] } else { &[] };
    let text = |document: &'static str| {
        let text = region.profile.content.get(document)?;
        Some(DutyText { document, version: sha256(text.as_bytes()) })
    };
    std::iter::once(DUTIES).chain(agency.iter().copied()).filter_map(text).collect()
}

/// What the holder has not accepted yet in its present version.
///
/// # Errors
/// Database.
pub fn pending_duties(region: &Region, row: &AccountRow) -> Result<Vec<DutyText>, AppError> {
    let accepted = region.store.read(|tx| store::account_guard::accepted(tx, row.id))?;
    let mut texts = duties_of(region, row);
    texts.retain(|text| !accepted.iter().any(|(d, v)| d == text.document && *v == text.version));
    Ok(texts)
}

/// Accepts what was shown; `ticked` holds the versions as hex. Everything that is pending must be among them.
///
/// # Errors
/// [`Refusal::DutiesNotAccepted`] when a tick is missing or a text has changed since it was shown; recorded.
pub fn accept_duties(region: &Region, actor: &Actor, ticked: &[String]) -> Result<(), AppError> {
    let act = "accept_duties";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotSignedIn)?;
    let pending = pending_duties(region, &row)?;
    if pending.iter().any(|text| !ticked.contains(&hex::encode(text.version))) {
        let refusal = Refusal::DutiesNotAccepted;
        record_refusal(region, actor, &Subject::account(account), act, &refusal)?;
        return Err(refusal.into());
    }
    write(region, actor, account, &pending)
}

fn write(region: &Region, actor: &Actor, account: Id<Account>, texts: &[DutyText]) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor, texts], |tx| {
        let mut dice = Dice::new(seed, now);
        for text in texts {
            store::account_guard::accept(tx, account, text.document, text.version, now)?;
            let about = Subject::account(account);
            record_act(tx, &mut dice, region, actor, &about, "accept_duties", Some(text.version), &[])?;
        }
        Ok(())
    })
}

/// Accepts everything for the invented people of a play.
pub(crate) fn accept_all(region: &Region, account: Id<Account>) -> Result<(), AppError> {
    let (actor, row) = region.store.read(|tx| super::actor_of(region, tx, account))?;
    let texts = duties_of(region, &row);
    write(region, &actor, account, &texts)
}
