//! What a condition that holds (or fails) tells about the names in it.
//!
//! `form.luas > 100 ? (form.luas - 100) * 2000 : 0` cannot be negative, and `has(form.x) ? form.x : 0` cannot miss a
//! value; without this the interval analysis would refuse them.

use std::collections::{BTreeMap, BTreeSet};

use super::exact::Exact;
use super::range::Range;
use super::tree::{Node, Order, Ty, Typed, Var};

/// Facts that hold at one place of a formula.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    present: BTreeSet<String>,
    ranges: BTreeMap<String, Range>,
    texts: BTreeMap<String, BTreeSet<String>>,
}

impl Facts {
    /// Whether the name is known to have a value here.
    pub fn is_present(&self, name: &str) -> bool {
        self.present.contains(name)
    }

    /// The narrowed range of a number, if any.
    pub fn range(&self, name: &str) -> Option<Range> {
        self.ranges.get(name).copied()
    }

    /// The narrowed texts of a choice, if any.
    pub fn texts(&self, name: &str) -> Option<&BTreeSet<String>> {
        self.texts.get(name)
    }

    /// The facts that hold besides these when `condition` came out as `truth`.
    pub fn given(&self, condition: &Typed, truth: bool) -> Facts {
        let mut facts = self.clone();
        facts.learn(condition, truth);
        facts
    }

    fn learn(&mut self, condition: &Typed, truth: bool) {
        match &condition.node {
            Node::Not(inner) => self.learn(inner, !truth),
            Node::And(a, b) if truth => {
                self.learn(a, true);
                self.learn(b, true);
            }
            Node::Or(a, b) if !truth => {
                self.learn(a, false);
                self.learn(b, false);
            }
            Node::Has(var) if truth => {
                self.present.insert(var.name.clone());
            }
            Node::Compare(order, left, right) => {
                let order = if truth { *order } else { opposite(*order) };
                self.learn_order(left, order, right);
                self.learn_order(right, mirrored(order), left);
            }
            Node::Equal { left, right, equal } => {
                self.learn_equal(left, right, truth == *equal);
                self.learn_equal(right, left, truth == *equal);
            }
            Node::In(subject, options) => {
                let texts: Option<BTreeSet<String>> = options
                    .iter()
                    .map(|option| if let Node::Text(text) = &option.node { Some(text.clone()) } else { None })
                    .collect();
                if let (Some(var), Some(texts)) = (named(subject), texts) {
                    self.learn_texts(var, subject, &texts, truth);
                }
                if let (Some(var), true) = (named(subject), truth) {
                    self.present.insert(var.name.clone());
                }
            }
            _ => {}
        }
    }

    /// A comparison with a missing value is an error, so both sides are present afterwards.
    fn learn_order(&mut self, subject: &Typed, order: Order, other: &Typed) {
        let Some(var) = named(subject) else { return };
        self.present.insert(var.name.clone());
        let (Ty::Number(Some(range)), Ty::Number(Some(bound))) = (&subject.ty, &other.ty) else { return };
        let range = self.range(&var.name).unwrap_or(*range);
        let step = range.step().unwrap_or(Exact::ZERO);
        // A strict bound moves one grid step only when the bound lies on the grid itself.
        let on_grid = |value: Exact| value.over(step).is_some_and(|steps| steps.whole().is_some());
        let below = |value: Exact| if on_grid(value) { value.minus(step) } else { Some(value) };
        let above = |value: Exact| if on_grid(value) { value.plus(step) } else { Some(value) };
        let cut = match order {
            Order::Less => range.cut(None, below(bound.hi)),
            Order::LessEqual => range.cut(None, Some(bound.hi)),
            Order::Greater => range.cut(above(bound.lo), None),
            Order::GreaterEqual => range.cut(Some(bound.lo), None),
        };
        self.ranges.insert(var.name.clone(), cut);
    }

    fn learn_equal(&mut self, subject: &Typed, other: &Typed, equal: bool) {
        let Some(var) = named(subject) else { return };
        if matches!(other.node, Node::Null) {
            if !equal {
                self.present.insert(var.name.clone());
            }
            return;
        }
        if equal && !other.missing {
            self.present.insert(var.name.clone());
        }
        if let Node::Text(text) = &other.node {
            self.learn_texts(var, subject, &BTreeSet::from([text.clone()]), equal);
        }
        let (Ty::Number(Some(range)), Ty::Number(Some(value))) = (&subject.ty, &other.ty) else { return };
        let range = self.range(&var.name).unwrap_or(*range);
        let cut = if equal {
            range.cut(Some(value.lo), Some(value.hi))
        } else if value.lo != value.hi {
            return;
        } else {
            // A value that is not the end of its range is at least one step away from it.
            let step = range.step().unwrap_or(Exact::ZERO);
            let on_grid = value.lo.over(step).is_some_and(|steps| steps.whole().is_some());
            let lo = if on_grid && value.lo == range.lo { range.lo.plus(step) } else { None };
            let hi = if on_grid && value.hi == range.hi { range.hi.minus(step) } else { None };
            range.cut(lo, hi)
        };
        self.ranges.insert(var.name.clone(), cut);
    }

    fn learn_texts(&mut self, var: &Var, subject: &Typed, texts: &BTreeSet<String>, among: bool) {
        let Ty::Text(Some(known)) = &subject.ty else { return };
        let known = self.texts(&var.name).unwrap_or(known);
        let narrowed: BTreeSet<String> =
            known.iter().filter(|text| texts.contains(*text) == among).cloned().collect();
        if !narrowed.is_empty() {
            self.texts.insert(var.name.clone(), narrowed);
        }
    }
}

fn named(typed: &Typed) -> Option<&Var> {
    if let Node::Var(var) = &typed.node { Some(var) } else { None }
}

fn opposite(order: Order) -> Order {
    match order {
        Order::Less => Order::GreaterEqual,
        Order::LessEqual => Order::Greater,
        Order::Greater => Order::LessEqual,
        Order::GreaterEqual => Order::Less,
    }
}

fn mirrored(order: Order) -> Order {
    match order {
        Order::Less => Order::Greater,
        Order::LessEqual => Order::GreaterEqual,
        Order::Greater => Order::Less,
        Order::GreaterEqual => Order::LessEqual,
    }
}
