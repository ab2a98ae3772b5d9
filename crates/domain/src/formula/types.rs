//! What a formula may name, and of which type each name is.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

/// The values a number can have; a formula is proven safe for all of them when the profile is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberLimits {
    /// Smallest value.
    pub min: Decimal,
    /// Largest value.
    pub max: Decimal,
    /// Most places after the decimal comma.
    pub scale: u32,
}

impl NumberLimits {
    /// Limits from whole numbers.
    pub fn whole(min: i64, max: i64) -> Self {
        NumberLimits { min: Decimal::from(min), max: Decimal::from(max), scale: 0 }
    }

    /// Limits with places after the comma.
    pub fn places(min: i64, max: i64, scale: u32) -> Self {
        NumberLimits { min: Decimal::from(min), max: Decimal::from(max), scale }
    }

    /// A count from the register, such as the permits in force of a holder: 0 to 1 000 000.
    pub fn count() -> Self {
        NumberLimits::whole(0, 1_000_000)
    }

    /// An amount of rupiah that a fee may have before rounding: 0 to 10^15, far inside `i64`.
    pub fn rupiah() -> Self {
        NumberLimits::places(0, 1_000_000_000_000_000, 28)
    }

    /// Whether `value` keeps the limits and the places.
    pub fn hold(&self, value: Decimal) -> bool {
        self.min <= value && value <= self.max && value.normalize().scale() <= self.scale
    }
}

/// The type of a name or of a formula's result.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// True or false.
    Bool,
    /// An exact number within limits.
    Decimal(NumberLimits),
    /// Free text; can only be tested for equality.
    Text,
    /// One of a closed set of texts.
    Choice(BTreeSet<String>),
    /// A calendar day.
    Date,
    /// Several records of one shape, such as the vehicles of an application.
    List(ListType),
}

impl Type {
    /// A choice among `values`.
    pub fn choice<const N: usize>(values: [&str; N]) -> Type {
        Type::Choice(values.into_iter().map(str::to_owned).collect())
    }

    /// The English word for developers.
    pub fn word(&self) -> &'static str {
        match self {
            Type::Bool => "bool",
            Type::Decimal(_) => "number",
            Type::Text => "text",
            Type::Choice(_) => "choice",
            Type::Date => "date",
            Type::List(_) => "list",
        }
    }
}

/// A list of records.
#[derive(Clone, Debug, PartialEq)]
pub struct ListType {
    /// Fields of one record, named without `item.`.
    pub item: BTreeMap<String, Entry>,
    /// Fewest records.
    pub min_items: u32,
    /// Most records; bounds the sum over the list.
    pub max_items: u32,
}

/// A name a formula may use.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Type of its value.
    pub ty: Type,
    /// Whether the value is there whenever the formula runs; else the formula must ask `has(…)` first.
    pub required: bool,
    /// Indonesian label, as the form shows it; used in the calculation on the SKRD.
    pub label: String,
    /// Unit such as "m²", or "Rp" for money; empty when it has none.
    pub unit: String,
}

impl Entry {
    /// A required entry without unit.
    pub fn new(ty: Type, label: impl Into<String>) -> Entry {
        Entry { ty, required: true, label: label.into(), unit: String::new() }
    }

    /// The same entry, measured in `unit`.
    pub fn unit(mut self, unit: impl Into<String>) -> Entry {
        self.unit = unit.into();
        self
    }

    /// The same entry, but its value may be missing.
    pub fn optional(mut self) -> Entry {
        self.required = false;
        self
    }
}

/// All names a formula may use, by dotted name such as `form.luas_bangunan` or `register.active_permits`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeEnv {
    entries: BTreeMap<String, Entry>,
}

impl TypeEnv {
    /// An environment without names.
    pub fn new() -> TypeEnv {
        TypeEnv::default()
    }

    /// Adds a name; a name given twice keeps the last entry.
    pub fn insert(&mut self, name: impl Into<String>, entry: Entry) {
        self.entries.insert(name.into(), entry);
    }

    /// The same environment with one more name.
    pub fn with(mut self, name: impl Into<String>, entry: Entry) -> TypeEnv {
        self.insert(name, entry);
        self
    }

    /// The entry of a name.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name)
    }

    /// Every name with its entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }
}
