//! The walk over the syntax tree: names, types, allowed forms and intervals.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SourceInfo, operators as op};

use super::exact::Exact;
use super::facts::Facts;
use super::parse::{MAX_DEPTH, literal};
use super::problem::{FormulaProblem, ProblemKind, nearest};
use super::range::Range;
use super::tables::Tables;
use super::tree::{Arith, Node, Order, Ty, Typed, Var};
use super::types::{Entry, ListType, Type, TypeEnv};

pub(super) struct Checker<'a> {
    pub text: &'a str,
    pub info: &'a SourceInfo,
    pub env: &'a TypeEnv,
    pub tables: &'a Tables,
    pub problems: Vec<FormulaProblem>,
    /// The record that `item.` names, inside `sum`.
    pub item: Option<ListType>,
    /// How deep in the tree the walk is.
    pub depth: usize,
}

impl Checker<'_> {
    pub fn report(
        &mut self,
        kind: ProblemKind,
        at: usize,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Typed {
        self.problems.push(FormulaProblem::new(kind, at, message, mend));
        broken(at)
    }

    /// Byte offset where an expression begins or has its operator.
    pub fn at(&self, expr: &IdedExpr) -> usize {
        let mut expr = expr;
        while let Expr::Select(select) = &expr.expr {
            expr = &select.operand;
        }
        self.info.offset_for(expr.id).map_or(0, |(start, _)| start as usize)
    }

    pub fn walk(&mut self, expr: &IdedExpr, facts: &Facts) -> Typed {
        let at = self.at(expr);
        if self.depth == MAX_DEPTH {
            let message = format!("the expression is nested deeper than {MAX_DEPTH} steps");
            let mend = "a long sum counts one step a term: use a tariff table or sum(…)";
            return self.report(ProblemKind::TooLong, at, message, mend);
        }
        self.depth += 1;
        let typed = self.node(expr, at, facts);
        self.depth -= 1;
        typed
    }

    fn node(&mut self, expr: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let refuse = |checker: &mut Self, what: &str, mend: &str| {
            checker.report(ProblemKind::NotAllowed, at, format!("{what} is not allowed in a formula"), mend)
        };
        match &expr.expr {
            Expr::Literal(value) => self.literal(expr, value, at),
            Expr::Ident(_) => self.name(expr, at, facts),
            Expr::Select(select) if select.test => self.has(&select.operand, &select.field, at),
            Expr::Select(_) => self.name(expr, at, facts),
            Expr::Call(call) if call.target.is_some() => refuse(
                self,
                "a call on a value",
                "write the function before its arguments, such as min(a, b)",
            ),
            Expr::Call(call) => self.call(call, at, facts),
            Expr::List(_) => refuse(
                self,
                "a list outside `in`",
                "lists stand only behind `in`, such as x in [\"a\", \"b\"]",
            ),
            Expr::Comprehension(_) => refuse(self, "a loop", "use sum(list, expression)"),
            Expr::Map(_) | Expr::Struct(_) => refuse(self, "a record", "name single fields"),
            Expr::Unspecified => refuse(self, "an empty expression", "write an expression"),
        }
    }

    fn literal(&mut self, expr: &IdedExpr, value: &LiteralValue, at: usize) -> Typed {
        let negative = match value {
            LiteralValue::Boolean(value) => return typed(Node::Bool(*value.inner()), Ty::Bool, at),
            LiteralValue::String(value) => {
                let text = value.inner().to_owned();
                let ty = Ty::Text(Some(BTreeSet::from([text.clone()])));
                return typed(Node::Text(text), ty, at);
            }
            LiteralValue::Null => {
                return Typed { node: Node::Null, ty: Ty::Null, missing: true, at };
            }
            LiteralValue::Int(value) => *value.inner() < 0,
            LiteralValue::Double(value) => value.inner().is_sign_negative(),
            LiteralValue::UInt(_) | LiteralValue::Bytes(_) => {
                let mend = "write a plain number or a text in quotes";
                return self.report(ProblemKind::NotAllowed, at, "this literal is not allowed", mend);
            }
        };
        match literal(self.text, self.info, expr.id, negative) {
            Ok(written) => {
                let exact = Exact::from_decimal(written);
                let ty = Ty::Number(Some(Range::constant(exact)));
                typed(Node::Number { exact, written, money: false }, ty, at)
            }
            Err(problem) => {
                self.problems.push(problem);
                broken(at)
            }
        }
    }

    /// The entry of a dotted name, or a report.
    pub fn var(&mut self, name: Option<String>, at: usize) -> Option<Var> {
        let Some(name) = name else {
            self.report(
                ProblemKind::NotAllowed,
                at,
                "only names such as form.luas are allowed here",
                "name a field",
            );
            return None;
        };
        let field = name.strip_prefix("item.");
        let entry: Option<Entry> = match (field, &self.item) {
            (Some(field), Some(shape)) => shape.item.get(field).cloned(),
            (Some(_), None) => None,
            (None, _) => self.env.get(&name).cloned(),
        };
        if let Some(entry) = entry {
            return Some(Var { name, entry });
        }
        let items: Vec<String> =
            self.item.iter().flat_map(|shape| shape.item.keys()).map(|f| format!("item.{f}")).collect();
        let names = self.env.iter().map(|(name, _)| name).chain(items.iter().map(String::as_str));
        let mend = match nearest(&name, names) {
            _ if field.is_some() && self.item.is_none() => {
                "`item.` has a meaning only inside sum(…)".to_owned()
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the field to the service or correct the name".to_owned(),
        };
        self.report(ProblemKind::UnknownName, at, format!("there is no `{name}`"), mend);
        None
    }

    fn name(&mut self, expr: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let Some(var) = self.var(dotted(expr), at) else { return broken(at) };
        let ty = match &var.entry.ty {
            Type::Bool => Ty::Bool,
            Type::Decimal(limits) => {
                Ty::Number(Some(facts.range(&var.name).unwrap_or_else(|| Range::limits(limits))))
            }
            Type::Text => Ty::Text(None),
            Type::Choice(options) => {
                Ty::Text(Some(facts.texts(&var.name).cloned().unwrap_or_else(|| options.clone())))
            }
            Type::Date => Ty::Date,
            Type::List(_) => Ty::List,
        };
        let missing = !var.entry.required && !facts.is_present(&var.name);
        Typed { node: Node::Var(Box::new(var)), ty, missing, at }
    }

    fn has(&mut self, operand: &IdedExpr, field: &str, at: usize) -> Typed {
        let name = dotted(operand).map(|prefix| format!("{prefix}.{field}"));
        match self.var(name, at) {
            Some(var) => typed(Node::Has(Box::new(var)), Ty::Bool, at),
            None => broken(at),
        }
    }

    /// Reports a value that may be missing where one is needed.
    pub fn need(&mut self, value: &Typed) {
        if !value.missing || matches!(value.ty, Ty::Unknown) {
            return;
        }
        if let Node::If { then, otherwise, .. } = &value.node {
            self.need(then);
            self.need(otherwise);
            return;
        }
        let what = match &value.node {
            Node::Var(var) => format!("`{}` is optional and may be missing", var.name),
            Node::Null => "null has no value".to_owned(),
            _ => "this value may be missing".to_owned(),
        };
        let mend = match &value.node {
            Node::Var(var) => format!("ask first: has({0}) ? … {0} … : …", var.name),
            _ => "ask has(…) first".to_owned(),
        };
        self.report(ProblemKind::MayBeMissing, value.at, what, mend);
    }

    pub fn wrong_type(&mut self, value: &Typed, wanted: &str) {
        if !matches!(value.ty, Ty::Unknown) {
            self.report(
                ProblemKind::WrongType,
                value.at,
                format!("a {} stands where a {wanted} is needed", value.ty.word()),
                format!("use a {wanted}"),
            );
        }
    }

    /// A number that is there; `None` when it is none or its range is unknown (both reported already).
    pub fn number(&mut self, value: &Typed) -> Option<Range> {
        self.need(value);
        match &value.ty {
            Ty::Number(range) => *range,
            Ty::Null => None,
            _ => {
                self.wrong_type(value, "number");
                None
            }
        }
    }

    pub fn expect_bool(&mut self, value: &Typed) {
        self.need(value);
        if !matches!(value.ty, Ty::Bool | Ty::Null) {
            self.wrong_type(value, "bool");
        }
    }

    pub fn expect_date(&mut self, value: &Typed) {
        self.need(value);
        if !matches!(value.ty, Ty::Date | Ty::Null) {
            self.wrong_type(value, "date");
        }
    }

    /// The type of a number with this range, or a report that it may be too large.
    pub fn sized(&mut self, range: Option<Range>, at: usize) -> Ty {
        if range.is_none() {
            self.report(
                ProblemKind::MayOverflow,
                at,
                "the result may need more than 28 digits for values that the fields allow",
                "give the fields narrower limits, or round an inner quotient with round_half_up(x, step)",
            );
        }
        Ty::Number(range)
    }

    fn call(&mut self, call: &CallExpr, at: usize, facts: &Facts) -> Typed {
        let name = call.func_name.as_str();
        match (name, call.args.as_slice()) {
            (op::ADD, [a, b]) => self.arith(Arith::Add, a, b, at, facts),
            (op::SUBSTRACT, [a, b]) => self.arith(Arith::Sub, a, b, at, facts),
            (op::MULTIPLY, [a, b]) => self.arith(Arith::Mul, a, b, at, facts),
            (op::DIVIDE, [a, b]) => self.arith(Arith::Div, a, b, at, facts),
            (op::NEGATE, [a]) => {
                let value = self.walk(a, facts);
                let ty = match self.number(&value).map(Range::negated) {
                    Some(range) => self.sized(range, at),
                    None => Ty::Number(None),
                };
                typed(Node::Negate(Box::new(value)), ty, at)
            }
            (op::LESS, [a, b]) => self.compare(Order::Less, a, b, at, facts),
            (op::LESS_EQUALS, [a, b]) => self.compare(Order::LessEqual, a, b, at, facts),
            (op::GREATER, [a, b]) => self.compare(Order::Greater, a, b, at, facts),
            (op::GREATER_EQUALS, [a, b]) => self.compare(Order::GreaterEqual, a, b, at, facts),
            (op::EQUALS, [a, b]) => self.equal(true, a, b, at, facts),
            (op::NOT_EQUALS, [a, b]) => self.equal(false, a, b, at, facts),
            (op::IN, [a, b]) => self.within(a, b, at, facts),
            (op::LOGICAL_NOT, [a]) => {
                let value = self.walk(a, facts);
                self.expect_bool(&value);
                typed(Node::Not(Box::new(value)), Ty::Bool, at)
            }
            (op::LOGICAL_AND, [a, b]) => self.logical(true, a, b, at, facts),
            (op::LOGICAL_OR, [a, b]) => self.logical(false, a, b, at, facts),
            (op::CONDITIONAL, [c, a, b]) => self.conditional(c, a, b, at, facts),
            (op::MODULO, _) => self.report(
                ProblemKind::NotAllowed,
                at,
                "the remainder `%` is not allowed",
                "use round_down(x, step)",
            ),
            (op::INDEX, _) => {
                self.report(ProblemKind::NotAllowed, at, "an index is not allowed", "use table(name, key)")
            }
            (name, args) => self.function(name, args, at, facts),
        }
    }
}

pub(super) fn typed(node: Node, ty: Ty, at: usize) -> Typed {
    Typed { node, ty, missing: false, at }
}

pub(super) fn broken(at: usize) -> Typed {
    typed(Node::Broken, Ty::Unknown, at)
}

/// The dotted name an expression spells, if it spells one.
pub(super) fn dotted(expr: &IdedExpr) -> Option<String> {
    match &expr.expr {
        Expr::Ident(name) if !name.starts_with('.') => Some(name.clone()),
        Expr::Select(select) if !select.test => {
            dotted(&select.operand).map(|prefix| format!("{prefix}.{}", select.field))
        }
        _ => None,
    }
}
