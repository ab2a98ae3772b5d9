//! `/masuk/kode`: choosing a password with a one-time code.

use crate::components::{ErrorSummary, Field, FieldKind};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Choosing a password with a one-time code.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/new_password.html")]
pub struct NewPasswordPage {
    /// Header and footer.
    pub shell: Shell,

    /// What to put right.
    pub errors: ErrorSummary,
    /// Login, code, new password twice.
    pub fields: Vec<Field>,
}

impl NewPasswordPage {
    /// The questions.
    pub fn fields(login: &str) -> Vec<Field> {
        vec![
            Field::new("akun", "Nama akun", FieldKind::Text { max: 64 }).value(login),
            Field::new("kode", "Kode dari SMS atau surel", FieldKind::Text { max: 12 }).hint("Enam angka."),
            Field::new("sandi", "Kata sandi baru", FieldKind::Password { new: true })
                .hint("Paling sedikit 12 karakter. Kalimat pendek mudah diingat."),
            Field::new("sandi2", "Ulangi kata sandi baru", FieldKind::Password { new: true }),
        ]
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = NewPasswordPage {
            shell: Shell::sample(links::new_password()),
            errors: ErrorSummary::default(),
            fields: NewPasswordPage::fields(""),
        };
        let mut wrong = page.clone();
        wrong.fields = NewPasswordPage::fields("sukinem");
        wrong.fields[1].error = Some("Nama akun atau kode tidak cocok, atau kode sudah lewat.".to_owned());
        wrong.errors = ErrorSummary::of(&wrong.fields);
        vec![("usual", page), ("wrong", wrong)]
    }
}
