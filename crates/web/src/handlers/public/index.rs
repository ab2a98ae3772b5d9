//! `/indeks-kepuasan`: the satisfaction index of the last full quarter, for everybody (MJK18-17.1).

use crate::components::{Bar, BarChart, Cell, Table};
use crate::pages::index::PublicIndexPage;
use crate::visitor::{Answer, Visitor};
use app::query::survey_index::public_index;
use domain::survey::{ELEMENTS, Ikm, converted};
use std::fmt::Display;

/// A decimal as people write it: "88,31".
pub(crate) fn decimal(value: impl Display) -> String {
    format!("{value:.2}").replace('.', ",")
}

/// The nine elements of an index as rows.
pub(crate) fn elements(index: &Ikm) -> Table {
    let rows = ELEMENTS.iter().zip(&index.elements).map(|(name, value)| {
        vec![Cell::text(*name), Cell::figure(decimal(value)), Cell::figure(decimal(converted(*value)))]
    });
    Table::new("Nilai setiap unsur", &["Unsur", "Rata-rata (1–4)", "Nilai (25–100)"], rows.collect())
}

/// The nine elements as bars, on the scale of the bands.
pub(crate) fn elements_chart(index: &Ikm) -> BarChart {
    let bars = ELEMENTS.iter().zip(&index.elements).map(|(name, value)| {
        let text = decimal(converted(*value));
        let hundredths = text.replace(',', "").parse().unwrap_or_default();
        Bar::with_part(*name, hundredths, 0, text)
    });
    BarChart::to_scale("Nilai setiap unsur, paling tinggi 100", 10_000, bars.collect())
}

/// Shows it.
pub async fn show(visitor: Visitor) -> Answer {
    let found = visitor.look(public_index).await?;
    visitor.page(&PublicIndexPage {
        shell: visitor.shell(),
        quarter: found.quarter.label(),
        value: found.index.as_ref().map_or_else(String::new, |i| decimal(i.converted)),
        grade: found
            .index
            .as_ref()
            .map_or_else(String::new, |i| format!("{:?} ({})", i.grade, i.grade.label())),
        respondents: found.index.as_ref().map_or(0, |i| i.respondents).to_string(),
        elements_chart: found.index.as_ref().map(elements_chart).unwrap_or_default(),
        elements: found.index.as_ref().map(elements).unwrap_or_default(),
    })
}
