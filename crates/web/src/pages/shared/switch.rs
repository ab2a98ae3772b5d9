//! `/ganti-petugas`: who is at this desk now.

use crate::components::{Choice, Field, FieldKind, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Another officer at the same PC.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared/switch.html")]
pub struct SwitchPage {
    /// Header and footer.
    pub shell: Shell,

    /// Whose session is locked.
    pub before: Option<String>,
    /// Who and password.
    pub fields: Vec<Field>,
    /// A refusal.
    pub notice: Option<Notice>,
}

impl SwitchPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let options = vec![
            Choice::new("ristanti", "Ristanti"),
            Choice::new("darsono", "Darsono"),
            Choice::new("lain", "Petugas lain"),
        ];
        let account = Field::new("akun", "Nama akun", FieldKind::Text { max: 64 });
        let password = Field::new("sandi", "Kata sandi", FieldKind::Password { new: false });
        let page = SwitchPage {
            shell: Shell { locked: Some("Sukinem".to_owned()), ..Shell::sample(links::switch()) },
            before: Some("Sukinem".to_owned()),
            fields: vec![
                Field::new("petugas", "Siapa di loket ini?", FieldKind::Choice { options }),
                account.clone().optional().hint("Hanya bila memilih Petugas lain."),
                password.clone(),
            ],
            notice: None,
        };
        let first = SwitchPage {
            shell: Shell::sample(links::switch()),
            before: None,
            fields: vec![account, password],
            notice: None,
        };
        let wrong = SwitchPage {
            notice: Some(Notice::new(
                Tone::Bad,
                "Nama akun atau kata sandi tidak cocok. Periksa lalu coba lagi.",
            )),
            ..page.clone()
        };
        vec![("usual", page), ("first", first), ("wrong", wrong)]
    }
}
