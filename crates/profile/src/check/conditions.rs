//! Binds every condition and formula, and tells the place of each of their problems.

use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use crate::source::Spot;
use domain::formula::{Condition, Fee, FormulaProblem, ProblemKind as Formula, Type, TypeEnv, Value, Values};

/// The profile's kind of a formula's problem.
fn kind(kind: Formula) -> ProblemKind {
    match kind {
        Formula::Syntax
        | Formula::TooLong
        | Formula::NotAllowed
        | Formula::BadNumber
        | Formula::NeedsLiteral => ProblemKind::FormulaSyntax,
        Formula::BadRounding => ProblemKind::WrongValue,
        Formula::UnknownName => ProblemKind::FormulaUnknownName,
        Formula::UnknownFunction | Formula::WrongArity => ProblemKind::FormulaFunction,
        Formula::UnknownTable => ProblemKind::FormulaUnknownTable,
        Formula::WrongType | Formula::WrongResult | Formula::NotAChoice => ProblemKind::FormulaType,
        Formula::TableMayMiss => ProblemKind::TariffTableMisses,
        Formula::MayOverflow => ProblemKind::FormulaOverflow,
        Formula::MayDivideByZero => ProblemKind::FormulaDivisionByZero,
        Formula::MayBeMissing => ProblemKind::FormulaMayBeMissing,
        Formula::MayBeNegative => ProblemKind::FormulaNegative,
        Formula::TooFewExamples => ProblemKind::TooFewExamples,
        Formula::ExampleDiffers | Formula::ExampleFails => ProblemKind::ExampleWrong,
    }
}

fn report(problem: &FormulaProblem, kind: ProblemKind, spot: &Spot, problems: &Problems) {
    problems.add(kind, spot, problem.message.clone(), problem.mend.clone());
}

/// Binds what can be bound. Answers whether all conditions can be computed now.
pub(crate) fn check(draft: &mut ServiceDraft, problems: &Problems) -> bool {
    if !draft.fields_whole {
        return false;
    }
    // The fee is bound on its own below, because its examples have places of their own.
    let bound = match draft.definition.bind() {
        Ok(()) => true,
        Err(found) => {
            for found in found {
                let spot = draft.spots.of(&found.place).inside(found.problem.offset);
                report(&found.problem, kind(found.problem.kind), &spot, problems);
            }
            false
        }
    };
    fee(draft, problems);
    bound
}

fn fee(draft: &mut ServiceDraft, problems: &Problems) {
    let Some(fee) = &draft.fee else { return };
    let env = draft.definition.type_env();
    match Fee::check(fee.spec.clone(), &env, &draft.definition.tables) {
        Ok(checked) => draft.definition.fee = Some(checked),
        Err(found) => {
            let rounds = !found.iter().any(|p| p.kind == Formula::BadRounding);
            for problem in found {
                let example = problem
                    .message
                    .strip_prefix("example ")
                    .and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok())
                    .and_then(|number| fee.examples.get(number.checked_sub(1)?));
                match (problem.kind, example) {
                    (Formula::TooFewExamples, _) if !fee.whole => {}
                    // Without a rounding no example can come out.
                    (Formula::ExampleFails, _) if !rounds => {}
                    (Formula::TooFewExamples | Formula::BadRounding, _) => {
                        report(&problem, kind(problem.kind), &fee.table, problems);
                    }
                    // A name that only the example gives is a mistake of the example.
                    (_, Some(spot)) => report(&problem, ProblemKind::ExampleWrong, spot, problems),
                    (_, None) => {
                        let spot = fee.formula.inside(problem.offset);
                        report(&problem, kind(problem.kind), &spot, problems);
                    }
                }
            }
        }
    }
}

/// Most combinations that are tried to find a condition that never holds.
const MOST_CASES: usize = 4_096;

/// Whether a condition can never hold: tried for every combination of the yes/no and choice values it names. A
/// condition over numbers, dates or free texts is taken to be able to hold.
pub(crate) fn never_holds(condition: &Condition, env: &TypeEnv, tables: &domain::formula::Tables) -> bool {
    let mut cases = vec![Values::new()];
    for name in condition.names() {
        let Some(entry) = env.get(&name) else { return false };
        let mut values: Vec<Value> = match &entry.ty {
            Type::Bool => vec![Value::Bool(true), Value::Bool(false)],
            Type::Choice(options) => options.iter().map(|o| Value::Text(o.clone())).collect(),
            _ => return false,
        };
        if !entry.required {
            values.push(Value::Null);
        }
        if cases.len().saturating_mul(values.len()) > MOST_CASES {
            return false;
        }
        cases = cases
            .iter()
            .flat_map(|case| values.iter().map(|value| case.clone().with(name.clone(), value.clone())))
            .collect();
    }
    cases.iter().all(|case| condition.evaluate(case, tables) == Ok(false))
}
