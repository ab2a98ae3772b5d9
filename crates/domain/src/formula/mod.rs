//! Conditions and formulas of a profile: CEL expressions, typed and checked by us when the profile is loaded.
//!
//! Crate `cel` gives the parser alone. Its evaluator counts in binary fractions and knows no types before it runs;
//! a fee must be exact and a mistake must be found before the first applicant meets it. So we walk its tree against
//! the types of the fields, allow a listed subset, and compute with fractions of whole numbers ([`Exact`]).
//!
//! **Language.** `+ - * /`, `< <= > >=`, `== !=`, `&& || !`, `c ? a : b`, `x in ["a", "b"]`, `has(form.x)`, numbers
//! (`12500`, `1.5`), texts in quotes, `true`, `false`, `null` (behind `==` and `!=`), and the functions
//! `min max round_up round_down round_half_up table sum days_between years_between date rupiah`.
//! Unlike CEL, `1 / 2` is a half. `rupiah(12500)` is 12500, shown as "Rp12.500" in the calculation.
//! `&&` and `||` go from left to right and stop as soon as the result is known.
//!
//! **Proof.** A formula that passes [`Formula::check`] cannot overflow and cannot divide by zero for any values within
//! the limits of its fields: interval analysis follows every number, and what a condition says (`x > 100`,
//! `has(form.x)`, `form.kelas == "a"`) narrows the branch behind it. Values outside the limits are refused.
//!
//! **Rounding.** A [`Fee`] is rounded once, at its end, to whole rupiah.

mod check;
mod eval;
mod eval_error;
mod exact;
mod explain;
mod expression;
mod facts;
mod fee;
mod functions;
mod number_text;
mod operators;
mod parse;
mod problem;
mod range;
mod tables;
mod tree;
mod types;
mod values;

pub use eval_error::EvalError;
pub use exact::Exact;
pub use explain::{FeeComputation, FeeLine};
pub use expression::{Condition, Formula, Outcome};
pub use fee::{Example, FEWEST_EXAMPLES, Fee, FeeSpec, Rounding, RoundingMode};
pub use number_text::{
    NumberTextError, format_number, format_rupiah, format_with_unit, parse_decimal, parse_number,
};
pub use parse::{MAX_DEPTH, MAX_NESTING, MAX_OPERATORS, MAX_TEXT};
pub use problem::{FormulaProblem, ProblemKind};
pub use tables::{Tables, TariffEntry, TariffTable};
pub use types::{Entry, ListType, NumberLimits, Type, TypeEnv};
pub use values::{Value, Values};
