//! `/demo/pesan`: messages that would have been sent, PINs visible.

use crate::components::{Pager, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// To a mobile phone.
    Sms,
    /// To a mailbox.
    Email,
    /// To a mobile phone, over the messenger.
    WhatsApp,
}

impl Channel {
    fn word(self) -> &'static str {
        match self {
            Channel::Sms => "SMS",
            Channel::Email => "Surel",
            Channel::WhatsApp => "WhatsApp",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMessage {
    /// How it travels.
    pub channel: Channel,
    /// Invented address or number.
    pub to: String,
    /// When it was sent.
    pub at: String,
    /// Of a mail; otherwise empty.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The PIN in it, or empty.
    pub pin: String,
    /// Sent, arrived, failed.
    pub state: Tag,
}

/// Messages that would have been sent, PINs visible.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/demo/outbox.html")]
pub struct DemoOutboxPage {
    /// Header and footer.
    pub shell: Shell,

    /// Newest first.
    pub messages: Vec<DemoMessage>,
    /// More of them.
    pub pager: Option<Pager>,
}

impl DemoOutboxPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let message = |channel: Channel, subject: &str, text: &str, pin: &str| DemoMessage {
            channel,
            to: if channel == Channel::Email { "sugeng@warga.example" } else { "0840-0000-0003" }.to_owned(),
            at: "Rabu, 1 April 2026 pukul 09.30".to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            pin: pin.to_owned(),
            state: Tag::new(Tone::Good, "Sampai"),
        };
        let page = |messages: Vec<DemoMessage>| DemoOutboxPage {
            shell: Shell::sample(links::demo_outbox()),
            messages,
            pager: None,
        };
        vec![
            (
                "usual",
                page(vec![
                    message(
                        Channel::Sms,
                        "",
                        "PIN Anda 482913 untuk menandatangani 12 izin. Berlaku 5 menit. Jangan berikan kepada siapa pun.",
                        "482913",
                    ),
                    message(
                        Channel::Email,
                        "Permohonan Anda sudah kami terima",
                        "Yth. Moch. Sugeng,\n\nPermohonan Anda sudah kami terima. Nomor pendaftaran: 26-000098-9.",
                        "",
                    ),
                ]),
            ),
            ("empty", page(Vec::new())),
        ]
    }
}
