//! A message text and how it is filled.

use crate::message_event::MessageEvent;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// To the mobile number.
    Sms,
    /// To the e-mail address.
    Email,
}

impl Channel {
    /// Both.
    pub const ALL: [Channel; 2] = [Channel::Sms, Channel::Email];

    /// As in the profile.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Sms => "sms",
            Channel::Email => "email",
        }
    }
}

/// One text of one event on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageTemplate {
    /// What happened.
    pub event: MessageEvent,
    /// Where it goes.
    pub channel: Channel,
    /// Subject of an e-mail; empty for an SMS.
    pub subject: String,
    /// Text with `{{ names }}`.
    pub text: String,
    /// Never shown in a list or a log.
    pub secret: bool,
    /// Most parts of an SMS.
    pub max_parts: usize,
}

/// A filled message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Subject; empty for an SMS.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// Why a message could not be filled; the profile's check makes it unlikely, not impossible.
#[derive(Debug)]
pub struct MessageError {
    /// What the template engine says, for developers.
    pub what: String,
    /// Byte range in the text, when known.
    pub(crate) at: usize,
    pub(crate) in_subject: bool,
}

impl std::fmt::Display for MessageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the message cannot be filled: {}", self.what)
    }
}

impl std::error::Error for MessageError {}

/// Made once: a message is filled inside a write, and an environment is dear to make.
static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    // A missing name must never become an empty place in a message about money.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Plain text, never HTML.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment
});

fn failed(error: &minijinja::Error, in_subject: bool) -> MessageError {
    MessageError {
        what: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
        at: error.range().map_or(0, |r| r.start),
        in_subject,
    }
}

impl MessageTemplate {
    /// Fills subject and text.
    ///
    /// # Errors
    /// A name that `values` does not have, or a text that is no template.
    pub fn render(&self, values: &serde_json::Value) -> Result<Rendered, MessageError> {
        let fill = |source: &str, subject: bool| {
            ENVIRONMENT
                .render_str(source, minijinja::Value::from(minijinja::value::Serde(values)))
                .map_err(|e| failed(&e, subject))
        };
        Ok(Rendered { subject: fill(&self.subject, true)?, text: fill(&self.text, false)? })
    }

    /// Names that a source uses, nested ones with dots.
    pub(crate) fn names(source: &str) -> Result<BTreeSet<String>, MessageError> {
        let template = ENVIRONMENT.template_from_str(source).map_err(|e| failed(&e, false))?;
        Ok(template.undeclared_variables(true).into_iter().collect())
    }
}
