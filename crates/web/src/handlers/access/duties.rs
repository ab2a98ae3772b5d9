//! `/akun/kewajiban`: duties, guide, confidentiality; asked before anything else answers (MJK18-9.1, 20.a, 20.c).

use crate::components::{Field, FieldKind, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::public::content::rendered;
use crate::handlers::public::services::query_value;
use crate::handlers::start_page;
use crate::links;
use crate::pages::duties::{DutiesPage, DutySection};
use crate::problem_response::status_of;
use crate::visitor::{Answer, Visitor, own_path};
use app::AppError;
use app::account::{DutyText, accept_duties};
use axum::extract::RawQuery;
use axum::http::{Method, StatusCode};
use domain::process::Refusal;

fn page(visitor: &Visitor, pending: &[DutyText], back: &str, refusal: Option<&Refusal>) -> DutiesPage {
    let texts = pending.iter().enumerate().map(|(n, text)| {
        let markdown = visitor.region().profile.content.get(text.document).map_or("", String::as_str);
        let (title, html) = rendered(markdown);
        let version = hex(&text.version);
        let tick =
            Field::new(format!("setuju-{n}"), "Saya sudah membaca dan menyetujuinya.", FieldKind::Tick)
                .named(format!("setuju-{version}"));
        DutySection { title, html, version: version.chars().take(8).collect(), tick }
    });
    DutiesPage {
        shell: visitor.shell(),
        return_to: back.to_owned(),
        notice: refusal.map(|refusal| Notice::new(Tone::Bad, refusal.sentence())),
        texts: texts.collect(),
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Stands before every page of somebody who has not accepted yet: leads to the duties, or shows them instead.
pub(crate) fn must_accept(visitor: &Visitor, method: &Method) -> Option<Answer> {
    let pending = visitor.pending_duties();
    if pending.is_empty() {
        return None;
    }
    if method == Method::GET {
        let to = links::with_query(&links::duties(), &[("kembali", visitor.return_to())]);
        return Some(visitor.go(&to));
    }
    let page = page(visitor, pending, visitor.return_to(), Some(&Refusal::DutiesNotAccepted));
    Some(visitor.page_with(StatusCode::FORBIDDEN, &page))
}

/// Shows what is not accepted yet.
pub(super) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let back = query_value(query.as_deref(), "kembali");
    let page = page(&visitor, visitor.pending_duties(), own_path(&back).unwrap_or_default(), None);
    visitor.page(&page)
}

/// Accepts everything that is ticked.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let back = own_path(sent.text("kembali")).unwrap_or_default().to_owned();
    let ticked: Vec<String> = sent
        .fields()
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("setuju-").map(str::to_owned))
        .collect();
    match visitor.run(move |region, actor| accept_duties(region, actor, &ticked)).await {
        Ok(()) => {
            let start = visitor.actor().map_or_else(links::home, |a| start_page(a, visitor.is_staff()));
            let notice = Notice::new(Tone::Good, "Terima kasih. Persetujuan Anda tercatat.");
            visitor.go_with(if back.is_empty() { &start } else { &back }, &notice)
        }
        Err(AppError::Refused(refusal)) => {
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(&visitor, visitor.pending_duties(), &back, Some(&refusal)))
        }
        Err(other) => Err(other.into()),
    }
}
