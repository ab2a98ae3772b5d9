//! A button: a link that looks like one, or the sender of a form.

use askama::Template;
use askama::filters::HtmlSafe;

/// How much a button calls for attention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    /// The one next step of a page.
    Primary,
    /// Another possible step.
    Second,
    /// A step that cannot be taken back.
    Danger,
    /// Looks like a link.
    Quiet,
}

impl Weight {
    /// CSS modifier.
    pub fn class(self) -> &'static str {
        match self {
            Weight::Primary => "",
            Weight::Second => " button--second",
            Weight::Danger => " button--danger",
            Weight::Quiet => " button--quiet",
        }
    }
}

/// A button.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "button/template.html")]
pub struct Button {
    /// Verb and object, for example "Ajukan permohonan".
    pub text: String,
    /// Where it leads; `None` sends the form around it.
    pub href: Option<String>,
    /// Sends the form to this address instead.
    pub form_action: Option<String>,
    /// How it looks.
    pub weight: Weight,
}

impl Button {
    /// A link that looks like a button.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Button { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    /// Sends the form around it.
    pub fn send(text: impl Into<String>) -> Self {
        Button { text: text.into(), ..Self::default() }
    }

    /// The same button with another weight.
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }
}

impl HtmlSafe for Button {}
