//! Makes a device of the office a public one, or an ordinary one again (MJK18-12.6). The mark is a cookie of that browser;
//! what is kept here is who did it.

use crate::act::{Subject, record_act};
use crate::error::AppError;
use crate::query::case::require;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::Actor;

/// Records it.
///
/// # Errors
/// A refusal for everybody but the system manager, recorded; database.
pub fn mark_public_device(region: &Region, actor: &Actor, public: bool) -> Result<(), AppError> {
    let act = "mark_public_device";
    require(region, actor, &[Capability::ConfigureSystem], act)?;
    let (seed, now) = region.draw();
    let fields = vec![if public { "public" } else { "usual" }.to_owned()];
    let fields = &fields;
    written!(region, [region, actor, fields], |tx| {
        let mut dice = Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, &Subject::office(0), act, None, fields).map(|_| ())
    })
}
