//! `/permohonan/{id}/pernyataan`: the sheet that the applicant signs by hand (MJK18-12.6).

use crate::handlers::applicant::check::groups;
use crate::handlers::applicant::{draft_breadcrumb, shell_of};
use crate::pages::counter::declaration::DeclarationSheetPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::applicant::{Assisted, draft};
use axum::extract::Path;
use domain::value::date_text;

/// Shows it, when everything is filled.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| draft(region, actor, &id)).await?;
    let by_officer = |a: &&Assisted| a.by_helper && a.power.is_none();
    let assisted = view.assisted.as_ref().filter(by_officer);
    let Some(assisted) = assisted.filter(|_| view.open && view.ready()) else {
        return Err(Problem::not_found());
    };
    let zone = visitor.region().office().calendar.time_zone().clone();
    let mut shell = shell_of(&visitor, &view);
    shell.assisting = None;
    let page = DeclarationSheetPage {
        shell,
        breadcrumb: draft_breadcrumb(&visitor, &view, "Lembar pernyataan"),
        id: view.id.clone(),
        service: view.service.clone(),
        holder: assisted.holder_name.clone(),
        officer: assisted.helper.clone(),
        groups: groups(&view, false),
        declaration: view.declaration.clone(),
        day: date_text::weekday_date_at(visitor.now(), &zone),
    };
    visitor.page(&page)
}
