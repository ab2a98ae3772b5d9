//! From text to the syntax tree of crate `cel`, with the limits that keep its parser and our walk small.

use cel::common::ast::SourceInfo;
use cel::parser::Parser;
use rust_decimal::Decimal;

use super::problem::{FormulaProblem, ProblemKind};

/// Longest text of a formula, in bytes. The longest tariff of the ten services has under 300.
pub const MAX_TEXT: usize = 2_000;
/// Most operators, brackets and calls in one formula. Bounds the depth of the tree, hence the stack.
pub const MAX_OPERATORS: usize = 150;

/// Most digits of a literal.
const MAX_DIGITS: usize = 15;

pub(super) type Parsed = (cel::IdedExpr, SourceInfo);

pub(super) fn parse(text: &str) -> Result<Parsed, Vec<FormulaProblem>> {
    let too_long = |message: String| {
        let mend = "move part of it into a tariff table or shorten it";
        vec![FormulaProblem::new(ProblemKind::TooLong, 0, message, mend)]
    };
    if text.len() > MAX_TEXT {
        return Err(too_long(format!("the text has {} bytes, at most {MAX_TEXT} are read", text.len())));
    }
    let operators = text.chars().filter(|c| "+-*/%?&|<>=!([{.".contains(*c)).count();
    // Counted in names too: each dot makes one node of the tree. Texts in quotes count, which only errs to the
    // safe side.
    if operators > MAX_OPERATORS {
        return Err(too_long(format!("{operators} operators and brackets, at most {MAX_OPERATORS} are read")));
    }
    Parser::new().parse_with_source_info(text).map_err(|errors| {
        errors
            .errors
            .iter()
            .map(|error| {
                let offset = offset_of(text, error.pos.0, error.pos.1);
                FormulaProblem::new(
                    ProblemKind::Syntax,
                    offset,
                    error.msg.clone(),
                    "write an expression such as form.luas * 12500",
                )
            })
            .collect()
    })
}

/// Byte offset of a line and column, both counted from 1.
fn offset_of(text: &str, line: isize, column: isize) -> usize {
    let line = usize::try_from(line).unwrap_or(1).max(1);
    let column = usize::try_from(column).unwrap_or(1).max(1);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let mut offset = (start + column - 1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The decimal of a literal, from its source text: the tree of `cel` keeps only a binary fraction.
pub(super) fn literal(
    text: &str,
    info: &SourceInfo,
    id: u64,
    negative: bool,
) -> Result<Decimal, FormulaProblem> {
    let (start, stop) = info.offset_for(id).unwrap_or_default();
    let (start, stop) = (start as usize, stop as usize);
    let source = text.get(start..=stop).unwrap_or_default();
    let bad = |message: String| {
        FormulaProblem::new(
            ProblemKind::BadNumber,
            start,
            message,
            "write it plainly, such as 12500 or 1.5, with at most 15 digits",
        )
    };
    let digits = source.bytes().filter(u8::is_ascii_digit).count();
    if !source.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || digits == 0 {
        return Err(bad(format!("`{source}` is not a plain number")));
    }
    if digits > MAX_DIGITS {
        return Err(bad(format!("`{source}` has {digits} digits")));
    }
    let mut value: Decimal =
        source.parse().map_err(|error| bad(format!("`{source}` is not a number: {error}")))?;
    value.set_sign_negative(negative && !value.is_zero());
    Ok(value)
}
