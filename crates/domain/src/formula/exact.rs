//! Exact numbers: fractions of two whole numbers, so that `100 / 3 * 3` is 100 and not 99.999…
//!
//! A fee is rounded once, at its end (design of conditions and formulas); a decimal quotient would already be
//! rounded once inside, and rounding down could then take a whole step from the amount.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

use super::fee::RoundingMode;

/// A fraction in lowest terms with a positive denominator.
///
/// Every operation is checked: `None` says that the result does not fit 128 bits or does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    num: i128,
    den: i128,
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    // One argument is always a positive denominator, so the divisor fits.
    i128::try_from(a).unwrap_or(1)
}

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact { num: 0, den: 1 };

    /// A whole number.
    pub const fn integer(value: i128) -> Exact {
        Exact { num: value, den: 1 }
    }

    /// `num / den`; `None` when `den` is zero or a sign cannot be turned.
    pub fn ratio(num: i128, den: i128) -> Option<Exact> {
        let (num, den) = match den.cmp(&0) {
            Ordering::Equal => return None,
            Ordering::Less => (num.checked_neg()?, den.checked_neg()?),
            Ordering::Greater => (num, den),
        };
        let divisor = gcd(num, den);
        Some(Exact { num: num / divisor, den: den / divisor })
    }

    /// The exact value of a decimal; a decimal always fits.
    pub fn from_decimal(value: Decimal) -> Exact {
        let den = 10_i128.pow(value.scale().min(28));
        Exact::ratio(value.mantissa(), den).unwrap_or(Exact::ZERO)
    }

    /// The decimal of this value: exact when it ends within 28 places and fits, otherwise the nearest decimal of
    /// 28 digits. `None` when it is too large for a decimal.
    pub fn to_decimal(self) -> Option<Decimal> {
        for scale in 0..=28_u32 {
            let power = 10_i128.pow(scale);
            if power % self.den == 0 {
                let exact = self.num.checked_mul(power / self.den);
                let exact = exact.and_then(|m| Decimal::try_from_i128_with_scale(m, scale).ok());
                if exact.is_some() {
                    return exact;
                }
                break;
            }
        }
        let num = Decimal::try_from_i128_with_scale(self.num, 0).ok()?;
        let den = Decimal::try_from_i128_with_scale(self.den, 0).ok()?;
        num.checked_div(den)
    }

    /// The numerator.
    pub const fn numerator(self) -> i128 {
        self.num
    }

    /// The denominator, always positive.
    pub const fn denominator(self) -> i128 {
        self.den
    }

    /// Sum.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        let divisor = gcd(self.den, other.den);
        let den = (self.den / divisor).checked_mul(other.den)?;
        let left = self.num.checked_mul(den / self.den)?;
        let right = other.num.checked_mul(den / other.den)?;
        Exact::ratio(left.checked_add(right)?, den)
    }

    /// Difference.
    pub fn minus(self, other: Exact) -> Option<Exact> {
        self.plus(other.negated()?)
    }

    /// Product.
    pub fn times(self, other: Exact) -> Option<Exact> {
        // Reducing crosswise first keeps the intermediate products as small as the result.
        let left = gcd(self.num, other.den);
        let right = gcd(other.num, self.den);
        let num = (self.num / left).checked_mul(other.num / right)?;
        let den = (self.den / right).checked_mul(other.den / left)?;
        Exact::ratio(num, den)
    }

    /// Quotient; `None` also when `other` is zero.
    pub fn over(self, other: Exact) -> Option<Exact> {
        self.times(Exact::ratio(other.den, other.num)?)
    }

    /// The value with the other sign.
    pub fn negated(self) -> Option<Exact> {
        Some(Exact { num: self.num.checked_neg()?, den: self.den })
    }

    /// The distance from zero.
    pub fn absolute(self) -> Option<Exact> {
        if self.num < 0 { self.negated() } else { Some(self) }
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The whole number this value is, if it is one.
    pub const fn whole(self) -> Option<i128> {
        if self.den == 1 { Some(self.num) } else { None }
    }

    /// The multiple of `step` (above zero) that `mode` names; `None` when `step` is not above zero or the result
    /// does not fit.
    pub fn rounded(self, mode: RoundingMode, step: Exact) -> Option<Exact> {
        if step.num <= 0 {
            return None;
        }
        let steps = self.over(step)?;
        let floor = steps.num.div_euclid(steps.den);
        let rest = steps.num.rem_euclid(steps.den);
        let up = match mode {
            RoundingMode::Down => false,
            RoundingMode::Up => rest > 0,
            RoundingMode::HalfUp => rest >= steps.den - rest,
        };
        let count = if up { floor.checked_add(1)? } else { floor };
        Exact::integer(count).times(step)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        // Comparing as continued fractions never multiplies, hence never overflows.
        let (mut a, mut b, mut c, mut d) = (self.num, self.den, other.num, other.den);
        loop {
            let by_floor = a.div_euclid(b).cmp(&c.div_euclid(d));
            if by_floor != Ordering::Equal {
                return by_floor;
            }
            let (rest, other_rest) = (a.rem_euclid(b), c.rem_euclid(d));
            match (rest, other_rest) {
                (0, 0) => return Ordering::Equal,
                (0, _) => return Ordering::Less,
                (_, 0) => return Ordering::Greater,
                _ => (a, b, c, d) = (d, other_rest, b, rest),
            }
        }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(decimal) => write!(f, "{}", decimal.normalize()),
            None => write!(f, "{}/{}", self.num, self.den),
        }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Exact::from_decimal(value)
    }
}
