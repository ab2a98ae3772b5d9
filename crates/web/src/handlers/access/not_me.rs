//! `/bukan-saya`: stops the replacement of a lost number or mailbox with the code of its notice (MJK18-9.2).

use crate::components::{Field, FieldKind, Link, Notice, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::account_form::AccountFormPage;
use crate::problem_response::status_of;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::account::stop_change;
use domain::process::Refusal;

fn page(visitor: &Visitor, account: &str, refusal: Option<&Refusal>) -> AccountFormPage {
    let mut fields = vec![
        Field::new("akun", super::password::ACCOUNT, FieldKind::Text { max: 64 }).value(account),
        Field::new("kode", "Kode enam angka", FieldKind::Text { max: 9 })
            .hint("Dari SMS atau surel tentang penggantian kontak."),
    ];
    let mut notice = None;
    if let Some(refusal) = refusal {
        let named = refusal.field_names();
        match fields.iter_mut().find(|f| named.contains(&f.id)) {
            Some(field) => field.error = Some(refusal.sentence()),
            None => notice = Some(Notice::new(Tone::Bad, refusal.sentence())),
        }
    }
    AccountFormPage {
        shell: visitor.shell(),
        title: "Bukan saya yang mengganti kontak".to_owned(),
        lead: "Penggantian kami hentikan, dan akun langsung kami blokir. Pemiliknya membuka akun kembali di loket dengan KTP.".to_owned(),
        notice,
        fields,
        action: links::not_me(),
        button: "Hentikan dan blokir akun".to_owned(),
        ways: vec![Link::new(links::sign_in(), "Kembali ke Masuk")],
    }
}

/// The form.
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, "", None))
}

/// Stops it.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let (account, code) = (sent.text("akun").to_owned(), sent.text("kode").to_owned());
    let (typed, address) = (account.clone(), visitor.address().to_owned());
    match visitor.look(move |region| stop_change(region, &typed, &code, &address)).await {
        Ok(()) => {
            let notice = Notice::new(Tone::Good, "Penggantian dihentikan dan akun sudah diblokir.")
                .text("Datang ke loket dengan KTP untuk membukanya kembali.");
            visitor.go_with(&links::sign_in(), &notice)
        }
        Err(AppError::Refused(refusal)) => {
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(&visitor, &account, Some(&refusal)))
        }
        Err(other) => Err(other.into()),
    }
}
