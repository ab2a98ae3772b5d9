//! Several of many answers: a group of ticks under one name.

use super::Choice;
use askama::Template;
use askama::filters::HtmlSafe;

/// A group of ticks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "tick_list/template.html")]
pub struct TickList {
    /// Id of the group.
    pub id: String,
    /// Name of every value.
    pub name: String,
    /// The question.
    pub label: String,
    /// One line of help, or empty.
    pub hint: String,
    /// What to put right.
    pub error: Option<String>,
    /// The answers.
    pub options: Vec<Choice>,
    /// Headings inside the list: the answer that one stands above, and its words.
    pub headings: Vec<(String, String)>,
    /// Values that are ticked.
    pub ticked: Vec<String>,
}

impl TickList {
    fn heading(&self, value: &str) -> Option<&str> {
        self.headings.iter().find(|(above, _)| above == value).map(|(_, words)| words.as_str())
    }

    fn described_by(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("{}-petunjuk", self.id) };
        let error = if self.error.is_some() { format!("{}-salah", self.id) } else { String::new() };
        format!("{hint} {error}").trim().to_owned()
    }
}

impl HtmlSafe for TickList {}
