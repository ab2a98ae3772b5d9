//! Interval analysis: between which values, and with which denominators, a number can come out.

use super::exact::Exact;
use super::fee::RoundingMode;
use super::types::NumberLimits;

/// No numerator or denominator of a checked formula reaches this: 28 digits, what a `Decimal` holds. It leaves
/// ten digits of `i128` for the steps in between.
const LIMIT: i128 = 10_i128.pow(28);

/// Every value lies in `lo..=hi`, and its denominator divides `10^pow10 * k` for some `k <= other`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub lo: Exact,
    pub hi: Exact,
    pow10: u32,
    other: i128,
}

impl Range {
    /// The range of one value.
    pub fn constant(value: Exact) -> Range {
        let (pow10, other) = split(value.denominator());
        Range { lo: value, hi: value, pow10, other }
    }

    /// The range of a field.
    pub fn limits(limits: &NumberLimits) -> Range {
        Range { lo: limits.min.into(), hi: limits.max.into(), pow10: limits.scale, other: 1 }
    }

    /// The range of whole numbers between two.
    pub fn whole(lo: i128, hi: i128) -> Range {
        Range { lo: Exact::integer(lo), hi: Exact::integer(hi), pow10: 0, other: 1 }
    }

    /// The same grid of values, cut to `lo..=hi`; unchanged when nothing would be left.
    pub fn cut(self, lo: Option<Exact>, hi: Option<Exact>) -> Range {
        let lo = lo.map_or(self.lo, |bound| bound.max(self.lo));
        let hi = hi.map_or(self.hi, |bound| bound.min(self.hi));
        if lo > hi { self } else { Range { lo, hi, ..self } }
    }

    /// The distance between neighbouring values, when they lie on a decimal grid.
    pub fn step(self) -> Option<Exact> {
        if self.other == 1 && self.pow10 <= 28 { Exact::ratio(1, 10_i128.pow(self.pow10)) } else { None }
    }

    /// Whether zero is among the values.
    pub fn has_zero(self) -> bool {
        self.lo <= Exact::ZERO && self.hi >= Exact::ZERO
    }

    fn largest(self) -> Option<Exact> {
        Some(self.lo.absolute()?.max(self.hi.absolute()?))
    }

    fn denominator(self) -> Option<i128> {
        10_i128.checked_pow(self.pow10)?.checked_mul(self.other)
    }

    /// This range, if all numbers up to `reach` over its denominators stay exact.
    fn within(self, reach: Exact) -> Option<Range> {
        let range = if self.lo == self.hi { Range::constant(self.lo) } else { self };
        let den = range.denominator().filter(|den| *den < LIMIT)?;
        let ceiling = reach.rounded(RoundingMode::Up, Exact::integer(1))?.whole()?;
        ceiling.checked_mul(den).filter(|num| *num < LIMIT)?;
        Some(range)
    }

    fn checked(self, operands: &[Range]) -> Option<Range> {
        let mut reach = self.largest()?;
        for operand in operands {
            reach = reach.max(operand.largest()?);
        }
        self.within(reach)
    }

    /// Range of a sum.
    pub fn plus(self, other: Range) -> Option<Range> {
        let range = Range {
            lo: self.lo.plus(other.lo)?,
            hi: self.hi.plus(other.hi)?,
            pow10: self.pow10.max(other.pow10),
            other: self.other.checked_mul(other.other)?,
        };
        range.checked(&[self, other])
    }

    /// Range of the number with the other sign.
    pub fn negated(self) -> Option<Range> {
        Some(Range { lo: self.hi.negated()?, hi: self.lo.negated()?, ..self })
    }

    /// Range of a difference.
    pub fn minus(self, other: Range) -> Option<Range> {
        self.plus(other.negated()?)
    }

    /// Range of a product.
    pub fn times(self, other: Range) -> Option<Range> {
        let (lo, hi) = corners(self, other, Exact::times)?;
        let range =
            Range { lo, hi, pow10: self.pow10 + other.pow10, other: self.other.checked_mul(other.other)? };
        range.checked(&[self, other])
    }

    /// Range of a quotient; the divisor must not contain zero.
    pub fn over(self, divisor: Range) -> Option<Range> {
        let (lo, hi) = corners(self, divisor, Exact::over)?;
        // The numerator of the divisor becomes part of the denominator.
        let (pow10, other) = if divisor.lo == divisor.hi {
            split(divisor.lo.absolute()?.numerator())
        } else {
            let most = divisor.largest()?.rounded(RoundingMode::Up, Exact::integer(1))?.whole()?;
            (0, most.checked_mul(divisor.denominator()?)?)
        };
        let range =
            Range { lo, hi, pow10: self.pow10.checked_add(pow10)?, other: self.other.checked_mul(other)? };
        range.checked(&[self, divisor])
    }

    /// Range that holds both.
    pub fn either(self, other: Range) -> Option<Range> {
        let range = Range {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
            pow10: self.pow10.max(other.pow10),
            other: self.other.max(other.other),
        };
        range.checked(&[])
    }

    /// Range of the smaller of two.
    pub fn smaller(self, other: Range) -> Option<Range> {
        let hull = self.either(other)?;
        Some(Range { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi), ..hull })
    }

    /// Range of the larger of two.
    pub fn larger(self, other: Range) -> Option<Range> {
        let hull = self.either(other)?;
        Some(Range { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi), ..hull })
    }

    /// Range after rounding to a constant step above zero.
    pub fn rounded(self, mode: RoundingMode, step: Exact) -> Option<Range> {
        let (pow10, other) = split(step.denominator());
        let steps = self.over(Range::constant(step))?;
        let range =
            Range { lo: self.lo.rounded(mode, step)?, hi: self.hi.rounded(mode, step)?, pow10, other };
        range.checked(&[steps])
    }

    /// Range of the sum of `min` to `max` such numbers.
    pub fn summed(self, min: u32, max: u32) -> Option<Range> {
        let times = |bound: Exact, count: u32| bound.times(Exact::integer(i128::from(count)));
        let range = Range {
            lo: times(self.lo, if self.lo.is_negative() { max } else { min })?,
            hi: times(self.hi, if self.hi.is_negative() { min } else { max })?,
            pow10: self.pow10,
            other: if self.other == 1 { 1 } else { self.other.checked_pow(max)? },
        };
        // Half-way sums may reach further than the whole.
        range.within(times(self.largest()?, max)?)
    }
}

fn corners(a: Range, b: Range, op: fn(Exact, Exact) -> Option<Exact>) -> Option<(Exact, Exact)> {
    let corners = [op(a.lo, b.lo)?, op(a.lo, b.hi)?, op(a.hi, b.lo)?, op(a.hi, b.hi)?];
    let (mut lo, mut hi) = (corners[0], corners[0]);
    for corner in corners {
        lo = lo.min(corner);
        hi = hi.max(corner);
    }
    Some((lo, hi))
}

/// The smallest power of ten and a rest so that `den` divides `10^power * rest`.
fn split(mut den: i128) -> (u32, i128) {
    let mut count = |prime: i128| {
        let mut times = 0;
        while den != 0 && den % prime == 0 {
            den /= prime;
            times += 1;
        }
        times
    };
    let power = count(2).max(count(5));
    (power, den)
}
