//! Fee, payment stage and bank belong together (MJK18-14, 15).

use crate::load::Parts;
use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use domain::definition::StageKind;

pub(crate) fn check(draft: &ServiceDraft, parts: &Parts, problems: &Problems) {
    let definition = &draft.definition;
    let position = definition.stages.iter().position(|s| s.kind == StageKind::Payment);
    match (position, &draft.fee) {
        (Some(at), None) => {
            let spot = draft.spots.of(&format!("stages[{at}].id"));
            let mend = "remove the stage, or add `[fee]`";
            problems.add(ProblemKind::PaymentWithoutFee, &spot, "there is a payment stage but no fee", mend);
        }
        (None, Some(fee)) if draft.stages_whole => {
            let mend = "add a stage of kind `payment` behind `decision`, or remove the fee";
            problems.add(
                ProblemKind::FeeWithoutPayment,
                &fee.table,
                "there is a fee but no payment stage",
                mend,
            );
        }
        _ => {}
    }
    let Some(fee) = &draft.fee else { return };
    if !parts.region.gives.payment {
        let what = "there is a fee, but the region names no bank, account and payment code (MJK18-14.2)";
        let mend = "add `[payment]` with bank, account and code_prefix to profile.toml";
        problems.add(ProblemKind::FeeWithoutBank, &fee.table, what, mend);
    }
    let policy = parts.region.policy.as_ref().and_then(|p| p.payment.as_ref());
    if let Some(closed) = policy.and_then(|p| p.services.as_ref())
        && !closed.contains(&definition.id)
    {
        let what = format!("`{}` carries a fee, but `payment.services` does not name it", definition.id.0);
        let mend = "remove the fee, or change the list with the regulation that allows it";
        problems.add(ProblemKind::FeeNotAllowed, &fee.table, what, mend);
    }
    let Some(checked) = &definition.fee else { return };
    for name in checked.formula().names() {
        let Some(id) = name.strip_prefix("rec.") else { continue };
        let sure = definition.stages.iter().filter(|s| s.when.is_none()).flat_map(|s| &s.agencies);
        if !sure.filter(|a| a.when.is_none()).flat_map(|a| &a.fields).any(|f| f.id == id) {
            let what = format!("the fee needs `{name}`, but the agency that fixes it may not be asked");
            let mend = "ask the agency always, or use a value of the form";
            problems.add(ProblemKind::FeeMayMiss, &fee.formula, what, mend);
        }
    }
}
