//! `/permohonan/{id}/objek`: items of an application; rows come and go without script.

use crate::forms::Sent;
use crate::handlers::applicant::{draft_breadcrumb, field, shell_of};
use crate::links;
use crate::pages::application::items::ItemsPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::Request;
use app::query::applicant::{DraftView, FieldView, draft};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::Command;
use std::collections::BTreeMap;

/// Shows the items.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    let page = page(&visitor, &view, false).ok_or_else(Problem::not_found)?;
    visitor.page(&page)
}

/// Saves the items; adds or removes one, or leads on.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let going_on = !sent.has("tambah") && !sent.has("hapus");
    let view = visitor.run(move |region, actor| {
        let before = draft(region, actor, &id)?;
        let def = before.items.as_ref().ok_or(AppError::NotFound)?;
        // One more than allowed reaches the rule, which says so; a forged count does not become a long list.
        let count = sent.text("jumlah").parse::<usize>().unwrap_or(0).min(def.max + 1);
        let mut items: Vec<BTreeMap<String, String>> = (0..count)
            .map(|n| {
                def.defs
                    .iter()
                    .map(|f| {
                        (f.id.clone(), sent.text(&format!("item.{n}.{}", f.id)).chars().take(5_000).collect())
                    })
                    .collect()
            })
            .collect();
        if let Ok(gone) = sent.text("hapus").parse::<usize>()
            && gone < items.len()
        {
            items.remove(gone);
        }
        if sent.has("tambah") {
            items.push(BTreeMap::new());
        }
        let request =
            Request::new(before.id.parse().map_err(|_| AppError::NotFound)?, Command::SaveItems { items });
        region.act(actor, request)?;
        draft(region, actor, &id)
    });
    let view = view.await?;
    if !going_on {
        return visitor.go(&links::application_items(&view.id));
    }
    if view.items.as_ref().is_some_and(|i| i.done()) {
        return visitor.go(&links::application(&view.id));
    }
    let page = page(&visitor, &view, true).ok_or_else(Problem::not_found)?;
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(visitor: &Visitor, view: &DraftView, strict: bool) -> Option<ItemsPage> {
    let items = view.items.as_ref().filter(|_| view.open)?;
    let empty: Vec<FieldView> = items
        .defs
        .iter()
        .map(|def| FieldView { def: def.clone(), value: String::new(), problem: None })
        .collect();
    let mut rows = items.rows.clone();
    // A first row is there to be filled.
    while rows.len() < items.min.max(1) {
        rows.push(empty.clone());
    }
    let rows = rows
        .iter()
        .enumerate()
        .map(|(n, row)| {
            row.iter()
                .map(|f| {
                    let mut field =
                        field(visitor.region(), &f.def, &format!("item.{n}.{}", f.def.id), &f.value);
                    field.error = f.problem.clone().filter(|_| strict || !f.value.trim().is_empty());
                    field
                })
                .collect()
        })
        .collect();
    Some(ItemsPage {
        shell: shell_of(visitor, view),
        breadcrumb: draft_breadcrumb(visitor, view, &items.label),
        id: view.id.clone(),
        label: items.label.clone(),
        items: rows,
        at_most: items.max,
        at_least: items.min,
    })
}
