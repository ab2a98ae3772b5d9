//! The checked tree of a formula.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::exact::Exact;
use super::fee::RoundingMode;
use super::range::Range;
use super::types::{Entry, ListType};

/// A node with what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub node: Node,
    pub ty: Ty,
    /// The value may be missing.
    pub missing: bool,
    /// Byte offset in the text.
    pub at: usize,
}

/// What is known about the value of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ty {
    Bool,
    /// `None` when a problem below has been reported already.
    Number(Option<Range>),
    /// The texts it can be; `None` when any.
    Text(Option<BTreeSet<String>>),
    Date,
    List,
    Null,
    /// A problem below has been reported already; nothing more is known.
    Unknown,
}

impl Ty {
    pub fn word(&self) -> &'static str {
        match self {
            Ty::Bool => "bool",
            Ty::Number(_) => "number",
            Ty::Text(_) => "text",
            Ty::Date => "date",
            Ty::List => "list",
            Ty::Null => "null",
            Ty::Unknown => "unknown",
        }
    }
}

/// A named value: of the whole application, or of the record `sum` is at.
#[derive(Clone, Debug)]
pub(super) struct Var {
    /// Dotted name as written, `item.` included.
    pub name: String,
    pub entry: Entry,
}

impl Var {
    /// The field of the current record, when this names one.
    pub fn item_field(&self) -> Option<&str> {
        self.name.strip_prefix("item.")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arith {
    Add,
    Sub,
    Mul,
    Div,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extreme {
    Min,
    Max,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Days,
    Years,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Bool(bool),
    /// A literal; the decimal keeps the places as written, `money` shows it as rupiah.
    Number {
        exact: Exact,
        written: Decimal,
        money: bool,
    },
    Text(String),
    Date(Date),
    Null,
    Var(Box<Var>),
    Has(Box<Var>),
    Negate(Box<Typed>),
    Arith(Arith, Box<Typed>, Box<Typed>),
    Compare(Order, Box<Typed>, Box<Typed>),
    Equal {
        left: Box<Typed>,
        right: Box<Typed>,
        equal: bool,
    },
    In(Box<Typed>, Vec<Typed>),
    And(Box<Typed>, Box<Typed>),
    Or(Box<Typed>, Box<Typed>),
    Not(Box<Typed>),
    If {
        condition: Box<Typed>,
        then: Box<Typed>,
        otherwise: Box<Typed>,
    },
    Extreme(Extreme, Vec<Typed>),
    Round {
        mode: RoundingMode,
        value: Box<Typed>,
        step: Exact,
    },
    Table {
        name: String,
        key: Box<Typed>,
    },
    Sum {
        list: Box<Var>,
        shape: Box<ListType>,
        body: Box<Typed>,
    },
    Span(Span, Box<Typed>, Box<Typed>),
    /// A problem has been reported here; such a tree is never evaluated.
    Broken,
}
