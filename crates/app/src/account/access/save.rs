//! Changes what a draft states (MJK18-8.3). A changed number or mailbox must be confirmed anew.

use super::begin::read;
use super::{Stated, newcomer, own_draft, seal, subject};
use crate::act::record_act;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::TypedClaims;
use domain::party::AccessRequest;
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
    let act = "save_access_request";
    let draft = own_draft(region, cookie, id)?;
    let claims = read(region, &subject(id), act, draft.stated.claims.kind, typed)?;
    let stated = &Stated { typed: typed.clone(), claims };
    let (seed, now) = region.draw();
    written!(region, [region, stated], |tx| {
        let mut dice = Dice::new(seed, now);
        let sealed = seal(region, dice.nonce(), id, stated)?;
        store::access::set_claims(tx, id, &sealed)?;
        record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, None, &[])?;
        Ok(())
    })
}
