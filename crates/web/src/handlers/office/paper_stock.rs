//! `/kerja/kertas`: stock of special paper (MJK18-16.1).

use crate::components::{Cell, Choice, Field, FieldKind, Notice, Stat, Table, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::paper::PaperPage;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::register::{add_paper, paper_stock};
use axum::http::StatusCode;
use domain::process::Refusal;

/// "A-000412" as prefix and number.
fn serial(text: &str) -> Option<(String, u32)> {
    let (prefix, number) = text.trim().rsplit_once('-')?;
    Some((prefix.to_owned(), number.parse().ok()?))
}

async fn page(
    visitor: &Visitor,
    status: StatusCode,
    sent: Option<&Sent>,
    refusal: Option<&Refusal>,
) -> Answer {
    let counts = visitor.run(paper_stock).await?;
    let typed = |name: &str| sent.map_or(String::new(), |s| s.text(name).to_owned());
    let options = counts.iter().map(|c| Choice::new(c.paper.clone(), c.label.clone())).collect();
    let mut fields = vec![
        Field::new("jenis", "Jenis kertas", FieldKind::Select { options }).value(typed("jenis")),
        Field::new("awal", "Nomor seri pertama", FieldKind::Text { max: 20 })
            .hint("Contoh: A-000501")
            .value(typed("awal")),
        Field::new("akhir", "Nomor seri terakhir", FieldKind::Text { max: 20 })
            .hint("Contoh: A-000600")
            .value(typed("akhir")),
    ];
    if let Some(Refusal::Invalid { field, message }) = refusal {
        let id = if field == "kertas" { "jenis" } else { "awal" };
        for known in fields.iter_mut().filter(|f| f.id == id) {
            known.error = Some(message.clone());
        }
    }
    let stock = counts.iter().map(|c| Stat {
        value: c.stock.to_string(),
        label: c.label.clone(),
        href: links::paper_stock(),
        tone: if c.stock < 10 { Tone::Warn } else { Tone::Good },
        here: false,
    });
    let rows = counts.iter().map(|c| {
        vec![
            Cell::text(c.label.clone()),
            Cell::figure(c.stock.to_string()),
            Cell::figure(c.used.to_string()),
            Cell::figure(c.spoiled.to_string()),
            Cell::text(c.next.clone().unwrap_or_else(|| "habis".to_owned())),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let page = PaperPage {
        shell: visitor.shell(),
        stock: stock.collect(),
        fields,
        table: Table::new(
            "Persediaan menurut jenis",
            &["Jenis", "Sisa", "Dipakai", "Rusak", "Seri berikutnya"],
            rows,
        ),
    };
    visitor.page_with(status, &page)
}

/// Shows the stock.
pub(super) async fn show(visitor: Visitor) -> Answer {
    page(&visitor, StatusCode::OK, None, None).await
}

/// Puts sheets into stock; serials known already are left alone.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let kept = sent.clone();
    let added = visitor
        .run(move |region, actor| {
            let (first, last) = (serial(kept.text("awal")), serial(kept.text("akhir")));
            let (prefix, from, count) = match (first, last) {
                (Some((prefix, from)), Some((other, to))) if prefix == other && to >= from => {
                    (prefix, from, to - from + 1)
                }
                // The use case says what is wrong and records the attempt.
                _ => (String::new(), 0, 0),
            };
            add_paper(region, actor, kept.text("jenis"), &prefix, from, count)
        })
        .await;
    match added {
        Ok(n) => visitor
            .go_with(&links::paper_stock(), &Notice::new(Tone::Good, format!("{n} lembar ditambahkan."))),
        Err(AppError::Refused(refusal @ Refusal::Invalid { .. })) => {
            page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(&sent), Some(&refusal)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::serial;

    #[test]
    fn a_serial_is_a_prefix_and_a_number() {
        assert_eq!(serial("A-000412"), Some(("A".to_owned(), 412)));
        assert_eq!(serial("000412"), None);
        assert_eq!(serial("A-"), None);
    }
}
