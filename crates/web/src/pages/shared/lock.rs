//! A locked session: asks for the password only, and keeps what was typed.

use crate::components::{Field, FieldKind};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A form that arrived while the session was locked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptForm {
    /// Where it goes.
    pub action: String,
    /// Token, key, and what was typed, sealed.
    pub fields: Vec<(String, String)>,
    /// Files to choose again: name of the field and of the file.
    pub files: Vec<(String, String)>,
    /// Sent as parts.
    pub multipart: bool,
}

/// The lock.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared/lock.html")]
pub struct LockPage {
    /// Header and footer.
    pub shell: Shell,

    /// Whose session.
    pub name: String,
    /// The password.
    pub field: Field,
    /// What is sent again afterwards.
    pub kept: Option<KeptForm>,
    /// Page to return to when there is nothing to send.
    pub back: String,
}

impl LockPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let field = Field::new("kunci_sandi", "Kata sandi", FieldKind::Password { new: false });
        let page = LockPage {
            shell: Shell { locked: Some("Sukinem".to_owned()), ..Shell::sample(links::work()) },
            name: "Sukinem".to_owned(),
            field: field.clone(),
            kept: None,
            back: links::work(),
        };
        let kept = KeptForm {
            action: links::case("a7"),
            fields: [("csrf", "contoh"), ("idempotency_key", "contoh.kirim"), ("kunci_isian", "c2VnZWw")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            ..KeptForm::default()
        };
        let file = KeptForm {
            files: vec![("berkas".to_owned(), "pindaian.pdf".to_owned())],
            multipart: true,
            ..kept.clone()
        };
        let typed = LockPage { kept: Some(kept.clone()), ..page.clone() };
        let wrong = LockPage {
            field: field.error("Kata sandi tidak cocok. Isian Anda masih ada; coba lagi."),
            ..typed.clone()
        };
        let upload = LockPage { kept: Some(file), ..page.clone() };
        vec![("usual", page), ("typed", typed), ("wrong", wrong), ("files", upload)]
    }
}
