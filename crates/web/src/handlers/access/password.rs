//! `/masuk/pertama`, `/masuk/lupa`: a password of one's own by code (MJK18-9.1).

use crate::components::{Choice, Field, FieldKind, Link, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::start_page;
use crate::links;
use crate::pages::account_form::AccountFormPage;
use crate::problem_response::status_of;
use crate::session::{Cookie, to_text};
use crate::visitor::{Answer, Visitor, add_cookie};
use app::AppError;
use app::account::{ask_new_password, set_password_on, signed_in};
use domain::process::Refusal;

/// How the field for an account is called.
pub(super) const ACCOUNT: &str = "NIK, NPWP, nomor ponsel, surel, atau nama akun";

fn page(visitor: &Visitor, account: &str, refusal: Option<&Refusal>) -> AccountFormPage {
    let mut fields = vec![
        Field::new("akun", ACCOUNT, FieldKind::Text { max: 64 }).value(account),
        Field::new("kode", "Kode enam angka", FieldKind::Text { max: 9 })
            .hint("Dari SMS atau surel yang kami kirim."),
        Field::new("sandi", "Kata sandi baru", FieldKind::Password { new: true })
            .hint("Paling sedikit 10 huruf atau angka. Beberapa kata biasa paling mudah diingat."),
        Field::new("sandi_ulang", "Ulangi kata sandi baru", FieldKind::Password { new: true }),
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
        title: "Buat kata sandi".to_owned(),
        lead: "Ketik kode dari SMS atau surel, lalu pilih kata sandi Anda sendiri.".to_owned(),
        notice,
        fields,
        action: links::first_sign_in(),
        button: "Simpan dan masuk".to_owned(),
        ways: vec![Link::new(links::forgotten(), "Minta kode baru")],
    }
}

/// The form.
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, "", None))
}

/// Sets the password and signs in.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let text = |name: &str| sent.text(name).to_owned();
    let (account, code, new, again) = (text("akun"), text("kode"), text("sandi"), text("sandi_ulang"));
    let device = visitor.device(false);
    let public = device.public;
    let typed = account.clone();
    let done = visitor.look(move |region| {
        let signed = set_password_on(region, &typed, &code, [&new, &again], &device)?;
        let (actor, row) = signed_in(region, &signed.cookie)?;
        let staff = row.kind == "staff";
        Ok((signed.cookie, start_page(&actor, staff), staff))
    });
    match done.await {
        Ok((cookie, start, staff)) => {
            let notice = Notice::new(Tone::Good, "Kata sandi tersimpan. Anda sudah masuk.");
            let mut response = visitor.go_with(&start, &notice)?;
            let secure = visitor.hosting().secure_cookies;
            add_cookie(&mut response, &Cookie::Session.set(&to_text(&cookie), secure));
            add_cookie(&mut response, &Cookie::Guest.clear(secure));
            if !staff {
                visitor.keep_mark(&mut response, public);
            }
            Ok(response)
        }
        Err(AppError::Refused(refusal)) => {
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(&visitor, &account, Some(&refusal)))
        }
        Err(other) => Err(other.into()),
    }
}

fn forgotten_page(visitor: &Visitor, account: &str, refusal: Option<&Refusal>) -> AccountFormPage {
    AccountFormPage {
        shell: visitor.shell(),
        title: "Lupa kata sandi".to_owned(),
        lead: "Kami kirim kode ke nomor ponsel atau surel yang terdaftar.".to_owned(),
        notice: refusal.map(|refusal| Notice::new(Tone::Bad, refusal.sentence())),
        fields: vec![
            Field::new("akun", ACCOUNT, FieldKind::Text { max: 64 }).value(account),
            Field::new(
                "lewat",
                "Kirim kode lewat",
                FieldKind::Choice {
                    options: vec![Choice::new("ponsel", "SMS"), Choice::new("surel", "Surel")],
                },
            )
            .value("ponsel"),
        ],
        action: links::forgotten(),
        button: "Kirim kode".to_owned(),
        ways: vec![Link::new(links::first_sign_in(), "Saya sudah punya kode")],
    }
}

/// The form for somebody who forgot.
pub(super) async fn forgotten(visitor: Visitor) -> Answer {
    visitor.page(&forgotten_page(&visitor, "", None))
}

/// Sends a code, when there is an account; the answer is the same when there is none.
pub(super) async fn ask(visitor: Visitor, sent: Sent) -> Answer {
    let (account, mail) = (sent.text("akun").to_owned(), sent.text("lewat") == "surel");
    let (typed, address) = (account.clone(), visitor.address().to_owned());
    match visitor.look(move |region| ask_new_password(region, &typed, mail, &address)).await {
        Ok(()) => {
            let notice = Notice::new(Tone::Info, "Bila akun itu ada, kode sudah kami kirim.")
                .text("Kode berlaku 15 menit. Tidak sampai? Coba saluran lain atau datang ke loket.");
            visitor.go_with(&links::first_sign_in(), &notice)
        }
        Err(AppError::Refused(refusal)) => {
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &forgotten_page(&visitor, &account, Some(&refusal)))
        }
        Err(other) => Err(other.into()),
    }
}
