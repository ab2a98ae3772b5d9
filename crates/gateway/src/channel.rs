//! The ways by which a message reaches a person.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A way by which a message reaches a person.
///
/// The names are stored in rows and profiles and never change. Matches are exhaustive on purpose: a channel that is
/// added does not compile until each place has decided what it does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Channel {
    /// Text message to a mobile telephone.
    #[serde(rename = "sms")]
    Sms,
    /// E-mail.
    #[serde(rename = "email")]
    Email,
    /// WhatsApp message.
    #[serde(rename = "whatsapp")]
    WhatsApp,
    /// The person's own page in the portal; needs no gateway.
    #[serde(rename = "in_app")]
    InApp,
}

impl Channel {
    /// Every channel, in the order in which settings list them.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Email, Self::WhatsApp, Self::InApp];

    /// The stable name used in rows and profiles.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::WhatsApp => "whatsapp",
            Self::InApp => "in_app",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a channel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a channel; known are sms, email, whatsapp, in_app")]
pub struct UnknownChannel(String);

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|c| c.as_str() == text).ok_or_else(|| UnknownChannel(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_stable_and_come_back() {
        assert_eq!(Channel::ALL.map(Channel::as_str), ["sms", "email", "whatsapp", "in_app"]);
        for channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
            assert_eq!(serde_json::to_string(&channel).unwrap(), format!("\"{channel}\""));
        }
        assert!("SMS".parse::<Channel>().is_err());
    }
}
