//! Short forms around an account: state of a request, first password, forgotten password.

use crate::components::{ErrorSummary, Field, FieldKind, Link, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A short form around an account.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account_form.html")]
pub struct AccountFormPage {
    /// Header and footer.
    pub shell: Shell,

    /// Heading.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// A refusal, or what has happened.
    pub notice: Option<Notice>,
    /// Questions.
    pub fields: Vec<Field>,
    /// Where it is sent.
    pub action: String,
    /// Words on the button.
    pub button: String,
    /// Ways onward.
    pub ways: Vec<Link>,
}

impl AccountFormPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = AccountFormPage {
            shell: Shell::sample(links::first_sign_in()),
            title: "Buat kata sandi".to_owned(),
            lead: "Ketik kode dari SMS atau surel, lalu pilih kata sandi Anda sendiri.".to_owned(),
            notice: None,
            fields: vec![
                Field::new("akun", "NIK, NPWP, nomor ponsel, atau surel", FieldKind::Text { max: 64 }),
                Field::new("kode", "Kode enam angka", FieldKind::Text { max: 9 }),
                Field::new("sandi", "Kata sandi baru", FieldKind::Password { new: true })
                    .hint("Paling sedikit 10 huruf atau angka. Beberapa kata biasa paling mudah diingat."),
                Field::new("sandi_ulang", "Ulangi kata sandi baru", FieldKind::Password { new: true }),
            ],
            action: links::first_sign_in(),
            button: "Simpan dan masuk".to_owned(),
            ways: vec![Link::new(links::forgotten(), "Minta kode baru")],
        };
        let mut wrong = page.clone();
        wrong.notice =
            Some(Notice::new(Tone::Bad, "Akun dan kode tidak cocok, atau kode sudah lewat waktunya."));
        wrong.fields[2] =
            wrong.fields[2].clone().error("Kata sandi ini terlalu mudah ditebak. Pilih yang lain.");
        vec![("usual", page), ("error", wrong)]
    }
}
