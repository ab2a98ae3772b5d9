//! `/kerja/pengembalian-dana`: payments that came too late and are to be given back (MJK18-14.4).

use crate::components::{Cell, Table};
use crate::links;
use crate::pages::work::refunds::RefundsPage;
use crate::visitor::{Answer, Visitor};
use app::query::register::refunds;
use domain::value::date_text;

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let lines = visitor.run(refunds).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let rows = lines.iter().map(|line| {
        vec![
            Cell::link(links::case(&line.application.to_string()), line.registration.clone()),
            Cell::text(line.holder_name.clone()),
            Cell::figure(line.amount.to_string()),
            Cell::text(format!("{}, {}", line.bank_reference, date_text::moment_at(line.paid_at, &zone))),
            Cell::text(format!("Lewat batas; dicatat {}", line.recorded_by)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    visitor.page(&RefundsPage {
        shell: visitor.shell(),
        table: Table::new(
            "Menunggu pengembalian",
            &["Nomor", "Pembayar", "Jumlah", "Bukti bank", "Sebab"],
            rows,
        ),
    })
}
