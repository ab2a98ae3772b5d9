//! Hidden fields of every form: the token against forged requests and the idempotency key.

use askama::Template;
use askama::filters::HtmlSafe;

/// Hidden fields of one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "guard/template.html")]
pub struct Guard {
    /// Token of the session.
    pub csrf: String,
    /// Idempotency key of this form on this page.
    pub key: String,
}

/// What a page needs to guard each of its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormSeed {
    /// Token of the session.
    pub csrf: String,
    /// Random key of this rendering of the page.
    pub key: String,
}

impl FormSeed {
    /// Hidden fields of the form called `part`. Forms of one page get different keys, so that going back and
    /// sending another form of the same page is not taken for a repetition with another body.
    pub fn part(&self, part: &str) -> Guard {
        Guard { csrf: self.csrf.clone(), key: format!("{}.{part}", self.key) }
    }

    /// Hidden fields of one of several like forms.
    pub fn part_of(&self, part: &str, row: &str) -> Guard {
        self.part(&format!("{part}.{row}"))
    }

    /// Invented values for samples.
    pub fn sample() -> Self {
        FormSeed { csrf: "csrf-contoh".to_owned(), key: "kunci-contoh".to_owned() }
    }
}

impl HtmlSafe for Guard {}
