//! How each operator is checked.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::Expr;

use super::check::{Checker, typed};
use super::facts::Facts;
use super::problem::{ProblemKind, nearest};
use super::tree::{Arith, Node, Order, Ty, Typed};
use super::types::Type;

impl Checker<'_> {
    pub fn arith(&mut self, kind: Arith, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let (left, right) = (self.walk(a, facts), self.walk(b, facts));
        let (x, y) = (self.number(&left), self.number(&right));
        let ty = match (x, y) {
            (_, Some(divisor)) if kind == Arith::Div && divisor.has_zero() => {
                self.report(
                    ProblemKind::MayDivideByZero,
                    right.at,
                    "the divisor may be zero",
                    "ask first: x > 0 ? … / x : …, or give the field a minimum above zero",
                );
                Ty::Number(None)
            }
            (Some(x), Some(y)) => {
                let range = match kind {
                    Arith::Add => x.plus(y),
                    Arith::Sub => x.minus(y),
                    Arith::Mul => x.times(y),
                    Arith::Div => x.over(y),
                };
                self.sized(range, at)
            }
            _ => Ty::Number(None),
        };
        typed(Node::Arith(kind, Box::new(left), Box::new(right)), ty, at)
    }

    pub fn compare(&mut self, order: Order, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let (left, right) = (self.walk(a, facts), self.walk(b, facts));
        if matches!((&left.ty, &right.ty), (Ty::Date, _) | (_, Ty::Date)) {
            self.expect_date(&left);
            self.expect_date(&right);
        } else {
            self.number(&left);
            self.number(&right);
        }
        typed(Node::Compare(order, Box::new(left), Box::new(right)), Ty::Bool, at)
    }

    pub fn equal(&mut self, equal: bool, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let (left, right) = (self.walk(a, facts), self.walk(b, facts));
        self.comparable(&left, &right);
        let node = Node::Equal { left: Box::new(left), right: Box::new(right), equal };
        typed(node, Ty::Bool, at)
    }

    /// Two values that can be equal: one type, and for choices a common text.
    fn comparable(&mut self, left: &Typed, right: &Typed) {
        match (&left.ty, &right.ty) {
            (Ty::Unknown | Ty::Null, _) | (_, Ty::Unknown | Ty::Null) => {}
            (Ty::Bool, Ty::Bool) | (Ty::Number(_), Ty::Number(_)) | (Ty::Date, Ty::Date) => {}
            (Ty::Text(Some(a)), Ty::Text(Some(b))) if a.is_disjoint(b) => {
                let left_is_literal = matches!(left.node, Node::Text(_));
                let (wrong, subject, narrowed) =
                    if left_is_literal { (left, right, b) } else { (right, left, a) };
                self.no_choice(wrong, named_choice(subject).unwrap_or(narrowed));
            }
            (Ty::Text(_), Ty::Text(_)) => {}
            (Ty::List, _) => self.wrong_type(left, "single value"),
            _ => self.wrong_type(right, left.ty.word()),
        }
    }

    fn no_choice(&mut self, wrong: &Typed, options: &BTreeSet<String>) {
        let text = if let Node::Text(text) = &wrong.node { text.as_str() } else { "this" };
        if options.contains(text) {
            // A condition around this place excludes the text: never true, but no slip of the pen.
            return;
        }
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let mend = match nearest(text, options.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("use one of: {}", options.join(", ")),
        };
        let message = format!("\"{text}\" is never a value of the other side");
        self.report(ProblemKind::NotAChoice, wrong.at, message, mend);
    }

    pub fn within(&mut self, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let subject = self.walk(a, facts);
        let Expr::List(list) = &b.expr else {
            let at = self.at(b);
            return self.report(
                ProblemKind::NotAllowed,
                at,
                "`in` needs a list of literals",
                "write x in [\"a\", \"b\"]",
            );
        };
        let mut options = Vec::with_capacity(list.elements.len());
        for element in &list.elements {
            let option = self.walk(element, facts);
            if !matches!(option.node, Node::Text(_) | Node::Number { .. } | Node::Broken) {
                self.report(
                    ProblemKind::NeedsLiteral,
                    option.at,
                    "a list behind `in` holds literals only",
                    "write texts in quotes or numbers",
                );
                continue;
            }
            self.comparable(&subject, &option);
            options.push(option);
        }
        typed(Node::In(Box::new(subject), options), Ty::Bool, at)
    }

    pub fn logical(&mut self, and: bool, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let left = self.walk(a, facts);
        self.expect_bool(&left);
        let right = self.walk(b, &facts.given(&left, and));
        self.expect_bool(&right);
        let (left, right) = (Box::new(left), Box::new(right));
        typed(if and { Node::And(left, right) } else { Node::Or(left, right) }, Ty::Bool, at)
    }

    pub fn conditional(
        &mut self,
        c: &IdedExpr,
        a: &IdedExpr,
        b: &IdedExpr,
        at: usize,
        facts: &Facts,
    ) -> Typed {
        let condition = self.walk(c, facts);
        self.expect_bool(&condition);
        let then = self.walk(a, &facts.given(&condition, true));
        let otherwise = self.walk(b, &facts.given(&condition, false));
        let missing = then.missing || otherwise.missing;
        let ty = match (&then.ty, &otherwise.ty) {
            (Ty::Number(Some(x)), Ty::Number(Some(y))) => {
                let range = x.either(*y);
                self.sized(range, at)
            }
            (Ty::Number(_), Ty::Number(_)) => Ty::Number(None),
            (Ty::Text(Some(x)), Ty::Text(Some(y))) => Ty::Text(Some(x.union(y).cloned().collect())),
            (Ty::Text(_), Ty::Text(_)) => Ty::Text(None),
            (Ty::Bool, Ty::Bool) => Ty::Bool,
            (Ty::Date, Ty::Date) => Ty::Date,
            (Ty::Unknown, known) | (known, Ty::Unknown) => known.clone(),
            (Ty::Null, known) | (known, Ty::Null) => known.clone(),
            (known, _) => {
                let wanted = known.word();
                self.wrong_type(&otherwise, wanted);
                Ty::Unknown
            }
        };
        let node =
            Node::If { condition: Box::new(condition), then: Box::new(then), otherwise: Box::new(otherwise) };
        Typed { node, ty, missing, at }
    }
}

/// All options of the choice a node names, before any condition narrowed them.
fn named_choice(typed: &Typed) -> Option<&BTreeSet<String>> {
    match &typed.node {
        Node::Var(var) => match &var.entry.ty {
            Type::Choice(options) => Some(options),
            _ => None,
        },
        _ => None,
    }
}
