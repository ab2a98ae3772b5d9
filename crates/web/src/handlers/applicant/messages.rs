//! `/permohonan/{id}/pesan`: every message about a file of mine, to be read again.

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::handlers::manage::message_words;
use crate::links;
use crate::pages::application::messages::{MessageEntry, MessagesPage};
use crate::visitor::{Answer, Visitor};
use app::query::told::{Told, ToldFile, of_mine};
use axum::extract::Path;
use domain::value::date_text;
use jiff::tz::TimeZone;

fn entry(told: &Told, zone: &TimeZone) -> MessageEntry {
    let way = |channel: &String| if channel == "sms" { "SMS" } else { "surel" };
    let ways: Vec<&str> = told.channels.iter().map(way).collect();
    MessageEntry {
        title: message_words(&told.template).to_owned(),
        meta: format!("{}, {}", date_text::moment_at(told.at, zone), ways.join(" dan ")),
        mark: told.failed.then(|| Tag::new(Tone::Bad, "Tidak sampai")),
        lines: told.text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect(),
    }
}

/// The page, for the applicant and for the counter.
pub(crate) fn page(visitor: &Visitor, told: ToldFile, breadcrumb: Breadcrumb) -> MessagesPage {
    let zone = visitor.region().office().calendar.time_zone().clone();
    MessagesPage {
        shell: visitor.shell(),
        breadcrumb,
        number: told.number,
        service: told.service,
        messages: told.messages.iter().map(|told| entry(told, &zone)).collect(),
    }
}

/// Shows them.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let asked = id.clone();
    let told = visitor.run(move |region, actor| of_mine(region, actor, &asked)).await?;
    let up = vec![
        Link::new(links::account(), "Permohonan saya"),
        Link::new(links::application(&id), told.number.clone()),
    ];
    visitor.page(&page(&visitor, told, Breadcrumb::new(up, "Pesan")))
}
