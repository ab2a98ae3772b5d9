//! `/akun/kuasa/minta`: asks for a power of attorney.

use crate::components::{ErrorItem, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::power_of_attorney::ask::PowerAskPage;
use crate::problem_response::status_of;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::power_of_attorney::{AskedPower, ask};
use domain::definition::ServiceId;
use domain::process::Refusal;
use domain::value::date_text;

fn page(visitor: &Visitor) -> PowerAskPage {
    let office = visitor.region().office();
    let services = visitor.region().profile.services.keys();
    let named = services.filter_map(|id| Some((id.0.clone(), office.active(id)?.1.name.clone())));
    PowerAskPage::new(visitor.shell(), named.collect())
}

/// Shows the form.
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor))
}

fn again(visitor: &Visitor, sent: &Sent, refusal: Refusal) -> Answer {
    let mut page = page(visitor);
    page.number = page.number.value(sent.text(PowerAskPage::NUMBER));
    page.until = page.until.value(sent.text(PowerAskPage::UNTIL));
    page.services.ticked = sent.all(PowerAskPage::SERVICES).into_iter().map(str::to_owned).collect();
    let named = refusal.field_names();
    let at = named.first().map_or(PowerAskPage::NUMBER, String::as_str).to_owned();
    let message = refusal.sentence();
    match at.as_str() {
        PowerAskPage::UNTIL => page.until.error = Some(message.clone()),
        PowerAskPage::SERVICES => page.services.error = Some(message.clone()),
        _ => page.number.error = Some(message.clone()),
    }
    page.errors.items.push(ErrorItem { field: at, message });
    visitor.page_with(status_of(&refusal.into()), &page)
}

/// Asks.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let Some(until) = date_text::read(sent.text(PowerAskPage::UNTIL)) else {
        let message = "Tulis tanggal seperti 30-09-2026.".to_owned();
        let refusal = Refusal::Invalid { field: PowerAskPage::UNTIL.to_owned(), message };
        return again(&visitor, &sent, refusal);
    };
    let services = sent.all(PowerAskPage::SERVICES).into_iter().map(|id| ServiceId(id.to_owned()));
    let asked = AskedPower {
        number: sent.text(PowerAskPage::NUMBER).to_owned(),
        services: services.collect(),
        until,
    };
    match visitor.run(move |region, actor| ask(region, actor, &asked)).await {
        Ok(id) => {
            let notice = Notice::new(Tone::Good, "Permintaan tersimpan.")
                .text("Bila nomor itu punya akun, kode sudah kami kirim kepada pemiliknya.");
            visitor.go_with(&links::power(&id.to_string()), &notice)
        }
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            again(&visitor, &sent, refusal)
        }
        Err(other) => Err(other.into()),
    }
}
