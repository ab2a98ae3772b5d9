//! `/kelola/orang`: people of the office, with search.

use super::above;
use crate::components::{Breadcrumb, Cell, Field, FieldKind, Pager, Table, Tag, Tone};
use crate::links;
use crate::pages::manage::staff::StaffPage;
use crate::visitor::{Answer, Visitor};
use app::manage::{Standing, staff_page};
use axum::extract::Query;
use domain::party::Account;
use domain::value::Id;
use std::collections::BTreeMap;

/// State in words.
pub(super) fn standing(standing: Standing) -> Tag {
    match standing {
        Standing::Active => Tag::new(Tone::Good, "Aktif"),
        Standing::Blocked => Tag::new(Tone::Bad, "Diblokir"),
        Standing::Ended => Tag::new(Tone::Neutral, "Tugas berakhir"),
    }
}

/// Shows a page of the list.
pub(super) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let text = |name: &str| query.get(name).map(|v| v.trim().to_owned()).unwrap_or_default();
    let part = text("cari");
    let after: Option<(String, Id<Account>)> = match (query.get("setelah"), text("id").parse()) {
        (Some(name), Ok(id)) => Some((name.clone(), id)),
        _ => None,
    };
    let asked = part.clone();
    let page = visitor
        .run(move |region, actor| {
            staff_page(region, actor, &asked, after.as_ref().map(|(name, id)| (name.as_str(), *id)))
        })
        .await?;
    let rows: Vec<Vec<Cell>> = page
        .lines
        .iter()
        .map(|line| {
            vec![
                Cell::link(links::staff_one(&line.id.to_string()), line.name.clone()),
                Cell::text(line.login.clone()),
                Cell::text(line.roles.join(", ")),
                Cell::text(if line.unit.is_empty() { "–".to_owned() } else { line.unit.clone() }),
                Cell::tag(standing(line.standing)),
            ]
        })
        .collect();
    let later = page.next.map(|(name, id)| {
        let id = id.to_string();
        let pairs = [("cari", part.as_str()), ("setelah", name.as_str()), ("id", id.as_str())];
        links::with_query(&links::staff(), &pairs)
    });
    visitor.page(&StaffPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above(), "Orang"),
        search: Field::new("cari", "Cari nama, akun, atau NIP", FieldKind::Search).value(part),
        pager: Pager { later, text: format!("{} orang di halaman ini", rows.len()), ..Pager::default() },
        table: Table::new("Petugas menurut nama", &["Nama", "Akun", "Peran", "Unit", "Keadaan"], rows),
    })
}
