//! E-mail.

mod compose;
mod smtp;

use std::fmt;

pub use smtp::{SmtpClient, SmtpConfig, SmtpSecurity};

use crate::{Reference, SendError};

/// One e-mail to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    /// The address, ASCII only.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The plain text; every message has one.
    pub text: String,
    /// The same as HTML, if there is one.
    pub html: Option<String>,
    /// Files that go with the message.
    pub attachments: Vec<Attachment>,
    /// The caller's name for the message; the Message-ID is made of it, so a message sent twice shows as one.
    pub reference: Reference,
    /// When the message was written; becomes its `Date`.
    pub written_at: jiff::Timestamp,
}

impl fmt::Debug for Email {
    /// Shows neither address nor content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Email")
            .field("reference", &self.reference)
            .field("attachments", &self.attachments.len())
            .finish_non_exhaustive()
    }
}

/// A file that goes with an e-mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name the reader sees, without path.
    pub file_name: String,
    /// The media type, for example `application/pdf`.
    pub content_type: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Attachment {
    /// File names of documents may hold a person's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// What the server said when it took the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailReceipt {
    /// The Message-ID as it stands in the message, with its angle brackets.
    pub message_id: String,
}

/// Sends e-mails. Calls block up to the client's time limits.
pub trait EmailGateway: Send + Sync {
    /// Hands one message over to the office's mail server.
    ///
    /// # Errors
    /// [`SendError`]; its [`advice`](SendError::advice) says whether to try again.
    fn send(&self, email: &Email) -> Result<EmailReceipt, SendError>;
}

/// Refuses what no server could deliver: an address that is none, an empty text, a subject of several lines.
pub(crate) fn check(email: &Email) -> Result<(), SendError> {
    compose::recipient(email).map(|_| ())
}
