//! Changes what a draft states (MJK18-8.3). A changed number or mailbox must be confirmed anew.

use super::begin::{read, who};
use super::{Stated, own_draft, seal, subject};
use crate::act::record_act;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::TypedClaims;
use domain::party::{AccessRequest, Actor};
use domain::value::Id;

/// Saves the form of a draft.
///
/// # Errors
/// As [`super::begin`]; [`AppError::NotFound`] for a request that is not this browser's draft.
pub fn save(
    region: &Region,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
    typed: &TypedClaims,
) -> Result<(), AppError> {
    save_with(region, None, cookie, id, typed)
}

/// The same with an officer who helps at the counter (MJK18-12.6).
///
/// # Errors
/// As [`save`].
pub fn save_with(
    region: &Region,
    helper: Option<&Actor>,
    cookie: &[u8; 32],
    id: Id<AccessRequest>,
    typed: &TypedClaims,
) -> Result<(), AppError> {
    let act = "save_access_request";
    let draft = own_draft(region, cookie, id)?;
    let claims = read(region, helper, &subject(id), act, draft.stated.claims.kind, typed)?;
    let stated = &Stated { typed: typed.clone(), claims };
    let (seed, now) = region.draw();
    let actor = &who(helper);
    written!(region, [region, stated, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let sealed = seal(region, dice.nonce(), id, stated)?;
        store::access::set_claims(tx, id, &sealed)?;
        record_act(tx, &mut dice, region, actor, &subject(id), act, None, &[])?;
        Ok(())
    })
}
