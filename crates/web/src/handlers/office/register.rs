//! `/kerja/register`: the number register of a month, cancelled numbers too.

use crate::components::{Cell, Choice, Field, FieldKind, Table, Tag, Tone};
use crate::links;
use crate::pages::work::register::RegisterPage;
use crate::visitor::{Answer, Visitor};
use app::query::register::{RegisterLine, number_register};
use axum::extract::Query;
use domain::value::date_text;
use jiff::civil::Date;
use std::collections::BTreeMap;

fn month_text(month: &str) -> String {
    match format!("{month}-01").parse::<Date>() {
        Ok(date) => format!("{} {}", date_text::month(date), date.year()),
        Err(_) => "semua bulan".to_owned(),
    }
}

/// Shows the register.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let zone = visitor.region().office().calendar.time_zone().clone();
    let this = visitor.now().to_zoned(zone.clone()).strftime("%Y-%m").to_string();
    let month = query.get("bulan").cloned().filter(|m| m.len() == 7).unwrap_or_else(|| this.clone());
    let all = visitor.run(|region, actor| number_register(region, actor, "")).await?;
    let of = |line: &RegisterLine| line.numbered_at.to_zoned(zone.clone()).strftime("%Y-%m").to_string();
    let mut months: Vec<String> = all.iter().map(of).collect();
    months.push(this);
    months.sort_unstable();
    months.dedup();
    months.reverse();
    let rows = all.iter().filter(|l| of(l) == month).enumerate().map(|(n, line)| {
        let tone = match line.state {
            "Berlaku" => Tone::Good,
            "Sedang disegel" => Tone::Info,
            _ => Tone::Bad,
        };
        vec![
            Cell::figure((n + 1).to_string()),
            Cell::link(links::case(&line.application.to_string()), line.number.clone()),
            Cell::text(line.service_short.clone()),
            Cell::text(line.holder_name.clone()),
            Cell::text(date_text::date_at(line.numbered_at, &zone)),
            Cell::tag(Tag::new(tone, line.state)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let options = months.iter().map(|m| Choice::new(m.clone(), month_text(m))).collect();
    visitor.page(&RegisterPage {
        shell: visitor.shell(),
        title: month_text(&month),
        month: Field::new("bulan", "Bulan", FieldKind::Select { options }).value(month),
        table: Table::new(
            "Nomor yang diberikan",
            &["Urut", "Nomor", "Jenis", "Pemegang", "Tanggal", "Keadaan"],
            rows,
        ),
    })
}
