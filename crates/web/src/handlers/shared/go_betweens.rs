//! `/kerja/ringkasan/perantara`: devices and contacts behind more than three applicants (practice: go-between).

use crate::components::{Breadcrumb, Cell, Link, Table};
use crate::links;
use crate::pages::shared::go_betweens::GoBetweensPage;
use crate::visitor::{Answer, Visitor};
use app::query::go_between::go_betweens;
use domain::value::date_text;

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let found = visitor.run(go_betweens).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows = found.into_iter().map(|shared| {
        let names: Vec<String> = shared.people.iter().map(|(_, name)| name.clone()).collect();
        vec![
            Cell::text(shared.device.unwrap_or_else(|| "Nomor kontak orang lain".to_owned())),
            Cell::figure(names.len().to_string()),
            Cell::text(names.join(", ")),
            Cell::text(shared.last_at.map_or_else(String::new, |at| date_text::moment_at(at, &zone))),
        ]
    });
    visitor.page(&GoBetweensPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(
            vec![Link::new(links::overview(), "Ringkasan")],
            "Satu perangkat, banyak pemohon",
        ),
        table: Table::new(
            "Perangkat dan kontak dalam 90 hari terakhir",
            &GoBetweensPage::HEAD,
            rows.collect(),
        ),
    })
}
