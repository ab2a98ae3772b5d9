//! Number templates: what a permit's, SKRD's or letter's number looks like and when its counter starts again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// When a counter starts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reset {
    /// On 1 January.
    Yearly,
    /// On the first of the month.
    Monthly,
    /// Never.
    Never,
}

/// A number template, for example `{classification}/{counter:4}/{code}/{unit}/{month_roman}/{year}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberTemplate {
    /// Name.
    pub id: String,
    /// The pattern.
    pub pattern: String,
    /// Archive classification, for example `500.16.7.2`.
    pub classification: String,
    /// Unit code, for example `417.999`.
    pub unit: String,
    /// Reset.
    pub reset: Reset,
    /// One counter per service code instead of one for all.
    pub per_code: bool,
}

/// What a pattern is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberParts<'a> {
    /// The counter's value.
    pub counter: i64,
    /// Code of the service, with its ordinal when it has one (`SIPD-2`).
    pub code: &'a str,
    /// The local day of numbering; no back-dating exists.
    pub date: Date,
}

/// Why a pattern cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberTemplateError {
    /// A placeholder that does not exist.
    #[error("unknown placeholder {{{0}}}")]
    UnknownPlaceholder(String),
    /// A brace without its partner.
    #[error("unbalanced brace in the pattern")]
    Unbalanced,
    /// Without a counter numbers would repeat.
    #[error("the pattern has no {{counter}}")]
    NoCounter,
    /// A counter that starts again each year or month needs that year or month in the number.
    #[error("the counter starts again {0} but the pattern does not show it")]
    AmbiguousReset(&'static str),
    /// A counter for each service code needs the code in the number.
    #[error("each service code has a counter of its own but the pattern does not show the code")]
    AmbiguousCode,
}

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

impl NumberTemplate {
    /// Checks the pattern: known placeholders, a counter, and a number that cannot repeat.
    pub fn check(&self) -> Result<(), NumberTemplateError> {
        let sample = NumberParts { counter: 1, code: "X", date: Date::constant(2026, 1, 1) };
        self.fill(&sample)?;
        let has = |name: &str| self.pattern.contains(&format!("{{{name}"));
        if !has("counter") {
            return Err(NumberTemplateError::NoCounter);
        }
        let year = has("year");
        let month = has("month");
        if self.per_code && !has("code") {
            return Err(NumberTemplateError::AmbiguousCode);
        }
        match self.reset {
            Reset::Yearly if !year => Err(NumberTemplateError::AmbiguousReset("yearly")),
            Reset::Monthly if !(year && month) => Err(NumberTemplateError::AmbiguousReset("monthly")),
            _ => Ok(()),
        }
    }

    /// The name of the counter row for this template, code and day.
    pub fn counter_name(&self, code: &str, date: Date) -> String {
        let period = match self.reset {
            Reset::Yearly => format!(".{}", date.year()),
            Reset::Monthly => format!(".{}-{:02}", date.year(), date.month()),
            Reset::Never => String::new(),
        };
        let code = if self.per_code { format!(".{code}") } else { String::new() };
        format!("number.{}{code}{period}", self.id)
    }

    /// Fills the pattern.
    pub fn fill(&self, parts: &NumberParts<'_>) -> Result<String, NumberTemplateError> {
        let mut out = String::new();
        let mut rest = self.pattern.as_str();
        while let Some(open) = rest.find(['{', '}']) {
            if rest.as_bytes().get(open) == Some(&b'}') {
                return Err(NumberTemplateError::Unbalanced);
            }
            out.push_str(&rest[..open]);
            let after = &rest[open + 1..];
            let close = after.find('}').ok_or(NumberTemplateError::Unbalanced)?;
            let name = &after[..close];
            match name {
                "classification" => out.push_str(&self.classification),
                "unit" => out.push_str(&self.unit),
                "code" => out.push_str(parts.code),
                "year" => out.push_str(&parts.date.year().to_string()),
                "month" => out.push_str(&format!("{:02}", parts.date.month())),
                "month_roman" => out.push_str(ROMAN[usize::try_from(parts.date.month() - 1).unwrap_or(0)]),
                "counter" => out.push_str(&parts.counter.to_string()),
                _ => match name.strip_prefix("counter:").and_then(|w| w.parse::<usize>().ok()) {
                    Some(width) if width <= 9 => out.push_str(&format!("{:0width$}", parts.counter)),
                    _ => return Err(NumberTemplateError::UnknownPlaceholder(name.to_owned())),
                },
            }
            rest = &after[close + 1..];
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Every character that a filled pattern can hold, for the font of the number field.
    pub fn alphabet(&self, codes: &[String]) -> std::collections::BTreeSet<char> {
        let mut all: std::collections::BTreeSet<char> = "0123456789-/.IVX".chars().collect();
        all.extend(self.pattern.chars().filter(|c| !matches!(c, '{' | '}')));
        all.extend(self.classification.chars());
        all.extend(self.unit.chars());
        all.extend(codes.iter().flat_map(|c| c.chars()));
        all
    }
}
