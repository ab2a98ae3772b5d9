//! From text to the syntax tree of crate `cel`, with the limits that keep its parser and our walk small.

use cel::common::ast::SourceInfo;
use cel::parser::Parser;
use rust_decimal::Decimal;

use super::problem::{FormulaProblem, ProblemKind};

/// Longest text of a formula, in bytes. The longest tariff of the ten services has under 300.
pub const MAX_TEXT: usize = 2_000;
/// Most operators, brackets and calls in one formula. Bounds the depth of the tree, hence the stack.
pub const MAX_OPERATORS: usize = 150;

/// Deepest nesting of brackets.
pub const MAX_NESTING: usize = 24;

/// Deepest tree. Evaluation runs on the caller's stack, so this bounds what it takes there.
pub const MAX_DEPTH: usize = 48;

/// Stack of the thread that checks, in bytes: the generated parser of `cel` takes up to 100 kB for one bracket
/// without optimisation, more than the 2 MB of a worker thread hold. Measured need at the limits: under 8 MB.
const PARSER_STACK: usize = 32 * 1024 * 1024;

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
        return Err(too_long(format!(
            "{operators} operators and brackets, at most {MAX_OPERATORS} are read"
        )));
    }
    let nesting = deepest_nesting(text);
    if nesting > MAX_NESTING {
        return Err(too_long(format!("{nesting} nested brackets, at most {MAX_NESTING} are read")));
    }
    let syntax = |offset: usize, message: String| {
        let mend = "write an expression such as form.luas * 12500";
        FormulaProblem::new(ProblemKind::Syntax, offset, message, mend)
    };
    Parser::new().parse_with_source_info(text).map_err(|errors| {
        errors
            .errors
            .into_iter()
            .map(|error| syntax(offset_of(text, error.pos.0, error.pos.1), error.msg))
            .collect()
    })
}

/// Runs a check where the parser has room, and turns a panic of the parser into a problem of this formula.
pub(super) fn with_room<T: Send>(
    check: impl FnOnce() -> Result<T, Vec<FormulaProblem>> + Send,
) -> Result<T, Vec<FormulaProblem>> {
    let failed = |message: String| {
        let mend = "write the formula in simpler parts";
        Err(vec![FormulaProblem::new(ProblemKind::Syntax, 0, message, mend)])
    };
    std::thread::scope(|scope| {
        match std::thread::Builder::new().stack_size(PARSER_STACK).spawn_scoped(scope, check) {
            Ok(thread) => match thread.join() {
                Ok(result) => result,
                Err(_) => failed("the parser gave up on this text".to_owned()),
            },
            Err(error) => failed(format!("the parser could not be started: {error}")),
        }
    })
}

fn deepest_nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
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
