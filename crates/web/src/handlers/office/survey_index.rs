//! `/kerja/survei`: the satisfaction index of a quarter, per element and per service; the desks that served do not see it.

use super::narrow::text;
use crate::components::{Cell, Choice, Field, FieldKind, Link, Notice, Table, Tag, Tone};
use crate::handlers::public::index::{decimal, elements, elements_chart};
use crate::links;
use crate::pages::work::survey_index::SurveyIndexPage;
use crate::visitor::{Answer, Visitor};
use app::query::survey_index::{
    FEWEST, Quarter, ServiceIndex, SurveyIndex, latest_survey_index, survey_index,
};
use axum::extract::Query;
use domain::survey::{Grade, Ikm};
use std::collections::BTreeMap;

/// Quarters offered, the present one first.
const OFFERED: usize = 8;

/// Shows it.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let this = Quarter::of(visitor.region().office().calendar.local_date(visitor.now()));
    let asked = Quarter::parse(&text(&query, "triwulan"));
    let found = visitor
        .run(move |region, actor| match asked {
            Some(quarter) => survey_index(region, actor, quarter),
            None => latest_survey_index(region, actor, OFFERED),
        })
        .await?;
    let quarter = found.quarter;
    let offered = std::iter::successors(Some(this), |q| Some(q.before())).take(OFFERED);
    let options = offered.map(|q| Choice::new(q.name(), q.label())).collect();
    visitor.page(&SurveyIndexPage {
        shell: visitor.shell(),
        quarter: Field::new("triwulan", "Triwulan", FieldKind::Select { options }).value(quarter.name()),
        title: quarter.label(),
        earlier: Link::new(
            links::with_query(&links::survey_index(), &[("triwulan", quarter.before().name().as_str())]),
            format!("Lihat {}", quarter.before().label()),
        ),
        value: found.index.as_ref().map_or_else(String::new, |i| decimal(i.converted)),
        grade: found
            .index
            .as_ref()
            .map_or_else(String::new, |i| format!("{:?} ({})", i.grade, i.grade.label())),
        respondents: found.index.as_ref().map_or(0, |i| i.respondents).to_string(),
        elements_chart: found.index.as_ref().map(elements_chart).unwrap_or_default(),
        elements: found.index.as_ref().map(elements).unwrap_or_default(),
        services: Table::new(
            "Nilai setiap layanan",
            &["Layanan", "Responden", "Nilai", "Mutu"],
            found.services.iter().map(service).collect(),
        ),
        apart: apart(&found),
    })
}

fn tone(grade: Grade) -> Tone {
    match grade {
        Grade::A | Grade::B => Tone::Good,
        Grade::C => Tone::Warn,
        Grade::D => Tone::Bad,
    }
}

fn graded(index: &Ikm) -> Cell {
    Cell::tag(Tag::new(tone(index.grade), format!("{:?}, {}", index.grade, index.grade.label())))
}

fn service(line: &ServiceIndex) -> Vec<Cell> {
    let few = || Cell::text(format!("kurang dari {FEWEST} responden"));
    vec![
        Cell::text(line.label.clone()),
        Cell::figure(line.respondents.to_string()),
        line.index.as_ref().map_or_else(|| Cell::figure("–"), |i| Cell::figure(decimal(i.converted))),
        line.index.as_ref().map_or_else(few, graded),
    ]
}

/// What is told apart from the index.
fn apart(found: &SurveyIndex) -> Option<Notice> {
    let index = found.apart.as_ref()?;
    let title = format!(
        "{} jawaban dihitung terpisah: {} dari perangkat kantor, {} diisi kurang dari 20 detik.",
        index.respondents, found.on_staff_devices, found.too_fast
    );
    Some(Notice::new(Tone::Info, title).text(format!("Nilainya sendiri {}.", decimal(index.converted))))
}
