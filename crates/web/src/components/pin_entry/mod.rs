//! Entry of the PIN sent by SMS: what is signed, until when, how many attempts.

use super::{FormSeed, Guard};
use askama::Template;
use askama::filters::HtmlSafe;

/// Entry of a PIN.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "pin_entry/template.html")]
pub struct PinEntry {
    /// Where the PIN is sent.
    pub action: String,
    /// Hidden fields of the entry.
    pub guard: Guard,
    /// More hidden fields: challenge id, digest, chosen documents.
    pub hidden: Vec<(String, String)>,
    /// For example "menandatangani 12 izin".
    pub what: String,
    /// Masked number the PIN went to.
    pub phone: String,
    /// For example "10.47".
    pub expires: String,
    /// For example "PIN salah. Kesempatan tersisa 2."
    pub error: Option<String>,
    /// Words on the button.
    pub send: String,
    /// Where a new PIN is asked for.
    pub resend: String,
    /// Hidden fields of that form.
    pub resend_guard: Guard,
}

impl PinEntry {
    /// An invented entry.
    pub fn sample(action: String, resend: String, what: &str, send: &str) -> Self {
        let seed = FormSeed::sample();
        PinEntry {
            action,
            guard: seed.part("pin"),
            hidden: vec![("challenge".to_owned(), "p-1".to_owned())],
            what: what.to_owned(),
            phone: "0840-••••-0003".to_owned(),
            expires: "10.47".to_owned(),
            error: None,
            send: send.to_owned(),
            resend,
            resend_guard: seed.part("pin-baru"),
        }
    }
}

impl HtmlSafe for PinEntry {}
