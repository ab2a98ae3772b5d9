//! A state in words, with a sign and a colour; the words alone suffice.

use askama::Template;
use askama::filters::HtmlSafe;

/// The colour and sign of a state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    /// Nothing to do, nothing wrong.
    Neutral,
    /// Something goes on.
    Info,
    /// Done, in order.
    Good,
    /// Somebody must act, or time gets short.
    Warn,
    /// Late, refused, not in order.
    Bad,
}

impl Tone {
    /// CSS modifier.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Info => "info",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
        }
    }

    /// Sign beside the words, so that colour is never alone.
    pub fn sign(self) -> &'static str {
        match self {
            Tone::Neutral => "–",
            Tone::Info => "●",
            Tone::Good => "✓",
            Tone::Warn => "!",
            Tone::Bad => "✗",
        }
    }
}

/// A state in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "tag/template.html")]
pub struct Tag {
    /// For example the label of a status.
    pub text: String,
    /// Colour and sign.
    pub tone: Tone,
}

impl Tag {
    /// A tag.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Tag { text: text.into(), tone }
    }
}

impl HtmlSafe for Tag {}
