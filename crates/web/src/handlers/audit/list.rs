//! `/jejak-audit`: who did or tried what and when, newest first.

use super::words::{ACTS, short, words};
use crate::components::{Cell, Choice, Field, FieldKind, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::audit::list::AuditListPage;
use crate::visitor::{Answer, Visitor};
use app::query::auditor::{AuditFilter, AuditLine, Inclusion, audit_list};
use axum::extract::Query;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A key of a page as text: microseconds and id.
fn key_text((at, id): (Timestamp, [u8; 16])) -> String {
    format!("{}.{}", at.as_microsecond(), hex::encode(id))
}

fn key(text: &str) -> Option<(Timestamp, [u8; 16])> {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, hex::decode(id).ok()?.try_into().ok()?))
}

/// Shows a page of the trail.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let text = |name: &str| query.get(name).map(|v| v.trim().to_owned()).unwrap_or_default();
    let filter = AuditFilter {
        actor: text("pelaku"),
        act: text("tindakan"),
        outcome: match text("hasil").as_str() {
            "tercatat" => "done".to_owned(),
            "ditolak" => "refused".to_owned(),
            _ => String::new(),
        },
        registration: text("nomor"),
        before: query.get("sebelum").and_then(|k| key(k)),
    };
    let asked = filter.clone();
    let page = visitor.run(move |region, actor| audit_list(region, actor, &asked)).await?;
    let acts = ACTS.iter().map(|(name, text)| Choice::new(*name, *text)).collect();
    let outcomes = vec![Choice::new("tercatat", "Tercatat"), Choice::new("ditolak", "Ditolak")];
    let filters = vec![
        Field::new("pelaku", "Pelaku", FieldKind::Text { max: 100 }).value(text("pelaku")).optional(),
        Field::new("tindakan", "Tindakan", FieldKind::Select { options: acts })
            .value(text("tindakan"))
            .optional(),
        Field::new("hasil", "Hasil", FieldKind::Select { options: outcomes }).value(text("hasil")).optional(),
        Field::new("nomor", "Nomor pendaftaran", FieldKind::Text { max: 20 }).value(text("nomor")).optional(),
    ];
    let later = page.older.map(|older| {
        let pairs = [
            ("pelaku", text("pelaku")),
            ("tindakan", text("tindakan")),
            ("hasil", text("hasil")),
            ("nomor", text("nomor")),
            ("sebelum", key_text(older)),
        ];
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        links::with_query(&links::audit_list(), &pairs)
    });
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows: Vec<Vec<Cell>> = page.lines.iter().map(|line| row(line, &zone)).collect();
    visitor.page(&AuditListPage {
        shell: visitor.shell(),
        filters,
        root: format!("{} catatan di dalam log, akar {}", page.size, short(&page.root)),
        pager: Pager { later, text: format!("{} catatan", rows.len()), ..Pager::default() },
        table: Table::new(
            "Catatan, terbaru di atas",
            &["Urut", "Waktu", "Pelaku", "Tindakan", "Berkas", "Hasil"],
            rows,
        ),
    })
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
