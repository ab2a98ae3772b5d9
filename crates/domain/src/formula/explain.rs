//! The calculation of a fee, line by line, with the values put in: what the SKRD shows.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::eval::{Evaluator, Val};
use super::eval_error::EvalError;
use super::exact::Exact;
use super::fee::{Fee, RoundingMode};
use super::number_text::{format_number, format_rupiah, format_with_unit};
use super::tree::{Arith, Extreme, Node, Span, Typed};
use super::values::Values;

/// A computed fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeComputation {
    /// The fee in whole rupiah.
    pub amount: i64,
    /// The fee before its one rounding.
    pub before_rounding: Decimal,
    /// The calculation: one line per term or record, then the sum if there are several, then the rounding if it
    /// changed the amount.
    pub lines: Vec<FeeLine>,
}

/// One line of the calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// What is counted, from the labels of fields and tables.
    pub label: String,
    /// The expression with the values put in: "112 m² × 1,0 × Rp12.500".
    pub expression: String,
    /// Its value in rupiah.
    pub value: Decimal,
}

impl FeeLine {
    /// The whole line: "112 m² × 1,0 × Rp12.500 = Rp1.400.000".
    pub fn sentence(&self) -> String {
        let value = format_rupiah(self.value);
        if self.expression == value { value } else { format!("{} = {value}", self.expression) }
    }
}

pub(super) fn explain(
    fee: &Fee,
    values: &Values,
    exact: Exact,
    amount: i64,
) -> Result<FeeComputation, EvalError> {
    let evaluator = Evaluator { values, tables: &fee.tables, item: None };
    let mut lines = Vec::new();
    terms(&evaluator, fee.formula.root()?, false, "", &mut lines)?;
    let before_rounding = exact.to_decimal().ok_or(EvalError::Overflow)?.normalize();
    if lines.len() > 1 {
        let parts: Vec<String> = lines.iter().map(|line| format_rupiah(line.value)).collect();
        let expression = parts.join(" + ").replace("+ −", "− ");
        lines.push(FeeLine { label: "Jumlah".to_owned(), expression, value: before_rounding });
    }
    let value = Decimal::from(amount);
    if value != before_rounding {
        let how = match fee.spec().rounding.mode {
            RoundingMode::Up => "ke atas",
            RoundingMode::Down => "ke bawah",
            RoundingMode::HalfUp => "terdekat",
        };
        let step = format_rupiah(Decimal::from(fee.spec().rounding.to));
        let shown = format_rupiah(before_rounding.round_dp(4));
        lines.push(FeeLine {
            label: "Pembulatan".to_owned(),
            expression: format!("{shown} dibulatkan {how} ke kelipatan {step}"),
            value,
        });
    }
    Ok(FeeComputation { amount, before_rounding, lines })
}

/// Adds a line per term of a sum, going down into the branch that a condition takes.
fn terms(
    evaluator: &Evaluator<'_>,
    typed: &Typed,
    negative: bool,
    prefix: &str,
    lines: &mut Vec<FeeLine>,
) -> Result<(), EvalError> {
    match &typed.node {
        Node::Arith(Arith::Add, left, right) => {
            terms(evaluator, left, negative, prefix, lines)?;
            terms(evaluator, right, negative, prefix, lines)
        }
        Node::Arith(Arith::Sub, left, right) => {
            terms(evaluator, left, negative, prefix, lines)?;
            terms(evaluator, right, !negative, prefix, lines)
        }
        Node::If { condition, then, otherwise } => {
            let taken = if evaluator.boolean(condition)? { then } else { otherwise };
            terms(evaluator, taken, negative, prefix, lines)
        }
        Node::Sum { list, shape, body } => {
            for (index, item) in evaluator.items(list, shape)?.iter().enumerate() {
                let prefix = format!("{} {}: ", list.entry.label, index + 1);
                terms(&evaluator.at(item), body, negative, &prefix, lines)?;
            }
            Ok(())
        }
        _ => {
            let value = evaluator.number(typed)?;
            let value = if negative { value.negated() } else { Some(value) };
            let value = value.and_then(Exact::to_decimal).ok_or(EvalError::Overflow)?;
            let mut text = Rendering { evaluator: *evaluator }.text(typed, 2)?;
            if negative {
                text = format!("−({text})");
            }
            let mut labels = Vec::new();
            label(evaluator, typed, &mut labels)?;
            let label = if labels.is_empty() { "Tetapan".to_owned() } else { labels.join(" × ") };
            lines.push(FeeLine {
                label: format!("{prefix}{label}"),
                expression: text,
                value: value.normalize(),
            });
            Ok(())
        }
    }
}

/// The labels of the fields and tables in a term, each once.
fn label(evaluator: &Evaluator<'_>, typed: &Typed, labels: &mut Vec<String>) -> Result<(), EvalError> {
    let mut add = |text: String| {
        if !text.is_empty() && !labels.contains(&text) {
            labels.push(text);
        }
    };
    match &typed.node {
        Node::Var(var) => add(var.entry.label.clone()),
        Node::Number { money: true, .. } => add("Tarif".to_owned()),
        Node::Table { name, key } => {
            let key = evaluator.text(key)?;
            let table = evaluator.tables.get(name);
            let entry = table.and_then(|table| table.entries.get(&key)).map(|entry| entry.label.as_str());
            let entry = entry.filter(|label| !label.is_empty()).unwrap_or(&key);
            let table =
                table.map(|table| table.label.as_str()).filter(|label| !label.is_empty()).unwrap_or(name);
            add(format!("{table} ({entry})"));
        }
        Node::Arith(_, a, b) | Node::Span(_, a, b) => {
            label(evaluator, a, labels)?;
            label(evaluator, b, labels)?;
        }
        Node::Negate(inner) | Node::Round { value: inner, .. } => label(evaluator, inner, labels)?,
        Node::Extreme(_, values) => {
            for value in values {
                label(evaluator, value, labels)?;
            }
        }
        Node::If { condition, then, otherwise } => {
            let taken = if evaluator.boolean(condition)? { then } else { otherwise };
            label(evaluator, taken, labels)?;
        }
        Node::Sum { list, .. } => add(list.entry.label.clone()),
        _ => {}
    }
    Ok(())
}

struct Rendering<'a> {
    evaluator: Evaluator<'a>,
}

impl Rendering<'_> {
    /// The expression with values, in brackets when it binds weaker than `tightness`: 0 anything, 1 a sum, 2 a
    /// product, 3 a divisor.
    fn text(&self, typed: &Typed, tightness: u8) -> Result<String, EvalError> {
        let (text, own) = match &typed.node {
            Node::Number { written, money, .. } => {
                (if *money { format_rupiah(*written) } else { format_number(*written) }, 4)
            }
            Node::Var(var) => match self.evaluator.decimal(var)? {
                Some(decimal) => (format_with_unit(decimal, &var.entry.unit), 4),
                None => (self.plain(typed)?, 4),
            },
            Node::Table { name, key } => {
                let key = self.evaluator.text(key)?;
                let table = self.evaluator.tables.get(name);
                let entry = table.and_then(|table| table.entries.get(&key));
                match (table, entry) {
                    (Some(table), Some(entry)) => (format_with_unit(entry.amount, &table.unit), 4),
                    _ => return Err(EvalError::TableEntryMissing { table: name.clone(), key }),
                }
            }
            Node::Arith(kind, a, b) => match kind {
                Arith::Add => (format!("{} + {}", self.text(a, 1)?, self.text(b, 1)?), 1),
                Arith::Sub => (format!("{} − {}", self.text(a, 1)?, self.text(b, 2)?), 1),
                Arith::Mul => (format!("{} × {}", self.text(a, 2)?, self.text(b, 2)?), 2),
                Arith::Div => (format!("{} : {}", self.text(a, 2)?, self.text(b, 3)?), 2),
            },
            Node::Negate(inner) => (format!("−{}", self.text(inner, 3)?), 1),
            Node::If { condition, then, otherwise } => {
                let taken = if self.evaluator.boolean(condition)? { then } else { otherwise };
                return self.text(taken, tightness);
            }
            Node::Extreme(kind, values) => {
                let parts: Result<Vec<String>, EvalError> = values.iter().map(|v| self.text(v, 0)).collect();
                let word = if *kind == Extreme::Min { "terkecil dari" } else { "terbesar dari" };
                (format!("{word} ({})", parts?.join("; ")), 4)
            }
            Node::Round { mode, value, step } => {
                let how = match mode {
                    RoundingMode::Up => "dibulatkan ke atas",
                    RoundingMode::Down => "dibulatkan ke bawah",
                    RoundingMode::HalfUp => "dibulatkan",
                };
                let step = step.to_decimal().map(format_number).unwrap_or_default();
                (format!("({}, {how} ke kelipatan {step})", self.text(value, 0)?), 4)
            }
            Node::Sum { list, shape, body } => {
                let mut parts = Vec::new();
                for item in self.evaluator.items(list, shape)? {
                    parts.push(Rendering { evaluator: self.evaluator.at(item) }.text(body, 1)?);
                }
                match parts.len() {
                    0 => ("0".to_owned(), 4),
                    1 => (parts.concat(), 1),
                    _ => (parts.join(" + "), 1),
                }
            }
            Node::Span(kind, ..) => {
                let unit = if *kind == Span::Days { "hari" } else { "tahun" };
                (format!("{} {unit}", self.plain(typed)?), 4)
            }
            _ => (self.plain(typed)?, 4),
        };
        Ok(if own < tightness { format!("({text})") } else { text })
    }

    fn plain(&self, typed: &Typed) -> Result<String, EvalError> {
        Ok(match self.evaluator.value(typed)? {
            Val::Number(number) => number.to_decimal().map(format_number).ok_or(EvalError::Overflow)?,
            Val::Bool(true) => "ya".to_owned(),
            Val::Bool(false) => "tidak".to_owned(),
            Val::Text(text) => text,
            Val::Date(date) => date.to_string(),
            Val::Null => "kosong".to_owned(),
        })
    }
}
