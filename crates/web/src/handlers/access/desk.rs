//! `/kerja/akses`: requests for access, oldest first, signed powers of attorney, blocked accounts (MJK18-8.5, 9.2, 12.6).

use super::state::deadline;
use crate::components::{Cell, Deadline, Field, FieldKind, Table, Tag, Tone};
use crate::pages::work::access_desk::{AccessDeskPage, BlockedRow, PowerRow, WaitingRow};
use crate::visitor::{Answer, Visitor};
use app::query::access::desk;
use app::query::power_of_attorney::papers_waiting;
use domain::value::date_text;

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let (view, powers) =
        visitor.run(|region, actor| Ok((desk(region, actor)?, papers_waiting(region, actor)?))).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let moment = |at| date_text::moment_at(at, &zone);
    let waiting = view.waiting.iter().map(|line| WaitingRow {
        id: line.id.to_string(),
        number: line.number.clone(),
        name: line.name.clone(),
        kind: if line.kind == "business" { "Badan usaha" } else { "Perorangan" }.to_owned(),
        received: moment(line.received_at),
        due: line.due.as_ref().map_or_else(Deadline::default, |due| deadline(&visitor, due, line.overdue)),
    });
    let powers = powers.into_iter().map(|line| PowerRow {
        asked: moment(line.asked_at),
        id: line.id,
        owner: line.owner,
        helper: line.helper,
    });
    let blocked = view.reports.iter().map(|report| {
        let note = if report.note.is_empty() { "Tanpa catatan." } else { &report.note };
        let id = report.account.to_string();
        BlockedRow {
            name: report.name.clone(),
            told: format!("Dilaporkan {}. {note}", moment(report.reported_at)),
            seen: Field::new(format!("ktp-{id}"), "KTP pemilik akun sudah saya cocokkan.", FieldKind::Tick)
                .named("ktp_dilihat"),
            id,
        }
    });
    let decided = view.decided.iter().take(10).map(|(number, name, granted, by, at)| {
        let tag = if *granted { Tag::new(Tone::Good, "Disetujui") } else { Tag::new(Tone::Bad, "Ditolak") };
        vec![
            Cell::text(number.clone()),
            Cell::text(name.clone()),
            Cell::tag(tag),
            Cell::text(by.clone()),
            Cell::text(moment(*at)),
        ]
    });
    let head = ["Nomor", "Nama", "Keputusan", "Petugas", "Waktu"];
    visitor.page(&AccessDeskPage {
        shell: visitor.shell(),
        waiting: waiting.collect(),
        powers: powers.collect(),
        blocked: blocked.collect(),
        decided: Table::new("Baru diputus", &head, decided.collect()),
    })
}
