//! What the register of permits says about the holder of an application, for conditions, formulas and the ordinal.

use super::placement::object_key;
use crate::error::AppError;
use domain::definition::ServiceDefinition;
use domain::formula::Values;
use domain::party::Account;
use domain::process::{Application, EarlierFacts};
use domain::value::Id;
use store::ReadTx;
use store::permit::PermitRow;

/// What the register says.
pub(crate) struct RegisterFacts {
    /// `holder.kind`, `register.active_permits`, `register.same_object`. A permit that this application replaces does not
    /// count: its holder never has both.
    pub values: Values,
    /// What holds of the permit that the application is about.
    pub earlier: Option<EarlierFacts>,
    /// Its row.
    pub earlier_permit: Option<PermitRow>,
}

/// Looks it up for one application whose owner is of this kind.
///
/// # Errors
/// Database.
pub(crate) fn register_facts(
    tx: &ReadTx<'_>,
    state: &Application,
    definition: &ServiceDefinition,
    holder_kind: &str,
) -> Result<RegisterFacts, AppError> {
    let (mut earlier, mut earlier_permit) = (None, None);
    if let Some(named) = &state.earlier {
        let stored = store::application::find(tx, named.application)?;
        earlier_permit = store::permit::of_application(tx, named.application)?;
        earlier = stored.zip(earlier_permit.as_ref()).map(|(s, p)| earlier_facts(&s.state, p, state.owner));
    }
    let ends = |p: &&PermitRow| state.kind.succeeds() && p.state == "active" && p.holder == state.owner;
    let in_force = earlier_permit.as_ref().filter(ends);
    let mut active = store::permit::active_of_holder(tx, state.owner, &definition.id.0)?;
    active -= i64::from(in_force.is_some());
    let mut same = 0;
    if let Some(key) = object_key(state, definition) {
        same = store::permit::active_for_object(tx, &definition.id.0, &key, state.owner)?;
        same -= i64::from(in_force.is_some_and(|p| p.object_key.as_ref() == Some(&key)));
    }
    let values = Values::new()
        .with("holder.kind", holder_kind)
        .with("register.active_permits", active)
        .with("register.same_object", same);
    Ok(RegisterFacts { values, earlier, earlier_permit })
}

/// What the rules of an application about an earlier permit need to know of it.
pub(crate) fn earlier_facts(file: &Application, permit: &PermitRow, owner: Id<Account>) -> EarlierFacts {
    EarlierFacts {
        status: file.status,
        valid_until: permit.valid_until.as_deref().and_then(|day| day.parse().ok()),
        own: permit.holder == owner,
        copy: permit.copy_of.is_some(),
    }
}
