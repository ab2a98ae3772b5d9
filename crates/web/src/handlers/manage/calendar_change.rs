//! Changes a day of the calendar: first what it moves, then the change itself; and opens the next year.

use super::above;
use super::calendar::{kind, page};
use crate::components::{Breadcrumb, Cell, Link, Notice, SummaryList, SummaryRow, Table, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::manage::calendar_preview::CalendarPreviewPage;
use crate::visitor::{Answer, Visitor};
use app::act::{Subject, record_refusal};
use app::manage::{
    CalendarEdit, CalendarPreview, DayChange, apply_calendar, calendar_year, open_year as open,
    preview_calendar,
};
use app::{AppError, Region};
use axum::http::StatusCode;
use domain::calendar::HolidayKind;
use domain::party::Actor;
use domain::process::Refusal;
use domain::value::date_text;

const NAMES: [&str; 7] = ["tanggal", "perubahan", "nama", "jenis", "dasar", "alasan", "versi"];

fn edit(sent: &Sent) -> Result<CalendarEdit, Refusal> {
    let wrong = |field: &str, message: &str| Refusal::Invalid {
        field: field.to_owned(),
        message: message.to_owned(),
    };
    let text = |name: &str| sent.text(name).trim().to_owned();
    let date = date_text::read(sent.text("tanggal"));
    let date = date.ok_or_else(|| wrong("tanggal", "Tulis tanggal seperti 30-03-2026."))?;
    let change = match sent.text("perubahan") {
        "kerja" => DayChange::Remove,
        "libur" => DayChange::Set {
            name: text("nama"),
            kind: match sent.text("jenis") {
                "joint_leave" => HolidayKind::JointLeave,
                "local" => HolidayKind::Local,
                "national" => HolidayKind::National,
                _ => return Err(wrong("jenis", "Pilih jenis hari libur.")),
            },
        },
        _ => return Err(wrong("perubahan", "Pilih apa yang berubah pada hari itu.")),
    };
    let seen = sent.text("versi").parse().unwrap_or(-1);
    Ok(CalendarEdit { date, change, decree: text("dasar"), reason: text("alasan"), seen })
}

fn read(region: &Region, actor: &Actor, sent: &Sent) -> Result<CalendarEdit, AppError> {
    edit(sent).or_else(|refusal| {
        record_refusal(region, actor, &Subject::office(0), "set_calendar", &refusal)?;
        Err(refusal.into())
    })
}

/// The calendar again with what was typed and why it was refused.
async fn again(visitor: &Visitor, sent: &Sent, refusal: &Refusal) -> Answer {
    let year = sent.text("tanggal").get(..4).and_then(|y| y.parse::<i16>().ok());
    let known = visitor.region().office().calendar.years().collect::<Vec<_>>();
    let year = year.filter(|y| known.contains(y));
    let year = visitor.run(move |region, actor| calendar_year(region, actor, year)).await?;
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, &year, Some((sent, refusal))))
}

fn effect(preview: &CalendarPreview) -> Notice {
    let moved = preview.later + preview.earlier;
    if moved == 0 {
        return Notice::new(Tone::Info, "Tidak ada batas waktu berjalan yang bergeser.");
    }
    let notice =
        Notice::new(Tone::Warn, format!("{moved} batas waktu pada {} berkas bergeser.", preview.files));
    let text = format!("{} menjadi lebih lambat, {} lebih cepat.", preview.later, preview.earlier);
    match preview.passed {
        0 => notice.text(text),
        n => notice.text(format!("{text} {n} langsung terlewati.")),
    }
}

/// Shows what the change moves.
pub(super) async fn preview(visitor: Visitor, sent: Sent) -> Answer {
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let edit = read(region, actor, &kept)?;
            let preview = preview_calendar(region, actor, &edit)?;
            Ok((edit, preview))
        })
        .await;
    let (edit, preview) = match result {
        Ok(found) => found,
        Err(AppError::Refused(refusal)) => return again(&visitor, &sent, &refusal).await,
        Err(other) => return Err(other.into()),
    };
    let what = match &edit.change {
        DayChange::Set { name, kind: of } => format!("{}: {name}", kind(*of)),
        DayChange::Remove => "Menjadi hari kerja".to_owned(),
    };
    let rows = vec![
        SummaryRow::new("Tanggal", date_text::weekday_date(edit.date)),
        SummaryRow::new("Perubahan", what),
        SummaryRow::new("Dasar", edit.decree.clone()),
        SummaryRow::new("Alasan", edit.reason.clone()),
    ];
    let zone = visitor.region().office().calendar.time_zone().clone();
    let files = preview.named.iter().map(|f| {
        vec![
            Cell::text(f.registration.clone()),
            Cell::text(date_text::weekday_date_at(f.old, &zone)),
            Cell::text(date_text::weekday_date_at(f.new, &zone)),
        ]
    });
    let mut up = above();
    up.push(Link::new(links::calendar(), "Kalender"));
    let caption = format!("{} dari {} berkas", preview.named.len(), preview.files);
    visitor.page(&CalendarPreviewPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(up, "Pratinjau"),
        change: SummaryList { rows },
        effect: effect(&preview),
        files: Table::new(caption, &["Nomor", "Batas lama", "Batas baru"], files.collect()),
        hidden: NAMES.iter().map(|n| ((*n).to_owned(), sent.text(n).to_owned())).collect(),
    })
}

/// Makes the change.
pub(super) async fn apply(visitor: Visitor, sent: Sent) -> Answer {
    let kept = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let edit = read(region, actor, &kept)?;
            apply_calendar(region, actor, &edit).map(|()| edit.date.year())
        })
        .await;
    match result {
        Ok(year) => {
            let notice = Notice::new(Tone::Good, "Kalender berubah.")
                .text("Berkas yang batas waktunya bergeser sedang dicatat.");
            visitor.go_with(&links::with_query(&links::calendar(), &[("tahun", &year.to_string())]), &notice)
        }
        Err(AppError::Refused(refusal)) => again(&visitor, &sent, &refusal).await,
        Err(other) => Err(other.into()),
    }
}

/// Opens the next year.
pub(super) async fn open_year(visitor: Visitor, sent: Sent) -> Answer {
    let year: i16 = sent.text("tahun").parse().unwrap_or(0);
    let seen: i64 = sent.text("versi").parse().unwrap_or(-1);
    let result = visitor.run(move |region, actor| open(region, actor, year, seen)).await;
    let (to, notice) = match result {
        Ok(()) => (
            links::with_query(&links::calendar(), &[("tahun", &year.to_string())]),
            Notice::new(Tone::Good, format!("Tahun {year} dibuka."))
                .text("Periksa hari libur dan cuti bersamanya."),
        ),
        Err(AppError::Refused(refusal @ (Refusal::Invalid { .. } | Refusal::Stale))) => {
            (links::calendar(), Notice::new(Tone::Bad, refusal.sentence()))
        }
        Err(other) => return Err(other.into()),
    };
    visitor.go_with(&to, &notice)
}
