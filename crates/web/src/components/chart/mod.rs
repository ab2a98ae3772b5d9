//! Figures as SVG, drawn on the server, always beside a table with the same figures.

use askama::Template;
use askama::filters::HtmlSafe;

/// Height of the columns, in units of the picture.
const HIGH: i64 = 120;
/// Width of one column with its space.
const STEP: i64 = 30;
/// Width of the longest bar.
const LONG: i64 = 300;

/// One column of two stacked figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Below it, a few letters.
    pub label: String,
    /// Lower and upper figure.
    pub values: [i64; 2],
}

impl Column {
    /// A column.
    pub fn new(label: impl Into<String>, values: [i64; 2]) -> Self {
        Column { label: label.into(), values }
    }
}

/// A column as drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DrawnColumn {
    /// Below it.
    pub label: String,
    /// Sum, above it; empty for nothing.
    pub sum: String,
    /// Left edge and middle.
    pub x: [i64; 2],
    /// Top and height of the lower part.
    pub lower: [i64; 2],
    /// Top and height of the upper part.
    pub upper: [i64; 2],
}

/// Columns of two stacked figures, for example by month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "chart/columns.html")]
pub struct ColumnChart {
    /// What it shows, in one sentence.
    pub title: String,
    /// Names of the lower and the upper figure.
    pub series: [String; 2],
    /// Columns from left to right.
    pub columns: Vec<DrawnColumn>,
    /// Width of the picture.
    pub width: i64,
}

impl ColumnChart {
    /// Draws them to one scale.
    pub fn new(title: impl Into<String>, series: [&str; 2], columns: Vec<Column>) -> Self {
        let most = columns.iter().map(|c| c.values.iter().sum::<i64>()).max().unwrap_or(0).max(1);
        let width = STEP * i64::try_from(columns.len()).unwrap_or(0).max(1);
        let drawn = (0_i64..).zip(&columns).map(|(n, column)| {
            let high = |value: i64| value.max(0) * HIGH / most;
            let (lower, upper) = (high(column.values[0]), high(column.values[1]));
            let sum = column.values.iter().sum::<i64>();
            let base = 20 + HIGH;
            DrawnColumn {
                label: column.label.clone(),
                sum: if sum == 0 { String::new() } else { sum.to_string() },
                x: [n * STEP + 5, n * STEP + STEP / 2],
                lower: [base - lower, lower],
                upper: [base - lower - upper, upper],
            }
        });
        let series = series.map(str::to_owned);
        ColumnChart { title: title.into(), series, columns: drawn.collect(), width }
    }

    /// Where the figure above a column stands.
    fn above(column: &DrawnColumn) -> i64 {
        column.upper[0] - 5
    }
}

/// One bar: with a mark that it should not pass, or with a part of it told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// In front of it.
    pub label: String,
    /// Its figure.
    pub value: i64,
    /// Where the mark stands; 0 for none.
    pub mark: i64,
    /// Part of the figure that deserves attention, for example what is late.
    pub part: i64,
    /// Behind it.
    pub text: String,
}

impl Bar {
    /// A bar with a mark.
    pub fn new(label: impl Into<String>, value: i64, mark: i64, text: impl Into<String>) -> Self {
        Bar { label: label.into(), value, mark, part: 0, text: text.into() }
    }

    /// A bar without a mark, of which a part deserves attention.
    pub fn with_part(label: impl Into<String>, value: i64, part: i64, text: impl Into<String>) -> Self {
        Bar { label: label.into(), value, mark: 0, part, text: text.into() }
    }
}

/// A bar as drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DrawnBar {
    /// Above it: name and figures.
    pub label: String,
    /// Line of the label, top of the bar.
    pub y: [i64; 2],
    /// Its length.
    pub length: i64,
    /// Length of the part that deserves attention.
    pub part: i64,
    /// Where the mark stands; 0 for none.
    pub mark: i64,
    /// It passes its mark.
    pub over: bool,
}

/// Bars, for example time used against time published, or files of a desk and how many of them are late.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "chart/bars.html")]
pub struct BarChart {
    /// What it shows, in one sentence.
    pub title: String,
    /// Bars from above.
    pub bars: Vec<DrawnBar>,
    /// Height of the picture.
    pub height: i64,
}

impl BarChart {
    /// Draws them to one scale, the longest as long as the picture.
    pub fn new(title: impl Into<String>, bars: Vec<Bar>) -> Self {
        let most = bars.iter().map(|b| b.value.max(b.mark)).max().unwrap_or(0);
        Self::to_scale(title, most, bars)
    }

    /// Draws them to the scale at which `most` is as long as the picture.
    pub fn to_scale(title: impl Into<String>, most: i64, bars: Vec<Bar>) -> Self {
        let most = most.max(1);
        let height = 44 * i64::try_from(bars.len()).unwrap_or(0).max(1);
        let drawn = (0_i64..).zip(&bars).map(|(n, bar)| DrawnBar {
            label: format!("{}: {}", bar.label, bar.text),
            y: [n * 44 + 14, n * 44 + 20],
            length: (bar.value.max(0) * LONG / most).max(2),
            part: bar.part.clamp(0, bar.value.max(0)) * LONG / most,
            mark: bar.mark.max(0) * LONG / most,
            over: bar.mark > 0 && bar.value > bar.mark,
        });
        BarChart { title: title.into(), bars: drawn.collect(), height }
    }
}

impl HtmlSafe for ColumnChart {}
impl HtmlSafe for BarChart {}

#[cfg(test)]
mod tests {
    use super::{Bar, BarChart, Column, ColumnChart};

    #[test]
    fn figures_are_drawn_to_one_scale() {
        let chart =
            ColumnChart::new("x", ["a", "b"], vec![Column::new("m", [3, 1]), Column::new("n", [0, 2])]);
        assert_eq!(
            chart.columns.iter().map(|c| (c.lower[1], c.upper[1])).collect::<Vec<_>>(),
            [(90, 30), (0, 60)]
        );
        let bars = BarChart::new("x", vec![Bar::new("s", 50, 100, ""), Bar::new("t", 120, 100, "")]);
        assert_eq!(
            bars.bars.iter().map(|b| (b.length, b.mark, b.over)).collect::<Vec<_>>(),
            [(125, 250, false), (300, 250, true)]
        );
        let parts = BarChart::to_scale("x", 10, vec![Bar::with_part("s", 5, 2, "")]);
        assert_eq!(
            parts.bars.iter().map(|b| (b.length, b.part, b.mark, b.over)).collect::<Vec<_>>(),
            [(150, 60, 0, false)]
        );
        assert!(!ColumnChart::new("x", ["a", "b"], Vec::new()).to_string().is_empty());
    }
}
