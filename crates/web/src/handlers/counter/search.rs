//! `/loket`: the search. It is sent by POST, so that no name and no NIK stands in an address or its history.

use crate::components::{Cell, Link, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::counter::desk::CounterPage;
use crate::visitor::{Answer, Visitor};
use app::query::counter::{EnteredDraft, Found, awaiting_second, entered, search};
use app::{AppError, Region};
use domain::capability::Capability;
use domain::party::Actor;

fn page(visitor: &Visitor, (drafts, seconds): (Vec<EnteredDraft>, Vec<[String; 3]>)) -> CounterPage {
    // Outside the office a person is found by the card alone (practice, section 3).
    let outside = visitor.may(Capability::AssistOutside)
        && !visitor.may(Capability::AssistRegistration)
        && !visitor.may(Capability::HandOver);
    CounterPage {
        shell: visitor.shell(),
        search: if outside { CounterPage::card_field() } else { CounterPage::field() },
        notice: None,
        people: None,
        seconds: seconds
            .into_iter()
            .map(|[id, name, first]| (Link::new(links::counter_contact(&id), name), first))
            .collect(),
        drafts: drafts
            .into_iter()
            .map(|d| (Link::new(links::application(&d.id), d.service), d.holder_name))
            .collect(),
        assists: visitor.may(Capability::AssistRegistration) || outside,
    }
}

fn lists(region: &Region, actor: &Actor) -> Result<(Vec<EnteredDraft>, Vec<[String; 3]>), AppError> {
    Ok((entered(region, actor)?, awaiting_second(region, actor)?))
}

/// Shows the search.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let lists = visitor.run(lists).await?;
    visitor.page(&page(&visitor, lists))
}

/// Searches: one hit opens, several are listed.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let typed: String = sent.text("cari").chars().take(300).collect();
    let asked = typed.clone();
    let (found, lists) =
        visitor.run(move |region, actor| Ok((search(region, actor, &asked)?, lists(region, actor)?))).await?;
    let mut page = page(&visitor, lists);
    page.search = page.search.value(typed);
    let notice = |title: &str, text: &str| Some(Notice::new(Tone::Warn, title).text(text));
    match found {
        Found::File(id) => return visitor.go(&links::counter_file(&id)),
        Found::Person(id) => return visitor.go(&links::counter_person(&id)),
        Found::People(people) => {
            let rows = people
                .into_iter()
                .map(|p| vec![Cell::link(links::counter_person(&p.id), p.name), Cell::text(p.identity)]);
            page.people = Some(CounterPage::people(rows.collect()));
        }
        Found::TooMany => {
            page.notice =
                notice("Terlalu banyak orang dengan nama itu.", "Tulis nama lengkap, atau pakai NIK.");
        }
        Found::TooShort => {
            page.notice =
                notice("Tulis paling sedikit tiga huruf.", "Atau pakai nomor pendaftaran atau NIK.");
        }
        Found::Nothing => {
            page.notice = notice(
                "Tidak ada yang cocok.",
                "Periksa nomor pada tanda terima, atau cari dengan nama lengkap. Tanpa akun, pemohon meminta hak akses dahulu.",
            );
            if let Some(notice) = page.notice.as_mut().filter(|_| page.assists) {
                notice.link = Some(Link::new(links::access(), "Bantu meminta hak akses"));
            }
        }
    }
    visitor.page(&page)
}
