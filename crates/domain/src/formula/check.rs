//! The walk over the syntax tree: names, types, allowed forms and intervals.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SourceInfo, operators as op};

use super::exact::Exact;
use super::facts::Facts;
use super::parse::literal;
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
        let refuse = |checker: &mut Self, what: &str, mend: &str| {
            checker.report(ProblemKind::NotAllowed, at, format!("{what} is not allowed in a formula"), mend)
        };
        match &expr.expr {
            Expr::Literal(value) => self.literal(expr, value, at),
            Expr::Ident(_) => self.name(expr, at, facts),
            Expr::Select(select) if select.test => self.has(&select.operand, &select.field, at),
            Expr::Select(_) => self.name(expr, at, facts),
            Expr::Call(call) if call.target.is_some() => {
                refuse(self, "a call on a value", "write the function before its arguments, such as min(a, b)")
            }
            Expr::Call(call) => self.call(call, at, facts),
            Expr::List(_) => {
                refuse(self, "a list outside `in`", "lists stand only behind `in`, such as x in [\"a\", \"b\"]")
            }
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
            _ if field.is_some() && self.item.is_none() => "`item.` has a meaning only inside sum(…)".to_owned(),
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

    fn wrong_type(&mut self, value: &Typed, wanted: &str) {
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

    fn arith(&mut self, kind: Arith, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
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

    fn compare(&mut self, order: Order, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
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

    fn equal(&mut self, equal: bool, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
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
                let (options, wrong) = if matches!(left.node, Node::Text(_)) { (b, left) } else { (a, right) };
                let options = match named_choice(if std::ptr::eq(wrong, left) { right } else { left }) {
                    Some(all) => all.clone(),
                    None => options.clone(),
                };
                if let Node::Text(text) = &wrong.node
                    && options.contains(text)
                {
                    // A condition around this place excludes the text: never true, but no slip of the pen.
                    return;
                }
                let list: Vec<&str> = options.iter().map(String::as_str).collect();
                let wrong_text = if let Node::Text(text) = &wrong.node { text.as_str() } else { "this" };
                let mend = match nearest(wrong_text, list.iter().copied()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("use one of: {}", list.join(", ")),
                };
                self.report(
                    ProblemKind::NotAChoice,
                    wrong.at,
                    format!("\"{wrong_text}\" is never a value of the other side"),
                    mend,
                );
            }
            (Ty::Text(_), Ty::Text(_)) => {}
            (Ty::List, _) => self.wrong_type(left, "single value"),
            (_, ty) => {
                let wanted = left.ty.word();
                debug_assert!(!matches!(ty, Ty::Unknown));
                self.wrong_type(right, wanted);
            }
        }
    }

    fn within(&mut self, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
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

    fn logical(&mut self, and: bool, a: &IdedExpr, b: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let left = self.walk(a, facts);
        self.expect_bool(&left);
        let right = self.walk(b, &facts.given(&left, and));
        self.expect_bool(&right);
        let (left, right) = (Box::new(left), Box::new(right));
        typed(if and { Node::And(left, right) } else { Node::Or(left, right) }, Ty::Bool, at)
    }

    fn conditional(
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
        let node = Node::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
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
