//! Gives officials and the office their signing keys, wrapped by the region's master key.

use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::keys::put_signing_key;
use crate::letter::SEAL;
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::value::Id;

fn give(
    region: &Region,
    owner: &str,
    subject: Subject,
    act: &'static str,
    pkcs8: &[u8],
    chain: &[Vec<u8>],
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    let digest = chain.first().map(|der| crate::crypt::sha256(der));
    let (chain, pkcs8, subject) = (&chain.to_vec(), &pkcs8.to_vec(), &subject);
    written!(region, [region, owner, subject, chain, pkcs8], |tx| {
        let mut dice = Dice::new(seed, now);
        put_signing_key(tx, &region.keys, owner, pkcs8, chain, &mut dice)?;
        let system = Actor::system();
        record_act(tx, &mut dice, region, &system, subject, act, digest, &[])?;
        Ok::<_, AppError>(())
    })
}

/// Gives an official a key (PKCS#8) with its certificate chain (DER, signer first).
///
/// # Errors
/// Database.
pub fn give_signing_key(
    region: &Region,
    account: Id<Account>,
    pkcs8: &[u8],
    chain: &[Vec<u8>],
) -> Result<(), AppError> {
    give(region, &account.to_string(), Subject::account(account), "give_signing_key", pkcs8, chain)
}

/// Gives the office its seal.
///
/// # Errors
/// Database.
pub fn give_seal_key(region: &Region, pkcs8: &[u8], chain: &[Vec<u8>]) -> Result<(), AppError> {
    give(region, SEAL, Subject::office(0), "give_seal_key", pkcs8, chain)
}
