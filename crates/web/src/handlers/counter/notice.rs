//! `/loket/orang/{id}/kontak-lain`: a number of another holder receives a person's notices, after that holder has read out a
//! code (practice: one phone number for a family).

use crate::components::{Field, FieldKind, Link, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::account_form::AccountFormPage;
use crate::problem_response::{Problem, status_of};
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::{ask_notice_contact, confirm_notice_contact, remove_notice_contact};
use app::query::counter::contact;
use axum::extract::Path;
use domain::party::Account;
use domain::process::Refusal;
use domain::value::Id;

/// The page; with `code` the code is asked for.
async fn page(
    visitor: &Visitor,
    id: &str,
    number: &str,
    code: bool,
    refusal: Option<&Refusal>,
) -> Result<AccountFormPage, Problem> {
    let asked = id.to_owned();
    let view = visitor.run(move |region, actor| contact(region, actor, &asked)).await?;
    let mut fields = vec![Field::new("ponsel", "Nomor ponsel orang lain", FieldKind::Phone).value(number)];
    if code {
        let field = Field::new("kode", "Kode yang dibacakan pemilik nomor", FieldKind::Text { max: 9 });
        fields.push(field.hint("Kode berlaku 15 menit."));
    } else if !view.notice.is_empty() {
        fields[0].hint = format!("Sekarang {}. Kosongkan untuk menghapusnya.", view.notice);
        fields[0].required = false;
    }
    let mut notice = None;
    if let Some(refusal) = refusal {
        let named = refusal.field_names();
        let usual = if code { "kode" } else { "ponsel" };
        let at = named.first().map_or(usual, String::as_str);
        match fields.iter_mut().find(|f| f.id == at) {
            Some(field) => field.error = Some(refusal.sentence()),
            None => notice = Some(Notice::new(Tone::Bad, refusal.sentence())),
        }
    }
    Ok(AccountFormPage {
        shell: visitor.shell(),
        title: "Nomor kontak orang lain".to_owned(),
        lead: format!(
            "Untuk {}, bila keluarga atau tetangga membantu. Nomor itu menerima pemberitahuan, tidak pernah kode masuk.",
            view.person.name
        ),
        notice,
        fields,
        action: if code { links::counter_notice_code(id) } else { links::counter_notice(id) },
        button: if code { "Simpan nomor ini" } else { "Kirim kode ke pemilik nomor" }.to_owned(),
        ways: vec![Link::new(links::counter_person(id), "Kembali")],
    })
}

fn account(id: &str) -> Result<Id<Account>, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

/// Shows the number, and asks for another.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let page = page(&visitor, &id, "", false, None).await?;
    visitor.page(&page)
}

/// Sends the holder of the number a code, or takes the number away when the field is empty.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (account, typed) = (account(&id)?, sent.text("ponsel").trim().to_owned());
    if typed.is_empty() {
        let removed = visitor.run(move |region, actor| remove_notice_contact(region, actor, account)).await;
        return match removed {
            Ok(()) => {
                let notice = Notice::new(Tone::Good, "Nomor orang lain sudah dihapus.");
                visitor.go_with(&links::counter_person(&id), &notice)
            }
            Err(AppError::NotFound) => {
                let message = "Isi nomor ponsel orang lain.".to_owned();
                let refusal = Refusal::Invalid { field: "ponsel".to_owned(), message };
                let page = page(&visitor, &id, "", false, Some(&refusal)).await?;
                visitor.page_with(status_of(&refusal.into()), &page)
            }
            Err(other) => Err(other.into()),
        };
    }
    let number = typed.clone();
    match visitor.run(move |region, actor| ask_notice_contact(region, actor, account, &number)).await {
        Ok(number) => {
            let page = page(&visitor, &id, &number, true, None).await?;
            visitor.page(&page)
        }
        Err(AppError::Refused(refusal)) => {
            let page = page(&visitor, &id, &typed, false, Some(&refusal)).await?;
            visitor.page_with(status_of(&refusal.into()), &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the code.
pub(super) async fn confirm(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let account = account(&id)?;
    let (number, code) = (sent.text("ponsel").to_owned(), sent.text("kode").to_owned());
    let typed = number.clone();
    let done = visitor
        .run(move |region, actor| confirm_notice_contact(region, actor, account, &number, &code))
        .await;
    match done {
        Ok(()) => {
            let notice = Notice::new(Tone::Good, "Nomor tersimpan. Pemberitahuan juga dikirim ke sana.");
            visitor.go_with(&links::counter_person(&id), &notice)
        }
        Err(AppError::Refused(refusal)) => {
            let page = page(&visitor, &id, &typed, true, Some(&refusal)).await?;
            visitor.page_with(status_of(&refusal.into()), &page)
        }
        Err(other) => Err(other.into()),
    }
}
