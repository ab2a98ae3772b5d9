//! `/kerja/pesan`: messages that did not arrive: somebody must call.

use crate::components::{Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A message that did not arrive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FailedMessage {
    /// Id of the message.
    pub id: String,
    /// Id of the application.
    pub case: String,
    /// Registration number.
    pub number: String,
    /// Masked address.
    pub to: String,
    /// What it said.
    pub text: String,
    /// What went wrong and when.
    pub why: String,
}

/// Messages that did not arrive: somebody must call.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/failed_messages.html")]
pub struct FailedMessagesPage {
    /// Header and footer.
    pub shell: Shell,

    /// Oldest first.
    pub messages: Vec<FailedMessage>,
}

impl FailedMessagesPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |messages: Vec<FailedMessage>| FailedMessagesPage {
            shell: Shell::sample_officer(links::failed_messages(), "Sukinem", "Verifikator"),
            messages,
        };
        let message = FailedMessage {
            id: "m1".to_owned(),
            case: "c2".to_owned(),
            number: "26-000131-7".to_owned(),
            to: "0840-••••-0008".to_owned(),
            text: "Izin Anda sudah siap. Isi survei singkat (2 menit) agar dapat kami serahkan.".to_owned(),
            why: "Tiga kali tidak sampai, terakhir 1 April 2026 pukul 08.00.".to_owned(),
        };
        vec![("usual", page(vec![message])), ("empty", page(Vec::new()))]
    }
}
