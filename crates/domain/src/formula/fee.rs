//! Fees: a formula, one rounding to whole rupiah, and worked examples that prove it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::eval_error::EvalError;
use super::exact::Exact;
use super::explain::{FeeComputation, explain};
use super::expression::Formula;
use super::problem::{FormulaProblem, ProblemKind, nearest};
use super::tables::Tables;
use super::types::{NumberLimits, Type, TypeEnv};
use super::values::Values;

/// Fewest worked examples of a fee.
pub const FEWEST_EXAMPLES: usize = 3;

/// Which multiple a number is brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// The next multiple that is not smaller.
    Up,
    /// The next multiple that is not larger.
    Down,
    /// The nearest multiple; half a step goes up.
    HalfUp,
}

/// How a fee is rounded, once, at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Which multiple.
    pub mode: RoundingMode,
    /// Step in rupiah, at least 1.
    #[serde(default = "one_rupiah")]
    pub to: i64,
}

fn one_rupiah() -> i64 {
    1
}

impl Default for Rounding {
    fn default() -> Self {
        Rounding { mode: RoundingMode::HalfUp, to: one_rupiah() }
    }
}

/// A worked example of a fee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Values by dotted name.
    pub given: Values,
    /// The fee in rupiah.
    pub expect: i64,
}

/// A fee as the profile writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeSpec {
    /// The formula; its result is rupiah.
    pub formula: String,
    /// The one rounding.
    #[serde(default)]
    pub rounding: Rounding,
    /// At least three.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// A checked fee.
///
/// Written out it is its [`FeeSpec`]. Read back it must be checked again with [`Fee::bind`] before it computes.
#[derive(Clone, Debug)]
pub struct Fee {
    spec: FeeSpec,
    pub(super) formula: Formula,
    pub(super) tables: Tables,
}

impl Serialize for Fee {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.spec.serialize(serializer)
    }
}

impl PartialEq for Fee {
    fn eq(&self, other: &Self) -> bool {
        self.spec == other.spec
    }
}

impl<'de> Deserialize<'de> for Fee {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spec = FeeSpec::deserialize(deserializer)?;
        let formula = Formula::unchecked(spec.formula.clone());
        Ok(Fee { spec, formula, tables: Tables::default() })
    }
}

impl Fee {
    /// Checks a fee that was read back from its text, its examples included.
    ///
    /// # Errors
    /// As [`Fee::check`]; the fee then stays as it was.
    pub fn bind(&mut self, env: &TypeEnv, tables: &Tables) -> Result<(), Vec<FormulaProblem>> {
        *self = Fee::check(self.spec.clone(), env, tables)?;
        Ok(())
    }

    /// Checks the formula (never below zero, never too large), the rounding and every worked example.
    ///
    /// # Errors
    /// Every problem that can be found.
    pub fn check(spec: FeeSpec, env: &TypeEnv, tables: &Tables) -> Result<Fee, Vec<FormulaProblem>> {
        let mut problems = Vec::new();
        if spec.rounding.to < 1 {
            problems.push(FormulaProblem::new(
                ProblemKind::BadRounding,
                0,
                format!("the rounding step is {} rupiah", spec.rounding.to),
                "set `to` to 1 or more",
            ));
        }
        if spec.examples.len() < FEWEST_EXAMPLES {
            problems.push(FormulaProblem::new(
                ProblemKind::TooFewExamples,
                0,
                format!("{} worked examples, at least {FEWEST_EXAMPLES} are needed", spec.examples.len()),
                "add examples with values and the fee worked out by hand",
            ));
        }
        let expected = Type::Decimal(NumberLimits::rupiah());
        let formula = match Formula::check(&spec.formula, env, tables, &expected) {
            Ok(formula) => formula,
            Err(found) => {
                problems.extend(found);
                return Err(problems);
            }
        };
        let fee = Fee { spec, formula, tables: tables.clone() };
        for (index, example) in fee.spec.examples.iter().enumerate() {
            problems.extend(fee.example_problem(index + 1, example, env));
        }
        if problems.is_empty() { Ok(fee) } else { Err(problems) }
    }

    fn example_problem(&self, number: usize, example: &Example, env: &TypeEnv) -> Option<FormulaProblem> {
        if let Some(name) = example.given.0.keys().find(|name| env.get(name).is_none()) {
            let mend = match nearest(name, env.iter().map(|(name, _)| name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove it or correct the name".to_owned(),
            };
            let message = format!("example {number} gives `{name}`, which does not exist");
            return Some(FormulaProblem::new(ProblemKind::UnknownName, 0, message, mend));
        }
        match self.compute(&example.given) {
            Ok(computed) if computed.amount == example.expect => None,
            Ok(computed) => Some(FormulaProblem::new(
                ProblemKind::ExampleDiffers,
                0,
                format!("example {number} expects {}, the formula gives {}", example.expect, computed.amount),
                "work the example out by hand, then correct it or the formula",
            )),
            Err(error) => Some(FormulaProblem::new(
                ProblemKind::ExampleFails,
                0,
                format!("example {number} cannot be computed: {error}"),
                "give every value the formula needs, within the limits of its field",
            )),
        }
    }

    /// The fee as the profile writes it.
    pub fn spec(&self) -> &FeeSpec {
        &self.spec
    }

    /// The checked formula.
    pub fn formula(&self) -> &Formula {
        &self.formula
    }

    /// Whether the fee is zero for every value ("tidak dipungut biaya").
    pub fn is_free(&self) -> bool {
        self.formula.range() == Some((Exact::ZERO, Exact::ZERO))
    }

    /// Computes the fee with its calculation line by line, for the SKRD.
    ///
    /// # Errors
    /// [`EvalError`], which goes to a person by [`EvalError::message_id`].
    pub fn compute(&self, values: &Values) -> Result<FeeComputation, EvalError> {
        let exact = self.formula.evaluate_exact(values, &self.tables)?;
        let step = Exact::integer(i128::from(self.spec.rounding.to));
        let rounded = exact.rounded(self.spec.rounding.mode, step).ok_or(EvalError::Overflow)?;
        let amount =
            rounded.whole().and_then(|whole| i64::try_from(whole).ok()).ok_or(EvalError::Overflow)?;
        if amount < 0 || exact.is_negative() {
            return Err(EvalError::Negative);
        }
        explain(self, values, exact, amount)
    }
}
