//! `/kerja/register`: the number register of a month and a kind, cancelled numbers too; whole for printing.

use super::narrow;
use crate::components::{Cell, Choice, Field, FieldKind, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::work::register::RegisterPage;
use crate::visitor::{Answer, Visitor};
use app::query::number_register::{RegisterFilter, RegisterLine, number_register};
use axum::extract::Query;
use domain::value::date_text;
use jiff::civil::Date;
use std::collections::BTreeMap;

fn month_text(month: Date) -> String {
    format!("{} {}", date_text::month(month), month.year())
}

fn month_key(month: Date) -> String {
    month.strftime("%Y-%m").to_string()
}

/// Shows the register; a month that is none is this one.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let zone = visitor.region().office().calendar.time_zone().clone();
    let text = |name: &str| query.get(name).map_or("", String::as_str);
    let month = format!("{}-01", text("bulan")).parse::<Date>();
    let month = month.unwrap_or_else(|_| visitor.now().to_zoned(zone.clone()).date().first_of_month());
    let whole = text("cetak") == "ya";
    let service = text("layanan").to_owned();
    let page = (!whole).then(|| text("halaman").parse().unwrap_or(1));
    let filter = RegisterFilter { month, service: service.clone(), page };
    let register = visitor.run(move |region, actor| number_register(region, actor, &filter)).await?;
    let address = |more: (&str, &str)| {
        let kept = [("bulan", month_key(month)), ("layanan", service.clone())];
        let mut pairs: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (*n, v.as_str())).collect();
        pairs.push(more);
        links::with_query(&links::register(), &pairs)
    };
    let rows: Vec<Vec<Cell>> =
        register.lines.iter().enumerate().map(|(n, line)| row(register.first + n, line, &zone)).collect();
    let mut months: Vec<Date> = register.months.clone();
    if !months.contains(&month) {
        months.push(month);
    }
    let months = months.into_iter().map(|m| Choice::new(month_key(m), month_text(m))).collect();
    let services = register.services.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())).collect();
    let kind = register.services.iter().find(|(id, _)| *id == service).map(|(_, name)| name.clone());
    let pager = Pager {
        earlier: (!whole && register.page > 1)
            .then(|| address(("halaman", &(register.page - 1).to_string()))),
        later: (!whole && register.page < register.pages)
            .then(|| address(("halaman", &(register.page + 1).to_string()))),
        text: narrow::count(
            if whole { 1 } else { usize::try_from(register.pages).unwrap_or(1) },
            register.first,
            rows.len(),
            register.total,
        ),
    };
    visitor.page(&RegisterPage {
        shell: visitor.shell(),
        title: month_text(month),
        kind: kind.unwrap_or_default(),
        office: visitor.region().profile.identity.office_long.clone(),
        month: Field::new("bulan", "Bulan", FieldKind::Select { options: months }).value(month_key(month)),
        service: Field::new("layanan", "Jenis", FieldKind::Select { options: services })
            .value(service.clone())
            .optional(),
        table: Table::new(
            "Nomor yang diberikan",
            &["Urut", "Nomor", "Jenis", "Pemegang", "Tanggal", "Keadaan"],
            rows,
        ),
        pager,
        whole,
        print: address(("cetak", "ya")),
        screen: address(("halaman", "1")),
    })
}

fn row(place: usize, line: &RegisterLine, zone: &jiff::tz::TimeZone) -> Vec<Cell> {
    let tone = match line.state {
        "Berlaku" => Tone::Good,
        "Sedang disegel" => Tone::Info,
        _ => Tone::Bad,
    };
    vec![
        Cell::figure(place.to_string()),
        Cell::link(links::case(&line.application.to_string()), line.number.clone()),
        Cell::text(line.service_short.clone()),
        Cell::text(line.holder_name.clone()),
        Cell::text(date_text::date_at(line.numbered_at, zone)),
        Cell::tag(Tag::new(tone, line.state)),
    ]
}
