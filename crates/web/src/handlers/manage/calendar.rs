//! `/kelola/kalender`: free days of a year with what each rests on.

use super::{above, mark, summary};
use crate::components::{Breadcrumb, Cell, Choice, ErrorSummary, Field, FieldKind, Stat, Table, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::manage::calendar::CalendarPage;
use crate::visitor::{Answer, Visitor};
use app::manage::{CalendarYear, calendar_year};
use axum::extract::Query;
use domain::calendar::HolidayKind;
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who declared a day, in words.
pub(super) fn kind(kind: HolidayKind) -> &'static str {
    match kind {
        HolidayKind::National => "Libur nasional",
        HolidayKind::JointLeave => "Cuti bersama",
        HolidayKind::Local => "Libur daerah",
    }
}

pub(super) fn page(
    visitor: &Visitor,
    year: &CalendarYear,
    refused: Option<(&Sent, &Refusal)>,
) -> CalendarPage {
    let typed = |name: &str| refused.map_or(String::new(), |(sent, _)| sent.text(name).to_owned());
    let acts = vec![
        Choice::new("libur", "Tetapkan atau ubah hari libur"),
        Choice::new("kerja", "Hapus hari libur, menjadi hari kerja"),
    ];
    let kinds = vec![
        Choice::new("joint_leave", kind(HolidayKind::JointLeave)),
        Choice::new("local", kind(HolidayKind::Local)),
        Choice::new("national", kind(HolidayKind::National)),
    ];
    let mut fields = vec![
        Field::new("tanggal", "Tanggal", FieldKind::Date).hint("Contoh: 30-03-2026"),
        Field::new("perubahan", "Perubahan", FieldKind::Choice { options: acts }),
        Field::new("nama", "Nama hari libur", FieldKind::Text { max: 80 })
            .hint("Tidak perlu diisi bila menghapus.")
            .optional(),
        Field::new("jenis", "Jenis", FieldKind::Select { options: kinds })
            .hint("Tidak perlu diisi bila menghapus.")
            .optional(),
        Field::new("dasar", "Dasar", FieldKind::Text { max: 200 })
            .hint("Nomor dan tanggal keputusan, misalnya SKB 3 Menteri."),
        Field::new("alasan", "Alasan", FieldKind::Text { max: 120 })
            .hint("Tercatat dalam riwayat berkas yang batas waktunya bergeser."),
    ];
    for field in &mut fields {
        field.value = typed(&field.id);
    }
    let (mut notices, mut errors) = (Vec::new(), ErrorSummary::default());
    if let Some((_, refusal)) = refused {
        notices = mark(refusal, &mut fields, &mut []);
        errors = summary(&fields, &[]);
    }
    let zone = visitor.region().office().calendar.time_zone().clone();
    let days = year.days.iter().map(|day| {
        let name = if day.estimated { format!("{} (perkiraan)", day.name) } else { day.name.clone() };
        vec![
            Cell::text(date_text::weekday_date(day.date)),
            Cell::text(name),
            Cell::text(kind(day.kind)),
            Cell::text(if day.decree.is_empty() { "–".to_owned() } else { day.decree.clone() }),
        ]
    });
    let changes = year.changes.iter().map(|c| {
        let day = c.day.parse::<Date>().map_or_else(|_| format!("Tahun {}", c.day), date_text::date);
        let what = match c.what.as_str() {
            "added" => format!("Ditetapkan libur: {}", c.name),
            "changed" => format!("Diubah: {}", c.name),
            "removed" => "Menjadi hari kerja".to_owned(),
            _ => "Tahun dibuka".to_owned(),
        };
        let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        vec![
            Cell::text(day),
            Cell::text(what),
            Cell::text(dash(&c.decree)),
            Cell::text(dash(&c.reason)),
            Cell::text(format!("{}, {}", c.actor_name, date_text::moment_at(c.at, &zone))),
        ]
    });
    let (days, changes): (Vec<_>, Vec<_>) = (days.collect(), changes.collect());
    CalendarPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above(), "Kalender"),
        errors,
        notices,
        year: year.year,
        years: year
            .years
            .iter()
            .map(|y| Stat {
                value: y.to_string(),
                label: if *y == year.year {
                    format!("{} hari libur", days.len())
                } else {
                    "lihat".to_owned()
                },
                href: links::with_query(&links::calendar(), &[("tahun", &y.to_string())]),
                tone: Tone::Neutral,
                here: *y == year.year,
            })
            .collect(),
        next: year.next,
        basis: year.basis.clone(),
        version: year.version,
        days: Table::new(format!("Hari libur {}", year.year), &["Tanggal", "Nama", "Jenis", "Dasar"], days),
        changes: Table::new(
            "Perubahan, terbaru di atas",
            &["Tanggal", "Perubahan", "Dasar", "Alasan", "Oleh"],
            changes,
        ),
        fields,
    }
}

/// Shows a year.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let year = query.get("tahun").and_then(|y| y.trim().parse().ok());
    let year = visitor.run(move |region, actor| calendar_year(region, actor, year)).await?;
    visitor.page(&page(&visitor, &year, None))
}
