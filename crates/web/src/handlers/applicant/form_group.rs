//! `/permohonan/{id}/isian/{group}`: one group of questions. What was typed is kept, right or not.

use crate::components::Field;
use crate::forms::Sent;
use crate::handlers::applicant::{draft_breadcrumb, field, shell_of};
use crate::links;
use crate::pages::application::form_group::FormGroupPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::Request;
use app::query::applicant::{DraftView, GroupView, draft};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::Command;
use std::collections::BTreeMap;

/// Shows the questions.
pub async fn show(visitor: Visitor, Path((id, group)): Path<(String, String)>) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    let page = page(&visitor, &view, &group, false).ok_or_else(Problem::not_found)?;
    visitor.page(&page)
}

/// Saves what was typed; shows the page again when something is missing or wrong, else leads on.
pub async fn send(visitor: Visitor, Path((id, group)): Path<(String, String)>, sent: Sent) -> Answer {
    let slug = group.clone();
    let view = visitor.run(move |region, actor| {
        let before = draft(region, actor, &id)?;
        let asked = before.groups.iter().find(|g| g.slug == slug).ok_or(AppError::NotFound)?;
        let form: BTreeMap<String, String> = asked
            .fields
            .iter()
            .filter(|f| sent.has(&f.def.id))
            .map(|f| (f.def.id.clone(), sent.text(&f.def.id).to_owned()))
            .collect();
        // Saving again changes nothing, so a page gone back to may be sent again with other answers: no key.
        let request =
            Request::new(before.id.parse().map_err(|_| AppError::NotFound)?, Command::SaveForm { form });
        region.act(actor, request)?;
        draft(region, actor, &id)
    });
    let view = view.await?;
    let done = view.groups.iter().find(|g| g.slug == group).is_none_or(GroupView::done);
    if done {
        return visitor.go(&next(&view, &group));
    }
    let page = page(&visitor, &view, &group, true).ok_or_else(Problem::not_found)?;
    visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The next task that is not done, in the order of the list.
pub(super) fn next(view: &DraftView, after: &str) -> String {
    let later = view.groups.iter().skip_while(|g| g.slug != after).skip(1);
    if let Some(group) = later.into_iter().find(|g| !g.done()) {
        return links::application_form(&view.id, &group.slug);
    }
    links::application(&view.id)
}

fn page(visitor: &Visitor, view: &DraftView, slug: &str, strict: bool) -> Option<FormGroupPage> {
    let (position, group) = view.groups.iter().enumerate().find(|(_, g)| g.slug == slug)?;
    if !view.open {
        return None;
    }
    let fields: Vec<Field> = group
        .fields
        .iter()
        .map(|f| {
            let mut field = field(visitor.region(), &f.def, &f.def.id, &f.value);
            // On the first visit nobody is told that empty answers are missing.
            field.error = f.problem.clone().filter(|_| strict || !f.value.trim().is_empty());
            field
        })
        .collect();
    let tasks =
        view.groups.len() + usize::from(view.items.is_some()) + usize::from(!view.documents.is_empty());
    Some(FormGroupPage {
        shell: shell_of(visitor, view),
        breadcrumb: draft_breadcrumb(visitor, view, &group.title),
        id: view.id.clone(),
        group: group.slug.clone(),
        title: group.title.clone(),
        fields,
        position: format!("Tugas {} dari {tasks}", position + 1),
        saved: if strict || group.started() { view.saved.clone() } else { String::new() },
    })
}
