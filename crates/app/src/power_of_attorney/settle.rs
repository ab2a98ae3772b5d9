//! An officer looks at the signed paper and confirms or refuses, with a reason (MJK18-12.6; as at 8.5).

use super::{recorded, subject, tell, terms};
use crate::act::record_act;
use crate::error::AppError;
use crate::query::case::require;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::{Actor, PowerRecord};
use domain::process::Refusal;
use domain::value::Id;

/// What the officer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperVerdict {
    /// Names, services, period and signature are right; `seen` is the officer's tick.
    Confirm {
        /// Ticked.
        seen: bool,
    },
    /// Not right.
    Refuse {
        /// Reason that the helper reads.
        reason: String,
    },
}

fn wrong(field: &str, message: &str) -> AppError {
    Refusal::Invalid { field: field.into(), message: message.into() }.into()
}

/// Settles a request with a signed paper.
///
/// # Errors
/// Without the tick or a reason, for one's own affairs, for an owner without account; recorded. [`AppError::NotFound`] when
/// there is no paper or another officer was faster.
pub fn settle(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
    verdict: &PaperVerdict,
) -> Result<(), AppError> {
    let act = "settle_power_of_attorney";
    require(region, actor, &[Capability::DecideAccessRequest], act)?;
    let (seed, now) = region.draw();
    let today = region.office().calendar.local_date(now);
    let result = written!(region, [region, actor, verdict], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::power_of_attorney::lock(tx, id)?.ok_or(AppError::NotFound)?;
        if row.state != "asked" || row.paper.is_none() {
            return Err(AppError::NotFound);
        }
        if actor.account == Some(row.helper) || actor.account == row.owner {
            return Err(Refusal::OwnEntry.into());
        }
        let field = match verdict {
            PaperVerdict::Confirm { seen } => {
                if !seen {
                    return Err(wrong(
                        "cocok",
                        "Cocokkan nama, layanan, masa, dan tanda tangan, lalu beri tanda centang.",
                    ));
                }
                let Some(owner) = row.owner else {
                    let message = "Nomor ini belum punya akun. Tolak, dan minta pemiliknya mendaftar dahulu.";
                    return Err(wrong("cocok", message));
                };
                domain::access::PowerOfAttorney::check_until(row.until, today)?;
                if !store::power_of_attorney::confirm(tx, id, "paper", &actor.name, now)? {
                    return Err(AppError::NotFound);
                }
                tell(tx, region, &mut dice, "power_of_attorney_given", owner, &row, "")?;
                tell(tx, region, &mut dice, "power_of_attorney_answered", row.helper, &row, "berlaku")?;
                "confirmed"
            }
            PaperVerdict::Refuse { reason } => {
                let reason = reason.trim();
                if reason.is_empty() {
                    return Err(wrong("alasan", "Tulis alasannya. Penerima kuasa membacanya."));
                }
                if !store::power_of_attorney::refuse(tx, id, &actor.name, reason, now)? {
                    return Err(AppError::NotFound);
                }
                let outcome = format!("ditolak karena {reason}");
                tell(tx, region, &mut dice, "power_of_attorney_answered", row.helper, &row, &outcome)?;
                "refused"
            }
        };
        let fields = ["paper".to_owned(), field.to_owned()];
        record_act(tx, &mut dice, region, actor, &subject(id), act, Some(terms(&row)), &fields).map(|_| ())
    });
    recorded(region, actor, id, act, result)
}
