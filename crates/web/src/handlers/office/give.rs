//! `/kerja/bagikan`: *disposisi* of one or several files from a list, with a reason.

use super::{office_list, queue};
use crate::components::{Choice, Field, FieldKind, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::Shell;
use crate::pages::work::giving::Giving;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::act::{Assigned, assign_many};
use axum::extract::Query;
use domain::party::Account;
use domain::process::Refusal;
use domain::value::Id;
use std::collections::BTreeMap;

/// The form below a list; `None` for those who do not assign. `kept` leads back to the list.
pub(super) fn form(
    shell: &Shell,
    colleagues: &[(Id<Account>, String)],
    kept: &[(&str, &str)],
    refused: Option<(&Sent, &Refusal)>,
) -> Option<Giving> {
    if colleagues.is_empty() {
        return None;
    }
    let typed = |name: &str| refused.map_or("", |(sent, _)| sent.text(name)).to_owned();
    let error = |name: &str| match refused {
        Some((_, Refusal::Invalid { field, message })) if field == name => Some(message.clone()),
        _ => None,
    };
    let options = colleagues.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let mut colleague =
        Field::new("petugas", "Berikan kepada", FieldKind::Select { options }).value(typed("petugas"));
    colleague.error = error("petugas");
    let mut reason = Field::new("catatan", "Alasan", FieldKind::Text { max: 500 }).value(typed("catatan"));
    reason.error = error("catatan");
    let other = match refused {
        Some((_, refusal)) if colleague.error.is_none() && reason.error.is_none() => Some(refusal.sentence()),
        _ => None,
    };
    Some(Giving {
        guard: shell.forms.part("bagikan"),
        action: links::with_query(&links::work_give(), kept),
        colleague,
        reason,
        problem: other,
    })
}

/// Gives the ticked files; shows the list again with what was typed when the whole form is refused.
pub(super) async fn send(
    visitor: Visitor,
    Query(query): Query<BTreeMap<String, String>>,
    sent: Sent,
) -> Answer {
    let form = sent.clone();
    let result = visitor
        .run(move |region, actor| {
            let files: Vec<_> = form.all("berkas").iter().filter_map(|id| id.parse().ok()).collect();
            let to = form.id("petugas");
            assign_many(region, actor, &files, to, form.text("catatan"), form.key())
        })
        .await;
    let from_queue = query.get("dari").is_some_and(|d| d == "antrean");
    match result {
        Ok(assigned) => {
            let to = if from_queue { links::work() } else { links::office_list() };
            let pairs: Vec<(&str, &str)> =
                query.iter().filter(|(n, _)| *n != "dari").map(|(n, v)| (n.as_str(), v.as_str())).collect();
            visitor.go_with(&links::with_query(&to, &pairs), &notice(&assigned))
        }
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            if from_queue {
                queue::answer(&visitor, &query, Some((&sent, &refusal))).await
            } else {
                office_list::answer(&visitor, &query, Some((&sent, &refusal))).await
            }
        }
        Err(other) => Err(other.into()),
    }
}

fn notice(assigned: &Assigned) -> Notice {
    let said = format!("{} berkas diberikan kepada {}.", assigned.done.len(), assigned.name);
    if assigned.refused.is_empty() {
        return Notice::new(Tone::Good, said);
    }
    let why: Vec<String> =
        assigned.refused.iter().take(5).map(|(number, why)| format!("{number}: {why}")).collect();
    let tone = if assigned.done.is_empty() { Tone::Bad } else { Tone::Warn };
    Notice::new(tone, format!("{said} {} berkas tidak.", assigned.refused.len())).text(why.join(" "))
}
