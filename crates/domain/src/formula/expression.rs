//! Formulas and conditions: checked once, when the profile is loaded, and computed often.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::check::Checker;
use super::eval::{Evaluator, Val};
use super::eval_error::EvalError;
use super::exact::Exact;
use super::facts::Facts;
use super::parse::{parse, with_room};
use super::problem::{FormulaProblem, ProblemKind};
use super::tables::Tables;
use super::tree::{Node, Ty, Typed};
use super::types::{NumberLimits, Type, TypeEnv};
use super::values::Values;

/// The result of a formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// True or false.
    Bool(bool),
    /// A number: exact, or of 28 digits when its decimals do not end.
    Decimal(Decimal),
    /// A text or a choice.
    Text(String),
    /// A calendar day.
    Date(Date),
}

/// A checked expression.
///
/// Written out it is its source text. Read back it knows nothing yet: [`Formula::bind`] checks it again against the
/// names and tables of its definition, and until then every evaluation is [`EvalError::NotChecked`].
#[derive(Clone, Debug)]
pub struct Formula {
    source: String,
    root: Option<Arc<Typed>>,
}

impl PartialEq for Formula {
    /// Two formulas are one when their texts are; the tree follows from text and definition.
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Formula {}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Formula::unchecked(String::deserialize(deserializer)?))
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl Formula {
    /// Reads and checks an expression against the names, tables and result type of its place.
    ///
    /// Numbers are exact: `1 / 2` is a half here, not 0 as in CEL. A result of type [`Type::Decimal`] must stay
    /// within its limits for every value the fields allow.
    ///
    /// # Errors
    /// Every problem that can be found, in the order of the text.
    pub fn check(
        text: &str,
        env: &TypeEnv,
        tables: &Tables,
        expected: &Type,
    ) -> Result<Formula, Vec<FormulaProblem>> {
        with_room(|| Self::check_here(text, env, tables, expected))
    }

    fn check_here(
        text: &str,
        env: &TypeEnv,
        tables: &Tables,
        expected: &Type,
    ) -> Result<Formula, Vec<FormulaProblem>> {
        let (expr, info) = parse(text)?;
        let mut checker =
            Checker { text, info: &info, env, tables, problems: Vec::new(), item: None, depth: 0 };
        let root = checker.walk(&expr, &Facts::default());
        checker.need(&root);
        checker.expect_result(&root, expected);
        let mut problems = checker.problems;
        if problems.is_empty() {
            return Ok(Formula { source: text.to_owned(), root: Some(Arc::new(root)) });
        }
        for problem in &mut problems {
            problem.offset = problem.offset.min(text.len());
            while !text.is_char_boundary(problem.offset) {
                problem.offset -= 1;
            }
        }
        problems.sort_by_key(|problem| problem.offset);
        problems.dedup();
        Err(problems)
    }

    /// A formula that is only text so far.
    pub(super) fn unchecked(source: String) -> Formula {
        Formula { source, root: None }
    }

    /// Checks a formula that was read back from its text, or checks it anew against a changed definition.
    ///
    /// # Errors
    /// As [`Formula::check`]; the formula then stays as it was.
    pub fn bind(
        &mut self,
        env: &TypeEnv,
        tables: &Tables,
        expected: &Type,
    ) -> Result<(), Vec<FormulaProblem>> {
        *self = Formula::check(&self.source, env, tables, expected)?;
        Ok(())
    }

    /// Whether the formula has been checked and can be computed.
    pub fn is_bound(&self) -> bool {
        self.root.is_some()
    }

    pub(super) fn root(&self) -> Result<&Typed, EvalError> {
        self.root.as_deref().ok_or(EvalError::NotChecked)
    }

    /// The text of the profile.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Computes the result.
    ///
    /// # Errors
    /// [`EvalError`], which goes to a person by [`EvalError::message_id`].
    pub fn evaluate(&self, values: &Values, tables: &Tables) -> Result<Outcome, EvalError> {
        let root = self.root()?;
        let evaluator = Evaluator { values, tables, item: None };
        match evaluator.value(root)? {
            Val::Bool(value) => Ok(Outcome::Bool(value)),
            Val::Number(value) => value.to_decimal().map(Outcome::Decimal).ok_or(EvalError::Overflow),
            Val::Text(value) => Ok(Outcome::Text(value)),
            Val::Date(value) => Ok(Outcome::Date(value)),
            // Names the value that is missing.
            Val::Null => match evaluator.number(root) {
                Err(error) => Err(error),
                Ok(_) => Err(EvalError::Unsound),
            },
        }
    }

    /// Computes a number without any rounding.
    ///
    /// # Errors
    /// As [`Formula::evaluate`]; [`EvalError::Unsound`] when the formula is not a number.
    pub fn evaluate_exact(&self, values: &Values, tables: &Tables) -> Result<Exact, EvalError> {
        Evaluator { values, tables, item: None }.number(self.root()?)
    }

    /// The smallest and the largest number that can come out for values the fields allow; `None` for other types.
    pub fn range(&self) -> Option<(Exact, Exact)> {
        match &self.root.as_deref()?.ty {
            Ty::Number(Some(range)) => Some((range.lo, range.hi)),
            _ => None,
        }
    }

    /// Every name the formula uses outside `item.`, in order; a form shows and requires these fields.
    pub fn names(&self) -> Vec<String> {
        let mut names = BTreeSet::new();
        if let Some(root) = &self.root {
            collect(root, &mut names);
        }
        names.into_iter().collect()
    }
}

fn collect(typed: &Typed, names: &mut BTreeSet<String>) {
    match &typed.node {
        Node::Var(var) | Node::Has(var) => {
            if var.item_field().is_none() {
                names.insert(var.name.clone());
            }
        }
        Node::Negate(a) | Node::Not(a) | Node::Round { value: a, .. } | Node::Table { key: a, .. } => {
            collect(a, names);
        }
        Node::Arith(_, a, b)
        | Node::Compare(_, a, b)
        | Node::Equal { left: a, right: b, .. }
        | Node::And(a, b)
        | Node::Or(a, b)
        | Node::Span(_, a, b) => {
            collect(a, names);
            collect(b, names);
        }
        Node::If { condition, then, otherwise } => {
            collect(condition, names);
            collect(then, names);
            collect(otherwise, names);
        }
        Node::In(subject, _) => collect(subject, names),
        Node::Extreme(_, values) => values.iter().for_each(|value| collect(value, names)),
        Node::Sum { list, body, .. } => {
            names.insert(list.name.clone());
            collect(body, names);
        }
        Node::Bool(_) | Node::Number { .. } | Node::Text(_) | Node::Date(_) | Node::Null | Node::Broken => {}
    }
}

impl Checker<'_> {
    fn expect_result(&mut self, root: &Typed, expected: &Type) {
        let fits = match (&root.ty, expected) {
            (Ty::Unknown, _) => true,
            (Ty::Bool, Type::Bool) | (Ty::Date, Type::Date) | (Ty::Text(_), Type::Text) => true,
            (Ty::Number(range), Type::Decimal(limits)) => {
                if let Some(range) = range {
                    self.expect_limits(root, (range.lo, range.hi), limits);
                }
                true
            }
            (Ty::Text(Some(texts)), Type::Choice(options)) => {
                if let Some(other) = texts.iter().find(|text| !options.contains(*text)) {
                    self.report(
                        ProblemKind::NotAChoice,
                        root.at,
                        format!("the result may be \"{other}\", which is no choice here"),
                        "return only the choices of this place",
                    );
                }
                true
            }
            _ => false,
        };
        if !fits {
            self.report(
                ProblemKind::WrongResult,
                root.at,
                format!("the result is a {}, but a {} is needed", root.ty.word(), expected.word()),
                format!("write an expression that gives a {}", expected.word()),
            );
        }
    }

    fn expect_limits(&mut self, root: &Typed, (lo, hi): (Exact, Exact), limits: &NumberLimits) {
        if hi > limits.max.into() {
            self.report(
                ProblemKind::MayOverflow,
                root.at,
                format!("the result may reach {hi}, more than the {} allowed here", limits.max),
                "give the fields narrower limits, or cap the result with min(…)",
            );
        }
        if lo >= limits.min.into() {
            return;
        }
        if limits.min.is_zero() {
            self.report(
                ProblemKind::MayBeNegative,
                root.at,
                format!("the result may fall to {lo}"),
                "wrap the difference: max(0, a - b), or ask first: a > b ? a - b : 0",
            );
        } else {
            self.report(
                ProblemKind::MayOverflow,
                root.at,
                format!("the result may fall to {lo}, less than the {} allowed here", limits.min),
                "give the fields narrower limits, or hold the result with max(…)",
            );
        }
    }
}

/// A checked expression that is true or false: shows a field, requires a document, opens a stage.
///
/// Written out and read back as [`Formula`]: after reading, [`Condition::bind`] comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Condition {
    formula: Formula,
}

impl Condition {
    /// Reads and checks a condition.
    ///
    /// # Errors
    /// As [`Formula::check`].
    pub fn check(text: &str, env: &TypeEnv, tables: &Tables) -> Result<Condition, Vec<FormulaProblem>> {
        Ok(Condition { formula: Formula::check(text, env, tables, &Type::Bool)? })
    }

    /// Checks a condition that was read back from its text.
    ///
    /// # Errors
    /// As [`Formula::check`]; the condition then stays as it was.
    pub fn bind(&mut self, env: &TypeEnv, tables: &Tables) -> Result<(), Vec<FormulaProblem>> {
        self.formula.bind(env, tables, &Type::Bool)
    }

    /// Whether the condition has been checked and can be computed.
    pub fn is_bound(&self) -> bool {
        self.formula.is_bound()
    }

    /// The text of the profile.
    pub fn source(&self) -> &str {
        self.formula.source()
    }

    /// Every name the condition uses outside `item.`.
    pub fn names(&self) -> Vec<String> {
        self.formula.names()
    }

    /// Whether the condition holds. A missing value equals nothing and is in no list.
    ///
    /// # Errors
    /// [`EvalError`], for instance when a required value is not there yet.
    pub fn evaluate(&self, values: &Values, tables: &Tables) -> Result<bool, EvalError> {
        Evaluator { values, tables, item: None }.boolean(self.formula.root()?)
    }
}
