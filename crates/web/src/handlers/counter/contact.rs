//! `/loket/orang/{id}/kontak`: number and mailbox are lost; two officers see the identity card, one after the other
//! (MJK18-9.1, 11.2).

use crate::components::{Breadcrumb, ErrorSummary, Link, Notice, SummaryList, SummaryRow, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::counter::contact::{ContactStep, CounterContactPage};
use crate::problem_response::{Problem, status_of};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::{cancel_counter_change, confirm_counter_change, propose_change, resend_change_code};
use app::query::counter::{ContactView, contact};
use axum::extract::Path;
use domain::party::Account;
use domain::process::Refusal;
use domain::value::{Id, date_text};

fn step(visitor: &Visitor, view: &ContactView) -> ContactStep {
    let Some(change) = &view.change else {
        return ContactStep::First { fields: CounterContactPage::first_fields() };
    };
    let what = if change.email { "Surel" } else { "Nomor" };
    if let Some(at) = change.effective_at {
        let zone = visitor.region().office().calendar.time_zone().clone();
        let title = format!("{what} baru berlaku {}.", date_text::moment_at(at, &zone));
        let text = "Nomor dan surel yang lama sudah kami beri tahu dan dapat menghentikannya.";
        return ContactStep::Waiting { notice: Box::new(Notice::new(Tone::Info, title).text(text)) };
    }
    if change.own {
        let text = "Minta rekan masuk dengan akunnya dan membuka halaman ini dari Loket.";
        let notice =
            Notice::new(Tone::Info, "Kode sudah dikirim. Petugas lain harus mengonfirmasi.").text(text);
        return ContactStep::WaitForSecond { notice: Box::new(notice) };
    }
    let rows = vec![
        SummaryRow::new(format!("{what} baru"), change.address.clone()),
        SummaryRow::new("KTP pertama dilihat", change.first.clone()),
    ];
    ContactStep::Second { facts: SummaryList { rows }, fields: CounterContactPage::second_fields() }
}

fn page(visitor: &Visitor, view: ContactView, refused: Option<(&Sent, &Refusal)>) -> CounterContactPage {
    let mut step = step(visitor, &view);
    let mut errors = ErrorSummary::default();
    if let (ContactStep::First { fields } | ContactStep::Second { fields, .. }, Some((sent, refusal))) =
        (&mut step, refused)
    {
        let named = refusal.field_names();
        let usual = if fields.iter().any(|f| f.id == "baru") { "baru" } else { "kode" };
        // The domain names a number or a mailbox; the form has one field for both.
        let at = named.iter().find(|name| fields.iter().any(|f| f.id == **name));
        let at = at.map_or(usual, String::as_str).to_owned();
        for field in fields.iter_mut() {
            field.value = sent.text(&field.id).to_owned();
            if field.id == at {
                field.error = Some(refusal.sentence());
            }
        }
        errors = ErrorSummary::of(fields);
    }
    let kind = if view.person.business { "NPWP" } else { "NIK" };
    let or = |text: String, none: &str| if text.is_empty() { none.to_owned() } else { text };
    let rows = vec![
        SummaryRow::new(kind, or(view.person.identity, "belum tercatat")),
        SummaryRow::new("Nomor sekarang", or(view.phone, "tidak ada")),
        SummaryRow::new("Surel sekarang", or(view.email, "tidak ada")),
    ];
    let above = vec![
        Link::new(links::counter(), "Loket"),
        Link::new(links::counter_person(&view.person.id), view.person.name.clone()),
    ];
    CounterContactPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above, "Ganti nomor atau surel"),
        id: view.person.id,
        name: view.person.name,
        about: SummaryList { rows },
        errors,
        step,
    }
}

fn account(id: &str) -> Result<Id<Account>, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

async fn view_of(visitor: &Visitor, id: &str) -> Result<ContactView, Problem> {
    let id = id.to_owned();
    Ok(visitor.run(move |region, actor| contact(region, actor, &id)).await?)
}

async fn settle(visitor: &Visitor, id: &str, sent: &Sent, said: &str, done: Result<(), AppError>) -> Answer {
    match done {
        Ok(()) => visitor.go_with(&links::counter_contact(id), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) if !matches!(refusal, Refusal::NotAllowed { .. }) => {
            let view = view_of(visitor, id).await?;
            let mut page = page(visitor, view, Some((sent, &refusal)));
            if page.errors.items.is_empty() {
                // Nothing on the page can be put right: the sentence stands above it.
                page.shell.flash = Some(Notice::new(Tone::Bad, refusal.sentence()));
            }
            visitor.page_with(status_of(&AppError::Refused(refusal)), &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows what is asked for now.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = view_of(&visitor, &id).await?;
    visitor.page(&page(&visitor, view, None))
}

/// The first officer.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = account(&id)?;
    let (email, address) = (sent.text("jenis") == "surel", sent.text("baru").to_owned());
    let (seen, chosen) = (sent.ticked("ktp_dilihat"), !sent.text("jenis").is_empty());
    let done = if chosen {
        visitor.run(move |region, actor| propose_change(region, actor, account, email, &address, seen)).await
    } else {
        let message = "Pilih nomor ponsel atau surel.".to_owned();
        Err(Refusal::Invalid { field: "jenis".to_owned(), message }.into())
    };
    settle(&visitor, &id, &sent, "Kode sudah kami kirim.", done).await
}

/// The second officer.
pub(super) async fn confirm(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = account(&id)?;
    let (code, seen) = (sent.text("kode").to_owned(), sent.ticked("ktp_dilihat"));
    let done =
        visitor.run(move |region, actor| confirm_counter_change(region, actor, account, &code, seen)).await;
    settle(&visitor, &id, &sent, "Penggantian dikonfirmasi.", done.map(|_| ())).await
}

/// Sends the code again.
pub(super) async fn code(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = account(&id)?;
    let done = visitor.run(move |region, actor| resend_change_code(region, actor, account)).await;
    settle(&visitor, &id, &sent, "Kode sudah kami kirim lagi.", done).await
}

/// Takes it back.
pub(super) async fn cancel(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = account(&id)?;
    let done = visitor.run(move |region, actor| cancel_counter_change(region, actor, account)).await;
    settle(&visitor, &id, &sent, "Penggantian dibatalkan.", done).await
}
