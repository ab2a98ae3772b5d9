//! `/masuk`: sign-in; also shown with status 401, and then returns to the page asked for.

use crate::components::{Field, FieldKind, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A sign-in of the demo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DemoAccount {
    /// Role in words.
    pub role: String,
    /// Invented name.
    pub name: String,
    /// What to type.
    pub login: String,
    /// What to type.
    pub password: String,
}

/// Sign-in; also shown with status 401, and then returns to the page asked for.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    /// Header and footer.
    pub shell: Shell,

    /// Path to go to afterwards; empty for the role's own start page.
    pub return_to: String,
    /// Login and password.
    pub fields: Vec<Field>,
    /// "Silakan masuk" or a refusal that does not tell whether the account exists.
    pub notice: Option<Notice>,
    /// Shown in the demo only.
    pub demo_accounts: Vec<DemoAccount>,
}

impl SignInPage {
    /// The password that all accounts of the demo share.
    fn one_password(&self) -> Option<&str> {
        let (first, others) = self.demo_accounts.split_first()?;
        others.iter().all(|a| a.password == first.password).then_some(first.password.as_str())
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let fields = || {
            vec![
                Field::new(
                    "akun",
                    "NIK, NPWP, nomor ponsel, surel, atau nama akun",
                    FieldKind::Text { max: 64 },
                ),
                Field::new("sandi", "Kata sandi", FieldKind::Password { new: false }),
            ]
        };
        let account = |role: &str, name: &str, login: &str| DemoAccount {
            role: role.to_owned(),
            name: name.to_owned(),
            login: login.to_owned(),
            password: "contoh-1-april".to_owned(),
        };
        let page = SignInPage {
            shell: Shell::sample(links::sign_in()),
            return_to: String::new(),
            fields: fields(),
            notice: None,
            demo_accounts: vec![
                account("Pemohon", "Moch. Sugeng", "3576020107790000"),
                account("Verifikator", "Sukinem", "sukinem"),
                account("Kepala Dinas", "Drs. Wirayuda Pranatajaya, M.Si.", "wirayuda"),
                account("Pemeriksa", "Farida Kencanawungu", "farida"),
            ],
        };
        let mut wrong = page.clone();
        wrong.notice = Some(
            Notice::new(Tone::Bad, "Akun atau kata sandi tidak cocok.")
                .text("Periksa keduanya lalu coba lagi."),
        );
        wrong.return_to = links::account();
        let mut plain = page.clone();
        plain.shell.sample = false;
        plain.demo_accounts = Vec::new();
        vec![("usual", page), ("error", wrong), ("production", plain)]
    }
}
