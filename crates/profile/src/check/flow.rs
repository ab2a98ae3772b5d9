//! Order of the stages, reachability, and budgets that add up.

use super::conditions::never_holds;
use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use crate::source::Spot;
use domain::calendar::Budget;
use domain::definition::{SigningMode, StageDef, StageKind};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Kinds that end a path.
const ENDS: [StageKind; 3] = [StageKind::Handover, StageKind::Delivery, StageKind::Archive];
/// Kinds that a service may have several of.
const REPEATABLE: [StageKind; 3] =
    [StageKind::SiteVisit, StageKind::TechnicalRecommendation, StageKind::Notice];

pub(crate) fn check(draft: &ServiceDraft, bound: bool, day_minutes: u32, problems: &Problems) {
    let stages = &draft.definition.stages;
    if stages.is_empty() {
        return;
    }
    let flow = Flow { draft, problems };
    flow.names_and_kinds(stages);
    flow.begin_and_end(stages);
    flow.reachable(stages, bound);
    flow.needed(stages);
    flow.budgets(stages, day_minutes);
}

struct Flow<'a> {
    draft: &'a ServiceDraft,
    problems: &'a Problems,
}

impl Flow<'_> {
    fn add(&self, kind: ProblemKind, stage: usize, what: String, mend: &str) {
        self.problems.add(kind, &self.spot(stage), what, mend);
    }

    fn spot(&self, stage: usize) -> Spot {
        self.draft.spots.of(&format!("stages[{stage}].id"))
    }

    fn names_and_kinds(&self, stages: &[StageDef]) {
        let mut ids = BTreeMap::new();
        let mut kinds = BTreeMap::new();
        for (i, stage) in stages.iter().enumerate() {
            let id = &stage.id;
            if ids.insert(id, i).is_some() {
                let what = format!("there are two stages `{id}`");
                self.add(ProblemKind::DuplicateStage, i, what, "give one of them another id");
            }
            if let Some(first) = kinds.insert(stage.kind, id)
                && !REPEATABLE.contains(&stage.kind)
            {
                let what =
                    format!("`{id}` is of the same kind as `{first}`, and this kind may be there once");
                self.add(ProblemKind::StageKindTwice, i, what, "remove one of them");
            }
        }
    }

    fn begin_and_end(&self, stages: &[StageDef]) {
        if let Some(first) = stages.first()
            && (first.kind != StageKind::Registration || first.when.is_some())
        {
            let what = format!("the first stage is `{}`, not an unconditional `registration`", first.id);
            self.add(
                ProblemKind::FirstStageNotRegistration,
                0,
                what,
                "begin with a stage of kind `registration`",
            );
        }
        if let Some(last) = stages.last()
            && (!ENDS.contains(&last.kind) || last.when.is_some())
        {
            let what = format!("the path ends with `{}`, so a file may never be closed", last.id);
            let mend = "end with `handover`, `delivery` or `archive`, without condition";
            self.add(ProblemKind::PathDoesNotEnd, stages.len() - 1, what, mend);
        }
    }

    fn reachable(&self, stages: &[StageDef], bound: bool) {
        let env = self.draft.definition.type_env();
        let closing = stages.iter().position(|s| matches!(s.kind, StageKind::Handover | StageKind::Archive));
        for (i, stage) in stages.iter().enumerate() {
            if let Some(end) = closing
                && i > end
            {
                let what =
                    format!("`{}` stands behind `{}`, which closes the file", stage.id, stages[end].id);
                self.add(ProblemKind::UnreachableStage, i, what, "move it before the closing stage");
            }
            if let Some(when) = &stage.when
                && bound
                && never_holds(when, &env, &self.draft.definition.tables)
            {
                let what = format!("the condition of `{}` never holds", stage.id);
                let spot = self.draft.spots.of(&format!("stages[{i}].when"));
                let mend = "correct the condition, or remove the stage";
                self.problems.add(ProblemKind::UnreachableStage, &spot, what, mend);
            }
        }
    }

    fn needed(&self, stages: &[StageDef]) {
        let at = |kind| stages.iter().position(|s| s.kind == kind);
        let product = &self.draft.definition.product;
        let missing = |kind: &str, why: &str| {
            let what = format!("there is no stage of kind `{kind}`: {why}");
            self.problems.add(ProblemKind::StageMissing, &self.draft.spots.of("id"), what, "add the stage");
        };
        if at(StageKind::Decision).is_none() {
            missing("decision", "nobody would approve or refuse");
        }
        if at(StageKind::AdminVerification).is_none() {
            missing("admin_verification", "nobody would check the documents");
        }
        match (product.signing, at(StageKind::Signing)) {
            (SigningMode::None, Some(i)) => {
                let what = "the product is not signed, but there is a signing stage".to_owned();
                self.add(ProblemKind::StageOrder, i, what, "remove the stage, or set `product.signing`");
            }
            (SigningMode::Electronic | SigningMode::Wet, None) => missing("signing", "the product is signed"),
            _ => {}
        }
        if product.signing == SigningMode::Wet && at(StageKind::Printing).is_none() {
            missing("printing", "ink needs paper");
        }
        let mut order = vec![
            (StageKind::AdminVerification, StageKind::AdminValidation, "what is validated must be verified"),
            (
                StageKind::AdminVerification,
                StageKind::Decision,
                "the documents are checked before the decision",
            ),
            (
                StageKind::TechnicalRecommendation,
                StageKind::Decision,
                "the decision rests on the recommendation",
            ),
            (StageKind::Decision, StageKind::Payment, "only what is approved is paid for (MJK18-14.2)"),
            (StageKind::Decision, StageKind::Signing, "only what is approved is signed"),
            (StageKind::Decision, StageKind::Survey, "only approved applicants are asked (MJK18-17.2)"),
            (
                StageKind::Payment,
                StageKind::Handover,
                "it is handed over together with the SKRD (MJK18-18.2)",
            ),
        ];
        if product.signing == SigningMode::Wet {
            order.push((
                StageKind::Printing,
                StageKind::Signing,
                "wet documents are printed first (MJK18-16.2)",
            ));
        }
        for (before, after, why) in order {
            if let (Some(before), Some(after)) = (at(before), at(after))
                && before > after
            {
                let what = format!("`{}` stands before `{}`: {why}", stages[after].id, stages[before].id);
                self.add(ProblemKind::StageOrder, after, what, "exchange the two stages");
            }
        }
    }

    fn budgets(&self, stages: &[StageDef], day_minutes: u32) {
        let mut budgets: Vec<Budget> = Vec::new();
        let mut whole = true;
        for (i, stage) in stages.iter().enumerate() {
            match (stage.kind.office_clock_runs(), stage.budget) {
                (true, Some(budget)) => budgets.push(budget),
                (true, None) => {
                    whole = false;
                    let what = format!("time runs in `{}`, but it has no budget", stage.id);
                    self.add(ProblemKind::BudgetMissing, i, what, "add `budget = \"1 hari kerja\"`");
                }
                (false, Some(_)) => {
                    let what =
                        format!("in `{}` somebody else is waited for; its time is not counted", stage.id);
                    self.add(ProblemKind::BudgetNotCounted, i, what, "remove `budget`");
                }
                (false, None) => {}
            }
        }
        if !whole {
            return;
        }
        let total = self.draft.definition.service_time;
        let words = || budgets.iter().map(Budget::to_string).collect::<Vec<_>>().join(" + ");
        let what = match Budget::compare_sum(&budgets, total, day_minutes) {
            Ok(Ordering::Equal) => return,
            Ok(Ordering::Less) => format!("the stages take less than the published {total}: {}", words()),
            Ok(Ordering::Greater) => format!("the stages take more than the published {total}: {}", words()),
            Err(error) => format!("the budgets cannot be added up: {error}"),
        };
        let mend = "change a stage's `budget` or `service_time`, so that both agree";
        self.problems.add(ProblemKind::BudgetSum, &self.draft.spots.of("service_time"), what, mend);
    }
}
