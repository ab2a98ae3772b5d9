//! What has happened to a file and what comes, with dates.

use askama::Template;
use askama::filters::HtmlSafe;

/// Where an entry stands in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moment {
    #[default]
    /// Behind us.
    Done,
    /// Here the file is.
    Now,
    /// Still to come.
    Next,
    /// Here it ended.
    Stopped,
}

impl Moment {
    fn name(self) -> &'static str {
        match self {
            Moment::Done => "done",
            Moment::Now => "now",
            Moment::Next => "next",
            Moment::Stopped => "stopped",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Moment::Done => "✓",
            Moment::Stopped => "✗",
            Moment::Now | Moment::Next => "",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Moment::Done => "Selesai: ",
            Moment::Now => "Sekarang: ",
            Moment::Next => "Berikutnya: ",
            Moment::Stopped => "Berhenti: ",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineEntry {
    /// What happened or happens.
    pub title: String,
    /// Date, and time where it matters.
    pub when: String,
    /// Desk and unit, never a person; may be empty.
    pub desk: String,
    /// Why, or what the applicant did; may be empty.
    pub text: String,
    /// Behind, now or ahead.
    pub moment: Moment,
}

impl TimelineEntry {
    /// An entry.
    pub fn new(
        moment: Moment,
        title: impl Into<String>,
        when: impl Into<String>,
        desk: impl Into<String>,
    ) -> Self {
        TimelineEntry {
            title: title.into(),
            when: when.into(),
            desk: desk.into(),
            text: String::new(),
            moment,
        }
    }

    /// The same with an explanation.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

/// Entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "timeline/template.html")]
pub struct Timeline {
    /// From the first to the last.
    pub entries: Vec<TimelineEntry>,
}

impl HtmlSafe for Timeline {}
