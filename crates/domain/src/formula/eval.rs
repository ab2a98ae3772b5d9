//! Computing a checked tree from values.

use std::collections::BTreeMap;

use jiff::Unit;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::eval_error::EvalError;
use super::exact::Exact;
use super::number_text::parse_number;
use super::tables::Tables;
use super::tree::{Arith, Extreme, Node, Order, Span, Typed, Var};
use super::types::{Entry, ListType, Type};
use super::values::{Value, Values};

/// The value of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Val {
    Null,
    Bool(bool),
    Number(Exact),
    Text(String),
    Date(Date),
}

/// Computes nodes; `item` is the record a `sum` is at.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    pub values: &'a Values,
    pub tables: &'a Tables,
    pub item: Option<&'a BTreeMap<String, Value>>,
}

impl<'a> Evaluator<'a> {
    /// The same evaluator at one record of a list.
    pub fn at(self, item: &'a BTreeMap<String, Value>) -> Self {
        Evaluator { item: Some(item), ..self }
    }

    fn raw(&self, var: &Var) -> Option<&'a Value> {
        let value = match var.item_field() {
            Some(field) => self.item.and_then(|item| item.get(field)),
            None => self.values.get(&var.name),
        };
        value.filter(|value| !matches!(value, Value::Null))
    }

    /// The decimal of a number with the places it was given with, for showing.
    pub fn decimal(&self, var: &Var) -> Result<Option<Decimal>, EvalError> {
        let Some(value) = self.raw(var) else { return Ok(None) };
        match fitted(&var.name, &var.entry, value)? {
            Fitted::Number(decimal) => Ok(Some(decimal)),
            Fitted::Other(_) => Ok(None),
        }
    }

    /// The records of a list.
    pub fn items(&self, var: &Var, shape: &ListType) -> Result<&'a [BTreeMap<String, Value>], EvalError> {
        let wrong = || EvalError::WrongKind {
            name: var.name.clone(),
            label: var.entry.label.clone(),
            wanted: "list",
        };
        match self.raw(var) {
            None => Err(missing(var)),
            Some(Value::List(items)) => {
                let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
                if (shape.min_items..=shape.max_items).contains(&count) {
                    Ok(items)
                } else {
                    Err(EvalError::WrongCount {
                        name: var.name.clone(),
                        label: var.entry.label.clone(),
                        min: shape.min_items,
                        max: shape.max_items,
                    })
                }
            }
            Some(_) => Err(wrong()),
        }
    }

    pub fn number(&self, typed: &Typed) -> Result<Exact, EvalError> {
        match self.value(typed)? {
            Val::Number(number) => Ok(number),
            Val::Null => Err(missing_in(typed)),
            _ => Err(EvalError::Unsound),
        }
    }

    pub fn boolean(&self, typed: &Typed) -> Result<bool, EvalError> {
        match self.value(typed)? {
            Val::Bool(value) => Ok(value),
            Val::Null => Err(missing_in(typed)),
            _ => Err(EvalError::Unsound),
        }
    }

    fn date(&self, typed: &Typed) -> Result<Date, EvalError> {
        match self.value(typed)? {
            Val::Date(value) => Ok(value),
            Val::Null => Err(missing_in(typed)),
            _ => Err(EvalError::Unsound),
        }
    }

    /// The key of a table lookup.
    pub fn text(&self, typed: &Typed) -> Result<String, EvalError> {
        match self.value(typed)? {
            Val::Text(value) => Ok(value),
            Val::Null => Err(missing_in(typed)),
            _ => Err(EvalError::Unsound),
        }
    }

    pub fn value(&self, typed: &Typed) -> Result<Val, EvalError> {
        Ok(match &typed.node {
            Node::Bool(value) => Val::Bool(*value),
            Node::Number { exact, .. } => Val::Number(*exact),
            Node::Text(text) => Val::Text(text.clone()),
            Node::Date(date) => Val::Date(*date),
            Node::Null => Val::Null,
            Node::Var(var) => match self.raw(var) {
                None => Val::Null,
                Some(value) => self.fitted(var, value)?,
            },
            Node::Has(var) => Val::Bool(self.raw(var).is_some()),
            Node::Negate(inner) => number(self.number(inner)?.negated())?,
            Node::Arith(kind, left, right) => self.arith(*kind, left, right)?,
            Node::Compare(order, left, right) => self.compare(*order, left, right)?,
            Node::Equal { left, right, equal } => Val::Bool(self.same(left, right)? == *equal),
            Node::In(subject, options) => self.within(subject, options)?,
            Node::And(left, right) => Val::Bool(self.boolean(left)? && self.boolean(right)?),
            Node::Or(left, right) => Val::Bool(self.boolean(left)? || self.boolean(right)?),
            Node::Not(inner) => Val::Bool(!self.boolean(inner)?),
            Node::If { condition, then, otherwise } => {
                return self.value(if self.boolean(condition)? { then } else { otherwise });
            }
            Node::Extreme(kind, values) => self.extreme(*kind, values)?,
            Node::Round { mode, value, step } => number(self.number(value)?.rounded(*mode, *step))?,
            Node::Table { name, key } => self.table(name, key)?,
            Node::Sum { list, shape, body } => self.sum(list, shape, body)?,
            Node::Span(kind, from, to) => self.span(*kind, from, to)?,
            Node::Broken => return Err(EvalError::Unsound),
        })
    }

    // One function a node, so that `value`, which calls itself, takes little stack.

    fn fitted(&self, var: &Var, value: &Value) -> Result<Val, EvalError> {
        Ok(match fitted(&var.name, &var.entry, value)? {
            Fitted::Number(decimal) => Val::Number(decimal.into()),
            Fitted::Other(value) => value,
        })
    }

    fn arith(&self, kind: Arith, left: &Typed, right: &Typed) -> Result<Val, EvalError> {
        let (left, right) = (self.number(left)?, self.number(right)?);
        if kind == Arith::Div && right.is_zero() {
            return Err(EvalError::DivisionByZero);
        }
        number(match kind {
            Arith::Add => left.plus(right),
            Arith::Sub => left.minus(right),
            Arith::Mul => left.times(right),
            Arith::Div => left.over(right),
        })
    }

    fn compare(&self, order: Order, left: &Typed, right: &Typed) -> Result<Val, EvalError> {
        let ordering = match (self.value(left)?, self.value(right)?) {
            (Val::Number(a), Val::Number(b)) => a.cmp(&b),
            (Val::Date(a), Val::Date(b)) => a.cmp(&b),
            (Val::Null, _) => return Err(missing_in(left)),
            (_, Val::Null) => return Err(missing_in(right)),
            _ => return Err(EvalError::Unsound),
        };
        Ok(Val::Bool(match order {
            Order::Less => ordering.is_lt(),
            Order::LessEqual => ordering.is_le(),
            Order::Greater => ordering.is_gt(),
            Order::GreaterEqual => ordering.is_ge(),
        }))
    }

    fn same(&self, left: &Typed, right: &Typed) -> Result<bool, EvalError> {
        Ok(self.value(left)? == self.value(right)?)
    }

    fn within(&self, subject: &Typed, options: &[Typed]) -> Result<Val, EvalError> {
        let subject = self.value(subject)?;
        for option in options {
            if self.value(option)? == subject {
                return Ok(Val::Bool(true));
            }
        }
        Ok(Val::Bool(false))
    }

    fn extreme(&self, kind: Extreme, values: &[Typed]) -> Result<Val, EvalError> {
        let mut best: Option<Exact> = None;
        for value in values {
            let value = self.number(value)?;
            best = Some(match (best, kind) {
                (None, _) => value,
                (Some(best), Extreme::Min) => best.min(value),
                (Some(best), Extreme::Max) => best.max(value),
            });
        }
        number(best)
    }

    fn table(&self, name: &str, key: &Typed) -> Result<Val, EvalError> {
        let key = self.text(key)?;
        match self.tables.get(name).and_then(|table| table.entries.get(&key)) {
            Some(entry) => Ok(Val::Number(entry.amount.into())),
            None => Err(EvalError::TableEntryMissing { table: name.to_owned(), key }),
        }
    }

    fn sum(&self, list: &Var, shape: &ListType, body: &Typed) -> Result<Val, EvalError> {
        let mut total = Exact::ZERO;
        for item in self.items(list, shape)? {
            let addend = self.at(item).number(body)?;
            total = total.plus(addend).ok_or(EvalError::Overflow)?;
        }
        Ok(Val::Number(total))
    }

    fn span(&self, kind: Span, from: &Typed, to: &Typed) -> Result<Val, EvalError> {
        let (from, to) = (self.date(from)?, self.date(to)?);
        let count = match kind {
            Span::Days => from.until(to).map(|span| i64::from(span.get_days())),
            Span::Years => from.until((Unit::Year, to)).map(|span| i64::from(span.get_years())),
        };
        Ok(Val::Number(Exact::integer(i128::from(count.map_err(|_| EvalError::Overflow)?))))
    }
}

fn number(value: Option<Exact>) -> Result<Val, EvalError> {
    value.map(Val::Number).ok_or(EvalError::Overflow)
}

fn missing(var: &Var) -> EvalError {
    EvalError::Missing { name: var.name.clone(), label: var.entry.label.clone() }
}

/// The missing value that left this node empty.
fn missing_in(typed: &Typed) -> EvalError {
    match &typed.node {
        Node::Var(var) => missing(var),
        Node::If { then, otherwise, .. } => match missing_in(then) {
            EvalError::Unsound => missing_in(otherwise),
            found => found,
        },
        _ => EvalError::Unsound,
    }
}

/// A value brought to the type of its field.
enum Fitted {
    Number(Decimal),
    Other(Val),
}

/// Checks a value against its field; what the interval analysis proved holds only within these limits.
fn fitted(name: &str, entry: &Entry, value: &Value) -> Result<Fitted, EvalError> {
    let label = || entry.label.clone();
    let wrong = || EvalError::WrongKind { name: name.to_owned(), label: label(), wanted: entry.ty.word() };
    Ok(match (&entry.ty, value) {
        (Type::Bool, Value::Bool(value)) => Fitted::Other(Val::Bool(*value)),
        (Type::Decimal(limits), Value::Decimal(_) | Value::Text(_)) => {
            let number = match value {
                Value::Decimal(number) => *number,
                Value::Text(text) => parse_number(text).map_err(|_| wrong())?,
                _ => return Err(wrong()),
            };
            if !limits.hold(number) {
                return Err(EvalError::OutOfLimits {
                    name: name.to_owned(),
                    label: label(),
                    min: limits.min,
                    max: limits.max,
                    scale: limits.scale,
                });
            }
            Fitted::Number(number)
        }
        (Type::Text, Value::Text(text)) => Fitted::Other(Val::Text(text.clone())),
        (Type::Choice(options), Value::Text(text)) => {
            if !options.contains(text) {
                return Err(EvalError::NotAChoice { name: name.to_owned(), label: label() });
            }
            Fitted::Other(Val::Text(text.clone()))
        }
        (Type::Date, Value::Date(date)) => Fitted::Other(Val::Date(*date)),
        (Type::Date, Value::Text(text)) => Fitted::Other(Val::Date(text.parse().map_err(|_| wrong())?)),
        _ => return Err(wrong()),
    })
}
