//! `/jejak-audit`: who did or tried what and when, newest first.

use super::words::{groups, short, words};
use crate::components::{Cell, Choice, Field, FieldKind, Link, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::audit::list::AuditListPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::audit_export::{ExportForm, audit_export};
use app::query::auditor::{AuditFilter, AuditLine, Inclusion, audit_list};
use axum::extract::Query;
use axum::http::StatusCode;
use domain::value::date_text;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A key of a page as text: microseconds and id.
pub(super) fn key_text((at, id): (Timestamp, [u8; 16])) -> String {
    format!("{}.{}", at.as_microsecond(), hex::encode(id))
}

pub(super) fn key(text: &str) -> Option<(Timestamp, [u8; 16])> {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, hex::decode(id).ok()?.try_into().ok()?))
}

/// Names of the filters in the address.
const NAMES: [&str; 7] = ["pelaku", "tindakan", "objek", "hasil", "nomor", "sejak", "sampai"];

/// Kinds of objects, and what people read for them.
const OBJECTS: [(&str, &str); 4] =
    [("application", "Berkas"), ("account", "Akun"), ("office", "Kantor"), ("nobody", "Tanpa objek")];

fn text(query: &BTreeMap<String, String>, name: &str) -> String {
    query.get(name).map(|v| v.trim().chars().take(100).collect()).unwrap_or_default()
}

/// The filters of an address; a day that is none comes back with its field.
fn filter(query: &BTreeMap<String, String>) -> Result<AuditFilter, &'static str> {
    let day = |name: &'static str| match text(query, name).as_str() {
        "" => Ok(None),
        typed => date_text::read(typed).map(Some).ok_or(name),
    };
    Ok(AuditFilter {
        actor: text(query, "pelaku"),
        act: text(query, "tindakan"),
        object: text(query, "objek"),
        outcome: match text(query, "hasil").as_str() {
            "tercatat" => "done".to_owned(),
            "ditolak" => "refused".to_owned(),
            _ => String::new(),
        },
        registration: text(query, "nomor"),
        since: day("sejak")?,
        until: day("sampai")?,
        before: query.get("sebelum").and_then(|k| key(k)),
    })
}

fn fields(query: &BTreeMap<String, String>, wrong: Option<&str>) -> Vec<Field> {
    let choices = |list: &[(&str, &str)]| list.iter().map(|(v, t)| Choice::new(*v, *t)).collect::<Vec<_>>();
    let select = |options| FieldKind::Select { options };
    let field = |name: &str, label: &str, kind: FieldKind| {
        let mut field = Field::new(name, label, kind).value(text(query, name));
        if field.kind == FieldKind::Date {
            field = field.hint("Contoh: 30-03-2026");
        }
        if wrong == Some(name) {
            field.error = Some("Tulis tanggal seperti 30-03-2026.".to_owned());
        }
        field
    };
    vec![
        field("pelaku", "Pelaku", FieldKind::Text { max: 100 }),
        field("tindakan", "Tindakan", FieldKind::GroupedSelect { groups: groups() }),
        field("objek", "Objek", select(choices(&OBJECTS))),
        field("hasil", "Hasil", select(choices(&[("tercatat", "Tercatat"), ("ditolak", "Ditolak")]))),
        field("nomor", "Nomor pendaftaran", FieldKind::Text { max: 20 }),
        field("sejak", "Sejak tanggal", FieldKind::Date),
        field("sampai", "Sampai tanggal", FieldKind::Date),
    ]
}

/// An address with the filters kept.
fn address(to: &str, query: &BTreeMap<String, String>, more: (&str, &str)) -> String {
    let kept: Vec<(&str, String)> = NAMES.iter().map(|name| (*name, text(query, name))).collect();
    let mut pairs: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (*n, v.as_str())).collect();
    pairs.push(more);
    links::with_query(to, &pairs)
}

/// Shows a page of the trail.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let (asked, wrong) = match filter(&query) {
        Ok(asked) => (asked, None),
        // Nothing fits a day that is none; the field says what to do.
        Err(name) => (AuditFilter { act: "-".to_owned(), ..AuditFilter::default() }, Some(name)),
    };
    let page = visitor.run(move |region, actor| audit_list(region, actor, &asked)).await?;
    let later = page.older.map(|older| address(&links::audit_list(), &query, ("sebelum", &key_text(older))));
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows: Vec<Vec<Cell>> = page.lines.iter().map(|line| row(line, &zone)).collect();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    visitor.page_with(
        status,
        &AuditListPage {
            shell: visitor.shell(),
            filters: fields(&query, wrong),
            root: format!("{} catatan di dalam log, akar {}", page.size, short(&page.root)),
            pager: Pager { later, text: format!("{} catatan", rows.len()), ..Pager::default() },
            downloads: vec![
                Link::new(address(&links::audit_export(), &query, ("bentuk", "csv")), "Unduh tabel (CSV)"),
                Link::new(
                    address(&links::audit_export(), &query, ("bentuk", "bukti")),
                    "Unduh daun log dan buktinya (JSON)",
                ),
            ],
            table: Table::new(
                "Catatan, terbaru di atas",
                &["Urut", "Waktu", "Pelaku", "Tindakan", "Berkas", "Hasil"],
                rows,
            ),
        },
    )
}

/// Hands out the chosen records; the export is recorded before the bytes leave.
pub(super) async fn export(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let Ok(asked) = filter(&query) else {
        return visitor.go(&address(&links::audit_list(), &query, ("", "")));
    };
    let (form, name, media) = match text(&query, "bentuk").as_str() {
        "csv" => (ExportForm::Csv, "jejak-audit.csv", "text/csv; charset=utf-8"),
        "bukti" => (ExportForm::Bundle, "jejak-audit-bukti.json", "application/json"),
        _ => return Err(Problem::not_found()),
    };
    let bytes = visitor.run(move |region, actor| audit_export(region, actor, &asked, form)).await?;
    visitor.file(name, media, false, bytes)
}

fn row(line: &AuditLine, zone: &jiff::tz::TimeZone) -> Vec<Cell> {
    let place = match &line.inclusion {
        Inclusion::Proven { sequence, .. } => sequence.to_string(),
        Inclusion::Waiting => "…".to_owned(),
        Inclusion::Broken | Inclusion::Missing => "✗".to_owned(),
    };
    let file = match line.application {
        Some(id) if !line.registration.is_empty() => {
            Cell::link(links::audit_story(&id.to_string()), line.registration.clone())
        }
        Some(id) => Cell::link(links::audit_story(&id.to_string()), "draf"),
        None => Cell::text("–"),
    };
    let outcome = match (line.done, &line.inclusion) {
        (_, Inclusion::Broken | Inclusion::Missing) => Tag::new(Tone::Bad, "Tidak cocok"),
        (true, _) => Tag::new(Tone::Good, "Tercatat"),
        (false, _) => Tag::new(Tone::Warn, format!("Ditolak: {}", line.code)),
    };
    vec![
        Cell::figure(place),
        Cell::text(line.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H.%M.%S").to_string()),
        Cell::text(line.actor_name.clone()),
        Cell::text(words(&line.act)),
        file,
        Cell::tag(outcome),
    ]
}

#[cfg(test)]
mod tests {
    use super::{key, key_text};

    #[test]
    fn the_key_of_a_page_is_read_back() {
        let at = jiff::Timestamp::from_microsecond(1_775_000_000_123_456).unwrap();
        assert_eq!(key(&key_text((at, [7; 16]))), Some((at, [7; 16])));
        assert_eq!(key("x.y"), None);
    }
}
