//! The functions a formula may call, and how each is checked.

use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};
use jiff::civil::Date;

use super::check::{Checker, broken, dotted, typed};
use super::facts::Facts;
use super::fee::RoundingMode;
use super::problem::{ProblemKind, nearest};
use super::range::Range;
use super::tree::{Extreme, Node, Span, Ty, Typed};
use super::types::Type;

/// Every function with the number of its arguments (fewest, most) and how it is written.
const FUNCTIONS: [(&str, usize, usize, &str); 11] = [
    ("date", 1, 1, "date(\"2026-01-31\")"),
    ("days_between", 2, 2, "days_between(from, to)"),
    ("max", 2, 8, "max(a, b, …)"),
    ("min", 2, 8, "min(a, b, …)"),
    ("round_down", 2, 2, "round_down(x, step)"),
    ("round_half_up", 2, 2, "round_half_up(x, step)"),
    ("round_up", 2, 2, "round_up(x, step)"),
    ("rupiah", 1, 1, "rupiah(12500)"),
    ("sum", 2, 2, "sum(list, expression with item.…)"),
    ("table", 2, 2, "table(\"name\", key)"),
    ("years_between", 2, 2, "years_between(from, to)"),
];

/// No two days of the calendar are further apart: years −9999 to 9999.
const MOST_DAYS: i128 = 7_304_484;
const MOST_YEARS: i128 = 19_998;

impl Checker<'_> {
    pub fn function(&mut self, name: &str, args: &[IdedExpr], at: usize, facts: &Facts) -> Typed {
        // The place of a call is its bracket; a person looks for the name before it.
        let at = at.saturating_sub(name.len());
        let Some((_, least, most, form)) = FUNCTIONS.iter().find(|(known, ..)| *known == name) else {
            let mend = match nearest(name, FUNCTIONS.iter().map(|(known, ..)| *known)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let names: Vec<&str> = FUNCTIONS.iter().map(|(known, ..)| *known).collect();
                    format!("the functions are: {}", names.join(", "))
                }
            };
            return self.report(
                ProblemKind::UnknownFunction,
                at,
                format!("there is no function `{name}`"),
                mend,
            );
        };
        if args.len() < *least || args.len() > *most {
            return self.report(
                ProblemKind::WrongArity,
                at,
                format!("`{name}` does not take {} arguments", args.len()),
                format!("write {form}"),
            );
        }
        match (name, args) {
            ("min", args) => self.extreme(Extreme::Min, args, at, facts),
            ("max", args) => self.extreme(Extreme::Max, args, at, facts),
            ("round_up", [x, step]) => self.round(RoundingMode::Up, x, step, at, facts),
            ("round_down", [x, step]) => self.round(RoundingMode::Down, x, step, at, facts),
            ("round_half_up", [x, step]) => self.round(RoundingMode::HalfUp, x, step, at, facts),
            ("table", [name, key]) => self.table(name, key, at, facts),
            ("sum", [list, body]) => self.sum(list, body, at, facts),
            ("days_between", [from, to]) => self.span(Span::Days, from, to, at, facts),
            ("years_between", [from, to]) => self.span(Span::Years, from, to, at, facts),
            ("rupiah", [amount]) => self.rupiah(amount, at, facts),
            ("date", [text]) => self.date(text, at),
            _ => broken(at),
        }
    }

    fn extreme(&mut self, kind: Extreme, args: &[IdedExpr], at: usize, facts: &Facts) -> Typed {
        let values: Vec<Typed> = args.iter().map(|arg| self.walk(arg, facts)).collect();
        let ranges: Vec<Option<Range>> = values.iter().map(|value| self.number(value)).collect();
        let known: Option<Vec<Range>> = ranges.into_iter().collect();
        let ty = match known {
            None => Ty::Number(None),
            Some(ranges) => {
                let range = ranges.into_iter().map(Some).reduce(|a, b| match kind {
                    Extreme::Min => a?.smaller(b?),
                    Extreme::Max => a?.larger(b?),
                });
                self.sized(range.flatten(), at)
            }
        };
        typed(Node::Extreme(kind, values), ty, at)
    }

    fn round(
        &mut self,
        mode: RoundingMode,
        x: &IdedExpr,
        step: &IdedExpr,
        at: usize,
        facts: &Facts,
    ) -> Typed {
        let value = self.walk(x, facts);
        let range = self.number(&value);
        let step = self.walk(step, facts);
        let exact = match &step.node {
            Node::Number { exact, .. } if !exact.is_negative() && !exact.is_zero() => *exact,
            Node::Broken => return broken(at),
            _ => {
                return self.report(
                    ProblemKind::NeedsLiteral,
                    step.at,
                    "the rounding step must be a number above zero, written out",
                    "write such as round_up(x, 500)",
                );
            }
        };
        let ty = match range {
            None => Ty::Number(None),
            Some(range) => self.sized(range.rounded(mode, exact), at),
        };
        typed(Node::Round { mode, value: Box::new(value), step: exact }, ty, at)
    }

    fn table(&mut self, name: &IdedExpr, key: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let key = self.walk(key, facts);
        let Expr::Literal(LiteralValue::String(name)) = &name.expr else {
            let at = self.at(name);
            return self.report(
                ProblemKind::NeedsLiteral,
                at,
                "the name of a table must be written in quotes",
                "write table(\"kartu\", item.kelas)",
            );
        };
        let name = name.inner().to_owned();
        let tables = self.tables;
        let Some(table) = tables.get(&name) else {
            let mend = match nearest(&name, tables.0.keys().map(String::as_str)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "add the table to the profile".to_owned(),
            };
            return self.report(
                ProblemKind::UnknownTable,
                at,
                format!("there is no tariff table \"{name}\""),
                mend,
            );
        };
        self.need(&key);
        let keys = match &key.ty {
            Ty::Unknown | Ty::Null => return broken(at),
            Ty::Text(Some(keys)) => keys,
            other => {
                let what = format!("a {} as key may find no entry in \"{name}\"", other.word());
                return self.report(
                    ProblemKind::TableMayMiss,
                    key.at,
                    what,
                    "use a choice whose options all stand in the table",
                );
            }
        };
        let missing: Vec<&str> =
            keys.iter().filter(|key| !table.entries.contains_key(*key)).map(String::as_str).collect();
        if !missing.is_empty() {
            let message = format!("table \"{name}\" has no entry for: {}", missing.join(", "));
            return self.report(
                ProblemKind::TableMayMiss,
                key.at,
                message,
                "add the entries, or exclude the options by a condition before",
            );
        }
        let range = keys
            .iter()
            .filter_map(|key| table.entries.get(key))
            .map(|entry| Some(Range::constant(entry.amount.into())))
            .reduce(|a, b| a?.either(b?))
            .flatten();
        let ty = self.sized(range, at);
        typed(Node::Table { name, key: Box::new(key) }, ty, at)
    }

    fn sum(&mut self, list: &IdedExpr, body: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        if self.item.is_some() {
            return self.report(
                ProblemKind::NotAllowed,
                at,
                "a sum inside a sum is not allowed",
                "add the lists one after the other",
            );
        }
        let list_at = self.at(list);
        let Some(var) = self.var(dotted(list), list_at) else { return broken(at) };
        let Type::List(shape) = var.entry.ty.clone() else {
            return self.report(
                ProblemKind::WrongType,
                list_at,
                format!("`{}` is a {}, not a list", var.name, var.entry.ty.word()),
                "sum adds over the records of a list",
            );
        };
        if !var.entry.required && !facts.is_present(&var.name) {
            self.report(
                ProblemKind::MayBeMissing,
                list_at,
                format!("`{}` is optional and may be missing", var.name),
                format!("ask first: has({0}) ? sum({0}, …) : 0", var.name),
            );
        }
        self.item = Some(shape.clone());
        let body = self.walk(body, facts);
        self.item = None;
        let ty = match self.number(&body) {
            None => Ty::Number(None),
            Some(range) => self.sized(range.summed(shape.min_items, shape.max_items), at),
        };
        let node = Node::Sum { list: Box::new(var), shape: Box::new(shape), body: Box::new(body) };
        typed(node, ty, at)
    }

    fn span(&mut self, kind: Span, from: &IdedExpr, to: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let (from, to) = (self.walk(from, facts), self.walk(to, facts));
        self.expect_date(&from);
        self.expect_date(&to);
        let most = if kind == Span::Days { MOST_DAYS } else { MOST_YEARS };
        let ty = Ty::Number(Some(Range::whole(-most, most)));
        typed(Node::Span(kind, Box::new(from), Box::new(to)), ty, at)
    }

    fn rupiah(&mut self, amount: &IdedExpr, at: usize, facts: &Facts) -> Typed {
        let amount = self.walk(amount, facts);
        match amount.node {
            Node::Number { exact, written, .. } => {
                typed(Node::Number { exact, written, money: true }, amount.ty, at)
            }
            Node::Broken => broken(at),
            _ => self.report(
                ProblemKind::NeedsLiteral,
                amount.at,
                "rupiah(…) marks a number that is written out",
                "write such as rupiah(12500)",
            ),
        }
    }

    fn date(&mut self, text: &IdedExpr, at: usize) -> Typed {
        if let Expr::Literal(LiteralValue::String(text)) = &text.expr
            && text.inner().len() == 10
            && let Ok(date) = text.inner().parse::<Date>()
        {
            return typed(Node::Date(date), Ty::Date, at);
        }
        let at = self.at(text);
        self.report(
            ProblemKind::NeedsLiteral,
            at,
            "date(…) takes a day written out",
            "write such as date(\"2026-01-31\")",
        )
    }
}
